// Signing up, waiting, cancelling, being there: the last seat is decided here and nowhere else. [ACT-1, ACT-2, ACT-3]

import * as v from "valibot";
import {
  accepted,
  alreadyDone,
  type Change,
  type Context,
  type Decision,
  isCountersigned,
  put,
  refused,
} from "../decider.ts";
import {
  type ActivityId,
  activityId,
  type EntryId,
  entryId,
  type Millis,
  type RoleId,
  roleId,
  type Seq,
  type UnitId,
  type WorkerId,
} from "../ids.ts";
import { id, text } from "../site/site.ts";
import { hour, minute, stampText } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import { type ActivityRec, type Counts, type EntryRec, type EntryState, seatsLeftIn } from "./activity.ts";
import { type ActivityDraft, activityDraft } from "./activity-draft.ts";
import { activityRecord, flawOf } from "./activity-opening.ts";
import { type ActivityLook, freeSeat, promotable, takeSeat, whyNot } from "./seats.ts";

export const activityCommands = {
  OpenActivity: v.object({ type: v.literal("OpenActivity"), activity: activityDraft }),
  CancelActivity: v.object({ type: v.literal("CancelActivity"), activity: id(activityId), reason: text }),
  /** `wait`: where no seat is left, take a place in the queue and fill in at once when one is freed (直接补位). */
  SignUp: v.object({ type: v.literal("SignUp"), activity: id(activityId), role: id(roleId), wait: v.boolean() }),
  CancelEntry: v.object({ type: v.literal("CancelEntry"), activity: id(activityId) }),
  CheckInEntry: v.object({ type: v.literal("CheckInEntry"), activity: id(activityId) }),
  CheckOutEntry: v.object({ type: v.literal("CheckOutEntry"), activity: id(activityId) }),
} as const;

export type ActivityCommand = v.InferOutput<(typeof activityCommands)[keyof typeof activityCommands]>;

