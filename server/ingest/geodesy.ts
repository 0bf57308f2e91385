// The ellipsoid and the CGCS2000 belts: the one place that knows a geodesic and a projection. [PAT-3, COV-1]

import geographiclib from "geographiclib-geodesic";
import proj4, { type Converter } from "proj4";
import type { Geodesy } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";

export type Belts = Geodesy & {
  /** The place of plane metres in a belt. */
  readonly toLonLat: (crs: string, at: readonly [number, number]) => LonLat | undefined;
};

/** A transverse Mercator: its meridian, degrees, and what is done to its metres. */
type Frame = {
  readonly meridian: number;
  readonly scale: number;
  readonly east: number;
  readonly north: number;
  readonly ellipsoid: "GRS80" | "WGS84";
};

/** EPSG:4534 … EPSG:4554: CGCS2000 / 3-degree Gauss–Krüger with central meridians 75° E … 135° E, easting 500 km. */
const firstBelt = 4534;
const firstMeridian = 75;
const lastMeridian = 135;
/** Degrees from its meridian within which a projection is used; past them it is another belt's country, or a mistake. */
const reach = 9;

/** A zone of CGCS2000 with its number before the easting, or by its meridian alone. CGCS2000's ellipsoid is GRS80 to 0.1 mm; the datum is taken as WGS-84, as PROJ does. */
const gauss = (meridian: number, zone: number | undefined): Frame => ({
  meridian,
  scale: 1,
  east: (zone ?? 0) * 1_000_000 + 500_000,
  north: 0,
  ellipsoid: "GRS80",
});

/** CGCS2000 Gauss–Krüger belts (EPSG:4491…4554) and the WGS-84 UTM zones (EPSG:32601…32660, 32701…32760). */
const frameOf = (crs: string): Frame | undefined => {
  const code = Number(/^EPSG:(\d{4,5})$/.exec(crs)?.[1] ?? Number.NaN);
  if (code >= 4491 && code <= 4501) return gauss(firstMeridian + 6 * (code - 4491), code - 4491 + 13);
  if (code >= 4502 && code <= 4512) return gauss(firstMeridian + 6 * (code - 4502), undefined);
  if (code >= 4513 && code <= 4533) return gauss(firstMeridian + 3 * (code - 4513), code - 4513 + 25);
  if (code >= firstBelt && code <= 4554) return gauss(firstMeridian + 3 * (code - firstBelt), undefined);
  const zone = code % 100;
  const side = Math.floor(code / 100);
  if ((side !== 326 && side !== 327) || zone < 1 || zone > 60) return undefined;
  const north = side === 327 ? 10_000_000 : 0;
  return { meridian: 6 * zone - 183, scale: 0.9996, east: 500_000, north, ellipsoid: "WGS84" };
};

export const isKnownCrs = (crs: string): boolean => frameOf(crs) !== undefined;

/** Whether the projection can hold a place; none where it is not known. */
export const reachOf = (crs: string): ((at: LonLat) => boolean) => {
  const frame = frameOf(crs);
  return ([lon, lat]) => frame !== undefined && isNear(frame, lon, lat);
};
const isNear = ({ meridian }: Frame, lon: number, lat: number): boolean =>
  Math.abs(lon - meridian) <= reach && Math.abs(lat) <= 84;

/** The belt whose meridian is nearest; undefined outside 73.5–136.5° E. */
export const beltOf = (lon: number): string | undefined => {
  const meridian = Math.round(lon / 3) * 3;
  const inside = lon >= firstMeridian - 1.5 && lon <= lastMeridian + 1.5;
  return inside
    ? `EPSG:${firstBelt + (Math.min(lastMeridian, Math.max(firstMeridian, meridian)) - firstMeridian) / 3}`
    : undefined;
};

/** The UTM zone of a place by its longitude alone: the grid knows no exceptions for Norway. */
export const utmOf = ([lon, lat]: LonLat): string => {
  const zone = Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
  return `EPSG:${lat < 0 ? 327 : 326}${String(zone).padStart(2, "0")}`;
};

/** WGS-84: equatorial radius in metres, first eccentricity squared. */
const equator = 6_378_137;
const e2 = 0.006_694_379_990_141_316;
const radians = Math.PI / 180;
/** Metres and degrees of latitude within which Gauss's mid-latitude formula is as good as the geodesic. */
const shortest = 200;
const steepest = 70;

/**
 * Nearly all lines between two fixes: C. F. Gauss's mid-latitude formula without its terms of third order, which come to less
 * than a micrometre there (a property holds it to the geodesic). NaN where the line is longer or nearer to a pole.
 */
const shortMetres = (a: LonLat, b: LonLat): number => {
  const latitude = (a[1] + b[1]) / 2;
  if (!(Math.abs(latitude) <= steepest)) return Number.NaN;
  const sine = Math.sin(latitude * radians);
  const w2 = 1 - e2 * sine * sine;
  const w = Math.sqrt(w2);
  const north = ((b[1] - a[1]) * radians * equator * (1 - e2)) / (w2 * w);
  const east = ((b[0] - a[0]) * radians * equator * Math.sqrt(1 - sine * sine)) / w;
  const length = Math.sqrt(north * north + east * east);
  return length <= shortest ? length : Number.NaN;
};

type Projection = { readonly frame: Frame; readonly converter: Converter };

export const createGeodesy = (): Belts => {
  const { WGS84, DISTANCE } = geographiclib.Geodesic;
  const projectionsByCrs = new Map<string, Projection>();
  const projectionOf = (crs: string): Projection | undefined => {
    const known = projectionsByCrs.get(crs);
    if (known !== undefined) return known;
    const frame = frameOf(crs);
    if (frame === undefined) return undefined;
    const { meridian, scale, east, north, ellipsoid } = frame;
    const converter = proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${scale} +x_0=${east} +y_0=${north} +ellps=${ellipsoid} +units=m +no_defs`,
    );
    const made = { frame, converter };
    projectionsByCrs.set(crs, made);
    return made;
  };
  const pair = (values: readonly number[]): readonly [number, number] | undefined => {
    const [x, y] = values;
    return x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
  };
  /** The end of a line is the beginning of the next: it is asked for twice, and projected once. */
  let last:
    | { readonly crs: string; readonly at: LonLat; readonly plane: readonly [number, number] | undefined }
    | undefined;
  return {
    metres: (a, b) => {
      const short = shortMetres(a, b);
      return Number.isNaN(short) ? (WGS84.Inverse(a[1], a[0], b[1], b[0], DISTANCE).s12 ?? Number.NaN) : short;
    },
    toPlane: (crs, at) => {
      if (last !== undefined && last.crs === crs && last.at[0] === at[0] && last.at[1] === at[1]) return last.plane;
      const projection = projectionOf(crs);
      if (projection === undefined || !isNear(projection.frame, at[0], at[1])) return undefined;
      const plane = pair(projection.converter.forward([at[0], at[1]]));
      last = { crs, at, plane };
      return plane;
    },
    toLonLat: (crs, [x, y]) => {
      const projection = projectionOf(crs);
      return projection === undefined || !Number.isFinite(x) || !Number.isFinite(y)
        ? undefined
        : pair(projection.converter.inverse([x, y]));
    },
  };
};
