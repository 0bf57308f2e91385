// Which rule of training an act belongs to, and the hours that the desk enters for what another house held. [ACT-5]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { WorkerId } from "../ids.ts";
import type { SiteRec } from "../site/site.ts";
import { isForgotten } from "../workers.ts";
import { isOwn, withdraw } from "./earning.ts";
import type { LearningCommand, LearningCommandOf, LearningEvent } from "./learning-acts.ts";
import { answerQuiz, type SittingLook, startQuiz } from "./sitting.ts";
import { tracksOf, yearOf } from "./tracks.ts";

export type LearningLook = SittingLook & { readonly site: SiteRec };

export const decideLearning = (
  command: LearningCommand,
  context: Context,
  look: LearningLook,
): Decision<LearningEvent> => {
  const { actor } = context;
  const whose: WorkerId | undefined =
    "worker" in command ? command.worker : actor.kind === "worker" ? actor.worker : undefined;
  const known = whose === undefined ? undefined : look.worker(whose);
  if (known === undefined || isForgotten(known)) return refused({ code: "worker_unknown" });
  switch (command.type) {
    case "StartQuiz":
      return startQuiz(command, known.id, context, look);
    case "AnswerQuiz":
      return answerQuiz(command, known.id, context, look);
    case "WithdrawQualification":
      return withdraw(command, context, look);
    case "EnterTraining":
      return enter(command, context, look);
    case "UndoTraining":
      return undo(command, context, look);
  }
};

/** Of this year or last, as far as hours are kept; not of a day to come. */
const enter = (
  command: LearningCommandOf<"EnterTraining">,
  context: Context,
  look: LearningLook,
): Decision<LearningEvent> => {
  const { worker, training, day, minutes, track, holder, reason } = command;
  const learner = look.learner(worker);
  if (learner?.outside.some(({ id }) => id === training) === true) return alreadyDone(learner.seq);
  if (isOwn(context, worker)) return refused({ code: "own_entry" });
  const year = yearOf(look.clock, context.now);
  if (day > look.clock.dayOf(context.now) || Number(day.slice(0, 4)) < year - 1)
    return refused({ code: "training_day", params: { from: `${year - 1}-01-01` } });
  if (!tracksOf(look.site).includes(track)) return refused({ code: "track_unknown", params: { track } });
  return accepted({
    ...{ subject: "learning", type: "TrainingEntered", worker, at: context.at, training, day, minutes, track },
    ...{ by: look.answererOf(context), told: { holder, reason } },
  });
};

const undo = (
  { worker, training, reason }: LearningCommandOf<"UndoTraining">,
  context: Context,
  look: LearningLook,
): Decision<LearningEvent> => {
  const learner = look.learner(worker);
  const one = learner?.outside.find(({ id }) => id === training);
  if (learner === undefined || one === undefined) return refused({ code: "training_unknown" });
  if (isOwn(context, worker)) return refused({ code: "own_entry" });
  if (one.undone !== undefined) return alreadyDone(learner.seq);
  return accepted({
    ...{ subject: "learning", type: "TrainingUndone", worker, at: context.at, training },
    ...{ by: look.answererOf(context), told: { reason } },
  });
};
