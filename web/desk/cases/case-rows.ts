// Hazards as the desk lists them, by what is due, and in words. [CASE-1]

import { type CaseRec, isOpen } from "../../../domain/cases/case.ts";
import { byDue, dueOf, inboxOf, isOverdue } from "../../../domain/cases/case-policy.ts";
import { type CaseAsk, caseNumber, searchHazards } from "../../../domain/cases/case-search.ts";
import { hazardsOf } from "../../../domain/cases/hazard-figures.ts";
import type { WorkerId } from "../../../domain/ids.ts";
import { stampText } from "../../../domain/time.ts";
import { isForgotten } from "../../../domain/workers.ts";
import type { Desk } from "../desk.svelte.ts";

export const reportForm = "+hazard";
/** The same, for what a walker told. */
export const foundForm = (finding: string): string => `${reportForm}:${finding}`;
export const foundIn = (id: string | undefined): string | undefined =>
  id?.startsWith(`${reportForm}:`) === true ? id.slice(reportForm.length + 1) : undefined;
export const caseTabs = ["mine", "open", "over"] as const;
export type CaseTab = (typeof caseTabs)[number];

type Reader = Pick<Desk, "records" | "person" | "now">;

/** Whose step it is: his office's, where it may take it, or his own as a worker. */
export const isMine = (one: CaseRec, { records, person }: Reader, self: WorkerId | undefined): boolean => {
  const inbox = inboxOf(one, (worker) => {
    const known = records.get("worker", worker);
    return known !== undefined && !isForgotten(known);
  });
  if (inbox === undefined) return false;
  if (inbox.kind === "worker") return inbox.worker === self;
  const act = inbox.kind === "safety" ? "VerifyCase" : "CloseCase";
  return person.may?.includes(act) ?? true;
};

export const caseRows = (desk: Reader, tab: CaseTab): readonly CaseRec[] => {
  const all = hazardsOf(desk.records.all("case")).toSorted(byDue);
  if (tab === "over") return all.filter((one) => !isOpen(one));
  return all.filter((one) => isOpen(one) && (tab === "open" || isMine(one, desk, undefined)));
};

export const placeOf = (one: CaseRec, desk: Pick<Desk, "records" | "named" | "unitName">): string => {
  const post = one.post === undefined ? undefined : desk.records.get("post", one.post);
  return (post === undefined ? one.place : desk.named(post)) || desk.unitName(one.unit);
};
export const titleOf = (one: CaseRec, desk: Desk): string =>
  desk.join(desk.say(`case.class.${one.class}`), placeOf(one, desk));
export const gradeOf = ({ grade }: CaseRec, desk: Pick<Desk, "say" | "join">): string =>
  grade === undefined ? "" : desk.join(desk.say(`case.level.${grade.level}`), desk.say(`case.colour.${grade.colour}`));

/** Until when, and by whom. */
export const dueLine = (one: CaseRec, desk: Desk): string => {
  const due = dueOf(one);
  if (due === undefined) return stampText(desk.siteClock, one.is.at);
  const when = desk.say("case.until", { at: stampText(desk.siteClock, due) });
  return isOverdue(one, desk.now) ? desk.join(desk.say("case.late"), when) : when;
};
export const ownerOf = (one: CaseRec, desk: Desk): string => {
  const inbox = inboxOf(one, (worker) => desk.records.get("worker", worker) !== undefined);
  return inbox?.kind === "worker" ? desk.workerName(inbox.worker) : "";
};

/** What somebody at this desk may remember of it: what he reads on its sheet, and its number. */
export const casesFound = (rows: readonly CaseRec[], ask: CaseAsk, desk: Desk): readonly CaseRec[] =>
  searchHazards(rows, ask, desk.siteClock, (one) =>
    [
      caseNumber(one, desk.siteClock),
      titleOf(one, desk),
      one.place,
      one.words,
      gradeOf(one, desk),
      desk.unitName(one.unit),
      ownerOf(one, desk),
    ].join(" "),
  );
