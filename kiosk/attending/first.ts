// Whether his activity of now, or what he is asked, stands before everything else; light, for every badge asks it. [ACT-4]

import type { ActivityRec, EntryRec } from "../../domain/activities/activity.ts";
import { activitySettings } from "../../domain/activities/activity-settings.ts";
import { awaitsAnswer } from "../../domain/activities/presence.ts";
import type { Millis } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { answeredTo } from "../kept.ts";
import { soonest } from "../open-activities.ts";
import type { Page } from "../pages.ts";
import { hasOffers, type Person, selfOf } from "../person.ts";
import type { Place } from "../rules.ts";

export type Asked = { readonly entry: EntryRec; readonly activity: ActivityRec };

/** Where he had a seat, was not seen, and has not said why; the oldest first. */
export const askedOf = (place: Place, self: WorkerRec): readonly Asked[] => {
  const asked: Asked[] = [];
  for (const entry of place.records.all("entry")) {
    const activity = place.records.get("activity", entry.activity);
    if (entry.worker !== self.id || activity === undefined || activity.cancelled !== undefined) continue;
    if (awaitsAnswer(entry.is)) asked.push({ entry, activity });
  }
  return asked.sort((a, b) => soonest(a.activity, b.activity));
};

/** Who asked to be let go and comes after all is welcome. */
export const mayAttend = ({ state }: EntryRec["is"]): boolean =>
  state === "confirmed" || state === "cancel-requested" || state === "checked-in";

/** By the clock alone; what he may do there the rules say, on his page. */
const isAt = (place: Place, { worker, activity: id, is }: EntryRec, self: WorkerRec, now: Millis): boolean => {
  if (worker !== self.id || !mayAttend(is)) return false;
  const activity = place.records.get("activity", id);
  if (activity === undefined) return false;
  if (is.state !== "checked-in")
    return activity.cancelled === undefined && now >= activity.startsAt - hour && now <= activity.endsAt;
  return now <= activity.endsAt + activitySettings(place.site).leaveMin * minute;
};

export const isFirst = (place: Place, self: WorkerRec, now: Millis): boolean =>
  [...place.records.all("entry")].some((entry) => isAt(place, entry, self, now)) || askedOf(place, self).length > 0;

/** What a PIN opens: what he was answered, and what he is asked, come before his own page. */
export const ownPage = (place: Place | undefined, person: Person): Page => {
  const self = selfOf(person);
  const answered = place === undefined ? undefined : answeredTo(place, self, []);
  if (answered !== undefined) return { at: "answered", person, entry: answered };
  if (hasOffers(person)) return { at: "swap-offer", person };
  const asked = place === undefined || self === undefined ? undefined : askedOf(place, self)[0];
  return asked === undefined ? { at: "mine", person, sheet: 0 } : { at: "asked", person, entry: asked.entry.id };
};
