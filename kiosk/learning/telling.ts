// An act that only a live line can bear: told at once or not at all, and his card as it is afterwards. [ACT-5]

import { v7 as uuid } from "uuid";
import type { ContestCommand } from "../../domain/contests/contest-acts.ts";
import type { LearningCommandOf } from "../../domain/learning/learning-acts.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Live } from "../../web/lib/live.svelte.ts";
import { claimOf, type Person } from "../person.ts";

export type NowCommand =
  | LearningCommandOf<"StartQuiz" | "AnswerQuiz">
  | Extract<ContestCommand, { readonly type: "NoteObjection" }>;
export type NowAnswer =
  | { readonly kind: "ok"; readonly person: Person }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Not known whether it was done; to ask again does no harm. */
  | { readonly kind: "no-line" };
export type TellNow = (person: Person, command: NowCommand) => Promise<NowAnswer>;

export const createTellNow =
  (
    live: Pick<Live, "send" | "identify" | "offset">,
    /** Undefined: no line, or no answer in time. */
    answered: <T>(answer: Promise<T>) => Promise<T | undefined>,
  ): TellNow =>
  async (person, command) => {
    if (person.kind !== "known") return { kind: "no-line" };
    const told = { id: uuid(), at: Math.round(Date.now() + live.offset) };
    const answer = await answered(live.send({ ...command, as: claimOf(person, "pin") }, told));
    if (answer === undefined || answer.kind === "retry") return { kind: "no-line" };
    if (answer.kind === "refused") {
      const { refusal } = answer;
      return refusal.code === "no_answer" ? { kind: "no-line" } : { kind: "refused", refusal };
    }
    const fresh = await answered(live.identify(person.request));
    return fresh?.kind === "ok" ? { kind: "ok", person: { ...person, card: fresh.card } } : { kind: "no-line" };
  };
