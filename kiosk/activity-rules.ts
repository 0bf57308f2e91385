// The server's own rules of activities asked beforehand; apart from those of posts, so that a kiosk begins without them.

import { decideActivities } from "../domain/activities/activities.ts";
import type { ActivityCommand } from "../domain/activities/activity-acts.ts";
import type { Millis } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusals.ts";
import type { WorkerRec } from "../domain/workers.ts";
import { contextOf, lookOf, type Place } from "./rules.ts";

export const activityRefusal = (
  place: Place,
  self: WorkerRec,
  command: ActivityCommand,
  now: Millis,
  proof: "badge" | "pin" = "badge",
): Refusal | undefined => {
  const decision = decideActivities(command, contextOf(self, now, proof, false), lookOf(place));
  return decision.kind === "refused" ? decision.refusal : undefined;
};
