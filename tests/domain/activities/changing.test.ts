// An activity is changed after it was opened: what is taken stays taken, and who waits comes in. [ACT-1, ACT-2, ACT-3]

import { describe, expect, test } from "vitest";
import type { ChangeTo } from "../../../domain/activities/change-acts.ts";
import { seatsToFill } from "../../../domain/activities/sign-up.ts";
import { activityId, roleId } from "../../../domain/ids.ts";
import { bothNames } from "../../../domain/in-both.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { a1, activityOf, change, desk, entryOf, moved, opened, planned, r, seats, signUp } from "../../kit/changed.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const other = person("manager", "co");

describe("[ACT-1] what a change does", () => {
  test("name, place, times, window, seats and demands become as they are asked; entries and counts stay", () => {
    const spec = opened();
    signUp(spec, 0);
    const before = activityOf(spec);
    const to: ChangeTo = {
      ...planned(spec),
      ...{ name: "植树", nameEn: "Planting", place: "东坡", opensAt: shiftStart, closesAt: before.closesAt - hour },
      ...{ endsAt: before.endsAt + hour, capacity: 5 },
      roles: [
        { id: r, name: "队员", nameEn: "Member", capacity: 3, requires: [] },
        { id: roleId("r2"), name: "司机", nameEn: "Driver", capacity: 2, requires: ["驾驶证"] },
      ],
    };
    expect(spec.given({ type: "ChangeActivity", activity: a1, version: 0, to }, desk)).toMatchObject([
      { type: "ActivityChanged", activity: "a1" },
    ]);
    expect(activityOf(spec)).toMatchObject(to);
    expect(activityOf(spec)).toMatchObject({ counts: before.counts, unit: before.unit, sort: before.sort });
    expect(entryOf(spec, 0).is.state).toBe("confirmed");
  });

  test("what asks for nothing new is done already, whatever the desk had seen", () => {
    const spec = opened();
    expect(spec.when(change(spec, {}, { version: 7 }), desk).is).toBe("already");
    expect(activityOf(spec).changed).toBeUndefined();
  });

  test("the date until which one may cancel moves with the start, unless it is set itself", () => {
    const spec = opened();
    const { cancelUntil } = activityOf(spec);
    spec.given(change(spec, moved(spec, dayLength)), desk);
    expect(activityOf(spec).cancelUntil).toBe(cancelUntil + dayLength);
    spec.given(change(spec, { ...moved(spec, dayLength), cancelUntil }), desk);
    expect(activityOf(spec).cancelUntil).toBe(cancelUntil);
  });

  test("of two desks that change it at once the second is told, and looks again", () => {
    const spec = opened();
    const [mine, theirs] = [change(spec, { place: "东坡" }), change(spec, { place: "西坡" })];
    spec.given(mine, desk);
    expect(spec.when(theirs, other)).toMatchObject({ code: "change_crossed" });
    expect(activityOf(spec).place).toBe("东坡");
    // Sign-ups in between are no change of it.
    const third = change(spec, { place: "西坡" });
    signUp(spec, 0);
    expect(spec.when(third, other)).toMatchObject({ types: ["ActivityChanged"] });
  });

  test("nothing changes of what has begun, is cancelled, or begins in the past", () => {
    const spec = opened();
    const { startsAt } = activityOf(spec);
    const now = { now: startsAt };
    expect(spec.when(change(spec, { place: "东坡" }), desk, now)).toMatchObject({ code: "change_begun" });
    expect(spec.when(change(spec, { place: "东坡" }), desk, { now: startsAt - 1 }).is).toBe("done");
    const early = { startsAt: shiftStart, closesAt: shiftStart };
    expect(spec.when(change(spec, early), desk)).toMatchObject({ code: "change_past" });
    spec.given({ type: "CancelActivity", activity: a1, reason: "雨" }, desk);
    expect(spec.when(change(spec, { place: "西坡" }), desk)).toMatchObject({ code: "activity_cancelled" });
  });

  test("once somebody has checked in its time stands; its place may still be told", () => {
    const spec = opened();
    signUp(spec, 0);
    spec.pass(activityOf(spec).startsAt - 30 * minute - spec.now());
    spec.given({ type: "CheckInEntry", activity: a1 }, worker(0));
    expect(spec.when(change(spec, moved(spec, hour)), desk)).toMatchObject({ code: "change_here", params: { n: 1 } });
    expect(spec.when(change(spec, { place: "东坡" }), desk).is).toBe("done");
  });

  test("times in a wrong order and roles of one name are no plan", () => {
    const spec = opened();
    const { startsAt } = activityOf(spec);
    expect(spec.when(change(spec, { endsAt: startsAt }), desk)).toMatchObject({ code: "times_wrong" });
    const twice = [...seats(2).roles, ...seats(2).roles];
    expect(spec.when(change(spec, { roles: twice }), desk)).toMatchObject({ code: "capacity_wrong" });
    expect(spec.when(change(spec, { capacity: 3 }), desk)).toMatchObject({ code: "capacity_wrong" });
  });
});

