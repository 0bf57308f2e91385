// What was moved of the activities that a worker is in, and what his card says once he has read it. [ACT-1]

import type { ActivityRec, EntryRec } from "../../domain/activities/activity.ts";
import { type Move, untoldMove } from "../../domain/activities/activity-move.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { soonest } from "../open-activities.ts";
import type { Person } from "../person.ts";
import type { Place } from "../rules.ts";

/** `last`: the move that he knows of once he has read this. */
export type Untold = {
  readonly entry: EntryRec;
  readonly activity: ActivityRec;
  readonly move: Move;
  readonly last: number;
};

/** Soonest first; what has ended since is nothing to tell. */
export const untoldOf = (place: Place, self: WorkerRec | undefined, now: number): readonly Untold[] => {
  const found: Untold[] = [];
  for (const entry of place.records.all("entry")) {
    if (entry.worker !== self?.id) continue;
    const activity = place.records.get("activity", entry.activity);
    const move = activity === undefined || now >= activity.endsAt ? undefined : untoldMove(activity, entry);
    if (activity !== undefined && move !== undefined)
      found.push({ entry, activity, move, last: activity.changed?.moves.at(-1)?.nth ?? move.nth });
  }
  return found.sort((a, b) => soonest(a.activity, b.activity));
};

/** The same person, who knows of them now: his next pages ask nothing of him that he has said. */
export const afterReading = (person: Person, read: readonly Untold[]): Person => {
  if (person.kind === "badge") return person;
  const known = new Map(read.map(({ entry, last }) => [entry.id, last]));
  const records = person.card.records.map((record) => {
    const knows = record.kind === "entry" ? known.get(record.id) : undefined;
    return record.kind === "entry" && knows !== undefined ? { ...record, knows } : record;
  });
  return { ...person, card: { ...person.card, records } };
};
