// Contests have rounds, judges and results: given, when, then; the result is beside this file. [ACT-5]

import { describe, expect, test } from "vitest";
import { roleId, workerId } from "../../../domain/ids.ts";
import { a1, organiser, signedUp, startsAt } from "../../kit/attended.ts";
import {
  closing,
  contested,
  during,
  entrantOf,
  idOf,
  mark,
  marked,
  oneRound,
  places,
  publishing,
  setting,
} from "../../kit/contested.ts";
import { worker } from "../../kit/world.ts";

const entered = (entry: ReturnType<typeof idOf>, points: number, reason = "纸质评分表") =>
  ({
    type: "EnterScore",
    activity: a1,
    entry,
    round: 0,
    judge: "account judge0",
    points: [points * 100],
    reason,
  }) as const;
const member = { id: "r", name: "队员", nameEn: "Member", requires: [] };
const put = (entry: ReturnType<typeof idOf>, is: "in" | "withdrawn" | "disqualified") =>
  ({ type: "PutEntrant", activity: a1, entry, is, reason: "受伤" }) as const;

describe("setting it up", () => {
  test("[ACT-5] only an activity of that kind has rounds and judges", () => {
    const spec = signedUp(1);
    expect(spec.when(setting([oneRound()], 1), organiser)).toMatchObject({ code: "contest_not_one" });
  });

  test("[ACT-5] criteria add up to the round's points, and a contest of rounds without weight has no total", () => {
    const spec = signedUp(1, {}, { sort: "contest" });
    const half = { name: "用时", nameEn: "Time", most: 4000 };
    expect(spec.when(setting([oneRound({ criteria: [half] })], 1), organiser)).toMatchObject({
      code: "contest_criteria",
      params: { most: "100" },
    });
    const weightless = oneRound({ weight: 0 });
    expect(spec.when(setting([weightless, weightless], 1), organiser)).toMatchObject({ code: "contest_weights" });
    expect(spec.when(setting([oneRound({ criteria: [half, { ...half, most: 6000 }] })], 1), organiser)).toMatchObject({
      types: ["ContestSet"],
    });
  });

  test("[ACT-5] a judge is named once, is on the register, and is no entrant", () => {
    const spec = signedUp(2, {}, { sort: "contest" });
    const judged = (...who: readonly string[]) => ({
      ...setting([oneRound()], 0),
      judges: who.map((one) => ({ by: "worker", worker: workerId(one) }) as const),
    });
    expect(spec.when(judged("w9", "w9"), organiser)).toMatchObject({ code: "contest_judge_twice" });
    expect(spec.when(judged("nobody"), organiser)).toMatchObject({ code: "worker_unknown" });
    expect(spec.when(judged("w9", "w1"), organiser)).toMatchObject({
      code: "contest_judge_enters",
      params: { name: "李1" },
    });
    expect(spec.when(judged("w9"), organiser)).toMatchObject({ is: "done" });
    expect(spec.when(judged("w9"), organiser)).toMatchObject({ is: "already" });
  });

  test("[ACT-5] once a mark is given the rounds stay, and a judge may still be changed", () => {
    const spec = contested(1);
    marked(spec, [80]);
    expect(spec.when(setting([oneRound({ most: 500 })], 1), organiser)).toMatchObject({ code: "contest_begun" });
    expect(spec.when(setting([oneRound()], 2), organiser)).toMatchObject({ types: ["ContestSet"] });
  });
});

describe("marks", () => {
  test("[ACT-5] a judge marks who came, within the points; nobody else does, and nobody who stayed away is marked", () => {
    const spec = signedUp(2, {}, { sort: "contest" });
    spec.given({ type: "CheckInEntry", activity: a1 }, worker(0), { now: startsAt });
    spec.given(setting([oneRound()], 1), organiser);
    spec.pass(during - spec.now());
    expect(mark(spec, 0, 80, { judge: 7 })).toMatchObject({ code: "contest_not_judge" });
    expect(mark(spec, 0, 100.01)).toMatchObject({ code: "contest_points", params: { most: "100" } });
    expect(mark(spec, 0, [50, 50])).toMatchObject({ code: "contest_points" });
    expect(mark(spec, 0, [])).toMatchObject({ code: "contest_points" });
    expect(mark(spec, 1, 80)).toMatchObject({ code: "contest_no_entrant" });
    expect(mark(spec, 0, 80)).toMatchObject({ types: ["ScoreGiven"] });
  });

  test("[ACT-5] a mark is corrected until the round is closed, with a reason; both stand in the record", () => {
    const spec = contested(1);
    marked(spec, [80]);
    expect(mark(spec, 0, 80)).toMatchObject({ is: "already" });
    expect(mark(spec, 0, 82)).toMatchObject({ code: "contest_correct_why" });
    expect(mark(spec, 0, 82, { reason: "加错" })).toMatchObject({ is: "done" });
    expect(entrantOf(spec, 0)?.marks.map(({ points, reason }) => [...points, reason])).toEqual([
      [8000, ""],
      [8200, "加错"],
    ]);
    spec.given(closing(), organiser);
    expect(mark(spec, 0, 90, { reason: "再改" })).toMatchObject({ code: "contest_round_closed" });
    expect(entrantOf(spec, 0)?.scores).toEqual([{ points: 8200, goesOn: false }]);
  });

  test("[ACT-5] the organiser enters a judge's paper under his own name with a reason, never his own result", () => {
    const spec = contested(2);
    expect(spec.when(entered(idOf(spec, 0), 70), organiser)).toMatchObject({ is: "done" });
    expect(entrantOf(spec, 0)?.marks).toMatchObject([{ judge: "account judge0", by: "赵主任", reason: "纸质评分表" }]);
    const himself = { ...organiser, worker: workerId("w1") };
    expect(spec.when(entered(idOf(spec, 1), 99), himself)).toMatchObject({ code: "contest_own_score" });
    expect(spec.when({ ...entered(idOf(spec, 1), 99), judge: "account other" }, organiser)).toMatchObject({
      code: "contest_not_judge",
    });
  });

  test("[ACT-5] a round that is not yet open takes no mark", () => {
    const spec = contested(1, [oneRound(), oneRound({ name: "决赛" })]);
    expect(mark(spec, 0, 80, { round: 1 })).toMatchObject({ code: "contest_round_ahead" });
  });
});

