// What a row of fixes amounts to: metres and time by day, metres by cell, and what one more batch of fixes changes. [PAT-2, PAT-3, COV-1]

import { walkCells } from "../coverage/coverage-walk.ts";
import type { ZoneGrid } from "../coverage/zone.ts";
import type { Day, Millis, ZoneId } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import { addDays, type SiteClock } from "../time.ts";
import {
  type Cap,
  type CellPart,
  type Effort,
  type Fix,
  fixOrder,
  type Geodesy,
  linkOf,
  placeOf,
  type Tally,
  type ZoneWalk,
} from "./track.ts";

/** The grids of all zones, ready to be asked whose cell one stands in. Grids of one belt and cell size are walked once. */
export type Ground = readonly Grid[];
type Grid = {
  readonly crs: string;
  readonly cell: number;
  /** False where nothing between the two fixes can lie in a cell of it. */
  readonly mayHold: (a: Fix, b: Fix) => boolean;
  readonly zonesAt: (column: number, row: number) => readonly ZoneId[] | undefined;
};

const cellKey = (column: number, row: number): string => `${column} ${row}`;

export const groundOf = (zones: Iterable<{ readonly id: ZoneId; readonly grid: ZoneGrid }>): Ground => {
  const gridsByKind = new Map<
    string,
    { box: [number, number, number, number]; grid: ZoneGrid; cells: Map<string, ZoneId[]> }
  >();
  for (const { id, grid } of zones) {
    const kind = `${grid.crs} ${grid.cell}`;
    const known = gridsByKind.get(kind) ?? { box: [180, 90, -180, -90], grid, cells: new Map<string, ZoneId[]>() };
    gridsByKind.set(kind, known);
    const { box, cells } = known;
    for (const [column, row, lon, lat] of grid.cells) {
      const key = cellKey(column, row);
      const ids = cells.get(key);
      if (ids === undefined) cells.set(key, [id]);
      else ids.push(id);
      box[0] = Math.min(box[0], lon - 2 * grid.half[0]);
      box[1] = Math.min(box[1], lat - 2 * grid.half[1]);
      box[2] = Math.max(box[2], lon + 2 * grid.half[0]);
      box[3] = Math.max(box[3], lat + 2 * grid.half[1]);
    }
  }
  return [...gridsByKind.values()].map(({ box, grid, cells }) => ({
    crs: grid.crs,
    cell: grid.cell,
    mayHold: within(box),
    zonesAt: (column, row) => cells.get(cellKey(column, row)),
  }));
};

/** West, south, east, north of a grid's cells, degrees, one cell wider. */
const within =
  ([west, south, east, north]: readonly [number, number, number, number]) =>
  (a: Fix, b: Fix): boolean =>
    Math.max(a[1], b[1]) >= west &&
    Math.min(a[1], b[1]) <= east &&
    Math.max(a[2], b[2]) >= south &&
    Math.min(a[2], b[2]) <= north;

/** A ground without zones: each of the grids is one zone that holds every cell, for the lines that begin where it holds. */
export const openGround = (
  grids: readonly { readonly crs: string; readonly holds: (at: LonLat) => boolean }[],
  cell: number,
  zone: ZoneId,
): Ground =>
  grids.map(({ crs, holds }) => ({ crs, cell, mayHold: (a: Fix) => holds(placeOf(a)), zonesAt: () => [zone] }));

export type Terrain = { readonly geodesy: Geodesy; readonly clock: SiteClock; readonly ground: Ground };

/** Sums over a row of fixes. `metres` in `days` and `zones` are what lies on kept segments. */
export type Sums = {
  readonly segments: number;
  readonly tally: Tally;
  readonly days: readonly Effort[];
  readonly zones: readonly ZoneWalk[];
};

type CellSum = {
  metres: number;
  at: Millis;
  readonly part: readonly [number, number, Day];
  readonly grid: Grid;
  readonly zone: ZoneId;
};
type Adder = {
  segments: number;
  speed: number;
  gap: number;
  readonly days: Map<Day, { metres: number; ms: number }>;
  readonly cells: Map<string, CellSum>;
  /** The cell that was added to last: fixes come by the second, so most lines stay in it. */
  last: CellSum | undefined;
};

