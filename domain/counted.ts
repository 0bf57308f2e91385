// What an event adds to the totals of its day.

import type { Event } from "./board.ts";
import type { Tally } from "./days/daily.ts";
import type { ActivityId, Millis } from "./ids.ts";

/** What the event adds to the totals of the day on which the act was done, however late it was told. */
export const countedIn = (
  event: Event,
): { readonly at: Millis; readonly tally: Tally; readonly activity?: ActivityId } | undefined => {
  if (event.type === "SignedOn") return { at: event.at, tally: { signOns: 1 } };
  if (event.type === "CheckedIn") return { at: event.at, tally: { checkIns: 1 } };
  if (event.type === "QueueJoined") return { at: event.at, activity: event.activity, tally: { signUps: 1 } };
  if (event.type === "SeatTaken" && !event.promoted)
    return { at: event.at, activity: event.activity, tally: { signUps: 1 } };
  if (event.type === "EntryCheckedOut")
    return { at: event.at, activity: event.activity, tally: { volunteerMinutes: event.minutes } };
  if (event.type === "AttendedAdded")
    return { at: event.to, activity: event.activity, tally: { volunteerMinutes: event.minutes } };
  // A correction counts on the day on which the first minutes did.
  if (event.type === "TimesEntered")
    return {
      at: event.was?.to ?? event.to,
      activity: event.activity,
      tally: { volunteerMinutes: event.minutes - (event.was?.minutes ?? 0) },
    };
  if (event.type === "AlarmRaised") return { at: event.at, tally: { alarms: 1 } };
  return undefined;
};
