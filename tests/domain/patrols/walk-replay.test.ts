// A walk played again: where it was at any moment, by the fixes alone; and no line over what nobody walked. [PAT-2, PAT-3, SCR-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caps, type Excluded, type Fix, linkOf, type RawFix, sift } from "../../../domain/patrols/track.ts";
import { roughMetres } from "../../../domain/patrols/track-line.ts";
import {
  lookAt,
  maxShownExcluded,
  placeOfStep,
  replayOf,
  shownExcluded,
  silencesOf,
  stepsIn,
  stretchesOf,
  thinnedRow,
  type WalkRow,
  walkedUntil,
} from "../../../domain/patrols/walk-replay.ts";
import type { LonLat } from "../../../domain/site/site.ts";
import { dayLength, hour, minute, second } from "../../../domain/time.ts";
import { someWalk } from "../../kit/walks.ts";

const start = Date.UTC(2026, 10, 22, 1);
const fixesOf = (raw: readonly RawFix[]): readonly Fix[] => sift(raw, start + 90 * dayLength, 1).fixes;
const rowOf = (raw: readonly RawFix[]): WalkRow => stretchesOf(fixesOf(raw), "foot", roughMetres);
const fix = (seconds: number, metresEast: number): RawFix => [
  start + seconds * second,
  119.9 + metresEast / 75_900,
  47.2,
  5,
];
/** A walk and a moment of it, between any two of its fixes, before its beginning or after its end: most of its time is silence. */
const walkAndMoment = fc
  .tuple(someWalk, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([raw, nth, share]) => {
    const times = [start - hour, ...fixesOf(raw).map(([at]) => at)];
    const i = nth % times.length;
    const [from, to] = [times[i] ?? start, times[i + 1] ?? (times[i] ?? start) + hour];
    return { raw, row: rowOf(raw), now: Math.round(from + (to - from) * share) };
  });
const near = (a: LonLat, b: LonLat): boolean => roughMetres(a, b) < 0.01;

describe("[PAT-3] where it was", () => {
  test("[PAT-3] at the time of any fix that counts it stands on that fix, and no fix is lost or made up", () => {
    fc.assert(
      fc.property(someWalk, (raw) => {
        const row = rowOf(raw);
        const steps = row.flatMap((one) => one.steps);
        expect(steps).toEqual(fixesOf(raw).map(([at, lon, lat]) => [at, lon, lat]));
        for (const [i, step] of steps.entries()) {
          // Two places at one time: the later of them is where it went on from.
          if (steps[i + 1]?.[0] === step[0]) continue;
          const look = lookAt(row, step[0]);
          expect(look.kind).not.toBe("before");
          if (look.kind !== "before") expect(near(look.at, placeOfStep(step))).toBe(true);
        }
      }),
    );
  });

  test("[PAT-3] between two fixes that are joined it lies on the line between them, by the share of time", () => {
    fc.assert(
      fc.property(walkAndMoment, ({ raw, row, now }) => {
        const fixes = fixesOf(raw);
        const after = fixes.findIndex(([at]) => at > now);
        const [a, b] = [fixes[after - 1], fixes[after]];
        const look = lookAt(row, now);
        if (after === 0) expect(look.kind).toBe("before");
        else if (a === undefined || b === undefined) expect(look.kind).toBe("over");
        else if (linkOf(a, b, caps.foot, roughMetres).kind !== "kept")
          expect(look).toMatchObject({ kind: "silent", at: [a[1], a[2]], since: a[0], until: b[0] });
        else {
          expect(look.kind).toBe("walking");
          if (look.kind !== "walking") return;
          const [whole, gone] = [roughMetres([a[1], a[2]], [b[1], b[2]]), roughMetres([a[1], a[2]], look.at)];
          const left = roughMetres(look.at, [b[1], b[2]]);
          expect(gone + left).toBeCloseTo(whole, 1);
          expect(gone).toBeCloseTo((whole * (now - a[0])) / (b[0] - a[0]), 1);
        }
      }),
    );
  });

  test("[PAT-3] its speed is never more than a kept segment may have, and it says none where it does not walk", () => {
    fc.assert(
      fc.property(walkAndMoment, ({ row, now }) => {
        const look = lookAt(row, now);
        if (look.kind !== "walking") return;
        expect(look.kmh).toBeGreaterThanOrEqual(0);
        expect(look.kmh).toBeLessThanOrEqual(caps.foot.kmh * 1.001);
        if (look.heading !== undefined) expect(look.heading).toBeLessThan(360);
      }),
    );
  });

  test("[PAT-3] it heads east at 3.6 km/h, and stands where it stands", () => {
    const row = rowOf([...Array.from({ length: 60 }, (_, i) => fix(i * 10, i * 10)), fix(900, 590), fix(910, 590)]);
    expect(lookAt(row, start + 305 * second)).toMatchObject({ kind: "walking", heading: 90 });
    const look = lookAt(row, start + 305 * second);
    if (look.kind === "walking") expect(look.kmh).toBeCloseTo(3.6, 1);
    expect(lookAt(row, start + 905 * second)).toMatchObject({ kind: "walking", kmh: 0 });
    expect(lookAt(row, start - 1)).toEqual({ kind: "before" });
    expect(lookAt(row, start + 3600 * second)).toMatchObject({ kind: "over", since: start + 910 * second });
    expect(lookAt([], start)).toEqual({ kind: "before" });
  });
});

