// A series is changed from one of its days on: what differs there becomes so in each later one, its times by as much. [ACT-1]

import { describe, expect, test } from "vitest";
import type { ChangeTo } from "../../../domain/activities/change-acts.ts";
import { activityId, day, roleId, unitId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { refusalText } from "../../../domain/refusals.ts";
import { addDays, clockText, dayLength, hour } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const desk = person("manager", "co");
const r = roleId("r");
const role = (capacity: number) => ({ id: r, name: "员", nameEn: "M", capacity, requires: [] });

/** Wednesdays at 18:00 for two hours, four times; sign-up from three days before. */
const weekly = (zone = "Asia/Shanghai", first = "2026-11-25"): Spec => {
  const site = siteFixture();
  const spec = createSpec({ site: { ...site, site: { ...site.site, zone } }, at: shiftStart - 30 * dayLength });
  const startsAt = spec.clock.instant(day(first), 18 * 60);
  spec.given(
    {
      ...{ type: "OpenSeries", repeat: { every: "week", days: "3" }, times: 4 },
      activity: {
        ...{ id: activityId("s"), unit: unitId("co"), sort: "study", name: "学习", nameEn: "Study", place: "一室" },
        ...{ startsAt, endsAt: startsAt + 2 * hour, opensAt: startsAt - 1_800 * hour, closesAt: startsAt - hour },
        ...{ cancelUntil: startsAt - 2 * hour, capacity: 2, roles: [role(2)] },
      },
    },
    desk,
  );
  return spec;
};
const all = (spec: Spec) => [...spec.board.all("activity")].filter(({ series }) => series === "s");
const one = (spec: Spec, id: string) => {
  const found = spec.board.look.activity(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const change = (
  spec: Spec,
  id: string,
  to: Partial<ChangeTo>,
  type: "ChangeSeries" | "ChangeActivity" = "ChangeSeries",
) => {
  const { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles, changed } = one(
    spec,
    id,
  );
  const now = { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles };
  return { type, activity: activityId(id), version: changed?.times ?? 0, to: { ...now, ...to } } as const;
};
const starts = (spec: Spec) =>
  all(spec).map(({ startsAt }) => `${spec.clock.dayOf(startsAt)} ${clockText(spec.clock, startsAt)}`);

describe("[ACT-1] this one and all later", () => {
  test("all days from that one on are changed by one act; those before stay", () => {
    const spec = weekly();
    const { startsAt, endsAt, closesAt } = one(spec, "s.2");
    // Thursdays at 19:00.
    const by = 25 * hour;
    const to = {
      startsAt: startsAt + by,
      endsAt: endsAt + by,
      closesAt: closesAt + by,
      cancelUntil: undefined,
      place: "二室",
    };
    expect(spec.given(change(spec, "s.2", to), desk)).toHaveLength(3);
    expect(starts(spec)).toEqual(["2026-11-25 18:00", "2026-12-03 19:00", "2026-12-10 19:00", "2026-12-17 19:00"]);
    expect(all(spec).map(({ place }) => place)).toEqual(["一室", "二室", "二室", "二室"]);
    for (const later of all(spec).slice(1))
      expect([later.endsAt, later.closesAt, later.cancelUntil].map((at) => at - later.startsAt)).toEqual([
        2 * hour,
        -hour,
        -2 * hour,
      ]);
  });

  test("what was changed of one day alone stays, where this change does not touch it", () => {
    const spec = weekly();
    spec.given(change(spec, "s.3", { place: "场院" }, "ChangeActivity"), desk);
    spec.given(change(spec, "s", { name: "党课", nameEn: "Lesson" }), desk);
    expect(all(spec).map(({ place, name }) => `${name} ${place}`)).toEqual([
      "党课 一室",
      "党课 一室",
      "党课 场院",
      "党课 一室",
    ]);
  });

  test("role by role: what was changed of one day's roles alone stays, where this change does not touch it", () => {
    const spec = weekly();
    const driver = { id: roleId("d"), name: "司机", nameEn: "Driver", capacity: 1, requires: [] };
    spec.given(
      change(spec, "s.3", { capacity: 4, roles: [{ ...role(3), requires: ["驾驶证"] }, driver] }, "ChangeActivity"),
      desk,
    );
    const cook = { id: roleId("k"), name: "炊事", nameEn: "Cook", capacity: 1, requires: [] };
    spec.given(change(spec, "s", { roles: [{ ...role(2), name: "队员", nameEn: "Member" }, cook] }), desk);
    const member = { id: "r", name: "队员", nameEn: "Member" };
    expect(one(spec, "s.2").roles).toEqual([{ ...member, capacity: 2, requires: [] }, cook]);
    expect(one(spec, "s.3").roles).toEqual([{ ...member, capacity: 3, requires: ["驾驶证"] }, cook, driver]);
    // A role that is taken away is taken from every day, and its own stays.
    spec.given(change(spec, "s", { roles: [{ ...role(2), name: "队员", nameEn: "Member" }] }), desk);
    expect(one(spec, "s.3").roles.map(({ id }) => id)).toEqual(["r", "d"]);
  });

  test("sign-up of a day that was shortened alone closes no later than it ends", () => {
    const spec = weekly();
    const { startsAt, endsAt } = one(spec, "s.3");
    spec.given(change(spec, "s.3", { endsAt: endsAt - hour, closesAt: endsAt - hour }, "ChangeActivity"), desk);
    const { closesAt } = one(spec, "s");
    spec.given(change(spec, "s", { closesAt: closesAt + hour }), desk);
    expect([one(spec, "s.2").closesAt - one(spec, "s.2").startsAt, one(spec, "s.3").closesAt]).toEqual([
      0,
      endsAt - hour,
    ]);
    expect(one(spec, "s.3").startsAt).toBe(startsAt);
  });

  test("[ACT-3] the window of one day ends no later than it now begins", () => {
    const spec = weekly();
    const { startsAt } = one(spec, "s.3");
    spec.given(change(spec, "s.3", { fairUntil: startsAt }, "ChangeActivity"), desk);
    spec.given(change(spec, "s", { startsAt: one(spec, "s").startsAt - hour, cancelUntil: undefined }), desk);
    expect(one(spec, "s.3")).toMatchObject({ startsAt: startsAt - hour, fair: { until: startsAt - hour } });
  });

  test("what is cancelled is left alone, and a day that cannot follow refuses the whole act by its name and number", () => {
    const spec = weekly();
    spec.given({ type: "CancelActivity", activity: activityId("s.2"), reason: "雨" }, desk);
    for (const n of [8, 9])
      spec.given({ type: "SignUp", activity: activityId("s.4"), role: r, wait: false }, worker(n));
    expect(spec.when(change(spec, "s", { capacity: 1, roles: [role(1)] }), desk)).toMatchObject({
      code: "change_seats",
      params: { taken: 2, activity: inBoth("学习 2026-12-16", "Study 2026-12-16") },
    });
    expect(all(spec).map(({ capacity }) => capacity)).toEqual([2, 2, 2, 2]);
    expect(spec.given(change(spec, "s", { capacity: 3, roles: [role(3)] }), desk)).toHaveLength(3);
    expect(one(spec, "s.2").capacity).toBe(2);
  });

  test("what is wrong with another day's times is told with its day, and that nothing was changed", () => {
    const spec = weekly();
    const { startsAt, endsAt } = one(spec, "s.3");
    spec.given(change(spec, "s.3", { startsAt: startsAt + hour }, "ChangeActivity"), desk);
    const to = { endsAt: one(spec, "s").endsAt - hour, closesAt: one(spec, "s").closesAt - hour };
    const outcome = spec.when(change(spec, "s", to), desk);
    expect(outcome).toMatchObject({ code: "change_day" });
    const { code, params } = outcome.is === "refused" ? outcome : {};
    if (code === undefined) throw new Error("it was not refused");
    const said = refusalText({ code, ...(params === undefined ? {} : { params }) }, "en");
    expect(said).toContain("Study 2026-12-09");
    expect(said).toContain("Nothing was changed");
    expect(one(spec, "s.3").endsAt).toBe(endsAt);
  });

  test("[ACT-3] who waits on any of its days comes in", () => {
    const spec = weekly();
    for (const n of [8, 9, 10])
      spec.given({ type: "SignUp", activity: activityId("s.3"), role: r, wait: true }, worker(n));
    expect(spec.given(change(spec, "s", { capacity: 3, roles: [role(3)] }), desk)).toContainEqual(
      expect.objectContaining({ type: "SeatTaken", activity: "s.3", worker: "w10" }),
    );
  });

  test("days that move together do not collide with where the others stood", () => {
    const spec = weekly();
    // w8 is in two that lie seven days apart: moved by seven, each lands where the next one was.
    for (const id of ["s", "s.2"])
      spec.given({ type: "SignUp", activity: activityId(id), role: r, wait: false }, worker(8));
    const { startsAt, endsAt, closesAt } = one(spec, "s");
    const by = 7 * dayLength;
    const to = { startsAt: startsAt + by, endsAt: endsAt + by, closesAt: closesAt + by, cancelUntil: undefined };
    expect(spec.when(change(spec, "s", to, "ChangeActivity"), desk)).toMatchObject({ code: "change_hinders" });
    expect(spec.when(change(spec, "s", to), desk).is).toBe("done");
  });

  test("by the site's clocks over any change of them", () => {
    // Clocks go forward on 14 March 2027, between the second and the third.
    const spec = weekly("America/New_York", "2027-03-03");
    const { startsAt, endsAt } = one(spec, "s");
    spec.given(
      change(spec, "s", { startsAt: startsAt - 12 * hour, endsAt: endsAt - 12 * hour, closesAt: startsAt - 12 * hour }),
      desk,
    );
    expect(starts(spec)).toEqual([0, 7, 14, 21].map((n) => `${addDays(day("2027-03-03"), n)} 06:00`));
  });
});
