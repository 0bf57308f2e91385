// A worker's own training as his page shows it: hours by track, qualifications by their end, and the next step. [ACT-5]

import type { LearnerRec } from "../../domain/learning/learner.ts";
import { byTrackIn, minutesIn } from "../../domain/learning/learner.ts";
import { type NextStep, nextStep } from "../../domain/learning/next-step.ts";
import { type Paper, papersOf } from "../../domain/learning/overview.ts";
import { dutyOf, isTrack, yearOf } from "../../domain/learning/tracks.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { lookOf, type Place } from "../rules.ts";
import type { learningWords } from "./words.ts";

export type OwnLearning = {
  readonly learner: LearnerRec | undefined;
  readonly year: number;
  readonly minutes: number;
  /** Minutes owed in a year; 0: none. */
  readonly duty: number;
  readonly byTrack: readonly (readonly [track: string, minutes: number])[];
  readonly papers: readonly Paper[];
  readonly step: NextStep;
};

export const ownLearning = (place: Place, self: WorkerRec, now: number): OwnLearning => {
  const learner = place.records.get("learner", self.id);
  const year = yearOf(place.clock, now);
  return {
    ...{ learner, year, minutes: minutesIn(learner, year), duty: dutyOf(place.site) },
    byTrack: Object.entries(byTrackIn(learner, year)).sort(([, a], [, b]) => b - a),
    papers: papersOf(self, [], place.clock, now),
    step: nextStep(self, learner, { ...lookOf(place), all: place.records.all }, now),
  };
};

/** `2.5`, and `3` where nothing is left over: cut, never rounded up. */
export const hoursText = (minutes: number): string => String(Math.floor(minutes / 6) / 10);

type Words = ReturnType<typeof learningWords>;
export const trackName = (track: string, w: Words): string =>
  isTrack(track) ? w.tracks[track] : track === "" ? w.noTrack : track;
