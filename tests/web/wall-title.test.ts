// An alarm's title in its slot: whole, never under the floor of the layout, and equals alike.

import { describe, expect, it } from "vitest";
import { emWidth } from "../../web/lib/em-width.ts";
import { fitTitle, together } from "../../web/wall/title-fit.ts";

const near = { distance: "standard", scale: 1 } as const;
const far = { distance: "far", scale: 1 } as const;

describe("a title", () => {
  it("stands at its own size where it fits: 46 and 38, from afar 62 and 48", () => {
    expect(fitTitle("空岗·信号把钩", 1, 560, near)).toEqual({ size: 46, lines: 1 });
    expect(fitTitle("失联·巡护三组", 2, 430, near)).toEqual({ size: 38, lines: 1 });
    expect(fitTitle("空岗·信号把钩", 1, 480, far)).toEqual({ size: 62, lines: 1 });
    expect(fitTitle("失联·三组", 2, 430, far)).toEqual({ size: 48, lines: 1 });
  });

  it("shrinks a little, then takes two lines, and both hold it whole", () => {
    expect(fitTitle("空岗·松月湖东岸瞭望台", 1, 480, near)).toMatchObject({ lines: 1 });
    const title = "空岗·提升机房第二作业区安全监护岗";
    const fit = fitTitle(title, 1, 300, near);
    expect(fit.lines).toBe(2);
    expect(emWidth(title) * fit.size).toBeLessThan(2 * 300);
  });

  it.each([
    ["Silent · Wulanquan south line", far, 38],
    ["Silent · Wulanquan south line reinforced at night by a second group", far, 38],
    [`Vacant · ${"Second working area safety guard ".repeat(4)}`, near, 22],
  ] as const)("%s is never under the floor", (title, look, floor) => {
    for (const priority of [1, 2, 3] as const)
      expect(fitTitle(title, priority, 300, look).size).toBeGreaterThanOrEqual(floor);
  });

  it("stands as large as its equal, and never larger than what is graver", () => {
    const one = { fit: { size: 46, lines: 1 }, priority: 1 } as const;
    const long = { fit: { size: 26, lines: 2 }, priority: 1 } as const;
    expect(together(one, long).map((fit) => fit.size)).toEqual([26, 26]);
    const lower = { fit: { size: 38, lines: 1 }, priority: 2 } as const;
    expect(together(one, lower).map((fit) => fit.size)).toEqual([46, 38]);
    expect(together(long, lower).map((fit) => fit.size)).toEqual([26, 26]);
  });
});
