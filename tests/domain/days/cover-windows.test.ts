// Windows of coverage: where they begin, that a cell visited twice counts once in each, and that like is compared with like. [COV-2]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparison, createDayAt, shiftFigures, windowFigures } from "../../../domain/coverage/window-figures.ts";
import { endedRuns } from "../../../domain/days/shift-runs.ts";
import {
  type DayWindow,
  isSeasonStart,
  quarters,
  reachOf,
  sameBefore,
  wholeBefore,
  windowStart,
} from "../../../domain/days/windows.ts";
import { day, findingId, patrolId, unitId, zoneId } from "../../../domain/ids.ts";
import { addDays, dayLength, minute, shiftAt } from "../../../domain/time.ts";
import { tries } from "../../kit/tries.ts";
import { admin, at, clock, createLand, type Land, landImport, walkEast } from "../../kit/walked-land.ts";

const fire = ["03-15", "06-16", "09-15", "11-16"];
const forestZone = { zone: zoneId("z-forest") };
const figures = (land: Land, name: DayWindow, to = clock.dayOf(land.now()), filter = {}) =>
  comparison(name, to, createDayAt(land.board.look, land.now()), land.board.look, filter, land.now());
const visited = (land: Land, name: DayWindow) => figures(land, name, undefined, forestZone).now.ground?.visited;
/** Cells that the covers themselves know as visited since the day; the covers keep 62 days one by one. */
const union = (land: Land, from: string): number => {
  const cells = new Set<string>();
  for (const cover of land.board.all("cover"))
    if (cover.zone === "z-forest")
      for (const { cell, days } of cover.cells)
        if (days.some(([on, metres]) => on >= from && metres >= 100)) cells.add(`${cover.id} ${cell}`);
  return cells.size;
};

describe("[COV-2] windows", () => {
  test("[COV-2] weeks begin on Monday, months on the first, seasons where the site says", () => {
    const sunday = day("2026-11-22");
    expect(windowStart("day", sunday, quarters)).toBe("2026-11-22");
    expect(windowStart("week", sunday, quarters)).toBe("2026-11-16");
    expect(windowStart("month", sunday, quarters)).toBe("2026-11-01");
    expect(windowStart("season", sunday, quarters)).toBe("2026-10-01");
    expect(windowStart("season", sunday, fire)).toBe("2026-11-16");
    expect(windowStart("season", day("2027-03-14"), fire)).toBe("2026-11-16");
    expect(windowStart("season", day("2027-03-15"), fire)).toBe("2027-03-15");
    expect(["02-29", "00-10", "1-1", "04-31"].filter(isSeasonStart)).toEqual([]);
    expect([...quarters, ...fire].every(isSeasonStart)).toBe(true);
  });

  test("[COV-2] a window so far is compared with as many days of the one before, and never with days that it has not", () => {
    const week = reachOf("week", day("2026-11-25"), quarters);
    expect(week).toEqual({ from: "2026-11-23", to: "2026-11-25", days: 3 });
    expect(sameBefore("week", week, quarters)).toEqual({ from: "2026-11-16", to: "2026-11-18", days: 3 });
    expect(wholeBefore("week", week, quarters)).toEqual({ from: "2026-11-16", to: "2026-11-22", days: 7 });
    const march = reachOf("month", day("2027-03-31"), quarters);
    expect(sameBefore("month", march, quarters)).toEqual({ from: "2027-02-01", to: "2027-02-28", days: 28 });
  });

  test("[COV-2] the windows follow one another without a gap, whatever the seasons", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom<DayWindow>("day", "week", "month", "season"),
        fc.uniqueArray(fc.constantFrom("01-01", "02-28", "03-15", "06-16", "09-15", "11-16", "12-31"), {
          minLength: 1,
        }),
        (n, name, seasons) => {
          const reach = reachOf(name, addDays(day("2020-01-01"), n), seasons);
          const before = wholeBefore(name, reach, seasons);
          expect(addDays(before.to, 1)).toBe(reach.from);
          expect(before.days).toBeGreaterThan(0);
          expect(windowStart(name, before.to, seasons)).toBe(before.from);
        },
      ),
    );
  });
});

