// Activities as a board tells them: who is on the ground, who signed up today, hours this month, and what comes next. [ACT-6]

import type { Day, Millis } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteClock } from "../time.ts";
import { type ActivityPhase, type ActivityRec, activityPhase } from "./activity.ts";

export type ActivityLine = {
  readonly activity: ActivityRec;
  readonly phase: ActivityPhase;
  /** The site day on which it begins; a board names it where it is not today. */
  readonly day: Day;
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
  /** What still runs or comes, soonest first; one cancelled today stays until its end, so that nobody goes in vain. */
  readonly lines: readonly ActivityLine[];
};

export const volunteers = (records: Records, clock: SiteClock, now: Millis): Volunteers => {
  const on = clock.dayOf(now);
  const month = on.slice(0, 7);
  let onGround = 0;
  let today = 0;
  const lines: ActivityLine[] = [];
  for (const activity of records.all("activity")) {
    const day = clock.dayOf(activity.startsAt);
    const phase = activityPhase(activity, now);
    // Who forgot to check out is not on the ground for ever.
    if (phase !== "finished" && phase !== "cancelled") onGround += activity.counts.here;
    const touchesToday = day <= on && clock.dayOf(activity.endsAt - 1) >= on;
    if (touchesToday && phase !== "cancelled") today += 1;
    if (phase === "finished" || activity.endsAt <= now || (phase === "cancelled" && !touchesToday)) continue;
    lines.push({ activity, phase, day });
  }
  lines.sort((a, b) => a.activity.startsAt - b.activity.startsAt || (a.activity.id < b.activity.id ? -1 : 1));
  let minutes = 0;
  let signedUpToday = 0;
  for (const daily of records.all("daily")) {
    if (daily.id.startsWith(month)) minutes += daily.volunteerMinutes;
    if (daily.id === on) signedUpToday = daily.signUps;
  }
  return { onGround, signedUpToday, monthHours: Math.floor(minutes / 60), today, lines };
};
