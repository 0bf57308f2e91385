// Pages of a wall: who shares the bays, what the register names, when it turns, and that an unanswered priority 1 holds it still.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type AlarmRec, alarmIdOf } from "../../domain/alarms/alarm.ts";
import { seq } from "../../domain/ids.ts";
import { linkClasses } from "../../domain/posts/post.ts";
import { defaultLayout, panels, screenLayout } from "../../domain/site/screens.ts";
import { minute } from "../../domain/time.ts";
import { emWidth } from "../../web/lib/em-width.ts";
import { baysOf } from "../../web/wall/bays.ts";
import { frameOf } from "../../web/wall/frame.ts";
import { pageAt, pagesOf, registerOf, registerSizes, standsStill } from "../../web/wall/pages.ts";
import { columnsFor, columnWidth } from "../../web/wall/post-slots.ts";
import { fitTile } from "../../web/wall/post-tile.ts";

const wide = frameOf(1920, 1080, "standard");
const upright = frameOf(1080, 1920, "standard");
const now = 1_700_000_000_000;
const alarm = (priority: 1 | 2, is: AlarmRec["is"]): AlarmRec => ({
  kind: "alarm",
  id: alarmIdOf("post-vacant", "p1"),
  seq: seq(1),
  sort: "post-vacant",
  source: "p1",
  scope: [],
  priority,
  raisedAt: now - minute,
  since: now - minute,
  is,
  repeats: 0,
  rung: "supervisor",
  rungAt: 0,
  log: [],
});

describe("[SCR-1] panels", () => {
  it("given all of them, when laid out, then the sheet is as drawn", () => {
    expect(baysOf(panels, wide)).toMatchObject({
      areas: '"head head head" "posts maps people" "strip strip strip" "foot foot foot"',
      frame: wide,
    });
    expect(baysOf(panels, upright).frame).toEqual(upright);
  });

  it("given fewer, when laid out, then the rest take the bays on the same edges, and posts get more columns", () => {
    expect(baysOf(["posts", "patrols"], wide).areas).toContain('"posts maps maps"');
    expect(baysOf(["patrols", "volunteers"], wide).areas).toContain('"maps maps people"');
    expect(baysOf(["hazards"], wide).areas).toContain('"people people people"');
    expect(baysOf(["volunteers"], wide).areas).toContain('"people people people"');
    expect(baysOf(["posts", "volunteers"], wide).frame.posts.width).toBe(816 + 24 + 592);
    expect(baysOf(["posts"], wide).frame.posts.width).toBe(1864);
    expect(baysOf(["posts"], upright).frame.posts.height).toBeGreaterThan(upright.posts.height);
  });

  it("given any choice, when laid out, then header and strip stay and every panel chosen has a place", () => {
    const choices = Array.from({ length: 31 }, (_, n) => n + 1).map((n) => panels.filter((_, i) => (n >> i) & 1));
    const bays = { posts: ["posts"], maps: ["patrols", "plan"], people: ["volunteers", "hazards"] };
    for (const frame of [wide, upright, frameOf(1920, 1080, "far")])
      for (const chosen of choices) {
        const { areas } = baysOf(chosen, frame);
        expect(areas).toMatch(/^"head.*"strip strip/);
        for (const [bay, within] of Object.entries(bays))
          expect(areas.includes(bay)).toBe(chosen.some((panel) => within.includes(panel)));
      }
  });

  it("given a layout of before there were pages, when read, then it shows all and does not turn; none at all is refused", () => {
    const { panels: _, rotate: __, ...old } = defaultLayout;
    expect(v.parse(screenLayout, old)).toEqual(defaultLayout);
    expect(v.parse(screenLayout, { ...old, panels: ["volunteers", "posts", "posts"] }).panels).toEqual([
      "posts",
      "volunteers",
    ]);
    for (const bad of [{ panels: [] }, { panels: ["plan b"] }, { rotate: 2 }, { rotate: 601 }])
      expect(v.is(screenLayout, { ...old, ...bad })).toBe(false);
  });
});

