// Who may come to the desk: first start by link, sign-in by password, or straight in where a session or a rehearsal opens it.

import type { Doors, Person } from "./doors.ts";
import { setupToken } from "./route.ts";

export type Gate =
  | { readonly at: "asking"; readonly lost: boolean }
  | { readonly at: "setup"; readonly token: string }
  /** `used`: came by a link that is spent; `set-up-first`: nobody has an account yet. */
  | { readonly at: "sign-in"; readonly note: "none" | "used" | "set-up-first" }
  | { readonly at: "in"; readonly person: Person };

const askAgainAfter = 3000;

export const createGate = (doors: Pick<Doors, "me" | "signOut" | "setUpState">, hash: () => string) => {
  const token = setupToken(hash());
  let gate = $state.raw<Gate>({ at: "asking", lost: false });

  const ask = async (): Promise<void> => {
    const answer = await doors.me();
    switch (answer.kind) {
      case "ok":
        gate = { at: "in", person: answer.value };
        return;
      case "refused":
        await knockAtSetUp("");
        return;
      case "unreachable":
      case "not-understood":
      case "too-large":
        gate = { at: "asking", lost: true };
        setTimeout(ask, askAgainAfter);
    }
  };

  /** A link is asked about before its form is shown: whoever fills one in for nothing has been fooled. */
  const knockAtSetUp = async (link: string): Promise<void> => {
    const answer = await doors.setUpState(link);
    if (answer.kind !== "ok") {
      gate = { at: "asking", lost: true };
      setTimeout(() => void knockAtSetUp(link), askAgainAfter);
      return;
    }
    switch (answer.value.state) {
      case "open":
        gate = { at: "setup", token: link };
        return;
      case "needed":
        gate = { at: "sign-in", note: "set-up-first" };
        return;
      case "done":
        gate = { at: "sign-in", note: link === "" ? "none" : "used" };
    }
  };
  void (token === undefined ? ask() : knockAtSetUp(token));

  return {
    get is() {
      return gate;
    },
    /** After a sign-in or set-up: who am I now? */
    ask,
    out: async (): Promise<void> => {
      await doors.signOut();
      gate = { at: "sign-in", note: "none" };
    },
    toSignIn: (): void => {
      gate = { at: "sign-in", note: "none" };
    },
  };
};
