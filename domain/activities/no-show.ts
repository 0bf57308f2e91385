// Somebody did not come: proposed by the watch, answered by himself, decided by a person and by nobody else (PIPL art. 24). [ACT-4]

import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { Millis } from "../ids.ts";
import { dayLength, stampText } from "../time.ts";
import type { ActivityRec, EntryRec } from "./activity.ts";
import { named } from "./activity-acts.ts";
import { activitySettings } from "./activity-settings.ts";
import type { AttendanceEvent } from "./attendance-acts.ts";
import type { NoShowReason } from "./presence.ts";
import type { ActivityLook } from "./seats.ts";

type DecisionLook = Pick<ActivityLook, "site" | "clock"> & { readonly answererOf: (context: Context) => Answerer };

/** Until then nobody may make it final without his answer. */
export const answerableUntil = (proposedAt: Millis, { site }: Pick<ActivityLook, "site">): Millis =>
  proposedAt + activitySettings(site).answerDays * dayLength;

/** He may answer, and say it otherwise, until somebody has decided, however long that takes. */
export const answerNoShow = (
  activity: ActivityRec,
  entry: EntryRec,
  why: NoShowReason,
  { actor, at }: Context,
): Decision<AttendanceEvent> => {
  if (actor.kind !== "worker" || actor.worker !== entry.worker || isMoot(activity, entry))
    return refused({ code: "entry_unknown" });
  if (actor.proof !== "pin") return refused({ code: "pin_needed" });
  if (entry.is.state !== "no-show") return refused({ code: "no_show_decided" });
  if (entry.is.answer?.why === why) return alreadyDone(entry.seq);
  return accepted({ ...on(activity, at), type: "NoShowAnswered", ...named(entry), why });
};

/** Also one that was final: it may be taken back, never the other way. */
export const excuseNoShow = (
  activity: ActivityRec,
  entry: EntryRec,
  reason: string,
  context: Context,
  look: DecisionLook,
): Decision<AttendanceEvent> => {
  if (isMoot(activity, entry)) return refused({ code: "entry_unknown" });
  if (isHis(context, entry)) return refused({ code: "own_entry" });
  if (entry.is.state === "excused") return alreadyDone(entry.seq);
  return accepted({
    ...on(activity, context.at),
    type: "NoShowExcused",
    ...named(entry),
    by: look.answererOf(context),
    reason,
  });
};

export const confirmNoShow = (
  activity: ActivityRec,
  entry: EntryRec,
  reason: string,
  context: Context,
  look: DecisionLook,
): Decision<AttendanceEvent> => {
  const { is } = entry;
  if (isMoot(activity, entry)) return refused({ code: "entry_unknown" });
  if (isHis(context, entry)) return refused({ code: "own_entry" });
  if (is.state === "no-show-final") return alreadyDone(entry.seq);
  if (is.state !== "no-show") return refused({ code: "no_show_decided" });
  const until = answerableUntil(is.at, look);
  if (is.answer === undefined && context.now < until)
    return refused({ code: "no_show_early", params: { until: stampText(look.clock, until) } });
  return accepted({
    ...on(activity, context.at),
    type: "NoShowConfirmed",
    ...named(entry),
    by: look.answererOf(context),
    reason,
  });
};

const on = (activity: ActivityRec, at: Millis) => ({ subject: "attendance", activity: activity.id, at }) as const;

/** What was cancelled, however late, nobody missed. */
const isMoot = ({ cancelled }: ActivityRec, { is }: EntryRec): boolean =>
  cancelled !== undefined || (is.state !== "no-show" && is.state !== "excused" && is.state !== "no-show-final");

/** Nobody writes down, excuses or decides anything of himself. */
export const isHis = ({ actor }: Context, { worker }: Pick<EntryRec, "worker">): boolean =>
  (actor.kind === "worker" || actor.kind === "person") && actor.worker === worker;
