// The scrub bar's marks and the keys of a replay.

import { describe, expect, it } from "vitest";
import { siteClock } from "../../domain/time.ts";
import { barMarks, midnights } from "../../web/lib/replay-marks.ts";

const hour = 3_600_000;
/** 2026-11-20 08:00 in Asia/Shanghai. */
const from = Date.UTC(2026, 10, 20, 0, 0);
const range = { from, to: from + 72 * hour };

describe("[SCR-3] the scrub bar", () => {
  it("marks each alarm at its moment; those too close to tell apart are one, with the worst priority and their number", () => {
    const raised = [
      { at: from, priority: 3 },
      { at: from + 36 * hour, priority: 2 },
      { at: from + 36 * hour + 1000, priority: 1 },
      { at: from + 36 * hour + 2000, priority: 4 },
      { at: from + 72 * hour, priority: 2 },
    ] as const;
    expect(barMarks(raised, range)).toEqual([
      { place: 0, priority: 3, count: 1 },
      { place: 0.5, priority: 1, count: 3 },
      { place: 1, priority: 2, count: 1 },
    ]);
    expect(barMarks(raised, { from, to: from }).every(({ place }) => place === 0)).toBe(true);
    const flood = Array.from({ length: 5_000 }, (_, n) => ({ at: from + n * 50_000, priority: 2 }) as const);
    expect(barMarks(flood, range).length).toBeLessThanOrEqual(241);
  });

  it("shows the site's midnights, also where the clocks change", () => {
    const shanghai = midnights(siteClock("Asia/Shanghai"), range);
    expect(shanghai.map(({ at }) => at)).toEqual([16, 40, 64].map((n) => from + n * hour));
    expect(shanghai[0]?.place).toBeCloseTo(16 / 72);
    // Its name stands in its own share: the last one's ends where the bar ends, however young that day is.
    expect(shanghai.map(({ share }) => Math.round(share * 72))).toEqual([24, 24, 8]);
    const autumn = Date.UTC(2026, 9, 24, 12, 0);
    const berlin = midnights(siteClock("Europe/Berlin"), { from: autumn, to: autumn + 72 * hour });
    expect(berlin.length).toBeGreaterThanOrEqual(3);
    expect(berlin.length).toBeLessThanOrEqual(4);
  });
});
