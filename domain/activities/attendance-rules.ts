// Attendance after sign-up: times that the desk enters, an activity settled into credits, and what the watch finds overdue. [ACT-4]

import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { Millis } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { isNamed, type StudyRec } from "../study/study.ts";
import { dayLength, stampText } from "../time.ts";
import { isForgotten } from "../workers.ts";
import { type ActivityRec, type EntryRec, holdsSeat, isStanding } from "./activity.ts";
import { named } from "./activity-acts.ts";
import { activitySettings } from "./activity-settings.ts";
import { creditGiven, early, lateFrom } from "./attendance.ts";
import type { AttendanceCommand, AttendanceEvent } from "./attendance-acts.ts";
import { type CreditRec, creditsOf, minutesOf, sumOf } from "./credits.ts";
import { answerNoShow, confirmNoShow, excuseNoShow, isHis } from "./no-show.ts";
import { isUnentered } from "./presence.ts";
import type { ActivityLook } from "./seats.ts";
import { addAttended, seesUnits } from "./walk-in.ts";

export type AttendanceLook = Pick<ActivityLook, "site" | "clock" | "activity" | "entry" | "worker" | "standingOf"> & {
  readonly entriesIn: (activity: string) => readonly EntryRec[];
  /** Whether anybody of the activity was seen there. */
  readonly isSeen: (activity: string) => boolean;
  readonly credit: (entry: string) => CreditRec | undefined;
  readonly study: (activity: string) => StudyRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

export const decideAttendance = (
  command: AttendanceCommand,
  context: Context,
  look: AttendanceLook,
): Decision<AttendanceEvent> => {
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  if (command.type === "SettleActivity") return settle(activity, context, look);
  if (command.type === "AddAttended") return addAttended(activity, command, context, look);
  const entry = look.entry(command.entry);
  if (entry === undefined || entry.activity !== activity.id) return refused({ code: "entry_unknown" });
  switch (command.type) {
    case "EnterTimes":
      return enterTimes(activity, entry, command, context, look);
    case "LeaveOpen":
      return isLeftOpen(activity, entry, look, context.now)
        ? accepted({ ...on(activity, context), type: "EntryLeftOpen", ...named(entry) })
        : alreadyDone(entry.seq);
    case "ProposeNoShow":
      return isMissed(activity, entry, look, context.now) && look.isSeen(activity.id)
        ? accepted({ ...on(activity, context), type: "NoShowProposed", ...named(entry) })
        : alreadyDone(entry.seq);
    case "AnswerNoShow":
      return answerNoShow(activity, entry, command.why, context);
    case "ExcuseNoShow":
      return excuseNoShow(activity, entry, ofKnown(entry, command.reason, look), context, look);
    case "ConfirmNoShow":
      return confirmNoShow(activity, entry, ofKnown(entry, command.reason, look), context, look);
  }
};

const on = (activity: ActivityRec, { at }: Context) => ({ subject: "attendance", activity: activity.id, at }) as const;

/** Checked in and not out in time; also where the activity was cancelled while it ran. */
export const isLeftOpen = (
  activity: ActivityRec,
  { is }: EntryRec,
  look: Pick<ActivityLook, "site">,
  now: Millis,
): boolean => is.state === "checked-in" && now > lateFrom(activity, look.site);

/**
 * He has a seat and did not come. What was cancelled nobody missed, nor a seat that came to him, or was kept his, once it had begun;
 * and nobody is asked so late that his days to answer are over.
 */
export const isMissed = (
  activity: ActivityRec,
  { is }: EntryRec,
  look: Pick<ActivityLook, "site">,
  now: Millis,
): boolean =>
  is.state === "confirmed" &&
  !(is.at > activity.startsAt && (is.promoted || is.told !== undefined)) &&
  activity.cancelled === undefined &&
  now > lateFrom(activity, look.site) &&
  now < activity.endsAt + activitySettings(look.site).answerDays * dayLength;

/** Of a person who was forgotten nothing new is written, not even why. [ORG-2] */
export const ofKnown = (
  { worker }: Pick<EntryRec, "worker">,
  reason: string,
  look: Pick<ActivityLook, "worker">,
): string => {
  const known = look.worker(worker);
  return known === undefined || isForgotten(known) ? "" : reason;
};

const enterTimes = (
  activity: ActivityRec,
  entry: EntryRec,
  { from, to: until, reason }: Extract<AttendanceCommand, { readonly type: "EnterTimes" }>,
  context: Context,
  look: AttendanceLook,
): Decision<AttendanceEvent> => {
  const { is } = entry;
  if (!holdsSeat(is)) return refused({ code: "entry_unknown" });
  if (isHis(context, entry)) return refused({ code: "own_entry" });
  if (activity.cancelled !== undefined && !isUnentered(is))
    return refused({
      code: "activity_cancelled",
      params: { activity: bothNames(activity), reason: activity.cancelled.reason },
    });
  const said = { ...named(entry), by: look.answererOf(context), reason: ofKnown(entry, reason, look) };
  const isPossible = from >= activity.startsAt - early && from <= Math.min(context.now, activity.endsAt);
  const wrong = refused({
    code: "attendance_times",
    params: { from: stampText(look.clock, activity.startsAt), to: stampText(look.clock, activity.endsAt) },
  });
  if (!isPossible) return wrong;
  if (until === undefined) {
    if (is.state === "checked-in") return alreadyDone(entry.seq);
    if ((is.state !== "confirmed" && is.state !== "cancel-requested") || context.now > activity.endsAt) return wrong;
    return accepted({ ...on(activity, context), type: "TimesArrived", ...said, from });
  }
  if (until < from || until > context.now) return wrong;
  // Nobody is there after the end: a slip in the day must not book his minutes on another.
  const to = Math.min(until, activity.endsAt);
  const minutes = minutesOf(activity, from, to);
  const had = is.state === "attended" || is.state === "credited" ? is : undefined;
  if (had?.from === from && had.to === to) return alreadyDone(entry.seq);
  const was = had === undefined ? {} : { was: { minutes: had.minutes, to: had.to } };
  const entered: AttendanceEvent = {
    ...on(activity, context),
    type: "TimesEntered",
    ...said,
    from,
    to,
    minutes,
    ...was,
  };
  if (activity.settled === undefined) return accepted(entered);
  const credit = look.credit(entry.id);
  if (credit === undefined) return accepted(entered, creditGiven(activity, entry, minutes, context, look));
  const stood = sumOf(credit);
  return accepted<AttendanceEvent>(entered, {
    ...on(activity, context),
    type: "CreditCorrected",
    ...said,
    minutes: minutes - stood.minutes,
    credits: creditsOf(minutes, credit.per) - stood.credits,
  });
};

/** Every minute must be known first: who forgot to check out is not passed over. */
const settle = (activity: ActivityRec, context: Context, look: AttendanceLook): Decision<AttendanceEvent> => {
  if (activity.settled !== undefined) return alreadyDone(activity.seq);
  const name = { activity: bothNames(activity) };
  if (context.now <= lateFrom(activity, look.site))
    return refused({
      code: "activity_runs",
      params: { ...name, until: stampText(look.clock, lateFrom(activity, look.site)) },
    });
  const entries = look.entriesIn(activity.id).filter(isStanding);
  const unseen = entries.filter(({ scope }) => !seesUnits(context, scope)).length;
  if (unseen > 0) return refused({ code: "settle_unseen", params: { ...name, n: unseen } });
  // Nor is he who asked to be let go and was never answered.
  const open = entries.filter(({ is }) => isUnentered(is) || is.state === "cancel-requested").length;
  if (open > 0) return refused({ code: "activity_unentered", params: { ...name, n: open } });
  if (activity.sort === "study" && !isNamed(look.study(activity.id)))
    return refused({ code: "study_unnamed", params: name });
  const settled: AttendanceEvent = { ...on(activity, context), type: "ActivitySettled", by: look.answererOf(context) };
  const given = entries.flatMap((entry) =>
    entry.is.state === "attended" ? [creditGiven(activity, entry, entry.is.minutes, context, look)] : [],
  );
  return accepted<AttendanceEvent>(settled, ...given);
};
