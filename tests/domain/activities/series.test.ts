// A recurring activity: its days in site time, each an activity of its own; made by one act, cancelled one by one or from one on. [ACT-1]

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { ActivityDraft } from "../../../domain/activities/activity-draft.ts";
import { laterOf, occurrencesOf, placeIn, type Repeat, seriesCommands } from "../../../domain/activities/series.ts";
import type { Command } from "../../../domain/board.ts";
import { activityId, type Day, day, roleId, unitId } from "../../../domain/ids.ts";
import { clockText, hour, type SiteClock, siteClock, weekday } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { system, worker } from "../../kit/world.ts";

const { shifts } = siteFixture().site;
const china = siteClock("Asia/Shanghai");
const newYork = siteClock("America/New_York");
const id = activityId("s1");
const manager = person("manager", "co");

/** Two hours from that minute of that day on; open from three days before, closed the hour before. */
const draftOn = (d: Day, minuteOfDay: number, clock: SiteClock = china): ActivityDraft => {
  const startsAt = clock.instant(d, minuteOfDay);
  return {
    ...{ id, unit: unitId("co"), sort: "study", name: "学习", nameEn: "Study", place: "", capacity: 2 },
    ...{ startsAt, endsAt: startsAt + 2 * hour, opensAt: startsAt - 72 * hour, closesAt: startsAt - hour },
    ...{ cancelUntil: startsAt - hour },
    roles: [{ id: roleId("r"), name: "员", nameEn: "M", capacity: 2, requires: [] }],
  };
};
const of = (first: ActivityDraft, repeat: Repeat, times = 60, until?: Day, clock = china) =>
  occurrencesOf({ activity: first, repeat, times, ...(until === undefined ? {} : { until }) }, clock, shifts);
const daysOf = (drafts: readonly ActivityDraft[], clock = china) => drafts.map((one) => clock.dayOf(one.startsAt));
const first = draftOn(day("2026-11-25"), 18 * 60);
const weekly: Repeat = { every: "week", days: "35" };

