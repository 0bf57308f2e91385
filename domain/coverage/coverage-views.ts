// The coverage figures of a zone and of the site, each with the definition that it was computed by. [COV-1, COV-2]

import { windowStart } from "../days/windows.ts";
import type { Day, Millis, ZoneId } from "../ids.ts";
import type { PatrolRec } from "../patrols/patrol.ts";
import type { Effort, TrackRec } from "../patrols/track.ts";
import { headsOf } from "../patrols/walkers.ts";
import type { Settings } from "../site/site.ts";
import { addDays, daysBetween, minute, type SiteClock } from "../time.ts";
import { type CoverRec, createDaysSince, createVisits } from "./coverage.ts";
import type { ZoneRec } from "./zone.ts";

/** What every figure here was computed by; it is shown wherever the figure is. */
export type CoverBasis = {
  /** Days of the area figure, today included. */
  readonly windowDays: number;
  /** Edge of a cell, metres. */
  readonly cell: number;
  /** Kept metres in a cell on one site day that make it visited. */
  readonly lmin: number;
  /** Server time that "days since" counts to. */
  readonly asOf: Millis;
  /** Newest visit known in the zone; undefined where nobody ever walked. */
  readonly newest?: Millis;
};

export type OverdueCell = {
  /** Place in the zone's `grid.cells`. */
  readonly index: number;
  /** Site days since the last visit; undefined: never visited. */
  readonly days?: number;
};

export type ZoneCoverage = CoverBasis & {
  readonly zone: ZoneId;
  readonly intervalDays: number;
  readonly cells: number;
  /** Cells whose last visit is at most `intervalDays` site days ago. */
  readonly inTime: number;
  /** 时效覆盖率 = 100 · inTime / cells; undefined for a zone without cells. */
  readonly recency?: number;
  /** Cells visited on one of the last `windowDays` site days. */
  readonly inWindow: number;
  /** Cells visited since the month's first day. [COV-3] */
  readonly inMonth: number;
  /** 覆盖率(面积) = 100 · inWindow / cells. */
  readonly area?: number;
  /** Never visited first, then the longest ago. */
  readonly overdue: readonly OverdueCell[];
  readonly never: number;
  /** Of those never visited, the ones whose interval has not yet run out since the zone was first imported: they are not overdue. */
  readonly notYet: number;
  /** Days since the visit of the cell that waited longest, of those ever visited. */
  readonly oldestDays?: number;
  /** In time now, overdue at the end of the site day if nobody goes. */
  readonly dueIn24h: number;
};

export const areaWindow = 30;

type Rule = Pick<Settings, "lmin">;
type Cover = Pick<CoverRec, "id" | "cells">;

const share = (part: number, whole: number): number => (100 * part) / whole;

/** The zone's coverage from its cover records, whole or as `coverGlance`; records of other zones are passed over. */
export const zoneCoverage = (
  zone: ZoneRec,
  covers: Iterable<Cover>,
  now: Millis,
  clock: SiteClock,
  { lmin }: Rule,
  windowDays = areaWindow,
): ZoneCoverage => {
  const { grid, intervalDays } = zone;
  const visitOf = createVisits(zone.id, grid, covers, lmin);
  const daysSince = createDaysSince(clock, now);
  const intoMonth = daysIntoMonth(clock.dayOf(now));
  const neverWalked: OverdueCell[] = [];
  const longAgo: { readonly index: number; readonly days: number }[] = [];
  let inTime = 0;
  let inWindow = 0;
  let inMonth = 0;
  let never = 0;
  let notYet = 0;
  const watched = daysSince(zone.since);
  let dueIn24h = 0;
  let oldestDays: number | undefined;
  let newest: Millis | undefined;
  for (const [index, [column, row]] of grid.cells.entries()) {
    const visit = visitOf(column, row);
    if (visit === undefined) {
      never += 1;
      if (watched > intervalDays) neverWalked.push({ index });
      else notYet += 1;
      continue;
    }
    const days = daysSince(visit);
    newest = Math.max(newest ?? visit, visit);
    oldestDays = Math.max(oldestDays ?? days, days);
    if (days < windowDays) inWindow += 1;
    if (days <= intoMonth) inMonth += 1;
    if (days > intervalDays) longAgo.push({ index, days });
    else {
      inTime += 1;
      if (days === intervalDays) dueIn24h += 1;
    }
  }
  const cells = grid.cells.length;
  const overdue = [...neverWalked, ...longAgo.sort((a, b) => b.days - a.days || a.index - b.index)];
  return {
    zone: zone.id,
    intervalDays,
    windowDays,
    cell: grid.cell,
    lmin,
    asOf: now,
    ...(newest === undefined ? {} : { newest }),
    cells,
    inTime,
    ...(cells === 0 ? {} : { recency: share(inTime, cells), area: share(inWindow, cells) }),
    inWindow,
    inMonth,
    overdue,
    never,
    notYet,
    ...(oldestDays === undefined ? {} : { oldestDays }),
    dueIn24h,
  };
};

