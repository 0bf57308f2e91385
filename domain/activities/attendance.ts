// Being there: checked in and out, and the minutes that count. [ACT-4]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { hour, minute, stampText } from "../time.ts";
import type { ActivityRec, EntryRec } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import type { ActivityLook } from "./seats.ts";

/** So long before the start one may check in. */
const early = hour;

export const checkIn = (
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
export const checkOut = (
  activity: ActivityRec,
  live: EntryRec | undefined,
  context: Context,
): Decision<ActivityEvent> => {
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
