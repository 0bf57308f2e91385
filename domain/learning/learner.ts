// What a worker learned: minutes of this year and last, qualifications earned, quizzes taken. It outlives the activities on the board. [ACT-5]

import type { Answerer } from "../alarms/alarm.ts";
import type { ActivityId, Day, EntryId, Millis, QuizId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { EarnedQualification } from "../workers.ts";
import type { Question, QuizText } from "./quiz.ts";

/** The event's own word names it: one training gives one qualification once. */
export type Earned = {
  readonly id: string;
  readonly activity: ActivityId;
  readonly name: string;
  readonly from: Day;
  readonly until: Day;
  readonly how: "attended" | "quiz";
  readonly withdrawn?: { readonly at: Millis; readonly by: Answerer; readonly reason: string };
};

/** Minutes by track. */
export type YearSum = { readonly year: number; readonly byTrack: Readonly<Record<string, number>> };

/** What one entry brought, so that a correction moves the year and the track that it was counted in. */
export type HourLine = {
  readonly entry: EntryId;
  readonly activity: ActivityId;
  readonly year: number;
  readonly track: string;
  readonly minutes: number;
};

/** Training that another house held, entered by the desk. */
export type Outside = {
  readonly id: string;
  readonly day: Day;
  readonly minutes: number;
  readonly track: string;
  readonly holder: string;
  readonly reason: string;
  readonly by: Answerer;
  readonly undone?: { readonly at: Millis; readonly by: Answerer; readonly reason: string };
};

/** A paper handed out: it stays as it was, whatever becomes of the quiz. `right` never leaves the server. */
export type Sitting = {
  readonly id: string;
  readonly activity: ActivityId;
  readonly quiz: QuizId;
  readonly version: number;
  readonly passMark: number;
  readonly triesPerDay: number;
  readonly questions: readonly Question[];
};

/** The last try at the quiz of one training. */
export type QuizResult = {
  readonly activity: ActivityId;
  readonly quiz: QuizId;
  readonly version: number;
  readonly sitting: string;
  readonly at: Millis;
  /** The site's day, and how often he tried on it. */
  readonly day: Day;
  readonly tries: number;
  /** Tries that were left on that day. */
  readonly left: number;
  readonly right: number;
  readonly of: number;
  readonly passed: boolean;
  /** Questions that he got wrong and what he chose; not what would have been right. */
  readonly wrong: readonly { readonly question: QuizText; readonly chose: QuizText }[];
};

export type LearnerRec = {
  readonly kind: "learner";
  readonly id: WorkerId;
  readonly seq: Seq;
  readonly scope: readonly UnitId[];
  /** His last act here. */
  readonly at: Millis;
  readonly earned: readonly Earned[];
  readonly years: readonly YearSum[];
  readonly lines: readonly HourLine[];
  readonly outside: readonly Outside[];
  readonly results: readonly QuizResult[];
  readonly sitting?: Sitting;
};

export const newLearner = (id: WorkerId, seq: Seq, scope: readonly UnitId[]): LearnerRec => ({
  kind: "learner",
  ...{ id, seq, scope, at: 0, earned: [], years: [], lines: [], outside: [], results: [] },
});

/** Those that stand, as his record among the workers bears them for every gate that asks. */
export const standing = ({ earned }: Pick<LearnerRec, "earned">): readonly EarnedQualification[] =>
  earned.flatMap(({ name, from, until, withdrawn }) => (withdrawn === undefined ? [{ name, from, until }] : []));

export const minutesIn = (learner: Pick<LearnerRec, "years"> | undefined, year: number): number =>
  Object.values(byTrackIn(learner, year)).reduce((sum, minutes) => sum + minutes, 0);

export const byTrackIn = (
  learner: Pick<LearnerRec, "years"> | undefined,
  year: number,
): Readonly<Record<string, number>> => learner?.years.find((one) => one.year === year)?.byTrack ?? {};

export const resultOf = (learner: Pick<LearnerRec, "results"> | undefined, activity: string): QuizResult | undefined =>
  learner?.results.find((one) => one.activity === activity);

/** His own page: the desk that undid or withdrew keeps its name, and no right answer goes along. */
export const ownLearner = (learner: LearnerRec, masked: (by: Answerer) => Answerer): LearnerRec => ({
  ...withoutPaper(learner, masked),
  ...(learner.sitting === undefined
    ? {}
    : { sitting: { ...learner.sitting, questions: learner.sitting.questions.map(bare) } }),
});
const bare = ({ right: _, ...question }: Question): Question => question;

/** The desk reads what became of it; a paper under way is between him and the machine. */
export const withoutPaper = (
  { sitting: _, ...learner }: LearnerRec,
  masked: (by: Answerer) => Answerer = (by) => by,
): LearnerRec => ({
  ...learner,
  earned: learner.earned.map((one) =>
    one.withdrawn === undefined ? one : { ...one, withdrawn: { ...one.withdrawn, by: masked(one.withdrawn.by) } },
  ),
  outside: learner.outside.map((one) => ({
    ...one,
    by: masked(one.by),
    ...(one.undone === undefined ? {} : { undone: { ...one.undone, by: masked(one.undone.by) } }),
  })),
});
