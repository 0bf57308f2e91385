// What a training activity is for: its track, the qualification it gives for so many months, and the quiz that must be passed. [ACT-5]

import type { QuizId } from "../ids.ts";

export type Training = {
  /** One of the five, or one that the site's settings add. */
  readonly track: string;
  /** The qualification's name, as posts and roles demand it, and for how many months it holds. */
  readonly gives?: { readonly name: string; readonly months: number } | undefined;
  readonly quiz?: QuizId | undefined;
};