describe("[ACT-1] its days", () => {
  test("on chosen weekdays, so many times or until a day", () => {
    const wanted = ["2026-11-25", "2026-11-27", "2026-12-02", "2026-12-04"];
    expect(daysOf(of(first, weekly, 4))).toEqual(wanted);
    expect(daysOf(of(first, weekly, 60, day("2026-12-08")))).toEqual(wanted);
    expect(of(first, weekly)).toHaveLength(60);
  });

  test("[ACT-2] the deadline to cancel moves with the day, also where it lies days before", () => {
    const early = { ...first, cancelUntil: china.instant(day("2026-11-22"), 20 * 60) };
    expect(
      of(early, weekly, 4).map((one) => [china.dayOf(one.cancelUntil), china.minuteOfDay(one.cancelUntil)]),
    ).toEqual(["2026-11-22", "2026-11-24", "2026-11-29", "2026-12-01"].map((d) => [d, 20 * 60]));
  });

  test("monthly on its day, in a shorter month on the last", () => {
    const last = draftOn(day("2026-10-31"), 600);
    expect(daysOf(of(last, { every: "month-day" }, 6))).toEqual([
      "2026-10-31",
      "2026-11-30",
      "2026-12-31",
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
    ]);
  });

  test("monthly on the nth weekday; the fifth is the last", () => {
    const second = draftOn(day("2026-11-11"), 600);
    expect(daysOf(of(second, { every: "month-week" }, 3))).toEqual(["2026-11-11", "2026-12-09", "2027-01-13"]);
    const fifth = draftOn(day("2026-12-30"), 600);
    expect(daysOf(of(fifth, { every: "month-week" }, 3))).toEqual(["2026-12-30", "2027-01-27", "2027-02-24"]);
  });

  test("every so many shifts, at the same place within the shift", () => {
    const within = draftOn(day("2026-11-25"), 16 * 60 + 30);
    const stamps = of(within, { every: "shifts", n: 4 }, 4).map(
      ({ startsAt }) => `${china.dayOf(startsAt)} ${clockText(china, startsAt)}`,
    );
    expect(stamps).toEqual(["2026-11-25 16:30", "2026-11-27 00:30", "2026-11-28 08:30", "2026-11-29 16:30"]);
  });

  test("keep the site's clocks over a change of them, in all their times", () => {
    // Clocks go back on 1 November 2026 and forward on 14 March 2027.
    const autumn = of(
      draftOn(day("2026-10-28"), 18 * 60, newYork),
      { every: "week", days: "3" },
      2,
      undefined,
      newYork,
    );
    expect(autumn.map((one) => clockText(newYork, one.startsAt))).toEqual(["18:00", "18:00"]);
    expect(autumn.map((one) => clockText(newYork, one.closesAt))).toEqual(["17:00", "17:00"]);
    expect((autumn[1]?.startsAt ?? 0) - (autumn[0]?.startsAt ?? 0)).toBe(7 * 24 * hour + hour);
    const short = { ...draftOn(day("2027-03-07"), 2 * 60, newYork) };
    const spring = of({ ...short, endsAt: short.startsAt + hour }, { every: "week", days: "7" }, 3, undefined, newYork);
    // 02:00 is skipped: it begins at 03:00, and is still an hour long.
    expect(spring.map((one) => [clockText(newYork, one.startsAt), (one.endsAt - one.startsAt) / hour])).toEqual([
      ["02:00", 1],
      ["03:00", 1],
      ["02:00", 1],
    ]);
  });

  test("whatever the rule and the zone: in order, never twice, at most sixty within a year, and each as open as the first", () => {
    const rhythm: fc.Arbitrary<Repeat> = fc.oneof(
      fc
        .subarray(["1", "2", "3", "4", "5", "6", "7"], { minLength: 1 })
        .map((some): Repeat => ({ every: "week", days: some.join("") })),
      fc.constantFrom<Repeat>({ every: "month-day" }, { every: "month-week" }),
      fc.integer({ min: 1, max: 90 }).map((n): Repeat => ({ every: "shifts", n })),
    );
    const clocks = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"].map(siteClock);
    fc.assert(
      fc.property(
        rhythm,
        fc.constantFrom(...clocks),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 1439 }),
        (repeat, clock, later, minuteOfDay) => {
          const d = clock.dayOf(shiftStart + later * 24 * hour);
          const drafts = of(draftOn(d, minuteOfDay, clock), repeat, 60, undefined, clock);
          expect(drafts.length).toBeLessThanOrEqual(60);
          expect(new Set(drafts.map((one) => one.id)).size).toBe(drafts.length);
          for (const [n, one] of drafts.entries()) {
            expect(one.endsAt).toBeGreaterThan(one.startsAt);
            expect(one.opensAt).toBeLessThanOrEqual(one.closesAt);
            expect(one.startsAt).toBeGreaterThan(drafts[n - 1]?.startsAt ?? 0);
            expect(one.startsAt - (drafts[0]?.startsAt ?? 0)).toBeLessThanOrEqual(367 * 24 * hour);
            if (n > 0 && repeat.every === "week")
              expect(repeat.days).toContain(String(weekday(clock.dayOf(one.startsAt))));
          }
        },
      ),
    );
  });

  test("a weekday is named once; one time is no series; more than sixty are refused at the door", () => {
    const said = (more: object) =>
      v.safeParse(seriesCommands.OpenSeries, { type: "OpenSeries", activity: first, repeat: weekly, times: 8, ...more })
        .success;
    expect(said({})).toBe(true);
    for (const more of [
      { times: 61 },
      { times: 1 },
      { until: "2026-02-30" },
      { repeat: { every: "week", days: "33" } },
      { repeat: { every: "week", days: "8" } },
      { repeat: { every: "shifts", n: 0 } },
    ])
      expect(said(more), JSON.stringify(more)).toBe(false);
  });
});

