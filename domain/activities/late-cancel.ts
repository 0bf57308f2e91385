// Cancelling after the deadline: he asks, keeps his seat until the desk answers with a reason, and reads the answer at his next tap. [ACT-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { activityId, entryId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { id, text } from "../site/site.ts";
import { type ActivityRec, answerIn } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { isHis } from "./no-show.ts";
import { type ActivityLook, freeSeat } from "./seats.ts";
import { promotions } from "./sign-up.ts";

const of = { activity: id(activityId), entry: id(entryId) };
export const lateCancelCommands = {
  /** `accept`: he is let go and the seat goes on; else he keeps it. Either way he is told why. */
  AnswerCancel: v.object({ type: v.literal("AnswerCancel"), ...of, accept: v.boolean(), reason: text }),
  ReadAnswer: v.object({ type: v.literal("ReadAnswer"), ...of }),
} as const;
export type LateCancelCommand = v.InferOutput<(typeof lateCancelCommands)[keyof typeof lateCancelCommands]>;

export const decideLateCancel = (
  activity: ActivityRec,
  command: LateCancelCommand,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const entry = look.entry(command.entry);
  if (entry === undefined || entry.activity !== activity.id) return refused({ code: "entry_unknown" });
  const on = { subject: "activities", activity: activity.id, at: context.at, ...named(entry) } as const;
  if (command.type === "ReadAnswer") {
    const { actor } = context;
    if (actor.kind !== "worker" || actor.worker !== entry.worker) return refused({ code: "entry_unknown" });
    // The words are his own affair. [SCR-2]
    if (actor.proof !== "pin") return refused({ code: "pin_needed" });
    return answerIn(entry)?.read === false ? accepted({ ...on, type: "AnswerRead" }) : alreadyDone(entry.seq);
  }
  const { accept, reason } = command;
  if (entry.is.state !== "cancel-requested")
    return refused({ code: "cancel_unasked", params: { activity: bothNames(activity) } });
  // Nobody answers himself.
  if (isHis(context, entry)) return refused({ code: "own_entry" });
  if (!accept) return accepted({ ...on, type: "CancelKept", reason });
  const after = { ...activity, counts: freeSeat(activity.counts, entry.role) };
  return accepted<ActivityEvent>(
    { ...on, type: "EntryCancelled", granted: reason },
    ...promotions(after, context, look, [entry]).events,
  );
};
