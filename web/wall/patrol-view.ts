// Patrols as the map tells them: who is out, how long since their last sign, where a silent one may be, what was missed today.

import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import { type PatrolStatus, patrolStatus, wasMissed } from "../../domain/patrols/patrol-status.ts";
import type { Profile } from "../../domain/patrols/track.ts";
import { routeOf, walkersOf } from "../../domain/patrols/walkers.ts";
import type { LonLat, SiteRec } from "../../domain/site/site.ts";
import { hour, type SiteClock } from "../../domain/time.ts";

export type PatrolMark = {
  readonly patrol: PatrolRec;
  readonly route: RouteRec | undefined;
  readonly status: PatrolStatus;
  /** Its newest fix or scan; where there is none yet, the beginning of its route. */
  readonly at: LonLat;
  /** `nowhere`: nothing has told yet where it is. */
  readonly placed: "fix" | "scan" | "nowhere";
  readonly checkpoints: readonly { readonly at: LonLat; readonly done: boolean }[];
  /** Radius in km within which a silent patrol may be; undefined while it speaks. */
  readonly doubtKm: number | undefined;
};

export type PatrolsView = {
  readonly marks: readonly PatrolMark[];
  readonly groups: number;
  readonly people: number;
  readonly missed: number;
  readonly planned: number;
};

/** Usual pace in the forest, km/h, and how far a search begins at most, km: the ring is a place to look, not a promise. */
const pace: Readonly<Record<Profile, { readonly kmh: number; readonly most: number }>> = {
  foot: { kmh: 1, most: 1.5 },
  ride: { kmh: 2.5, most: 3 },
  vehicle: { kmh: 8, most: 4 },
};

export const doubtKm = (profile: Profile, silentFor: number): number =>
  Math.min(pace[profile].most, Math.max(0.5, (silentFor / hour) * pace[profile].kmh));

/** A scan that was made far from its checkpoint tells no place. */
const placeOf = (
  patrol: PatrolRec,
  route: RouteRec | undefined,
): { readonly at: LonLat | undefined; readonly placed: PatrolMark["placed"] } => {
  const scan = patrol.visits
    .filter(({ by, suspicious }) => by !== "gps" && suspicious !== "far")
    .reduce<PatrolRec["visits"][number] | undefined>((a, b) => (a === undefined || b.at > a.at ? b : a), undefined);
  const scanned = route?.checkpoints.find((one) => one.id === scan?.checkpoint)?.at;
  const { last } = patrol;
  if (last !== undefined && (scan === undefined || scanned === undefined || last.at >= scan.at))
    return { at: last.lonLat, placed: "fix" };
  if (scanned !== undefined) return { at: scanned, placed: "scan" };
  return { at: route?.checkpoints[0]?.at, placed: "nowhere" };
};

const isOut = (status: PatrolStatus): boolean =>
  status.state === "active" ||
  status.state === "check-due" ||
  status.state === "silent" ||
  status.state === "paused" ||
  status.state === "incomplete";

export const patrolsView = (
  patrols: readonly PatrolRec[],
  routesById: ReadonlyMap<string, RouteRec>,
  look: { readonly site: SiteRec; readonly clock: SiteClock },
  now: number,
): PatrolsView => {
  const marks: PatrolMark[] = [];
  const people = new Set<string>();
  const today = look.clock.dayOf(now);
  let groups = 0;
  let missed = 0;
  let planned = 0;
  for (const patrol of patrols) {
    const route = routeOf(patrol, (id) => routesById.get(id));
    const status = patrolStatus(patrol, route, look.site, now);
    if (status.state !== "cancelled" && look.clock.dayOf(patrol.plannedAt) === today) {
      planned += 1;
      if (wasMissed(patrol, now)) missed += 1;
    }
    if (!isOut(status)) continue;
    groups += 1;
    for (const one of walkersOf(patrol)) people.add(one);
    const visited = new Set(patrol.visits.map((visit) => visit.checkpoint));
    const checkpoints = (route?.checkpoints ?? []).map((one) => ({ at: one.at, done: visited.has(one.id) }));
    const { at, placed } = placeOf(patrol, route);
    if (at === undefined) continue;
    marks.push({
      patrol,
      route,
      status,
      at,
      placed,
      checkpoints,
      doubtKm:
        status.state === "silent" && placed !== "nowhere" ? doubtKm(patrol.profile, now - status.since) : undefined,
    });
  }
  marks.sort((a, b) => (a.patrol.id < b.patrol.id ? -1 : 1));
  return { marks, groups, people: people.size, missed, planned };
};
