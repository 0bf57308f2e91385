// What a replay shows of an earlier moment: bounded in time, and never more of a person than may be known of him today. [SCR-3]

import type { Priority } from "./alarms/alarm.ts";
import type { Audience } from "./audience.ts";
import type { AlarmId, Millis, UnitId } from "./ids.ts";
import { present } from "./present.ts";
import type { Rec } from "./records.ts";
import { asToday, type Today } from "./replay-people.ts";
import { hour } from "./time.ts";

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
