// Signing up, waiting, cancelling, being there: seats are never given twice, and the queue keeps its order. [ACT-1, ACT-2, ACT-3, ACT-6]

import { describe, expect, test } from "vitest";
import { activityId, roleId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, foreman, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const r = roleId("r");
const signUp = (wait = false, on = a1, role = r) => ({ type: "SignUp", activity: on, role, wait }) as const;
const cancel = (on = a1) => ({ type: "CancelEntry", activity: on }) as const;
const startsAt = shiftStart + 5 * dayLength + 19 * hour;
const withActivities = (...activities: readonly Record<string, unknown>[]) =>
  createSpec({ site: siteFixture({ activities }) });
const counts = (spec: Spec, id: string = a1) => spec.board.look.activity(id)?.counts;
const stateOf = (spec: Spec, n: number, id: string = a1) =>
  spec.board.look
    .entriesOf(`w${n}`)
    .filter((entry) => entry.activity === id)
    .map((entry) => entry.is.state);

describe("[ACT-1, ACT-2] sign-up", () => {
  test("takes a seat while there is one; then refuses as full, or gives a place in the queue", () => {
    const spec = createSpec();
    expect(spec.given(signUp(), worker(0))).toMatchObject([{ type: "SeatTaken", worker: "w0", promoted: false }]);
    spec.given(signUp(), worker(1));
    expect(spec.when(signUp(), worker(2))).toMatchObject({
      code: "activity_full",
      params: { activity: inBoth("活动a1", "Activity a1") },
    });
    expect(spec.given(signUp(true), worker(2))).toMatchObject([{ type: "QueueJoined", place: 1 }]);
    expect(spec.given(signUp(true), worker(3))).toMatchObject([{ type: "QueueJoined", place: 2 }]);
    expect(counts(spec)).toEqual({ taken: 2, waiting: 2, here: 0, takenByRole: { r: 2 } });
  });

  test("the same tap within 2 minutes is the same; later he is in already", () => {
    const spec = createSpec();
    spec.given(signUp(), worker(0));
    expect(spec.pass(2 * minute - 1).when(signUp(), worker(0))).toMatchObject({ types: ["SignUpRepeated"] });
    expect(spec.pass(1).when(signUp(), worker(0))).toMatchObject({ code: "already_in" });
    expect(counts(spec)?.taken).toBe(1);
  });

  test("too early names the opening; from the opening on it is open, until sign-up closes", () => {
    const spec = withActivities(activity("a1", 2, { opensAt: shiftStart + hour, closesAt: shiftStart + 2 * hour }));
    expect(spec.when(signUp(), worker(0))).toMatchObject({
      code: "activity_not_open",
      params: { opensAt: "11-23 09:00" },
    });
    spec.pass(hour).given(signUp(), worker(0));
    expect(spec.pass(hour).when(signUp(), worker(1))).toMatchObject({ code: "activity_closed" });
    // A tap from an outbox after the close gets no seat: none is ever confirmed offline.
    expect(spec.when(signUp(), worker(1), { at: spec.now() - hour })).toMatchObject({ code: "activity_closed" });
  });

  test("unknown activity, role, worker; cancelled with its reason", () => {
    const spec = createSpec();
    expect(spec.when(signUp(false, activityId("no")), worker(0))).toMatchObject({ code: "activity_unknown" });
    expect(spec.when(signUp(false, a1, roleId("constructor")), worker(0))).toMatchObject({ code: "role_unknown" });
    expect(spec.when(signUp(), person("admin", "co"))).toMatchObject({ code: "worker_unknown" });
    spec.given({ type: "CancelActivity", activity: a1, reason: "大雪" }, person("admin", "co"));
    expect(spec.when(signUp(), worker(0))).toMatchObject({ code: "activity_cancelled", params: { reason: "大雪" } });
    expect(spec.when({ type: "CancelActivity", activity: a1, reason: "又" }, person("admin", "co")).is).toBe("already");
  });

  test("a role's certificate must hold on the day of the activity", () => {
    const roles = [{ id: "r", name: "员", nameEn: "M", capacity: 2, requires: ["信号工证"] }];
    const spec = withActivities(activity("a1", 2, { roles }));
    expect(spec.when(signUp(), worker(6))).toMatchObject({ code: "qualification_missing" });
    expect(spec.when(signUp(), worker(5))).toMatchObject({ code: "qualification_expired" });
    expect(spec.when(signUp(), worker(1)).is).toBe("done");
  });

  test("another activity or his own shift collides, touching ends do not; a cancelled one holds nobody", () => {
    const at = (id: string, from: number, to: number) =>
      activity(id, 2, {
        startsAt: startsAt + from * hour,
        endsAt: startsAt + to * hour,
        closesAt: startsAt + from * hour,
      });
    const spec = withActivities(activity("a1", 2), at("a2", 1, 4), at("a3", 2, 5), at("a4", -13, -10));
    spec.given(signUp(), worker(9));
    expect(spec.when(signUp(false, activityId("a2")), worker(9))).toMatchObject({
      code: "activity_collides",
      params: { with: inBoth("活动a1", "Activity a1"), from: "11-29 03:00", to: "05:00" },
    });
    expect(spec.when(signUp(false, activityId("a3")), worker(9)).is).toBe("done");
    // w1 stands at p1 by day.
    expect(spec.when(signUp(false, activityId("a4")), worker(1))).toMatchObject({
      code: "activity_collides",
      params: { with: inBoth("1号岗", "Post 1") },
    });
    spec.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
    expect(spec.when(signUp(false, activityId("a2")), worker(9))).toMatchObject({
      params: { with: inBoth("活动a3", "Activity a3") },
    });
  });

  test("[ACT-2] an unbroken rest must be left before or after it, between the shift before and the shift after", () => {
    // w1 stands at p1 from 08:00 to 16:00 every day; eleven hours are to be kept.
    const evening = (id: string, from: number, to: number) =>
      activity(id, 2, {
        startsAt: shiftStart + from * hour,
        endsAt: shiftStart + to * hour,
        closesAt: shiftStart + from * hour,
      });
    const spec = withActivities(
      evening("a1", 10, 13),
      evening("a2", 10, 14),
      evening("a3", 19, 22),
      evening("a4", 18, 22),
    );
    expect(spec.when(signUp(false, activityId("a2")), worker(1))).toMatchObject({
      code: "activity_rest",
      params: { need: 11 },
    });
    expect(spec.when(signUp(false, activityId("a4")), worker(1))).toMatchObject({ code: "activity_rest" });
    expect(spec.when(signUp(false, activityId("a1")), worker(1)).is).toBe("done");
    expect(spec.when(signUp(false, activityId("a3")), worker(1)).is).toBe("done");
    expect(spec.when(signUp(false, activityId("a2")), worker(9))).toMatchObject({ is: "done" });
  });

  test("capacity holds by role and as a whole, also for a role named like a part of JavaScript", () => {
    const roles = [
      { id: "constructor", name: "甲", nameEn: "A", capacity: 1, requires: [] },
      { id: "__proto__", name: "乙", nameEn: "B", capacity: 2, requires: [] },
    ];
    const spec = withActivities(activity("a1", 2, { roles }));
    expect(spec.when(signUp(false, a1, roleId("constructor")), worker(0)).is).toBe("done");
    expect(spec.when(signUp(false, a1, roleId("constructor")), worker(1))).toMatchObject({ code: "activity_full" });
    expect(spec.when(signUp(false, a1, roleId("__proto__")), worker(1)).is).toBe("done");
    expect(spec.when(signUp(false, a1, roleId("__proto__")), worker(2))).toMatchObject({ code: "activity_full" });
  });
});

describe("[ACT-3] cancelling and the queue", () => {
  const full = () => {
    const spec = createSpec();
    for (const n of [0, 1]) spec.given(signUp(), worker(n));
    for (const n of [2, 3]) spec.given(signUp(true), worker(n));
    return spec;
  };

  test("needs the PIN", () => {
    expect(full().when(cancel(), worker(0))).toMatchObject({ code: "pin_needed" });
  });

  test("a freed seat goes at once to the first who waits, in the same act", () => {
    const spec = full();
    expect(spec.given(cancel(), worker(0, "pin"))).toMatchObject([
      { type: "EntryCancelled", worker: "w0" },
      { type: "SeatTaken", worker: "w2", promoted: true },
    ]);
    expect(counts(spec)).toEqual({ taken: 2, waiting: 1, here: 0, takenByRole: { r: 2 } });
    expect(stateOf(spec, 2)).toEqual(["confirmed"]);
    expect(spec.given(signUp(true), worker(0))).toMatchObject([{ place: 3 }]);
    expect(stateOf(spec, 0)).toEqual(["cancelled", "waiting"]);
  });

  test("who collides by now is passed over and keeps his place", () => {
    const site = siteFixture({ activities: [activity("a1", 1), activity("b", 1), activity("c", 5)] });
    const spec = createSpec({ site });
    spec.given(signUp(), worker(0));
    spec.given(signUp(true), worker(8));
    spec.given(signUp(true), worker(9));
    // Meanwhile an import gives w8 a shift at that hour.
    spec.given(
      {
        type: "ImportSite",
        import: {
          ...site,
          posts: site.posts.map((post) =>
            post.id === "p3"
              ? {
                  ...post,
                  roster: [...post.roster, ...post.roster.slice(0, 1)].map((line) => ({
                    ...line,
                    worker: workerId("w8"),
                    shift: site.site.shifts[2]?.id ?? line.shift,
                  })),
                }
              : post,
          ),
        },
      },
      person("admin", "co"),
    );
    expect(spec.given(cancel(), worker(0, "pin"))).toMatchObject([{}, { worker: "w9", promoted: true }]);
    expect(stateOf(spec, 8)).toEqual(["waiting"]);
    expect(counts(spec)?.waiting).toBe(1);
  });

  test("leaving the queue frees no seat", () => {
    const spec = full();
    expect(spec.given(cancel(), worker(2, "pin"))).toMatchObject([{ type: "EntryCancelled" }]);
    expect(spec.given(cancel(), worker(1, "pin"))).toMatchObject([{}, { worker: "w3" }]);
  });

  test("seats that an import adds go to those who wait before a newcomer", () => {
    const spec = full();
    spec.given({ type: "ImportSite", import: siteFixture({ activities: [activity("a1", 3)] }) }, person("admin", "co"));
    expect(spec.given(signUp(true), worker(6))).toMatchObject([
      { type: "SeatTaken", worker: "w2", promoted: true },
      { type: "QueueJoined", worker: "w6", place: 3 },
    ]);
  });

  test("an import that would leave fewer seats than are taken is refused whole", () => {
    const spec = full();
    for (const changed of [
      activity("a1", 1),
      activity("a1", 2, { roles: [{ id: "x", name: "他", nameEn: "X", capacity: 2, requires: [] }] }),
    ])
      expect(
        spec.when(
          { type: "ImportSite", import: siteFixture({ activities: [changed], posts: 1 }) },
          person("admin", "co"),
        ),
      ).toMatchObject({ code: "capacity_wrong" });
    expect(spec.board.look.post("p3")).toBeDefined();
  });

  test("after the deadline a confirmed one is let go at once by a foreman, and not just anybody's badge", () => {
    const spec = full().pass(4 * dayLength);
    const late = spec.now() + 1;
    const by = (countersign: ReturnType<typeof foreman>) =>
      spec.when(cancel(), worker(0, "pin"), { now: late, countersign });
    expect(spec.when(cancel(), worker(0, "pin"), { now: startsAt })).toMatchObject({
      code: "cancel_late",
      params: { until: "11-27 08:00" },
    });
    expect(by({ worker: workerId("w4"), roles: [], reason: "病" })).toMatchObject({ code: "countersign_refused" });
    expect(by({ worker: workerId("w0"), roles: ["foreman"], reason: "病" })).toMatchObject({
      code: "countersign_refused",
    });
    expect(spec.when(cancel(), worker(2, "pin"), { now: late }).is).toBe("done");
    expect(by(foreman("病")).is).toBe("done");
  });

  test("nothing to cancel: never in, out already, or on the ground", () => {
    const spec = full();
    expect(spec.when(cancel(), worker(7, "pin"))).toMatchObject({ code: "entry_unknown" });
    spec.given(cancel(), worker(0, "pin"));
    expect(spec.when(cancel(), worker(0, "pin"))).toMatchObject({ code: "entry_unknown" });
    spec.given({ type: "CheckInEntry", activity: a1 }, worker(1), { now: startsAt });
    expect(spec.when(cancel(), worker(1, "pin"), { now: startsAt })).toMatchObject({ code: "entry_unknown" });
  });
});
