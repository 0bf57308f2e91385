// The pages of contests and of what came of study days. [ACT-5]

import type { ActivityId, EntryId } from "../../domain/ids.ts";
import type { Person } from "../person.ts";

export type ContestPage =
  /** A contest and its result; undefined: which one. */
  | {
      readonly at: "contest";
      readonly person: Person;
      readonly activity: ActivityId | undefined;
      readonly sheet: number;
    }
  | ObjectingPage
  /** What is his to do. */
  | { readonly at: "followups"; readonly person: Person; readonly sheet: number };

/** What he finds wrong with the result: what was chosen, or written. */
export type ObjectingPage = {
  readonly at: "objecting";
  readonly person: Person;
  readonly activity: ActivityId;
  readonly entry: EntryId;
  readonly words: string;
};

export const behindObjecting = ({ person, activity }: ObjectingPage): ContestPage => ({
  ...{ at: "contest", person, activity, sheet: 0 },
});
