// What may be done with training beyond being there: quizzes taken, qualifications withdrawn, hours from outside; and what is written down of it. [ACT-5]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type ActivityId, activityId, type Day, type Millis, type QuizId, type WorkerId, workerId } from "../ids.ts";
import { id, text } from "../site/site.ts";
import { dayText } from "../workers.ts";

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3));

export const learningCommands = {
  /** He asks for the paper; the same one comes back until he has answered it. */
  StartQuiz: v.object({ type: v.literal("StartQuiz"), activity: id(activityId) }),
  /** One choice for each question of his paper, in its order. */
  AnswerQuiz: v.object({
    type: v.literal("AnswerQuiz"),
    activity: id(activityId),
    sitting: name,
    answers: v.pipe(v.array(place), v.minLength(1), v.maxLength(20), v.readonly()),
  }),
  WithdrawQualification: v.object({
    type: v.literal("WithdrawQualification"),
    worker: id(workerId),
    earned: name,
    reason: text,
  }),
  /** Training that another house held. */
  EnterTraining: v.object({
    type: v.literal("EnterTraining"),
    worker: id(workerId),
    training: name,
    day: dayText,
    minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2400)),
    track: v.pipe(text, v.maxLength(40)),
    holder: text,
    reason: text,
  }),
  UndoTraining: v.object({ type: v.literal("UndoTraining"), worker: id(workerId), training: name, reason: text }),
} as const;
export type LearningCommand = v.InferOutput<(typeof learningCommands)[keyof typeof learningCommands]>;
export type LearningCommandOf<T extends LearningCommand["type"]> = Extract<LearningCommand, { readonly type: T }>;

type On<T extends string, D> = {
  readonly subject: "learning";
  readonly type: T;
  readonly worker: WorkerId;
  readonly at: Millis;
} & D;
/** Words about a person: sealed under his own key before they reach the disk. */
type Told<D> = { readonly told: D };

export type LearningEvent =
  | On<
      "QuizStarted",
      { readonly activity: ActivityId; readonly quiz: QuizId; readonly version: number; readonly sitting: string }
    >
  | On<
      "QuizAnswered",
      {
        readonly activity: ActivityId;
        readonly quiz: QuizId;
        readonly version: number;
        readonly sitting: string;
        readonly answers: readonly number[];
        readonly right: number;
        readonly of: number;
        readonly passed: boolean;
        readonly day: Day;
        /** How often he has tried on that day, with this one. */
        readonly tries: number;
      }
    >
  | On<
      "QualificationEarned",
      {
        readonly earned: string;
        readonly activity: ActivityId;
        readonly name: string;
        readonly from: Day;
        readonly until: Day;
        readonly how: "attended" | "quiz";
      }
    >
  | On<"QualificationWithdrawn", { readonly earned: string; readonly by: Answerer } & Told<{ readonly reason: string }>>
  | On<
      "TrainingEntered",
      {
        readonly training: string;
        readonly day: Day;
        readonly minutes: number;
        readonly track: string;
        readonly by: Answerer;
      } & Told<{ readonly holder: string; readonly reason: string }>
    >
  | On<"TrainingUndone", { readonly training: string; readonly by: Answerer } & Told<{ readonly reason: string }>>;