/** Days of the month that were before this one. */
const daysIntoMonth = (today: Day): number => daysBetween(windowStart("month", today, []), today);

export type SiteCoverage = Omit<CoverBasis, "cell"> & {
  /** The zones, worst recency first; zones without cells last. */
  readonly zones: readonly ZoneCoverage[];
  /** Sums over zones: a cell that lies in two zones counts in each, by that zone's interval. */
  readonly cells: number;
  readonly inTime: number;
  readonly recency?: number;
  readonly inWindow: number;
  readonly area?: number;
  readonly overdue: number;
  readonly notYet: number;
  readonly dueIn24h: number;
};

export const siteCoverage = (
  zones: Iterable<ZoneRec>,
  covers: Iterable<CoverRec>,
  now: Millis,
  clock: SiteClock,
  rule: Rule,
  windowDays = areaWindow,
): SiteCoverage => {
  const coversByZone = new Map<ZoneId, CoverRec[]>();
  for (const cover of covers) {
    const known = coversByZone.get(cover.zone);
    if (known === undefined) coversByZone.set(cover.zone, [cover]);
    else known.push(cover);
  }
  const each = [...zones].map((zone) =>
    zoneCoverage(zone, coversByZone.get(zone.id) ?? [], now, clock, rule, windowDays),
  );
  each.sort((a, b) => (a.recency ?? 101) - (b.recency ?? 101));
  const sum = (of: (zone: ZoneCoverage) => number): number => each.reduce((total, zone) => total + of(zone), 0);
  const cells = sum((zone) => zone.cells);
  const inTime = sum((zone) => zone.inTime);
  const inWindow = sum((zone) => zone.inWindow);
  const newest = each.reduce<Millis | undefined>(
    (last, zone) => (last === undefined ? zone.newest : Math.max(last, zone.newest ?? last)),
    undefined,
  );
  return {
    zones: each,
    windowDays,
    lmin: rule.lmin,
    asOf: now,
    ...(newest === undefined ? {} : { newest }),
    cells,
    inTime,
    inWindow,
    ...(cells === 0 ? {} : { recency: share(inTime, cells), area: share(inWindow, cells) }),
    overdue: sum((zone) => zone.overdue.length),
    notYet: sum((zone) => zone.notYet),
    dueIn24h: sum((zone) => zone.dueIn24h),
  };
};

/** 巡护量 of one site day. */
export type DayEffort = {
  readonly day: Day;
  readonly km: number;
  readonly hours: number;
  /** Patrols and unplanned tracks with kept segments that day. */
  readonly patrols: number;
  /** Leader and members of those patrols; a track without a patrol counts one. */
  readonly personDays: number;
};

/** Effort of a day from patrols, and from tracks that belong to no patrol (those of a patrol are in its trail already). */
export const effortOn = (day: Day, patrols: Iterable<PatrolRec>, tracks: Iterable<TrackRec>): DayEffort => {
  let metres = 0;
  let ms = 0;
  let count = 0;
  let people = 0;
  const add = (days: readonly Effort[], persons: number): void => {
    const own = days.find((one) => one.day === day);
    if (own === undefined) return;
    metres += own.metres;
    ms += own.ms;
    count += 1;
    people += persons;
  };
  for (const patrol of patrols) add(patrol.days, headsOf(patrol));
  for (const track of tracks) if (track.patrol === undefined) add(track.days, 1);
  return {
    day,
    km: Math.round(metres) / 1000,
    hours: Math.round(ms / (0.6 * minute)) / 100,
    patrols: count,
    personDays: people,
  };
};

/** The last `count` days' effort, oldest first, for a chart. */
export const effortDays = (
  today: Day,
  count: number,
  patrols: readonly PatrolRec[],
  tracks: readonly TrackRec[],
): readonly DayEffort[] =>
  Array.from({ length: count }, (_, i) => effortOn(addDays(today, i + 1 - count), patrols, tracks));
