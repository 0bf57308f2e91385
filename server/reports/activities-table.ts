// Activities as a table: what, where, when, how full, and what became of it. Nobody's name is in it.

import { type ActivityRec, activityPhase } from "../../domain/activities/activity.ts";
import type { Millis } from "../../domain/ids.ts";
import { clockText, type SiteClock } from "../../domain/time.ts";
import { type CsvCell, csvText } from "./csv-text.ts";

const heads = [
  ...["id", "kind", "name", "name_en", "unit", "place", "starts", "ends", "opens", "closes"],
  ...["capacity", "taken", "waiting", "state", "settled"],
] as const;

/** Times are the site's. */
export const activitiesCsv = (activities: Iterable<ActivityRec>, clock: SiteClock, now: Millis): string => {
  const stamp = (at: Millis): string => `${clock.dayOf(at)} ${clockText(clock, at)}`;
  const lines: (readonly CsvCell[])[] = [heads];
  for (const activity of activities) {
    const { id, sort, name, nameEn, unit, place, startsAt, endsAt, opensAt, closesAt, capacity, counts } = activity;
    lines.push([
      ...[id, sort, name, nameEn, unit, place],
      ...[startsAt, endsAt, opensAt, closesAt].map(stamp),
      ...[capacity, counts.taken, counts.waiting, activityPhase(activity, now)],
      activity.settled === undefined ? "" : stamp(activity.settled.at),
    ]);
  }
  return csvText(lines);
};
