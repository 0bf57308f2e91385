// The counter of training hours: minutes of this year and last by track, moved by every correction, bounded for ever. [ACT-5]

import type { ActivityRec } from "../activities/activity.ts";
import type { ActivityId, EntryId } from "../ids.ts";
import type { SiteClock } from "../time.ts";
import type { HourLine, LearnerRec, YearSum } from "./learner.ts";
import { noTrack, yearOf } from "./tracks.ts";

/** So many entries may still be corrected one by one; older ones stand in the sums alone. */
const linesKept = 120;

/** `minutes` may take back. A year or track that comes to nothing is not kept; years before last leave. */
export const counted = (
  years: readonly YearSum[],
  { year, track, minutes }: Pick<HourLine, "year" | "track" | "minutes">,
): readonly YearSum[] => {
  if (minutes === 0) return years;
  const before = years.find((one) => one.year === year)?.byTrack ?? {};
  const sum = (Object.hasOwn(before, track) ? (before[track] ?? 0) : 0) + minutes;
  const { [track]: _, ...others } = before;
  const byTrack = sum === 0 ? others : { ...others, [track]: sum };
  const rest = years.filter((one) => one.year !== year);
  return Object.keys(byTrack).length === 0 ? rest : [...rest, { year, byTrack }].sort((a, b) => b.year - a.year);
};

/** This year and last. */
export const recentOnly = (learner: LearnerRec, year: number): LearnerRec => {
  const newest = Math.max(year, ...learner.years.map((one) => one.year));
  if (learner.years.every((one) => one.year >= newest - 1)) return learner;
  return {
    ...learner,
    years: learner.years.filter((one) => one.year >= newest - 1),
    lines: learner.lines.filter((one) => one.year >= newest - 1),
    outside: learner.outside.filter(({ day }) => Number(day.slice(0, 4)) >= newest - 1),
  };
};

/**
 * What one entry stands at now. It moves the year and track in which the entry was first counted; one that is kept no more moves the
 * sums by the difference that the event itself tells.
 */
export const withAttended = (
  learner: LearnerRec,
  said: {
    readonly entry: EntryId;
    readonly activity: ActivityId;
    readonly minutes: number;
    /** What the event says stood there before. */
    readonly was: number;
  },
  activity: Pick<ActivityRec, "startsAt" | "training">,
  clock: SiteClock,
): LearnerRec => {
  const known = learner.lines.find(({ entry }) => entry === said.entry);
  const line: HourLine = {
    ...{ entry: said.entry, activity: said.activity, minutes: said.minutes },
    year: known?.year ?? yearOf(clock, activity.startsAt),
    track: known?.track ?? activity.training?.track ?? noTrack,
  };
  const lines = [...learner.lines.filter(({ entry }) => entry !== said.entry), line].slice(-linesKept);
  const years = counted(learner.years, { ...line, minutes: said.minutes - (known?.minutes ?? said.was) });
  return { ...learner, lines, years };
};
