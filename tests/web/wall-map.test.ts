// The wall's map: the same scale both ways, cells that agree with the figures beside them, names that cover nothing.

import { describe, expect, it } from "vitest";
import { siteCoverage } from "../../domain/coverage/coverage-views.ts";
import { coverageWarnings } from "../../domain/coverage/coverage-warnings.ts";
import { zoneId } from "../../domain/ids.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { hour, siteClock } from "../../domain/time.ts";
import { cellPaths, cellsInPath, createCellPaths } from "../../web/lib/map/cell-sheet.ts";
import { type CellMark, cellMarks, createCellMarks } from "../../web/lib/map/cells.ts";
import { type Box, placeLabels, type Wanted } from "../../web/lib/map/map-labels.ts";
import { projectionOf, scaleBar } from "../../web/lib/map/map-plane.ts";
import { coverageLine, intervalText, soonLine } from "../../web/wall/coverage-line.ts";
import { doubtKm, patrolsView } from "../../web/wall/patrol-view.ts";
import { createSteady } from "../../web/wall/steady.ts";
import { wallWords } from "../../web/wall/words.ts";
import { boardFixture, fixtureSite, plainScene } from "../kit/board-fixture.ts";
import { sceneNow } from "../kit/post-fixture.ts";

const clock = siteClock(fixtureSite.zone);
const board = boardFixture({ ...plainScene, mood: "upset" });
const zones = [...board.all("zone")];
const covers = [...board.all("cover")];
const coverage = siteCoverage(zones, covers, sceneNow, clock, fixtureSite.settings);

describe("projection", () => {
  it("measures kilometres alike to the north and to the east, at 47° as the ellipsoid has them", () => {
    const { plane } = projectionOf(undefined, zones, []);
    const [north, east] = plane([119.9, 47.2]);
    const [higher] = plane([119.9, 47.21]);
    const [, further] = plane([119.91, 47.2]);
    expect(higher - north).toBeCloseTo(1.1118, 3);
    expect(further - east).toBeCloseTo(0.7574, 3);
  });

  it("has nothing to fit where nothing is drawn", () => {
    expect(projectionOf(undefined, [], []).bounds).toBeUndefined();
  });

  it.each([
    [24, 110, 2],
    [24, 20, 0.5],
    [300, 110, 0.2],
    [2, 110, 50],
  ])("at %d px per km a bar of at most %d px says %d km", (pxPerKm, room, km) => {
    const bar = scaleBar(pxPerKm, room);
    expect(bar.km).toBeCloseTo(km, 9);
    expect(bar.px).toBeLessThanOrEqual(room);
  });
});

describe("cells", () => {
  const marks = cellMarks(zones, covers, { clock, lmin: fixtureSite.settings.lmin }, sceneNow);

  it("[COV-2] hatch exactly the cells that the figure counts as overdue", () => {
    expect(coverage.overdue).toBe(11);
    expect(marks.filter((mark) => mark.fresh === "overdue")).toHaveLength(coverage.overdue);
    expect(marks).toHaveLength(coverage.cells);
  });

  it("[COV-2] shrink by thirds of the interval, and a cell never walked is overdue", () => {
    const sizes = new Set(marks.map((mark) => mark.fresh));
    expect(sizes).toEqual(new Set([3, 2, 1, "overdue"]));
    const bare = cellMarks(zones, [], { clock, lmin: 100 }, sceneNow);
    expect(bare.every((mark) => mark.fresh === "overdue")).toBe(true);
    const young = cellMarks(
      zones.map((zone) => ({ ...zone, since: sceneNow })),
      [],
      { clock, lmin: 100 },
      sceneNow,
    );
    expect(young.every((mark) => mark.fresh === "not-yet")).toBe(true);
  });
});

