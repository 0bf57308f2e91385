// Whatever marks are given, in whatever order they come: one ranking, which keeps its promises. [ACT-5]

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContestRound } from "../../../domain/contests/contest.ts";
import { ranking, roundScore, totalAfter } from "../../../domain/contests/standings.ts";
import { organiser } from "../../kit/attended.ts";
import { closing, contested, idOf, judgeAt, oneRound, places, publishing } from "../../kit/contested.ts";
import { tries } from "../../kit/tries.ts";

const entrants = 4;
const judges = 5;
const points = fc.integer({ min: 0, max: 10_000 });
const rounds: fc.Arbitrary<readonly ContestRound[]> = fc
  .array(fc.record({ weight: fc.constantFrom(0, 30, 70, 100), trim: fc.boolean(), goOn: fc.constantFrom(1, 2, 3) }), {
    minLength: 1,
    maxLength: 3,
  })
  .filter((all) => all.length === 1 || all.some(({ weight }) => weight > 0))
  .map((all) => all.map((one) => oneRound(one)));

/** Runs the contest; `order` says in which order the marks of each round are given. */
const run = (
  plan: readonly ContestRound[],
  marks: readonly (readonly (readonly number[])[])[],
  order: (cells: readonly (readonly [number, number])[]) => readonly (readonly [number, number])[],
) => {
  const spec = contested(entrants, plan, judges);
  const cells = Array.from({ length: entrants * judges }, (_, n) => [n % entrants, Math.floor(n / entrants)] as const);
  for (const [round] of plan.entries()) {
    for (const [who, judge] of order(cells)) {
      const given = marks[round]?.[who]?.[judge] ?? 0;
      spec.when(
        { type: "GiveScore", activity: idActivity, entry: idOf(spec, who), round, points: [given] },
        judgeAt(judge),
      );
    }
    spec.given(closing(round), organiser);
  }
  spec.given(publishing, organiser);
  return spec;
};
const idActivity = closing().activity;

test("[ACT-5] the published ranking does not depend on the order in which the scores came", () => {
  const cell = fc.array(fc.array(points, { minLength: judges, maxLength: judges }), {
    minLength: entrants,
    maxLength: entrants,
  });
  fc.assert(
    fc.property(
      rounds,
      fc.array(cell, { minLength: 3, maxLength: 3 }),
      fc.array(fc.nat(), { minLength: entrants * judges, maxLength: entrants * judges }),
      (plan, marks, keys) => {
        const straight = run(plan, marks, (cells) => cells);
        const mixed = run(plan, marks, (cells) =>
          cells
            .map((one, n) => [one, keys[n] ?? 0] as const)
            .toSorted((a, b) => a[1] - b[1])
            .map(([one]) => one),
        );
        expect(places(mixed)).toEqual(places(straight));
        const ranks = places(straight).map(([, rank]) => rank);
        // 1, 1, 3: as many stand before each as its rank says, and nobody is left out.
        expect(ranks).toHaveLength(entrants);
        for (const rank of ranks) expect(ranks.filter((other) => other < rank)).toHaveLength(rank - 1);
      },
    ),
    { numRuns: tries(60) },
  );
});

test("[ACT-5] a trimmed score lies within the marks that count, and no order of judges changes it", () => {
  fc.assert(
    fc.property(fc.array(points, { minLength: 1, maxLength: 9 }), fc.boolean(), (marks, trim) => {
      const score = roundScore({ trim }, marks);
      expect(roundScore({ trim }, marks.toReversed())).toBe(score);
      const sorted = marks.toSorted((a, b) => a - b);
      const counted = trim && marks.length >= 5 ? sorted.slice(1, -1) : sorted;
      expect(score).toBeGreaterThanOrEqual(counted[0] ?? 0);
      expect(score).toBeLessThanOrEqual(counted.at(-1) ?? 0);
    }),
    { numRuns: tries(300) },
  );
});

test("[ACT-5] a round without weight decides by its own score; those with weight by their sum", () => {
  const of = (...all: readonly number[]) => all.map((one) => ({ points: one }));
  expect(totalAfter([{ weight: 40 }, { weight: 0 }], of(9000, 5000))).toBe(5000);
  expect(totalAfter([{ weight: 0 }, { weight: 60 }], of(9000, 5000))).toBe(3000);
  expect(ranking({ rounds: [oneRound()], ties: [] }, [])).toEqual([]);
});
