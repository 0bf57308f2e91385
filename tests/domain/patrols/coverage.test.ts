// Coverage: lines over cells, days in cells, and the figures that fall by themselves when nobody goes.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverGlance, evolveCover, keptDays, lastVisit, placeInBlock } from "../../../domain/coverage/coverage.ts";
import { siteCoverage, zoneCoverage } from "../../../domain/coverage/coverage-views.ts";
import { type Point, walkCells } from "../../../domain/coverage/coverage-walk.ts";
import { day, seq } from "../../../domain/ids.ts";
import { addDays, dayLength, hour, minute } from "../../../domain/time.ts";
import { tries } from "../../kit/tries.ts";
import { clock, fixAt, fromGate, geodesy, morning, report, site, underWay, zoneAround } from "./patrols-kit.ts";

const { settings } = site;

describe("[COV-1] a line over square cells", () => {
  const coordinate = fc.integer({ min: -4_000, max: 4_000 }).map((n) => n / 4);
  const point = fc.tuple(coordinate, coordinate);

  test("[COV-1] cuts where fine sampling of the same line says", () => {
    fc.assert(
      fc.property(point, point, fc.constantFrom(50, 100, 333), (a, b, cell) => {
        const stretches = walkCells(a, b, cell);
        const byCell = new Map<string, number>();
        for (const { column, row, from, to } of stretches)
          byCell.set(`${column} ${row}`, (byCell.get(`${column} ${row}`) ?? 0) + to - from);
        const samples = 4_000;
        const sampled = new Map<string, number>();
        if (a[0] !== b[0] || a[1] !== b[1])
          for (let i = 0; i < samples; i++) {
            const at = (i + 0.5) / samples;
            const key = `${Math.floor((a[0] + (b[0] - a[0]) * at) / cell)} ${Math.floor((a[1] + (b[1] - a[1]) * at) / cell)}`;
            sampled.set(key, (sampled.get(key) ?? 0) + 1 / samples);
          }
        for (const key of new Set([...byCell.keys(), ...sampled.keys()]))
          expect(Math.abs((byCell.get(key) ?? 0) - (sampled.get(key) ?? 0))).toBeLessThan(2 / samples);
      }),
      { numRuns: tries(300) },
    );
  });

  test("[COV-1] leaves no gap: stretches join from 0 to 1, each in a cell beside the one before", () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        fc.pre(a[0] !== b[0] || a[1] !== b[1]);
        let end = 0;
        for (const { from, to } of walkCells(a, b, 100)) {
          expect(from).toBe(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBe(1);
      }),
    );
  });

  test("[COV-1] a line along a border counts once; a line without length crosses nothing", () => {
    const along: readonly [Point, Point] = [
      [100, 10],
      [100, 90],
    ];
    expect(walkCells(...along, 100)).toEqual([{ column: 1, row: 0, from: 0, to: 1 }]);
    expect(walkCells([5, 5], [5, 5], 100)).toEqual([]);
  });
});

