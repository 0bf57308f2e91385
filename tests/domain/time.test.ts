// Site time: days, shifts across midnight and month ends, and zones whose clocks jump.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Day, day, shiftId } from "../../domain/ids.ts";
import {
  addDays,
  civilFromDays,
  clockText,
  daysBetween,
  daysFromCivil,
  hour,
  minute,
  nextShift,
  type Shift,
  shiftAt,
  shiftRun,
  siteClock,
  stampText,
  weekday,
} from "../../domain/time.ts";

const shift = (id: string, start: number, end: number): Shift => ({
  id: shiftId(id),
  name: id,
  nameEn: id,
  start,
  end,
});
const three = [shift("day", 480, 960), shift("mid", 960, 0), shift("night", 0, 480)];
const late = shift("late", 1320, 360);
const shanghai = siteClock("Asia/Shanghai");
const berlin = siteClock("Europe/Berlin");
const utc = (text: string): number => Date.parse(text);

describe("[ORG-3] calendar", () => {
  test("agrees with the platform's calendar over 400 years", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 130_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        const civil = civilFromDays(days);
        expect([civil.year, civil.month, civil.day]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ]);
        expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(days);
      }),
    );
  });

  test.each([
    ["2026-01-31", 1, "2026-02-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-12-31", 1, "2027-01-01"],
  ])("%s %+i d = %s", (from, n, to) => {
    expect(addDays(day(from), n)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(n);
  });

  test("weeks begin on Monday 1 and end on Sunday 7", () => {
    expect(weekday(day("2026-11-23"))).toBe(1);
    expect(weekday(day("2026-11-29"))).toBe(7);
    expect(weekday(day("1969-12-31"))).toBe(3);
  });
});

describe("[ORG-3] site clock", () => {
  test("midnight belongs to the new day, a minute before to the old", () => {
    const midnight = utc("2026-11-22T16:00:00Z");
    expect(shanghai.dayOf(midnight)).toBe("2026-11-23");
    expect(shanghai.dayOf(midnight - 1)).toBe("2026-11-22");
    expect(shanghai.minuteOfDay(midnight - 1)).toBe(1439);
    expect(shanghai.minuteOfDay(midnight)).toBe(0);
    expect(clockText(shanghai, midnight)).toBe("00:00");
    expect(stampText(shanghai, midnight - minute)).toBe("11-22 23:59");
  });

  test.each(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])(
    "%s: an instant read from the clock is written back to the same time of day",
    (zone) => {
      const clock = siteClock(zone);
      fc.assert(
        fc.property(fc.integer({ min: utc("2026-01-01"), max: utc("2028-01-01") }), (at) => {
          const whole = at - (at % minute);
          const back = clock.instant(clock.dayOf(whole), clock.minuteOfDay(whole));
          expect(clock.dayOf(back)).toBe(clock.dayOf(whole));
          expect(clock.minuteOfDay(back)).toBe(clock.minuteOfDay(whole));
          // Twice-shown minutes lie at most one zone change apart.
          expect(Math.abs(back - whole)).toBeLessThanOrEqual(hour);
        }),
      );
    },
  );

  test.each([
    ["Europe/Berlin", "2026-03-29", 150, "2026-03-29T01:30:00Z"],
    ["America/New_York", "2026-03-08", 150, "2026-03-08T07:30:00Z"],
  ])("%s: a time that the change skips lands after it", (zone, on, at, landed) => {
    expect(siteClock(zone).instant(day(on), at)).toBe(utc(landed));
  });
});

describe("[ORG-3] shifts", () => {
  test("one that crosses midnight is one run, named by the day on which it began, over a month's end too", () => {
    const before = shiftAt(shanghai, [late], shanghai.instant(day("2026-11-30"), 1380));
    const after = shiftAt(shanghai, [late], shanghai.instant(day("2026-12-01"), 60));
    expect(before?.day).toBe("2026-11-30");
    expect(after).toEqual(before);
    expect((after?.endsAt ?? 0) - (after?.startsAt ?? 0)).toBe(8 * hour);
  });

  test("the first minute is in, the last is out", () => {
    const run = shiftRun(shanghai, late, day("2026-11-23"));
    expect(shiftAt(shanghai, [late], run.startsAt)).toEqual(run);
    expect(shiftAt(shanghai, [late], run.startsAt - 1)).toBeUndefined();
    expect(shiftAt(shanghai, [late], run.endsAt - 1)).toEqual(run);
    expect(shiftAt(shanghai, [late], run.endsAt)).toBeUndefined();
  });

  test("start = end is a whole day; of two that overlap the later begun counts", () => {
    const whole = shift("all", 480, 480);
    const at = shanghai.instant(day("2026-11-23"), 500);
    expect(shiftAt(shanghai, [whole], at - hour)?.day).toBe("2026-11-22");
    expect(shiftAt(shanghai, [whole, shift("in", 490, 600)], at)?.shift.id).toBe("in");
    expect(shiftAt(shanghai, [shift("in", 490, 600), whole], at)?.shift.id).toBe("in");
  });

  test.each([
    ["2026-03-28", 7, "spring"],
    ["2026-10-24", 9, "autumn"],
  ])("Berlin, %s: the night is %i h long in %s and no minute is without a shift", (on, hours) => {
    const run = shiftRun(berlin, late, day(on));
    expect((run.endsAt - run.startsAt) / hour).toBe(hours);
    const from = berlin.instant(day(on), 0);
    for (let at = from; at < from + 72 * hour; at += 7 * minute) {
      const found = shiftAt(berlin, three, at);
      expect(found).toBeDefined();
      expect(nextShift(berlin, three, at)?.startsAt).toBe(found?.endsAt);
    }
  });

  test("the next shift is the soonest that begins after now; none on a site without shifts", () => {
    const eight = shanghai.instant(day("2026-11-23"), 480);
    expect(nextShift(shanghai, three, eight)?.shift.id).toBe("mid");
    expect(nextShift(shanghai, [three[0] ?? late], eight)?.day).toBe("2026-11-24");
    expect(nextShift(shanghai, [], eight)).toBeUndefined();
    expect(shiftAt(shanghai, [], eight)).toBeUndefined();
  });

  test("every instant of a year is in exactly the run that says so", () => {
    fc.assert(
      fc.property(fc.integer({ min: utc("2026-01-01"), max: utc("2027-01-01") }), (at) => {
        const run = shiftAt(berlin, three, at);
        const on: Day = run?.day ?? day("1970-01-01");
        expect(run).toEqual(run === undefined ? undefined : shiftRun(berlin, run.shift, on));
        expect((run?.startsAt ?? Number.POSITIVE_INFINITY) <= at && at < (run?.endsAt ?? 0)).toBe(true);
      }),
    );
  });
});
