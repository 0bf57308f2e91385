// The record of a site day's coverage and patrols: it outlives the 62 days that cells keep by day, and charts read nothing else. No names. [COV-2]

import type { CellSums } from "../coverage/cell-day.ts";
import type { Day, Millis, Seq, UnitId, ZoneId } from "../ids.ts";
import type { TeamDay } from "../patrols/team-day.ts";

/** A zone at the end of the day, with what its figures were counted by. */
export type ZoneDay = CellSums & {
  readonly zone: ZoneId;
  readonly scope: readonly UnitId[];
  /** Cells of the zone then. */
  readonly cells: number;
  readonly crs: string;
  /** Edge of a cell, metres. */
  readonly cell: number;
  readonly lmin: number;
  readonly intervalDays: number;
};

/** When something came after the day was closed, first and last, and how often. */
export type Late = { readonly first: Millis; readonly last: Millis; readonly times: number };

export type CoverDayRec = {
  readonly kind: "coverday";
  /** The site's calendar day. */
  readonly id: Day;
  readonly seq: Seq;
  readonly closedAt: Millis;
  /** First day of the season that held it. */
  readonly season: Day;
  readonly zones: readonly ZoneDay[];
  /** Undefined where the day was closed so late that its patrols were no longer on the board: unknown, not nought. */
  readonly teams?: readonly TeamDay[];
  /** 补传: what came late changed these figures. */
  readonly rewritten?: Late;
  /** What came too late, or for a zone whose grid is another now, and could not be counted into the cells any more. */
  readonly short?: Late;
};

export type CoverDayFigures = Pick<CoverDayRec, "season" | "zones" | "teams">;

export const lateAgain = (before: Late | undefined, at: Millis): Late => ({
  first: before?.first ?? at,
  last: Math.max(before?.last ?? at, at),
  times: (before?.times ?? 0) + 1,
});

/** What who answers for the unit may see of the day: his zones and his teams. */
export const coverDayOf = (record: CoverDayRec, unit: UnitId): CoverDayRec => ({
  ...record,
  zones: record.zones.filter(({ scope }) => scope.includes(unit)),
  ...(record.teams === undefined ? {} : { teams: record.teams.filter(({ scope }) => scope.includes(unit)) }),
});
