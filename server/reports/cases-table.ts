// Hazards as a table: what, where, how grave, how far and how long. Who told it, who mends it and who accepts it are not in it. [CASE-1]

import { type CaseRec, isOpen } from "../../domain/cases/case.ts";
import { dueOf, isOverdue } from "../../domain/cases/case-policy.ts";
import { caseNumber } from "../../domain/cases/case-search.ts";
import { daysToClose, hazardsOf, turnOf } from "../../domain/cases/hazard-figures.ts";
import type { Millis, PostId } from "../../domain/ids.ts";
import { clockText, type SiteClock } from "../../domain/time.ts";
import { type CsvCell, csvText } from "./csv-text.ts";

const heads = [
  ...["number", "class", "urgency", "level", "colour", "unit", "post", "place", "words", "seen", "told", "state"],
  ...[
    "turn",
    "due",
    "overdue",
    "last_step",
    "days_to_close",
    "measure",
    "control",
    "supervised",
    "reopened",
    "merged",
    "id",
  ],
] as const;

/** Times are the site's. `postName`: empty where there is no such post any more. */
export const casesCsv = (
  cases: Iterable<CaseRec>,
  clock: SiteClock,
  now: Millis,
  postName: (id: PostId) => string,
): string => {
  const stamp = (at: Millis | undefined): string =>
    at === undefined ? "" : `${clock.dayOf(at)} ${clockText(clock, at)}`;
  const lines: (readonly CsvCell[])[] = [heads];
  for (const one of hazardsOf(cases)) {
    const { grade, fixes, is } = one;
    lines.push([
      ...[caseNumber(one, clock), one.class, one.urgency, grade?.level, grade?.colour, one.unit],
      ...[one.post === undefined ? "" : postName(one.post), one.place, one.words, stamp(one.at), stamp(one.toldAt)],
      ...[is.state, turnOf(one), stamp(dueOf(one)), isOpen(one) ? (isOverdue(one, now) ? "yes" : "no") : ""],
      ...[stamp(is.at), is.state === "closed" ? daysToClose(one) : "", fixes?.measure, fixes?.major?.control],
      ...[stamp(one.supervised?.at), one.reopened, one.joined.length, one.id],
    ]);
  }
  return csvText(lines);
};
