// The plan of an activity as a change finds and leaves it, and what a change of one day of a series makes of another day. [ACT-1]

import type { Millis } from "../ids.ts";
import { addDays, daysBetween, type SiteClock } from "../time.ts";
import type { ActivityRec } from "./activity.ts";
import type { ActivityPlan, ChangeTo } from "./change-acts.ts";

/** `fairUntil`: as a draft says it; the shares follow from it. */
export type Plan = Omit<ActivityPlan, "fair"> & { readonly fairUntil: Millis | undefined };

export const planOf = (activity: ActivityRec): Plan => {
  const { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles, fair } = activity;
  return {
    ...{ name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, fairUntil: fair?.until },
    roles: roles.map(sameOrder),
  };
};

/** What the command asks of this one. The date until which one may cancel moves with the start, unless it is set itself. */
export const wantedOf = (activity: ActivityRec, to: ChangeTo, clock: SiteClock): Plan => {
  const { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, capacity, fairUntil } = to;
  const cancelUntil =
    to.cancelUntil ?? movedBy(clock, activity.cancelUntil, wallMinutes(clock, activity.startsAt, startsAt));
  return {
    ...{ name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, fairUntil },
    roles: to.roles.map(sameOrder),
  };
};

const sameOrder = ({ id, name, nameEn, capacity, requires }: Plan["roles"][number]): Plan["roles"][number] => ({
  ...{ id, name, nameEn, capacity, requires },
});

export const isSame = (a: Plan[keyof Plan], b: Plan[keyof Plan]): boolean => JSON.stringify(a) === JSON.stringify(b);
const keys = [
  ...(["name", "nameEn", "place", "startsAt", "endsAt", "opensAt", "closesAt", "cancelUntil"] as const),
  ...(["capacity", "fairUntil", "roles"] as const),
];
export const differs = (a: Plan, b: Plan): boolean => keys.some((key) => !isSame(a[key], b[key]));

/** Another day of the same series after the same change: what differs becomes so there too, its times by as much on the site's clocks. */
export const carriedTo = (other: Plan, from: Plan, to: Plan, clock: SiteClock): Plan => {
  const pick = <K extends keyof Plan>(key: K): Plan[K] => (isSame(from[key], to[key]) ? other[key] : to[key]);
  const time = (key: "startsAt" | "endsAt" | "opensAt" | "closesAt" | "cancelUntil"): Millis =>
    movedBy(clock, other[key], wallMinutes(clock, from[key], to[key]));
  const startsAt = time("startsAt");
  return {
    ...{ name: pick("name"), nameEn: pick("nameEn"), place: pick("place") },
    ...{ startsAt, endsAt: time("endsAt"), opensAt: time("opensAt"), closesAt: time("closesAt") },
    ...{ cancelUntil: time("cancelUntil"), capacity: pick("capacity"), roles: pick("roles") },
    fairUntil: isSame(from.fairUntil, to.fairUntil)
      ? other.fairUntil
      : to.fairUntil && movedBy(clock, to.fairUntil, wallMinutes(clock, to.startsAt, startsAt)),
  };
};

/** Minutes that the site's clocks show between two instants, over any change of them. */
const wallMinutes = (clock: SiteClock, from: Millis, to: Millis): number =>
  from === to
    ? 0
    : daysBetween(clock.dayOf(from), clock.dayOf(to)) * 1_440 + clock.minuteOfDay(to) - clock.minuteOfDay(from);

const movedBy = (clock: SiteClock, at: Millis, minutes: number): Millis => {
  if (minutes === 0) return at;
  const then = clock.minuteOfDay(at) + minutes;
  const days = Math.floor(then / 1_440);
  return clock.instant(addDays(clock.dayOf(at), days), then - days * 1_440);
};
