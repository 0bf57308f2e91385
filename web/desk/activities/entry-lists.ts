// Activities in the order in which somebody looks for them, and the entries of one: seats first, then the queue by its places.

import { type ActivityRec, activityPhase, type EntryRec } from "../../../domain/activities/activity.ts";
import type { ActivityId, Millis } from "../../../domain/ids.ts";

/** What still runs or comes, soonest first; then what is over, newest first. */
export const activityRows = (activities: Iterable<ActivityRec>, now: Millis): readonly ActivityRec[] => {
  const isOver = (one: ActivityRec): boolean => {
    const phase = activityPhase(one, now);
    return phase === "finished" || phase === "cancelled";
  };
  const all = [...activities].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  return [...all.filter((one) => !isOver(one)), ...all.filter(isOver).reverse()];
};

export type EntryLists = {
  /** Those with a seat, in the order in which they signed up: nobody moves while the desk works the list off. */
  readonly seated: readonly EntryRec[];
  readonly queue: readonly EntryRec[];
  /** Those who asked to be let go, the first who asked first. */
  readonly asked: readonly EntryRec[];
};

export const entryLists = (entries: Iterable<EntryRec>, activity: ActivityId): EntryLists => {
  const own = [...entries].filter((entry) => entry.activity === activity);
  return {
    seated: own
      .filter(
        ({ is }) =>
          is.state !== "waiting" && is.state !== "cancelled" && is.state !== "lapsed" && is.state !== "swapped",
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    asked: own.filter((entry) => entry.is.state === "cancel-requested").sort((a, b) => at(a) - at(b)),
    queue: own.filter((entry) => entry.is.state === "waiting").sort((a, b) => place(a) - place(b)),
  };
};

const at = ({ is }: EntryRec): Millis => (is.state === "cancel-requested" ? is.at : 0);
const place = ({ is }: EntryRec): number => (is.state === "waiting" ? is.place : 0);
