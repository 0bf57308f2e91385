// Who came without having signed up is written down afterwards, never above the capacity; and nobody settles what he does not see. [ACT-1, ACT-4]

import { describe, expect, test } from "vitest";
import type { Actor } from "../../../domain/decider.ts";
import { roleId, unitId, workerId } from "../../../domain/ids.ts";
import { hour } from "../../../domain/time.ts";
import {
  a1,
  cameAndLeft,
  creditOf,
  endsAt,
  entryOf,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  walkedIn,
  watched,
} from "../../kit/attended.ts";
import { person } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const counts = (spec: ReturnType<typeof signedUp>) => spec.board.look.activity(a1)?.counts;
const room = (n: number, seats: number) => signedUp(n, {}, {}, 0, seats);

describe("[ACT-4] who came without an entry", () => {
  test("is added with his times and why: he has attended, holds a seat and is credited with the others", () => {
    const spec = room(1, 2);
    cameAndLeft(spec, 0, startsAt, endsAt);
    expect(walkedIn(spec, 4)).toMatchObject({ events: [{ type: "AttendedAdded", minutes: 120, by: "赵主任" }] });
    expect(entryOf(spec, 4).is).toMatchObject({ state: "attended", minutes: 120, entered: { reason: "没报名也来了" } });
    expect(counts(spec)).toMatchObject({ taken: 2, here: 0, takenByRole: { r: 2 } });
    expect(spec.board.get("daily", spec.clock.dayOf(endsAt))?.volunteerMinutes).toBe(240);
    spec.given(settleIt, organiser, { now: overAt });
    expect(creditOf(spec, 4)?.lines).toMatchObject([{ minutes: 120, credits: 2 }]);
  });

  test("once it is settled he is credited at once", () => {
    const spec = room(1, 2);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(settleIt, organiser, { now: overAt });
    expect(walkedIn(spec, 4)).toMatchObject({ types: ["AttendedAdded", "CreditGiven"] });
    expect(creditOf(spec, 4)?.lines).toMatchObject([{ minutes: 120 }]);
  });

  test("[ACT-1] never above the capacity: a seat that nobody used is still somebody's", () => {
    const spec = room(1, 1);
    expect(walkedIn(spec, 4)).toMatchObject({ code: "walk_in_full" });
    expect(counts(spec)?.taken).toBe(1);
  });

  test("who waited for a seat and came to an empty one keeps his one entry, and waits no longer", () => {
    // Two roles: the seats of one are taken, and one of the whole is left.
    const roles = ["r", "s"].map((id) => ({ id, name: id, nameEn: id, capacity: 1, requires: [] }));
    const spec = signedUp(1, {}, { roles }, 0, 2);
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(4));
    const waited = entryOf(spec, 4).id;
    const added = { type: "AddAttended", activity: a1, worker: workerId("w4"), role: roleId("s") } as const;
    const said = { from: startsAt, to: endsAt, reason: "顶缺" };
    expect(spec.when({ ...added, ...said }, organiser, { now: overAt }).is).toBe("done");
    expect(entryOf(spec, 4)).toMatchObject({ id: waited, role: "s", is: { state: "attended" } });
    expect(counts(spec)).toMatchObject({ taken: 2, waiting: 0, takenByRole: { r: 1, s: 1 } });
  });

  test("nobody is added twice, beside a seat of his own, before it has begun, by himself, or to what was cancelled", () => {
    const spec = room(1, 3);
    const self: Actor = {
      ...{ kind: "person", login: "m", name: "李4", role: "manager" },
      ...{ unit: unitId("co"), worker: workerId("w4") },
    };
    expect(walkedIn(spec, 4, startsAt - 1)).toMatchObject({ code: "attendance_times" });
    expect(walkedIn(spec, 4, startsAt + hour)).toMatchObject({ code: "attendance_times" });
    expect(walkedIn(spec, 0)).toMatchObject({ code: "already_in" });
    expect(walkedIn(spec, 4, overAt, self)).toMatchObject({
      code: "own_entry",
    });
    expect(walkedIn(spec, 4).is).toBe("done");
    expect(walkedIn(spec, 4)).toMatchObject({ code: "already_in" });
    spec.given({ type: "CancelActivity", activity: a1, reason: "大风" }, organiser, { now: overAt });
    expect(walkedIn(spec, 3)).toMatchObject({ code: "activity_cancelled" });
  });

  test("[ORG-1] nor one whom the desk does not see", () => {
    const spec = room(0, 2);
    expect(walkedIn(spec, 4, overAt, person("manager", "forest"))).toMatchObject({ code: "worker_unknown" });
    expect(walkedIn(spec, 2, overAt, person("manager", "forest")).is).toBe("done");
  });
});

test("[ACT-4, ORG-1] a desk that does not see everybody of it does not settle it, and is told how many; a desk above does", () => {
  const spec = room(3, 3);
  for (const n of [0, 1, 2]) cameAndLeft(spec, n, startsAt, endsAt);
  // Of the first three one is of the forest.
  expect(spec.when(settleIt, person("manager", "mine"), { now: overAt })).toMatchObject({
    code: "settle_unseen",
    params: { n: 1 },
  });
  expect(spec.when(settleIt, organiser, { now: overAt }).is).toBe("done");
});

test("[ACT-4] who gave his seat back keeps nobody from settling", () => {
  const spec = room(3, 3);
  spec.given({ type: "CancelEntry", activity: a1 }, worker(2, "pin"));
  for (const n of [0, 1]) cameAndLeft(spec, n, startsAt, endsAt);
  watched(spec, overAt);
  expect(spec.when(settleIt, person("manager", "mine"), { now: overAt }).is).toBe("done");
});
