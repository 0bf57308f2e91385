// One act from its tap to its answer: sending, recorded, or the sentence why not. A button and a form both drive it.

import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { Answer } from "./doors.ts";
import { sentence } from "./doors.ts";
import type { Say } from "./words.ts";

export type ActState =
  | { readonly state: "idle" }
  | { readonly state: "sending" }
  | { readonly state: "done" }
  | { readonly state: "refused"; readonly text: string };

type Voice = { readonly say: Say; readonly lang: Lang };

/** The answer of a door as a sentence, where it is not a yes. */
export const answerText = (answer: Exclude<Answer<unknown>, { kind: "ok" }>, { say, lang }: Voice): string => {
  switch (answer.kind) {
    case "refused":
      return sentence(answer.refusal, lang);
    case "too-large":
      return say("file.too_large");
    case "unreachable":
      return say("unreachable");
    case "not-understood":
      return say("not.understood");
  }
};

export type Act = ReturnType<typeof createAct>;

export const createAct = (voice: () => Voice) => {
  let is = $state.raw<ActState>({ state: "idle" });
  return {
    get is() {
      return is;
    },
    get busy() {
      return is.state === "sending";
    },
    reset: () => {
      is = { state: "idle" };
    },
    /** True where the act was recorded. */
    command: async (send: () => Promise<CommandAnswer>): Promise<boolean> => {
      is = { state: "sending" };
      const answer = await send();
      is =
        answer.kind === "ok" ? { state: "done" } : { state: "refused", text: sentence(answer.refusal, voice().lang) };
      return answer.kind === "ok";
    },
    /** The value where the door said yes. */
    door: async <T>(knock: () => Promise<Answer<T>>): Promise<Answer<T>> => {
      is = { state: "sending" };
      const answer = await knock();
      is = answer.kind === "ok" ? { state: "done" } : { state: "refused", text: answerText(answer, voice()) };
      return answer;
    },
  };
};
