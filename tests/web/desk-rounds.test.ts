// Recurring plans and single patrols at the desk: what is typed, what is wrong with it, and what stands first in the list. [PAT-1]

import { describe, expect, test } from "vitest";
import { day, patrolId, roundId, routeId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { RoundRec } from "../../domain/patrols/round.ts";
import { dayLength, hour, siteClock } from "../../domain/time.ts";
import { freshPatrol, patrolFlaws, planOf } from "../../web/desk/patrols/patrol-form.ts";
import {
  byTime,
  mayAssign,
  mayReview,
  missedPatrols,
  patrolActs,
  patrolRows,
  stateWords,
} from "../../web/desk/patrols/patrol-rows.ts";
import { isGone, personText } from "../../web/desk/people/people-lists.ts";
import {
  endText,
  fieldsOf,
  formOf,
  freshRound,
  lengthIn,
  type RoundForm,
  roundFlaws,
  startIn,
  toggled,
} from "../../web/desk/rounds/round-form.ts";
import { daysText, roundRows } from "../../web/desk/rounds/round-rows.ts";
import { parseRoute, railPage } from "../../web/desk/route.ts";
import { createSay, joinParts } from "../../web/desk/words.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createSpec, person } from "../kit/spec.ts";

const clock = siteClock("Asia/Shanghai");
const filled = (more: Partial<RoundForm> = {}): RoundForm => ({
  ...freshRound(),
  route: "r1",
  leader: workerId("w2"),
  members: [workerId("w5"), workerId("w2")],
  ...more,
});

describe("[PAT-1] the form of a plan", () => {
  test("becomes fields, the leader once; and the same form again", () => {
    const fields = fieldsOf(filled({ from: "2026-12-01", hours: "7,5", days: "135" }));
    expect(fields).toEqual({
      leader: "w2",
      members: ["w5"],
      profile: "foot",
      days: "135",
      start: 480,
      lengthMin: 450,
      from: "2026-12-01",
    });
    if (fields === undefined) throw new Error("flawed");
    const form = formOf({ ...plan("n"), ...fields });
    expect(form).toMatchObject({ start: "08:00", hours: "7.5", days: "135", from: "2026-12-01", until: "" });
    expect(fieldsOf(form)).toEqual(fields);
  });

  test("names each flaw at its field", () => {
    const cases: readonly (readonly [Partial<RoundForm>, Record<string, string>])[] = [
      [{ route: "" }, { route: "needed.one" }],
      [{ leader: undefined }, { leader: "people.leader.ask" }],
      [{ days: "" }, { days: "round.days.ask" }],
      [{ start: "25:00" }, { start: "round.start.ask" }],
      [{ start: "" }, { start: "round.start.ask" }],
      [{ hours: "0.2" }, { hours: "round.hours.ask" }],
      [{ hours: "49" }, { hours: "round.hours.ask" }],
      [{ hours: "八" }, { hours: "round.hours.ask" }],
      [{ from: "2026-12-02", until: "2026-12-01" }, { until: "round.until.wrong" }],
      [{ until: "2026-02-30" }, { until: "needed.one" }],
    ];
    for (const [more, flaws] of cases) {
      expect(roundFlaws(filled(more))).toEqual(flaws);
      expect(fieldsOf(filled(more))).toBeUndefined();
    }
    expect(roundFlaws(filled())).toEqual({});
  });

  test("reads times as people write them, and says when the window ends", () => {
    expect(startIn({ start: "7:05" })).toBe(425);
    expect(lengthIn({ hours: "１０" })).toBe(600);
    expect(endText(filled({ start: "22:00", hours: "10" }))).toBe("08:00");
    expect(endText(filled({ hours: "x" }))).toBeUndefined();
    expect(toggled("135", "2")).toBe("1235");
    expect(toggled("1235", "1")).toBe("235");
  });
});

const plan = (id: string, more: Partial<RoundRec> = {}): RoundRec => ({
  kind: "round",
  id: roundId(id),
  seq: seq(1),
  unit: unitId("co"),
  scope: [unitId("co")],
  route: routeId("r1"),
  leader: workerId("w2"),
  members: [],
  profile: "foot",
  days: "1234567",
  start: 600,
  lengthMin: 60,
  since: shiftStart - dayLength,
  ...more,
});

test("[PAT-1] plans that lack somebody come first, then the next to set out, then those that are over", () => {
  const route = { id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [] };
  const records = createSpec({ site: siteFixture({ routes: [route] }) }).board;
  const rows = roundRows(
    [
      plan("ended", { ended: { at: shiftStart, reason: "x" } }),
      plan("over", { until: day("2026-11-22") }),
      plan("late", { start: 900 }),
      plan("soon"),
      plan("ahead", { from: day("2026-11-30") }),
      plan("lacking", { leader: workerId("w99") }),
      plan("pathless", { route: routeId("r9") }),
    ],
    records,
    clock,
    shiftStart,
    (id) => records.get("worker", id) === undefined,
  );
  expect(rows.map(({ round, state, flaws }) => `${round.id} ${state} ${flaws.join()}`.trim())).toEqual([
    "lacking running leader-gone",
    "pathless running route-gone",
    "soon running",
    "late running",
    "ahead ahead",
    "over over",
    "ended ended",
  ]);
  expect(rows.map(({ next }) => next?.plannedAt !== undefined)).toEqual([true, true, true, true, true, false, false]);
});

test("[ORG-1] who is not on the register is gone for a desk that sees all, and of another unit for one that does not", () => {
  const { board: records } = createSpec();
  const desk = (unit: string) => ({
    records,
    person: { login: "x", name: "x", role: "manager", unit, rehearsal: false } as const,
    say: createSay("zh-CN"),
    workerName: (id: string) => id,
  });
  expect([isGone("w2", desk("co")), isGone("w99", desk("co")), isGone("w99", desk("*"))]).toEqual([false, true, true]);
  expect(isGone("w99", desk("forest"))).toBe(false);
  expect(personText("w99", desk("forest"))).toBe("外单位人员");
  expect(personText("w99", desk("co"))).toBe("已不在册");
  expect(personText("w2", desk("forest"))).toBe("w2");
});

test("[PAT-1] what the desk offers follows the state: others may walk it until it begins, a review once it is over", () => {
  const spec = createSpec({
    site: siteFixture({ routes: [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [] }] }),
  });
  const admin = person("admin", "co");
  const patrol = patrolId("p");
  const plan = { route: routeId("r1"), leader: workerId("w2"), members: [], profile: "foot" } as const;
  spec.given(
    { type: "PlanPatrol", patrol, ...plan, plannedAt: shiftStart + hour, windowEnd: shiftStart + 2 * hour },
    admin,
  );
  const offered = () => {
    const [row] = patrolRows(spec.board.all("patrol"), spec.board, spec.board.look.site, spec.now());
    if (row === undefined) throw new Error("no row");
    const missed = missedPatrols(spec.board.all("patrol"), spec.now()).length;
    const said = stateWords(row.patrol, row.status.state, spec.now());
    expect(said).toEqual(row.status.state === "reviewed" ? ["missed", "reviewed"] : [row.status.state]);
    return { state: row.status.state, assign: mayAssign(row), review: mayReview(row), acts: patrolActs(row), missed };
  };
  expect(offered()).toEqual({ state: "ready", assign: true, review: false, acts: ["StartPatrol"], missed: 0 });
  spec.pass(3 * hour);
  expect(offered()).toEqual({ state: "missed", assign: false, review: true, acts: [], missed: 1 });
  spec.given({ type: "ReviewPatrol", patrol, note: "" }, admin);
  expect(offered()).toEqual({ state: "reviewed", assign: false, review: false, acts: [], missed: 0 });
});

