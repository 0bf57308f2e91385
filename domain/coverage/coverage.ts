// What was walked in each cell of a zone, kept by day, and when the cell was last visited. [COV-1]

import { type Change, put } from "../decider.ts";
import type { Day, Millis, Seq, UnitId, ZoneId } from "../ids.ts";
import type { CellPart, ZoneWalk } from "../patrols/track.ts";
import { addDays, daysBetween, type SiteClock } from "../time.ts";

/** Kept metres in the cell on a site day, and when the cell was last left on that day. */
export type DayWalk = readonly [day: Day, metres: number, at: Millis];

export type CellCover = {
  /** Place in the block, 0…63: row × 8 + column. */
  readonly cell: number;
  /** Last visit that is no longer kept by day. */
  readonly before?: Millis;
  readonly days: readonly DayWalk[];
};

/** A block of 8 × 8 cells of a zone's grid; only cells where somebody walked are listed. */
export type CoverRec = {
  readonly kind: "cover";
  readonly id: string;
  readonly seq: Seq;
  readonly zone: ZoneId;
  readonly scope: readonly UnitId[];
  readonly crs: string;
  /** Edge of a cell, metres. */
  readonly cellSize: number;
  /** Column and row of the block: those of its cells divided by 8. */
  readonly block: readonly [column: number, row: number];
  readonly cells: readonly CellCover[];
};

/** Days kept one by one; older visits remain as one date. */
export const keptDays = 62;
const edge = 8;

export const blockOf = (column: number, row: number): readonly [number, number] => [
  Math.floor(column / edge),
  Math.floor(row / edge),
];
export const coverId = (zone: ZoneId, crs: string, cellSize: number, block: readonly [number, number]): string =>
  `${zone}@${crs}/${cellSize}/${block[0]}/${block[1]}`;
/** Place of a cell in its block. */
export const placeInBlock = (column: number, row: number): number => {
  const [bx, by] = blockOf(column, row);
  return (row - by * edge) * edge + (column - bx * edge);
};

/**
 * When the cell was last visited; undefined where never. Visited = the kept length inside the cell on one site day, of all
 * patrols and tracks together, is at least `lmin` metres; the visit is dated to when the cell was last left that day. [COV-1]
 */
export const lastVisit = (cover: CellCover, lmin: number): Millis | undefined => {
  let last = cover.before;
  for (const [, metres, at] of cover.days)
    if (metres >= lmin && metres > 0 && (last === undefined || at > last)) last = at;
  return last;
};

/** When each cell of a grid was last visited. Cells come row by row, eight in a row in one block, whose name is long: it is made once for them. */
export const createVisits = (
  zone: ZoneId,
  grid: { readonly crs: string; readonly cell: number },
  covers: Iterable<Pick<CoverRec, "id" | "cells">>,
  lmin: number,
): ((column: number, row: number) => Millis | undefined) => {
  const blocks = new Map<string, ReadonlyMap<number, Millis>>();
  for (const { id, cells } of covers) {
    const visits = new Map<number, Millis>();
    for (const cover of cells) {
      const at = lastVisit(cover, lmin);
      if (at !== undefined) visits.set(cover.cell, at);
    }
    blocks.set(id, visits);
  }
  let [atColumn, atRow] = [Number.NaN, Number.NaN];
  let block: ReadonlyMap<number, Millis> | undefined;
  return (column, row) => {
    const [blockColumn, blockRow] = blockOf(column, row);
    if (blockColumn !== atColumn || blockRow !== atRow) {
      [atColumn, atRow] = [blockColumn, blockRow];
      block = blocks.get(coverId(zone, grid.crs, grid.cell, [blockColumn, blockRow]));
    }
    return block?.get(placeInBlock(column, row));
  };
};

