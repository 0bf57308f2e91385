// Results that a wall says are out: for a day after they became final, with the first three and nobody behind them. [ACT-5, ASM-3]

import type { ActivityRec } from "../activities/activity.ts";
import type { Millis } from "../ids.ts";
import type { Records } from "../records.ts";
import { dayLength } from "../time.ts";

export type FreshResult = {
  readonly activity: ActivityRec;
  /** Best first; as each of them wants to be named. */
  readonly first: readonly { readonly rank: number; readonly name: string }[];
};

const most = 3;

/** The newest first. */
export const freshResults = (records: Pick<Records, "get" | "all">, now: Millis): readonly FreshResult[] => {
  const found: (FreshResult & { readonly at: Millis })[] = [];
  for (const { id, result } of records.all("contest")) {
    const activity = records.get("activity", id);
    if (result.state !== "final" || activity === undefined || now - result.at > dayLength) continue;
    const first = [...records.all("entrant")]
      .flatMap(({ id: entry, activity: of, place, name }) =>
        of === id && place !== undefined && place.rank <= most ? [{ entry, rank: place.rank, name }] : [],
      )
      .sort((a, b) => a.rank - b.rank || (a.entry < b.entry ? -1 : 1))
      .map(({ rank, name }) => ({ rank, name }));
    found.push({ activity, first, at: result.at });
  }
  return found.sort((a, b) => b.at - a.at).map(({ activity, first }) => ({ activity, first }));
};