describe("[ACT-1] seats", () => {
  test("no fewer than are taken, in the whole and in a role; the refusal says how many", () => {
    const spec = opened(3);
    signUp(spec, 0);
    signUp(spec, 4);
    expect(spec.when(change(spec, seats(1)), desk)).toMatchObject({ code: "change_seats", params: { taken: 2 } });
    const driver = { id: roleId("r2"), name: "司机", nameEn: "Driver", capacity: 5, requires: [] };
    const narrow = { capacity: 3, roles: [...seats(1).roles, driver] };
    expect(spec.when(change(spec, narrow), desk)).toMatchObject({
      code: "change_role",
      params: { taken: 2, role: bothNames({ name: "队员", nameEn: "Member" }) },
    });
    expect(spec.when(change(spec, { capacity: 3, roles: [driver] }), desk)).toMatchObject({ code: "change_role" });
    expect(spec.when(change(spec, seats(2)), desk).is).toBe("done");
  });

  test("[ACT-3] more seats go to who waits, in their order: given at once, or offered to who asked to be asked", () => {
    const spec = opened(1);
    signUp(spec, 0);
    signUp(spec, 4);
    signUp(spec, 8, "ask");
    signUp(spec, 9);
    expect(spec.given(change(spec, seats(3)), desk)).toMatchObject([
      { type: "ActivityChanged" },
      { type: "SeatTaken", worker: "w4", promoted: true },
      { type: "SeatOffered", worker: "w8" },
    ]);
    expect(activityOf(spec).counts).toMatchObject({ taken: 3, waiting: 1 });
    expect(entryOf(spec, 9).is.state).toBe("waiting");
  });

  test("a role for which somebody waits does not go", () => {
    const two = { id: "r2", name: "司机", nameEn: "Driver", capacity: 1, requires: [] };
    const spec = opened(1, { roles: [{ id: "r", name: "队员", nameEn: "Member", capacity: 1, requires: [] }, two] });
    signUp(spec, 0);
    spec.given({ type: "SignUp", activity: a1, role: roleId("r2"), wait: true }, worker(4));
    expect(spec.when(change(spec, seats(1)), desk)).toMatchObject({ code: "change_queue", params: { n: 1 } });
  });

  test("[ACT-3] the crews' shares follow the seats, and where the window goes the queue is filled", () => {
    const spec = opened(2, { opensAt: shiftStart });
    const until = shiftStart + 8 * hour;
    spec.given(change(spec, { fairUntil: until, ...seats(4) }), desk);
    const shares = () => Object.values(activityOf(spec).fair?.shares ?? {}).reduce((sum, n) => sum + n, 0);
    expect([activityOf(spec).fair?.until, shares()]).toEqual([until, 4]);
    spec.given(change(spec, seats(6)), desk);
    expect(shares()).toBe(6);
    spec.given(change(spec, { ...seats(6), fairUntil: undefined }), desk);
    expect(activityOf(spec).fair).toBeUndefined();
    expect(spec.when(change(spec, { fairUntil: shiftStart }), desk)).toMatchObject({
      code: "change_fair",
      params: { activity: bothNames(activityOf(spec)) },
    });
  });
});

