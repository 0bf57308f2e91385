// Recordings in pieces: whoever cuts, shuffles or repeats them changes no figure.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Figures, figuresOf, type Measure } from "../../../domain/coverage/coverage-figures.ts";
import { layTogether } from "../../../domain/patrols/recordings.ts";
import { addTallies, caps, type RawFix, sift, tallyOf } from "../../../domain/patrols/track.ts";
import { second } from "../../../domain/time.ts";
import { gridIn } from "../../../server/ingest/grids.ts";
import { tries } from "../../kit/tries.ts";
import { cutApart, someWalk, tornApart } from "../../kit/walks.ts";
import { clock, fromGate, geodesy, morning } from "./patrols-kit.ts";

const now = morning + 1e9;
const measure: Measure = { geodesy, clock, cap: caps.foot, grids: [gridIn("EPSG:4549")], cell: 100, lmin: 0 };

/** A file is a list of segments. */
const figures = (...files: readonly (readonly (readonly RawFix[])[])[]): Figures => {
  const sifted = files.map((segments) => segments.map((raw) => sift(raw, now, 0)));
  const laid = layTogether(
    sifted.map((segments) => segments.map((one) => one.fixes)),
    measure.cap,
    geodesy.metres,
  );
  return figuresOf(
    laid,
    sifted
      .flat()
      .map((one) => tallyOf(one.excluded))
      .reduce(addTallies, {}),
    0,
    measure,
  );
};
/** `count` fixes from `from` on, `every` so many seconds, `pace` metres apart, along a line `north` metres off the gate. */
const along = (from: number, count: number, every: number, pace: number, north = 0): readonly RawFix[] =>
  Array.from({ length: count }, (_, i) => {
    const [lon, lat] = fromGate((from + i) * pace, north);
    return [morning + (from + i) * every * second, lon, lat, null];
  });

describe("[PAT-2] one recording in pieces", () => {
  test("[PAT-2] cut at any places, the pieces in any order: the figures of the whole", () => {
    fc.assert(
      fc.property(cutApart, ({ whole, parts }) => {
        expect(figures(...parts.map((part) => [part]))).toEqual(figures([whole]));
      }),
      { numRuns: tries(300) },
    );
  });

  test("[PAT-2] torn apart fix by fix, the pieces in any order: the figures of the whole", () => {
    fc.assert(
      fc.property(tornApart, ({ whole, parts }) => {
        expect(figures(...parts.map((part) => [part]))).toEqual(figures([whole]));
      }),
      { numRuns: tries(300) },
    );
  });

  test("[PAT-2] given again, whole or in part, it adds duplicates and nothing else", () => {
    fc.assert(
      fc.property(cutApart, ({ whole, parts }) => {
        const { duplicates: twice, ...others } = figures([whole], ...parts.map((part) => [part]), [whole]);
        const { duplicates, ...once } = figures([whole]);
        expect(others).toEqual(once);
        expect(twice - duplicates).toBe(2 * (once.fixes + duplicates));
      }),
      { numRuns: tries(150) },
    );
  });

  test("[PAT-2] a file of several segments, cut inside of them: the breaks stay, the cuts do not", () => {
    const [a, b, c] = [along(0, 6, 30, 40), along(6, 6, 30, 40), along(12, 6, 30, 40)];
    const whole = figures([a, b, c]);
    expect(whole).toMatchObject({ fixes: 18, segments: 15 });
    expect(figures([a, b.slice(0, 2)], [b.slice(2), c])).toEqual(whole);
    expect(figures([b.slice(3), c], [a, b.slice(0, 3)])).toEqual(whole);
    const even = (fixes: readonly RawFix[]) => fixes.filter((_, i) => i % 2 === 0);
    const odd = (fixes: readonly RawFix[]) => fixes.filter((_, i) => i % 2 === 1);
    expect(figures([a, b, c].map(even), [a, b, c].map(odd))).toEqual(whole);
    expect(figures([a, b, c], [b])).toMatchObject({ segments: 15, duplicates: 6 });
  });

  test("[PAT-2] a break that another recording goes on over is none", () => {
    const all = along(0, 9, 30, 40);
    expect(figures([all.slice(0, 5), all.slice(5)])).toMatchObject({ segments: 7 });
    expect(figures([all.slice(0, 5), all.slice(5)], [all])).toEqual({ ...figures([all]), duplicates: 9 });
  });

  test("[PAT-2] the end of one segment told again as the beginning of the next is one fix and no break", () => {
    const all = along(0, 9, 30, 40);
    expect(figures([all.slice(0, 5), all.slice(4)])).toEqual({ ...figures([all]), duplicates: 1 });
  });
});

