// Signing up, waiting, cancelling: the last seat is decided here and nowhere else. [ACT-1, ACT-2, ACT-3]

import { accepted, alreadyDone, type Context, type Decision, isCountersigned, refused } from "../decider.ts";
import { type ActivityId, entryId, type Millis, type RoleId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { Refusal } from "../refusals.ts";
import { minute, stampText } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import { type ActivityRec, type Counts, type EntryRec, seatsLeftIn } from "./activity.ts";
import { type ActivityEvent, named, type Wait } from "./activity-acts.ts";
import { untoldMove } from "./activity-move.ts";
import { type ShareTally, shareTally, shareUsed } from "./fairness.ts";
import { type ActivityLook, asks, freeSeat, promotable, takeSeat, whyNot } from "./seats.ts";

export const signUp = (
  activity: ActivityRec,
  command: { readonly role: RoleId; readonly wait: Wait },
  worker: WorkerRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const name = { activity: bothNames(activity) };
  if (live !== undefined && activity.cancelled === undefined)
    return (live.is.state === "confirmed" || live.is.state === "waiting") && isSameAct(live, context)
      ? accepted(repeated(activity, context))
      : refused({ code: "already_in", params: name });
  const closed = whyClosed(activity, context, look);
  if (closed !== undefined) return refused(closed);
  if (standsIn(activity, worker, look)) return refused({ code: "already_in", params: name });
  const role = activity.roles.find((one) => one.id === command.role);
  if (role === undefined) return refused({ code: "role_unknown", params: name });
  const hindrance = whyNot(activity, role, worker, look);
  if (hindrance !== undefined) return refused(hindrance);
  const entry = { entry: entryId(context.id), worker: worker.id, role: role.id };
  const first = promotions(activity, context, look);
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const isSeat = seatsLeftIn({ ...activity, counts: first.counts }, role) > 0;
  const isShare = first.shares.left(worker) > 0;
  if (isSeat && isShare)
    return accepted<ActivityEvent>(...first.events, { ...on, type: "SeatTaken", ...entry, promoted: false });
  if (!command.wait) return refused(isSeat ? shareUsed(activity, look) : { code: "activity_full", params: name });
  return accepted<ActivityEvent>(...first.events, {
    ...on,
    type: "QueueJoined",
    ...entry,
    place: activity.nextPlace,
    ...(command.wait === "ask" ? { asks: true } : {}),
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
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const late = isLate(activity, live, context.at) && signed === undefined;
  if (late && live.is.state === "cancel-requested") return alreadyDone(live.seq);
  if (late)
    // Once it has begun there is nothing left to ask for.
    return context.now < activity.startsAt
      ? accepted({ ...on, type: "CancelAsked", ...named(live) })
      : refused({ code: "cancel_late", params: { until: stampText(look.clock, activity.cancelUntil) } });
  const cancelled: ActivityEvent = { ...on, type: "EntryCancelled", ...named(live) };
  if (live.is.state === "waiting") return accepted(cancelled);
  const after = { ...activity, counts: freeSeat(activity.counts, live.role) };
  return accepted(cancelled, ...promotions(after, context, look, [live]).events);
};

/** What kept those who wait is over, a fairness window or a duty of theirs elsewhere: they come in their order. [ACT-3] */
export const fillSeats = (activity: ActivityRec, context: Context, look: ActivityLook): Decision<ActivityEvent> => {
  const { events } = promotions(activity, context, look);
  return events.length === 0 ? alreadyDone(activity.seq) : accepted(...events);
};

/**
 * Activities in which somebody waits beside a free seat that he could have, for the watch to say so: their window is over, or what
 * kept him from it is gone, as another activity of his that was moved or cancelled, or an import added seats. Once one has begun,
 * nobody is put into it behind his back.
 */
export const seatsToFill = (
  look: ActivityLook & { readonly all: (kind: "activity") => Iterable<ActivityRec> },
  now: Millis,
): readonly ActivityId[] =>
  [...look.all("activity")]
    .filter(
      ({ fair, counts, startsAt }) => counts.waiting > 0 && (fair === undefined ? now < startsAt : now >= fair.until),
    )
    .filter((activity) => promotable(activity, now, look).length > 0)
    .map(({ id }) => id);

/** Somebody gets one seat of an activity: who came and left, or was missed, has had his. [ACT-1] */
export const standsIn = (
  activity: ActivityRec,
  worker: Pick<WorkerRec, "id">,
  look: Pick<ActivityLook, "standingOf">,
): boolean => look.standingOf(worker.id).some((entry) => entry.activity === activity.id);

/**
 * A seat that he cannot give back by himself any more; a place in the queue he can leave to the end. Whoever has not yet read that
 * it was moved is bound by no date before the new start: he said yes to another time. Nor does he who asked and has no answer yet wait
 * for one any more, once a move has freed him.
 */
export const isLate = (activity: ActivityRec, entry: EntryRec, at: Millis): boolean =>
  (entry.is.state === "confirmed" || entry.is.state === "cancel-requested") &&
  at > activity.cancelUntil &&
  (at >= activity.startsAt || untoldMove(activity, entry) === undefined);

/** Why nobody can be signed up now, whoever he is. [ACT-2] */
export const whyClosed = (
  activity: ActivityRec,
  context: Context,
  look: Pick<ActivityLook, "clock">,
): Refusal | undefined => {
  const name = { activity: bothNames(activity) };
  if (activity.cancelled !== undefined)
    return { code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } };
  if (context.at < activity.opensAt)
    return { code: "activity_not_open", params: { ...name, opensAt: stampText(look.clock, activity.opensAt) } };
  return context.now >= activity.closesAt ? { code: "activity_closed", params: name } : undefined;
};

/** Who of the queue is seated, or offered a seat, before anybody else, and the counts and shares after it: freed seats, and seats that an import added, belong to those who wait. */
export const promotions = (
  activity: ActivityRec,
  context: Context,
  look: ActivityLook,
  leaving: readonly EntryRec[] = [],
): { readonly events: readonly ActivityEvent[]; readonly counts: Counts; readonly shares: ShareTally } => {
  const shares = shareTally(activity, context.now, look, leaving);
  const seated = promotable(activity, context.now, look, shares);
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  return {
    events: seated.map((one) =>
      // He is asked from now on, however long the act that freed the seat waited in an outbox.
      asks(one)
        ? { ...on, type: "SeatOffered", ...named(one), at: context.now }
        : { ...on, type: "SeatTaken", ...named(one), promoted: true },
    ),
    counts: seated.reduce((before, { role }) => takeSeat(before, role), activity.counts),
    shares,
  };
};

/** The answer may be lost, and he may cancel before the same touch is told again: then it must not put him in anew. */
export const repeated = (activity: ActivityRec, { at }: Context): ActivityEvent => ({
  ...{ subject: "activities", type: "SignUpRepeated", activity: activity.id, at },
});

/** Within two minutes the same act is the same act. [POST-3] */
export const isSameAct = (live: EntryRec, context: Context): boolean => enteredAt(live) > context.at - 2 * minute;

const enteredAt = ({ is }: EntryRec): Millis => ("from" in is ? is.from : is.at);
