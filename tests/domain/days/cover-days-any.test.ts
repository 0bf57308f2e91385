// Whatever is uploaded when, in whatever pieces and order: the records of the closed days are those of the whole uploaded at once. [PAT-2, COV-2]

import fc from "fast-check";
import { expect, test } from "vitest";
import { coverDayFigures } from "../../../domain/days/cover-closing.ts";
import type { RawFix } from "../../../domain/patrols/track.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { tries } from "../../kit/tries.ts";
import { at, createLand, type Land } from "../../kit/walked-land.ts";
import { cutApart, type Torn, tornApart } from "../../kit/walks.ts";

const begun = at("2026-11-22", 8);
/** How long after the walk's end each part comes: at once, hours or days later, when its days are long closed. */
const delays = fc.array(fc.constantFrom(0, hour, 20 * hour, 2 * dayLength, 6 * dayLength), {
  minLength: 5,
  maxLength: 5,
});

const landUnder = (): Land => {
  const land = createLand(begun);
  land.plan("p1", at("2026-11-22", 9), { members: ["w5"], windowEnd: at("2026-11-22", 15) });
  return land;
};
const endOf = (fixes: readonly RawFix[]): number => Math.max(begun, ...fixes.map(([when]) => when ?? 0)) + minute;
/** The marks of when it came are what differs. */
const figures = (land: Land) => land.days().map(({ id, season, zones, teams }) => ({ id, season, zones, teams }));
/** Everything but metres, which differences of roundings may move by millimetres. */
const counted = (told: unknown): unknown =>
  JSON.parse(JSON.stringify(told, (key, value: unknown) => (key === "metres" ? undefined : value)));
const metresIn = (told: unknown): readonly number[] => {
  const found: number[] = [];
  JSON.stringify(told, (key, value: unknown) => {
    if (key === "metres" && typeof value === "number") found.push(value);
    return value;
  });
  return found;
};

const lateParts = ({ whole, parts }: Torn, late: readonly number[]): Land => {
  const land = landUnder();
  const end = endOf(whole);
  const coming = parts.map((fixes, i) => ({ fixes, moment: end + (late[i] ?? 0) })).sort((a, b) => a.moment - b.moment);
  for (const { fixes, moment } of coming) {
    land.goTo(moment);
    land.report("p1", fixes);
  }
  return land;
};

for (const [how, torn] of [
  ["torn fix by fix", tornApart],
  ["cut into rows", cutApart],
] as const)
  test(`[PAT-2] a walk ${how}, each part late as it may be, comes to the days of the whole`, () => {
    fc.assert(
      fc.property(torn, delays, (walk, late) => {
        const last = endOf(walk.whole) + 6 * dayLength + hour;
        const pieces = lateParts(walk, late);
        pieces.goTo(last);
        const whole = landUnder();
        whole.goTo(endOf(walk.whole));
        whole.report("p1", walk.whole);
        whole.goTo(last);
        expect(counted(figures(pieces))).toEqual(counted(figures(whole)));
        const metres = metresIn(figures(whole));
        for (const [i, one] of metresIn(figures(pieces)).entries())
          expect(Math.abs(one - (metres[i] ?? 0))).toBeLessThan(0.05);
        // Carried on by differences, they are what one count of the board would give.
        for (const { id, season, zones, teams } of pieces.days())
          if (teams !== undefined)
            expect({ season, zones, teams }).toEqual(
              coverDayFigures(id, pieces.board.look, { now: pieces.now(), teams: "known" }),
            );
      }),
      { numRuns: tries(25) },
    );
  });
