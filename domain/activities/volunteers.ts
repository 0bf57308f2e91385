// Activities as a board tells them: who is on the ground, who signed up today, hours this month, and what comes next. [ACT-6]

import { unitIn } from "../days/daily.ts";
import { type Day, type Millis, type UnitId, unitId } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteClock } from "../time.ts";
import { type ActivityPhase, type ActivityRec, activityPhase } from "./activity.ts";

export type ActivityLine = {
  readonly activity: ActivityRec;
  readonly phase: ActivityPhase;
  /** The site day on which it begins; a board names it where it is not today. */
  readonly day: Day;
};

export type UnitCount = {
  readonly unit: UnitId;
  readonly onGround: number;
  readonly signedUpToday: number;
  /** Whole hours. */
  readonly monthHours: number;
};

export type Volunteers = {
  /** People checked in and not yet out, over all activities. */
  readonly onGround: number;
  /** Entries made on this site day. */
  readonly signedUpToday: number;
  /** Hours of people whose activity ended this month, whole hours. */
  readonly monthHours: number;
  /** Activities of today, ended and running ones too, without the cancelled. */
  readonly today: number;
  /** The same by the unit that holds them, those with most people first; without units where nothing happens. */
  readonly byUnit: readonly UnitCount[];
  /** What still runs or comes, soonest first; one cancelled today stays until its end, so that nobody goes in vain. */
  readonly lines: readonly ActivityLine[];
};

export const volunteers = (records: Records, clock: SiteClock, now: Millis): Volunteers => {
  const on = clock.dayOf(now);
  const month = on.slice(0, 7);
  let onGround = 0;
  const here = new Map<string, number>();
  let today = 0;
  const lines: ActivityLine[] = [];
  for (const activity of records.all("activity")) {
    const day = clock.dayOf(activity.startsAt);
    const phase = activityPhase(activity, now);
    // Who forgot to check out is not on the ground for ever.
    if (phase !== "finished" && phase !== "cancelled") {
      onGround += activity.counts.here;
      if (activity.counts.here > 0) here.set(activity.unit, (here.get(activity.unit) ?? 0) + activity.counts.here);
    }
    const touchesToday = day <= on && clock.dayOf(activity.endsAt - 1) >= on;
    if (touchesToday && phase !== "cancelled") today += 1;
    if (phase === "finished" || activity.endsAt <= now || (phase === "cancelled" && !touchesToday)) continue;
    lines.push({ activity, phase, day });
  }
  lines.sort((a, b) => a.activity.startsAt - b.activity.startsAt || (a.activity.id < b.activity.id ? -1 : 1));
  let minutes = 0;
  let signedUpToday = 0;
  const minutesOf = new Map<string, number>();
  const signedOf = new Map<string, number>();
  for (const daily of records.all("daily")) {
    const isMonth = daily.id.startsWith(month);
    if (isMonth) minutes += daily.volunteerMinutes;
    if (daily.id === on) signedUpToday = daily.signUps;
    if (!isMonth) continue;
    for (const unit of Object.keys(daily.units ?? {})) {
      const counted = unitIn(daily.units ?? {}, unit);
      minutesOf.set(unit, (minutesOf.get(unit) ?? 0) + counted.volunteerMinutes);
      if (daily.id === on) signedOf.set(unit, counted.signUps);
    }
  }
  const byUnit = [...new Set([...here.keys(), ...signedOf.keys(), ...minutesOf.keys()])]
    .map((unit) => ({
      unit: unitId(unit),
      onGround: here.get(unit) ?? 0,
      signedUpToday: signedOf.get(unit) ?? 0,
      monthHours: Math.floor((minutesOf.get(unit) ?? 0) / 60),
    }))
    .filter((one) => one.onGround + one.signedUpToday + one.monthHours > 0)
    .sort((a, b) => b.onGround - a.onGround || b.monthHours - a.monthHours || (a.unit < b.unit ? -1 : 1));
  return { onGround, signedUpToday, monthHours: Math.floor(minutes / 60), today, byUnit, lines };
};
