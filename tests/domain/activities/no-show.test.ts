// Who did not come: proposed by the watch, answered by himself, decided by a person alone; and told to nobody whom it does not concern. [ACT-4]

import { describe, expect, test } from "vitest";
import type { Audience } from "../../../domain/audience.ts";
import { unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { sameVisibility } from "../../../domain/visibility.ts";
import {
  a1,
  answered,
  checkIn,
  checkOut,
  confirmed,
  endsAt,
  enter,
  entryOf,
  excused,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  walkedIn,
  watched,
} from "../../kit/attended.ts";
import { audiences } from "../../kit/audiences.ts";
import { person, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const week = 7 * dayLength;
const proposed = (n = 1) => {
  const spec = signedUp(n, {}, {}, 0, n + 1);
  walkedIn(spec, 8);
  watched(spec, overAt);
  return spec;
};

describe("[ACT-4] a no-show is a proposal", () => {
  test("of who had a seat and did not come, from the end and its grace on; his seat stays counted", () => {
    const spec = signedUp(2);
    spec.given(checkIn, worker(1), { now: startsAt });
    spec.given(checkOut, worker(1), { now: endsAt });
    expect(watched(spec, overAt - 1)).toEqual([]);
    expect(watched(spec, overAt)).toEqual(["ProposeNoShow"]);
    expect(entryOf(spec, 0).is).toEqual({ state: "no-show", at: overAt });
    expect(spec.board.look.activity(a1)?.counts.taken).toBe(2);
    expect(watched(spec, overAt + hour)).toEqual([]);
  });

  test("never of an activity that was cancelled, before its end or after it", () => {
    const cancelIt = { type: "CancelActivity", activity: a1, reason: "大雪" } as const;
    const before = signedUp(1);
    before.given(cancelIt, organiser, { now: startsAt });
    expect(watched(before, overAt)).toEqual([]);
    const after = proposed();
    after.given(cancelIt, organiser, { now: overAt + hour });
    expect(after.when(answered(after, 0, "sick"), worker(0, "pin"))).toMatchObject({ code: "entry_unknown" });
    expect(after.when(confirmed(after, 0), organiser, { now: overAt + week })).toMatchObject({ code: "entry_unknown" });
  });

  test("nor is anybody asked so late that his days to answer would be over", () => {
    const kept = (settings = {}) => {
      const spec = signedUp(1, settings, {}, 0, 2);
      walkedIn(spec, 8);
      return spec;
    };
    expect(watched(kept(), endsAt + week)).toEqual([]);
    expect(watched(kept(), endsAt + week - 1)).toEqual(["ProposeNoShow"]);
    expect(watched(kept({ answerDays: 1 }), endsAt + dayLength)).toEqual([]);
  });

  test("nobody is asked where nobody at all was seen: then the list is missing and not the people, as after an upgrade", () => {
    const spec = signedUp(2);
    expect(watched(spec, overAt)).toEqual([]);
    expect(
      spec.when({ type: "ProposeNoShow", activity: a1, entry: entryOf(spec, 0).id }, watcher, { now: overAt }),
    ).toMatchObject({
      is: "already",
    });
    // One badge, or one time that the desk writes down, and the list stands.
    spec.given(checkIn, worker(1), { now: startsAt });
    expect(watched(spec, overAt)).toEqual(["ProposeNoShow", "LeaveOpen"]);
  });

  test("what a kiosk without a line had kept proves the watch wrong", () => {
    const spec = proposed();
    const told = { now: overAt + dayLength };
    spec.given(checkIn, worker(0), { ...told, at: startsAt });
    expect(spec.board.look.activity(a1)?.counts.here).toBe(1);
    expect(spec.given(checkOut, worker(0), { ...told, at: endsAt })).toMatchObject([{ minutes: 120 }]);
    expect(entryOf(spec, 0).is.state).toBe("attended");
    const late = proposed();
    expect(late.when(checkIn, worker(0), told)).toMatchObject({ code: "activity_closed" });
  });

  test("so does the desk, which saw him there", () => {
    const spec = proposed();
    expect(enter(spec, 0, startsAt, endsAt, overAt + hour)).toMatchObject({ types: ["TimesEntered"] });
  });
});

describe("[ACT-4] his answer", () => {
  test("is his own, with his PIN; he may say it otherwise until it is decided", () => {
    const spec = proposed(2);
    expect(spec.when(answered(spec, 0, "sick"), worker(0))).toMatchObject({ code: "pin_needed" });
    expect(spec.when(answered(spec, 0, "sick"), worker(1, "pin"))).toMatchObject({ code: "entry_unknown" });
    spec.given(answered(spec, 0, "sick"), worker(0, "pin"), { now: overAt + hour });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "no-show", answer: { why: "sick", at: overAt + hour } });
    expect(spec.when(answered(spec, 0, "sick"), worker(0, "pin")).is).toBe("already");
    spec.given(answered(spec, 0, "not-told"), worker(0, "pin"));
    spec.given(confirmed(spec, 0), organiser, { now: overAt + 2 * hour });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "no-show-final", answer: { why: "not-told" } });
    expect(spec.when(answered(spec, 0, "sick"), worker(0, "pin"))).toMatchObject({ code: "no_show_decided" });
  });

  test("may come after his days too, as long as nobody has decided: no day decides anything", () => {
    const spec = proposed();
    expect(watched(spec, overAt + 4 * week)).toEqual([]);
    expect(spec.when(answered(spec, 0, "not-told"), worker(0, "pin"), { now: overAt + 4 * week }).is).toBe("done");
  });
});