/** Site days from a moment to today, at least 0; the moments of a zone's visits are few, so each is asked of the calendar once. */
export const createDaysSince = (clock: SiteClock, now: Millis): ((at: Millis) => number) => {
  const today = clock.dayOf(now);
  const known = new Map<Millis, number>();
  return (at) => {
    const told = known.get(at) ?? Math.max(0, daysBetween(clock.dayOf(at), today));
    known.set(at, told);
    return told;
  };
};

/** The block as a screen needs it: each cell's last visit only. Every figure computed from it is the same. */
export const coverGlance = (cover: CoverRec, lmin: number): CoverRec => ({
  ...cover,
  cells: cover.cells.flatMap((one) => {
    const last = lastVisit(one, lmin);
    return last === undefined ? [] : [{ cell: one.cell, before: last, days: [] }];
  }),
});

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

export type CoverLook = {
  readonly zone: (id: ZoneId) => { readonly scope: readonly UnitId[] } | undefined;
  readonly cover: (id: string) => CoverRec | undefined;
};

/** The blocks that a walk changes, with days older than 62 days before `today` folded into one date. */
export const evolveCover = (
  walked: readonly ZoneWalk[],
  seq: Seq,
  today: Day,
  lmin: number,
  look: CoverLook,
  /** `exactly`: what is left of a day stays, however small, so that what is taken away can be put back. */
  rest: "rounded" | "exactly" = "rounded",
): readonly Change<CoverRec>[] => {
  const oldest = addDays(today, 1 - keptDays);
  const changes: Change<CoverRec>[] = [];
  for (const walk of walked) {
    const scope = look.zone(walk.zone)?.scope;
    if (scope === undefined) continue;
    const partsById = new Map<string, { readonly block: readonly [number, number]; readonly parts: CellPart[] }>();
    for (const part of walk.parts) {
      const block = blockOf(part[0], part[1]);
      const id = coverId(walk.zone, walk.crs, walk.cell, block);
      const known = partsById.get(id);
      if (known === undefined) partsById.set(id, { block, parts: [part] });
      else known.parts.push(part);
    }
    for (const [id, { block, parts }] of partsById) {
      const cellsByPlace = new Map((look.cover(id)?.cells ?? []).map((one) => [one.cell, one]));
      for (const [column, row, day, metres, at] of parts) {
        const cell = placeInBlock(column, row);
        cellsByPlace.set(cell, walkedOn(cellsByPlace.get(cell) ?? { cell, days: [] }, [day, metres, at], rest));
      }
      const cells = [...cellsByPlace.values()]
        .map((one) => folded(one, oldest, lmin))
        .filter((one) => one.days.length > 0 || one.before !== undefined)
        .sort((a, b) => a.cell - b.cell);
      const { zone, crs, cell: cellSize } = walk;
      changes.push(put({ kind: "cover", id, seq, zone, scope, crs, cellSize, block, cells }));
    }
  }
  return changes;
};

/** Below this a day's metres are the rounding of differences, not a walk. */
const nothing = 0.05;

const walkedOn = (cover: CellCover, [day, metres, at]: DayWalk, rest: "rounded" | "exactly"): CellCover => {
  const known = cover.days.find((one) => one[0] === day);
  const sum = Math.round(((known?.[1] ?? 0) + metres) * 1000) / 1000;
  const left = metres > 0 ? Math.max(known?.[2] ?? at, at) : (known?.[2] ?? at);
  const others = cover.days.filter((one) => one[0] !== day);
  const isLeft = rest === "exactly" ? sum !== 0 : sum > nothing;
  const days = isLeft ? [...others, [day, sum, left] as const].sort((a, b) => (a[0] < b[0] ? -1 : 1)) : others;
  return { ...cover, days };
};

const folded = (cover: CellCover, oldest: Day, lmin: number): CellCover => {
  const old = cover.days.filter((one) => one[0] < oldest);
  if (old.length === 0) return cover;
  const days = cover.days.filter((one) => one[0] >= oldest);
  const before = lastVisit({ ...cover, days: old }, lmin);
  return { cell: cover.cell, ...(before === undefined ? {} : { before }), days };
};
