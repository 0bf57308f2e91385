// From the globe to the wall's map: kilometres east and north of the site's middle, the same scale both ways.

import type { ZoneRec } from "../../../domain/coverage/zone.ts";
import type { LonLat, MapRec } from "../../../domain/site/site.ts";
import { type Mercator, mercatorOf } from "./mercator.ts";
import type { Tiling } from "./tiling.svelte.ts";

/** Kilometres north and east, in Leaflet's order. */
export type Plane = readonly [north: number, east: number];
export type Projection = {
  readonly plane: (at: LonLat) => Plane;
  readonly bounds: readonly [Plane, Plane] | undefined;
  /** Only of a plane that is the tiles' own. */
  readonly tiles?: {
    readonly tiling: Tiling;
    readonly toMercator: (at: Plane) => Mercator;
    readonly ofMercator: (at: Mercator) => Plane;
  };
};

/** Lengths of a degree at a latitude, km (series for the WGS-84 ellipsoid, Snyder, "Map Projections", 1987). */
const degree = (lat: number): { readonly lat: number; readonly lon: number } => {
  const f = (lat * Math.PI) / 180;
  return {
    lat: (111_132.954 - 559.822 * Math.cos(2 * f) + 1.175 * Math.cos(4 * f)) / 1000,
    lon: (111_412.84 * Math.cos(f) - 93.5 * Math.cos(3 * f)) / 1000,
  };
};

const extent = (points: Iterable<LonLat>): readonly [LonLat, LonLat] | undefined => {
  let [west, south, east, north] = [181, 91, -181, -91];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west > east
    ? undefined
    : [
        [west, south],
        [east, north],
      ];
};

/** What the map must show: the site's edge, else its zones, else everything that is drawn. */
export const projectionOf = (
  map: MapRec | undefined,
  zones: readonly ZoneRec[],
  others: readonly LonLat[],
  tiling?: Tiling,
): Projection => {
  const edge = [...(map?.edge ?? []).flat(), ...zones.flatMap((zone) => zone.ring)];
  const drawn = edge.length > 0 ? edge : [...(map?.compartments ?? []).flatMap((one) => one.ring), ...others];
  const box = extent(drawn);
  if (box === undefined) return { plane: () => [0, 0], bounds: undefined };
  const [[west, south], [east, north]] = box;
  const origin: LonLat = [(west + east) / 2, (south + north) / 2];
  if (tiling !== undefined) return tilePlane(origin, [west, south, east, north], tiling);
  const per = degree(origin[1]);
  const plane = ([lon, lat]: LonLat): Plane => [(lat - origin[1]) * per.lat, (lon - origin[0]) * per.lon];
  return { plane, bounds: [plane([west, south]), plane([east, north])] };
};

/** Mercator in the tiles' datum, made kilometres at the site's middle: every place lies on the tiles where it is. */
const tilePlane = (
  origin: LonLat,
  [west, south, east, north]: readonly [number, number, number, number],
  tiling: Tiling,
): Projection => {
  const [x0, y0] = mercatorOf(tiling.shift(origin));
  const km = Math.cos((origin[1] * Math.PI) / 180) / 1000;
  const ofMercator = ([x, y]: Mercator): Plane => [(y - y0) * km, (x - x0) * km];
  const toMercator = ([n, e]: Plane): Mercator => [x0 + e / km, y0 + n / km];
  const plane = (at: LonLat): Plane => ofMercator(mercatorOf(tiling.shift(at)));
  const [sw, ne] = [plane([west, south]), plane([east, north])];
  return { plane, bounds: [sw, ne], tiles: { tiling, toMercator, ofMercator } };
};

/** A length of 1, 2 or 5 times a power of ten, km, that is at most `room` px long at `pxPerKm`. */
export const scaleBar = (pxPerKm: number, room: number): { readonly km: number; readonly px: number } => {
  if (!(pxPerKm > 0)) return { km: 1, px: 0 };
  const most = room / pxPerKm;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
  return { km, px: km * pxPerKm };
};