describe("[ACT-4] the decision", () => {
  test("nobody makes it final before he has answered or his days are over", () => {
    const spec = proposed(2);
    expect(spec.when(confirmed(spec, 0), organiser, { now: overAt + week - 1 })).toMatchObject({
      code: "no_show_early",
      params: { until: "12-06 05:30" },
    });
    expect(spec.when(confirmed(spec, 0), organiser, { now: overAt + week }).is).toBe("done");
    spec.given(answered(spec, 1, "sick"), worker(1, "pin"), { now: overAt + minute });
    expect(spec.when(confirmed(spec, 1), organiser, { now: overAt + 2 * minute }).is).toBe("done");
    expect(entryOf(spec, 1).is).toMatchObject({ state: "no-show-final", by: "赵主任", reason: "未请假" });
  });

  test("excusing waits for nothing and takes a final one back; never the other way", () => {
    const spec = proposed();
    spec.given(confirmed(spec, 0), organiser, { now: overAt + week });
    expect(spec.when(excused(spec, 0), organiser).is).toBe("done");
    expect(spec.when(excused(spec, 0), organiser).is).toBe("already");
    expect(spec.when(confirmed(spec, 0), organiser, { now: overAt + 2 * week })).toMatchObject({
      code: "no_show_decided",
    });
  });

  test("nobody decides on himself, and nothing is decided on who came", () => {
    const spec = proposed();
    const self = { ...person("manager", "co"), worker: workerId("w0") };
    for (const command of [confirmed(spec, 0), excused(spec, 0)])
      expect(spec.when(command, self, { now: overAt + week })).toMatchObject({ code: "own_entry" });
    enter(spec, 0, startsAt, endsAt);
    expect(spec.when(excused(spec, 0), organiser)).toMatchObject({ code: "entry_unknown" });
  });

  test("settling waits for no answer and credits nobody who did not come", () => {
    const spec = proposed();
    expect(spec.when(settleIt, organiser, { now: overAt })).toMatchObject({
      types: ["ActivitySettled", "CreditGiven"],
    });
    expect([...spec.board.all("credit")].map((credit) => credit.worker)).toEqual(["w8"]);
  });
});

describe("[ACT-4, ORG-2] who learns of it", () => {
  const seers = ["station-head", "union-officer", "branch-secretary", "manager", "admin"];

  test("the worker, and the desks that may decide; no wall, no kiosk, no other desk; his answer goes to no auditor", () => {
    const spec = proposed();
    spec.given(answered(spec, 0, "sick"), worker(0, "pin"));
    const entry = entryOf(spec, 0);
    for (const audience of [...audiences(), { kind: "person", worker: workerId("w0") } as const]) {
      const shown = present(entry, audience);
      const sees =
        audience.kind === "auditor" ||
        (audience.kind === "person" && audience.worker === "w0") ||
        (audience.kind === "desk" && seers.includes(audience.role) && entry.scope.includes(audience.unit));
      expect(shown !== undefined, JSON.stringify(audience)).toBe(sees);
      if (shown !== undefined) expect(JSON.stringify(shown).includes("sick")).toBe(audience.kind !== "auditor");
    }
  });

  test("a desk that saw his seat is told that it sees the entry no longer", () => {
    const spec = signedUp(1, {}, {}, 0, 2);
    walkedIn(spec, 8);
    const before = entryOf(spec, 0);
    watched(spec, overAt);
    const foreman: Audience = { kind: "desk", role: "foreman", unit: unitId("co") };
    expect(present(before, foreman)).toBeDefined();
    expect(present(entryOf(spec, 0), foreman)).toBeUndefined();
    expect(sameVisibility(before, entryOf(spec, 0))).toBe(false);
  });

  test("he reads what was decided and why, and not the whole name of who did", () => {
    const spec = proposed();
    spec.given(excused(spec, 0), organiser);
    const own = present(entryOf(spec, 0), { kind: "person", worker: workerId("w0") });
    expect(own).toMatchObject({ is: { state: "excused", reason: "有班", by: "赵*任" } });
  });
});
