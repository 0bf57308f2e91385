// An act that had waited at a kiosk and was refused: who did what, when and where, why not, and what a person did about it.

import type { Answerer } from "../alarms/alarm.ts";
import type { CommandId, Millis, ScreenId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";

/** What the act was about, for its name at the desk. */
export type About = { readonly kind: "post" | "activity" | "patrol" | "unit"; readonly id: string };

/** Somebody else whom it held: of a crew, the incoming of a hand-over, or who signed it with him. */
export type Other = {
  readonly as: "crew" | "incoming" | "countersign";
  /** Undefined where he is nobody known, or was forgotten. */
  readonly worker?: WorkerId;
  /** The role or the post that he was to have by it; empty: none. It is his own matter, sealed under his key. */
  readonly of: string;
};
/** As many as any act of a kiosk may name. */
export const mostOthers = 300;

export type RefusedRec = {
  readonly kind: "refused";
  /** The act's own id, made at the touch. */
  readonly id: CommandId;
  readonly seq: Seq;
  /** Whose matter it is: the worker's unit and that of what he did; else the screen's. */
  readonly units: readonly UnitId[];
  readonly scope: readonly UnitId[];
  /** The command's name as the kiosk wrote it; one of another version may be unknown here. */
  readonly did: string;
  /** The device's clock at the touch. */
  readonly at: Millis;
  readonly notedAt: Millis;
  readonly screen?: ScreenId;
  /** Undefined where the badge is nobody's, or the act could not be opened. */
  readonly worker?: WorkerId;
  /** Empty since nothing is kept that no key forgets; older acts of nobody known bear the last three signs of the badge. */
  readonly tail: string;
  readonly about?: About;
  readonly refusal: Refusal;
  /** What he had written with it. */
  readonly words: string;
  /** Whom else it held; left out: nobody. */
  readonly others?: readonly Other[];
  /** When he was last told of it at a kiosk. */
  readonly readAt?: Millis;
  readonly settled?: { readonly at: Millis; readonly by: Answerer; readonly note: string };
};

export const isSettled = ({ settled }: RefusedRec): boolean => settled !== undefined;

/** He is told that it was refused, and once more what was done about it. */
export const isUntold = ({ worker, readAt, settled }: RefusedRec): boolean =>
  worker !== undefined && (readAt === undefined || (settled !== undefined && settled.at > readAt));

/** Whom it held, without what each of them was to have by it. */
export const bareOthers = ({ others }: Pick<RefusedRec, "others">): Pick<RefusedRec, "others"> =>
  others === undefined ? {} : { others: others.map((one) => ({ ...one, of: "" })) };

/** The same act with nothing of that one of them but that there was somebody. */
export const withoutOther = (record: RefusedRec, worker: WorkerId): RefusedRec =>
  record.others?.some((one) => one.worker === worker) === true
    ? { ...record, others: record.others.map((one) => (one.worker === worker ? { as: one.as, of: "" } : one)) }
    : record;

/** The record without a word that anybody wrote, nor what his certificates or shifts lacked. */
export const wordlessAct = ({ settled, ...record }: RefusedRec): RefusedRec => ({
  ...record,
  ...bareOthers(record),
  refusal: { code: record.refusal.code },
  words: "",
  ...(settled === undefined ? {} : { settled: { ...settled, note: "" } }),
});
