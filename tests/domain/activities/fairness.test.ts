// The fairness window: at first each crew has its share of the seats, then what is left is everybody's, in the queue's order. [ACT-1, ACT-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Wait } from "../../../domain/activities/activity-acts.ts";
import type { ActivityDraft } from "../../../domain/activities/activity-draft.ts";
import { crewKey, ownShares, sharesOf, windowNow } from "../../../domain/activities/fairness.ts";
import { seatsToFill } from "../../../domain/activities/sign-up.ts";
import type { Audience } from "../../../domain/audience.ts";
import type { Command } from "../../../domain/board.ts";
import { activityId, roleId, unitId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { present } from "../../../domain/present.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { system, worker } from "../../kit/world.ts";

const f1 = activityId("f1");
const startsAt = shiftStart + 5 * dayLength;
const until = shiftStart + 10 * hour;
const manager = person("manager", "co");
const signUp = (wait: Wait): Command => ({ type: "SignUp", activity: f1, role: roleId("r"), wait });
const draftOf = (capacity: number): ActivityDraft => ({
  ...{ id: f1, unit: unitId("co"), sort: "volunteer", name: "护林", nameEn: "Ranger day", place: "", capacity },
  ...{ startsAt, endsAt: startsAt + 2 * hour, opensAt: shiftStart, closesAt: startsAt, cancelUntil: startsAt },
  ...{ fairUntil: until, roles: [{ id: roleId("r"), name: "员", nameEn: "M", capacity, requires: [] }] },
});
const opening = (capacity: number, more: Partial<ActivityDraft> = {}): Command => ({
  type: "OpenActivity",
  activity: { ...draftOf(capacity), ...more },
});
/** Nine people of three crews in one unit: w0 to w5 of the first, w6 and w7 of the second, w8 alone. */
const site = (() => {
  const fixture = siteFixture({ posts: 0, workers: 9, activities: [] });
  const crews = ["甲", "甲", "甲", "甲", "甲", "甲", "乙", "乙", "丙"];
  return {
    ...fixture,
    workers: fixture.workers.map((one, n) => ({ ...one, unit: unitId("mine"), crew: crews[n] ?? "" })),
  };
})();
const opened = (capacity: number): Spec => {
  const spec = createSpec({ site });
  spec.given(opening(capacity), manager);
  return spec;
};
const record = (spec: Spec) => {
  const found = spec.board.get("activity", f1);
  if (found === undefined) throw new Error("no f1");
  return found;
};
const states = (spec: Spec, n: number) =>
  spec.board.look.entriesOf(`w${n}`).map(({ is }) => (is.state === "waiting" ? `waiting ${is.place}` : is.state));

describe("[ACT-3] each crew's share", () => {
  test("is by its head count when the activity is opened", () => {
    const spec = opened(6);
    expect(record(spec).fair).toEqual({ until, shares: { "mine/甲": 4, "mine/乙": 1, "mine/丙": 1 } });
    // Without a window nothing is shared.
    const free = createSpec({ site });
    const { fairUntil: _, ...draft } = draftOf(6);
    free.given({ type: "OpenActivity", activity: draft }, manager);
    expect(record(free).fair).toBeUndefined();
  });

  test("is the desk's to read: to a wall, a kiosk or a person no crew is told by its share", () => {
    const shown = (audience: Audience) => present(record(opened(6)), audience);
    const unit = unitId("co");
    for (const audience of [
      { kind: "wall", unit },
      { kind: "kiosk", unit },
      { kind: "person", worker: workerId("w0") },
    ] as const)
      expect(shown(audience)).toMatchObject({ fair: { until, shares: {} } });
    expect(shown({ kind: "desk", role: "manager", unit })).toMatchObject({ fair: { shares: { "mine/甲": 4 } } });
  });

  test("sums to the capacity, is nobody's 0 where there are seats, and never less for more heads", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        (heads, capacity) => {
          const crews = new Map(heads.map((count, n) => [`c${n}`, count]));
          const shares = sharesOf(crews, capacity);
          const each = heads.map((_, n) => shares[`c${n}`] ?? Number.NaN);
          expect(each.reduce((sum, one) => sum + one, 0)).toBe(capacity);
          if (capacity >= heads.length) expect(Math.min(...each)).toBeGreaterThan(0);
          for (const [n, count] of heads.entries())
            for (const [m, other] of heads.entries())
              if (count > other) expect(each[n]).toBeGreaterThanOrEqual(each[m] ?? 0);
        },
      ),
    );
    expect(sharesOf(new Map(), 5)).toEqual({});
  });

  test("a window ends after sign-up opens and before the start, or nothing is opened", () => {
    const spec = createSpec({ site });
    for (const fairUntil of [shiftStart, startsAt + 1])
      expect(spec.when(opening(6, { fairUntil }), manager)).toMatchObject({ code: "fair_wrong" });
  });
});

