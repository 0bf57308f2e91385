// The cells of a zone: those squares of its belt's grid whose centre lies in the ring. [COV-1]

import { type GridCell, maxCells, type ZoneGrid } from "../../domain/coverage/zone.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { type Belts, beltOf } from "./geodesy.ts";

export type CellSize = 500 | 1000 | 5000;
export type Gridded =
  | { readonly ok: true; readonly grid: ZoneGrid & { readonly cell: CellSize } }
  /** `belt`: not within 73.5–136.5° E, or it spans belts; `ring`: not an area; `size`: more than 20,000 cells. */
  | { readonly ok: false; readonly reason: "belt" | "ring" | "size" };

type Point = readonly [number, number];

export const gridOf = (belts: Belts, ring: readonly LonLat[], cell: CellSize): Gridded => {
  const lons = ring.map((at) => at[0]);
  const crs = ring.length < 3 ? undefined : beltOf((Math.min(...lons) + Math.max(...lons)) / 2);
  if (ring.length < 3) return { ok: false, reason: "ring" };
  if (crs === undefined) return { ok: false, reason: "belt" };
  const plane = ring.map((at) => belts.toPlane(crs, at)).filter((at) => at !== undefined);
  if (plane.length < ring.length) return { ok: false, reason: "belt" };
  if (Math.abs(areaOf(plane)) < 1) return { ok: false, reason: "ring" };
  const xs = plane.map((at) => at[0]);
  const ys = plane.map((at) => at[1]);
  const firstColumn = Math.floor(Math.min(...xs) / cell);
  const lastColumn = Math.floor(Math.max(...xs) / cell);
  const firstRow = Math.floor(Math.min(...ys) / cell);
  const lastRow = Math.floor(Math.max(...ys) / cell);
  if ((lastColumn - firstColumn + 1) * (lastRow - firstRow + 1) > 50 * maxCells) return { ok: false, reason: "size" };
  const cells: GridCell[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    const y = (row + 0.5) * cell;
    const borders = crossingsAt(plane, y);
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = (column + 0.5) * cell;
      if (!isInside(borders, x)) continue;
      const at = belts.toLonLat(crs, [x, y]);
      if (at === undefined) return { ok: false, reason: "belt" };
      cells.push([column, row, micro(at[0]), micro(at[1])]);
      if (cells.length > maxCells) return { ok: false, reason: "size" };
    }
  }
  return { ok: true, grid: { crs, cell, half: halfOf(belts, crs, cell, plane), cells } };
};

const micro = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Half a cell in degrees at the middle of the zone. */
const halfOf = (belts: Belts, crs: string, cell: number, plane: readonly Point[]): LonLat => {
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const x = middle(plane.map((at) => at[0]));
  const y = middle(plane.map((at) => at[1]));
  const west = belts.toLonLat(crs, [x - cell / 2, y]) ?? [0, 0];
  const east = belts.toLonLat(crs, [x + cell / 2, y]) ?? [0, 0];
  const south = belts.toLonLat(crs, [x, y - cell / 2]) ?? [0, 0];
  const north = belts.toLonLat(crs, [x, y + cell / 2]) ?? [0, 0];
  return [micro((east[0] - west[0]) / 2), micro((north[1] - south[1]) / 2)];
};

/** Twice signed area / 2, square metres. */
const areaOf = (ring: readonly Point[]): number => {
  let sum = 0;
  let before = ring.at(-1);
  for (const at of ring) {
    if (before !== undefined) sum += before[0] * at[1] - at[0] * before[1];
    before = at;
  }
  return sum / 2;
};

/** Where the ring crosses the height `y`, ascending: inside lies between odd and even crossings. */
const crossingsAt = (ring: readonly Point[], y: number): readonly number[] => {
  const crossings: number[] = [];
  let a = ring.at(-1);
  for (const b of ring) {
    if (a !== undefined && a[1] > y !== b[1] > y) crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    a = b;
  }
  return crossings.sort((p, q) => p - q);
};

const isInside = (crossings: readonly number[], x: number): boolean => {
  let count = 0;
  for (const crossing of crossings) if (crossing <= x) count += 1;
  return count % 2 === 1;
};
