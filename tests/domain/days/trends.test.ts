// Trends come from the records of days: shares by time, days without figures told apart from nought, and hours that go after their retention. [POST-6, ALM-3]

import { describe, expect, test } from "vitest";
import { hoursKept, thinned } from "../../../domain/days/daily.ts";
import { trendTable } from "../../../domain/days/trend-table.ts";
import {
  alarmsByDay,
  alarmsBySlot,
  daysIn,
  manningByDay,
  manningByHour,
  signsByDay,
  signsByShift,
  trendNames,
  wholeOf,
  windowOf,
} from "../../../domain/days/trends.ts";
import { day, postId, seq, shiftId, unitId } from "../../../domain/ids.ts";
import { addDays, dayLength, hour, minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const monday = day("2026-11-23");
const post = postId("p0");
/** Two day shifts: p0 held whole on Monday but for nobody else; on Tuesday not at all. The night has nobody rostered. */
const lived = (): Spec => {
  const spec = createSpec();
  spec.given({ type: "SignOn", post, briefing: ["b1"] }, worker(0));
  for (let half = 1; half < 16; half += 1) spec.pass(30 * minute).given({ type: "CheckIn", post }, worker(0));
  spec.pass(30 * minute).given({ type: "SignOff", post }, worker(0));
  spec.pass(20 * minute).given({ type: "CloseShift", shift: shiftId("day"), day: monday }, watcher);
  spec.pass(dayLength).given({ type: "CloseShift", shift: shiftId("day"), day: addDays(monday, 1) }, watcher);
  return spec;
};
const both = windowOf(addDays(monday, 1), 2);
const raised = (n: number) =>
  ({
    type: "RaiseAlarm",
    sort: "post-vacant",
    source: `p${n}`,
    scope: [unitId("co")],
    priority: 2,
    since: shiftStart,
  }) as const;

describe("[POST-6] manning by hour and link class", () => {
  test("is time manned of time asked for over all days of the window; hours that asked for nobody are no rows", () => {
    const { board } = lived();
    const rows = manningByHour(board, both);
    expect(rows.map((row) => row.hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(rows[0]?.byClass).toEqual({
      mining: { askedMs: 6 * hour, mannedMs: hour },
      station: { askedMs: 2 * hour, mannedMs: 0 },
    });
    expect(wholeOf(rows, "mining")).toEqual({ askedMs: 48 * hour, mannedMs: 8 * hour });
  });

  test("by day: a day without a closed shift has no class, it is not nought", () => {
    const { board } = lived();
    const rows = manningByDay(board, windowOf(addDays(monday, 2), 3));
    expect(rows.map((row) => [row.day, row.byClass.mining?.mannedMs, row.byClass.mining?.askedMs])).toEqual([
      ["2026-11-23", 8 * hour, 24 * hour],
      ["2026-11-24", 0, 24 * hour],
      ["2026-11-25", undefined, undefined],
    ]);
  });
});

describe("[POST-4] punctuality of check-ins", () => {
  test("is told by day, and on one day by shift", () => {
    const { board } = lived();
    expect(signsByDay(board, both)).toEqual([
      { day: "2026-11-23", owed: 15, inTime: 15 },
      { day: "2026-11-24", owed: 0, inTime: 0 },
    ]);
    expect(signsByShift(board, monday)).toEqual([{ day: "2026-11-23", shift: "day", owed: 15, inTime: 15 }]);
  });
});

describe("[ALM-3] alarms by day and by 10 minutes", () => {
  test("a day tells how many were raised and the most in 10 minutes; a slot that rang no more does not lower it", () => {
    const spec = createSpec();
    for (const n of [0, 1, 2]) spec.given(raised(n), watcher);
    spec.pass(10 * minute).given(raised(3), watcher);
    expect(alarmsByDay(spec.board, windowOf(addDays(monday, 1), 2))).toEqual([
      { day: "2026-11-23", alarms: 4, peak: 3 },
      { day: "2026-11-24" },
    ]);
  });

  test("one day has 144 slots; a day whose slots are gone has none, and a calm day has noughts", () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post, briefing: ["b1"] }, worker(0));
    expect(alarmsBySlot(spec.board, monday).map((one) => one.alarms)).toEqual(Array.from({ length: 144 }, () => 0));
    spec.given(raised(1), watcher);
    const slots = alarmsBySlot(spec.board, monday);
    expect(slots[48]).toEqual({ minuteOfDay: 480, alarms: 1 });
    expect(slots.reduce((sum, one) => sum + one.alarms, 0)).toBe(1);
    spec.given({ type: "Retire", records: [{ of: "load", id: monday }] }, watcher);
    expect(alarmsBySlot(spec.board, monday)).toEqual([]);
    expect(alarmsBySlot(spec.board, addDays(monday, 1))).toEqual([]);
  });
});

