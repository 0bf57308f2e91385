// A seat offered to another by his number: he reads of it at his next tap and says yes or no; both sign by PIN. [ACT-2, ACT-3, SCR-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { activityId, type EntryId, entryId, type Millis, type RoleId, type Seq, type WorkerId } from "../ids.ts";
import { id } from "../site/site.ts";
import { stampText } from "../time.ts";
import { maskName, type WorkerRec } from "../workers.ts";
import type { ActivityRec, EntryRec, SwapTo } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { shareTally, shareUsed } from "./fairness.ts";
import { type ActivityLook, whyNot } from "./seats.ts";
import { isSameAct, standsIn } from "./sign-up.ts";

const of = { activity: id(activityId) };
export const swapAskedCommands = {
  /** To whom: the number of whom he means, which the answer neither confirms nor denies. */
  AskSwap: v.object({
    ...{ type: v.literal("AskSwap"), ...of },
    number: v.pipe(v.string(), v.minLength(1), v.maxLength(20)),
  }),
  TakeBackSwap: v.object({ type: v.literal("TakeBackSwap"), ...of }),
  /** `entry`: of whoever offers his seat. */
  AnswerSwap: v.object({ type: v.literal("AnswerSwap"), ...of, entry: id(entryId), accept: v.boolean() }),
} as const;
export type SwapAskedCommand = v.InferOutput<(typeof swapAskedCommands)[keyof typeof swapAskedCommands]>;

export type SwapLook = ActivityLook & { readonly numbered: (number: string) => WorkerRec | undefined };

export const decideSwapAsked = (
  activity: ActivityRec,
  command: SwapAskedCommand,
  worker: WorkerRec,
  live: EntryRec | undefined,
  context: Context,
  look: SwapLook,
): Decision<ActivityEvent> => {
  if (context.actor.kind !== "worker" || context.actor.proof !== "pin") return refused({ code: "pin_needed" });
  switch (command.type) {
    case "AskSwap":
      return ask(activity, command.number, live, context, look);
    case "TakeBackSwap": {
      if (live === undefined) return refused({ code: "entry_unknown" });
      if (swapOf(live)?.state !== "asked") return alreadyDone(live.seq);
      const on = { subject: "activities", activity: activity.id, at: context.at } as const;
      return accepted<ActivityEvent>({ ...on, type: "SwapEnded", ...named(live), how: "taken-back" });
    }
    case "AnswerSwap":
      return answer(activity, command, worker, live, context, look);
  }
};

const ask = (
  activity: ActivityRec,
  number: string,
  live: EntryRec | undefined,
  context: Context,
  look: SwapLook,
): Decision<ActivityEvent> => {
  const name = { activity: activity.name };
  if (live?.is.state !== "confirmed") return refused({ code: "entry_unknown" });
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  if (context.now > activity.cancelUntil)
    return refused({ code: "swap_late", params: { ...name, until: stampText(look.clock, activity.cancelUntil) } });
  if (swapWaits(live, activity, context.now)) return refused({ code: "swap_asked", params: name });
  const other = look.numbered(number)?.id;
  if (other === live.worker) return refused({ code: "swap_self" });
  // A number that nobody has is written down and answered like any other: nobody learns here who is in the register.
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  return accepted<ActivityEvent>({
    ...{ ...on, type: "SwapAsked", ...named(live) },
    ...(other === undefined ? {} : { other }),
  });
};

const answer = (
  activity: ActivityRec,
  { entry: offer, accept }: Extract<SwapAskedCommand, { readonly type: "AnswerSwap" }>,
  worker: WorkerRec,
  live: EntryRec | undefined,
  context: Context,
  look: SwapLook,
): Decision<ActivityEvent> => {
  const name = { activity: activity.name };
  const entry = look.entry(offer);
  // The same yes told again under another id: the seat has just changed hands, at one instant on both sides.
  const isDone = entry?.is.state === "swapped" && live?.is.state === "confirmed" && entry.is.at === live.is.at;
  if (accept && isDone && isSameAct(live, context)) return alreadyDone(live.seq);
  // Taken back, answered, another's, or none at all: to whom nothing is offered, all of it is one.
  if (entry === undefined || entry.activity !== activity.id || !isAskedOf(entry, worker.id))
    return refused({ code: "swap_none", params: name });
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  if (!accept) return accepted<ActivityEvent>({ ...on, type: "SwapEnded", ...named(entry), how: "declined" });
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  // No seat changes hands by a yes that came too late, whenever it was given.
  if (!swapWaits(entry, activity, context.now)) return refused({ code: "swap_past", params: name });
  const role = activity.roles.find((one) => one.id === entry.role);
  if (role === undefined) return refused({ code: "role_unknown", params: name });
  if (standsIn(activity, worker, look)) return refused({ code: "already_in", params: name });
  // The seat that he is given is free for it, if they are of one crew.
  if (shareTally(activity, context.now, look, [entry]).left(worker) === 0) return refused(shareUsed(activity, look));
  // What keeps him from it is said in the rule's own words; the offer stands until its time, for it may be mended.
  const hindrance = whyNot(activity, role, worker, look);
  if (hindrance !== undefined) return refused(hindrance);
  const to = { entry: entryId(context.id), worker: worker.id, role: role.id };
  return accepted<ActivityEvent>({ ...on, type: "SeatSwapped", ...named(entry), to });
};

export const swapOf = ({ is }: EntryRec): SwapTo | undefined => (is.state === "confirmed" ? is.swapTo : undefined);

const isAskedOf = (entry: EntryRec, worker: WorkerId): boolean => {
  const swap = swapOf(entry);
  return swap?.state === "asked" && swap.other === worker;
};

/** By record and clock alone: past the time until which he cancels by himself, it is nobody's to answer. */
export const swapWaits = (entry: EntryRec, activity: ActivityRec, now: Millis): boolean =>
  swapOf(entry)?.state === "asked" && activity.cancelled === undefined && now <= activity.cancelUntil;

/** Asked, and told as lapsed: a move to a later time must not wake it. */
export const swapLapsed = (entry: EntryRec, activity: ActivityRec, now: Millis): boolean =>
  swapOf(entry)?.state === "asked" && !swapWaits(entry, activity, now);

/** The entry where an import has moved its activity: as after a change by the desk. */
export const swapAfterImport = (entry: EntryRec, before: ActivityRec, seq: Seq, at: Millis): EntryRec | undefined =>
  entry.is.state === "confirmed" && swapLapsed(entry, before, at)
    ? { ...entry, seq, is: { ...entry.is, swapTo: { state: "lapsed", at } } }
    : undefined;

/** A seat that is offered to him, as he may read of it behind his PIN: by whom in a masked name. */
export type SwapOffer = {
  readonly activity: ActivityRec["id"];
  readonly entry: EntryId;
  readonly role: RoleId;
  readonly who: string;
};

export const swapsFor = (
  worker: WorkerId,
  look: Pick<ActivityLook, "activity" | "worker"> & {
    readonly askedOf: (worker: WorkerId) => readonly EntryRec[];
  },
  now: Millis,
): readonly SwapOffer[] =>
  look.askedOf(worker).flatMap((entry) => {
    const activity = look.activity(entry.activity);
    const giver = look.worker(entry.worker);
    if (activity === undefined || giver === undefined || !swapWaits(entry, activity, now)) return [];
    return [{ activity: activity.id, entry: entry.id, role: entry.role, who: maskName(giver.name) }];
  });