describe("[ACT-3] while the window runs", () => {
  test("who is beyond his crew's share waits and is told why, though seats are free; other crews have theirs", () => {
    const spec = opened(3);
    expect(record(spec).fair?.shares).toEqual({ "mine/甲": 1, "mine/乙": 1, "mine/丙": 1 });
    spec.given(signUp(false), worker(0));
    expect(spec.when(signUp(false), worker(1))).toMatchObject({
      code: "crew_share",
      params: { activity: inBoth("护林", "Ranger day"), until: "11-23 18:00" },
    });
    spec.given(signUp(true), worker(1));
    expect(states(spec, 1)).toEqual(["waiting 1"]);
    expect(record(spec).counts).toMatchObject({ taken: 1, waiting: 1 });
    expect(spec.when(signUp(false), worker(6))).toMatchObject({ types: ["SeatTaken"] });
  });

  test("a seat that is given back goes to his own crew first, past others in the queue, who keep their places", () => {
    const spec = opened(3);
    for (const n of [0, 6, 8]) spec.given(signUp(false), worker(n));
    for (const n of [1, 7]) spec.given(signUp(true), worker(n));
    expect(spec.given({ type: "CancelEntry", activity: f1 }, worker(6, "pin"))).toMatchObject([
      { type: "EntryCancelled", worker: "w6" },
      { type: "SeatTaken", worker: "w7", promoted: true },
    ]);
    expect(states(spec, 1)).toEqual(["waiting 1"]);
  });

  test("a crew is signed up within its share, or nobody of it", () => {
    const spec = opened(3);
    const crew = [0, 1].map((n) => ({ worker: workerId(`w${n}`), role: roleId("r") }));
    const act: Command = { type: "SignUpCrew", unit: unitId("mine"), activity: f1, crew };
    expect(spec.when(act, worker(1))).toMatchObject({ code: "crew_barred", params: { worker: "w1" } });
    expect(record(spec).counts.taken).toBe(0);
    expect(spec.when(act, worker(1), { now: until }).is).toBe("done");
  });

  test("[ACT-2] a seat is swapped within the crew, or to a crew that has some of its share left", () => {
    const spec = opened(3);
    for (const n of [0, 6]) spec.given(signUp(false), worker(n));
    const swap = { type: "SwapSeat", activity: f1 } as const;
    expect(spec.when(swap, worker(0, "pin"), { incoming: workerId("w7") })).toMatchObject({ code: "swap_barred" });
    expect(spec.when(swap, worker(0, "pin"), { incoming: workerId("w1") }).is).toBe("done");
    expect(spec.when(swap, worker(1, "pin"), { incoming: workerId("w8") }).is).toBe("done");
    expect(record(spec).counts.taken).toBe(2);
  });

  test("he learns of his own crew what is left of its share, and of no other", () => {
    const spec = opened(6);
    for (const n of [0, 1, 6]) spec.given(signUp(false), worker(n));
    const self = (n: number) => {
      const found = spec.board.get("worker", `w${n}`);
      if (found === undefined) throw new Error("nobody");
      return found;
    };
    expect(ownShares(self(2), spec.board.look, spec.now())).toEqual([{ activity: f1, share: 4, left: 2 }]);
    expect(ownShares(self(7), spec.board.look, spec.now())).toEqual([{ activity: f1, share: 1, left: 0 }]);
    expect(ownShares(self(2), spec.board.look, until)).toEqual([]);
    expect(crewKey(self(8))).toBe("mine/丙");
  });

  test("an import leaves the window and its shares as they are", () => {
    const spec = opened(6);
    const { fair } = record(spec);
    spec.given({ type: "ImportSite", import: { ...site, activities: [] } }, system);
    expect(record(spec).fair).toEqual(fair);
  });
});

test("[ACT-3] where several seats come free at once, a crew gets no more of them than its share", () => {
  const spec = createSpec({ site });
  const role = (id: string, capacity: number) => ({ id: roleId(id), name: id, nameEn: id, capacity, requires: [] });
  const draft = { ...draftOf(4), roles: [role("r", 2), role("s", 4)] };
  spec.given({ type: "OpenActivity", activity: draft }, manager);
  expect(record(spec).fair?.shares["mine/甲"]).toBe(2);
  spec.given({ type: "SignUp", activity: f1, role: roleId("s"), wait: false }, worker(0));
  for (const n of [6, 8]) spec.given(signUp(false), worker(n));
  for (const n of [1, 2]) spec.given(signUp(true), worker(n));
  const wider = { ...draft, capacity: 6, roles: [role("r", 4), role("s", 4)] };
  spec.given({ type: "ImportSite", import: { ...site, activities: [wider] } }, system);
  expect(spec.given({ type: "FillSeats", activity: f1 }, watcher)).toMatchObject([{ type: "SeatTaken", worker: "w1" }]);
  expect(states(spec, 2)).toEqual(["waiting 2"]);
});

describe("[ACT-3] when the window ends", () => {
  test("time alone changes nothing; the watch sees who waits beside a free seat, and the queue comes in its order", () => {
    const spec = opened(3);
    spec.given(signUp(false), worker(0));
    spec.given(signUp("ask"), worker(1));
    spec.given(signUp(true), worker(2));
    const look = { ...spec.board.look, site: spec.board.look.site, clock: spec.board.look.clock };
    expect(seatsToFill(look, until - 1)).toEqual([]);
    expect(windowNow(record(spec), until)).toBeUndefined();
    expect(states(spec, 1)).toEqual(["waiting 1"]);
    expect(seatsToFill(look, until)).toEqual([f1]);
    const fill = { type: "FillSeats", activity: f1 } as const;
    expect(spec.when(fill, watcher, { now: until - 1 }).is).toBe("already");
    expect(spec.given(fill, watcher, { now: until })).toMatchObject([
      { type: "SeatOffered", worker: "w1" },
      { type: "SeatTaken", worker: "w2", promoted: true },
    ]);
    expect(seatsToFill(look, until)).toEqual([]);
    expect(spec.when(fill, watcher, { now: until }).is).toBe("already");
  });

  test("who comes before the watch has looked comes after those who waited", () => {
    const spec = opened(3);
    spec.given(signUp(false), worker(0));
    for (const n of [1, 2]) spec.given(signUp(true), worker(n));
    expect(spec.when(signUp(false), worker(3), { now: until })).toMatchObject({ code: "activity_full" });
    expect(spec.given(signUp(true), worker(3), { now: until })).toMatchObject([
      { type: "SeatTaken", worker: "w1" },
      { type: "SeatTaken", worker: "w2" },
      { type: "QueueJoined", worker: "w3" },
    ]);
  });
});