describe("[PAT-2] two recorders", () => {
  test("[PAT-2] at once in two places are two walks, however their files are cut and ordered", () => {
    const one = along(0, 40, 60, 50);
    const other = along(0, 40, 60, 50, 3000).map(([at, lon, lat, acc]): RawFix => [(at ?? 0) + 20_000, lon, lat, acc]);
    const apart = [figures([one]), figures([other])];
    const sum = (key: "km" | "hours" | "segments" | "cells" | "fixes") =>
      apart.reduce((total, figure) => total + figure[key], 0);
    const together = figures([one], [other]);
    expect(together).toMatchObject({ segments: 78, fixes: 80, duplicates: 0, excluded: {}, cells: sum("cells") });
    expect(together.km).toBeCloseTo(sum("km"), 5);
    expect(together.hours).toBeCloseTo(sum("hours"), 5);
    expect(figures([other], [one])).toEqual(together);
    expect(figures([other.slice(20)], [one.slice(0, 25)], [other.slice(0, 20)], [one.slice(25)])).toEqual(together);
  });

  test("[PAT-2] two tracks of one file at the same time are walked each by itself", () => {
    const [one, other] = [along(0, 10, 60, 50), along(0, 10, 60, 50, 3000)];
    expect(figures([one, other])).toMatchObject({ segments: 18, excluded: {} });
  });

  test("[PAT-2] a hundred recorders at once in one file lose no fix", () => {
    const segments = Array.from({ length: 3000 }, (_, i) => along(0, 2, 60, 50, i * 10));
    expect(figures(segments)).toMatchObject({ fixes: 6000 });
  });
});

describe("[COV-1] the cells of a track", () => {
  test.each(["EPSG:4549", "EPSG:32651", "EPSG:4498", "EPSG:4528"])(
    "[COV-1] in %s are those in which fine sampling of its kept lines finds it",
    (crs) => {
      fc.assert(
        fc.property(someWalk, fc.constantFrom(20, 50, 333), (raw, cell) => {
          const { fixes } = sift(raw, now, 0);
          const laid = layTogether([[fixes]], caps.foot, geodesy.metres);
          const counted = figuresOf(laid, {}, 0, { ...measure, grids: [gridIn(crs)], cell }).cells;
          const found = new Set<string>();
          const surely = new Set<string>();
          // From a cell to the one across its corner within 5 cm: the third, cut in between, is seen by no sample.
          let hidden = 0;
          for (const [i, b] of fixes.entries()) {
            const a = fixes[i - 1];
            if (a === undefined) continue;
            const metres = geodesy.metres([a[1], a[2]], [b[1], b[2]]);
            if (metres === 0 || b[0] - a[0] > 900_000 || metres * 3600 > 12 * (b[0] - a[0])) continue;
            const [p, q] = [geodesy.toPlane(crs, [a[1], a[2]]), geodesy.toPlane(crs, [b[1], b[2]])];
            if (p === undefined || q === undefined) throw new Error("not in the belt");
            const steps = Math.ceil(metres / 0.05);
            let [east, north] = [Math.floor(p[0] / cell), Math.floor(p[1] / cell)];
            for (let n = 0; n <= steps; n++) {
              const [x, y] = [p[0] + ((q[0] - p[0]) * n) / steps, p[1] + ((q[1] - p[1]) * n) / steps];
              const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
              if (column !== east && row !== north) hidden += 1;
              [east, north] = [column, row];
              const name = `${column} ${row}`;
              found.add(name);
              // A corner cut by less than the sampling sees is no matter of right or wrong.
              const border = Math.min(x - Math.floor(x / cell) * cell, y - Math.floor(y / cell) * cell);
              if (border > 0.05 && border < cell - 0.05) surely.add(name);
            }
          }
          expect(counted).toBeGreaterThanOrEqual(surely.size);
          expect(Math.abs(counted - found.size)).toBeLessThanOrEqual(found.size - surely.size + hidden);
        }),
        { numRuns: tries(40) },
      );
    },
  );
});