describe("[POST-1] the register", () => {
  const layouts = [
    { distance: "standard", height: 736, columns: 5 },
    { distance: "far", height: 688, columns: 2 },
  ] as const;
  it.each(layouts.flatMap((layout) => [0, 1, 60, 200, 1000, 5000].map((n) => ({ n, ...layout }))))(
    "given $n posts, when cut into pages of the $distance layout, then each has one place and none runs over",
    ({ n, distance, height, columns: least }) => {
      const { row, head } = registerSizes[distance];
      const sizes = linkClasses.map((linkClass, i) => ({
        linkClass,
        posts: Math.floor((n + i) / 6),
        columns: least + (i % 3),
      }));
      const pages = registerOf(sizes, height, registerSizes[distance]);
      for (const { linkClass, posts } of sizes) {
        const parts = pages.flat().filter((part) => part.linkClass === linkClass);
        let next = 0;
        for (const { from, to, columns, rows } of parts) {
          expect(from).toBe(next);
          expect(to - from).toBeLessThanOrEqual(columns * rows);
          next = to;
        }
        expect(next).toBe(posts);
      }
      for (const parts of pages)
        expect(parts.reduce((sum, { rows }) => sum + head + rows * row, 0)).toBeLessThanOrEqual(height);
    },
  );

  it("[SCR-1] from afar has rows, columns and names of the far type: nothing is cramped, no name in trouble is cut", () => {
    const whole = baysOf(["posts"], frameOf(1920, 1080, "far")).frame;
    const { row, head, line } = registerSizes.far;
    expect(row).toBeGreaterThanOrEqual(38 * 1.3);
    expect(head).toBeGreaterThan(line);
    for (const names of [
      ["带班领导"],
      ["红叶岭瞭望台哨"],
      ["Underground explosives store"],
      ["很长很长很长很长很长很长的岗位名称"],
    ]) {
      const columns = columnsFor(names, whole);
      const room = columnWidth(whole, columns);
      const texts = { name: names[0] ?? "", word: "空岗", reason: "", age: "22", unit: " 分" };
      const fit = fitTile(texts, room, "body", whole);
      const least = 38 + 6 + emWidth(texts.name) * 38 + (fit.word ? 6 + 2 * 38 : 0) + 6 + emWidth(texts.age) * 38;
      expect(least, `${names[0]} in ${columns}`).toBeLessThanOrEqual(room);
    }
    expect(columnsFor(["带班领导"], whole)).toBe(4);
  });

  it("follows the board only on a wall that shows posts", () => {
    const register = registerOf([{ linkClass: "mining", posts: 500, columns: 7 }], 736, registerSizes.standard);
    expect(pagesOf(panels, register)).toHaveLength(1 + register.length);
    expect(pagesOf(["patrols"], register)).toEqual([{ kind: "board" }]);
    expect(pagesOf(panels, [])).toEqual([{ kind: "board" }]);
  });
});

describe("[ALM-1] rotation", () => {
  const turning = { rotate: 10, still: false };

  it("given 3 pages and 10 s, when time passes, then each page stays 10 s and comes round again", () => {
    const start = now - (now % 30_000);
    const seen = Array.from({ length: 60 }, (_, s) => pageAt(3, { now: start + s * 1000, ...turning }));
    expect(seen).toEqual([0, 1, 2, 0, 1, 2].flatMap((page) => Array.from({ length: 10 }, () => page)));
  });

  it("given an unanswered priority 1, when pages would turn, then the board stays, until somebody answers", () => {
    const unack = alarm(1, { state: "unack" });
    expect(standsStill([unack], now)).toBe(true);
    expect(standsStill([alarm(1, { state: "returned-unack", at: now })], now)).toBe(true);
    expect(standsStill([alarm(2, { state: "unack" })], now)).toBe(false);
    expect(standsStill([alarm(1, { state: "acked", at: now, by: "周江" })], now)).toBe(false);
    for (let s = 0; s < 60; s += 1) expect(pageAt(3, { now: now + s * 1000, rotate: 10, still: true })).toBe(0);
  });

  it("given 0 seconds or a single page, when time passes, then nothing turns", () => {
    for (let s = 0; s < 60; s += 1) {
      expect(pageAt(3, { now: now + s * 1000, rotate: 0, still: false })).toBe(0);
      expect(pageAt(1, { now: now + s * 1000, ...turning })).toBe(0);
    }
  });
});
