// A briefing is laid out so that no word of it is cut: long risks make fewer on a leaf, never smaller type.

import { expect, test } from "vitest";
import type { BriefingPoint } from "../../domain/posts/post.ts";
import { breadth, nameStep, risksOnLeaf } from "../../kiosk/leaves.ts";

const point = (risk: string, act: string): BriefingPoint => ({
  id: risk,
  risk,
  act,
  riskEn: risk,
  actEn: act,
  icon: "",
});
const short = point("井口结冰", "走撒沙通道，扶栏杆。");
const long = point("顶板掉渣先敲帮问顶，确认无浮石再进", "两人一组，一人敲一人看，发现离层立即撤到安全硐室并报调度。");
const upright = { lying: false, large: false };
const lying = { lying: true, large: false };

test("[NOT-1] short risks stand four on a leaf upright and three lying", () => {
  expect(risksOnLeaf([short, short, short, short], "zh-CN", upright)).toBe(4);
  expect(risksOnLeaf([short, short, short, short], "zh-CN", lying)).toBe(3);
});

test("[NOT-1] one long risk makes fewer on every leaf, large text fewer still, and there is always one", () => {
  expect(risksOnLeaf([short, long], "zh-CN", lying)).toBeLessThan(risksOnLeaf([short], "zh-CN", lying));
  const longest = point("险".repeat(120), "做".repeat(120));
  expect(risksOnLeaf([longest], "zh-CN", { lying: true, large: true })).toBe(1);
});

test("a letter is narrower than a Han sign", () => {
  expect(breadth("井口")).toBe(2);
  expect(breadth("ice")).toBeCloseTo(1.68);
});

test("a name takes the largest step at which it is whole", () => {
  expect(nameStep("2号竖井信号岗")).toBe("");
  expect(nameStep("Shaft 2 signal post")).toBe("k-long");
  expect(nameStep("北沟三号斜坡道井下中央变电所值守兼排水泵房巡检岗")).toBe("k-longer");
});
