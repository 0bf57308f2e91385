// Places of an import that lie nowhere near the site: another site's file, or longitude and latitude changed over; told before it is imported. [PAT-2]

import type { Records } from "../records.ts";
import type { LonLat } from "../site/site.ts";
import type { MovedPatrol } from "./moving.ts";

/** Patrols that hold such places, how many places, and how far the farthest is from the site's ground, km. */
export type MovedFar = { readonly patrols: number; readonly places: number; readonly km: number };

/** Nobody walks so far off the ground of his site, km. */
export const farFrom = 200;
/** Of one degree of latitude; longitude's is shorter by the cosine. */
const kmOfDegree = 111;
const radians = Math.PI / 180;

type Ground = { readonly west: number; readonly east: number; readonly south: number; readonly north: number };

/** The rectangle round all that the site has drawn; undefined where that is nothing. */
const groundOf = ({ all, get }: Pick<Records, "all" | "get">): Ground | undefined => {
  let ground: Ground | undefined;
  const take = ([lon, lat]: LonLat): void => {
    ground = {
      west: Math.min(ground?.west ?? lon, lon),
      east: Math.max(ground?.east ?? lon, lon),
      south: Math.min(ground?.south ?? lat, lat),
      north: Math.max(ground?.north ?? lat, lat),
    };
  };
  for (const { ring } of all("zone")) ring.forEach(take);
  for (const { checkpoints } of all("route")) for (const { at } of checkpoints) take(at);
  const map = get("map", "map");
  for (const line of [...(map?.edge ?? []), ...(map?.compartments ?? []).map(({ ring }) => ring)]) line.forEach(take);
  for (const { at } of map?.places ?? []) take(at);
  return ground;
};

/** Undefined: nothing is far, or the site has drawn nothing yet that it could be far from. */
export const farOf = (
  patrols: readonly MovedPatrol[],
  records: Pick<Records, "all" | "get">,
  metres: (a: LonLat, b: LonLat) => number,
): MovedFar | undefined => {
  const ground = groundOf(records);
  if (ground === undefined) return undefined;
  const middle = (ground.west + ground.east) / 2;
  /** The same longitude, told within half a turn of the site. */
  const turned = (lon: number): number => middle + (((((lon - middle + 180) % 360) + 360) % 360) - 180);
  /** Roughly, km: nearly all places are on the ground itself, and a geodesic is dear. */
  const off = ([lon, lat]: LonLat): number => {
    const north = Math.max(0, lat - ground.north, ground.south - lat);
    const east = Math.max(0, turned(lon) - ground.east, ground.west - turned(lon)) * Math.cos(lat * radians);
    return Math.sqrt(north * north + east * east) * kmOfDegree;
  };
  let places = 0;
  let most = farFrom;
  let farthest: LonLat | undefined;
  let patrolsFar = 0;
  for (const { legs, events } of patrols) {
    const before = places;
    const look = (at: LonLat): void => {
      const km = off(at);
      if (km <= farFrom) return;
      places += 1;
      if (km > most) [most, farthest] = [km, at];
    };
    for (const { raw } of legs) for (const segment of raw) for (const [, lon, lat] of segment) look([lon, lat]);
    for (const { lonLat } of events) if (lonLat !== undefined) look(lonLat);
    if (places > before) patrolsFar += 1;
  }
  if (farthest === undefined) return undefined;
  const [lon, lat] = farthest;
  const within = (value: number, least: number, greatest: number): number => Math.min(greatest, Math.max(least, value));
  const nearest = [within(turned(lon), ground.west, ground.east), within(lat, ground.south, ground.north)] as const;
  return { patrols: patrolsFar, places, km: Math.round(metres(nearest, farthest) / 1000) };
};
