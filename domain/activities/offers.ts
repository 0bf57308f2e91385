// A freed seat offered to who wanted to be asked first: his answer, and what happens when none comes. [ACT-3]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { ActivityId, Millis } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { ActivityRec, EntryRec } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { offerUntil } from "./offer-until.ts";
import { type ActivityLook, freeSeat, whyNot } from "./seats.ts";
import { isSameAct, promotions } from "./sign-up.ts";

const isPast = (
  entry: EntryRec,
  activity: ActivityRec,
  now: Millis,
  look: Pick<ActivityLook, "site" | "clock">,
): boolean => entry.is.state === "offered" && now >= offerUntil(entry.is.at, activity, look);

export const answerOffer = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  accept: boolean,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const name = { activity: bothNames(activity) };
  if (live?.is.state === "confirmed" && accept && isSameAct(live, context)) return alreadyDone(live.seq);
  if (live?.is.state !== "offered") return refused({ code: "offer_none", params: name });
  // To accept is to sign up; to decline gives a seat away. [SCR-2]
  if (!accept && context.actor.kind === "worker" && context.actor.proof !== "pin")
    return refused({ code: "pin_needed" });
  if (!accept) return accepted(...lapsed([live], "declined", activity, context, look));
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  // No seat is ever confirmed by an answer that came too late, whenever it was given.
  if (isPast(live, activity, context.now, look)) return refused({ code: "offer_past", params: name });
  const role = activity.roles.find((one) => one.id === live.role);
  const worker = look.worker(live.worker);
  if (role === undefined || worker === undefined) return refused({ code: "role_unknown", params: name });
  // What came between him and it since he queued is said; the offer stands until its time, for it may be mended.
  const hindrance = whyNot(activity, role, worker, look);
  if (hindrance !== undefined) return refused(hindrance);
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  // Seats that an import added are given out by whatever moves a seat.
  const others = promotions(activity, context, look).events;
  return accepted<ActivityEvent>({ ...on, type: "SeatTaken", ...named(live), promoted: true }, ...others);
};

export const lapseOffers = (activity: ActivityRec, context: Context, look: ActivityLook): Decision<ActivityEvent> => {
  const past = look.offeredIn(activity.id).filter((entry) => isPast(entry, activity, context.now, look));
  return past.length === 0 ? alreadyDone(activity.seq) : accepted(...lapsed(past, "expired", activity, context, look));
};

/** The seats go on in the queue's order, in the same act. */
const lapsed = (
  entries: readonly EntryRec[],
  how: "declined" | "expired",
  activity: ActivityRec,
  context: Context,
  look: ActivityLook,
): readonly ActivityEvent[] => {
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const counts = entries.reduce((before, { role }) => freeSeat(before, role), activity.counts);
  return [
    ...entries.map((entry): ActivityEvent => ({ ...on, type: "OfferLapsed", ...named(entry), how })),
    ...promotions({ ...activity, counts }, context, look, entries).events,
  ];
};

/** Activities of which an offer has run out, for the watch to say so. */
export const offersPast = (
  look: Pick<ActivityLook, "site" | "clock" | "offeredIn"> & {
    readonly all: (kind: "activity") => Iterable<ActivityRec>;
  },
  now: Millis,
): readonly ActivityId[] =>
  [...look.all("activity")]
    .filter((activity) => look.offeredIn(activity.id).some((entry) => isPast(entry, activity, now, look)))
    .map((activity) => activity.id);
