// The form that changes an activity: filled with what stands, asking for nothing where nothing was touched. [ACT-1]

import { expect, test } from "vitest";
import type { ActivityRec } from "../../domain/activities/activity.ts";
import { activityId, roleId, seq, unitId } from "../../domain/ids.ts";
import { hour, minute, siteClock } from "../../domain/time.ts";
import { changeTo, filledFields, movedFrom, movedWith } from "../../web/desk/activities/change-form.ts";
import { shiftStart } from "../kit/site-fixture.ts";

const clock = siteClock("Asia/Shanghai");
const startsAt = shiftStart + 48 * hour;
/** Its sign-up opened at a second that no field can say. */
const stands: ActivityRec = {
  ...{ kind: "activity", id: activityId("a1"), seq: seq(9), unit: unitId("co"), scope: [unitId("co")] },
  ...{ sort: "training", name: "清林", nameEn: "Clearing", place: "东坡", startsAt, endsAt: startsAt + 2 * hour },
  ...{ opensAt: shiftStart + 17_123, closesAt: startsAt - hour, cancelUntil: startsAt - 2 * hour, capacity: 5 },
  roles: [
    { id: roleId("saw"), name: "油锯手", nameEn: "Sawyer", capacity: 2, requires: ["油锯证", "急救"] },
    { id: roleId("r2"), name: "队员", nameEn: "Member", capacity: 3, requires: [] },
  ],
  fair: { until: shiftStart + 8 * hour, shares: { "co/": 5 } },
  counts: { taken: 0, waiting: 0, here: 0, takenByRole: {} },
  nextPlace: 1,
};
const asked = (change: Partial<ReturnType<typeof filledFields>> = {}) =>
  changeTo({ ...filledFields(stands, clock), ...change }, stands, clock);

test("[ACT-1] untouched it asks for what stands, to the millisecond", () => {
  const { name, nameEn, place, startsAt: from, endsAt, opensAt, closesAt, cancelUntil, capacity, roles } = stands;
  const same = { name, nameEn, place, startsAt: from, endsAt, opensAt, closesAt, cancelUntil, capacity, roles };
  expect(asked()).toEqual({ ...same, fairUntil: stands.fair?.until });
});

test("[ACT-1] end, closing and the date for cancelling move with the start; sign-up stays open as it was", () => {
  const fields = filledFields(stands, clock);
  const was = fields.starts;
  fields.starts = "2026-11-26T10:30";
  Object.assign(fields, movedWith(fields, was, clock));
  const by = 26 * hour + 30 * minute;
  expect(changeTo(fields, stands, clock)).toMatchObject({
    ...{ startsAt: startsAt + by, endsAt: stands.endsAt + by, closesAt: stands.closesAt + by },
    ...{ cancelUntil: stands.cancelUntil + by, opensAt: stands.opensAt },
  });
  // A field that is half typed moves nothing.
  expect(movedWith({ ...fields, starts: "" }, was, clock)).toEqual({});
});

test("[ACT-1] emptied and typed anew, the start takes the other times with it from where it last was", () => {
  const fields = filledFields(stands, clock);
  let was = fields.starts;
  for (const typed of ["", "2026-11-26T10:30"]) {
    fields.starts = typed;
    Object.assign(fields, movedWith(fields, was, clock));
    was = movedFrom(fields, was, clock);
  }
  const by = 26 * hour + 30 * minute;
  expect(changeTo(fields, stands, clock)).toMatchObject({ startsAt: startsAt + by, endsAt: stands.endsAt + by });
  expect(was).toBe("2026-11-26T10:30");
});

test("[ACT-3] a window that stays goes with the opening; one that is taken away is gone, a new one begins there", () => {
  expect(asked({ opens: "2026-11-23T09:00" })?.fairUntil).toBe(shiftStart + 9 * hour - 17_123);
  expect(asked({ fair: "none" })?.fairUntil).toBeUndefined();
  expect(asked({ fair: "4h", opens: "2026-11-23T09:00" })?.fairUntil).toBe(shiftStart + 5 * hour);
});

test("[ACT-1] a role keeps its id when another goes or comes; a new one takes none that stands", () => {
  const [, second] = filledFields(stands, clock).roles;
  if (second === undefined) throw new Error("two roles");
  const fresh = { name: "司机", nameEn: "", seats: "2", requires: "" };
  expect(asked({ roles: [fresh, second, fresh] })?.roles.map(({ id }) => id)).toEqual(["r1", "r2", "r3"]);
  expect(asked({ capacity: "0" })).toBeUndefined();
});