describe("closing a round", () => {
  test("[ACT-5] it closes when every mark is there, else the missing are named", () => {
    const spec = contested(2, [oneRound()], 2);
    marked(spec, [80, 70]);
    mark(spec, 0, 90, { judge: 1 });
    expect(spec.when(closing(), organiser)).toMatchObject({
      code: "contest_missing",
      params: { n: 1, who: "李1 ← 评委1" },
    });
    mark(spec, 1, 90, { judge: 1 });
    expect(spec.when(closing(), organiser)).toMatchObject({ types: ["RoundClosed"] });
    expect(spec.when(closing(), organiser)).toMatchObject({ is: "already" });
    expect([entrantOf(spec, 0), entrantOf(spec, 1)].map((one) => one?.scores[0]?.points)).toEqual([8500, 8000]);
  });

  test("[ACT-5] with five judges the highest and the lowest fall away, with four they all count", () => {
    const score = (judges: number): number | undefined => {
      const spec = contested(1, [oneRound({ trim: true })], judges);
      for (const [judge, points] of [10, 60, 70, 80, 100].slice(0, judges).entries()) mark(spec, 0, points, { judge });
      spec.given(closing(), organiser);
      return entrantOf(spec, 0)?.scores[0]?.points;
    };
    expect(score(5)).toBe(7000);
    expect(score(4)).toBe(5500);
  });

  test("[ACT-5] the best go on, and all who equal the last of them; who did not ranks behind them", () => {
    const spec = contested(4, [oneRound({ goOn: 2, weight: 0 }), oneRound({ name: "决赛" })]);
    marked(spec, [80, 90, 80, 70]);
    spec.given(closing(), organiser);
    expect(mark(spec, 3, 99, { round: 1 })).toMatchObject({ code: "contest_no_entrant" });
    marked(spec, [50, 40, 60], 1);
    spec.given(closing(1), organiser);
    spec.given(publishing, organiser);
    expect(places(spec)).toEqual([
      ["w2", 1, 60],
      ["w0", 2, 50],
      ["w1", 3, 40],
      ["w3", 4, 70],
    ]);
  });

  test("[ACT-5] rounds count by their weight", () => {
    const spec = contested(2, [oneRound({ weight: 30 }), oneRound({ name: "决赛", weight: 70 })]);
    marked(spec, [90, 60]);
    spec.given(closing(), organiser);
    marked(spec, [70, 80], 1);
    spec.given(closing(1), organiser);
    spec.given(publishing, organiser);
    expect(places(spec)).toEqual([
      ["w0", 1, 76],
      ["w1", 2, 74],
    ]);
  });

  test("[ACT-5] who withdrew or was put out needs no marks and has no place; the reason stands", () => {
    const spec = contested(3);
    marked(spec, [80, 90]);
    expect(spec.when(put(idOf(spec, 2), "withdrawn"), organiser)).toMatchObject({ types: ["EntrantPut"] });
    expect(spec.when(put(idOf(spec, 1), "disqualified"), organiser)).toMatchObject({ is: "done" });
    spec.given(closing(), organiser);
    spec.given(publishing, organiser);
    expect(places(spec)).toEqual([["w0", 1, 80]]);
    expect(entrantOf(spec, 2)?.out).toMatchObject({ how: "withdrawn", reason: "受伤" });
    expect(spec.when(put(idOf(spec, 2), "in"), organiser)).toMatchObject({ code: "contest_published" });
  });

  test("[ACT-5] a judge who signed up and came cannot be counted: the round says so", () => {
    const spec = signedUp(2, {}, { sort: "contest", capacity: 3, roles: [{ ...member, capacity: 3 }] });
    spec.given({ ...setting([oneRound()], 0), judges: [{ by: "worker", worker: workerId("w9") }] }, organiser);
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(9));
    for (const n of [0, 9]) spec.given({ type: "CheckInEntry", activity: a1 }, worker(n), { now: startsAt });
    expect(spec.when(closing(), organiser, { now: during })).toMatchObject({
      code: "contest_judge_enters",
      params: { name: "李9" },
    });
  });

  test("[ACT-5] only the last round opens again, with a reason; its scores are taken back", () => {
    const spec = contested(1, [oneRound(), oneRound({ name: "决赛" })]);
    marked(spec, [80]);
    spec.given(closing(), organiser);
    const reopening = (round: number) => ({ type: "ReopenRound", activity: a1, round, reason: "抄错" }) as const;
    expect(spec.when(reopening(1), organiser)).toMatchObject({ code: "contest_round_last" });
    expect(spec.when(reopening(0), organiser)).toMatchObject({ types: ["RoundReopened"] });
    expect(entrantOf(spec, 0)?.scores).toEqual([]);
    expect(mark(spec, 0, 81, { reason: "抄错" })).toMatchObject({ is: "done" });
  });
});
