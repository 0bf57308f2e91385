// A training of two hours on the test site, its quiz, and the acts around it. [ACT-5]

import type { Actor } from "../../domain/decider.ts";
import { quizId, unitId, type WorkerId, workerId } from "../../domain/ids.ts";
import { type LearnerRec, type Sitting, standing } from "../../domain/learning/learner.ts";
import type { QuizDraft } from "../../domain/learning/quiz.ts";
import { a1, cameAndLeft, endsAt, signedUp, startsAt } from "./attended.ts";
import { type Outcome, person, type Spec } from "./spec.ts";
import { worker } from "./world.ts";

export const safety = {
  ...{ kind: "person", login: "sa", name: "钱安全", role: "safety-officer", unit: unitId("co") },
} as const satisfies Actor;
export const trainer = person("union-officer", "co");
export const w0 = workerId("w0");

export const quiz: QuizDraft = {
  id: quizId("q1"),
  unit: unitId("co"),
  name: "防火测验",
  nameEn: "Fire quiz",
  passMark: 60,
  triesPerDay: 2,
  questions: ["火场先做什么", "风向看什么", "撤离走哪里"].map((text, n) => ({
    ...{ text, textEn: `Question ${n}` },
    choices: ["甲", "乙", "丙"].map((one) => ({ text: `${text}${one}`, textEn: "" })),
    right: n,
  })),
};
export const gives = { name: "扑火证", months: 12 } as const;

/** `quizzed`: the qualification hangs on the quiz; else on being there. */
export const trained = (
  n: number,
  quizzed: boolean,
  more: Readonly<Record<string, unknown>> = {},
  settings: Readonly<Record<string, number>> = {},
): Spec => {
  const training = { track: "fire", gives, ...(quizzed ? { quiz: quiz.id } : {}) };
  const spec = signedUp(n, settings, { sort: "training", training, ...more });
  if (quizzed) spec.given({ type: "SaveQuiz", quiz }, trainer);
  return spec;
};
export const attended = (spec: Spec, n: number): void => cameAndLeft(spec, n, startsAt, endsAt);

export const learnerOf = (spec: Spec, n = 0): LearnerRec | undefined => spec.board.get("learner", `w${n}`);
export const standingOf = (spec: Spec, n = 0) => {
  const learner = learnerOf(spec, n);
  return learner === undefined ? [] : standing(learner);
};

export const start = (spec: Spec, n = 0, now = endsAt): Outcome =>
  spec.when({ type: "StartQuiz", activity: a1 }, worker(n, "pin"), { now });
export const paper = (spec: Spec, n = 0): Sitting => {
  const sitting = learnerOf(spec, n)?.sitting;
  if (sitting === undefined) throw new Error(`w${n} has no paper`);
  return sitting;
};
/** So many of his answers are right, the first ones. */
export const answersWith = (spec: Spec, right: number, n = 0): readonly number[] =>
  paper(spec, n).questions.map((one, place) => {
    const correct = one.right ?? 0;
    return place < right ? correct : (correct + 1) % one.choices.length;
  });
export const answer = (spec: Spec, right: number, n = 0, now = endsAt): Outcome =>
  spec.when(
    { type: "AnswerQuiz", activity: a1, sitting: paper(spec, n).id, answers: answersWith(spec, right, n) },
    worker(n, "pin"),
    { now },
  );
export const withdrawn = (spec: Spec, whose: WorkerId = w0, actor: Actor = safety): Outcome =>
  spec.when({ type: "WithdrawQualification", worker: whose, earned: `a1/${whose}`, reason: "冒名" }, actor);
