// A quiz as the desk makes it: questions with one right choice each. Which one is right leaves the server to those alone who run trainings. [ACT-5]

import * as v from "valibot";
import { accepted, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type Millis, type QuizId, quizId, type Seq, type UnitId, unitId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { Records } from "../records.ts";
import { id, text } from "../site/site.ts";

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
/** Empty: there is no English of it, and the Chinese is shown. */
const english = v.pipe(v.string(), v.trim(), v.maxLength(200));
const choice = v.object({ text: words, textEn: english });
const question = v.pipe(
  v.object({
    text: words,
    textEn: english,
    choices: v.pipe(v.array(choice), v.minLength(2), v.maxLength(4), v.readonly()),
    /** Place of the right one among the choices. */
    right: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.check(({ choices, right }) => right < choices.length, "right"),
);

export const quizDraft = v.object({
  id: id(quizId),
  unit: id(unitId),
  name: text,
  nameEn: text,
  /** Per cent of right answers that pass. */
  passMark: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  triesPerDay: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  questions: v.pipe(v.array(question), v.minLength(1), v.maxLength(20), v.readonly()),
});
export type QuizDraft = v.InferOutput<typeof quizDraft>;

export const quizCommands = {
  /** A new one, or the next version of one that is there. */
  SaveQuiz: v.object({ type: v.literal("SaveQuiz"), quiz: quizDraft }),
  RemoveQuiz: v.object({ type: v.literal("RemoveQuiz"), quiz: id(quizId) }),
} as const;
export type QuizCommand = v.InferOutput<(typeof quizCommands)[keyof typeof quizCommands]>;

type On<T extends string, D> = { readonly subject: "quizzes"; readonly type: T; readonly at: Millis } & D;
export type QuizEvent =
  | On<"QuizSaved", { readonly quiz: QuizDraft; readonly version: number; readonly scope: readonly UnitId[] }>
  | On<"QuizRemoved", { readonly id: QuizId }>;

export type QuizText = { readonly text: string; readonly textEn: string };
/** `right` is missing where the reader may not know it. */
export type Question = QuizText & { readonly choices: readonly QuizText[]; readonly right?: number };

export type QuizRec = {
  readonly kind: "quiz";
  readonly id: QuizId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly name: string;
  readonly nameEn: string;
  readonly passMark: number;
  readonly triesPerDay: number;
  /** Counts from 1; what was answered names the version that it answers. */
  readonly version: number;
  readonly questions: readonly Question[];
};

/** Its questions without what would give them away: the choices alone tell nothing. */
export const withoutRight = (quiz: QuizRec): QuizRec => ({ ...quiz, questions: quiz.questions.map(unmarked) });
export const unmarked = ({ right: _, ...question }: Question): Question => question;

export type QuizLook = Pick<Records, "all"> & {
  readonly quiz: (id: QuizId) => QuizRec | undefined;
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
};

export const decideQuizzes = (command: QuizCommand, context: Context, look: QuizLook): Decision<QuizEvent> => {
  const on = { subject: "quizzes", at: context.at } as const;
  if (command.type === "SaveQuiz") {
    const known = look.quiz(command.quiz.id);
    // It stays with the unit that answers for it.
    const quiz = known === undefined ? command.quiz : { ...command.quiz, unit: known.unit };
    const version = (known?.version ?? 0) + 1;
    return accepted({ ...on, type: "QuizSaved", quiz, version, scope: look.scopeOf(quiz.unit) });
  }
  const quiz = look.quiz(command.quiz);
  if (quiz === undefined) return refused({ code: "quiz_unknown" });
  // Who still has to take it would otherwise wait for ever.
  for (const activity of look.all("activity"))
    if (activity.training?.quiz === quiz.id && activity.cancelled === undefined)
      return refused({ code: "quiz_in_use", params: { quiz: quiz.name, activity: bothNames(activity) } });
  return accepted({ ...on, type: "QuizRemoved", id: quiz.id });
};

/** A new register may move its unit; what is no unit of it any more stays where it was. */
export const quizzesAfterImport = (
  quizzes: Iterable<QuizRec>,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
  seq: Seq,
): readonly Change<QuizRec>[] =>
  [...quizzes].flatMap((one) => {
    const scope = scopes.get(one.unit);
    return scope === undefined || scope.join("\n") === one.scope.join("\n") ? [] : [put({ ...one, seq, scope })];
  });

export const evolveQuizzes = (event: QuizEvent, seq: Seq): readonly Change<QuizRec>[] => {
  if (event.type === "QuizRemoved") return [{ kind: "drop", of: "quiz", id: event.id }];
  const { quiz, version, scope } = event;
  return [put({ kind: "quiz", ...quiz, seq, scope, version })];
};
