// The pages of hazards: telling one, hearing what came of it, and what is his to mend or to accept. [CASE-1]

import type { HazardClass, Urgency } from "../../domain/cases/case.ts";
import type { CaseId } from "../../domain/ids.ts";
import type { Person } from "../person.ts";

/** `here`: at the kiosk, though he has a post. */
export type ReportPage = {
  readonly at: "hazard";
  readonly person: Person;
  readonly class: HazardClass | undefined;
  readonly urgency: Urgency | undefined;
  readonly here: boolean;
  readonly words: string;
};
/** What he told has been answered: the first thing he sees. */
export type ToldPage = { readonly at: "told"; readonly person: Person };
/** What waits for him. `case`: the one opened; `why`: which words are being chosen. */
export type TaskPage = {
  readonly at: "task";
  readonly person: Person;
  readonly case: CaseId | undefined;
  readonly why: "done" | "object" | "return" | undefined;
  readonly sheet: number;
};
export type HazardPage = ReportPage | ToldPage | TaskPage;

export const reportPage = (person: Person): ReportPage => ({
  ...{ at: "hazard", person, class: undefined, urgency: undefined, here: false, words: "" },
});
export const tasksPage = (person: Person): TaskPage => ({
  ...{ at: "task", person, case: undefined, why: undefined, sheet: 0 },
});

/** The page behind one of them; undefined: his own first page. */
export const behindHazard = (page: HazardPage): HazardPage | undefined => {
  if (page.at === "hazard") return page.class === undefined ? undefined : reportPage(page.person);
  if (page.at === "told") return undefined;
  if (page.why !== undefined) return { ...page, why: undefined };
  return page.case === undefined ? reportPage(page.person) : tasksPage(page.person);
};
