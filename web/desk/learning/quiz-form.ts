// The form of a quiz: what is typed, what is wrong with it, and the draft that it becomes.

import * as v from "valibot";
import { type QuizDraft, type QuizRec, quizDraft } from "../../../domain/learning/quiz.ts";

export type ChoiceFields = { text: string; textEn: string };
export type QuestionFields = { text: string; textEn: string; choices: ChoiceFields[]; right: number };
export type QuizFields = {
  unit: string;
  name: string;
  nameEn: string;
  mark: string;
  tries: string;
  questions: QuestionFields[];
};

export const freshChoice = (): ChoiceFields => ({ text: "", textEn: "" });
export const freshQuestion = (): QuestionFields => ({
  text: "",
  textEn: "",
  choices: [freshChoice(), freshChoice(), freshChoice()],
  right: 0,
});
export const freshQuiz = (unit: string): QuizFields => ({
  ...{ unit, name: "", nameEn: "", mark: "80", tries: "2", questions: [freshQuestion()] },
});

export const fieldsOf = (quiz: QuizRec): QuizFields => ({
  ...{ unit: quiz.unit, name: quiz.name, nameEn: quiz.nameEn },
  ...{ mark: String(quiz.passMark), tries: String(quiz.triesPerDay) },
  questions: quiz.questions.map(({ text, textEn, choices, right = 0 }) => ({
    ...{ text, textEn, right },
    choices: choices.map((one) => ({ ...one })),
  })),
});

export type QuizFlaws = {
  readonly name: boolean;
  readonly mark: boolean;
  readonly tries: boolean;
  /** Places of questions in which something is empty. */
  readonly questions: readonly number[];
};
const isFigure = (typed: string, most: number): boolean => /^[1-9]\d{0,2}$/.test(typed.trim()) && Number(typed) <= most;

export const flawsOf = ({ name, mark, tries, questions }: QuizFields): QuizFlaws => ({
  name: name.trim() === "",
  mark: !isFigure(mark, 100),
  tries: !isFigure(tries, 20),
  questions: questions.flatMap(({ text, choices }, place) =>
    text.trim() === "" || choices.some((one) => one.text.trim() === "") ? [place] : [],
  ),
});

/** Undefined where something is still wrong. `id` names the quiz. */
export const draftOf = (fields: QuizFields, id: string): QuizDraft | undefined => {
  const flaws = flawsOf(fields);
  if (flaws.name || flaws.mark || flaws.tries || flaws.questions.length > 0) return undefined;
  const parsed = v.safeParse(quizDraft, {
    ...{ id, unit: fields.unit, name: fields.name, nameEn: fields.nameEn.trim() || fields.name },
    ...{ passMark: Number(fields.mark), triesPerDay: Number(fields.tries), questions: fields.questions },
  });
  return parsed.success ? parsed.output : undefined;
};
