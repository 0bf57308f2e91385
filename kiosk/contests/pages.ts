// The pages of contests and of what came of study days. [ACT-5]

import type { ActivityId } from "../../domain/ids.ts";
import type { Person } from "../person.ts";

export type ContestPage =
  /** A contest and its result; undefined: which one. */
  | {
      readonly at: "contest";
      readonly person: Person;
      readonly activity: ActivityId | undefined;
      readonly sheet: number;
    }
  /** What is his to do. */
  | { readonly at: "followups"; readonly person: Person; readonly sheet: number };
