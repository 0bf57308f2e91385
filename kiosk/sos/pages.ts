// The page of own words after a call for help. [ALM-1]

import type { Person } from "../person.ts";

export type NotePage = {
  readonly at: "note";
  readonly person: Person | undefined;
  readonly words: string;
  readonly sent: boolean;
};
