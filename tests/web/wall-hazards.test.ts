// The wall's column of hazards: what is overdue stands line by line, and what finds no room is counted and never lost.

import { describe, expect, it } from "vitest";
import type { Late } from "../../domain/cases/hazard-figures.ts";
import { unitId } from "../../domain/ids.ts";
import { lateHeight, lateRows } from "../../web/wall/hazard-rows.ts";

const late = (n: number): Late => ({ unit: unitId(`u${n}`), turn: "office", n, since: n });
const three = [late(1), late(2), late(3)];

describe("[CASE-1] overdue hazards on the wall", () => {
  it("given room for all, when laid out, then all stand and nothing is counted", () => {
    expect(lateRows(three, 3 * lateHeight.row)).toEqual({ shown: three, rest: 0 });
    expect(lateRows([], 0)).toEqual({ shown: [], rest: 0 });
  });

  it.each([0, 20, 60, 70, 100, 140, 203])(
    "given %i units of height, when laid out, then no hazard is lost",
    (height) => {
      const { shown, rest } = lateRows(three, height);
      expect(shown.reduce((sum, { n }) => sum + n, rest)).toBe(6);
      expect(rest).toBeGreaterThan(0);
      expect(shown).toEqual(three.slice(0, shown.length));
      if (shown.length > 0) expect(shown.length * lateHeight.row + lateHeight.more).toBeLessThanOrEqual(height);
    },
  );
});
