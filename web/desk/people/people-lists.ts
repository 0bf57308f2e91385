// Finding people on the register, and naming the unit of an account.

import { naturalOrder } from "../../../domain/posts/manning.ts";
import { isForgotten, type WorkerRec } from "../../../domain/workers.ts";
import type { Desk } from "../desk.svelte.ts";

/** Workers whose name or number holds what was typed, by number, without those who were forgotten; full-width figures are figures. */
export const foundWorkers = (workers: Iterable<WorkerRec>, typed: string): readonly WorkerRec[] => {
  const sought = typed.normalize("NFKC").trim().toLowerCase();
  return [...workers]
    .filter(
      (one) =>
        !isForgotten(one) &&
        (sought === "" || one.name.toLowerCase().includes(sought) || one.number.toLowerCase().includes(sought)),
    )
    .sort((a, b) => naturalOrder(a.number, b.number));
};

/** `*` is who answers for the whole site, whatever units it has. */
export const wholeSite = "*";
export const unitLabel = (unit: string, desk: Pick<Desk, "say" | "unitName">): string =>
  unit === wholeSite ? desk.say("account.whole") : desk.unitName(unit);
