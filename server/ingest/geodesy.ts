// The ellipsoid and the CGCS2000 belts: the one place that knows a geodesic and a projection. [PAT-3, COV-1]

import geographiclib from "geographiclib-geodesic";
import proj4 from "proj4";
import type { Geodesy } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";

export type Belts = Geodesy & {
  /** The place of plane metres in a belt. */
  readonly toLonLat: (crs: string, at: readonly [number, number]) => LonLat | undefined;
};

/** EPSG:4534 … EPSG:4554: CGCS2000 / 3-degree Gauss–Krüger with central meridians 75° E … 135° E, easting 500 km. */
const firstBelt = 4534;
const firstMeridian = 75;
const lastMeridian = 135;
/** Degrees from its meridian within which a belt is used; past them it is another belt's country, or a mistake. */
const belt = 6;

const meridianOf = (crs: string): number | undefined => {
  const code = /^EPSG:(\d{4})$/.exec(crs)?.[1];
  const meridian = code === undefined ? Number.NaN : firstMeridian + 3 * (Number(code) - firstBelt);
  return meridian >= firstMeridian && meridian <= lastMeridian ? meridian : undefined;
};

/** The belt whose meridian is nearest; undefined outside 73.5–136.5° E. */
export const beltOf = (lon: number): string | undefined => {
  const meridian = Math.round(lon / 3) * 3;
  const inside = lon >= firstMeridian - 1.5 && lon <= lastMeridian + 1.5;
  return inside
    ? `EPSG:${firstBelt + (Math.min(lastMeridian, Math.max(firstMeridian, meridian)) - firstMeridian) / 3}`
    : undefined;
};

export const createGeodesy = (): Belts => {
  const { WGS84, DISTANCE } = geographiclib.Geodesic;
  const convertersByMeridian = new Map<number, proj4.Converter>();
  const converterOf = (meridian: number): proj4.Converter => {
    const known = convertersByMeridian.get(meridian);
    if (known !== undefined) return known;
    // CGCS2000's ellipsoid is GRS80 to 0.1 mm; the datum is taken as WGS-84, as PROJ does.
    const made = proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
    );
    convertersByMeridian.set(meridian, made);
    return made;
  };
  const pair = (values: readonly number[]): readonly [number, number] | undefined => {
    const [x, y] = values;
    return x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
  };
  return {
    metres: (a, b) => WGS84.Inverse(a[1], a[0], b[1], b[0], DISTANCE).s12 ?? Number.NaN,
    toPlane: (crs, [lon, lat]) => {
      const meridian = meridianOf(crs);
      if (meridian === undefined || !(Math.abs(lon - meridian) <= belt) || !(Math.abs(lat) <= 84)) return undefined;
      return pair(converterOf(meridian).forward([lon, lat]));
    },
    toLonLat: (crs, [x, y]) => {
      const meridian = meridianOf(crs);
      return meridian === undefined || !Number.isFinite(x) || !Number.isFinite(y)
        ? undefined
        : pair(converterOf(meridian).inverse([x, y]));
    },
  };
};