describe("[COV-2] figures over a window", () => {
  test("[COV-2] a month's area is the union of what was visited, not the sum of its days", () => {
    const land = createLand(at("2026-11-02", 7));
    for (const on of ["2026-11-02", "2026-11-03", "2026-11-10"]) {
      land.goTo(at(on, 12));
      land.upload(walkEast(at(on, 8), 45));
    }
    land.upload(walkEast(at("2026-11-10", 9), 45, [0, 3000]));
    land.goTo(at("2026-11-12", 8));
    const once = union(land, "2026-11-02");
    expect(visited(land, "month")).toBe(once);
    const days = ["2026-11-02", "2026-11-03", "2026-11-10"].map((on) => land.dayRec(on).zones[0]?.day ?? 0);
    expect(days.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(once);
    expect(visited(land, "week")).toBe(union(land, "2026-11-09"));
    expect(visited(land, "day")).toBe(0);
  });

  test("[COV-2] a season outlives the days that cells keep one by one, in the records and in what is still open", () => {
    const land = createLand(at("2026-10-05", 7));
    land.goTo(at("2026-10-05", 12));
    land.upload(walkEast(at("2026-10-05", 8), 45));
    land.goTo(at("2026-12-20", 12));
    land.upload(walkEast(at("2026-12-20", 8), 45, [0, 4000]));
    const autumn = land.dayRec("2026-10-05").zones[0]?.day ?? 0;
    expect(autumn).toBeGreaterThan(2);
    expect(visited(land, "season")).toBe(autumn + (visited(land, "day") ?? 0));
    land.goTo(at("2026-12-21", 12));
    expect(land.dayRec("2026-12-20").zones[0]?.season).toBe(visited(land, "season"));
  });

  test("[COV-2] whatever was walked on whichever days, each window counts each of its cells once", () => {
    const walk = fc.record({
      on: fc.integer({ min: 0, max: 24 }),
      east: fc.integer({ min: -3, max: 3 }),
      up: fc.integer({ min: -4, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(walk, { maxLength: 8 }), (walks) => {
        const land = createLand(at("2026-11-02", 7));
        for (const { on, east, up } of walks.toSorted((a, b) => a.on - b.on)) {
          const today = addDays(day("2026-11-02"), on);
          land.goTo(at(today, 12));
          land.upload(walkEast(at(today, 8), 30, [east * 1000, up * 1000]));
        }
        land.goTo(at("2026-11-26", 18));
        for (const name of ["day", "week", "month", "season"] as const)
          expect(visited(land, name)).toBe(union(land, windowStart(name, clock.dayOf(land.now()), quarters)));
      }),
      { numRuns: tries(15) },
    );
  });

  test("[COV-2] today counts as far as it has come, yesterday until it is closed; neither twice", () => {
    const land = createLand(at("2026-11-23", 7));
    land.plan("p1", at("2026-11-23", 8));
    land.plan("p2", at("2026-11-23", 20), { leader: "w5" });
    land.goTo(at("2026-11-23", 12));
    land.report("p1", walkEast(at("2026-11-23", 8), 42));
    const noon = figures(land, "week").now;
    // The evening's patrol has not begun to count.
    expect(noon.teams).toMatchObject({ patrols: 1, called: 1, online: 1, due: 2, inTime: 2 });
    expect(noon.teams.metres).toBeCloseTo(41 * 70, -1);
    land.goTo(at("2026-11-24", 0) + 10 * minute);
    const night = figures(land, "week");
    expect(land.days()).toEqual([]);
    expect(night.now.teams).toMatchObject({ patrols: 1, called: 2, due: 4, missed: 2 });
    land.goTo(at("2026-11-24", 1));
    expect(land.days()).toHaveLength(1);
    expect(figures(land, "week").now.teams).toMatchObject({ patrols: 1, called: 2 });
    expect(figures(land, "day").now.teams).toMatchObject({ patrols: 0, called: 0 });
  });

  test("[COV-2] what no record tells is unknown and said to be, never nought", () => {
    const land = createLand(at("2026-11-24", 7));
    land.goTo(at("2026-11-25", 8));
    const { now, same } = figures(land, "week");
    expect(now.unknown).toEqual({ ground: 1, teams: 1 });
    expect(same.ground).toBeUndefined();
    expect(same.unknown).toEqual({ ground: 3, teams: 3 });
    expect(same.metres).toBeUndefined();
    expect(figures(land, "day", undefined, { zone: zoneId("not-yet") }).now.metres).toBeUndefined();
    expect(figures(land, "week", day("2026-12-30")).now.ground).toBeUndefined();
  });

  test("[COV-2] each names what it was counted by, and the days that were rewritten or fell short", () => {
    const land = createLand(at("2026-11-23", 7));
    land.goTo(at("2026-11-26", 8));
    land.upload(walkEast(at("2026-11-24", 8), 45));
    const { now } = figures(land, "week");
    expect(now.basis).toEqual({ asOf: land.now(), cell: [1000], lmin: [100], intervalDays: [7, 30] });
    expect(now.rewritten).toEqual(["2026-11-24", "2026-11-25"]);
    expect(figures(land, "week", undefined, { zone: zoneId("z-mine") }).now.basis.intervalDays).toEqual([30]);
    const closed = windowFigures(
      "day",
      reachOf("day", day("2026-11-23"), quarters),
      createDayAt(land.board.look, land.now()),
      {},
    );
    expect(closed.basis.asOf).toBe(land.dayRec("2026-11-23").closedAt);
  });

  test("[COV-2] teams are those of the unit asked for and below it, the longest way first", () => {
    const land = createLand(at("2026-11-23", 7));
    land.goTo(at("2026-11-23", 12));
    land.upload(walkEast(at("2026-11-23", 8), 20), "mine");
    land.upload(walkEast(at("2026-11-23", 9), 40, [0, 500]), "forest");
    const units = (unit: string) =>
      figures(land, "day", undefined, { unit: unitId(unit) }).now.byTeam.map((one) => one.unit);
    expect(units("co")).toEqual(["forest", "mine"]);
    expect(units("mine")).toEqual(["mine"]);
  });

  test("[COV-2] the shift under way: cells left since it began, patrols that set out since", () => {
    const land = createLand(at("2026-11-23", 7), landImport());
    land.plan("p1", at("2026-11-23", 8));
    land.plan("p2", at("2026-11-23", 16));
    land.goTo(at("2026-11-23", 8));
    land.act({ type: "StartPatrol", patrol: patrolId("p1") }, admin);
    land.goTo(at("2026-11-23", 10));
    land.report("p1", walkEast(at("2026-11-23", 8), 45));
    const shift = (): ReturnType<typeof shiftFigures> => {
      const run = shiftAt(clock, land.board.look.site.shifts, land.now());
      if (run === undefined) throw new Error("no shift");
      return shiftFigures(run, land.board.look, land.now(), forestZone);
    };
    expect(shift().ground?.visited).toBe(union(land, "2026-11-23"));
    expect(shift().teams).toMatchObject({ patrols: 1, personDays: 1, due: 1, inTime: 1, called: 1, online: 1 });
    land.goTo(at("2026-11-23", 17));
    expect(shift().ground?.visited).toBe(0);
    expect(shift().teams).toMatchObject({ patrols: 0, due: 1, missed: 1, called: 1, online: 0 });
  });

  test("[COV-2] a shift that is over: patrols that set out in it, whole, checkpoints whose time ran out up to its end, late uploads too; no cells", () => {
    const land = createLand(at("2026-11-23", 7), landImport());
    // The gate of the first runs out at 16:00 to the minute: it is the day shift's; what is planned for 16:00 is the next one's.
    land.plan("p1", at("2026-11-23", 15), { windowEnd: at("2026-11-23", 19) });
    land.plan("p2", at("2026-11-23", 16), { windowEnd: at("2026-11-23", 20) });
    land.goTo(at("2026-11-23", 15));
    land.act({ type: "StartPatrol", patrol: patrolId("p1") }, admin);
    land.goTo(at("2026-11-23", 15.5));
    land.report("p1", walkEast(at("2026-11-23", 15), 31));
    const figures = (n: number) => {
      const run = endedRuns(clock, land.board.look.site.shifts, land.now(), dayLength)[n];
      if (run === undefined) throw new Error("no shift is over");
      return { shift: run.shift.id, ...shiftFigures(run, land.board.look, land.now(), forestZone) };
    };
    land.goTo(at("2026-11-23", 16));
    const day = figures(0);
    expect(day).toMatchObject({
      shift: "day",
      reach: { from: "2026-11-23", to: "2026-11-23" },
      teams: { patrols: 1, personDays: 1, due: 1, inTime: 1, called: 1, online: 1 },
    });
    expect(day.teams.metres).toBeCloseTo(30 * 70, -1);
    expect(day).not.toHaveProperty("ground");
    land.goTo(at("2026-11-23", 17));
    land.report("p1", walkEast(at("2026-11-23", 16), 61, [30 * 70, 0]));
    expect(figures(0).teams.metres).toBeCloseTo(90 * 70, -1);
    land.goTo(at("2026-11-24", 1));
    const [middle, before] = [figures(0), figures(1)];
    expect([before.teams.due, middle.shift, middle.teams]).toMatchObject([
      1,
      "mid",
      { patrols: 0, metres: 0, due: 3, missed: 2, called: 1, online: 0 },
    ]);
    expect(before.teams.due + middle.teams.due).toBe(land.dayRec("2026-11-23").teams?.[0]?.due);
  });

  test("[COV-2] given a leader with two patrols in a shift of which he walks one, when it is over, then he is one who was called and came, as on the day", () => {
    const land = createLand(at("2026-11-23", 7), landImport());
    land.plan("p1", at("2026-11-23", 10), { windowEnd: at("2026-11-23", 12) });
    land.plan("p2", at("2026-11-23", 13), { windowEnd: at("2026-11-23", 15) });
    land.goTo(at("2026-11-23", 10));
    land.act({ type: "StartPatrol", patrol: patrolId("p1") }, admin);
    land.goTo(at("2026-11-23", 11));
    land.report("p1", walkEast(at("2026-11-23", 10), 31));
    land.goTo(at("2026-11-24", 1));
    const [, run] = endedRuns(clock, land.board.look.site.shifts, land.now(), dayLength);
    if (run === undefined) throw new Error("no shift is over");
    const told = shiftFigures(run, land.board.look, land.now(), forestZone).teams;
    expect(told).toMatchObject({ patrols: 1, called: 1, online: 1 });
    expect(land.dayRec("2026-11-23").teams?.[0]).toMatchObject({ called: told.called, online: told.online });
  });
});

describe("[COV-2] findings per 100 km", () => {
  test("[COV-2] a window's findings are those seen on its days, in the unit asked for and below; what is too long ago is unknown", () => {
    const land = createLand(at("2026-11-22", 7));
    const tell = (id: string, unit = "forest"): string =>
      land.act(
        { type: "ReportFinding", finding: findingId(id), sort: "pest", unit: unitId(unit), note: "" },
        { kind: "device", profile: "tracker" },
      );
    expect(tell("f1")).toBe("FindingReported");
    land.goTo(at("2026-11-23", 8));
    tell("f2");
    tell("f3");
    tell("f4", "mine");
    expect(figures(land, "day").now.found).toBe(3);
    expect(figures(land, "day", undefined, { unit: unitId("forest") }).now.found).toBe(2);
    expect(figures(land, "day").same.found).toBe(1);
    expect(figures(land, "month").now.found).toBe(4);
    expect(figures(land, "season").now.found).toBe(4);
    expect(figures(land, "season").before.found).toBeUndefined();
  });
});
