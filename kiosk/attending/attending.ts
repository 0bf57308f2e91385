// What a kiosk says of a worker's activities once they begin: where he may check in or out now, what he is asked, what he earned. [ACT-4]

import { type ActivityRec, activityPhase } from "../../domain/activities/activity.ts";
import { early, lateFrom } from "../../domain/activities/attendance.ts";
import { type CreditSum, creditsFor, totalOf } from "../../domain/activities/credits.ts";
import type { Millis } from "../../domain/ids.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { activityRefusal } from "../activity-rules.ts";
import { soonest } from "../open-activities.ts";
import type { Place } from "../rules.ts";
import { type Asked, askedOf, mayAttend } from "./first.ts";

/** Each key is its own act: nobody comes by a key that might also mean that he goes. */
export type Attending = { readonly activity: ActivityRec; readonly keys: readonly ("in" | "out")[] };

/** Where he may come or go now, by the server's own rule; soonest first. */
export const attendingNow = (place: Place, self: WorkerRec, now: Millis): readonly Attending[] => {
  const found: Attending[] = [];
  for (const entry of place.records.all("entry")) {
    const { is } = entry;
    if (entry.worker !== self.id || !mayAttend(is)) continue;
    const activity = place.records.get("activity", entry.activity);
    if (activity === undefined) continue;
    const isThere = is.state === "checked-in";
    const type = isThere ? "CheckOutEntry" : "CheckInEntry";
    if (activityRefusal(place, self, { type, activity: activity.id }, now) === undefined)
      found.push({ activity, keys: [isThere ? "out" : "in"] });
  }
  return found.sort((a, b) => soonest(a.activity, b.activity));
};

/** Without a line nobody here knows what a badge is signed up for: what runs now takes his word, and the server looks. */
export const runningNow = (place: Place, now: Millis): readonly Attending[] =>
  [...place.records.all("activity")]
    .filter(
      (activity) =>
        activityPhase(activity, now) !== "cancelled" &&
        now >= activity.startsAt - early &&
        now <= lateFrom(activity, place.site),
    )
    .sort(soonest)
    .map((activity) => ({ activity, keys: now <= activity.endsAt ? ["in", "out"] : ["out"] }));

/** What his page begins with; two activities at most, for more would push his post away. */
export type OwnNow = { readonly attending: readonly Attending[]; readonly asked: Asked | undefined };
export const ownNow = (place: Place, self: WorkerRec | undefined, now: Millis): OwnNow => ({
  attending: (self === undefined ? runningNow(place, now) : attendingNow(place, self, now)).slice(0, 2),
  asked: self === undefined ? undefined : askedOf(place, self)[0],
});

export type Earned = CreditSum & {
  /** Minutes that the organiser has not settled yet. */
  readonly unsettled: number;
};

export const earnedBy = ({ records }: Place, self: WorkerRec): Earned => {
  let unsettled = 0;
  for (const { worker, is } of records.all("entry"))
    if (worker === self.id && is.state === "attended") unsettled += is.minutes;
  return { ...totalOf(creditsFor(records, self.id)), unsettled };
};
