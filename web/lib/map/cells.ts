// Coverage cells as shapes: a walked cell is a dot that shrinks as its interval runs out; one past it is a hatched square.

import { type CoverRec, createDaysSince, createVisits } from "../../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../../domain/coverage/zone.ts";
import type { LonLat } from "../../../domain/site/site.ts";
import type { SiteClock } from "../../../domain/time.ts";

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

type CellLook = { readonly clock: SiteClock; readonly lmin: number };

/**
 * Every cell of every zone; the figures beside the map count the same cells by the same rule. A cell of `before` that looks
 * as it did stays the same object, in its place: whoever draws need not look at it again. [COV-2]
 */
export const cellMarks = (
  zones: readonly ZoneRec[],
  covers: readonly CoverRec[],
  look: CellLook,
  now: number,
  before: readonly CellMark[] = [],
): readonly CellMark[] => {
  const daysSince = createDaysSince(look.clock, now);
  const marks: CellMark[] = [];
  for (const zone of zones) {
    const never = daysSince(zone.since) > zone.intervalDays ? "overdue" : "not-yet";
    const own = covers.filter((cover) => cover.zone === zone.id);
    const visitOf = createVisits(zone.id, zone.grid, own, look.lmin);
    const { half, cells } = zone.grid;
    for (const [column, row, lon, lat] of cells) {
      const at = visitOf(column, row);
      const fresh = at === undefined ? never : freshness(daysSince(at), zone.intervalDays);
      const known = before[marks.length];
      const stays = known?.fresh === fresh && known.half === half && known.at[0] === lon && known.at[1] === lat;
      marks.push(stays ? known : { at: [lon, lat], half, fresh });
    }
  }
  return marks;
};

/** The marks asked again and again, each list upon the one before. */
export const createCellMarks = (): ((
  ...of: readonly [readonly ZoneRec[], readonly CoverRec[], CellLook, number]
) => readonly CellMark[]) => {
  let before: readonly CellMark[] = [];
  return (zones, covers, look, now) => {
    before = cellMarks(zones, covers, look, now, before);
    return before;
  };
};