test("[PAT-1] a plan's patrols: those to come soonest first, then those that are over, newest first", () => {
  const spec = createSpec({
    site: siteFixture({ routes: [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [] }] }),
  });
  const plan = { route: routeId("r1"), leader: workerId("w2"), members: [], profile: "foot" } as const;
  for (const n of [3, 1, 2, 4])
    spec.given(
      {
        type: "PlanPatrol",
        patrol: patrolId(`p${n}`),
        ...plan,
        plannedAt: shiftStart + n * hour,
        windowEnd: shiftStart + (n + 1) * hour,
      },
      person("admin", "co"),
    );
  const order = (now: number) => byTime(spec.board.all("patrol"), now).map(({ id }) => id);
  expect(order(shiftStart)).toEqual(["p1", "p2", "p3", "p4"]);
  expect(order(shiftStart + 3 * hour)).toEqual(["p3", "p4", "p2", "p1"]);
  expect(order(shiftStart + 9 * hour)).toEqual(["p4", "p3", "p2", "p1"]);
});

test("weekdays are said in the week's order, all seven in one word", () => {
  const zh = createSay("zh-CN");
  const join = (...parts: readonly string[]) => joinParts("zh-CN", ...parts);
  expect(daysText("531", zh, join)).toBe("周一·周三·周五");
  expect(daysText("1234567", zh, join)).toBe("每天");
});

test("[PAT-1] a single patrol: from the next full hour, in the site's time; it ends after it began", () => {
  const fresh = freshPatrol(clock, shiftStart + 1);
  expect(fresh).toMatchObject({ starts: "2026-11-23T09:00", ends: "2026-11-23T15:00" });
  const form = { ...fresh, route: "r1", leader: workerId("w2"), members: [workerId("w2"), workerId("w5")] };
  expect(planOf(form, clock, patrolId("p"))).toEqual({
    type: "PlanPatrol",
    patrol: "p",
    route: "r1",
    leader: "w2",
    members: ["w5"],
    profile: "foot",
    plannedAt: shiftStart + hour,
    windowEnd: shiftStart + 7 * hour,
  });
  expect(patrolFlaws({ ...form, ends: form.starts }, clock)).toEqual({ ends: "patrol.ends.wrong" });
  expect(patrolFlaws(fresh, clock)).toEqual({ route: "needed.one", leader: "people.leader.ask" });
});

test("plans have their own address, under patrols on the rail", () => {
  expect(parseRoute("#/rounds/n1")).toEqual({ page: "rounds", id: "n1" });
  expect(railPage("rounds")).toBe("patrols");
});
