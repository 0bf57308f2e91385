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

type Register = Pick<Desk, "records" | "person">;
/** A unit's own desk does not see the people of others: only who sees all knows that somebody is gone. */
export const seesAll = ({ person, records }: Register): boolean =>
  person.unit === wholeSite || records.get("unit", person.unit)?.scope.length === 1;

/** Not on the register any more: left out of it, or forgotten. */
export const isGone = (id: string, desk: Register): boolean => {
  const worker = desk.records.get("worker", id);
  return worker === undefined ? seesAll(desk) : isForgotten(worker);
};

/** His name; where there is none to be read, what is known of him. */
export const personText = (id: string, desk: Register & Pick<Desk, "say" | "workerName">): string =>
  desk.records.get("worker", id) === undefined
    ? desk.say(seesAll(desk) ? "people.gone" : "people.elsewhere")
    : desk.workerName(id);
