// A site folder that comes in anew over activities in which people are: what a desk could not change it does not change either. [ACT-1, ORG-4]

import { expect, test } from "vitest";
import { roleId } from "../../../domain/ids.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { a1, activityOf, desk, opened, planned, signUp } from "../../kit/changed.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import type { Spec } from "../../kit/spec.ts";
import { system, worker } from "../../kit/world.ts";

const folder = (more: Readonly<Record<string, unknown>>, capacity = 2) =>
  ({
    type: "ImportSite",
    import: siteFixture({ activities: [activity("a1", capacity, more), activity("a2", 9)] }),
  }) as const;
const later = (spec: Spec) => {
  const { startsAt, endsAt, closesAt } = activityOf(spec);
  return { startsAt: startsAt + dayLength, endsAt: endsAt + dayLength, closesAt: closesAt + dayLength, place: "北坡" };
};

test("what has begun with people in it stays as it stands; with nobody in it, it follows the folder", () => {
  for (const isIn of [true, false]) {
    const spec = opened();
    if (isIn) signUp(spec, 0);
    const before = planned(spec);
    spec.pass(activityOf(spec).startsAt + minute - spec.now());
    spec.given(folder(later(spec), isIn ? 1 : 2), system);
    if (isIn) expect([planned(spec), activityOf(spec).changed]).toEqual([before, undefined]);
    else expect(activityOf(spec)).toMatchObject({ place: "北坡", startsAt: before.startsAt + dayLength });
  }
});

test("where somebody has checked in before the start, and where it was called off, likewise", () => {
  const here = opened();
  signUp(here, 0);
  here.pass(activityOf(here).startsAt - 30 * minute - here.now());
  here.given({ type: "CheckInEntry", activity: a1 }, worker(0));
  const off = opened();
  off.given({ type: "CancelActivity", activity: a1, reason: "雨" }, desk);
  for (const spec of [here, off]) {
    const before = planned(spec);
    spec.given(folder(later(spec)), system);
    expect(planned(spec)).toEqual(before);
  }
});

test("a role for which people wait cannot go: the folder is refused whole, and says which and how many", () => {
  const other = { id: roleId("d"), name: "司机", nameEn: "Driver", capacity: 1, requires: [] };
  const spec = opened(1);
  signUp(spec, 0);
  signUp(spec, 4);
  const [own] = activityOf(spec).roles;
  spec.given(folder({ roles: [own, other] }, 1), system);
  spec.given({ type: "CancelEntry", activity: a1 }, worker(4, "pin"));
  spec.given({ type: "SignUp", activity: a1, role: other.id, wait: true }, worker(8));
  expect(spec.when(folder({ roles: [own] }, 1), system)).toMatchObject({ code: "change_queue", params: { n: 1 } });
  expect(spec.when(folder({ roles: [own, other], place: "北坡" }, 1), system).is).toBe("done");
});