describe("the cells' paths", () => {
  const many = Array.from(
    { length: 7_400 },
    (_, n): CellMark => ({
      at: [119 + n / 1000, 47],
      half: [0.0005, 0.0005],
      fresh: "overdue",
    }),
  );
  const point = ([lon, lat]: LonLat) => [lon * 1000, -lat * 1000] as const;

  it("are drawn once, and then only where a cell looks otherwise: 7,400 cells are not read anew for one", () => {
    const changesOf = createCellPaths();
    const first = changesOf(many, point, 1);
    expect(first).toHaveLength(Math.ceil(7_400 / cellsInPath));
    expect(first.map(({ d }) => d).join("")).toBe(cellPaths(many, point, 1).overdue);
    expect(changesOf(many, point, 1)).toEqual([]);
    const walked = many.map((one, n): CellMark => (n === 300 ? { ...one, fresh: 3 } : one));
    expect(changesOf(walked, point, 1).map(({ path, look }) => [path, look])).toEqual([
      [1, "dot"],
      [1, "over"],
    ]);
  });

  it("are drawn anew where the plane under them has moved, though no cell has changed", () => {
    const changesOf = createCellPaths();
    const first = changesOf(many, point, 1);
    const moved = changesOf(many, ([lon, lat]) => [lon * 1000 + 7, -lat * 1000], 1);
    expect(moved).toHaveLength(first.length);
    expect(moved[0]?.d).not.toBe(first[0]?.d);
  });

  it("of marks counted anew keep those that look as they did", () => {
    const marksOf = createCellMarks();
    const look = { clock, lmin: fixtureSite.settings.lmin };
    const before = marksOf(zones, covers, look, sceneNow);
    const [gone, ...left] = covers;
    const after = marksOf(zones, left, look, sceneNow);
    expect(after).toEqual(cellMarks(zones, left, look, sceneNow));
    const changed = after.filter((mark, n) => mark !== before[n]).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThanOrEqual(gone?.cells.length ?? 0);
    // The same site moved, as an import may move it, is another.
    const moved = zones.map((zone) => ({
      ...zone,
      grid: { ...zone.grid, cells: zone.grid.cells.map(([c, r, lon, lat]) => [c, r, lon + 1, lat] as const) },
    }));
    expect(marksOf(moved, left, look, sceneNow)).toEqual(cellMarks(moved, left, look, sceneNow));
  });

  it("are emptied where there are fewer cells than before", () => {
    const changesOf = createCellPaths();
    changesOf(many, point, 1);
    const fewer = changesOf(many.slice(0, cellsInPath), point, 1);
    expect(fewer).toHaveLength(Math.ceil(7_400 / cellsInPath) - 1);
    expect(fewer.every(({ d }) => d === "")).toBe(true);
  });
});

describe("the line under the figures", () => {
  const words = wallWords("zh-CN");
  const lineOf = (of: typeof coverage) =>
    coverageLine(of, zones, words, "zh-CN", "full")
      .parts.map((part) => part.text)
      .join("");

  it("keeps the count of further areas apart, so that a long name cannot push it off the glass", () => {
    const two = [...zones, ...zones.map((zone) => ({ ...zone, id: zoneId("z2") }))];
    const line = coverageLine(
      siteCoverage(two, [], sceneNow, clock, fixtureSite.settings),
      two,
      wallWords("en"),
      "en",
      "short",
    );
    expect(line.more).toBe("+1");
    expect(line.parts.at(-1)?.text).not.toContain("+");
  });

  it("says what waits, how long and where", () => {
    expect(lineOf(coverage)).toBe("超期未巡 11 格·最久 11 天·重点防火区");
  });

  it("says so when nothing waits, and when there is nothing to walk", () => {
    const calm = boardFixture(plainScene);
    expect(lineOf(siteCoverage(zones, calm.all("cover"), sceneNow, clock, fixtureSite.settings))).toBe(
      "各区均在巡护时限内",
    );
    expect(lineOf(siteCoverage([], [], sceneNow, clock, fixtureSite.settings))).toBe("还没有巡护区");
  });

  it("names cells that nobody ever walked", () => {
    const bare = lineOf(siteCoverage(zones, [], sceneNow, clock, fixtureSite.settings));
    expect(bare).toBe(`超期未巡 ${coverage.cells} 格·从未巡到 ${coverage.cells} 格·重点防火区`);
  });

  it("[COV-2] calmly counts what nobody can have walked yet on a site's first day", () => {
    const young = zones.map((zone) => ({ ...zone, since: sceneNow }));
    const line = coverageLine(
      siteCoverage(young, [], sceneNow, clock, fixtureSite.settings),
      young,
      words,
      "zh-CN",
      "full",
    );
    expect(line.late).toBe(false);
    expect(line.parts.map((part) => part.text).join("")).toBe(`尚未巡到 ${coverage.cells} 格，都还在时限内`);
  });

  const soonOf = (now: number, lang: "zh-CN" | "en" = "zh-CN") => {
    const cover = siteCoverage(zones, covers, now, clock, fixtureSite.settings);
    const warnings = coverageWarnings(cover, (id) => zones.find((one) => one.id === id), clock);
    const { due, where, says, more } = soonLine(cover, warnings, zones, wallWords(lang), lang);
    const text = (parts: typeof due): string => parts.map((part) => part.text).join("");
    return [text(due), `${where}${text(says)}`, more];
  };

  it("[COV-2] tells beneath it what falls due within 24 hours, and that nothing does", () => {
    const { dueIn24h } = siteCoverage(zones, covers, sceneNow + 24 * hour, clock, fixtureSite.settings);
    expect(dueIn24h).toBeGreaterThan(0);
    expect(soonOf(sceneNow + 24 * hour)[0]).toBe(`24 小时内到期 ${dueIn24h} 格`);
    expect(soonOf(sceneNow + 30 * 24 * hour)[0]).toBe("24 小时内没有格到期");
  });

  it("[COV-3] and where nobody has been for three days, or what a key zone lacks at the month's end", () => {
    expect(soonOf(sceneNow)[1]).toBe("");
    expect(soonOf(sceneNow + 3 * 24 * hour)[1]).toBe("重点防火区 3 天没人去");
    expect(soonOf(sceneNow + 3 * 24 * hour, "en")[1]).toMatch(/ nobody for 3 d$/);
    const young = zones.map((zone) => ({ ...zone, since: sceneNow + 15 * 24 * hour }));
    const cover = siteCoverage(young, [], sceneNow + 16 * 24 * hour, clock, fixtureSite.settings);
    const warnings = coverageWarnings(cover, (id) => young.find((one) => one.id === id), clock);
    const { says } = soonLine(cover, warnings, young, words, "zh-CN");
    expect(says.map((part) => part.text).join("")).toBe(` 本月还差 ${cover.cells} 格，余 2 天`);
  });

  it("tells the interval that the figure was counted by", () => {
    expect(intervalText(zones)).toBe("7");
    const [zone] = zones;
    if (zone === undefined) throw new Error("no zone");
    expect(intervalText([zone, { ...zone, intervalDays: 30 }])).toBe("7–30");
  });
});

