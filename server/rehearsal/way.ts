// A way through the country and where on it somebody is after so much time: legs at a walking pace, a stop at each checkpoint.

import type { Millis } from "../../domain/ids.ts";
import type { RouteRec } from "../../domain/patrols/patrol.ts";
import type { Profile } from "../../domain/patrols/track.ts";
import { roughMetres, roughPlane } from "../../domain/patrols/track-line.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { hour, minute } from "../../domain/time.ts";
import type { Chance } from "./chance.ts";

/** Kilometres an hour, far below the caps of a kept segment: nobody is sped up for the show. [PAT-3] */
export const pace: Readonly<Record<Profile, number>> = { foot: 3.6, ride: 7.5, vehicle: 24 };
/** Longer than the minute that makes a visit. [PAT-1] */
const stopTime: Readonly<Record<Profile, Millis>> = { foot: 2 * minute, ride: 3 * minute, vehicle: 5 * minute };

type Leg = { readonly from: Millis; readonly until: Millis; readonly start: number; readonly end: number };

export type Walk = {
  readonly duration: Millis;
  /** The place after so many ms; before the start and after the end, those. */
  readonly placeAt: (elapsed: Millis) => LonLat;
};

export type WalkOf = (route: RouteRec, profile: Profile, atLeast: Millis) => Walk | undefined;

/** There and back along the route until `atLeast` has passed; undefined where there is no way to walk. Each is made once: every beat asks. */
export const createWalks = (chance: Chance): WalkOf => {
  const found = new WeakMap<RouteRec, Map<string, Walk | undefined>>();
  return (route, profile, atLeast) => {
    const walks = found.get(route) ?? new Map<string, Walk | undefined>();
    found.set(route, walks);
    const key = `${profile} ${atLeast}`;
    if (!walks.has(key)) walks.set(key, makeWalk(route, profile, atLeast, chance));
    return walks.get(key);
  };
};

const makeWalk = (route: RouteRec, profile: Profile, atLeast: Millis, chance: Chance): Walk | undefined => {
  const points = winding(
    route.checkpoints.map((one) => one.at),
    (n, axis) => chance("winding", axis, route.id, n),
  );
  const along = distances(points);
  const length = along.at(-1) ?? 0;
  if (length < 200) return undefined;
  const stops = [...new Set(route.checkpoints.map((one) => Math.round(nearest(points, along, one.at))))].sort(
    (a, b) => a - b,
  );
  const legs = legsOf(length, stops, profile, atLeast);
  return {
    duration: legs.at(-1)?.until ?? 0,
    placeAt: (elapsed) => placeAlong(points, along, metreAt(legs, elapsed)),
  };
};

/** A path through the checkpoints that nobody drew with a ruler: middles put aside by an eighth of the leg, three times over. */
const winding = (marks: readonly LonLat[], toss: (n: number, axis: string) => number): readonly LonLat[] => {
  let points = marks;
  for (let round = 0; round < 3; round += 1) {
    points = points.flatMap((point, i): readonly LonLat[] => {
      const next = points[i + 1];
      if (next === undefined) return [point];
      const reach = roughMetres(point, next) / 4;
      const off = (axis: string): number => (toss(round * 1_000 + i, axis) - 0.5) * reach;
      return [point, aside([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2], off("east"), off("north"))];
    });
  }
  return points;
};

/** Metres from the start to each point. */
const distances = (points: readonly LonLat[]): readonly number[] => {
  const along: number[] = [];
  let sum = 0;
  let before: LonLat | undefined;
  for (const point of points) {
    if (before !== undefined) sum += roughMetres(before, point);
    along.push(sum);
    before = point;
  }
  return along;
};

/** How far along the way it comes nearest to the place. */
const nearest = (points: readonly LonLat[], along: readonly number[], place: LonLat): number => {
  let best = { away: Number.POSITIVE_INFINITY, metre: 0 };
  for (let i = 1; i < points.length; i += 1) {
    const [px, py] = roughPlane(place, points[i - 1] ?? place);
    const [qx, qy] = roughPlane(place, points[i] ?? place);
    const square = (qx - px) ** 2 + (qy - py) ** 2;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(px * (qx - px) + py * (qy - py)) / square));
    const away = Math.hypot(px + share * (qx - px), py + share * (qy - py));
    const start = along[i - 1] ?? 0;
    if (away < best.away) best = { away, metre: start + share * ((along[i] ?? start) - start) };
  }
  return best.metre;
};

const legsOf = (length: number, stops: readonly number[], profile: Profile, atLeast: Millis): readonly Leg[] => {
  const kmh = pace[profile];
  const legs: Leg[] = [];
  let from = 0;
  let start = 0;
  const add = (end: number, time: Millis): void => {
    if (time <= 0) return;
    legs.push({ from, until: from + time, start, end });
    from += time;
    start = end;
  };
  for (let there = true; from === 0 || from < atLeast; there = !there) {
    for (const metre of there ? stops : stops.toReversed()) {
      add(metre, (Math.abs(metre - start) / 1000 / kmh) * hour);
      add(metre, stopTime[profile]);
    }
    const end = there ? length : 0;
    add(end, (Math.abs(end - start) / 1000 / kmh) * hour);
    add(end, minute);
  }
  return legs;
};

const metreAt = (legs: readonly Leg[], elapsed: Millis): number => {
  const leg = legs.find((one) => elapsed < one.until) ?? legs.at(-1);
  if (leg === undefined) return 0;
  const share = Math.min(1, Math.max(0, (elapsed - leg.from) / (leg.until - leg.from)));
  return leg.start + share * (leg.end - leg.start);
};

const placeAlong = (points: readonly LonLat[], along: readonly number[], metre: number): LonLat => {
  const beyond = along.findIndex((one) => one >= metre);
  const i = beyond < 0 ? along.length - 1 : Math.max(1, beyond);
  const [from, to] = [points[i - 1] ?? [0, 0], points[i] ?? points[i - 1] ?? [0, 0]];
  const [start, end] = [along[i - 1] ?? 0, along[i] ?? 0];
  const share = end > start ? Math.min(1, Math.max(0, (metre - start) / (end - start))) : 0;
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
};

/** The place some metres aside: no receiver is exact. */
export const aside = (at: LonLat, east: number, north: number): LonLat => [
  Math.round((at[0] + east / (111_320 * Math.cos((at[1] * Math.PI) / 180))) * 1e6) / 1e6,
  Math.round((at[1] + north / 111_195) * 1e6) / 1e6,
];
