// What a crew can be signed up for, and who of it is named for what: taps become one act, for all of them or for nobody. [ACT-1]

import { type ActivityRec, type ActivityRole, activityPhase, seatsLeftIn } from "../../domain/activities/activity.ts";
import type { SignUpCrew } from "../../domain/activities/crew-sign-up.ts";
import type { Millis, RoleId, WorkerId } from "../../domain/ids.ts";
import type { Offer } from "../offers.ts";
import type { Place } from "../rules.ts";

/** Activities with a free seat, soonest first: a crew never queues. */
export const openToCrews = ({ records }: Pick<Place, "records">, now: Millis): readonly Offer[] => {
  const offers: Offer[] = [];
  for (const activity of records.all("activity")) {
    if (activityPhase(activity, now) !== "open") continue;
    const role = activity.roles.find((one) => seatsLeftIn(activity, one) > 0);
    if (role !== undefined) offers.push({ activity, role, left: seatsLeftIn(activity, role) });
  }
  return offers.sort((a, b) => a.activity.startsAt - b.activity.startsAt || (a.activity.id < b.activity.id ? -1 : 1));
};

export type CrewLines = SignUpCrew["crew"];

/** A tap on a name: into the role that is chosen, over from another role, or out again. */
export const tapped = (chosen: CrewLines, worker: WorkerId, role: RoleId): CrewLines => {
  const was = chosen.find((one) => one.worker === worker);
  const others = chosen.filter((one) => one !== was);
  return was?.role === role ? others : [...others, { worker, role }];
};

/** Seats still free in a role beside those who are named for it; below 0 where too many are. */
export const leftBeside = (activity: ActivityRec, role: ActivityRole, chosen: CrewLines): number => {
  const named = chosen.filter((one) => one.role === role.id).length;
  return seatsLeftIn(activity, role) - named;
};

/** Whether all who are named could be seated by what this kiosk knows; the server decides all the same. */
export const isRoomFor = (activity: ActivityRec, chosen: CrewLines): boolean =>
  activity.counts.taken + chosen.length <= activity.capacity &&
  activity.roles.every((role) => leftBeside(activity, role, chosen) >= 0);
