// Recurring plans of patrols: each occurrence is made once, in time, across changes of the plan, of the clocks and of who is there. [PAT-1]

import { describe, expect, test } from "vitest";
import { decideForget } from "../../../domain/forgetting.ts";
import { commandId, type Day, day, patrolId, roundId, routeId, workerId } from "../../../domain/ids.ts";
import { patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import type { RoundFields } from "../../../domain/patrols/round.ts";
import { retiredRounds, roundsDue } from "../../../domain/patrols/round-due.ts";
import { mostRounds } from "../../../domain/patrols/rounds.ts";
import type { SiteImport } from "../../../domain/site/site-import.ts";
import { dayLength, hour, minute, stampText } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";

const round = roundId("north");
const admin = person("admin", "co");
const everyMorning: RoundFields = {
  leader: workerId("w2"),
  members: [workerId("w5")],
  profile: "foot",
  days: "1234567",
  start: 8 * 60,
  lengthMin: 240,
};
const gate = { id: "g", name: "门", nameEn: "Gate", at: [119.9, 47.2], radius: 150 };
const routes = [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [gate] }];
const siteIn = (zone: string): SiteImport => {
  const site = siteFixture({ routes });
  return { ...site, site: { ...site.site, zone } };
};
const specAt = (stamp: string, zone = "Asia/Shanghai"): Spec => {
  const empty = createSpec({ site: siteIn(zone) });
  const [on = "", time = ""] = stamp.split(" ");
  const [h, m] = time.split(":").map(Number);
  return createSpec({ site: siteIn(zone), at: empty.clock.instant(day(on), (h ?? 0) * 60 + (m ?? 0)) });
};
const plan = (spec: Spec, fields: Partial<RoundFields> = {}) =>
  spec.given({ type: "PlanRound", round, route: routeId("r1"), ...everyMorning, ...fields }, admin);
/** One look of the watch: what it commanded, and that a second look commands nothing. */
const tick = (spec: Spec): readonly Day[] => {
  const due = roundsDue(spec.board.look, spec.now());
  for (const one of due) spec.given({ type: "MakePatrol", ...one }, watcher);
  expect(roundsDue(spec.board.look, spec.now())).toEqual([]);
  return due.map((one) => one.day);
};
const patrols = (spec: Spec) =>
  [...spec.board.all("patrol")].sort((a, b) => a.plannedAt - b.plannedAt || (a.id < b.id ? -1 : 1));
const told = (spec: Spec) =>
  patrols(spec).map(
    (one) =>
      `${stampText(spec.clock, one.plannedAt)} ${(one.windowEnd - one.plannedAt) / hour}h ${stateOf(spec, one.id)}`,
  );
const stateOf = (spec: Spec, id: string): string => {
  const patrol = spec.board.get("patrol", id);
  if (patrol === undefined) return "-";
  return patrolStatus(patrol, spec.board.get("route", patrol.route), spec.board.look.site, spec.now()).state;
};
const change = (spec: Spec, fields: Partial<RoundFields>, reason = "大雪") =>
  spec.given({ type: "ChangeRound", round, ...everyMorning, ...fields, reason }, admin);

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

  test("a leader who is gone from the register: the patrol is made all the same", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const site = siteIn("Asia/Shanghai");
    const without = { ...site, workers: site.workers.filter((one) => one.id !== "w2") };
    spec.given({ type: "ImportSite", import: without }, { kind: "system", part: "import" });
    expect(tick(spec)).toHaveLength(2);
    expect(patrols(spec)[0]?.leader).toBe("w2");
  });

  test("[ORG-4] an import changes the plans that it names with their patrols, leaves the others, and begins none that was ended", () => {
    const spec = specAt("2026-11-23 07:00");
    const importer = { kind: "system", part: "import" } as const;
    const site = (fields: Partial<RoundFields>) => ({
      ...siteIn("Asia/Shanghai"),
      rounds: [{ id: round, route: routeId("r1"), ...everyMorning, ...fields }],
    });
    spec.given({ type: "ImportSite", import: site({}) }, importer);
    tick(spec);
    const since = () => spec.board.get("round", round)?.since;
    const first = since();
    spec.pass(minute);
    spec.given({ type: "ImportSite", import: site({}) }, importer);
    expect(since()).toBe(first);
    spec.given({ type: "ImportSite", import: site({ start: 600 }) }, importer);
    tick(spec);
    expect(told(spec)).toEqual(["11-23 10:00 4h planned", "11-24 10:00 4h planned"]);
    spec.given({ type: "ImportSite", import: siteIn("Asia/Shanghai") }, importer);
    expect(spec.board.get("round", round)?.ended).toBeUndefined();
    spec.given({ type: "EndRound", round, reason: "封山" }, admin);
    spec.given({ type: "ImportSite", import: site({ start: 660 }) }, importer);
    expect(tick(spec)).toEqual([]);
    expect(spec.board.get("round", round)).toMatchObject({ start: 600, ended: { reason: "封山" } });
  });

  test("without its route nothing is made, and with it again it goes on", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const without = { ...siteIn("Asia/Shanghai"), routes: [] };
    spec.given({ type: "ImportSite", import: without }, { kind: "system", part: "import" });
    expect(tick(spec)).toEqual([]);
    spec.given({ type: "ImportSite", import: siteIn("Asia/Shanghai") }, { kind: "system", part: "import" });
    expect(tick(spec)).toHaveLength(2);
  });

  test("[ORG-2] whom a plan counts on is not forgotten before it is changed", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { leader: workerId("w8"), members: [] });
    const context = { now: spec.now(), at: spec.now(), id: commandId("c"), actor: admin };
    const forget = () => decideForget({ type: "ForgetWorker", worker: workerId("w8") }, context, spec.board.look);
    expect(forget()).toMatchObject({ kind: "refused", refusal: { code: "worker_needed", params: { where: "北线" } } });
    change(spec, { leader: workerId("w9"), members: [] });
    expect(forget().kind).toBe("accepted");
  });

  test("refused: a plan twice, an unknown route, worker or plan, days the wrong way round, more plans than a site has", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const asked = { type: "PlanRound", round: roundId("two"), route: routeId("r1"), ...everyMorning } as const;
    const codeOf = (command: Parameters<Spec["when"]>[0]) => {
      const outcome = spec.when(command, admin);
      return outcome.is === "refused" ? outcome.code : outcome.is;
    };
    expect(codeOf({ ...asked, round })).toBe("round_exists");
    expect(codeOf({ ...asked, route: routeId("-") })).toBe("route_unknown");
    expect(codeOf({ ...asked, leader: workerId("-") })).toBe("worker_unknown");
    expect(codeOf({ ...asked, from: day("2026-12-02"), until: day("2026-12-01") })).toBe("round_days");
    expect(codeOf({ type: "EndRound", round: roundId("-"), reason: "x" })).toBe("round_unknown");
    for (let n = 1; n < mostRounds; n += 1) spec.given({ ...asked, round: roundId(`n${n}`) }, admin);
    expect(codeOf(asked)).toBe("round_too_many");
  });

  test("a plan that has ended or run out leaves the board after 62 days", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { until: day("2026-11-30") });
    const gone = () => retiredRounds(spec.board.all("round"), spec.clock, spec.now());
    spec.pass(69 * dayLength);
    expect(gone()).toEqual([]);
    spec.pass(2 * dayLength);
    expect(gone()).toEqual([round]);
  });
});
