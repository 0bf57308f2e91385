// What coverage warns of before anybody must answer: areas where nobody has been, key zones not covered this month. Notices, never alarms. [COV-3]

import { windowStart } from "../days/windows.ts";
import type { Millis, ZoneId } from "../ids.ts";
import type { Records } from "../records.ts";
import { addDays, daysBetween, type SiteClock } from "../time.ts";
import { createDaysSince } from "./coverage.ts";
import type { SiteCoverage } from "./coverage-views.ts";
import type { ZoneRec } from "./zone.ts";

/** Days without a visit anywhere in a zone. */
export const idleDays = 3;
/** So many days before a month ends, today included, what it lacks is told: while it can still be mended. */
export const hintDays = 5;
/** For so many days of a month it is told what the last one lacked. */
export const afterDays = 3;

export type CoverWarning =
  /** Nobody has been anywhere in the zone for so many days; since it was drawn, where nobody has been since. */
  | { readonly is: "idle"; readonly zone: ZoneId; readonly days: number }
  /** Cells of a key zone that nobody visited this month, and the days that are left, today included. */
  | { readonly is: "month"; readonly zone: ZoneId; readonly cells: number; readonly days: number }
  /** Cells of a key zone that nobody visited last month. */
  | { readonly is: "last-month"; readonly zone: ZoneId; readonly cells: number };

/** The longest without a patrol first, then the key zones by what they lack. `cover`: the zones' figures as of now. */
export const coverageWarnings = (
  cover: Pick<SiteCoverage, "zones" | "asOf">,
  zoneOf: (id: ZoneId) => ZoneRec | undefined,
  clock: SiteClock,
): readonly CoverWarning[] => {
  const today = clock.dayOf(cover.asOf);
  const left = daysBetween(today, windowStart("month", addDays(windowStart("month", today, []), 31), []));
  const daysSince = createDaysSince(clock, cover.asOf);
  const idle: Extract<CoverWarning, { readonly is: "idle" }>[] = [];
  const lacking: Extract<CoverWarning, { readonly is: "month" }>[] = [];
  for (const { zone: id, cells, inMonth, newest } of cover.zones) {
    const zone = zoneOf(id);
    if (zone === undefined || cells === 0) continue;
    const days = daysSince(Math.max(newest ?? zone.since, zone.since));
    if (days >= idleDays) idle.push({ is: "idle", zone: id, days });
    if (zone.zoneClass === "fire-key" && left <= hintDays && inMonth < cells)
      lacking.push({ is: "month", zone: id, cells: cells - inMonth, days: left });
  }
  return [...idle.sort((a, b) => b.days - a.days), ...lacking.sort((a, b) => b.cells - a.cells)];
};

/** What the key zones lacked last month, in the first days of this one: from that month's last day's record. */
export const lastMonthWarnings = (
  records: Pick<Records, "get">,
  now: Millis,
  clock: SiteClock,
): readonly CoverWarning[] => {
  const today = clock.dayOf(now);
  const month = windowStart("month", today, []);
  if (daysBetween(month, today) >= afterDays) return [];
  return (records.get("coverday", addDays(month, -1))?.zones ?? [])
    .filter(({ zone, cells, month: visited }) => records.get("zone", zone)?.zoneClass === "fire-key" && visited < cells)
    .map(({ zone, cells, month: visited }) => ({ is: "last-month", zone, cells: cells - visited }));
};
