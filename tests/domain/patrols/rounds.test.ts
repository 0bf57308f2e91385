// Recurring plans of patrols: each occurrence is made once, in time, across changes of the plan and of the clocks. [PAT-1]

import { describe, expect, test } from "vitest";
import { type Day, day, patrolId, workerId } from "../../../domain/ids.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import { admin, change, everyMorning, patrols, plan, round, specAt, stateOf, tick, told } from "./rounds-kit.ts";

describe("[PAT-1] a recurring plan", () => {
  test("given a plan, when the watch looks, then the patrols of the next 48 h stand there, each once", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    expect(tick(spec)).toEqual(["2026-11-23", "2026-11-24"]);
    expect(told(spec)).toEqual(["11-23 08:00 4h ready", "11-24 08:00 4h planned"]);
    expect(patrols(spec)[0]).toMatchObject({ route: "r1", unit: "forest", leader: "w2", members: ["w5"], round });
    spec.pass(hour);
    expect(tick(spec)).toEqual(["2026-11-25"]);
  });

  test("its weekdays, its first and its last day are kept", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { days: "135", from: day("2026-11-24"), until: day("2026-11-27") });
    const made: Day[] = [];
    for (let n = 0; n < 10; n += 1) {
      made.push(...tick(spec));
      spec.pass(dayLength);
    }
    expect(made).toEqual(["2026-11-25", "2026-11-27"]);
  });

  test("nothing that would have begun before it was made is asked for", () => {
    const spec = specAt("2026-11-23 09:00");
    plan(spec);
    tick(spec);
    expect(told(spec)).toEqual(["11-24 08:00 4h planned", "11-25 08:00 4h planned"]);
  });

  test("what passed while the server was away is made and missed, and says that it came late; no more than is kept", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    tick(spec);
    spec.pass(3 * dayLength);
    const late = tick(spec);
    expect(late).toEqual(["2026-11-25", "2026-11-26", "2026-11-27"]);
    expect(told(spec)).toEqual([
      "11-23 08:00 4h missed",
      "11-24 08:00 4h missed",
      "11-25 08:00 4h missed",
      "11-26 08:00 4h ready",
      "11-27 08:00 4h planned",
    ]);
    expect(patrols(spec).map((one) => one.madeLate !== undefined)).toEqual([false, false, true, false, false]);
    spec.pass(400 * dayLength);
    const after = tick(spec);
    expect(after.length).toBe(9);
    expect(after[0]).toBe("2027-12-24");
  });

  test("what began and is still open when the server comes back can be walked", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    spec.pass(3 * hour);
    tick(spec);
    expect(told(spec)[0]).toBe("11-23 08:00 4h start-overdue");
    spec.given({ type: "StartPatrol", patrol: patrolId("north@2026-11-23") }, admin);
    expect(stateOf(spec, "north@2026-11-23")).toBe("active");
  });

  test.each([
    // The night of 29 March 2026 has no 02:30, that of 25 October has it twice.
    ["2026-03-27 12:00", 150, ["03-28 02:30 8h", "03-29 03:30 8h", "03-30 02:30 8h"]],
    ["2026-10-23 12:00", 150, ["10-24 02:30 8h", "10-25 02:30 8h", "10-26 02:30 8h"]],
    ["2026-03-27 12:00", 1410, ["03-27 23:30 8h", "03-28 23:30 8h", "03-29 23:30 8h"]],
    ["2026-10-23 12:00", 1410, ["10-23 23:30 8h", "10-24 23:30 8h", "10-25 23:30 8h"]],
    ["2026-10-23 12:00", 0, ["10-24 00:00 8h", "10-25 00:00 8h", "10-26 00:00 8h"]],
  ] as const)(
    "from %s on, at minute %i of the day: one patrol a day over the change of summer time, none longer",
    (at, start, first) => {
      const spec = specAt(at, "Europe/Berlin");
      plan(spec, { start, lengthMin: 480 });
      const made: Day[] = [];
      for (let n = 0; n < 4 * 24; n += 1) {
        made.push(...tick(spec));
        spec.pass(hour);
      }
      expect(new Set(made).size).toBe(made.length);
      expect(
        told(spec)
          .slice(0, 3)
          .map((one) => one.split(" ").slice(0, 3).join(" ")),
      ).toEqual(first);
    },
  );

  test("given a changed plan, those not begun follow it; those under way stay as they are", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    tick(spec);
    spec.given({ type: "StartPatrol", patrol: patrolId("north@2026-11-23") }, admin);
    change(spec, { start: 10 * 60, lengthMin: 120, leader: workerId("w8"), members: [] });
    tick(spec);
    expect(told(spec)).toEqual(["11-23 08:00 4h active", "11-24 10:00 2h planned"]);
    expect(patrols(spec).map((one) => one.leader)).toEqual(["w2", "w8"]);
  });

  test("given a plan without that weekday, its patrol is called off with the reason; given the weekday again, it stands again", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    tick(spec);
    change(spec, { days: "13567" }, "周二停巡");
    tick(spec);
    expect(patrols(spec)[1]?.run).toMatchObject({ state: "cancelled", reason: "周二停巡", byPlan: true });
    change(spec, {}, "恢复");
    expect(tick(spec)).toEqual([]);
    expect(told(spec)).toEqual(["11-23 08:00 4h ready", "11-24 08:00 4h planned"]);
  });

  test("a weekday that a change adds counts, though the server was away when it came and a later day had been made already", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { days: "135" });
    expect(tick(spec)).toEqual(["2026-11-23"]);
    spec.pass(2 * hour);
    expect(tick(spec)).toEqual(["2026-11-25"]);
    change(spec, { days: "1235" });
    spec.pass(2 * dayLength);
    expect(tick(spec)).toEqual(["2026-11-24", "2026-11-27"]);
    expect(stateOf(spec, "north@2026-11-24")).toBe("missed");
  });

  test("one that a person called off stays called off", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    tick(spec);
    spec.given({ type: "CancelPatrol", patrol: patrolId("north@2026-11-24"), reason: "封路" }, admin);
    change(spec, { start: 9 * 60 });
    expect(tick(spec)).toEqual([]);
    expect(stateOf(spec, "north@2026-11-24")).toBe("cancelled");
  });

  test("given the hour of one has come, or its walkers were heard, then a change or an end calls nobody back", () => {
    for (const act of [
      (spec: ReturnType<typeof specAt>) => change(spec, { days: "67" }),
      (spec: ReturnType<typeof specAt>) => spec.given({ type: "EndRound", round, reason: "停" }, admin),
    ]) {
      const spec = specAt("2026-11-23 07:00");
      plan(spec);
      tick(spec);
      spec.pass(hour + 5 * 60_000);
      act(spec);
      expect(told(spec)[0]).toBe("11-23 08:00 4h ready");
      const patrol = patrols(spec)[0]?.id ?? expect.fail("none");
      expect(spec.when({ type: "StartPatrol", patrol }, admin, { at: spec.now() - 5 * 60_000 })).toMatchObject({
        is: "done",
      });
    }
  });

  test("given an ended plan, nothing more is made and what is ahead is called off; what has passed still counts", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    spec.pass(2 * dayLength);
    expect(spec.given({ type: "EndRound", round, reason: "封山" }, admin).map((one) => one.type)).toEqual([
      "PatrolMade",
      "PatrolMade",
      "RoundEnded",
    ]);
    spec.pass(5 * dayLength);
    expect(tick(spec)).toEqual([]);
    expect(told(spec)).toEqual(["11-23 08:00 4h missed", "11-24 08:00 4h missed"]);
    expect(spec.when({ type: "EndRound", round, reason: "封山" }, admin)).toEqual({ is: "already" });
    expect(spec.when({ type: "ChangeRound", round, ...everyMorning, reason: "x" }, admin)).toMatchObject({
      code: "round_ended",
      params: { at: "11-25 07:00" },
    });
  });
});
