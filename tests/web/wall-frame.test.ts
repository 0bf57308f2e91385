// How the sheet fits the glass, wanders against burn-in and dims at night; and the clock texts of its header.

import { describe, expect, it } from "vitest";
import { shiftAt, siteClock } from "../../domain/time.ts";
import { clockSeconds, dateText, shiftText } from "../../web/wall/clock-texts.ts";
import { creepAt, frameOf, isNight, postsHeight } from "../../web/wall/frame.ts";
import { wallWords } from "../../web/wall/words.ts";
import { fixtureSite } from "../kit/board-fixture.ts";
import { sceneNow } from "../kit/post-fixture.ts";

describe("frame", () => {
  it("is the same picture at 1080p and at 4K", () => {
    expect(frameOf(3840, 2160, "standard")).toEqual({ ...frameOf(1920, 1080, "standard"), unit: 2 });
  });

  it.each([
    [1920, 1080],
    [3840, 2160],
    [1280, 800],
    [1080, 1920],
    [2560, 1080],
    [1024, 768],
  ])("on %i × %i neither scrolls nor leaves the glass", (width, height) => {
    const frame = frameOf(width, height, "standard");
    expect(frame.width * frame.unit).toBeLessThanOrEqual(width + 0.001);
    expect(frame.height * frame.unit).toBeLessThanOrEqual(height + 0.001);
    expect(postsHeight(frame)).toBeGreaterThan(580);
  });

  it("stands upright on a portrait wall, which is always read from near", () => {
    expect(frameOf(1080, 1920, "far")).toMatchObject({ shape: "tall", distance: "standard", unit: 1 });
    expect(frameOf(1920, 1080, "far")).toMatchObject({ shape: "wide", distance: "far" });
  });
});

describe("against burn-in", () => {
  it("moves one pixel a minute at most, within eight, and everywhere within a day", () => {
    const places = new Set<string>();
    let before = creepAt(0);
    for (let minute = 1; minute <= 1440; minute += 1) {
      const at = creepAt(minute * 60_000);
      expect(Math.abs(at.x - before.x) + Math.abs(at.y - before.y)).toBeLessThanOrEqual(2);
      expect(Math.max(Math.abs(at.x), Math.abs(at.y))).toBeLessThanOrEqual(8);
      places.add(`${at.x} ${at.y}`);
      before = at;
    }
    expect(places.size).toBeGreaterThan(250);
  });

  it("dims from ten in the evening to six in the morning, on the site's clocks", () => {
    expect([1319, 1320, 0, 359, 360].map(isNight)).toEqual([false, true, true, true, false]);
  });
});

describe("header", () => {
  const clock = siteClock(fixtureSite.zone);
  const run = shiftAt(clock, fixtureSite.shifts, sceneNow);

  it("writes day, shift and clock in both languages, in the site's zone", () => {
    expect(dateText(clock, sceneNow, "zh-CN", wallWords("zh-CN"))).toBe("10 月 14 日 周三");
    expect(dateText(clock, sceneNow, "en", wallWords("en"))).toBe("Wed 14 Oct");
    expect(shiftText(run, "zh-CN", wallWords("zh-CN"))).toBe("中班 16:00–24:00");
    expect(shiftText(run, "en", wallWords("en"))).toBe("Swing shift 16:00–24:00");
    expect(shiftText(undefined, "en", wallWords("en"))).toBe("Between shifts");
    expect(clockSeconds(clock, sceneNow)).toBe("16:23:41");
  });
});
