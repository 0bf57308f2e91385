// The pages of one's own data: what is shown of it, and what is being asked of it.

import type { AskedField } from "../../domain/corrections/correction.ts";
import type { OwnPart } from "../../domain/corrections/own-data.ts";
import type { Person } from "../person.ts";

export type OwnPage =
  /** `take`: the code for his phone; `look`: his language and large text. */
  | { readonly at: "mydata"; readonly person: Person; readonly part: OwnPart | "take" | "look"; readonly sheet: number }
  | CorrectPage;

/** Step by step: what is wrong, of which certificate or activity, and what it should say. */
export type CorrectPage = {
  readonly at: "correct";
  readonly person: Person;
  readonly field: AskedField | undefined;
  readonly about: string | undefined;
  readonly words: string;
  readonly sheet: number;
};

export const correcting = (person: Person, field?: AskedField): CorrectPage => ({
  at: "correct",
  person,
  field,
  about: undefined,
  words: "",
  sheet: 0,
});

type DataPage = Extract<OwnPage, { readonly at: "mydata" }>;
/** One step back: the first leaf of this part, the first part; undefined: out of his data. */
export const behindData = (page: DataPage): DataPage | undefined => {
  if (page.sheet > 0) return { ...page, sheet: 0 };
  return page.part === "register" ? undefined : { ...page, part: "register" };
};

/** One step back: what it should say, of what, what is wrong, the data itself. */
export const behindCorrect = (page: CorrectPage): OwnPage => {
  if (page.about !== undefined && page.about !== "") return { ...page, about: undefined, words: "" };
  if (page.field !== undefined) return correcting(page.person);
  return { at: "mydata", person: page.person, part: "register", sheet: 0 };
};
