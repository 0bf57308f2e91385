// Attendance after sign-up: who forgot to check out is not lost, the desk writes times down with a reason, late outboxes still count. [ACT-4]

import { describe, expect, test } from "vitest";
import { roleId, workerId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import {
  a1,
  cameAndLeft,
  checkIn,
  checkOut,
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
import { person } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const here = (spec: ReturnType<typeof signedUp>) => spec.board.look.activity(a1)?.counts.here;

describe("[ACT-4] who forgot to check out", () => {
  test("is left open by the watch from the end and its grace on, without minutes, and is on the ground no longer", () => {
    const spec = signedUp(1);
    spec.given(checkIn, worker(0), { now: startsAt - 10 * minute });
    expect(watched(spec, overAt - 1)).toEqual([]);
    expect(here(spec)).toBe(1);
    expect(watched(spec, overAt)).toEqual(["LeaveOpen"]);
    expect(entryOf(spec, 0).is).toEqual({ state: "unclosed", at: startsAt - 10 * minute });
    expect(here(spec)).toBe(0);
    expect(spec.board.get("daily", "2026-11-29")?.volunteerMinutes ?? 0).toBe(0);
    expect(watched(spec, overAt + hour)).toEqual([]);
  });

  test("an OUT said in time counts, however late its kiosk tells it; one said too late does not", () => {
    const spec = signedUp(2);
    for (const n of [0, 1]) spec.given(checkIn, worker(n), { now: startsAt });
    watched(spec, overAt);
    const told = { now: overAt + dayLength, at: endsAt - 30 * minute };
    expect(spec.given(checkOut, worker(0), told)).toMatchObject([{ type: "EntryCheckedOut", minutes: 90 }]);
    expect(entryOf(spec, 0).is.state).toBe("attended");
    expect(spec.when(checkOut, worker(1), { now: overAt })).toMatchObject({ code: "leave_late" });
    expect(entryOf(spec, 1).is.state).toBe("unclosed");
    expect(here(spec)).toBe(0);
  });

  test("also where the activity was cancelled while it ran", () => {
    const spec = signedUp(1);
    spec.given(checkIn, worker(0), { now: startsAt });
    spec.given({ type: "CancelActivity", activity: a1, reason: "大风" }, organiser, { now: startsAt + hour });
    expect(watched(spec, overAt)).toEqual(["LeaveOpen"]);
    expect(enter(spec, 0, startsAt, startsAt + hour)).toMatchObject({ types: ["TimesEntered"] });
  });

  test("the desk enters his time with a reason and its name: minutes from the start, to the end at most, in the day's totals", () => {
    const spec = signedUp(1);
    spec.given(checkIn, worker(0), { now: startsAt });
    watched(spec, overAt);
    expect(enter(spec, 0, startsAt - 20 * minute, endsAt + 5 * minute)).toMatchObject({
      events: [{ type: "TimesEntered", minutes: 120, by: "赵主任", reason: "工牌忘带" }],
    });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "attended", minutes: 120, entered: { by: "赵主任" } });
    expect(spec.board.get("daily", "2026-11-29")?.volunteerMinutes).toBe(120);
  });
});

describe("[ACT-4] times that the desk enters", () => {
  test("one without a badge is there from now on, and leaves by the desk or by a kiosk", () => {
    const spec = signedUp(2);
    for (const n of [0, 1]) expect(enter(spec, n, startsAt, undefined, startsAt + minute).is).toBe("done");
    expect(here(spec)).toBe(2);
    expect(enter(spec, 0, startsAt, undefined, startsAt + minute).is).toBe("already");
    expect(enter(spec, 0, startsAt, startsAt + hour, startsAt + hour)).toMatchObject({ types: ["TimesEntered"] });
    expect(spec.given(checkOut, worker(1), { now: endsAt })).toMatchObject([{ minutes: 120 }]);
    expect(here(spec)).toBe(0);
  });

  test("are about the activity, in order, and past", () => {
    const spec = signedUp(1);
    const wrong = { code: "attendance_times" };
    expect(enter(spec, 0, startsAt - hour - 1, endsAt)).toMatchObject(wrong);
    expect(enter(spec, 0, endsAt + 1, endsAt + 2)).toMatchObject(wrong);
    expect(enter(spec, 0, startsAt + 1, startsAt)).toMatchObject(wrong);
    expect(enter(spec, 0, startsAt, startsAt + hour, startsAt + hour - 1)).toMatchObject(wrong);
    expect(enter(spec, 0, startsAt + 1, undefined, startsAt)).toMatchObject(wrong);
    // He cannot arrive at what is over without leaving it.
    expect(enter(spec, 0, startsAt, undefined)).toMatchObject(wrong);
    expect(enter(spec, 0, startsAt, endsAt).is).toBe("done");
  });

  test("entered anew they take the place of the old in the day's totals; the same again are already there", () => {
    const spec = signedUp(1);
    cameAndLeft(spec, 0, startsAt, endsAt);
    expect(enter(spec, 0, startsAt, endsAt).is).toBe("already");
    enter(spec, 0, startsAt, startsAt + 30 * minute);
    enter(spec, 0, startsAt, startsAt + 45 * minute);
    expect(spec.board.get("daily", "2026-11-29")?.volunteerMinutes).toBe(45);
  });

  test("over midnight a correction counts on the day on which the first minutes did", () => {
    const at = { startsAt: startsAt - 4 * hour, endsAt, closesAt: startsAt - 4 * hour };
    const spec = signedUp(1, {}, at);
    cameAndLeft(spec, 0, at.startsAt, at.startsAt + 30 * minute);
    enter(spec, 0, at.startsAt, endsAt);
    const minutesOn = (day: string) => spec.board.get("daily", day)?.volunteerMinutes;
    expect([minutesOn("2026-11-28"), minutesOn("2026-11-29")]).toEqual([360, undefined]);
  });

  test("nobody enters his own, nor those of who has no seat or gave it back", () => {
    const spec = signedUp(2);
    const self = { ...person("union-officer", "co"), worker: workerId("w0") };
    expect(enter(spec, 0, startsAt, endsAt, overAt, self)).toMatchObject({ code: "own_entry" });
    expect(enter(spec, 1, startsAt, endsAt, overAt, self).is).toBe("done");
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(2));
    expect(enter(spec, 2, startsAt, endsAt)).toMatchObject({ code: "entry_unknown" });
    spec.given({ type: "CancelEntry", activity: a1 }, worker(2, "pin"));
    expect(enter(spec, 2, startsAt, endsAt)).toMatchObject({ code: "entry_unknown" });
  });
});

describe("[ACT-4] settling", () => {
  test("waits for the end and its grace, and for everybody's minutes", () => {
    const spec = signedUp(2);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(checkIn, worker(1), { now: startsAt });
    expect(spec.when(settleIt, organiser, { now: overAt - 1 })).toMatchObject({ code: "activity_runs" });
    // The watch has not looked yet: he was there all the same.
    expect(spec.when(settleIt, organiser, { now: overAt })).toMatchObject({
      code: "activity_unentered",
      params: { n: 1 },
    });
    watched(spec, overAt);
    expect(spec.when(settleIt, organiser, { now: overAt })).toMatchObject({ code: "activity_unentered" });
    enter(spec, 1, startsAt, endsAt);
    expect(spec.when(settleIt, organiser, { now: overAt })).toMatchObject({
      types: ["ActivitySettled", "CreditGiven", "CreditGiven"],
    });
    expect(spec.when(settleIt, organiser, { now: overAt }).is).toBe("already");
  });
});
