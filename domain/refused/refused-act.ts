// An act that had waited at a kiosk and was refused: who did what, when and where, why not, and what a person did about it.

import type { Answerer } from "../alarms/alarm.ts";
import type { CommandId, Millis, ScreenId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";

/** What the act was about, for its name at the desk. */
export type About = { readonly kind: "post" | "activity" | "patrol" | "unit"; readonly id: string };

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
  /** When he was last told of it at a kiosk. */
  readonly readAt?: Millis;
  readonly settled?: { readonly at: Millis; readonly by: Answerer; readonly note: string };
};

export const isSettled = ({ settled }: RefusedRec): boolean => settled !== undefined;

/** He is told that it was refused, and once more what was done about it. */
export const isUntold = ({ worker, readAt, settled }: RefusedRec): boolean =>
  worker !== undefined && (readAt === undefined || (settled !== undefined && settled.at > readAt));

/** The record without a word that anybody wrote, nor what his certificates or shifts lacked. */
export const wordlessAct = ({ settled, ...record }: RefusedRec): RefusedRec => ({
  ...record,
  refusal: { code: record.refusal.code },
  words: "",
  ...(settled === undefined ? {} : { settled: { ...settled, note: "" } }),
});