describe("[ACT-2] who cannot come by the new plan", () => {
  test("is named before it is done; done all the same, he keeps his seat", () => {
    const spec = opened();
    signUp(spec, 0);
    signUp(spec, 8);
    // Into the day shift of w0; w8 has none.
    const noon = moved(spec, 7 * hour);
    expect(spec.when(change(spec, noon), desk)).toMatchObject({
      code: "change_hinders",
      params: { n: 1, entries: entryOf(spec, 0).id },
    });
    expect(spec.given(change(spec, noon, { despite: true }), desk)).toHaveLength(1);
    expect([entryOf(spec, 0).is.state, entryOf(spec, 8).is.state]).toEqual(["confirmed", "confirmed"]);
    // He was hindered before this change: it is no news.
    expect(spec.when(change(spec, moved(spec, minute)), desk).is).toBe("done");
  });

  test("nor may a new demand be made of those seated in silence", () => {
    const spec = opened();
    signUp(spec, 0);
    signUp(spec, 8);
    const demand = { ...seats(2), roles: seats(2).roles.map((role) => ({ ...role, requires: ["信号工证"] })) };
    expect(spec.when(change(spec, demand), desk)).toMatchObject({
      code: "change_hinders",
      params: { n: 1, entries: entryOf(spec, 8).id },
    });
  });

  test("who waits and cannot come by the new plan keeps his place, and the next one is seated", () => {
    const spec = opened(1);
    signUp(spec, 8);
    signUp(spec, 0);
    signUp(spec, 9);
    expect(spec.given(change(spec, { ...moved(spec, 7 * hour), ...seats(2) }), desk)).toMatchObject([
      { type: "ActivityChanged" },
      { type: "SeatTaken", worker: "w9" },
    ]);
    expect(entryOf(spec, 0).is.state).toBe("waiting");
  });
});

describe("[ACT-3] who waits elsewhere", () => {
  test("and collided with it until it was moved is found by the watch, and seated there; of what has begun nobody is", () => {
    const by = 2 * dayLength;
    const { startsAt, endsAt, closesAt } = activityOf(opened());
    const away = activity("a1", 2, { startsAt: startsAt + by, endsAt: endsAt + by, closesAt: closesAt + by });
    const spec = createSpec({ site: siteFixture({ activities: [away, activity("a2", 1)] }) });
    const a2 = activityId("a2");
    const toFill = (now = spec.now()) =>
      seatsToFill({ ...spec.board.look, site: spec.board.look.site, clock: spec.board.look.clock }, now);
    signUp(spec, 4, true, a2);
    signUp(spec, 0, true, a2);
    signUp(spec, 0);
    // Onto the time of a2, where he waits: a seat that is added there is not his.
    spec.given(change(spec, moved(spec, -by), { despite: true }), desk);
    const to = { ...planned(spec, "a2"), ...seats(2) };
    spec.given({ type: "ChangeActivity", activity: a2, version: 0, to }, desk);
    expect([entryOf(spec, 0, "a2").is.state, toFill()]).toEqual(["waiting", []]);
    expect(spec.given(change(spec, moved(spec, by)), desk)).toHaveLength(1);
    expect(toFill(activityOf(spec, "a2").startsAt)).toEqual([]);
    expect(toFill()).toEqual([a2]);
    expect(spec.given({ type: "FillSeats", activity: a2 }, watcher)).toMatchObject([
      { type: "SeatTaken", worker: "w0" },
    ]);
    expect(toFill()).toEqual([]);
  });
});
