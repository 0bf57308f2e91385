// What a replay shows of an earlier moment: bounded in time, and never more of a person than may be known of him today. [SCR-3]

import type { Priority } from "./alarms/alarm.ts";
import type { Audience } from "./audience.ts";
import type { AlarmId, Millis, UnitId } from "./ids.ts";
import { publicOrigin } from "./patrols/moved.ts";
import type { PatrolRec } from "./patrols/patrol.ts";
import { present } from "./present.ts";
import type { Rec, Records } from "./records.ts";
import type { RefusedRec } from "./refused/refused-act.ts";
import { hour } from "./time.ts";
import { forgottenRecord, type WorkerRec } from "./workers.ts";

/** How far back a replay reaches, ms. */
export const replayReach = 72 * hour;
/** Replayed seconds that pass in one. */
export const replaySpeeds = [1, 4, 15, 60] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** A moment at which an alarm was raised, to jump to; `scope` decides who hears of it. */
export type RaisedMoment = {
  readonly at: Millis;
  readonly alarm: AlarmId;
  readonly priority: Priority;
  readonly scope: readonly UnitId[];
};

/** What a person's record says of him comes from today's board: names live in no copy of an earlier one. */
const namedAsNow = (then: WorkerRec, now: WorkerRec | undefined): WorkerRec =>
  now === undefined ? forgottenRecord(then, then.seq) : { ...now, seq: then.seq, unit: then.unit, scope: then.scope };

/** So do the words with which a patrol moved over: they never change, and name people whom the register does not hold. */
const toldAsNow = (then: PatrolRec, now: PatrolRec | undefined): PatrolRec =>
  then.origin === undefined ? then : { ...then, origin: now?.origin ?? publicOrigin(then.origin) };

/** And what was written with a refused act and about it. */
const wordedAsNow = (then: RefusedRec, now: RefusedRec | undefined): RefusedRec => {
  const { settled } = then;
  return {
    ...then,
    words: now?.words ?? "",
    refusal: now?.refusal ?? { code: then.refusal.code },
    ...(settled === undefined ? {} : { settled: { ...settled, note: now?.settled?.note ?? "" } }),
  };
};

/** Today's board, as far as a record of an earlier one is told by it. */
export type Today = Pick<Records, "get">;

const asToday = (record: Rec, today: Today): Rec => {
  if (record.kind === "worker") return namedAsNow(record, today.get("worker", record.id));
  if (record.kind === "refused") return wordedAsNow(record, today.get("refused", record.id));
  return record.kind === "patrol" ? toldAsNow(record, today.get("patrol", record.id)) : record;
};

/**
 * The record of an earlier moment as the audience may see it today. Who was forgotten since, or has left the register, is
 * nobody; else by the same table as the live board.
 */
export const presentThen = (record: Rec, audience: Audience, today: Today): Rec | undefined =>
  present(asToday(record, today), audience);

/** Whether the audience may know that this alarm was raised; the same as for the alarm's record. */
export const hearsOf = ({ scope }: Pick<RaisedMoment, "scope">, audience: Audience): boolean => {
  switch (audience.kind) {
    case "wall":
    case "desk":
      return scope.includes(audience.unit);
    case "auditor":
      return true;
    case "kiosk":
    case "person":
      return false;
  }
};

/** Who may look back at all: a wall and a desk; a kiosk stands before everybody and shows no past. */
export const mayReplay = (audience: Audience): boolean => audience.kind !== "kiosk" && audience.kind !== "person";

/** The moment nearest to the one asked for that can be shown. */
export const replayMoment = (asked: Millis, range: { readonly from: Millis; readonly to: Millis }): Millis =>
  Math.max(range.from, Math.min(asked, range.to));
