// Being there: checked in and out, and the minutes that count. [ACT-4]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { Millis } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { SiteRec } from "../site/site.ts";
import { hour, minute, stampText } from "../time.ts";
import type { ActivityRec, EntryRec } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { activitySettings } from "./activity-settings.ts";
import type { AttendanceEvent } from "./attendance-acts.ts";
import { creditsOf, minutesOf } from "./credits.ts";
import type { ActivityLook } from "./seats.ts";

/** So long before the start one may check in. */
export const early = hour;

export const checkIn = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  if (activity.cancelled !== undefined)
    return refused({
      code: "activity_cancelled",
      params: { activity: bothNames(activity), reason: activity.cancelled.reason },
    });
  if (live === undefined || live.is.state === "waiting" || live.is.state === "attended")
    return refused({ code: "entry_unknown" });
  if (live.is.state === "checked-in" || live.is.state === "unclosed") return alreadyDone(live.seq);
  if (context.at < activity.startsAt - early)
    return refused({
      code: "activity_not_open",
      params: { activity: bothNames(activity), opensAt: stampText(look.clock, activity.startsAt - early) },
    });
  if (context.at > activity.endsAt)
    return refused({ code: "activity_closed", params: { activity: bothNames(activity) } });
  return accepted({
    subject: "activities",
    type: "EntryCheckedIn",
    activity: activity.id,
    at: context.at,
    ...named(live),
  });
};

/**
 * Minutes count from the start, however early one came, and to the end at most. Who says it too long after the end has forgotten
 * it: then the organiser writes the time down. What was said in time counts, however late it is told. [ACT-4]
 */
export const checkOut = (
  activity: ActivityRec,
  entry: EntryRec | undefined,
  context: Context,
  look: Pick<ActivityLook, "site" | "clock">,
): Decision<ActivityEvent | AttendanceEvent> => {
  // The same key pressed twice. [POST-3]
  if (entry?.is.state === "attended" && Math.abs(context.at - entry.is.to) < 2 * minute) return alreadyDone(entry.seq);
  if (entry === undefined || (entry.is.state !== "checked-in" && entry.is.state !== "unclosed"))
    return refused({ code: "not_checked_in" });
  const until = lateFrom(activity, look.site);
  if (context.at > until)
    return refused({
      code: "leave_late",
      params: { activity: bothNames(activity), until: stampText(look.clock, until) },
    });
  const from = Math.max(entry.is.at, activity.startsAt);
  const minutes = minutesOf(activity, from, context.at);
  const out: ActivityEvent = {
    subject: "activities",
    type: "EntryCheckedOut",
    activity: activity.id,
    at: context.at,
    ...named(entry),
    minutes,
    from,
  };
  if (activity.settled === undefined) return accepted(out);
  return accepted<ActivityEvent | AttendanceEvent>(out, creditGiven(activity, entry, minutes, context, look));
};

/** From then on nobody checks out any more, and who did not come is asked why. */
export const lateFrom = (activity: ActivityRec, site: SiteRec): Millis =>
  activity.endsAt + activitySettings(site).leaveMin * minute;

export const creditGiven = (
  activity: ActivityRec,
  entry: Pick<EntryRec, "id" | "worker" | "role">,
  minutes: number,
  { at }: Context,
  { site }: Pick<ActivityLook, "site">,
): AttendanceEvent => {
  const per = activitySettings(site).creditMin;
  const credits = creditsOf(minutes, per);
  const on = { subject: "attendance", activity: activity.id, at } as const;
  return { ...on, type: "CreditGiven", ...named(entry), minutes, credits, per };
};

/** The entry that an act of being there means: the one that stands, or the one of which the watch spoke too soon. */
export const comingOf = (live: EntryRec | undefined, own: readonly EntryRec[]): EntryRec | undefined =>
  live ?? own.find(({ is }) => is.state === "unclosed" || is.state === "no-show" || is.state === "attended");
