// What each trend's chart shows, from the same rows as its table; greys, dashes and one strong line, for colour means abnormal. [§B]

import { floodAbove } from "../../../domain/alarms/alarm-load.ts";
import {
  alarmsByDay,
  alarmsBySlot,
  classesIn,
  type Manned,
  type MannedByClass,
  manningByDay,
  manningByHour,
  signsByDay,
  signsByShift,
  type TrendName,
  type TrendWindow,
  wholeOf,
} from "../../../domain/days/trends.ts";
import { percent } from "../../../domain/posts/manning.ts";
import type { LinkClass } from "../../../domain/posts/post.ts";
import type { Records } from "../../../domain/records.ts";
import type { ChartSeries, ChartSpec } from "../../lib/chart-spec.ts";
import type { Say } from "../words.ts";

export type Mark = {
  readonly linkClass: LinkClass;
  readonly share: number | undefined;
  readonly dash: readonly number[];
  readonly forward: boolean;
};
export type TrendChart = {
  readonly spec: Omit<ChartSpec, "theme">;
  /** The lines of a chart of several, to tell them apart and bring one forward. */
  readonly marks: readonly Mark[];
  /** Nothing is known in this window. */
  readonly empty: boolean;
};

const dashes: Readonly<Record<LinkClass, readonly number[]>> = {
  mining: [],
  equipment: [8, 4],
  tailings: [2, 3],
  station: [12, 4, 2, 4],
  fire: [4, 2],
  other: [1, 5],
};

const two = (n: number): string => String(n).padStart(2, "0");
/** `11-23`: the year stands in the window's own line. */
const dayLabel = (day: string): string => day.slice(5);

type Look = {
  readonly records: Pick<Records, "get">;
  readonly say: Say;
  readonly shiftName: (id: string) => string;
  /** The class to bring forward; undefined: the one that was manned least. */
  readonly chosen: LinkClass | undefined;
};

export const trendChart = (name: TrendName, look: Look, window: TrendWindow): TrendChart => {
  const { records, say } = look;
  switch (name) {
    case "manning-hours": {
      const rows = manningByHour(records, window);
      return manned(
        rows.map(({ hour, byClass }) => ({ label: `${two(hour)}:00`, byClass })),
        look,
      );
    }
    case "manning-days": {
      const rows = manningByDay(records, window);
      return manned(
        rows.map(({ day, byClass }) => ({ label: dayLabel(day), byClass })),
        look,
      );
    }
    case "alarms":
      return alarms(window.from === window.to ? slots(look, window) : days(look, window), say);
    case "check-ins": {
      const rows = window.from === window.to ? signsByShift(records, window.to) : signsByDay(records, window);
      const series: ChartSeries = {
        label: say("trend.punctual"),
        shape: window.from === window.to ? "bars" : "line",
        points: rows.map(({ owed, inTime }) => percent(inTime, owed) ?? null),
        ink: window.from === window.to ? "calm" : "strong",
        dash: [],
      };
      const labels = rows.map(({ day, shift }) => (shift === undefined ? dayLabel(day) : look.shiftName(shift)));
      return {
        spec: { labels, unit: "%", ...axis([series]), series: [series] },
        marks: [],
        empty: rows.every(({ owed }) => owed === 0),
      };
    }
  }
};

/** Lines begin at the ten below the lowest, never above 80: so that a bad hour is seen, and a good one does not look bad. */
const axis = (series: readonly ChartSeries[]): { readonly least: number; readonly most: number } => {
  const isBars = series.some(({ shape }) => shape === "bars");
  const lowest = Math.min(80, ...series.flatMap(({ points }) => points.filter((point) => point !== null)));
  return { least: isBars ? 0 : Math.floor(lowest / 10) * 10, most: 100 };
};

const shareOf = (one: Manned | undefined): number | undefined =>
  one === undefined ? undefined : percent(one.mannedMs, one.askedMs);

const manned = (
  rows: readonly { readonly label: string; readonly byClass: MannedByClass }[],
  { say, chosen }: Look,
): TrendChart => {
  const marks = classesIn(rows).map((linkClass) => ({
    linkClass,
    share: shareOf(wholeOf(rows, linkClass)),
    dash: dashes[linkClass],
  }));
  const least = marks.toSorted((a, b) => (a.share ?? 101) - (b.share ?? 101))[0]?.linkClass;
  const forward = marks.some(({ linkClass }) => linkClass === chosen) ? chosen : least;
  const series = marks.map(
    ({ linkClass, dash }): ChartSeries => ({
      label: say(`class.${linkClass}`),
      shape: "line",
      points: rows.map(({ byClass }) => shareOf(byClass[linkClass]) ?? null),
      ink: linkClass === forward ? "strong" : "calm",
      dash,
    }),
  );
  return {
    spec: { labels: rows.map(({ label }) => label), unit: "%", ...axis(series), series },
    marks: marks.map((mark) => ({ ...mark, forward: mark.linkClass === forward })),
    empty: marks.length === 0,
  };
};

type Counted = { readonly label: string; readonly points: number | null };
const slots = ({ records }: Look, window: TrendWindow): readonly Counted[] =>
  alarmsBySlot(records, window.to).map(({ minuteOfDay, alarms: points }) => ({
    label: `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`,
    points,
  }));
const days = ({ records }: Look, window: TrendWindow): readonly Counted[] =>
  alarmsByDay(records, window).map(({ day, peak }) => ({ label: dayLabel(day), points: peak ?? null }));

const alarms = (rows: readonly Counted[], say: Say): TrendChart => ({
  spec: {
    labels: rows.map(({ label }) => label),
    unit: say("trend.times"),
    least: 0,
    most: undefined,
    series: [
      {
        label: say("trend.alarms.10"),
        shape: "bars",
        points: rows.map(({ points }) => points),
        ink: "calm",
        dash: [],
        high: floodAbove,
      },
      {
        label: say("trend.flood"),
        shape: "rule",
        points: rows.map(() => floodAbove),
        ink: "edge",
        dash: [6, 4],
      },
    ],
  },
  marks: [],
  empty: rows.every(({ points }) => points === null),
});