/** The sums of `after` less those of `before`: what a trail gains where one row of its fixes is replaced by another. */
export const sumsBetween = (before: readonly Fix[], after: readonly Fix[], cap: Cap, terrain: Terrain): Sums => {
  const sums: Adder = { segments: 0, speed: 0, gap: 0, days: new Map(), cells: new Map(), last: undefined };
  addWalk(sums, before, -1, cap, terrain);
  addWalk(sums, after, 1, cap, terrain);
  return {
    segments: sums.segments,
    tally: { ...(sums.speed === 0 ? {} : { speed: sums.speed }), ...(sums.gap === 0 ? {} : { gap: sums.gap }) },
    days: [...sums.days]
      .map(([day, { metres, ms }]) => ({ day, metres: thousandth(metres), ms: Math.round(ms) }))
      .filter((one) => one.metres !== 0 || one.ms !== 0)
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    zones: zoneWalks(sums.cells),
  };
};

const thousandth = (n: number): number => Math.round(n * 1000) / 1000;

const addWalk = (sums: Adder, fixes: readonly Fix[], sign: 1 | -1, cap: Cap, terrain: Terrain): void => {
  let a: Fix | undefined;
  for (const b of fixes) {
    if (a !== undefined) {
      const link = linkOf(a, b, cap, terrain.geodesy.metres);
      if (link.kind === "kept") {
        sums.segments += sign;
        addSegment(sums, a, b, link.metres * sign, link.ms * sign, terrain);
      } else if (link.kind !== "cut") sums[link.kind] += sign;
    }
    a = b;
  }
};

/** A kept segment is walked evenly: its metres fall on days and cells by the share of it that lies in each. */
const addSegment = (sums: Adder, a: Fix, b: Fix, metres: number, ms: number, terrain: Terrain): void => {
  const nights = midnights(a[0], b[0], terrain.clock);
  for (const { day, from, to } of nights) {
    const sum = sums.days.get(day) ?? { metres: 0, ms: 0 };
    sum.metres += metres * (to - from);
    sum.ms += ms * (to - from);
    sums.days.set(day, sum);
  }
  if (metres === 0) return;
  for (const grid of terrain.ground) {
    if (!grid.mayHold(a, b)) continue;
    const p = terrain.geodesy.toPlane(grid.crs, placeOf(a));
    const q = terrain.geodesy.toPlane(grid.crs, placeOf(b));
    if (p === undefined || q === undefined) continue;
    for (const { column, row, from, to } of walkCells(p, q, grid.cell)) {
      const zones = grid.zonesAt(column, row);
      if (zones === undefined) continue;
      for (const night of nights) {
        const share = Math.min(to, night.to) - Math.max(from, night.from);
        if (share <= 0) continue;
        const at = Math.round(a[0] + (b[0] - a[0]) * Math.min(to, night.to)) - (night.to < 1 && to >= night.to ? 1 : 0);
        for (const zone of zones) addCell(sums, grid, zone, column, row, night.day, metres * share, at);
      }
    }
  }
};

const addCell = (
  sums: Adder,
  grid: Grid,
  zone: ZoneId,
  column: number,
  row: number,
  day: Day,
  metres: number,
  at: Millis,
): void => {
  const { last } = sums;
  const isLast =
    last !== undefined &&
    last.part[0] === column &&
    last.part[1] === row &&
    last.part[2] === day &&
    last.zone === zone &&
    last.grid === grid;
  const key = isLast ? "" : `${zone} ${column} ${row} ${day}`;
  const known = isLast ? last : sums.cells.get(key);
  if (known === undefined) {
    sums.last = { metres, at, part: [column, row, day], grid, zone };
    sums.cells.set(key, sums.last);
    return;
  }
  known.metres += metres;
  known.at = Math.max(known.at, at);
  sums.last = known;
};

