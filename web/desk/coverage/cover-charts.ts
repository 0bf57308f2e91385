// Charts of coverage and the tables behind them: this window's days drawn through, those of the one before dashed. [COV-2, §B]

import type { Comparison, DayAt, Filter, ToldDay, WindowFigures } from "../../../domain/coverage/window-figures.ts";
import type { TrendTable } from "../../../domain/days/trend-table.ts";
import type { DayWindow, Reach } from "../../../domain/days/windows.ts";
import type { Day } from "../../../domain/ids.ts";
import { sumTeams } from "../../../domain/patrols/team-day.ts";
import { percent } from "../../../domain/posts/manning.ts";
import { addDays } from "../../../domain/time.ts";
import type { ChartSeries, ChartSpec } from "../../lib/chart-spec.ts";
import type { Say } from "../words.ts";

export const coverCharts = ["recency", "area", "effort", "punctual"] as const;
export type CoverChart = (typeof coverCharts)[number];
export type Charted = {
  readonly spec: Omit<ChartSpec, "theme">;
  readonly table: TrendTable;
  readonly empty: boolean;
};

export type CoverLook = {
  readonly name: DayWindow;
  readonly told: Comparison;
  readonly dayAt: DayAt;
  readonly filter: Filter;
  readonly say: Say;
  readonly unitName: (id: string) => string;
};

export const coverChart = (chart: CoverChart, look: CoverLook): Charted => {
  switch (chart) {
    case "recency":
      return byDay(look, (day) => zoneShare(day, look.filter, "inTime"));
    case "area":
      return byDay(look, (day) => zoneShare(day, look.filter, look.name));
    case "punctual":
      return byDay(look, ({ teams = [] }) => {
        const { inTime, due } = sumTeams(
          teams.filter(({ scope }) => look.filter.unit === undefined || scope.includes(look.filter.unit)),
        );
        return percent(inTime, due);
      });
    case "effort":
      return byTeam(look);
  }
};

const zoneShare = ({ zones }: ToldDay, filter: Filter, part: "inTime" | DayWindow): number | undefined => {
  const asked = zones.filter(({ zone }) => filter.zone === undefined || zone === filter.zone);
  const sum = (of: "cells" | "inTime" | DayWindow): number => asked.reduce((total, { [of]: n }) => total + n, 0);
  return percent(sum(part), sum("cells"));
};

const dayLabel = (day: string): string => day.slice(5);
const daysOf = ({ from, days }: Reach): readonly Day[] => Array.from({ length: days }, (_, n) => addDays(from, n));

const byDay = ({ told, dayAt, say }: CoverLook, share: (day: ToldDay) => number | undefined): Charted => {
  const now = daysOf(told.now.reach);
  const before = daysOf(told.before.reach);
  const rows = Array.from({ length: Math.max(now.length, before.length) }, (_, n) => {
    const [on, then] = [now[n], before[n]];
    const [today, earlier] = [on, then].map((one) => (one === undefined ? undefined : dayAt(one)));
    return {
      on,
      then,
      late: today?.rewritten !== undefined,
      thenLate: earlier?.rewritten !== undefined,
      now: today === undefined ? undefined : share(today),
      before: earlier === undefined ? undefined : share(earlier),
    };
  });
  const line = (which: "now" | "before"): ChartSeries => ({
    label: say(`cover.line.${which}`),
    shape: "line",
    points: rows.map(({ [which]: value }) => value ?? null),
    ink: which === "now" ? "strong" : "calm",
    dash: which === "now" ? [] : [6, 4],
  });
  const marked = (on: Day | undefined, late: boolean): string =>
    on === undefined ? "" : late ? `${dayLabel(on)} ${say("cover.late")}` : dayLabel(on);
  return {
    spec: {
      labels: rows.map(({ on, late, then, thenLate }) => marked(on, late) || `(${marked(then, thenLate)})`),
      unit: "%",
      least: 0,
      most: 100,
      series: [line("before"), line("now")],
    },
    table: {
      heads: [say("cover.day"), `${say("cover.line.now")} %`, say("cover.day.before"), `${say("cover.line.before")} %`],
      rows: rows.map((row) => [marked(row.on, row.late), row.now, marked(row.then, row.thenLate), row.before]),
    },
    empty: rows.every((row) => row.now === undefined && row.before === undefined),
  };
};

const km = (metres: number): number => Math.round(metres / 100) / 10;

const byTeam = ({ told, say, unitName }: CoverLook): Charted => {
  const units = [...new Set([...told.now.byTeam, ...told.same.byTeam].map(({ unit }) => unit))];
  const of = ({ byTeam: teams }: WindowFigures, unit: string): number =>
    km(teams.find((one) => one.unit === unit)?.metres ?? 0);
  const bars = (which: "now" | "same"): ChartSeries => ({
    label: which === "now" ? say("cover.line.now") : say("cover.col.same", { n: told.same.reach.days }),
    shape: "bars",
    points: units.map((unit) => of(told[which], unit)),
    ink: which === "now" ? "calm" : "faint",
    dash: [],
  });
  return {
    spec: { labels: units.map(unitName), unit: "km", least: 0, most: undefined, series: [bars("same"), bars("now")] },
    table: {
      heads: [
        say("cover.team"),
        `${say("cover.line.now")} km`,
        `${say("cover.col.same", { n: told.same.reach.days })} km`,
        `${say("cover.col.before")} km`,
      ],
      rows: units.map((unit) => [unitName(unit), of(told.now, unit), of(told.same, unit), of(told.before, unit)]),
    },
    empty: units.every((unit) => of(told.now, unit) === 0 && of(told.same, unit) === 0),
  };
};
