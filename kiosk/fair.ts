// What a kiosk says of a fairness window: until when seats are shared among the crews, and what is left of his own crew's share. [ACT-3]

import type { ActivityRec } from "../domain/activities/activity.ts";
import { windowNow } from "../domain/activities/fairness.ts";
import type { Millis } from "../domain/ids.ts";
import type { Person } from "./person.ts";

export type FairWindow = {
  readonly until: Millis;
  /** Undefined where nobody here knows whose crew he is of: a badge without a line. */
  readonly own: { readonly share: number; readonly left: number } | undefined;
};

export const fairIn = (person: Person, activity: ActivityRec, now: Millis): FairWindow | undefined => {
  const window = windowNow(activity, now);
  if (window === undefined) return undefined;
  const shares = person.kind === "known" ? (person.card.shares ?? []) : [];
  return { until: window.until, own: shares.find((one) => one.activity === activity.id) };
};

/** Seats that he may take now: bounded by his crew's share while the window runs. */
export const leftFor = (person: Person, activity: ActivityRec, left: number, now: Millis): number =>
  Math.min(left, fairIn(person, activity, now)?.own?.left ?? left);
