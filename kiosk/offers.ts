// What a kiosk says of activities: what is open to all, what this worker may join, why not the rest, and what he is in already.

import {
  type ActivityRec,
  type ActivityRole,
  activityPhase,
  type EntryRec,
  isLive,
  seatsLeft,
  seatsLeftIn,
} from "../domain/activities/activity.ts";
import { isLate } from "../domain/activities/sign-up.ts";
import { type Millis, roleId } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusals.ts";
import type { WorkerRec } from "../domain/workers.ts";
import { activityRefusal } from "./activity-rules.ts";
import { entryIn, soonest } from "./open-activities.ts";
import type { Place } from "./rules.ts";

export type Offer = {
  readonly activity: ActivityRec;
  /** The role he would get: the first free one that he may take, else the first that he may wait for. */
  readonly role: ActivityRole;
  readonly left: number;
};
export type Hindered = { readonly activity: ActivityRec; readonly refusal: Refusal };
export type Offers = { readonly open: readonly Offer[]; readonly hindered: readonly Hindered[] };

/** What he can sign up for, and why not for the rest; what is over or cancelled is not spoken of. */
export const offersFor = (place: Place, self: WorkerRec | undefined, now: Millis): Offers => {
  const open: Offer[] = [];
  const hindered: Hindered[] = [];
  for (const activity of [...place.records.all("activity")].sort(soonest)) {
    const phase = activityPhase(activity, now);
    if (phase === "finished" || phase === "cancelled" || phase === "running") continue;
    const roles = [...activity.roles].sort(
      (a, b) => Number(seatsLeftIn(activity, b) > 0) - Number(seatsLeftIn(activity, a) > 0),
    );
    const tried = roles.map((role) => ({ role, refusal: refusalOf(place, self, activity, role, now) }));
    const able = tried.find((one) => one.refusal === undefined);
    const [first] = tried;
    if (able !== undefined) open.push({ activity, role: able.role, left: seatsLeftIn(activity, able.role) });
    else if (first?.refusal !== undefined) hindered.push({ activity, refusal: first.refusal });
  }
  return { open, hindered };
};

const refusalOf = (
  place: Place,
  self: WorkerRec | undefined,
  activity: ActivityRec,
  role: ActivityRole,
  now: Millis,
): Refusal | undefined => {
  if (self !== undefined)
    return activityRefusal(
      place,
      self,
      { type: "SignUp", activity: activity.id, role: roleId(role.id), wait: true },
      now,
    );
  const phase = activityPhase(activity, now);
  if (phase === "announced") return { code: "activity_not_open", params: { activity: activity.name, opensAt: "—" } };
  return phase === "closed" ? { code: "activity_closed", params: { activity: activity.name } } : undefined;
};

export type OwnEntry = {
  readonly entry: EntryRec;
  readonly activity: ActivityRec;
  /** How many wait before him; undefined where he does not wait, or the number cannot be known here. */
  readonly cancellable: Refusal | undefined | "no";
};

/** His entries that still stand or are attended, soonest first. */
export const ownEntries = (place: Place, self: WorkerRec, now: Millis, proof: "badge" | "pin"): readonly OwnEntry[] => {
  const own: OwnEntry[] = [];
  for (const entry of place.records.all("entry")) {
    const activity = place.records.get("activity", entry.activity);
    if (
      entry.worker !== self.id ||
      activity === undefined ||
      entry.is.state === "cancelled" ||
      entry.is.state === "swapped"
    )
      continue;
    // What he let pass is told until he is in again.
    if (entry.is.state === "lapsed" && entryIn(place, self, activity) !== undefined) continue;
    const cancellable =
      isLive(entry) &&
      entry.is.state !== "checked-in" &&
      // He has asked: only where a move has freed him since is there more to do than to wait.
      (entry.is.state !== "cancel-requested" || !isLate(activity, entry, now)) &&
      activityPhase(activity, now) !== "finished"
        ? activityRefusal(place, self, { type: "CancelEntry", activity: activity.id }, now, proof)
        : "no";
    own.push({ entry, activity, cancellable });
  }
  return own.sort((a, b) => soonest(a.activity, b.activity));
};

/** So few seats that they may be gone before his touch arrives. */
const fewSeats = 3;

/** Whether to ask if he would queue: only where it may come to that, and never answered for him. [ACT-3] */
export const queueQuestion = (left: number, isLive: boolean): "none" | "ask" | "only-queue" =>
  left <= 0 ? "only-queue" : isLive && left > fewSeats ? "none" : "ask";

export const isFull = (activity: ActivityRec): boolean => seatsLeft(activity) === 0;