describe("[POST-6] the hours of a day", () => {
  test("go when a shift is closed more than 92 days later; its figures by class stay", () => {
    const { board } = lived();
    const dailies = [...board.all("daily")];
    expect(thinned(dailies, addDays(monday, hoursKept), seq(900))).toEqual([]);
    const [change, ...more] = thinned(dailies, addDays(monday, hoursKept + 1), seq(900));
    expect(more).toEqual([]);
    if (change?.kind !== "put") throw new Error("the day was not thinned");
    const { record } = change;
    expect(record).toMatchObject({ id: monday, seq: 900 });
    const [figures] = record.shifts;
    expect(figures?.classes[0]).toMatchObject({ linkClass: "mining", askedMs: 24 * hour, mannedMs: 8 * hour });
    expect(figures?.classes[0]).not.toHaveProperty("hours");
    expect(thinned([record], addDays(monday, 400), seq(901))).toEqual([]);
  });

  test("leave by themselves: a shift closed a season later takes them along", () => {
    const spec = lived();
    spec.pass(93 * dayLength);
    spec.given({ type: "CloseShift", shift: shiftId("day"), day: spec.clock.dayOf(spec.now()) }, watcher);
    expect(spec.board.get("daily", monday)?.shifts[0]?.classes.some((one) => one.hours !== undefined)).toBe(false);
    expect(spec.board.get("daily", addDays(monday, 94))?.shifts).toHaveLength(1);
  });
});

describe("the table of a trend", () => {
  const table = (name: (typeof trendNames)[number], spec: Spec, window = both, lang: "zh-CN" | "en" = "zh-CN") =>
    trendTable(name, { records: spec.board, site: spec.board.look.site, lang }, window);

  test("has for every name as many cells as heads, in both languages, also where nothing is known", () => {
    for (const spec of [lived(), createSpec()])
      for (const name of trendNames)
        for (const lang of ["zh-CN", "en"] as const)
          for (const window of [both, windowOf(monday, 1), windowOf(monday, 90)]) {
            const { heads, rows } = table(name, spec, window, lang);
            for (const row of rows) expect(row).toHaveLength(heads.length);
            expect(heads.join()).not.toContain("{");
          }
  });

  test("shares are percent cut to one decimal; what nothing asked for is empty", () => {
    expect(table("manning-days", lived(), windowOf(addDays(monday, 2), 3))).toEqual({
      heads: ["日期", "井下开采 在岗率 %", "井下开采 应在岗 小时", "管护站 在岗率 %", "管护站 应在岗 小时"],
      rows: [
        ["2026-11-23", 33.3, 24, 0, 8],
        ["2026-11-24", 0, 24, 0, 8],
        ["2026-11-25", undefined, 0, undefined, 0],
      ],
    });
    expect(table("check-ins", lived(), both, "en").rows).toEqual([
      ["2026-11-23", 15, 15, 100],
      ["2026-11-24", 0, 0, undefined],
    ]);
    expect(table("check-ins", lived(), windowOf(monday, 1), "en").rows).toEqual([["2026-11-23", "Day", 15, 15, 100]]);
  });

  test("a window ends with its last day, over a month's end", () => {
    expect(daysIn(windowOf(day("2026-12-02"), 4))).toEqual(["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]);
  });
});
