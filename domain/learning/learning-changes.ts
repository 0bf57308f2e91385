// What events make of a worker's record of learning, and of his record among the workers, which every gate asks. [ACT-5]

import type { ActivityRec, EntryRec } from "../activities/activity.ts";
import { type Change, put } from "../decider.ts";
import type { ActivityId, EntryId, Millis, QuizId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { SiteClock } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { type LearnerRec, newLearner, type QuizResult, type Sitting, standing } from "./learner.ts";
import { counted, recentOnly, withAttended } from "./learner-hours.ts";
import type { LearningEvent } from "./learning-acts.ts";
import type { QuizRec } from "./quiz.ts";
import { paperOf } from "./sitting.ts";
import { yearOf } from "./tracks.ts";

export type LearningSeen = {
  readonly clock: SiteClock;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly learner: (id: WorkerId) => LearnerRec | undefined;
  readonly quiz: (id: QuizId) => QuizRec | undefined;
  readonly activity: (id: ActivityId) => ActivityRec | undefined;
  readonly entry: (id: EntryId) => EntryRec | undefined;
};

/** Of these the newest are kept; the ledger keeps all. */
const earnedKept = 60;
const resultsKept = 20;
const outsideKept = 100;

export const evolveLearning = (
  event: LearningEvent,
  seq: Seq,
  look: LearningSeen,
): readonly Change<LearnerRec | WorkerRec>[] => {
  const worker = look.worker(event.worker);
  if (worker !== undefined && isForgotten(worker)) return [];
  const before = look.learner(event.worker) ?? newLearner(event.worker, seq, worker?.scope ?? []);
  const after = { ...recentOnly(changed(before, event, look), yearOf(look.clock, event.at)), seq, at: event.at };
  if (after.earned === before.earned || worker === undefined) return [put(after)];
  const { earned: _, ...bare } = worker;
  const stands = standing(after);
  return [put(after), put({ ...bare, seq, ...(stands.length === 0 ? {} : { earned: stands }) })];
};

const changed = (learner: LearnerRec, event: LearningEvent, look: LearningSeen): LearnerRec => {
  switch (event.type) {
    case "QuizStarted": {
      const quiz = look.quiz(event.quiz);
      return quiz === undefined ? learner : { ...learner, sitting: paperOf(quiz, event) };
    }
    case "QuizAnswered": {
      const { sitting, ...rest } = learner;
      const others = rest.results.filter(({ activity }) => activity !== event.activity);
      return { ...rest, results: [...others, resultIn(event, sitting)].slice(-resultsKept) };
    }
    case "QualificationEarned": {
      const { earned: id, activity, name, from, until, how } = event;
      return { ...learner, earned: [...learner.earned, { id, activity, name, from, until, how }].slice(-earnedKept) };
    }
    case "QualificationWithdrawn": {
      const withdrawn = { at: event.at, by: event.by, reason: event.told.reason };
      return {
        ...learner,
        earned: learner.earned.map((one) => (one.id === event.earned ? { ...one, withdrawn } : one)),
      };
    }
    case "TrainingEntered": {
      const { training: id, day, minutes, track, by, told } = event;
      const outside = [...learner.outside, { id, day, minutes, track, by, ...told }].slice(-outsideKept);
      return { ...learner, outside, years: counted(learner.years, { ...lineOf(event), minutes }) };
    }
    case "TrainingUndone": {
      const one = learner.outside.find(({ id }) => id === event.training);
      if (one === undefined || one.undone !== undefined) return learner;
      const undone = { at: event.at, by: event.by, reason: event.told.reason };
      const outside = learner.outside.map((each) => (each === one ? { ...one, undone } : each));
      return { ...learner, outside, years: counted(learner.years, { ...lineOf(one), minutes: -one.minutes }) };
    }
  }
};

const lineOf = ({ day, track }: { readonly day: string; readonly track: string }) => ({
  year: Number(day.slice(0, 4)),
  track,
});

const resultIn = (
  event: Extract<LearningEvent, { readonly type: "QuizAnswered" }>,
  paper: Sitting | undefined,
): QuizResult => {
  const { activity, quiz, version, sitting, at, day, tries, right, of, passed, answers } = event;
  const wrong = (paper?.questions ?? []).flatMap(({ text, textEn, choices, right: correct }, n) => {
    const chose = choices[answers[n] ?? -1];
    return correct === answers[n] || chose === undefined ? [] : [{ question: { text, textEn }, chose }];
  });
  const left = Math.max(0, (paper?.triesPerDay ?? tries) - tries);
  return { activity, quiz, version, sitting, at, day, tries, left, right, of, passed, wrong };
};

/** Minutes of a training, from attendance's own events. */
type Said = {
  readonly type: string;
  readonly at?: Millis;
  readonly activity?: ActivityId;
  readonly entry?: EntryId;
  readonly worker?: WorkerId;
  readonly minutes?: number;
  readonly was?: { readonly minutes: number };
};
/** Each says how long he was there, the last of them of one who had no entry. */
const attended: ReadonlySet<string> = new Set(["EntryCheckedOut", "TimesEntered", "AttendedAdded"]);
export const learnedBy = (event: Said, seq: Seq, look: LearningSeen): readonly Change<LearnerRec>[] => {
  if (!attended.has(event.type)) return [];
  const { activity: id, entry, worker: whose, minutes } = event;
  if (id === undefined || entry === undefined || whose === undefined || minutes === undefined) return [];
  const activity = look.activity(id);
  const worker = look.worker(whose);
  if (activity?.sort !== "training" || (worker !== undefined && isForgotten(worker))) return [];
  const before = look.learner(whose) ?? newLearner(whose, seq, worker?.scope ?? look.entry(entry)?.scope ?? []);
  const said = { entry, activity: id, minutes, was: event.was?.minutes ?? 0 };
  const at = Math.max(before.at, event.at ?? 0);
  const after = recentOnly(withAttended(before, said, activity, look.clock), yearOf(look.clock, at));
  return [put({ ...after, seq, at })];
};

/** A new register moves people between units, and what they learned with them. */
export const learnersAfterImport = (
  learners: Iterable<LearnerRec>,
  workers: readonly { readonly id: WorkerId; readonly scope: readonly UnitId[] }[],
  seq: Seq,
): readonly Change<LearnerRec>[] => {
  const scopes = new Map(workers.map(({ id, scope }) => [id, scope]));
  return [...learners].flatMap((one) => {
    const scope = scopes.get(one.id);
    return scope === undefined || scope.join("\n") === one.scope.join("\n") ? [] : [put({ ...one, seq, scope })];
  });
};
