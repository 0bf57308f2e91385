// The wall's column of activities: a long name takes a second line, and the rows never need more than the height there is.

import { describe, expect, it } from "vitest";
import { activityRows, rowHeight } from "../../web/wall/activity-rows.ts";

const line = (name: string, later = false) => ({ name, seats: "12/24", later });
const room = { width: 408, height: 640, scale: 1 };

describe("[ACT-6] activities on the wall", () => {
  it("a name that its line holds has one, a longer one two", () => {
    const names = ["河岸清理", "Riverbank clean-up", "Winter supplies to stations", "冬季森林防火综合应急演练与疏散"];
    expect(
      activityRows(
        names.map((name) => line(name)),
        room,
      ).map(({ lines }) => lines),
    ).toEqual([1, 1, 2, 2]);
    expect(activityRows([line("First-aid training", true)], room)).toEqual([{ lines: 1 }]);
    expect(activityRows([line("Roof-support practice", true)], room)).toEqual([{ lines: 2 }]);
    expect(activityRows([line("First-aid training", true)], { ...room, scale: 1.1 })).toEqual([{ lines: 2 }]);
  });

  it.each([100, 300, 640, 700])("in %i units of height the rows and the line under them stand whole", (height) => {
    const lines = Array.from({ length: 30 }, (_, n) => line(n % 3 === 0 ? "Winter supplies to stations" : "清障"));
    const rows = activityRows(lines, { ...room, height });
    const taken = rows.reduce<number>(
      (sum, { lines: n }) => sum + (n === 2 ? rowHeight.two : rowHeight.one),
      rowHeight.more,
    );
    expect(rows.length).toBeGreaterThan(0);
    if (rows.length > 1) expect(taken).toBeLessThanOrEqual(height);
    expect(taken + rowHeight.two).toBeGreaterThan(height);
  });
});
