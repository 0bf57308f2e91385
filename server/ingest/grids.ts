// Which belt the cells of a track lie in when nobody names one: the belt of the data, and another only for what it cannot hold. [COV-1]

import type { Fix } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { beltOf, reachOf, utmOf } from "./geodesy.ts";

export type PlaneGrid = { readonly crs: string; readonly holds: (at: LonLat) => boolean };

export const gridIn = (crs: string): PlaneGrid => ({ crs, holds: reachOf(crs) });

/**
 * By the middle longitude of all fixes, so that no stray fix moves a cell and the order of files does not matter: the CGCS2000
 * 3-degree belt, or the UTM zone where there is none. Fixes that it cannot hold are asked again among themselves.
 */
export const gridsOf = (fixes: Iterable<Fix>): readonly PlaneGrid[] => {
  const lons: number[] = [];
  let south = 0;
  for (const fix of fixes) {
    lons.push(fix[1]);
    if (fix[2] < 0) south += 1;
  }
  const count = lons.length;
  let left = Float64Array.from(lons).sort();
  const grids: PlaneGrid[] = [];
  while (left.length > 0) {
    const middle = left[Math.floor(left.length / 2)] ?? 0;
    const grid = gridIn(beltOf(middle) ?? utmOf([middle, 2 * south > count ? -1 : 1]));
    grids.push(grid);
    left = left.filter((lon) => !grid.holds([lon, 0]));
  }
  return grids;
};
