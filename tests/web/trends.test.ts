// Charts of the trends: never more points than a screen can tell apart, drawn at most once a second and only in sight, one line brought forward. [§B]

import { describe, expect, test } from "vitest";
import type { DailyRec } from "../../domain/days/daily.ts";
import { trendTable } from "../../domain/days/trend-table.ts";
import { trendNames, trendSpans, windowOf } from "../../domain/days/trends.ts";
import { type Day, day, seq, shiftId } from "../../domain/ids.ts";
import { type LinkClass, linkClasses } from "../../domain/posts/post.ts";
import { addDays, hour } from "../../domain/time.ts";
import { trendChart } from "../../web/desk/trends/trend-charts.ts";
import { createSay } from "../../web/desk/words.ts";
import { mostPoints } from "../../web/lib/chart-spec.ts";
import { createRedraw, redrawEvery } from "../../web/lib/redraw.ts";
import { recordsOf } from "../kit/board-fixture.ts";
import { createFakeTimers } from "../kit/fake-timers.ts";

const last = day("2026-11-23");
const classFigures = (linkClass: LinkClass, mannedMs: number) => ({
  linkClass,
  askedMs: 24 * hour,
  mannedMs,
  key: { askedMs: 0, mannedMs: 0, posts: 0, whole: 0 },
  hours: Array.from({ length: 24 }, (_, at) => ({ hour: at, askedMs: hour, mannedMs: mannedMs / 24 })),
});
const daily = (id: Day): DailyRec => ({
  kind: "daily",
  id,
  seq: seq(1),
  signUps: 0,
  volunteerMinutes: 0,
  signOns: 0,
  checkIns: 0,
  alarms: 20,
  alarmPeak: 12,
  shifts: [
    {
      shift: shiftId("day"),
      classes: linkClasses.map((one, n) => classFigures(one, (24 - n) * hour)),
      signs: { owed: 40, inTime: 39 },
    },
  ],
});
const season = recordsOf(Array.from({ length: 120 }, (_, n) => daily(addDays(last, -n))));
const say = createSay("zh-CN");
const look = { records: season, say, shiftName: () => "白班", chosen: undefined };

describe("[§B] a trend's chart", () => {
  test("never has more than 720 points a series, whatever the window, and a point for each label", () => {
    for (const name of trendNames)
      for (const span of trendSpans) {
        const { spec, empty } = trendChart(name, look, windowOf(last, span));
        expect(empty, `${name} ${span}`).toBe(name === "alarms" && span === 1);
        expect(spec.labels.length).toBeLessThanOrEqual(mostPoints);
        for (const { points } of spec.series) expect(points).toHaveLength(spec.labels.length);
      }
  });

  test("tells the same as its table", () => {
    const window = windowOf(last, 7);
    const table = trendTable("manning-days", { records: season, site: undefined, lang: "zh-CN" }, window);
    const { spec } = trendChart("manning-days", look, window);
    expect(spec.series.map(({ points }) => points[3])).toEqual(
      table.rows[3]?.filter((_, at) => at > 0 && at % 2 === 1),
    );
    expect(table.heads.filter((_, at) => at % 2 === 1)).toEqual(spec.series.map(({ label }) => `${label} 在岗率 %`));
  });

  test("brings the class forward that was manned least, or the one that is asked for", () => {
    const forward = (chosen: LinkClass | undefined): readonly string[] =>
      trendChart("manning-hours", { ...look, chosen }, windowOf(last, 7))
        .marks.filter((mark) => mark.forward)
        .map(({ linkClass }) => linkClass);
    expect(forward(undefined)).toEqual(["other"]);
    expect(forward("fire")).toEqual(["fire"]);
  });

  test("is empty where nothing is known, and then has no figure to show", () => {
    const nothing = { ...look, records: recordsOf([]) };
    for (const name of trendNames)
      for (const span of trendSpans) {
        const { spec, empty } = trendChart(name, nothing, windowOf(last, span));
        expect(empty).toBe(true);
        for (const { shape, points } of spec.series)
          if (shape !== "rule") expect(points.every((point) => point === null)).toBe(true);
      }
  });
});

describe("[§B] a chart is drawn", () => {
  const open = () => {
    const timers = createFakeTimers(0);
    const drawn: [at: number, spec: number][] = [];
    const redraw = createRedraw<number>({
      draw: (spec) => drawn.push([timers.now(), spec]),
      now: timers.now,
      after: timers.after,
    });
    return { timers, drawn, redraw };
  };

  test("at most once a second, the newest picture of that second", () => {
    const { timers, drawn, redraw } = open();
    redraw.see(true);
    for (let n = 0; n <= 40; n += 1) {
      redraw.ask(n);
      timers.pass(50);
    }
    expect(drawn).toEqual([
      [0, 0],
      [redrawEvery, 19],
      [2 * redrawEvery, 39],
    ]);
    timers.pass(redrawEvery);
    expect(drawn.at(-1)).toEqual([3 * redrawEvery, 40]);
  });

  test("only in sight: what came meanwhile is drawn once it is seen again", () => {
    const { timers, drawn, redraw } = open();
    redraw.ask(1);
    timers.pass(60_000);
    expect(drawn).toEqual([]);
    redraw.see(true);
    redraw.see(false);
    redraw.ask(2);
    redraw.ask(3);
    timers.pass(60_000);
    expect(drawn).toEqual([[60_000, 1]]);
    redraw.see(true);
    expect(drawn.at(-1)).toEqual([120_000, 3]);
  });

  test("not again for the same picture, and never after it was closed", () => {
    const { timers, drawn, redraw } = open();
    redraw.see(true);
    redraw.ask(1);
    redraw.ask(1);
    timers.pass(60_000);
    expect(drawn).toHaveLength(1);
    redraw.ask(2);
    redraw.ask(3);
    redraw.close();
    timers.pass(60_000);
    redraw.ask(4);
    expect(drawn.map(([, spec]) => spec)).toEqual([1, 2]);
  });
});
