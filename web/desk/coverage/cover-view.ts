// What the page of coverage shows for a zone and a window so many windows back; a pure answer to the board and the clock.

import {
  type Comparison,
  comparison,
  createDayAt,
  type Filter,
  shiftFigures,
  type WindowFigures,
} from "../../../domain/coverage/window-figures.ts";
import type { ZoneRec } from "../../../domain/coverage/zone.ts";
import type { DayLook } from "../../../domain/days/cover-closing.ts";
import { endedRuns } from "../../../domain/days/shift-runs.ts";
import { type Reach, type WindowName, windowStart } from "../../../domain/days/windows.ts";
import type { Day, Millis } from "../../../domain/ids.ts";
import { addDays, dayLength, type ShiftRun, shiftAt } from "../../../domain/time.ts";
import type { Say } from "../words.ts";
import { type Charted, type CoverChart, coverChart, coverCharts } from "./cover-charts.ts";
import { type CoverLine, coverLines } from "./cover-lines.ts";

export type CoverView = {
  readonly told: { readonly now: WindowFigures } & Partial<Pick<Comparison, "same" | "before">>;
  /** Of a shift alone. */
  readonly run?: ShiftRun;
  readonly lines: readonly CoverLine[];
  readonly charts: readonly { readonly chart: CoverChart; readonly charted: Charted }[];
  /** When one of its days was rewritten last. */
  readonly rewrittenAt: Millis | undefined;
};
export type CoverChoice = {
  readonly window: WindowName;
  readonly zone: ZoneRec | undefined;
  /** How many windows back. */
  readonly back: number;
};
type Words = { readonly say: Say; readonly unitName: (id: string) => string };

/** Undefined: there is no shift now, or none has ended in a day. */
export const coverView = (
  { window, zone, back }: CoverChoice,
  look: DayLook,
  now: Millis,
  { say, unitName }: Words,
): CoverView | undefined => {
  const { site, clock } = look;
  const filter: Filter = zone === undefined ? {} : { zone: zone.id, unit: zone.unit };
  if (window === "shift") {
    const run = back === 0 ? shiftAt(clock, site.shifts, now) : endedRuns(clock, site.shifts, now, dayLength)[back - 1];
    if (run === undefined) return undefined;
    const told = { now: shiftFigures(run, look, now, filter) };
    return { told, run, lines: coverLines(told, say), charts: [], rewrittenAt: undefined };
  }
  let to: Day = clock.dayOf(now);
  for (let step = 0; step < back; step += 1) to = addDays(windowStart(window, to, site.settings.seasons), -1);
  const dayAt = createDayAt(look, now);
  const told = comparison(window, to, dayAt, look, filter, now);
  // One day has no course: only its teams are drawn.
  const charts = window === "day" ? coverCharts.filter((one) => one === "effort") : coverCharts;
  const drawn = { name: window, told, dayAt, filter, say, unitName };
  const marks = told.now.rewritten.map((on) => look.get("coverday", on)?.rewritten?.last ?? 0);
  return {
    told,
    lines: coverLines(told, say),
    charts: charts.map((chart) => ({ chart, charted: coverChart(chart, drawn) })),
    rewrittenAt: marks.length === 0 ? undefined : Math.max(...marks),
  };
};

export type Column = { readonly key: "now" | "same" | "before"; readonly head: string; readonly reach: string };

export const reachText = (say: Say, { from, to }: Reach): string =>
  from === to ? from : say("cover.from-to", { from, to });

/** The columns of the table: this window, as many days of the one before, all of it. */
export const coverColumns = ({ told }: CoverView, back: number, say: Say): readonly Column[] => {
  const { now, same, before } = told;
  if (same === undefined || before === undefined)
    return [{ key: "now", head: say(back === 0 ? "cover.col.shift" : "cover.col.shift.last"), reach: "" }];
  const reach = ({ reach: days, unknown }: WindowFigures): string =>
    unknown.teams === 0
      ? reachText(say, days)
      : `${reachText(say, days)} · ${say("cover.unknown", { n: unknown.teams })}`;
  const head = back === 0 ? say("cover.col.so-far", { n: now.reach.days }) : say("cover.col.now");
  const columns: readonly Column[] = [
    { key: "now", head, reach: reach(now) },
    { key: "same", head: say("cover.col.same", { n: same.reach.days }), reach: reach(same) },
    { key: "before", head: say("cover.col.before"), reach: reach(before) },
  ];
  // Two columns of the same days would say one thing twice.
  return same.reach.days === before.reach.days ? columns.filter(({ key }) => key !== "before") : columns;
};
