// The pages of hazards: telling one, what is open here, hearing what came of it, and what is his to mend or to accept. [CASE-1]

import type { HazardClass, Urgency } from "../../domain/cases/case.ts";
import type { PhotoKind } from "../../domain/cases/case-photo.ts";
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
  /** A photo shall follow once it is told. */
  readonly photo: boolean;
  /** Told by nobody known: what became of it stands here. */
  readonly sent: CaseId | undefined;
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
/** The camera. `task`: what he was at; undefined: he has told a hazard, and is done. */
export type PhotoPage = {
  readonly at: "photo";
  readonly person: Person | undefined;
  readonly case: CaseId;
  readonly of: PhotoKind;
  readonly task: TaskPage | undefined;
};
export type HazardPage = ReportPage | OpenPage | ToldPage | TaskPage | PhotoPage;

export const reportPage = (person: Person | undefined): ReportPage => ({
  ...{ at: "hazard", person, where: undefined, leaf: 0, class: undefined, urgency: undefined, words: "" },
  ...{ photo: false, sent: undefined },
});
export const openPage = (person: Person | undefined): OpenPage => ({ at: "hazards", person, sheet: 0 });
export const tasksPage = (person: Person): TaskPage => ({
  ...{ at: "task", person, case: undefined, why: undefined, sheet: 0 },
});

/** What was just told, photographed. */
export const photoPage = (person: Person | undefined, hazard: CaseId): PhotoPage => ({
  ...{ at: "photo", person, case: hazard, of: "report", task: undefined },
});

/** The page behind one of them; undefined: his own first page, or the idle one. */
export const behindHazard = (page: HazardPage): HazardPage | undefined => {
  switch (page.at) {
    case "hazard":
    case "told":
      return undefined;
    case "photo":
      return page.task;
    case "hazards":
      return reportPage(page.person);
    case "task":
      if (page.why !== undefined) return { ...page, why: undefined };
      return page.case === undefined ? reportPage(page.person) : tasksPage(page.person);
  }
};
