// What a kiosk says of activities before anybody steps up and after his act: what is open to all, and his entry in one of them.

import { type ActivityRec, activityPhase, type EntryRec, isLive } from "../domain/activities/activity.ts";
import type { Millis } from "../domain/ids.ts";
import type { WorkerRec } from "../domain/workers.ts";
import type { Place } from "./rules.ts";

export const soonest = (a: ActivityRec, b: ActivityRec): number => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

/** Open for sign-up and not yet begun, full ones too, soonest first. */
export const openActivities = (place: Place, now: Millis): readonly ActivityRec[] =>
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
