// What the rules of contests ask of the board, and who competes. [ACT-5]

import type { ActivityRec, EntryRec } from "../activities/activity.ts";
import type { Answerer } from "../alarms/alarm.ts";
import type { Context } from "../decider.ts";
import type { WorkerId } from "../ids.ts";
import type { SiteClock } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { bareEntrant, type ContestRec, cameTo, type EntrantRec, type Judge } from "./contest.ts";

export type ContestLook = {
  readonly clock: SiteClock;
  readonly activity: (id: string) => ActivityRec | undefined;
  readonly contest: (id: string) => ContestRec | undefined;
  readonly entrant: (id: string) => EntrantRec | undefined;
  readonly entry: (id: string) => EntryRec | undefined;
  readonly entriesIn: (activity: string) => readonly EntryRec[];
  readonly worker: (id: string) => WorkerRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

/** Whoever holds a seat and was there, each with what the contest has of him. */
export const entrantsOf = (
  activity: string,
  { entriesIn, entrant, worker }: Pick<ContestLook, "entriesIn" | "entrant" | "worker">,
): readonly EntrantRec[] =>
  entriesIn(activity)
    .filter(({ is, worker: id }) => cameTo(is) && !isGone(worker(id)))
    .map((entry) => entrant(entry.id) ?? bareEntrant(entry, entry.seq));

const isGone = (worker: WorkerRec | undefined): boolean => worker !== undefined && isForgotten(worker);

/** The judge among those who compete: nobody judges where he stands himself. */
export const judgeWhoEnters = (
  judges: readonly Judge[],
  entrants: readonly Pick<EntrantRec, "worker" | "out">[],
): WorkerId | undefined => {
  const competing = new Set(entrants.flatMap(({ worker, out }) => (out === undefined ? [worker] : [])));
  for (const judge of judges) if (judge.by === "worker" && competing.has(judge.worker)) return judge.worker;
  return undefined;
};

/** A judge of the same crew may mark; whoever reads the sheet is told. */
export const isOfOneCrew = (
  judge: Pick<WorkerRec, "crew" | "unit"> | undefined,
  entrant: Pick<WorkerRec, "crew" | "unit"> | undefined,
): boolean =>
  judge !== undefined &&
  entrant !== undefined &&
  judge.crew !== "" &&
  judge.crew === entrant.crew &&
  judge.unit === entrant.unit;
