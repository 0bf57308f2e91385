// What a worker's own page and the desk's list say next: who is short, what ends, and the one step that mends it. [ACT-5]

import { describe, expect, test } from "vitest";
import { activityId, day, quizId, roleId } from "../../../domain/ids.ts";
import { type NextStep, nextStep } from "../../../domain/learning/next-step.ts";
import { comingTrainings, learningRows } from "../../../domain/learning/overview.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import { csvText } from "../../../server/reports/csv-text.ts";
import { trainingCsv } from "../../../server/reports/training-table.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { quiz, trainer } from "../../kit/trained.ts";
import { worker } from "../../kit/world.ts";

const training = (id: string, inDays: number, more: object = {}) => {
  const at = shiftStart + inDays * dayLength + 19 * hour;
  return activity(id, 3, {
    ...{ sort: "training", startsAt: at, endsAt: at + 2 * hour, closesAt: at, cancelUntil: at },
    ...more,
  });
};
const giving = (name: string) => ({ training: { track: "skills", gives: { name, months: 12 } } });

/** w0's post p0 demands 信号工证; his register says until when it holds, or nothing. */
const spec = (until: string | undefined, activities: readonly Record<string, unknown>[], trainHours = 20): Spec => {
  const site = siteFixture({ activities });
  const workers = site.workers.map((one) =>
    one.id === "w0"
      ? { ...one, qualifications: until === undefined ? [] : [{ name: "信号工证", until: day(until) }] }
      : one,
  );
  return createSpec({ site: { ...site, workers, site: { ...site.site, settings: { trainHours } } } });
};
const stepOf = (of: Spec, now = of.now()): NextStep => {
  const self = of.board.get("worker", "w0");
  if (self === undefined) throw new Error("nobody");
  return nextStep(self, of.board.get("learner", "w0"), of.board.look, now);
};

describe("[ACT-5] the next step", () => {
  test.each([
    [undefined, "a2"],
    ["2026-11-22", "a2"],
    ["2027-02-21", "a2"],
    // Later than 90 days it is not worth a word: then his hours are next.
    ["2027-02-22", "a1"],
  ])("given his post's certificate until %s, then %s is next", (until, next) => {
    const of = spec(until, [training("a1", 3), training("a2", 5, giving("信号工证"))]);
    expect(stepOf(of)).toMatchObject({ is: "training", activity: { id: next } });
  });

  test("given he has a seat in it, then that is said and nothing asked of him", () => {
    const of = spec(undefined, [training("a2", 5, giving("信号工证"))]);
    of.given({ type: "SignUp", activity: activityId("a2"), role: roleId("r"), wait: false }, worker(0));
    expect(stepOf(of)).toMatchObject({ is: "coming", wanted: { by: "paper", name: "信号工证" } });
  });

  test("given no training gives it and it has ended, then his foreman; where it holds for a month yet, his hours first", () => {
    expect(stepOf(spec(undefined, [training("a1", 3)]))).toEqual({
      is: "foreman",
      wanted: { by: "paper", name: "信号工证" },
    });
    const of = spec("2027-01-15", [training("a1", 3)]);
    expect(stepOf(of)).toMatchObject({ is: "training", wanted: { by: "hours" } });
  });

  test("given his hours are short and nothing is planned, his foreman; where none are owed, nothing", () => {
    expect(stepOf(spec("2030-01-01", []))).toEqual({ is: "foreman", wanted: { by: "hours" } });
    expect(stepOf(spec("2030-01-01", [], 0))).toEqual({ is: "nothing" });
  });

  test("given a quiz waits, then it goes before everything, until he has passed it", () => {
    const quizzed = { training: { track: "fire", gives: { name: "扑火证", months: 12 }, quiz: quizId("q1") } };
    const of = spec(undefined, [training("a1", 1, quizzed), training("a2", 5, giving("信号工证"))]);
    of.given({ type: "SaveQuiz", quiz: { ...quiz, passMark: 1 } }, trainer);
    const a1 = activityId("a1");
    of.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
    const at = of.board.get("activity", "a1")?.startsAt ?? 0;
    of.given({ type: "CheckInEntry", activity: a1 }, worker(0), { now: at });
    of.given({ type: "CheckOutEntry", activity: a1 }, worker(0), { now: at + 2 * hour });
    const now = at + 3 * hour;
    expect(stepOf(of, now)).toMatchObject({ is: "quiz", activity: { id: "a1" } });
    of.given({ type: "StartQuiz", activity: a1 }, worker(0, "pin"), { now });
    const sitting = of.board.get("learner", "w0")?.sitting;
    const answers = (sitting?.questions ?? []).map((one) => one.right ?? 0);
    of.given({ type: "AnswerQuiz", activity: a1, sitting: sitting?.id ?? "", answers }, worker(0, "pin"), { now });
    expect(stepOf(of, now)).toMatchObject({ is: "training", activity: { id: "a2" } });
  });
});

describe("[ACT-5] the desk's list", () => {
  test("each one's hours against the duty, what ends and the training that gives it anew; those who are over do not come", () => {
    const of = spec("2026-12-03", [training("a1", 3, giving("信号工证")), training("a2", 5), activity("a3", 2)]);
    const told = { training: "t", day: day("2026-11-20"), minutes: 270, track: "skills", holder: "技校", reason: "单" };
    const [w0, w1] = [of.board.get("worker", "w0")?.id, of.board.get("worker", "w1")?.id];
    if (w0 === undefined || w1 === undefined) throw new Error("nobody");
    of.given({ type: "EnterTraining", worker: w0, ...told }, trainer);
    const site = of.board.get("site", "site");
    if (site === undefined) throw new Error("no site");
    expect(comingTrainings(of.board, of.now()).map(({ id }) => id)).toEqual(["a1", "a2"]);
    const rows = (now: number) => learningRows(of.board, site, of.clock, now);
    const [first] = rows(of.now());
    expect(first).toMatchObject({
      ...{ minutes: 270, short: 930, byTrack: { skills: 270 } },
      papers: [{ name: "信号工证", until: "2026-12-03", days: 10, training: { id: "a1" } }],
    });
    expect(rows(of.now() + 4 * dayLength)[0]?.papers[0]).toMatchObject({ days: 6, training: undefined });
    expect(rows(of.now() + 11 * dayLength)[0]?.papers[0]).toMatchObject({ days: -1 });
    const text = trainingCsv(rows(of.now()).slice(0, 2));
    expect(text).toBe(
      csvText([
        [
          ...["number", "name", "unit", "crew", "year", "hours", "hours_short"],
          ...["qualification", "until", "state", "next_training"],
        ],
        [
          ...["100000", "王小明", "mine", "一班", 2026, 4.5, 15.5],
          ...["信号工证", "2026-12-03", "ends in 10 d", "活动a1"],
        ],
        [...["100001", "李1", "mine", "一班", 2026, 0, 20], ...["信号工证", "2027-12-31", "valid", "活动a1"]],
      ]),
    );
  });
});
