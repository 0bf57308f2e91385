// What a kiosk says of activities before anybody steps up and after his act: what is open to all, and his entry in one of them.

import { type ActivityRec, activityPhase, type EntryRec, isLive, seatsLeft } from "../domain/activities/activity.ts";
import type { Millis } from "../domain/ids.ts";
import type { WorkerRec } from "../domain/workers.ts";
import type { Place } from "./rules.ts";

export const soonest = (a: ActivityRec, b: ActivityRec): number => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

/** Of each series the nearest alone, where they stand in their order: a series does not fill the list. */
export const folded = <T>(list: readonly T[], activityOf: (one: T) => ActivityRec): readonly T[] => {
  const seen = new Set<string>();
  return list.filter((one) => {
    const { series } = activityOf(one);
    if (series === undefined) return true;
    const isFirst = !seen.has(series);
    seen.add(series);
    return isFirst;
  });
};

/** Open for sign-up and not yet begun, soonest first, full ones behind those with seats; of a series the nearest. */
export const openActivities = (place: Place, now: Millis): readonly ActivityRec[] =>
  folded(allOpen(place, now), (activity) => activity).toSorted(
    (a, b) => Number(seatsLeft(a) === 0) - Number(seatsLeft(b) === 0),
  );

const allOpen = (place: Place, now: Millis): readonly ActivityRec[] =>
  [...place.records.all("activity")]
    .filter((activity) => {
      const phase = activityPhase(activity, now);
      return phase === "open" || phase === "full";
    })
    .sort(soonest);

/** His live entry in one activity. */
export const entryIn = (place: Place, self: WorkerRec, activity: ActivityRec): EntryRec | undefined => {
  for (const entry of place.records.all("entry"))
    if (entry.worker === self.id && entry.activity === activity.id && isLive(entry)) return entry;
  return undefined;
};
