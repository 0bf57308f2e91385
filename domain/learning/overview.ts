// One worker's learning as lists show it: hours against the duty, qualifications by their last day, and which training gives each. [ACT-5]

import type { ActivityRec } from "../activities/activity.ts";
import type { Day, Millis } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { daysBetween, type SiteClock } from "../time.ts";
import { isForgotten, qualificationsOf, type WorkerRec } from "../workers.ts";
import { byTrackIn, minutesIn } from "./learner.ts";
import { dutyOf, yearOf } from "./tracks.ts";

/** Days before its end from which a qualification is worth a word. */
export const warnDays = 90;

/** `days`: whole days that are left; below 0: it has expired. */
export type Paper = {
  readonly name: string;
  readonly until: Day;
  readonly days: number;
  /** The next training that gives it anew. */
  readonly training: ActivityRec | undefined;
};

export type LearningRow = {
  readonly worker: WorkerRec;
  readonly year: number;
  readonly minutes: number;
  readonly byTrack: Readonly<Record<string, number>>;
  /** Minutes that the year still owes; 0: none. */
  readonly short: number;
  /** Soonest end first. */
  readonly papers: readonly Paper[];
};

/** Trainings to which one can still come, though they be announced only, or full, or have begun; soonest first. */
export const comingTrainings = (records: Pick<Records, "all">, now: Millis): readonly ActivityRec[] =>
  [...records.all("activity")]
    .filter((one) => one.sort === "training" && one.cancelled === undefined && now < one.closesAt)
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));

export const papersOf = (
  worker: WorkerRec,
  coming: readonly ActivityRec[],
  clock: SiteClock,
  now: Millis,
): readonly Paper[] => {
  const today = clock.dayOf(now);
  return qualificationsOf(worker, today).map(({ name, until }) => ({
    ...{ name, until, days: daysBetween(today, until) },
    training: coming.find(({ training }) => training?.gives?.name === name),
  }));
};

/** Everybody on the register whom these records hold, by number. */
export const learningRows = (
  records: Pick<Records, "all" | "get">,
  site: Pick<SiteRec, "settings">,
  clock: SiteClock,
  now: Millis,
): readonly LearningRow[] => {
  const coming = comingTrainings(records, now);
  const year = yearOf(clock, now);
  const duty = dutyOf(site);
  return [...records.all("worker")]
    .filter((worker) => !isForgotten(worker))
    .map((worker) => {
      const learner = records.get("learner", worker.id);
      const minutes = minutesIn(learner, year);
      return {
        ...{ worker, year, minutes, byTrack: byTrackIn(learner, year), short: Math.max(0, duty - minutes) },
        papers: papersOf(worker, coming, clock, now),
      };
    })
    .sort((a, b) => (a.worker.number < b.worker.number ? -1 : 1));
};
