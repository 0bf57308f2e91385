// Credits as a ledger: the sum of its lines is what each entry's last word says, in whatever order things were told. [ACT-4, ORG-2]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activityDefaults } from "../../../domain/activities/activity-settings.ts";
import { creditsFor, creditsOf, sumOf, totalOf } from "../../../domain/activities/credits.ts";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { defaultSettings } from "../../../domain/site/site.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import {
  a1,
  cameAndLeft,
  checkIn,
  checkOut,
  creditOf,
  endsAt,
  enter,
  entryOf,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  watched,
} from "../../kit/attended.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import { person, type Spec } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

/** As a snapshot is read: whatever it holds. */
const asRead = <T>(value: unknown): T => JSON.parse(JSON.stringify(value));

describe("[ACT-4] credits", () => {
  test.each([
    [0, 60, 0],
    [29, 60, 0],
    [30, 60, 0.5],
    [89, 60, 1],
    [120, 60, 2],
    [120, 45, 2.5],
  ])("%i minutes at %i a credit are %d", (minutes, per, credits) => {
    expect(creditsOf(minutes, per)).toBe(credits);
  });

  test("settling gives each one his own, by the site's rule, and the record names what a certificate needs", () => {
    const spec = signedUp(3, { creditMin: 30 });
    cameAndLeft(spec, 0, startsAt, endsAt);
    cameAndLeft(spec, 1, startsAt + hour, endsAt);
    watched(spec, overAt);
    spec.given(settleIt, organiser, { now: overAt });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "credited", minutes: 120 });
    expect(creditOf(spec, 0)).toMatchObject({ name: "活动a1", startsAt, endsAt, per: 30, worker: "w0" });
    expect(creditOf(spec, 0)?.lines).toEqual([{ at: overAt, minutes: 120, credits: 4 }]);
    expect(creditOf(spec, 1)?.lines).toEqual([{ at: overAt, minutes: 60, credits: 2 }]);
    expect(creditOf(spec, 2)).toBeUndefined();
  });

  test("a correction is a counter-entry with reason and author; what stood there stays", () => {
    const spec = signedUp(1);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(settleIt, organiser, { now: overAt });
    expect(enter(spec, 0, startsAt, startsAt + 45 * minute)).toMatchObject({
      types: ["TimesEntered", "CreditCorrected"],
    });
    expect(creditOf(spec, 0)?.lines).toEqual([
      { at: overAt, minutes: 120, credits: 2 },
      { at: overAt, minutes: -75, credits: -1.5, corrected: { by: "赵主任", reason: "工牌忘带" } },
    ]);
    // As if he had never been there: the sum says nothing, the lines say why.
    enter(spec, 0, startsAt, startsAt);
    const credit = creditOf(spec, 0);
    expect(credit === undefined ? undefined : sumOf(credit)).toEqual({ minutes: 0, credits: 0 });
    expect(creditsFor(spec.board, workerId("w0"))).toEqual([]);
  });

  test("a site whose record is older than the rule keeps to its default", () => {
    expect(defaultSettings).toMatchObject(activityDefaults);
    const spec = signedUp(1);
    const site = spec.board.get("site", "site");
    if (site === undefined) throw new Error("no site");
    const { creditMin: _, leaveMin: __, ...settings } = site.settings;
    const old: unknown = { ...site, settings };
    spec.board.apply([{ kind: "put", record: asRead<typeof site>(old) }]);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(settleIt, organiser, { now: overAt });
    expect(creditOf(spec, 0)?.lines).toEqual([{ at: overAt, minutes: 120, credits: 2 }]);
  });

  test("a correction keeps to the rule by which the credit was given", () => {
    const spec = signedUp(1);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(settleIt, organiser, { now: overAt });
    const site = siteFixture({ activities: [activity("a1", 1)] });
    const stricter = { ...site, site: { ...site.site, settings: { creditMin: 120 } } };
    spec.given({ type: "ImportSite", import: stricter }, person("admin", "co"), { now: overAt });
    enter(spec, 0, startsAt, startsAt + hour);
    expect(creditOf(spec, 0)?.lines.map(({ credits }) => credits)).toEqual([2, -1]);
    expect(spec.board.look.activity(a1)?.settled).toEqual({ at: overAt });
  });

  test("who comes to be known after the settling is credited at once", () => {
    const spec = signedUp(2);
    watched(spec, overAt);
    spec.given(settleIt, organiser, { now: overAt });
    const told = { now: overAt + hour };
    spec.given(checkIn, worker(0), { ...told, at: startsAt });
    expect(spec.when(checkOut, worker(0), { ...told, at: endsAt })).toMatchObject({
      types: ["EntryCheckedOut", "CreditGiven"],
    });
    expect(enter(spec, 1, startsAt, startsAt + hour, overAt + hour)).toMatchObject({
      types: ["TimesEntered", "CreditGiven"],
    });
    expect(totalOf(spec.board.all("credit"))).toEqual({ minutes: 180, credits: 3 });
  });

  test("outlive their activity on the board; minutes that nobody settled keep it there", () => {
    const settled = signedUp(1);
    cameAndLeft(settled, 0, startsAt, endsAt);
    const waiting = signedUp(1);
    waiting.given(checkIn, worker(0), { now: startsAt });
    settled.given(settleIt, organiser, { now: overAt });
    watched(waiting, overAt);
    const gone = (spec: Spec, days: number) =>
      retiring(spec.board, spec.clock, endsAt + days * dayLength + 1)
        .map(({ of }) => of)
        .filter((of) => of === "activity" || of === "entry" || of === "credit");
    expect(gone(settled, 29)).toEqual([]);
    expect(gone(settled, 30)).toEqual(["activity", "entry"]);
    expect(gone(settled, 731)).toEqual(["activity", "entry", "credit"]);
    expect(gone(waiting, 91)).toEqual([]);
    expect(gone(waiting, 92)).toEqual(["activity", "entry"]);
  });

  test("[ORG-2] a worker sees his own, the desks that run activities those of their units, walls and kiosks none", () => {
    const spec = signedUp(1);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(settleIt, organiser, { now: overAt });
    const credit = creditOf(spec, 0);
    if (credit === undefined) throw new Error("no credit");
    expect(present(credit, { kind: "person", worker: workerId("w0") })).toBeDefined();
    expect(present(credit, { kind: "person", worker: workerId("w1") })).toBeUndefined();
    for (const kind of ["wall", "kiosk"] as const)
      expect(present(credit, { kind, unit: unitId("co") })).toBeUndefined();
    expect(present(credit, { kind: "desk", role: "union-officer", unit: unitId("mine") })).toBeDefined();
    expect(present(credit, { kind: "desk", role: "union-officer", unit: unitId("forest") })).toBeUndefined();
  });
});

