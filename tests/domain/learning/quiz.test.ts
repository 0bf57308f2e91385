// Quizzes: made at the desk, taken by who was there, right answers told to nobody before he answered; a change touches no paper under way. [ACT-5]

import { describe, expect, test } from "vitest";
import { type Audience, audienceName } from "../../../domain/audience.ts";
import { quizId, seq, unitId } from "../../../domain/ids.ts";
import { shuffledBy } from "../../../domain/learning/shuffle.ts";
import { paperOf } from "../../../domain/learning/sitting.ts";
import { present } from "../../../domain/present.ts";
import { dayLength } from "../../../domain/time.ts";
import { parseCommand } from "../../../domain/wire-commands.ts";
import { a1, checkIn, endsAt, organiser, startsAt } from "../../kit/attended.ts";
import { audiences } from "../../kit/audiences.ts";
import {
  answer,
  answersWith,
  attended,
  learnerOf,
  paper,
  quiz,
  standingOf,
  start,
  trained,
  trainer,
} from "../../kit/trained.ts";
import { worker } from "../../kit/world.ts";

const noon = endsAt;

describe("[ACT-5] taking it", () => {
  test("given a training with a quiz, when he was there, then that alone gives nothing; passing does, from that day", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    expect(standingOf(spec)).toEqual([]);
    expect(start(spec)).toMatchObject({ types: ["QuizStarted"] });
    expect(answer(spec, 2, 0, noon + dayLength)).toMatchObject({ types: ["QuizAnswered", "QualificationEarned"] });
    expect(standingOf(spec)).toEqual([{ name: "扑火证", from: "2026-11-30", until: "2027-11-30" }]);
    expect(start(spec)).toEqual({ is: "already" });
  });

  test("given he failed, then he is told what was wrong and not what is right, and tries again, so often a day and no oftener", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    const { questions } = paper(spec);
    expect(answer(spec, 1)).toMatchObject({ types: ["QuizAnswered"] });
    const [result] = learnerOf(spec)?.results ?? [];
    expect(result).toMatchObject({ right: 1, of: 3, passed: false, tries: 1, day: "2026-11-29" });
    expect(result?.wrong.map(({ question }) => question.text)).toEqual(questions.slice(1).map(({ text }) => text));
    expect(JSON.stringify(result?.wrong)).not.toContain("right");
    start(spec);
    answer(spec, 0);
    expect(start(spec)).toMatchObject({ code: "quiz_tries", params: { n: 2, day: "2026-11-30" } });
    expect(start(spec, 0, noon + dayLength)).toMatchObject({ is: "done" });
    expect(answer(spec, 3, 0, noon + dayLength)).toMatchObject({ types: ["QuizAnswered", "QualificationEarned"] });
    expect(learnerOf(spec)?.results).toMatchObject([{ tries: 1, passed: true }]);
  });

  test.each([
    [1, false],
    [2, true],
    [3, true],
  ])("at 60%% of three questions, %i right pass: %s", (right, passed) => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    answer(spec, right);
    expect(learnerOf(spec)?.results).toMatchObject([{ passed }]);
  });

  test("who signed up and did not come gets no paper, nor anybody before it begins; who is still there does", () => {
    const spec = trained(2, true);
    expect(start(spec)).toMatchObject({ code: "quiz_unattended" });
    spec.given(checkIn, worker(1), { now: startsAt - 1 });
    expect(start(spec, 1, startsAt - 1)).toMatchObject({ code: "quiz_unattended" });
    expect(start(spec, 1, startsAt)).toMatchObject({ is: "done" });
    expect(start(spec, 0)).toMatchObject({ code: "quiz_unattended" });
  });

  test("the same paper handed in twice counts once; a paper that is not his, or not whole, counts not at all", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    const hand = (sitting: string, answers: readonly number[]) =>
      spec.when({ type: "AnswerQuiz", activity: a1, sitting, answers }, worker(0, "pin"), { now: noon });
    const { id } = paper(spec);
    const all = answersWith(spec, 0);
    expect(hand("another", all)).toMatchObject({ code: "quiz_gone" });
    expect(hand(id, all.slice(1))).toMatchObject({ code: "quiz_answers", params: { n: 3 } });
    expect(hand(id, [0, 1, 3])).toMatchObject({ code: "quiz_answers" });
    expect(hand(id, all)).toMatchObject({ is: "done" });
    expect(hand(id, all)).toEqual({ is: "already" });
    expect(learnerOf(spec)?.results).toMatchObject([{ tries: 1 }]);
  });

  test("asked for again before it was answered, it is the same paper and no try", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    const before = paper(spec);
    expect(start(spec)).toEqual({ is: "already" });
    expect(paper(spec)).toEqual(before);
    expect(learnerOf(spec)?.results).toEqual([]);
  });
});

