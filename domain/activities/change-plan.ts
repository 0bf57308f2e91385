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
  const [startsAt, endsAt, opensAt] = [time("startsAt"), time("endsAt"), time("opensAt")];
  const fairUntil = isSame(from.fairUntil, to.fairUntil)
    ? other.fairUntil
    : to.fairUntil && movedBy(clock, to.fairUntil, wallMinutes(clock, to.startsAt, startsAt));
  return {
    ...{ name: pick("name"), nameEn: pick("nameEn"), place: pick("place") },
    // As when the series was opened: an hour that the clocks skip, or a day that was changed alone, puts neither past its bounds.
    ...{ startsAt, endsAt, opensAt, closesAt: Math.min(Math.max(time("closesAt"), opensAt), endsAt) },
    ...{ cancelUntil: time("cancelUntil"), capacity: pick("capacity"), roles: rolesCarried(other, from, to) },
    fairUntil: fairUntil && Math.min(fairUntil, startsAt),
  };
};

/** Role by role and field by field: what was changed of one day's roles alone stays, where this change does not touch it. */
const rolesCarried = (other: Plan, from: Plan, to: Plan): Plan["roles"] => {
  const [own, was, wanted] = [other, from, to].map(({ roles }) => new Map(roles.map((role) => [role.id, role])));
  const changed = to.roles.flatMap((role): Plan["roles"] => {
    const [mine, before] = [own?.get(role.id), was?.get(role.id)];
    // New by this change, or taken away from that day alone.
    if (mine === undefined) return before === undefined ? [role] : [];
    const pick = <K extends keyof typeof role>(key: K): (typeof role)[K] =>
      before !== undefined && JSON.stringify(before[key]) === JSON.stringify(role[key]) ? mine[key] : role[key];
    const capacity = pick("capacity");
    return [{ id: role.id, name: pick("name"), nameEn: pick("nameEn"), capacity, requires: pick("requires") }];
  });
  const alone = other.roles.filter(({ id }) => was?.get(id) === undefined && wanted?.get(id) === undefined);
  return [...changed, ...alone];
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