test("[ACT-4, ACT-6] any order of coming, leaving, entering, settling and late telling: the lines sum to the last word, one record an entry, the day's minutes too", () => {
  const act = fc.record({
    what: fc.constantFrom("in", "out", "late-in", "late-out", "enter", "enter", "settle", "watch"),
    who: fc.integer({ min: 0, max: 3 }),
    from: fc.integer({ min: -30, max: 120 }),
    to: fc.integer({ min: 0, max: 150 }),
    pass: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.constantFrom(45, 60), (acts, per) => {
      const spec = signedUp(4, { creditMin: per });
      let now = startsAt - 10 * minute;
      for (const { what, who, from, to, pass } of acts) {
        now += pass * minute;
        if (what === "in") spec.when(checkIn, worker(who), { now });
        else if (what === "out") spec.when(checkOut, worker(who), { now });
        else if (what === "late-in")
          spec.when(checkIn, worker(who), { now, at: Math.min(now, startsAt + from * minute) });
        else if (what === "late-out")
          spec.when(checkOut, worker(who), { now, at: Math.min(now, startsAt + to * minute) });
        else if (what === "enter") enter(spec, who, startsAt + from * minute, startsAt + to * minute, now);
        else if (what === "settle") spec.when(settleIt, organiser, { now });
        else watched(spec, now);

        let lastWords = 0;
        for (const { id, is } of spec.board.all("entry")) {
          const credit = spec.board.get("credit", id);
          expect(credit !== undefined, is.state).toBe(is.state === "credited");
          if (is.state === "attended" || is.state === "credited") lastWords += is.minutes;
          if (is.state === "credited" && credit !== undefined)
            expect(sumOf(credit)).toEqual({ minutes: is.minutes, credits: creditsOf(is.minutes, per) });
        }
        const days = [...spec.board.all("daily")].reduce((sum, daily) => sum + daily.volunteerMinutes, 0);
        expect(days).toBe(lastWords);
        const there = [...spec.board.all("entry")].filter(({ is }) => is.state === "checked-in").length;
        expect(spec.board.look.activity(a1)?.counts.here).toBe(there);
      }
    }),
    { numRuns: tries(150) },
  );
});
