// The form of a new activity: fields in the site's own time, flaws named before anything is sent.

import { expect, test } from "vitest";
import { siteClock } from "../../domain/time.ts";
import {
  type ActivityFields,
  draftOf,
  fairUntil,
  flawsOf,
  freshFields,
  fromField,
  isFlawless,
  toField,
} from "../../web/desk/activities/activity-form.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";

const clock = siteClock("Asia/Shanghai");
const filled = (more: Partial<ActivityFields> = {}): ActivityFields => ({
  ...freshFields(clock, shiftStart, "co"),
  name: "清林",
  ...more,
});

test("a date-and-time field is read on the site's clocks, whatever zone the browser has", () => {
  expect(toField(clock, shiftStart)).toBe("2026-11-23T08:00");
  expect(fromField(clock, "2026-11-23T08:00")).toBe(shiftStart);
  expect(fromField(clock, "2026-11-23")).toBeUndefined();
  expect(fromField(clock, "")).toBeUndefined();
});

test("[ACT-1] fresh fields with a name become a draft; the English name falls back to the Chinese", () => {
  expect(draftOf(filled(), clock, "a-1")).toMatchObject({
    id: "a-1",
    unit: "co",
    name: "清林",
    nameEn: "清林",
    startsAt: shiftStart + 25 * 3_600_000,
    capacity: 20,
    roles: [{ id: "r1", capacity: 20, requires: [] }],
  });
});

test("qualifications are parted at Chinese and Latin signs", () => {
  const role = { name: "油锯手", nameEn: "", seats: "20", requires: "油锯证、急救证, " };
  expect(draftOf(filled({ roles: [role] }), clock, "a-1")?.roles[0]?.requires).toEqual(["油锯证", "急救证"]);
});

test("each flaw is named at its field, and a flawed form makes no draft", () => {
  const cases: readonly (readonly [Partial<ActivityFields>, Record<string, string>])[] = [
    [{ name: "  " }, { name: "needed.one" }],
    [{ starts: "" }, { starts: "needed.one" }],
    [{ ends: "2026-11-24T09:00" }, { ends: "form.order" }],
    [{ closes: "2026-11-01T09:00" }, { closes: "form.order" }],
    [{ closes: "2026-11-29T09:00" }, { ends: "form.order" }],
    [{ capacity: "0" }, { capacity: "form.seats.wrong" }],
    [{ capacity: "21" }, { capacity: "form.capacity.wrong" }],
  ];
  for (const [more, fields] of cases) {
    expect(flawsOf(filled(more), clock).fields).toEqual(fields);
    expect(draftOf(filled(more), clock, "a-1")).toBeUndefined();
  }
  const nameless = flawsOf(filled({ roles: [{ name: "", nameEn: "", seats: "x", requires: "" }] }), clock);
  expect(nameless.roles).toEqual([{ name: "needed.one", seats: "form.seats.wrong" }]);
  expect(isFlawless(nameless)).toBe(false);
});

test("[ACT-3] a fairness window is so many hours or shift starts from the opening of sign-up, and never beyond the start", () => {
  const shifts = siteFixture().site.shifts;
  const opensAt = shiftStart;
  const until = (fair: ActivityFields["fair"], startsAt = shiftStart + 200 * 3_600_000) =>
    fairUntil(fair, { opensAt, startsAt }, clock, shifts);
  expect(until("none")).toBeUndefined();
  expect(until("4h")).toBe(shiftStart + 4 * 3_600_000);
  // From 08:00 the next shifts begin at 16:00, at midnight, and at 08:00.
  expect(until("1s")).toBe(shiftStart + 8 * 3_600_000);
  expect(until("3s")).toBe(shiftStart + 24 * 3_600_000);
  expect(until("48h", shiftStart + 3_600_000)).toBe(shiftStart + 3_600_000);
  expect(draftOf(filled({ fair: "2h" }), clock, "a-1")?.fairUntil).toBe(shiftStart + 2 * 3_600_000);
  expect(draftOf(filled(), clock, "a-1")).not.toHaveProperty("fairUntil", expect.anything());
  expect(flawsOf(filled({ fair: "2h", opens: "2026-11-24T09:00", closes: "2026-11-24T09:30" }), clock).fields).toEqual({
    opens: "form.order",
  });
});
