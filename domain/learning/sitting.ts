// Taking a quiz: who may, the paper with its choices shuffled, and the answer that passes or tells when to try again. [ACT-5]

import type { ActivityRec, EntryRec, EntryState } from "../activities/activity.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { ActivityId, Day, QuizId, WorkerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { Refusal } from "../refusals.ts";
import { addDays } from "../time.ts";
import { type EarningLook, earnedFrom } from "./earning.ts";
import { type LearnerRec, resultOf, type Sitting } from "./learner.ts";
import type { LearningCommandOf, LearningEvent } from "./learning-acts.ts";
import type { Question, QuizRec } from "./quiz.ts";
import { shuffledBy } from "./shuffle.ts";

export type SittingLook = EarningLook & {
  readonly quiz: (id: QuizId) => QuizRec | undefined;
  readonly entriesOf: (worker: WorkerId) => readonly EntryRec[];
};

const there: ReadonlySet<string> = new Set<EntryState["state"]>(["checked-in", "unclosed", "attended", "credited"]);
/** He is or was at it. */
export const wasThere = (entries: readonly EntryRec[], activity: ActivityId): boolean =>
  entries.some((entry) => entry.activity === activity && there.has(entry.is.state));

/** How often he has tried on that day. */
export const triesOn = (learner: LearnerRec | undefined, activity: string, day: Day): number => {
  const last = resultOf(learner, activity);
  return last?.day === day ? last.tries : 0;
};

/** The quiz that he may be handed now, or why not. */
const quizFor = (
  activity: ActivityRec,
  worker: WorkerId,
  context: Context,
  look: SittingLook,
): { readonly quiz: QuizRec } | Refusal => {
  const name = { activity: bothNames(activity) };
  if (activity.cancelled !== undefined)
    return { code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } };
  const { quiz: wanted } = activity.training ?? {};
  const quiz = wanted === undefined ? undefined : look.quiz(wanted);
  if (quiz === undefined) return { code: "quiz_unknown" };
  if (context.now < activity.startsAt || !wasThere(look.entriesOf(worker), activity.id))
    return { code: "quiz_unattended", params: name };
  const today = look.clock.dayOf(context.now);
  if (triesOn(look.learner(worker), activity.id, today) >= quiz.triesPerDay)
    return { code: "quiz_tries", params: { n: quiz.triesPerDay, day: addDays(today, 1) } };
  return { quiz };
};

export const startQuiz = (
  { activity: id }: LearningCommandOf<"StartQuiz">,
  worker: WorkerId,
  context: Context,
  look: SittingLook,
): Decision<LearningEvent> => {
  const activity = look.activity(id);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  const learner = look.learner(worker);
  if (learner !== undefined && resultOf(learner, id)?.passed === true) return alreadyDone(learner.seq);
  const found = quizFor(activity, worker, context, look);
  if ("code" in found) return refused(found);
  const { quiz } = found;
  const { sitting } = learner ?? {};
  if (learner !== undefined && sitting?.activity === id && sitting.version === quiz.version && sitting.quiz === quiz.id)
    return alreadyDone(learner.seq);
  return accepted({
    ...{ subject: "learning", type: "QuizStarted", worker, at: context.at },
    ...{ activity: id, quiz: quiz.id, version: quiz.version, sitting: context.id },
  });
};

export const answerQuiz = (
  { activity: id, sitting: said, answers }: LearningCommandOf<"AnswerQuiz">,
  worker: WorkerId,
  context: Context,
  look: SittingLook,
): Decision<LearningEvent> => {
  const activity = look.activity(id);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  const learner = look.learner(worker);
  // The same paper handed in twice counts once.
  if (learner !== undefined && resultOf(learner, id)?.sitting === said) return alreadyDone(learner.seq);
  const { sitting } = learner ?? {};
  if (sitting === undefined || sitting.id !== said || sitting.activity !== id) return refused({ code: "quiz_gone" });
  const found = quizFor(activity, worker, context, look);
  if ("code" in found) return refused(found);
  const { questions } = sitting;
  if (answers.length !== questions.length || questions.some((one, n) => one.choices[answers[n] ?? -1] === undefined))
    return refused({ code: "quiz_answers", params: { n: questions.length } });
  const right = questions.filter((one, n) => one.right === answers[n]).length;
  const day = look.clock.dayOf(context.now);
  const passed = right * 100 >= sitting.passMark * questions.length;
  const answered: LearningEvent = {
    ...{ subject: "learning", type: "QuizAnswered", worker, at: context.at, activity: id, sitting: said },
    ...{ quiz: sitting.quiz, version: sitting.version, answers, right, of: questions.length, passed, day },
    tries: triesOn(learner, id, day) + 1,
  };
  return accepted<LearningEvent>(answered, ...(passed ? earnedFrom(activity, worker, day, "quiz", context, look) : []));
};

/** The paper of one attempt: the questions in their order, the choices of each in an order of its own. */
export const paperOf = (
  quiz: QuizRec,
  event: { readonly activity: ActivityId; readonly sitting: string },
): Sitting => ({
  ...{
    id: event.sitting,
    activity: event.activity,
    quiz: quiz.id,
    version: quiz.version,
    passMark: quiz.passMark,
    triesPerDay: quiz.triesPerDay,
  },
  questions: quiz.questions.map((question, n): Question => {
    const marked = question.choices.map((choice, place) => ({ choice, right: place === question.right }));
    const choices = shuffledBy(`${event.sitting} ${n}`, marked);
    return {
      ...{ text: question.text, textEn: question.textEn },
      choices: choices.map(({ choice }) => choice),
      right: choices.findIndex((one) => one.right),
    };
  }),
});
