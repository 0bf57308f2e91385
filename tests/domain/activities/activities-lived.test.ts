// Being there and opening: minutes, the figures of the wall, and what an activity must be to stand. [ACT-1, ACT-4, ACT-6]

import { describe, expect, test } from "vitest";
import { volunteers } from "../../../domain/activities/volunteers.ts";
import { activityId, roleId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const r = roleId("r");
const signUp = (wait = false, on = a1, role = r) => ({ type: "SignUp", activity: on, role, wait }) as const;
const startsAt = shiftStart + 5 * dayLength + 19 * hour;
const counts = (spec: Spec, id: string = a1) => spec.board.look.activity(id)?.counts;

describe("[ACT-6] on the ground", () => {
  const checkIn = { type: "CheckInEntry", activity: a1 } as const;
  const checkOut = { type: "CheckOutEntry", activity: a1 } as const;

  test("check-in from an hour before the start to the end; once; not for who waits", () => {
    const spec = createSpec();
    for (const n of [0, 1]) spec.given(signUp(), worker(n));
    spec.given(signUp(true), worker(2));
    expect(spec.when(checkIn, worker(0), { now: startsAt - hour - 1 })).toMatchObject({ code: "activity_not_open" });
    expect(spec.when(checkIn, worker(0), { now: startsAt - hour }).is).toBe("done");
    expect(spec.when(checkIn, worker(0), { now: startsAt }).is).toBe("already");
    expect(spec.when(checkIn, worker(2), { now: startsAt })).toMatchObject({ code: "entry_unknown" });
    expect(spec.when(checkIn, worker(1), { now: startsAt + 2 * hour + 1 })).toMatchObject({ code: "activity_closed" });
    expect(counts(spec)).toMatchObject({ here: 1, taken: 2 });
  });

  test("who checks out within half an hour of the end earns the time to the end; who forgot is on the ground no longer", () => {
    const spec = createSpec();
    for (const n of [0, 1]) spec.given(signUp(), worker(n));
    for (const n of [0, 1]) spec.given(checkIn, worker(n), { now: startsAt });
    expect(volunteers(spec.board, spec.clock, startsAt + 3 * hour).onGround).toBe(0);
    const until = startsAt + 150 * minute;
    expect(spec.given(checkOut, worker(0), { now: until })).toMatchObject([{ minutes: 120 }]);
    expect(spec.when(checkOut, worker(1), { now: until + 1 })).toMatchObject({
      code: "leave_late",
      params: { until: "11-29 05:30" },
    });
  });

  test("minutes count from the start however early one came, into the day's totals", () => {
    const spec = createSpec();
    spec.given(signUp(), worker(0));
    expect(spec.when(checkOut, worker(0))).toMatchObject({ code: "not_checked_in" });
    spec.given(checkIn, worker(0), { now: startsAt - 30 * minute });
    expect(spec.given(checkOut, worker(0), { now: startsAt + 90 * minute })).toMatchObject([
      { minutes: 90, from: startsAt },
    ]);
    expect(counts(spec)).toEqual({ taken: 1, waiting: 0, here: 0, takenByRole: { r: 1 } });
    expect(spec.when(checkOut, worker(0), { now: startsAt + 2 * hour })).toMatchObject({ code: "not_checked_in" });
    expect(spec.board.get("daily", "2026-11-29")?.volunteerMinutes).toBe(90);
  });

  test("the board's figures: on the ground, signed up today, hours this month", () => {
    const spec = createSpec();
    for (const n of [0, 1]) spec.given(signUp(), worker(n));
    spec.given(signUp(true), worker(2));
    expect(volunteers(spec.board, spec.clock, spec.now())).toMatchObject({
      onGround: 0,
      signedUpToday: 3,
      monthHours: 0,
    });
    for (const n of [0, 1]) spec.given(checkIn, worker(n), { now: startsAt });
    expect(volunteers(spec.board, spec.clock, startsAt)).toMatchObject({ onGround: 2, signedUpToday: 0 });
    for (const n of [0, 1]) spec.given(checkOut, worker(n), { now: startsAt + 100 * minute });
    expect(volunteers(spec.board, spec.clock, startsAt + 2 * hour)).toMatchObject({ onGround: 0, monthHours: 3 });
    expect(volunteers(spec.board, spec.clock, startsAt + 10 * dayLength).monthHours).toBe(0);
  });
});

describe("[ACT-1] opening", () => {
  const draft = (more: Readonly<Record<string, unknown>> = {}) => {
    const [one] = siteFixture({ activities: [activity("new", 2, more)] }).activities;
    if (one === undefined) throw new Error("fixture");
    return { type: "OpenActivity", activity: one } as const;
  };

  test("a new one stands; its id is not opened twice", () => {
    const spec = createSpec();
    spec.given(draft(), person("union-officer", "co"));
    expect(spec.board.look.activity("new")?.scope).toEqual(["co"]);
    expect(spec.when(draft(), person("union-officer", "co"))).toMatchObject({ code: "activity_exists" });
  });

  test.each([
    ["it ends before it starts", { endsAt: startsAt }, "times_wrong"],
    ["sign-up closes after the end", { closesAt: startsAt + 2 * hour + 1 }, "times_wrong"],
    ["sign-up opens after it closes", { opensAt: startsAt + 2 * hour + 1, closesAt: startsAt }, "times_wrong"],
    ["it lasts for ever", { endsAt: 8_640_000_000_000_000 }, "times_wrong"],
    ["roles hold fewer than the whole", { capacity: 3 }, "capacity_wrong"],
  ])("refused: %s", (_, more, code) => {
    expect(createSpec().when(draft(more), person("union-officer", "co"))).toMatchObject({ code });
  });
});
