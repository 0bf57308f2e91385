// What a worker asks of his own data: a wrong entry put right, a copy on paper, to be forgotten; and what the desk answered. [ORG-2]

import type { Answerer } from "../alarms/alarm.ts";
import type { CorrectionId, Millis, Seq, UnitId, WorkerId } from "../ids.ts";
import { dayLength } from "../time.ts";
import type { WorkerRec } from "../workers.ts";

/** What may be wrong of him on the board. Language and large text are not here: those he sets himself, at once. */
export const wrongFields = ["name", "number", "unit", "crew", "qualification", "hours", "other"] as const;
export type WrongField = (typeof wrongFields)[number];
/** `copy`: on paper, from the desk; `forget`: the desk carries it out by forgetting him, or says what forbids it. */
export const askedFields = [...wrongFields, "copy", "forget"] as const;
export type AskedField = (typeof askedFields)[number];

/** Signs of what it should say; as the kiosk's keyboard writes them. */
export const mostWanted = 60;
/** Unanswered at once, for one worker. */
export const mostOpen = 10;

export type CorrectionState =
  | { readonly state: "open" }
  | { readonly state: "withdrawn"; readonly at: Millis }
  | {
      readonly state: "accepted" | "refused";
      readonly at: Millis;
      readonly by: Answerer;
      /** Why not, or a word to it; never empty where it was refused. (PIPL art. 50) */
      readonly reason: string;
      /** He has seen the answer. */
      readonly read: boolean;
    };

export type CorrectionRec = {
  readonly kind: "correction";
  readonly id: CorrectionId;
  readonly seq: Seq;
  readonly worker: WorkerId;
  readonly scope: readonly UnitId[];
  readonly field: AskedField;
  /** Which certificate, which activity; empty where the field says it all. */
  readonly about: string;
  /** What it should say. */
  readonly wanted: string;
  readonly at: Millis;
  readonly is: CorrectionState;
};

/** Days within which he is to be answered, as an appeal is. [CASE-2] */
const answerDays = 15;
export const dueAt = ({ at }: Pick<CorrectionRec, "at">): Millis => at + answerDays * dayLength;
export const isOpen = ({ is }: Pick<CorrectionRec, "is">): boolean => is.state === "open";
export const isOverdue = (one: CorrectionRec, now: Millis): boolean => isOpen(one) && now > dueAt(one);
export const awaitsReader = ({ is }: Pick<CorrectionRec, "is">): boolean => "read" in is && !is.read;

/** Longest waiting first: open ones by their day, then what was answered or taken back, the latest on top. */
export const byWaiting = (a: CorrectionRec, b: CorrectionRec): number => {
  const closed = Number(!isOpen(a)) - Number(!isOpen(b));
  return closed || (isOpen(a) ? a.at - b.at : endOf(b) - endOf(a)) || (a.id < b.id ? -1 : 1);
};
/** When it was answered or taken back; of an open one, when it was asked. */
export const endOf = ({ is, at }: CorrectionRec): Millis => (is.state === "open" ? at : is.at);

/**
 * Whether the register says by now what was agreed to: the desk mends it outside, and the next import brings it. Undefined where
 * that cannot be told from one value.
 */
export const registerSays = ({ field, wanted }: CorrectionRec, worker: WorkerRec): boolean | undefined => {
  switch (field) {
    case "name":
    case "number":
    case "crew":
      return worker[field] === wanted;
    case "unit":
    case "qualification":
    case "hours":
    case "other":
    case "copy":
    case "forget":
      return undefined;
  }
};

/** That it was asked and how it ended, without a word of what. */
export const wordless = (one: CorrectionRec): CorrectionRec => ({
  ...one,
  about: "",
  wanted: "",
  is: "reason" in one.is ? { ...one.is, reason: "" } : one.is,
});