describe("patrols", () => {
  const routes = new Map([...board.all("route")].map((route) => [String(route.id), route]));
  const view = patrolsView([...board.all("patrol")], routes, { site: fixtureSite, clock }, sceneNow);

  it("counts who is out, each person once", () => {
    expect(view).toMatchObject({ groups: 4, people: 6, missed: 0, planned: 4 });
  });

  it("[PAT] rings only the silent, wider as time passes, never wider than a search begins", () => {
    expect(view.marks.map((mark) => mark.status.state)).toEqual(["active", "active", "silent", "active"]);
    expect(view.marks.map((mark) => mark.doubtKm === undefined)).toEqual([true, true, false, true]);
    expect(doubtKm("foot", hour)).toBe(1);
    expect(doubtKm("foot", 10 * hour)).toBe(1.5);
    expect(doubtKm("vehicle", 0)).toBe(0.5);
  });
});

describe("names on the map", () => {
  const frame: Box = { x: 0, y: 0, w: 600, h: 400 };
  const name = (id: string, x: number, y: number, need: Wanted["need"] = "always"): Wanted => ({
    id,
    x,
    y,
    text: "一组 12 秒",
    reach: 11,
    need,
  });
  const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  it("do not cover one another and stay on the map", () => {
    const placed = placeLabels(
      [name("a", 20, 20), name("b", 60, 30), name("c", 590, 390), name("d", 560, 380)],
      [],
      frame,
      22,
    );
    expect(placed).toHaveLength(4);
    for (const one of placed) {
      expect(one.box.x).toBeGreaterThanOrEqual(0);
      expect(one.box.x + one.box.w).toBeLessThanOrEqual(600);
      for (const other of placed) if (one !== other) expect(meet(one.box, other.box)).toBe(false);
    }
  });

  it("lie inside the glass though everything there is taken: over something, never cut", () => {
    const taken: Box[] = [{ x: 0, y: 0, w: 600, h: 400 }];
    const long = { ...name("Wulanquan south line", 420, 396), text: "Wulanquan south line 000 min" };
    for (const { box } of placeLabels([long, { ...long, id: "second", x: 8, y: 4 }], taken, frame, 38)) {
      expect(box.x).toBeGreaterThanOrEqual(frame.x);
      expect(box.x + box.w).toBeLessThanOrEqual(frame.x + frame.w);
      expect(box.y).toBeGreaterThanOrEqual(frame.y);
      expect(box.y + box.h).toBeLessThanOrEqual(frame.y + frame.h);
    }
  });

  it("leave out a place rather than a patrol where there is no room", () => {
    const full: Box[] = [{ x: 0, y: 0, w: 600, h: 400 }];
    const placed = placeLabels([name("patrol", 300, 200), name("place", 300, 200, "if-free")], full, frame, 22);
    expect(placed.map((one) => one.id)).toEqual(["patrol"]);
  });
});

describe("a steady list", () => {
  it("stays the same object while it holds the same things", () => {
    const steady = createSteady<object>();
    const [a, b] = [{}, {}];
    const first = steady([a, b]);
    expect(steady(new Set([a, b]))).toBe(first);
    expect(steady([b, a])).not.toBe(first);
    expect(steady([b])).toEqual([b]);
  });
});
