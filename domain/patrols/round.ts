// A recurring plan of patrols: who walks which route on which weekdays, from what time and how long. [PAT-1]

import {
  type Day,
  type Millis,
  type PatrolId,
  patrolId,
  type RoundId,
  type RouteId,
  type Seq,
  type UnitId,
  type WorkerId,
} from "../ids.ts";
import { addDays, hour, minute, type SiteClock, weekday } from "../time.ts";
import type { Profile } from "./track.ts";

export type RoundRec = {
  readonly kind: "round";
  readonly id: RoundId;
  readonly seq: Seq;
  /** The route's unit. */
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly route: RouteId;
  readonly leader: WorkerId;
  readonly members: readonly WorkerId[];
  readonly profile: Profile;
  /** ISO weekdays, `12345` = Monday to Friday. */
  readonly days: string;
  /** Minute of the site's day at which it sets out, 0…1439. */
  readonly start: number;
  /** How long its window is, minutes by the clock on the wrist: a change of summer time makes no patrol longer. */
  readonly lengthMin: number;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
  /** When it was made or last changed: what would have begun before that is not asked for. */
  readonly since: Millis;
  /** The latest day whose patrol it has made since then. */
  readonly made?: Day;
  readonly ended?: { readonly at: Millis; readonly reason: string };
};

/** Patrols are made this long before they begin, so that whoever walks sees it in time. */
export const madeAhead = 48 * hour;
/** No window is longer, min. */
export const longestWindow = 48 * 60;

/** The one name of the patrol that a plan asks for on a day: however often it is made, it is that one. */
export const patrolOf = (round: RoundId, day: Day): PatrolId => patrolId(`${round}@${day}`);

export type Occurrence = {
  readonly day: Day;
  readonly patrol: PatrolId;
  readonly plannedAt: Millis;
  readonly windowEnd: Millis;
};

type Rhythm = Pick<RoundRec, "id" | "days" | "start" | "lengthMin" | "from" | "until">;
/** What the plan asks for on a day of the site; undefined on a day that is none of its own. */
export const occurrenceOn = (round: Rhythm, day: Day, clock: SiteClock): Occurrence | undefined => {
  const { from, until, days, start, lengthMin } = round;
  if (
    !days.includes(String(weekday(day))) ||
    (from !== undefined && day < from) ||
    (until !== undefined && day > until)
  )
    return undefined;
  const plannedAt = clock.instant(day, start);
  return { day, patrol: patrolOf(round.id, day), plannedAt, windowEnd: plannedAt + lengthMin * minute };
};

/** The days from one instant's to another's, both among them. */
export const daysFrom = (clock: SiteClock, from: Millis, to: Millis): readonly Day[] => {
  const days: Day[] = [];
  for (let day = clock.dayOf(from), last = clock.dayOf(to); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

/** What the plan asks for next; undefined where it has ended or run out. */
export const nextOccurrence = (round: RoundRec, clock: SiteClock, now: Millis): Occurrence | undefined => {
  if (round.ended !== undefined) return undefined;
  const begin = Math.max(now, round.from === undefined ? now : clock.instant(round.from, 0));
  for (const day of daysFrom(clock, begin, begin + 8 * 24 * hour)) {
    const next = occurrenceOn(round, day, clock);
    if (next !== undefined && next.plannedAt >= now) return next;
  }
  return undefined;
};
