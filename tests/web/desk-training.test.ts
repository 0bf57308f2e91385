// The desk's training: what its list shows and sifts, the forms of a training and of a quiz, and the words for both. [ACT-5]

import { expect, test } from "vitest";
import { day } from "../../domain/ids.ts";
import { learningRows } from "../../domain/learning/overview.ts";
import { siteClock } from "../../domain/time.ts";
import {
  type ActivityFields,
  draftOf as activityOf,
  flawsOf,
  freshFields,
} from "../../web/desk/activities/activity-form.ts";
import {
  draftOf,
  fieldsOf,
  freshQuestion,
  freshQuiz,
  flawsOf as quizFlaws,
} from "../../web/desk/learning/quiz-form.ts";
import {
  nextText,
  paperShort,
  papersShown,
  paperText,
  type Sieve,
  sifted,
  trackText,
} from "../../web/desk/learning/training-view.ts";
import { createSay } from "../../web/desk/words.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";
import { quiz, trained, trainer } from "../kit/trained.ts";

const say = createSay("en");
const clock = siteClock("Asia/Shanghai");
const everybody: Sieve = { show: "all", typed: "", unit: "", crew: "", paper: "" };

const board = () => {
  const training = { track: "skills", gives: { name: "信号工证", months: 12 } };
  const site = siteFixture({ activities: [activity("a1", 2, { sort: "training", training })] });
  const until = (n: number) => (n === 0 ? "2026-12-23" : n === 1 ? "2026-11-22" : "2029-01-01");
  const workers = site.workers.map((one, n) => ({
    ...one,
    crew: n < 6 ? "一班" : "二班",
    qualifications: n < 3 ? [{ name: "信号工证", until: day(until(n)) }] : [],
  }));
  const spec = createSpec({ site: { ...site, workers } });
  const whole = { training: "t", day: day("2026-11-20"), minutes: 1200, track: "fire", holder: "校", reason: "单" };
  const first = spec.board.get("worker", "w2")?.id;
  if (first !== undefined) spec.given({ type: "EnterTraining", worker: first, ...whole }, trainer);
  return spec;
};
const rows = () => {
  const spec = board();
  const site = spec.board.get("site", "site");
  return site === undefined ? [] : learningRows(spec.board, site, clock, spec.now());
};
const found = (more: Partial<Sieve>) => sifted(rows(), { ...everybody, ...more }).map(({ worker }) => `${worker.id}`);

test("[ACT-5] the list is sifted by what presses: short of hours, ended, ending within so many days", () => {
  expect(found({})).toHaveLength(12);
  expect(found({ show: "short" })).not.toContain("w2");
  expect(found({ show: "short" })).toHaveLength(11);
  expect(found({ show: "expired" })).toEqual(["w1"]);
  expect(found({ show: "30" })).toEqual(["w0"]);
  expect(found({ show: "90" })).toEqual(["w0"]);
});

test("[ACT-5] and by name or number, unit and below, crew, qualification, all of them at once", () => {
  expect(found({ typed: "王小" })).toEqual(["w0"]);
  expect(found({ typed: "１００００３" })).toEqual(["w3"]);
  expect(found({ unit: "forest" })).toEqual(["w2", "w5", "w8", "w11"]);
  expect(found({ unit: "co" })).toHaveLength(12);
  expect(found({ crew: "二班" })).toEqual(["w6", "w7", "w8", "w9", "w10", "w11"]);
  expect(found({ paper: "信号工证" })).toEqual(["w0", "w1", "w2"]);
  expect(found({ paper: "信号工证", unit: "forest", crew: "一班" })).toEqual(["w2"]);
  expect(found({ paper: "油锯证" })).toEqual([]);
});

test("[ACT-5] a qualification says when it ends, and which training gives it anew once that is soon", () => {
  const desk = { say, named: (one: { readonly nameEn: string }) => one.nameEn, siteClock: clock, lang: "en" } as const;
  const texts = rows()
    .slice(0, 3)
    .flatMap((row) => papersShown(row, everybody))
    .map((paper) => [paperText(paper, desk), paperShort(paper, desk), nextText(paper, desk)]);
  expect(texts).toEqual([
    ["ends in 30 days (2026-12-23)", "30 d left", "Next: Activity a1 11-29 03:00"],
    ["expired 2026-11-22", "Expired", "Next: Activity a1 11-29 03:00"],
    ["valid until 2029-01-01", "2029-01-01", ""],
  ]);
  expect(["fire", "", "避险"].map((track) => trackText(track, { say }))).toEqual(["Forest fire", "no track", "避险"]);
});

const training = (more: Partial<ActivityFields["training"]>): ActivityFields => {
  const fresh = freshFields(clock, shiftStart, "co");
  return { ...fresh, name: "急救", kind: "training", training: { ...fresh.training, ...more } };
};

test("[ACT-5] a training's form becomes a draft with track, qualification and quiz; any other kind drops them", () => {
  const filled = training({ track: "emergency", gives: " 急救员证 ", months: "24", quiz: "q1" });
  expect(activityOf(filled, clock, "a-1")?.training).toEqual({
    track: "emergency",
    gives: { name: "急救员证", months: 24 },
    quiz: "q1",
  });
  expect(activityOf(training({}), clock, "a-1")?.training).toEqual({ track: "fire" });
  expect(activityOf({ ...filled, kind: "drill" }, clock, "a-1")).not.toHaveProperty("training");
});

test.each(["", "0", "121", "1.5", "zwölf"])(
  "[ACT-5] %j months of validity are none; without a qualification nobody asks",
  (months) => {
    expect(flawsOf(training({ gives: "急救员证", months }), clock).training).toBe(true);
    expect(activityOf(training({ gives: "急救员证", months }), clock, "a-1")).toBeUndefined();
    expect(flawsOf(training({ gives: "", months }), clock).training).toBe(false);
  },
);

test("[ACT-5] a quiz's form becomes a draft and comes back from its record; what is empty is named by its question", () => {
  const spec = trained(1, true);
  const kept = spec.board.get("quiz", quiz.id);
  if (kept === undefined) throw new Error("no quiz");
  expect(draftOf(fieldsOf(kept), quiz.id)).toEqual(quiz);
  const fresh = { ...freshQuiz("co"), name: "新", mark: "0", tries: "21" };
  expect(quizFlaws(fresh)).toEqual({ name: false, mark: true, tries: true, questions: [0] });
  expect(draftOf(fresh, "q2")).toBeUndefined();
  const half = { ...fieldsOf(kept), questions: [...fieldsOf(kept).questions, freshQuestion()] };
  expect(quizFlaws(half)).toEqual({ name: false, mark: false, tries: false, questions: [3] });
});
