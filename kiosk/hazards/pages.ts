// The pages of hazards: telling one, what is open here, hearing what came of it, and what is his to mend or to accept. [CASE-1]

import type { HazardClass, Urgency } from "../../domain/cases/case.ts";
import type { CaseId, PostId } from "../../domain/ids.ts";
import type { Person } from "../person.ts";

export type ReportPage = {
  readonly at: "hazard";
  /** Undefined: nobody said who he is, and nobody asks. */
  readonly person: Person | undefined;
  /** `kiosk`: where it stands; undefined: his own post, or the kiosk where he has none. */
  readonly where: PostId | "kiosk" | undefined;
  /** Which leaf of the places. */
  readonly leaf: number;
  readonly class: HazardClass | undefined;
  readonly urgency: Urgency | undefined;
  readonly words: string;
  /** Told by nobody known: what became of it stands here. */
  readonly sent: boolean;
};
/** What is open in the unit, for everybody to read. (安全生产法 art. 41) */
export type OpenPage = { readonly at: "hazards"; readonly person: Person | undefined; readonly sheet: number };
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
export type HazardPage = ReportPage | OpenPage | ToldPage | TaskPage;

export const reportPage = (person: Person | undefined): ReportPage => ({
  ...{ at: "hazard", person, where: undefined, leaf: 0, class: undefined, urgency: undefined, words: "", sent: false },
});
export const openPage = (person: Person | undefined): OpenPage => ({ at: "hazards", person, sheet: 0 });
export const tasksPage = (person: Person): TaskPage => ({
  ...{ at: "task", person, case: undefined, why: undefined, sheet: 0 },
});

/** The page behind one of them; undefined: his own first page, or the idle one. */
export const behindHazard = (page: HazardPage): HazardPage | undefined => {
  switch (page.at) {
    case "hazard":
    case "told":
      return undefined;
    case "hazards":
      return reportPage(page.person);
    case "task":
      if (page.why !== undefined) return { ...page, why: undefined };
      return page.case === undefined ? reportPage(page.person) : tasksPage(page.person);
  }
};
