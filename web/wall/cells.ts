// Coverage cells as shapes: a walked cell is a dot that shrinks as its interval runs out; one past it is a hatched square.

import { blockOf, type CoverRec, coverId, lastVisit, placeInBlock } from "../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../domain/coverage/zone.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { daysBetween, type SiteClock } from "../../domain/time.ts";

/**
 * 3: first third of its interval, 2: second, 1: last; `overdue`: past it. A cell never walked is `not-yet` while its
 * interval runs from the zone's first import, and overdue after that.
 */
export type Freshness = 3 | 2 | 1 | "not-yet" | "overdue";
export type CellMark = { readonly at: LonLat; readonly half: LonLat; readonly fresh: Freshness };

const freshness = (days: number, interval: number): Freshness => {
  if (days > interval) return "overdue";
  const left = (interval - days) / interval;
  return left > 2 / 3 ? 3 : left > 1 / 3 ? 2 : 1;
};

/** Every cell of every zone; the figures beside the map count the same cells by the same rule. [COV-2] */
export const cellMarks = (
  zones: readonly ZoneRec[],
  covers: readonly CoverRec[],
  look: { readonly clock: SiteClock; readonly lmin: number },
  now: number,
): readonly CellMark[] => {
  const visits = new Map<string, ReadonlyMap<number, number>>();
  for (const cover of covers) {
    const byPlace = new Map<number, number>();
    for (const cell of cover.cells) {
      const at = lastVisit(cell, look.lmin);
      if (at !== undefined) byPlace.set(cell.cell, at);
    }
    visits.set(cover.id, byPlace);
  }
  const today = look.clock.dayOf(now);
  const daysSince = new Map<number, number>();
  const daysOf = (at: number): number => {
    const known = daysSince.get(at);
    if (known !== undefined) return known;
    const days = Math.max(0, daysBetween(look.clock.dayOf(at), today));
    daysSince.set(at, days);
    return days;
  };
  return zones.flatMap((zone) => {
    const never = daysOf(zone.since) > zone.intervalDays ? "overdue" : "not-yet";
    const { crs, cell, half } = zone.grid;
    // Cells come row by row: eight in a row lie in one block, whose name is long.
    let [atColumn, atRow] = [Number.NaN, Number.NaN];
    let block: ReadonlyMap<number, number> | undefined;
    return zone.grid.cells.map(([column, row, lon, lat]): CellMark => {
      const [blockColumn, blockRow] = blockOf(column, row);
      if (blockColumn !== atColumn || blockRow !== atRow) {
        [atColumn, atRow] = [blockColumn, blockRow];
        block = visits.get(coverId(zone.id, crs, cell, [blockColumn, blockRow]));
      }
      const at = block?.get(placeInBlock(column, row));
      const fresh = at === undefined ? never : freshness(daysOf(at), zone.intervalDays);
      return { at: [lon, lat], half, fresh };
    });
  });
};