const zoneWalks = (cells: ReadonlyMap<string, CellSum>): readonly ZoneWalk[] => {
  const walks = new Map<ZoneId, { readonly grid: Grid; readonly parts: CellPart[] }>();
  for (const { part, metres, at, grid, zone } of cells.values()) {
    const sum = thousandth(metres);
    if (sum === 0) continue;
    const walk = walks.get(zone) ?? { grid, parts: [] };
    walk.parts.push([...part, sum, at]);
    walks.set(zone, walk);
  }
  return [...walks].map(([zone, { grid, parts }]) => ({ zone, crs: grid.crs, cell: grid.cell, parts }));
};

/** The segment's time parted at local midnight, as shares from 0 to 1. [PAT-3] */
const midnights = (
  from: Millis,
  until: Millis,
  clock: SiteClock,
): readonly { readonly day: Day; readonly from: number; readonly to: number }[] => {
  const parts: { readonly day: Day; readonly from: number; readonly to: number }[] = [];
  let day = clock.dayOf(from);
  let start = 0;
  for (const last = clock.dayOf(until); day < last; day = addDays(day, 1)) {
    const to = (clock.instant(addDays(day, 1), 0) - from) / (until - from);
    if (to > start) parts.push({ day, from: start, to });
    start = Math.max(start, to);
  }
  if (start < 1) parts.push({ day, from: start, to: 1 });
  return parts;
};

// ── joining fixes to a trail ─────────────────────────────────────────────────────────────────────

export type Merge = {
  /** The trail with the new fixes in their places. */
  readonly fixes: readonly Fix[];
  /** Those of the new fixes that changed it. */
  readonly fresh: readonly Fix[];
  /** The row of the trail that was touched, from the fix before the first new one to the fix after the last. */
  readonly before: readonly Fix[];
  readonly after: readonly Fix[];
};

/** Fixes are unique on (time, lon, lat): of two alike one remains, joined to what lies before it if either was. [PAT-2] */
export const mergeFixes = (trail: readonly Fix[], added: readonly Fix[]): Merge => {
  const sorted = [...added].sort(fixOrder);
  const fresh = sorted.filter((fix) => {
    const known = trail[placeFor(trail, fix)];
    return known === undefined || fixOrder(known, fix) !== 0 || joined(known, fix) !== known;
  });
  const [first] = fresh;
  const last = fresh.at(-1);
  if (first === undefined || last === undefined) return { fixes: trail, fresh, before: [], after: [] };
  const from = Math.max(0, placeFor(trail, first) - 1);
  const end = placeFor(trail, last);
  const known = trail[end];
  const to = Math.min(trail.length, end + (known !== undefined && fixOrder(known, last) === 0 ? 2 : 1));
  const before = trail.slice(from, to);
  const after: Fix[] = [];
  for (const fix of [...before, ...fresh].sort(fixOrder)) {
    const twin = after.at(-1);
    if (twin !== undefined && fixOrder(twin, fix) === 0) after[after.length - 1] = joined(twin, fix);
    else after.push(fix);
  }
  return { fixes: [...trail.slice(0, from), ...after, ...trail.slice(to)], fresh, before, after };
};

/** Of two records of one fix: cut only if both are, and the better accuracy. The first itself where the second adds nothing. */
const joined = (a: Fix, b: Fix): Fix => {
  const cut = a[4] === 1 && b[4] === 1 ? 1 : 0;
  const acc = a[3] === null ? b[3] : b[3] === null ? a[3] : Math.min(a[3], b[3]);
  return cut === a[4] && acc === a[3] ? a : [a[0], a[1], a[2], acc, cut];
};

/** Index of the first fix that is not before `fix`. */
const placeFor = (trail: readonly Fix[], fix: Fix): number => {
  let lo = 0;
  let hi = trail.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    const at = trail[middle];
    if (at !== undefined && fixOrder(at, fix) < 0) lo = middle + 1;
    else hi = middle;
  }
  return lo;
};
