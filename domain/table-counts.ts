// Sums that the rules ask for at every act, kept by the tables: the seats that each crew has in an activity, and the refused acts that nobody has settled.

import { type EntryRec, isSeated } from "./activities/activity.ts";
import { crewKey } from "./activities/fairness.ts";
import type { WorkerId } from "./ids.ts";
import type { Rec } from "./records.ts";
import { isSettled } from "./refused/refused-act.ts";
import type { WorkerRec } from "./workers.ts";

/** What else must be known of the records beside it, as they stand before the change. */
export type CountLook = {
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly standingOf: (worker: WorkerId) => readonly EntryRec[];
};

/** The name of a sum. */
export const openRefusedSum = "refused";
export const seatsSum = (activity: string, crew: string): string => `seats ${activity} ${crew}`;

type Moved = readonly (readonly [name: string, by: 1 | -1])[];
const nothing: Moved = [];

/** What the change of one record does to the sums; most changes do nothing. */
export const sumsMoved = (before: Rec | undefined, after: Rec | undefined, look: CountLook): Moved => {
  const record = after ?? before;
  if (record?.kind === "entry") {
    const [was, is] = [seatIn(before), seatIn(after)];
    if (was?.activity === is?.activity && was?.worker === is?.worker) return nothing;
    return [...of(seatsFor(was, look.worker), -1), ...of(seatsFor(is, look.worker), 1)];
  }
  if (record?.kind === "worker") {
    const [was, is] = [crewOf(before), crewOf(after)];
    if (was === is) return nothing;
    // Who leaves the board is in no crew; who comes back to it brings his seats with him.
    return look.standingOf(record.id).flatMap((entry) => {
      if (!isSeated(entry)) return [];
      const sumOf = (crew: string | undefined) => (crew === undefined ? undefined : seatsSum(entry.activity, crew));
      return [...of(sumOf(was), -1), ...of(sumOf(is), 1)];
    });
  }
  if (record?.kind !== "refused") return nothing;
  const [was, is] = [isOpenAct(before), isOpenAct(after)];
  return was === is ? nothing : [[openRefusedSum, is ? 1 : -1]];
};

const of = (name: string | undefined, by: 1 | -1): Moved => (name === undefined ? nothing : [[name, by]]);
const seatIn = (record: Rec | undefined): EntryRec | undefined =>
  record?.kind === "entry" && isSeated(record) ? record : undefined;
const seatsFor = (seat: EntryRec | undefined, worker: CountLook["worker"]): string | undefined => {
  const whose = seat === undefined ? undefined : worker(seat.worker);
  return seat === undefined || whose === undefined ? undefined : seatsSum(seat.activity, crewKey(whose));
};
const crewOf = (record: Rec | undefined): string | undefined =>
  record?.kind === "worker" ? crewKey(record) : undefined;
const isOpenAct = (record: Rec | undefined): boolean => record?.kind === "refused" && !isSettled(record);