describe("[COV-1] cells over time", () => {
  const zone = zoneAround();
  const [column, row] = zone.grid.cells[100] ?? [0, 0];
  const at = (metres: number, on: string, when: number) => [
    { zone: zone.id, crs: zone.grid.crs, cell: zone.grid.cell, parts: [[column, row, day(on), metres, when] as const] },
  ];
  const grown = (...walks: readonly (readonly [metres: number, on: string])[]) => {
    const covers = new Map<string, ReturnType<typeof only>>();
    const only = (changes: ReturnType<typeof evolveCover>) => {
      const [change] = changes;
      if (change?.kind !== "put") throw new Error("no change");
      return change.record;
    };
    let last: ReturnType<typeof only> | undefined;
    for (const [metres, on] of walks) {
      const when = clock.instant(day(on), 600);
      last = only(
        evolveCover(at(metres, on, when), seq(2), day(on), settings.lmin, {
          zone: () => zone,
          cover: (id) => covers.get(id),
        }),
      );
      covers.set(last.id, last);
    }
    const cell = last?.cells.find((one) => one.cell === placeInBlock(column, row));
    if (last === undefined || cell === undefined) throw new Error("no cell");
    return { cover: last, cell };
  };

  test("[COV-1] a cell is visited when one day's walks in it reach Lmin together; two short days do not", () => {
    expect(lastVisit(grown([60, "2026-11-20"], [60, "2026-11-21"]).cell, settings.lmin)).toBeUndefined();
    expect(lastVisit(grown([60, "2026-11-20"], [40, "2026-11-20"]).cell, settings.lmin)).toBe(
      clock.instant(day("2026-11-20"), 600),
    );
  });

  test("[COV-1] days older than 62 fold into one date, and the last visit survives", () => {
    const { cell } = grown([150, "2026-08-01"], [90, "2026-08-02"], [20, "2026-11-22"]);
    expect(cell.days).toEqual([[day("2026-11-22"), 20, clock.instant(day("2026-11-22"), 600)]]);
    expect(lastVisit(cell, settings.lmin)).toBe(clock.instant(day("2026-08-01"), 600));
    const kept = grown([150, "2026-11-22"], [150, addDays(day("2026-11-22"), keptDays - 1)]).cell;
    expect(kept.days).toHaveLength(2);
  });

  test("[COV-1] a difference takes away what a late fix moved elsewhere", () => {
    expect(lastVisit(grown([150, "2026-11-22"], [-80, "2026-11-22"]).cell, settings.lmin)).toBeUndefined();
  });

  test("[COV-2] recency falls by itself, area by its window, and both name their basis", () => {
    const { cover } = grown([150, "2026-11-22"]);
    const seen = (afterDays: number) =>
      zoneCoverage(zone, [cover], morning + afterDays * dayLength, clock, settings, 30);
    const cells = zone.grid.cells.length;
    expect(seen(0)).toMatchObject({
      cells,
      inTime: 1,
      inWindow: 1,
      never: cells - 1,
      dueIn24h: 0,
      oldestDays: 0,
      recency: 100 / cells,
      area: 100 / cells,
      windowDays: 30,
      cell: 1000,
      lmin: 100,
      asOf: morning,
      newest: clock.instant(day("2026-11-22"), 600),
    });
    expect(seen(7)).toMatchObject({ inTime: 1, dueIn24h: 1 });
    expect(seen(8)).toMatchObject({ inTime: 0, inWindow: 1, recency: 0, oldestDays: 8 });
    expect(seen(8).overdue.at(-1)).toEqual({ index: 100, days: 8 });
    expect(seen(8).overdue[0]).toEqual({ index: 0 });
    expect(seen(29).inWindow).toBe(1);
    expect(seen(30).inWindow).toBe(0);
  });

  test("[COV-2] a cell never walked is overdue only when its interval has run out since the zone was first imported", () => {
    const { cover } = grown([150, "2026-11-22"]);
    const fresh = { ...zone, since: morning };
    const seen = (afterDays: number) =>
      siteCoverage([fresh], [cover], morning + afterDays * dayLength, clock, settings);
    const never = zone.grid.cells.length - 1;
    expect(seen(0)).toMatchObject({ overdue: 0, notYet: never, inTime: 1 });
    expect(seen(0).zones[0]).toMatchObject({ never, overdue: [] });
    expect(seen(zone.intervalDays)).toMatchObject({ overdue: 0, notYet: never });
    expect(seen(zone.intervalDays + 1)).toMatchObject({ overdue: never + 1, notYet: 0 });
  });

  test("[COV-2] a zone without cells has no share, not 0 %", () => {
    const empty = { ...zone, grid: { ...zone.grid, cells: [] } };
    const figure = zoneCoverage(empty, [], morning, clock, settings);
    expect(figure.recency).toBeUndefined();
    expect(siteCoverage([empty], [], morning, clock, settings).area).toBeUndefined();
  });

  test("[COV-1] blocks hold 64 cells each, on both sides of the grid's zero", () => {
    const places = new Set<string>();
    for (let x = -8; x < 8; x++)
      for (let y = -8; y < 8; y++) places.add(`${Math.floor(x / 8)} ${Math.floor(y / 8)} ${placeInBlock(x, y)}`);
    expect(places.size).toBe(256);
    expect([...places].every((one) => Number(one.split(" ")[2]) >= 0 && Number(one.split(" ")[2]) < 64)).toBe(true);
  });
});

describe("[COV-1] a walked patrol in its zone", () => {
  /** East along a parallel at 5 km/h, a fix a minute. */
  const fixes = Array.from({ length: 31 }, (_, i) => fixAt(morning + i * minute, fromGate(i * 83, 0), 8));

  test("[COV-1] the metres of all cells are the geodesic metres of the walk", () => {
    const yard = underWay();
    yard.act(report(fixes), morning + hour);
    const walked = [...yard.metresByCell().values()].reduce((sum, one) => sum + one, 0);
    let geodesic = 0;
    for (let i = 1; i < fixes.length; i++) {
      const [a, b] = [fixes[i - 1], fixes[i]];
      if (a !== undefined && b !== undefined) geodesic += geodesy.metres([a.lon, a.lat], [b.lon, b.lat]);
    }
    expect(walked).toBeCloseTo(geodesic, 1);
    expect(yard.patrol().km).toBeCloseTo(geodesic / 1000, 2);
  });

  test("[COV-1] a screen's glance of the blocks gives the same figures as the blocks", () => {
    const yard = underWay();
    yard.act(report(fixes), morning + hour);
    const full = zoneCoverage(zoneAround(), yard.covers(), morning + hour, clock, settings);
    const glances = yard.covers().map((cover) => coverGlance(cover, settings.lmin));
    expect(full.inTime).toBeGreaterThan(1);
    expect(zoneCoverage(zoneAround(), glances, morning + hour, clock, settings)).toEqual(full);
    expect(JSON.stringify(glances).length).toBeLessThan(JSON.stringify(yard.covers()).length);
  });

  test("[COV-1] the same walk in 500 m cells crosses more of them", () => {
    const inTime = (cell: 500 | 1000): number => {
      const zone = zoneAround(cell);
      const yard = underWay([zone]);
      yard.act(report(fixes), morning + hour);
      return zoneCoverage(zone, yard.covers(), morning + hour, clock, settings).inTime;
    };
    expect(inTime(500)).toBeGreaterThan(inTime(1000));
  });
});
