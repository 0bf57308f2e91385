// What the watch finds of contests: a result whose days of objection are over; and how long what is not final is waited for. [ACT-5]

import type { ActivityId, Millis } from "../ids.ts";
import type { Records } from "../records.ts";
import { dayLength } from "../time.ts";
import { type EntrantRec, isUpheld, unanswered } from "./contest.ts";

type Seen = Pick<Records, "get" | "all">;

/** Contests whose published result becomes final now: the days are over, and nobody waits for an answer. */
export const contestsToFinish = (records: Seen, now: Millis): readonly ActivityId[] => {
  const due: ActivityId[] = [];
  let waiting: ReadonlySet<ActivityId> | undefined;
  for (const { id, result } of records.all("contest")) {
    if (result.state !== "published" || now < result.until) continue;
    if (records.get("activity", id)?.cancelled !== undefined) continue;
    waiting ??= hindered(records);
    if (!waiting.has(id)) due.push(id);
  }
  return due;
};

const hindered = (records: Seen): ReadonlySet<ActivityId> => {
  const held = new Set<ActivityId>();
  for (const entrant of records.all("entrant")) if (isHindrance(entrant, records)) held.add(entrant.activity);
  return held;
};

const isHindrance = (entrant: EntrantRec, records: Seen): boolean => {
  const result = records.get("contest", entrant.activity)?.result;
  return unanswered(entrant) > 0 || (result?.state === "published" && isUpheld(entrant, result.at));
};

/** So long the board waits for a contest that was begun to become final. */
const waits = 92 * dayLength;

/** Contests that were begun and are not final: they do not leave the board with the others. */
export const unfinished = (records: Seen, now: Millis): ReadonlySet<ActivityId> => {
  const found = new Set<ActivityId>();
  for (const { id, begun, result } of records.all("contest")) {
    const activity = records.get("activity", id);
    if (!begun || result.state === "final" || activity === undefined || activity.cancelled !== undefined) continue;
    if (now - activity.endsAt <= waits) found.add(id);
  }
  return found;
};
