// One gives his seat to another who stands beside him: his PIN and the other's badge are the two acceptances, and the other must be able to. [ACT-2]

import * as v from "valibot";
import { accepted, type Context, type Decision, refused } from "../decider.ts";
import { activityId, entryId } from "../ids.ts";
import { bothNames, inBoth } from "../in-both.ts";
import { type Refusal, refusalText } from "../refusals.ts";
import { id } from "../site/site.ts";
import { maskName, numberTail, type WorkerRec } from "../workers.ts";
import type { ActivityRec, EntryRec } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { shareTally, shareUsed } from "./fairness.ts";
import { type ActivityLook, whyNot } from "./seats.ts";
import { standsIn } from "./sign-up.ts";

export const swapCommands = {
  /** To whom: whose badge came with it. */
  SwapSeat: v.object({ type: v.literal("SwapSeat"), activity: id(activityId) }),
} as const;
export type SwapSeat = v.InferOutput<typeof swapCommands.SwapSeat>;

export const swapSeat = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const name = { activity: bothNames(activity) };
  // A seat that he asked to give back is his still; one that is only kept for him is not.
  if (live?.is.state !== "confirmed" && live?.is.state !== "cancel-requested")
    return refused({ code: "entry_unknown" });
  if (context.actor.kind !== "worker" || context.actor.proof !== "pin") return refused({ code: "pin_needed" });
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  if (context.now >= activity.startsAt) return refused({ code: "swap_begun", params: name });
  const other = context.incoming === undefined ? undefined : look.worker(context.incoming);
  if (other === undefined || other.id === live.worker) return refused({ code: "swap_alone" });
  const role = activity.roles.find((one) => one.id === live.role);
  if (role === undefined) return refused({ code: "role_unknown", params: name });
  const why: Refusal | undefined = standsIn(activity, other, look)
    ? { code: "crew_in", params: { activity: bothNames(activity) } }
    : // The seat that he gives is free for it, if they are of one crew.
      shareTally(activity, context.now, look, [live]).left(other) === 0
      ? shareUsed(activity, look)
      : whyNot(activity, role, other, look);
  if (why !== undefined) return refused(barred(other, why));
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const to = { entry: entryId(context.id), worker: other.id, role: role.id };
  return accepted<ActivityEvent>({ ...on, type: "SeatSwapped", ...named(live), to });
};

const barred = (other: WorkerRec, why: Refusal): Refusal => ({
  code: "swap_barred",
  params: {
    who: `${maskName(other.name)} ${numberTail(other.number)}`,
    why: inBoth(refusalText(why, "zh-CN"), refusalText(why, "en")),
  },
});
