// The desk's page of coverage: figures that tell what they are made of, like compared with like, charts that say what their tables say. [COV-2, §B]

import { describe, expect, test } from "vitest";
import type { WindowName } from "../../domain/days/windows.ts";
import { patrolId } from "../../domain/ids.ts";
import { addDays } from "../../domain/time.ts";
import { coverCharts } from "../../web/desk/coverage/cover-charts.ts";
import { type CoverFigure, coverFigures } from "../../web/desk/coverage/cover-lines.ts";
import { coverColumns, coverView } from "../../web/desk/coverage/cover-view.ts";
import { createSay } from "../../web/desk/words.ts";
import { mostPoints } from "../../web/lib/chart-spec.ts";
import { admin, at, clock, createLand, type Land, walkEast } from "../kit/walked-land.ts";

const say = createSay("zh-CN");
const lived = (): Land => {
  const land = createLand(at("2026-11-09", 7));
  for (let n = 0; n < 16; n += 1) {
    const on = addDays(clock.dayOf(at("2026-11-09", 7)), n);
    land.goTo(at(on, 7));
    land.plan(`p${n}`, at(on, 8), { members: ["w5"] });
    if (n % 3 === 2) continue;
    land.act({ type: "StartPatrol", patrol: patrolId(`p${n}`) }, admin);
    land.goTo(at(on, 12));
    land.report(`p${n}`, walkEast(at(on, 8), 70, [0, (n % 4) * 1000]));
  }
  land.goTo(at("2026-11-25", 12));
  return land;
};
const land = lived();
const view = (window: WindowName, back = 0, zone?: string) => {
  const found = coverView(
    { window, back, zone: zone === undefined ? undefined : land.board.get("zone", zone) },
    land.board.look,
    land.now(),
    { say, unitName: (id) => id },
  );
  if (found === undefined) throw new Error("nothing to show");
  return found;
};
const line = (of: ReturnType<typeof view>, figure: CoverFigure) => {
  const found = of.lines.find((one) => one.figure === figure);
  if (found === undefined) throw new Error(figure);
  return found;
};

describe("[COV-2] the table of coverage", () => {
  test("[COV-2] recency stands first, every figure has its name and a definition without a gap", () => {
    const { lines } = view("week");
    expect(lines.map(({ figure }) => figure)).toEqual(coverFigures);
    for (const { name, definition } of lines) {
      expect(name).not.toBe("");
      expect(definition).toMatch(/。$/);
      expect(definition).not.toMatch(/[{}—]/);
    }
    expect(line(view("week"), "recency").definition).toContain("7/30 天");
    expect(line(view("week", 0, "z-mine"), "recency").definition).toContain("（30 天）");
  });

  test("[COV-2] three days of this week stand beside three of the last, and its whole; a share says of how many", () => {
    const told = view("week");
    expect(coverColumns(told, 0, say).map(({ head, reach }) => `${head} ${reach}`)).toEqual([
      "本期至今 3 天 2026-11-23 至 2026-11-25",
      "上期同 3 天 2026-11-16 至 2026-11-18",
      "上期全期 2026-11-16 至 2026-11-22",
    ]);
    const { now, same, before, change } = line(told, "km");
    expect(now.value).toBeCloseTo(4.8, 0);
    expect(change).toBeCloseTo((now.value ?? 0) - (same?.value ?? 0), 5);
    expect(before?.value).toBeGreaterThan(same?.value ?? 0);
    expect(line(told, "punctual").before?.of).toMatch(/^\d+ \/ 14$/);
  });

  test("[COV-2] one day back is one column less: there is no other whole", () => {
    expect(coverColumns(view("day"), 0, say)).toHaveLength(2);
  });

  test("[COV-2] a sum is not compared with days of which nothing is known; those are counted in the head", () => {
    const month = view("month");
    expect(line(month, "km").change).toBeUndefined();
    expect(coverColumns(month, 0, say)[0]?.reach).toContain("8 天没有记录");
    expect(line(month, "km").same?.value).toBeUndefined();
  });

  test("[COV-2] no rate of people under five person-days; the shift tells no kilometres inside the zones", () => {
    expect(line(view("day"), "online").now).toMatchObject({ value: undefined, of: "" });
    expect(line(view("week", 1), "online").now).toMatchObject({ of: "10 / 14" });
    expect(view("shift").lines.map(({ figure }) => figure)).not.toContain("inside");
    expect(view("shift").charts).toEqual([]);
    const last = view("shift", 1);
    expect([last.run?.shift.id, coverColumns(last, 1, say)[0]?.head]).toEqual(["night", "上一班"]);
    expect(last.lines.map(({ figure }) => figure).slice(0, 3)).toEqual(["km", "hours", "effort-area"]);
  });

  test("[PAT-2] days that were rewritten are marked in their chart and named with the moment", () => {
    const late = lived();
    late.upload(walkEast(at("2026-11-24", 8), 60, [0, 4000]));
    const told = coverView({ window: "week", back: 0, zone: undefined }, late.board.look, late.now(), {
      say,
      unitName: (id) => id,
    });
    expect(told?.rewrittenAt).toBe(late.now());
    expect(told?.told.now.rewritten).toEqual(["2026-11-24"]);
    expect(told?.charts[0]?.charted.spec.labels).toContain("11-24 补");
    expect(view("week").charts[0]?.charted.spec.labels.join()).not.toContain("补");
  });
});

describe("[§B] charts of coverage", () => {
  test("each has a point for each label and never more than a screen can tell apart; nothing known is empty", () => {
    for (const window of ["day", "week", "month", "season"] as const)
      for (const back of [0, 1, 5])
        for (const { chart, charted } of view(window, back).charts) {
          expect(charted.spec.labels.length).toBeLessThanOrEqual(mostPoints);
          for (const { points } of charted.spec.series) expect(points).toHaveLength(charted.spec.labels.length);
          if (back === 5 && window !== "day") expect(charted.empty, `${window} ${chart}`).toBe(true);
        }
    expect(view("week").charts.map(({ chart }) => chart)).toEqual(coverCharts);
  });

  test("a chart tells the same as the table behind it", () => {
    for (const { chart, charted } of view("week").charts) {
      const column = (series: number): readonly unknown[] =>
        charted.table.rows.map((row) => row[chart === "effort" ? 2 - series : series === 1 ? 1 : 3] ?? null);
      expect(column(1)).toEqual(charted.spec.series[1]?.points);
      expect(column(0)).toEqual(charted.spec.series[0]?.points);
    }
  });

  test("a day to come is a gap, not nought", () => {
    const recency = view("week").charts[0]?.charted.spec.series.find(({ label }) => label === "本期");
    expect(recency?.points.slice(3)).toEqual([null, null, null, null]);
    expect(recency?.points.slice(0, 3)).not.toContain(null);
  });
});
