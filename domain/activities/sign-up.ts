// Signing up, waiting, cancelling: the last seat is decided here and nowhere else. [ACT-1, ACT-2, ACT-3]

import { accepted, alreadyDone, type Context, type Decision, isCountersigned, refused } from "../decider.ts";
import { entryId, type Millis, type RoleId } from "../ids.ts";
import { minute, stampText } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import { type ActivityRec, type EntryRec, seatsLeftIn } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { type ActivityLook, freeSeat, promotable, takeSeat, whyNot } from "./seats.ts";

export const signUp = (
  activity: ActivityRec,
  command: { readonly role: RoleId; readonly wait: boolean },
  worker: WorkerRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const name = { activity: activity.name };
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  if (live !== undefined)
    return enteredAt(live) > context.at - 2 * minute
      ? alreadyDone(live.seq)
      : refused({ code: "already_in", params: name });
  if (context.at < activity.opensAt)
    return refused({
      code: "activity_not_open",
      params: { ...name, opensAt: stampText(look.clock, activity.opensAt) },
    });
  if (context.now >= activity.closesAt) return refused({ code: "activity_closed", params: name });
  const role = activity.roles.find((one) => one.id === command.role);
  if (role === undefined) return refused({ code: "role_unknown", params: name });
  const hindrance = whyNot(activity, role, worker, look);
  if (hindrance !== undefined) return refused(hindrance);
  const entry = { entry: entryId(context.id), worker: worker.id, role: role.id };
  // Seats that an import added belong to those who wait.
  const first = promotable(activity, context.now, look);
  const counts = first.reduce((before, { role: taken }) => takeSeat(before, taken), activity.counts);
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const promotions = first.map((one): ActivityEvent => ({ ...on, type: "SeatTaken", ...named(one), promoted: true }));
  if (seatsLeftIn({ ...activity, counts }, role) > 0)
    return accepted<ActivityEvent>(...promotions, { ...on, type: "SeatTaken", ...entry, promoted: false });
  if (!command.wait) return refused({ code: "activity_full", params: name });
  return accepted<ActivityEvent>(...promotions, {
    ...on,
    type: "QueueJoined",
    ...entry,
    place: activity.nextPlace,
  });
};

export const cancel = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  if (live === undefined || live.is.state === "checked-in") return refused({ code: "entry_unknown" });
  if (context.actor.kind === "worker" && context.actor.proof !== "pin") return refused({ code: "pin_needed" });
  const signed = context.countersign;
  if (signed !== undefined && !isCountersigned(signed, live.worker)) return refused({ code: "countersign_refused" });
  if (context.at > activity.cancelUntil && signed === undefined && live.is.state === "confirmed")
    return refused({ code: "cancel_late", params: { until: stampText(look.clock, activity.cancelUntil) } });
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const cancelled: ActivityEvent = { ...on, type: "EntryCancelled", ...named(live) };
  if (live.is.state === "waiting") return accepted(cancelled);
  const after = { ...activity, counts: freeSeat(activity.counts, live.role) };
  const promotions = promotable(after, context.now, look).map(
    (one): ActivityEvent => ({ ...on, type: "SeatTaken", ...named(one), promoted: true }),
  );
  return accepted(cancelled, ...promotions);
};

const enteredAt = ({ is }: EntryRec): Millis => ("from" in is ? is.from : is.at);
