// Hazards as a kiosk speaks of them: what a worker told and was answered, what waits for him, and what all may read. [CASE-1]

import { type CaseRec, isOpen, rectifiers, teller } from "../../domain/cases/case.ts";
import { byDue } from "../../domain/cases/case-policy.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Person } from "../person.ts";
import type { Place } from "../rules.ts";

/** Answered, and not read yet; the oldest answer first. */
export const answeredCases = (place: Place, self: WorkerRec | undefined): readonly CaseRec[] =>
  self === undefined
    ? []
    : [...place.records.all("case")]
        .filter((one) => one.news && teller(one) === self.id)
        .sort((a, b) => a.is.at - b.is.at);

/** The same person, who has read them: his next pages tell him nothing twice. */
export const afterHearing = (person: Person, heard: readonly CaseRec[]): Person => {
  if (person.kind === "badge") return person;
  const ids = new Set(heard.map(({ id }) => id));
  const records = person.card.records.map((record) =>
    record.kind === "case" && ids.has(record.id) ? { ...record, news: false } : record,
  );
  return { ...person, card: { ...person.card, records } };
};

/** What waits for his own act, the most urgent first: to mend, or to accept what others mended. */
export const tasksOf = (place: Place, self: WorkerRec | undefined): readonly CaseRec[] => {
  if (self === undefined) return [];
  const waits = (one: CaseRec): boolean => {
    switch (one.is.state) {
      case "assigned":
      case "working":
      case "returned":
        return rectifiers(one).includes(self.id);
      case "done":
        return one.fixes?.acceptor === self.id;
      default:
        return false;
    }
  };
  return [...place.records.all("case")].filter(waits).sort(byDue);
};

/** What is open where this kiosk stands, for everybody to read. (安全生产法 art. 41) */
export const openCases = (place: Place): readonly CaseRec[] =>
  [...place.records.all("case")].filter(isOpen).sort(byDue);
