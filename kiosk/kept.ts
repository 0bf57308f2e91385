// What waits for a worker of his activities when he steps up: a seat that is kept for him, an answer of the desk. [ACT-2, ACT-3]

import { type ActivityRec, answerIn } from "../domain/activities/activity.ts";
import { offerUntil } from "../domain/activities/offer-until.ts";
import type { ActivityId, EntryId, Millis } from "../domain/ids.ts";
import type { WorkerRec } from "../domain/workers.ts";
import type { Queued } from "./act.ts";
import { soonest } from "./open-activities.ts";
import type { Place } from "./rules.ts";

/** The activity of which a seat is kept for him, soonest first; one that he has answered is not asked again while the answer waits here. */
export const offerOf = (
  place: Place,
  self: WorkerRec | undefined,
  queued: readonly Pick<Queued, "body">[],
  now: Millis,
): ActivityId | undefined => {
  if (self === undefined) return undefined;
  const offered: ActivityRec[] = [];
  for (const entry of place.records.all("entry")) {
    const activity = place.records.get("activity", entry.activity);
    if (entry.worker !== self.id || entry.is.state !== "offered" || activity?.cancelled !== undefined) continue;
    if (activity === undefined || now >= offerUntil(entry.is.at, activity, place)) continue;
    if (queued.some(({ body }) => body.type === "AnswerOffer" && body.activity === activity.id)) continue;
    offered.push(activity);
  }
  return offered.sort(soonest)[0]?.id;
};

/** His entry with an answer of the desk that he has not read, nor said so to this machine. */
export const answeredTo = (
  place: Place,
  self: WorkerRec | undefined,
  queued: readonly Pick<Queued, "body">[],
): EntryId | undefined => {
  for (const entry of place.records.all("entry")) {
    if (entry.worker !== self?.id || answerIn(entry)?.read !== false) continue;
    if (!queued.some(({ body }) => body.type === "ReadAnswer" && body.entry === entry.id)) return entry.id;
  }
  return undefined;
};