const open = (more: Partial<Extract<Command, { readonly type: "OpenSeries" }>> = {}): Command => ({
  ...{ type: "OpenSeries", activity: first, repeat: weekly, times: 4 },
  ...more,
});
const opened = (): Spec => {
  const spec = createSpec({ site: siteFixture({ posts: 0, activities: [] }) });
  spec.given(open(), manager);
  return spec;
};
const series = (spec: Spec) => [...spec.board.all("activity")].sort((a, b) => a.startsAt - b.startsAt);
const signUp = (activity: string): Command => ({
  type: "SignUp",
  activity: activityId(activity),
  role: roleId("r"),
  wait: false,
});

describe("[ACT-1] a series", () => {
  test("is made by one act: activities of their own, bound by the first, ids that follow from its own", () => {
    const spec = opened();
    expect(series(spec).map((one) => [one.id, one.series])).toEqual(
      ["s1", "s1.2", "s1.3", "s1.4"].map((one) => [one, "s1"]),
    );
    expect(spec.when(open(), manager)).toMatchObject({ code: "activity_exists" });
    expect(
      spec.when(open({ activity: { ...first, id: activityId("s2") }, until: day("2026-11-26") }), manager),
    ).toMatchObject({ code: "series_single" });
    expect(
      spec.when(open({ activity: { ...first, id: activityId("s3"), endsAt: first.startsAt } }), manager),
    ).toMatchObject({ code: "times_wrong" });
    expect(series(spec)).toHaveLength(4);
  });

  test("each has its own entries and seats; a place in one says nothing of the next", () => {
    const spec = opened();
    spec.given(signUp("s1"), worker(0));
    expect(spec.when(signUp("s1.2"), worker(0), { now: first.startsAt })).toMatchObject({ is: "done" });
    expect(series(spec).map((one) => one.counts.taken)).toEqual([1, 1, 0, 0]);
    expect(series(spec).map((one) => placeIn(one, series(spec))?.n)).toEqual([1, 2, 3, 4]);
  });

  test("one of them is cancelled alone; or this one and all later, those that were cancelled before left as they were", () => {
    const spec = opened();
    spec.given({ type: "CancelActivity", activity: activityId("s1.3"), reason: "会场占用" }, manager);
    const [, second] = series(spec);
    expect(second === undefined ? [] : laterOf(second, series(spec)).map((one) => one.id)).toEqual(["s1.2", "s1.4"]);
    const stop: Extract<Command, { readonly type: "CancelSeries" }> = {
      type: "CancelSeries",
      activity: activityId("s1.2"),
      reason: "改为线上",
    };
    expect(spec.given(stop, manager)).toMatchObject([{ activity: "s1.2" }, { activity: "s1.4" }]);
    expect(series(spec).map((one) => one.cancelled?.reason)).toEqual([undefined, "改为线上", "会场占用", "改为线上"]);
    expect(spec.when(stop, manager).is).toBe("already");
    expect(spec.when({ ...stop, activity: activityId("none") }, manager)).toMatchObject({ code: "activity_unknown" });
  });

  test("a single activity is its own series, and an import leaves the bond", () => {
    const spec = opened();
    spec.given({ type: "OpenActivity", activity: { ...first, id: activityId("alone") } }, manager);
    spec.given({ type: "CancelSeries", activity: activityId("alone"), reason: "雪" }, manager);
    expect(
      series(spec)
        .filter((one) => one.cancelled !== undefined)
        .map((one) => one.id),
    ).toEqual(["alone"]);
    const site = siteFixture({ posts: 0, activities: [] });
    spec.given({ type: "ImportSite", import: { ...site, activities: [{ ...first, name: "学习会" }] } }, system);
    expect(spec.board.get("activity", "s1")).toMatchObject({ name: "学习会", series: "s1" });
  });

  test("[ACT-3] with a fairness window each has its own, as long before its start as the first's", () => {
    const spec = createSpec({ site: siteFixture({ posts: 0, activities: [] }) });
    const fairUntil = first.opensAt + 10 * hour;
    spec.given(open({ activity: { ...first, fairUntil } }), manager);
    expect(series(spec).map((one) => one.startsAt - (one.fair?.until ?? 0))).toEqual(Array(4).fill(62 * hour));
  });
});
