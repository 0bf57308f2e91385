// What one cell adds to a day's figures, and what a zone's cells add together: sums, so that a late upload changes them by a difference. [COV-1, COV-2]

import type { Day, Millis } from "../ids.ts";
import { daysBetween } from "../time.ts";
import { blockOf, type CellCover, type CoverRec, coverId, placeInBlock } from "./coverage.ts";
import type { ZoneRec } from "./zone.ts";

/** What the day's figures were counted by. */
export type DayRule = {
  readonly lmin: number;
  readonly intervalDays: number;
  /** First days of the week, month and season that hold the day. */
  readonly since: { readonly week: Day; readonly month: Day; readonly season: Day };
};

/** Cells, each counted once, and the kept metres inside them on the day. */
export type CellSums = {
  /** In time at the end of the day. */
  readonly inTime: number;
  /** Visited on the day; and since the week, month, season began, up to the end of the day. */
  readonly day: number;
  readonly week: number;
  readonly month: number;
  readonly season: number;
  readonly metres: number;
};

export const noCells: CellSums = { inTime: 0, day: 0, week: 0, month: 0, season: 0, metres: 0 };

const thousandth = (n: number): number => Math.round(n * 1000) / 1000;
/** `a` and so many times `b`. */
export const addCells = (a: CellSums, b: CellSums, times: 1 | -1): CellSums => ({
  inTime: a.inTime + times * b.inTime,
  day: a.day + times * b.day,
  week: a.week + times * b.week,
  month: a.month + times * b.month,
  season: a.season + times * b.season,
  metres: thousandth(a.metres + times * b.metres),
});

/** The day of the cell's last visit up to the end of `on`; undefined where it had none. */
const lastDay = (cell: CellCover, on: Day, lmin: number, dayOf: (at: Millis) => Day): Day | undefined => {
  for (let i = cell.days.length - 1; i >= 0; i -= 1) {
    const one = cell.days[i];
    if (one !== undefined && one[0] <= on && one[1] >= lmin && one[1] > 0) return one[0];
  }
  if (cell.before === undefined) return undefined;
  const before = dayOf(cell.before);
  return before <= on ? before : undefined;
};

/** The cell on one day. Right for the days that its cover keeps one by one: older visits are one date. */
export const cellOn = (cell: CellCover | undefined, on: Day, rule: DayRule, dayOf: (at: Millis) => Day): CellSums => {
  if (cell === undefined) return noCells;
  const metres = cell.days.find((one) => one[0] === on)?.[1] ?? 0;
  const last = lastDay(cell, on, rule.lmin, dayOf);
  if (last === undefined) return metres === 0 ? noCells : { ...noCells, metres };
  const since = (from: Day): number => (last >= from ? 1 : 0);
  return {
    inTime: daysBetween(last, on) <= rule.intervalDays ? 1 : 0,
    day: since(on),
    week: since(rule.since.week),
    month: since(rule.since.month),
    season: since(rule.since.season),
    metres,
  };
};

/** The zone's cells on one day; covers of other zones, and of cells that the zone no longer has, are passed over. */
export const zoneCellsOn = (
  { id, grid }: Pick<ZoneRec, "id" | "grid">,
  covers: Iterable<CoverRec>,
  on: Day,
  rule: DayRule,
  dayOf: (at: Millis) => Day,
): CellSums => {
  const blocks = new Map<string, ReadonlyMap<number, CellCover>>();
  for (const cover of covers)
    if (cover.zone === id) blocks.set(cover.id, new Map(cover.cells.map((one) => [one.cell, one])));
  let sums = noCells;
  for (const [column, row] of grid.cells) {
    const cell = blocks.get(coverId(id, grid.crs, grid.cell, blockOf(column, row)))?.get(placeInBlock(column, row));
    if (cell !== undefined) sums = addCells(sums, cellOn(cell, on, rule, dayOf), 1);
  }
  return sums;
};
