// What a kiosk says of contests: those with a result that everybody may read, and the worker's own. [ACT-5]

import { type ActivityRec, type EntryRec, holdsSeat } from "../../domain/activities/activity.ts";
import type { ContestRec, EntrantRec, Place as Rank } from "../../domain/contests/contest.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Place } from "../rules.ts";

export type OwnContest = {
  readonly activity: ActivityRec;
  readonly contest: ContestRec | undefined;
  /** His seat, where he has one. */
  readonly entry: EntryRec | undefined;
  readonly entrant: EntrantRec | undefined;
};

/** Newest first; without a seat of his own only those whose result is out. */
export const contestsFor = ({ records }: Place, self: WorkerRec | undefined): readonly OwnContest[] => {
  const found: OwnContest[] = [];
  for (const activity of records.all("activity")) {
    if (activity.sort !== "contest" || activity.cancelled !== undefined) continue;
    const contest = records.get("contest", activity.id);
    let entry: EntryRec | undefined;
    if (self !== undefined)
      for (const one of records.all("entry"))
        if (one.activity === activity.id && one.worker === self.id && holdsSeat(one.is)) entry = one;
    if (entry === undefined && contest?.result.state !== "final") continue;
    const entrant = entry === undefined ? undefined : records.get("entrant", entry.id);
    found.push({ activity, contest, entry, entrant });
  }
  return found.sort((a, b) => b.activity.startsAt - a.activity.startsAt || (a.activity.id < b.activity.id ? -1 : 1));
};

export type ResultLine = { readonly id: string; readonly name: string; readonly place: Rank };
/** The list of a final result, best first; nothing before. */
export const resultOf = ({ records }: Place, { activity, contest }: OwnContest): readonly ResultLine[] => {
  if (contest?.result.state !== "final") return [];
  const lines: ResultLine[] = [];
  for (const { id, name, place, activity: of } of records.all("entrant"))
    if (of === activity.id && place !== undefined) lines.push({ id, name, place });
  return lines.sort((a, b) => a.place.rank - b.place.rank || (a.id < b.id ? -1 : 1));
};
