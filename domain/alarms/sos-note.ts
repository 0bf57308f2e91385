// What somebody added in his own words after he had called for help at a kiosk: for the desk that sends people, never for a wall. [ALM-1, POST-4]

import * as v from "valibot";
import { accepted, type Context, type Decision, refused } from "../decider.ts";
import type { AlarmId, Millis, WorkerId } from "../ids.ts";
import { mostOwnWords } from "../posts/post.ts";
import type { AlarmRec, SosNote } from "./alarm.ts";

const words = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.check((said) => [...said].length <= mostOwnWords),
);

/** To the call of the same worker, or of the same kiosk where no badge was read; after it, for it is what it speaks of. */
export const noteSos = v.object({ type: v.literal("NoteSos"), words });
export type NoteSos = v.InferOutput<typeof noteSos>;

export type SosNoted = {
  readonly subject: "alarms";
  readonly type: "SosNoted";
  readonly alarm: AlarmId;
  /** By the kiosk's clock, when it was written: it may have waited for a line. */
  readonly at: Millis;
  /** Unset: no badge was read. */
  readonly by?: WorkerId;
  readonly words: string;
};

/** A call's newest; what was said before them is in the ledger. */
export const sosNotesKept = 10;

export const decideNote = (
  { words: said }: NoteSos,
  { actor, at }: Context,
  known: AlarmRec | undefined,
): Decision<SosNoted> => {
  if (known === undefined) return refused({ code: "alarm_unknown" });
  const by = actor.kind === "worker" ? { by: actor.worker } : {};
  return accepted({ subject: "alarms", type: "SosNoted", alarm: known.id, at, ...by, words: said });
};

export const noted = (before: AlarmRec, { at, by, words: said }: SosNoted): AlarmRec => {
  const note: SosNote = { at, ...(by === undefined ? {} : { by }), words: said };
  return { ...before, notes: [...(before.notes ?? []), note].slice(-sosNotesKept) };
};

/** That something was added, not what, nor by whom. */
export const wordlessAlarm = ({ notes, ...alarm }: AlarmRec): AlarmRec =>
  notes === undefined ? alarm : { ...alarm, notes: notes.map(({ at }) => ({ at, words: "" })) };

/** Whose words the record bears; a call has one caller. */
export const noterOf = ({ notes }: AlarmRec): WorkerId | undefined =>
  notes?.find((note) => note.by !== undefined && note.words !== "")?.by;
