// What the days come to, for charts and their tables: from the records of days and of alarm load, never from the ledger. No names. [POST-6, ALM-3]

import type { Day, ShiftId } from "../ids.ts";
import { type LinkClass, linkClasses } from "../posts/post.ts";
import type { Records } from "../records.ts";
import { addDays, daysBetween } from "../time.ts";
import type { DailyRec } from "./daily.ts";

export const trendNames = ["manning-hours", "manning-days", "alarms", "check-ins"] as const;
export type TrendName = (typeof trendNames)[number];
export const isTrendName = (text: string): text is TrendName => trendNames.some((name) => name === text);

/** Site days, both included. */
export type TrendWindow = { readonly from: Day; readonly to: Day };
/** Days that a chart may show; hours are kept for a little longer than the longest. */
export const trendSpans = [1, 7, 30, 90] as const;
export type TrendSpan = (typeof trendSpans)[number];

/** The `days` that end with `to`. */
export const windowOf = (to: Day, days: number): TrendWindow => ({ from: addDays(to, 1 - days), to });
export const daysIn = ({ from, to }: TrendWindow): readonly Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));

/** Time asked for and time manned, ms; nothing asked for has no share. */
export type Manned = { readonly askedMs: number; readonly mannedMs: number };
export type MannedByClass = Readonly<Partial<Record<LinkClass, Manned>>>;
export type HourRow = { readonly hour: number; readonly byClass: MannedByClass };
export type DayRow = { readonly day: Day; readonly byClass: MannedByClass };

const dailiesIn = (records: Pick<Records, "get">, window: TrendWindow): readonly (DailyRec | undefined)[] =>
  daysIn(window).map((day) => records.get("daily", day));

type Told = Manned & { readonly linkClass: LinkClass };
const summed = (figures: readonly Told[]): MannedByClass => {
  const sums: Partial<Record<LinkClass, Manned>> = {};
  for (const { linkClass, askedMs, mannedMs } of figures) {
    const { [linkClass]: before = { askedMs: 0, mannedMs: 0 } } = sums;
    sums[linkClass] = { askedMs: before.askedMs + askedMs, mannedMs: before.mannedMs + mannedMs };
  }
  return sums;
};

/** How each hour of the day was manned over the window, by link class; hours that asked for nobody are no rows. */
export const manningByHour = (records: Pick<Records, "get">, window: TrendWindow): readonly HourRow[] => {
  const told = dailiesIn(records, window).flatMap((daily) =>
    (daily?.shifts ?? []).flatMap(({ classes }) =>
      classes.flatMap(({ linkClass, hours = [] }) => hours.map((one) => ({ ...one, linkClass }))),
    ),
  );
  return Array.from({ length: 24 }, (_, hour) => ({
    hour,
    byClass: summed(told.filter((one) => one.hour === hour && one.askedMs > 0)),
  })).filter(({ byClass }) => Object.keys(byClass).length > 0);
};

/** How each day was manned, its shifts counted on the day on which they began; a day without a closed shift has no class. */
export const manningByDay = (records: Pick<Records, "get">, window: TrendWindow): readonly DayRow[] =>
  daysIn(window).map((day) => ({
    day,
    byClass: summed(
      (records.get("daily", day)?.shifts ?? []).flatMap(({ classes }) => classes.filter(({ askedMs }) => askedMs > 0)),
    ),
  }));

/** The classes that any row speaks of, in the order in which they stand on every board. */
export const classesIn = (rows: readonly { readonly byClass: MannedByClass }[]): readonly LinkClass[] =>
  linkClasses.filter((linkClass) => rows.some(({ byClass }) => byClass[linkClass] !== undefined));

/** One class over all rows. */
export const wholeOf = (rows: readonly { readonly byClass: MannedByClass }[], linkClass: LinkClass): Manned =>
  rows.reduce<Manned>(
    (sum, { byClass: { [linkClass]: one } }) => ({
      askedMs: sum.askedMs + (one?.askedMs ?? 0),
      mannedMs: sum.mannedMs + (one?.mannedMs ?? 0),
    }),
    { askedMs: 0, mannedMs: 0 },
  );

/** Alarms of a day and most of them in 10 min; undefined where the day has no record: nothing is known of it. */
export type AlarmDayRow = { readonly day: Day; readonly alarms?: number; readonly peak?: number };
export const alarmsByDay = (records: Pick<Records, "get">, window: TrendWindow): readonly AlarmDayRow[] =>
  daysIn(window).map((day) => {
    const daily = records.get("daily", day);
    return daily === undefined ? { day } : { day, alarms: daily.alarms, peak: daily.alarmPeak };
  });

/** Slots of 10 min in a day. */
export const slotsInDay = 144;
export type AlarmSlotRow = { readonly minuteOfDay: number; readonly alarms: number };
/** Alarms of one day by 10 min; empty where the day has no record, or its slots are past their retention. */
export const alarmsBySlot = (records: Pick<Records, "get">, day: Day): readonly AlarmSlotRow[] => {
  const daily = records.get("daily", day);
  const load = records.get("load", day);
  if (daily === undefined || (load === undefined && daily.alarms > 0)) return [];
  return Array.from({ length: slotsInDay }, (_, slot) => ({
    minuteOfDay: slot * 10,
    alarms: load?.bySlot[slot] ?? 0,
  }));
};

/** Signs of life owed at the posts and those given before the reminder ran out; `shift`: of one run alone. */
export type SignsRow = { readonly day: Day; readonly shift?: ShiftId; readonly owed: number; readonly inTime: number };
export const signsByDay = (records: Pick<Records, "get">, window: TrendWindow): readonly SignsRow[] =>
  daysIn(window).map((day) => ({
    day,
    ...(records.get("daily", day)?.shifts ?? []).reduce(
      (sum, { signs }) => ({ owed: sum.owed + signs.owed, inTime: sum.inTime + signs.inTime }),
      { owed: 0, inTime: 0 },
    ),
  }));
export const signsByShift = (records: Pick<Records, "get">, day: Day): readonly SignsRow[] =>
  (records.get("daily", day)?.shifts ?? []).map(({ shift, signs }) => ({ day, shift, ...signs }));