describe("[ACT-5] changing it", () => {
  const changed = { ...quiz, questions: quiz.questions.map((one) => ({ ...one, right: (one.right + 1) % 3 })) };

  test("given a paper under way, when the quiz is changed, then his answers count by the paper, and say its version", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    spec.given({ type: "SaveQuiz", quiz: changed }, trainer);
    expect(spec.board.get("quiz", quiz.id)?.version).toBe(2);
    answer(spec, 3);
    expect(spec.events.filter(({ data }) => data.type === "QuizAnswered").map(({ data }) => data)).toMatchObject([
      { version: 1, right: 3, passed: true },
    ]);
  });

  test("given he failed version 1, when it was changed, then what he did stays as it was, and the next paper is the new one", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    answer(spec, 0);
    const before = learnerOf(spec)?.results;
    spec.given({ type: "SaveQuiz", quiz: changed }, trainer);
    expect(learnerOf(spec)?.results).toEqual(before);
    start(spec);
    expect(paper(spec).version).toBe(2);
  });

  test("a quiz in use is not removed; one that no training names is, and a change keeps it with its unit", () => {
    const spec = trained(1, true);
    expect(spec.when({ type: "RemoveQuiz", quiz: quiz.id }, trainer)).toMatchObject({ code: "quiz_in_use" });
    const other = { ...quiz, id: quizId("q2"), unit: unitId("mine") };
    spec.given({ type: "SaveQuiz", quiz: other }, trainer);
    spec.given({ type: "SaveQuiz", quiz: { ...other, unit: unitId("forest") } }, trainer);
    expect(spec.board.get("quiz", "q2")).toMatchObject({ unit: "mine", scope: ["co", "mine"], version: 2 });
    spec.given({ type: "RemoveQuiz", quiz: other.id }, trainer);
    expect(spec.board.get("quiz", "q2")).toBeUndefined();
    expect(spec.when({ type: "RemoveQuiz", quiz: other.id }, trainer)).toMatchObject({ code: "quiz_unknown" });
  });

  test.each([
    ["no question", { questions: [] }],
    ["21 questions", { questions: Array.from({ length: 21 }, () => quiz.questions[0]) }],
    ["one choice", { questions: [{ text: "问", textEn: "", choices: [{ text: "甲", textEn: "" }], right: 0 }] }],
    ["a right one that is none", { questions: quiz.questions.map((one) => ({ ...one, right: 3 })) }],
    ["a mark above 100", { passMark: 101 }],
    ["no try", { triesPerDay: 0 }],
  ])("%s is no quiz", (_, more) => {
    expect(parseCommand("SaveQuiz", { type: "SaveQuiz", quiz: { ...quiz, ...more } }).ok).toBe(false);
    expect(parseCommand("SaveQuiz", { type: "SaveQuiz", quiz }).ok).toBe(true);
  });
});

describe("[ACT-5] the order of choices", () => {
  test("it follows from the attempt alone: the same for the same, and every order comes", () => {
    expect(shuffledBy("a", [1, 2, 3, 4])).toEqual(shuffledBy("a", [1, 2, 3, 4]));
    const orders = Array.from({ length: 200 }, (_, n) => shuffledBy(`attempt ${n}`, [1, 2, 3]).join(""));
    expect([...new Set(orders)].sort()).toEqual(["123", "132", "213", "231", "312", "321"]);
  });

  test("the paper's right one is the quiz's, wherever it came to lie", () => {
    const spec = trained(1, true);
    const kept = spec.board.get("quiz", quiz.id);
    if (kept === undefined) throw new Error("no quiz");
    for (let n = 0; n < 50; n += 1)
      paperOf(kept, { activity: a1, sitting: `s${n}` }).questions.forEach((one, place) => {
        const asked = quiz.questions[place];
        expect(one.choices[one.right ?? -1]).toEqual(asked?.choices[asked.right]);
      });
  });
});

describe("[ACT-5, SCR-2] who may see what is right", () => {
  /** Those who run trainings, for the unit of the quiz and from above. */
  const runs = ["station-head", "safety-officer", "union-officer", "branch-secretary", "manager", "admin"];
  const mayKnow = (audience: Audience): boolean =>
    audience.kind === "desk" && audience.unit === "co" && runs.includes(audience.role);

  test("a quiz shows it to the desks that run trainings of its unit, and nowhere else is it sent at all but unmarked", () => {
    const spec = trained(1, true);
    const kept = spec.board.get("quiz", quiz.id);
    if (kept === undefined) throw new Error("no quiz");
    for (const audience of audiences()) {
      const seen = present(kept, audience);
      const says = JSON.stringify(seen ?? {}).includes('"right"');
      expect(says, audienceName(audience)).toBe(mayKnow(audience));
      if (audience.kind !== "desk" && audience.kind !== "auditor") expect(seen, audienceName(audience)).toBeUndefined();
    }
  });

  test("his paper goes to him alone, without what is right; the record says it to nobody", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    start(spec);
    const learner = learnerOf(spec);
    if (learner === undefined) throw new Error("no learner");
    expect(JSON.stringify(learner)).toContain('"right"');
    for (const audience of audiences()) {
      const seen = present(learner, audience);
      expect(JSON.stringify(seen ?? {}), audienceName(audience)).not.toContain('"right"');
      const isHis = audience.kind === "person" && audience.worker === "w0";
      expect(seen?.kind === "learner" && seen.sitting !== undefined, audienceName(audience)).toBe(isHis);
    }
  });

  test("hours and qualifications: himself, and desks of his unit that see entries or answer for safety", () => {
    const spec = trained(1, true);
    attended(spec, 0);
    spec.given({ type: "SettleActivity", activity: a1 }, organiser, { now: endsAt + dayLength });
    const learner = learnerOf(spec);
    if (learner === undefined) throw new Error("no learner");
    const seeing = audiences().filter((audience) => present(learner, audience) !== undefined);
    const roles = new Set(seeing.flatMap((one) => (one.kind === "desk" ? [one.role] : [])));
    expect([...roles].sort()).toEqual(["foreman", "duty-officer", ...runs].sort());
    expect(seeing.filter(({ kind }) => kind === "wall" || kind === "kiosk")).toEqual([]);
    expect(seeing.filter((one) => one.kind === "desk" && one.unit === "forest")).toEqual([]);
    expect(seeing.flatMap((one) => (one.kind === "person" ? [one.worker] : []))).toEqual(["w0"]);
    expect(learner.seq).toBeGreaterThan(seq(0));
  });
});