type On<T extends string, D> = {
  readonly subject: "activities";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
type Entry = { readonly entry: EntryId; readonly worker: WorkerId; readonly role: RoleId };
export type ActivityEvent =
  | On<"ActivityOpened", { readonly draft: ActivityDraft; readonly scope: readonly UnitId[] }>
  | On<"ActivityCancelled", { readonly reason: string }>
  | On<"SeatTaken", Entry & { readonly promoted: boolean }>
  | On<"QueueJoined", Entry & { readonly place: number }>
  | On<"EntryCancelled", Entry>
  | On<"EntryCheckedIn", Entry>
  | On<"EntryCheckedOut", Entry & { readonly minutes: number; readonly from: Millis }>;

const early = hour;

export const decideActivities = (
  command: ActivityCommand,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  if (command.type === "OpenActivity") return open(command.activity, context, look);
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  if (command.type === "CancelActivity") {
    if (activity.cancelled !== undefined) return alreadyDone(activity.seq);
    return accepted({
      subject: "activities",
      type: "ActivityCancelled",
      activity: activity.id,
      at: context.at,
      reason: command.reason,
    });
  }
  const worker = context.actor.kind === "worker" ? look.worker(context.actor.worker) : undefined;
  if (worker === undefined) return refused({ code: "worker_unknown" });
  const live = look.liveOf(worker.id).find((entry) => entry.activity === activity.id);
  switch (command.type) {
    case "SignUp":
      return signUp(activity, command, worker, live, context, look);
    case "CancelEntry":
      return cancel(activity, live, context, look);
    case "CheckInEntry":
      return checkIn(activity, live, context, look);
    case "CheckOutEntry":
      return checkOut(activity, live, context);
  }
};

const open = (draft: ActivityDraft, context: Context, look: ActivityLook): Decision<ActivityEvent> => {
  if (look.activity(draft.id) !== undefined) return refused({ code: "activity_exists" });
  const flaw = flawOf(draft);
  if (flaw !== undefined) return refused(flaw);
  return accepted({
    subject: "activities",
    type: "ActivityOpened",
    activity: draft.id,
    at: context.at,
    draft,
    scope: look.scopeOf(draft.unit),
  });
};

const signUp = (
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

const cancel = (
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

const named = (entry: EntryRec): Entry => ({ entry: entry.id, worker: entry.worker, role: entry.role });

const checkIn = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  if (activity.cancelled !== undefined)
    return refused({
      code: "activity_cancelled",
      params: { activity: activity.name, reason: activity.cancelled.reason },
    });
  if (live === undefined || live.is.state === "waiting") return refused({ code: "entry_unknown" });
  if (live.is.state === "checked-in") return alreadyDone(live.seq);
  if (context.at < activity.startsAt - early)
    return refused({
      code: "activity_not_open",
      params: { activity: activity.name, opensAt: stampText(look.clock, activity.startsAt - early) },
    });
  if (context.at > activity.endsAt) return refused({ code: "activity_closed", params: { activity: activity.name } });
  return accepted({
    subject: "activities",
    type: "EntryCheckedIn",
    activity: activity.id,
    at: context.at,
    ...named(live),
  });
};

/** Minutes count from the start, however early one came, and to the end at most: who forgot to check out earns no more. [ACT-4] */
const checkOut = (activity: ActivityRec, live: EntryRec | undefined, context: Context): Decision<ActivityEvent> => {
  if (live === undefined || live.is.state !== "checked-in") return refused({ code: "not_checked_in" });
  const from = Math.max(live.is.at, activity.startsAt);
  const minutes = Math.max(0, Math.floor((Math.min(context.at, activity.endsAt) - from) / minute));
  return accepted({
    subject: "activities",
    type: "EntryCheckedOut",
    activity: activity.id,
    at: context.at,
    ...named(live),
    minutes,
    from,
  });
};

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

type Seen = Pick<ActivityLook, "activity" | "worker" | "entry" | "waitingIn">;

export const evolveActivities = (
  event: ActivityEvent,
  seq: Seq,
  look: Seen,
): readonly Change<ActivityRec | EntryRec>[] => {
  if (event.type === "ActivityOpened") return [put(activityRecord(event.draft, seq, event.scope, undefined))];
  const activity = look.activity(event.activity);
  if (activity === undefined) return [];
  const counted = (counts: Counts): Change<ActivityRec> => put({ ...activity, seq, counts });
  const { counts } = activity;
  switch (event.type) {
    case "ActivityCancelled":
      return [put({ ...activity, seq, cancelled: { reason: event.reason, at: event.at } })];
    case "SeatTaken": {
      const taken = takeSeat(counts, event.role);
      return [
        counted(event.promoted ? { ...taken, waiting: taken.waiting - 1 } : taken),
        entry(event, seq, look, { state: "confirmed", at: event.at, promoted: event.promoted }),
      ];
    }
    case "QueueJoined":
      return [
        put({ ...activity, seq, nextPlace: event.place + 1, counts: { ...counts, waiting: counts.waiting + 1 } }),
        entry(event, seq, look, { state: "waiting", at: event.at, place: event.place }),
      ];
    case "EntryCancelled":
      return [
        counted(
          look.entry(event.entry)?.is.state === "waiting"
            ? { ...counts, waiting: counts.waiting - 1 }
            : freeSeat(counts, event.role),
        ),
        entry(event, seq, look, { state: "cancelled", at: event.at }),
      ];
    case "EntryCheckedIn":
      return [
        counted({ ...counts, here: counts.here + 1 }),
        entry(event, seq, look, { state: "checked-in", at: event.at }),
      ];
    case "EntryCheckedOut":
      return [
        counted({ ...counts, here: counts.here - 1 }),
        entry(event, seq, look, { state: "attended", minutes: event.minutes, from: event.from, to: event.at }),
      ];
  }
};

const entry = (
  event: Entry & { readonly activity: ActivityId },
  seq: Seq,
  look: Seen,
  is: EntryState,
): Change<EntryRec> =>
  put({
    kind: "entry",
    id: event.entry,
    seq,
    activity: event.activity,
    scope: look.worker(event.worker)?.scope ?? [],
    worker: event.worker,
    role: event.role,
    is,
  });

const enteredAt = (live: EntryRec): Millis => (live.is.state === "attended" ? live.is.from : live.is.at);