describe("[PAT-3] what is drawn", () => {
  test("[PAT-3] no line over a break: every two places drawn one after another are joined by a kept segment, or the last is where it is", () => {
    fc.assert(
      fc.property(walkAndMoment, ({ raw, row, now }) => {
        const byPlace = new Map<string, Fix[]>();
        for (const one of fixesOf(raw)) {
          const name = `${one[1]} ${one[2]}`;
          byPlace.set(name, [...(byPlace.get(name) ?? []), one]);
        }
        const at = (place: LonLat | undefined): readonly Fix[] =>
          place === undefined ? [] : (byPlace.get(`${place[0]} ${place[1]}`) ?? []);
        const lines = walkedUntil(row, now);
        const look = lookAt(row, now);
        // It ends where the walker is, neither before nor beyond.
        const end = lines.at(-1)?.at(-1);
        if (look.kind === "before") expect(end).toBeUndefined();
        else expect(end !== undefined && near(end, look.at)).toBe(true);
        for (const [n, line] of lines.entries())
          for (const [i, place] of line.entries()) {
            if (i === 0) continue;
            const isTip = n === lines.length - 1 && i === line.length - 1;
            const joined = at(line[i - 1]).some((a) =>
              at(place).some((b) => b[0] > a[0] && linkOf(a, b, caps.foot, roughMetres).kind === "kept"),
            );
            expect(joined || (isTip && look.kind === "walking" && near(look.at, place))).toBe(true);
          }
      }),
    );
  });

  test("[PAT-3] what was drawn stays: a later moment only adds", () => {
    fc.assert(
      fc.property(walkAndMoment, fc.nat({ max: 3 * 3600 }), ({ row, now }, more) => {
        const before = walkedUntil(row, now);
        const after = walkedUntil(row, now + more * second);
        expect(after.length).toBeGreaterThanOrEqual(before.length);
        for (const [n, line] of before.entries()) {
          const isLast = n === before.length - 1;
          const sure = isLast ? line.slice(0, -1) : line;
          expect(after[n]?.slice(0, sure.length)).toEqual(sure);
        }
      }),
    );
  });

  test("[PAT-2] silences are told with their reason: too long, too fast, recorder off", () => {
    const raw = [fix(0, 0), fix(60, 60), fix(60 + 16 * 60, 120), fix(1080, 130), fix(1090, 930), fix(1100, 935)];
    const [a, b, c, d, e, f] = fixesOf(raw);
    if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
      throw new Error("six fixes");
    const off: Fix = [f[0], f[1], f[2], f[3], 1];
    const row = stretchesOf([a, b, c, d, e, off], "foot", roughMetres);
    expect(silencesOf(row).map(({ why }) => why)).toEqual(["gap", "speed", "cut"]);
    expect(lookAt(row, start + 10 * minute)).toMatchObject({ kind: "silent", why: "gap", at: [b[1], b[2]] });
  });
});

describe("[SCR-3] what a screen is told", () => {
  test("[SCR-3] a long row thinned: ends and breaks stay, nothing is made up, no more than asked", () => {
    fc.assert(
      fc.property(someWalk, fc.integer({ min: 6, max: 40 }), (raw, most) => {
        const row = rowOf(raw);
        const less = thinnedRow(row, most);
        expect(stepsIn(less)).toBeLessThanOrEqual(Math.max(most, stepsIn(row) <= most ? stepsIn(row) : most));
        const known = new Map(row.map((one) => [one.steps[0], one]));
        for (const { after, steps } of less) {
          const whole = known.get(steps[0] ?? [0, 0, 0]);
          expect(whole?.after).toBe(after);
          expect(steps.at(-1)).toBe(whole?.steps.at(-1));
          for (const step of steps) expect(whole?.steps).toContain(step);
        }
        if (row.length <= most / 3) expect(less.length).toBe(row.length);
      }),
    );
  });

  test("[PAT-2] fixes that do not count: each once, no twin of one that does, none without a place, of too many the newest", () => {
    const of = (reason: Excluded[0], n: number): Excluded => [reason, start + n, 119.9, 47.2, 80];
    const known = shownExcluded([], [of("accuracy", 1), of("duplicate", 2), of("implausible", 3), of("future", 4)]);
    expect(known).toEqual([of("accuracy", 1), of("future", 4)]);
    expect(shownExcluded(known, [of("duplicate", 5)])).toBe(known);
    expect(shownExcluded(known, [of("accuracy", 1)])).toEqual(known);
    const many = Array.from({ length: maxShownExcluded + 5 }, (_, n) => of("accuracy", 100 + n));
    expect(shownExcluded(known, many)).toEqual(many.slice(5));
  });

  test("[SCR-3] a million fixes of one walk are told by some twenty thousand, and says so", () => {
    const fixes = Array.from({ length: 200_000 }, (_, i): Fix => [start + i * second, 119.9 + i * 1e-6, 47.2, 5, 0]);
    const walk = replayOf([fixes, []], [], "foot", roughMetres);
    expect(walk.fixes).toBe(200_000);
    expect(walk.drawn).toBeLessThanOrEqual(20_000);
    expect(walk.drawn).toBeGreaterThan(15_000);
    expect(walk.rows).toHaveLength(1);
  });
});
