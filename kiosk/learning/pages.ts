// The pages of a worker's own training, and what lies behind them. [ACT-5]

import type { ActivityId } from "../../domain/ids.ts";
import type { Person } from "../person.ts";

export type LearningPage =
  /** His hours of the year, his qualifications, and the next step. `sheet`: of the qualifications. */
  | { readonly at: "learning"; readonly person: Person; readonly sheet: number }
  /** The quiz of a training, one question a page. `handed`: the paper that was handed in, whose result is shown. */
  | {
      readonly at: "quiz";
      readonly person: Person;
      readonly activity: ActivityId;
      readonly answers: readonly number[];
      readonly handed: string | undefined;
      readonly sheet: number;
    };
export type QuizPage = Extract<LearningPage, { readonly at: "quiz" }>;

/** From a question to the one before, whose choice is open again; from the first, and from the result, to his training. */
export const behindQuiz = (page: QuizPage): LearningPage =>
  page.answers.length > 0 && page.handed === undefined
    ? { ...page, answers: page.answers.slice(0, -1) }
    : { at: "learning", person: page.person, sheet: 0 };
