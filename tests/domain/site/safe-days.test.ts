// Days without an accident: who may set the day, that an import keeps it, and one more with each midnight of the site, in any zone.

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { day } from "../../../domain/ids.ts";
import { safeDays, safetyCommands } from "../../../domain/site/safe-days.ts";
import { addDays, hour, siteClock } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person } from "../../kit/spec.ts";
import { system } from "../../kit/world.ts";

const manager = person("manager", "co");
const set = (text: string) => ({ type: "SetLastAccident", day: day(text) }) as const;
const daysOf = ({ board, now }: ReturnType<typeof createSpec>) => safeDays(board.look.site, board.look.clock, now());

describe("days without an accident", () => {
  test("given no day, when asked, then there is no figure; given one, then it counts the site's days since", () => {
    const spec = createSpec();
    expect(daysOf(spec)).toBeUndefined();
    const today = spec.clock.dayOf(spec.now());
    spec.given(set(addDays(today, -1286)), manager);
    expect(daysOf(spec)).toBe(1286);
    expect(spec.when(set(addDays(today, -1286)), manager).is).toBe("already");
    spec.given(set(today), manager);
    expect(daysOf(spec)).toBe(0);
  });

  test("given a day that has not come on the site's clocks, when set, then it is refused and nothing changes", () => {
    const spec = createSpec();
    const today = spec.clock.dayOf(spec.now());
    expect(spec.when(set(addDays(today, 1)), manager)).toMatchObject({
      code: "accident_ahead",
      params: { day: addDays(today, 1), today },
    });
    expect(daysOf(spec)).toBeUndefined();
  });

  test("given a day, when the site is imported anew, then the count goes on", () => {
    const spec = createSpec();
    spec.given(set("2026-01-31"), manager);
    const before = daysOf(spec);
    spec.given({ type: "ImportSite", import: siteFixture() }, system);
    expect(daysOf(spec)).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  test("a day that there is not is no day", () => {
    const is = (text: string): boolean => v.is(safetyCommands.SetLastAccident, { type: "SetLastAccident", day: text });
    expect(["2026-02-28", "2024-02-29"].map(is)).toEqual([true, true]);
    expect(["2026-02-30", "2025-02-29", "2026-13-01", "26-1-1", ""].map(is)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("at any moment in any zone: one more with each midnight there, and never at another hour", () => {
    const { site } = createSpec().board.look;
    fc.assert(
      fc.property(
        fc.constantFrom("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"),
        fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2027, 0, 1) }),
        (zone, now) => {
          const clock = siteClock(zone);
          const counted = (at: number) => safeDays({ ...site, zone, lastAccident: day("2024-01-01") }, clock, at) ?? -1;
          const today = clock.dayOf(now);
          const [begins, ends] = [clock.instant(today, 0), clock.instant(addDays(today, 1), 0)];
          expect(counted(now)).toBe(Math.max(0, counted(begins)));
          expect(counted(ends - 1)).toBe(counted(now));
          expect(counted(ends)).toBe(counted(now) + 1);
          expect(ends - begins).toBeGreaterThan(22 * hour);
        },
      ),
    );
  });
});
