// What workers ask of their own data, as the desk lists it: overdue and waiting ones first, each with the day by which it is due.

import { byWaiting, type CorrectionRec, dueAt, isOpen, isOverdue } from "../../../domain/corrections/correction.ts";
import type { WorkerRec } from "../../../domain/workers.ts";
import type { Desk } from "../desk.svelte.ts";

export const correctionRows = (all: Iterable<CorrectionRec>): readonly CorrectionRec[] => [...all].sort(byWaiting);

export const stateOf = (one: CorrectionRec, desk: Pick<Desk, "say" | "now">): string => {
  if (isOverdue(one, desk.now)) return desk.say("correction.overdue");
  return desk.say(`correction.${one.is.state}`);
};

export const dueOf = (one: CorrectionRec, desk: Pick<Desk, "say" | "siteClock">): string =>
  isOpen(one) ? desk.say("correction.due", { day: desk.siteClock.dayOf(dueAt(one)) }) : "";

/** What the register says now, where the field is one value of it. */
export const registerValue = (
  { field, about }: CorrectionRec,
  worker: WorkerRec | undefined,
  desk: Pick<Desk, "unitName">,
): string => {
  if (worker === undefined) return "";
  switch (field) {
    case "name":
    case "number":
    case "crew":
      return worker[field];
    case "unit":
      return desk.unitName(worker.unit);
    case "qualification":
      return worker.qualifications
        .filter(({ name }) => name === about)
        .map(({ until }) => until)
        .join(", ");
    case "hours":
    case "other":
    case "copy":
    case "forget":
      return "";
  }
};
