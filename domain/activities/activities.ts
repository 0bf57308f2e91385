// Activities: who opens and cancels them, and which rule each act of a worker belongs to. [ACT-1]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { bothNames } from "../in-both.ts";
import { tracksOf } from "../learning/tracks.ts";
import type { ActivityCommand, ActivityEvent } from "./activity-acts.ts";
import type { ActivityDraft } from "./activity-draft.ts";
import { flawOf } from "./activity-opening.ts";
import { checkIn, checkOut, comingOf } from "./attendance.ts";
import type { AttendanceEvent } from "./attendance-acts.ts";
import { type SignUpCrew, signUpCrew } from "./crew-sign-up.ts";
import { headsIn, sharesOf } from "./fairness.ts";
import { decideLateCancel, type LateCancelCommand } from "./late-cancel.ts";
import { answerOffer, lapseOffers } from "./offers.ts";
import { cancel, fillSeats, signUp } from "./sign-up.ts";
import { type SwapSeat, swapSeat } from "./swap.ts";
import { decideSwapAsked, type SwapAskedCommand, type SwapLook } from "./swap-asked.ts";

export const decideActivities = (
  command: ActivityCommand | SignUpCrew | LateCancelCommand | SwapSeat | SwapAskedCommand,
  context: Context,
  look: SwapLook,
): Decision<ActivityEvent | AttendanceEvent> => {
  if (command.type === "OpenActivity") return open(command.activity, context, look);
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  if (command.type === "CancelActivity") {
    if (activity.cancelled !== undefined) return alreadyDone(activity.seq);
    if (activity.settled !== undefined)
      return refused({ code: "activity_settled", params: { activity: bothNames(activity) } });
    return accepted({
      subject: "activities",
      type: "ActivityCancelled",
      activity: activity.id,
      at: context.at,
      reason: command.reason,
    });
  }
  if (command.type === "AnswerCancel" || command.type === "ReadAnswer")
    return decideLateCancel(activity, command, context, look);
  if (command.type === "LapseOffers") return lapseOffers(activity, context, look);
  if (command.type === "FillSeats") return fillSeats(activity, context, look);
  if (command.type === "SignUpCrew") return signUpCrew(activity, command, context, look);
  const worker = context.actor.kind === "worker" ? look.worker(context.actor.worker) : undefined;
  if (worker === undefined) return refused({ code: "worker_unknown" });
  const live = look.liveOf(worker.id).find((entry) => entry.activity === activity.id);
  const came = () =>
    comingOf(
      live,
      look.entriesOf(worker.id).filter((entry) => entry.activity === activity.id),
    );
  switch (command.type) {
    case "SignUp":
      return signUp(activity, command, worker, live, context, look);
    case "CancelEntry":
      return cancel(activity, live, context, look);
    case "SwapSeat":
      return swapSeat(activity, live, context, look);
    case "AskSwap":
    case "TakeBackSwap":
    case "AnswerSwap":
      return decideSwapAsked(activity, command, worker, live, context, look);
    case "AnswerOffer":
      return answerOffer(activity, live, command.accept, context, look);
    case "CheckInEntry":
      // A seat that is only offered is nobody's yet.
      return checkIn(activity, live?.is.state === "offered" ? undefined : came(), context, look);
    case "CheckOutEntry":
      return checkOut(activity, came(), context, look);
  }
};

const open = (draft: ActivityDraft, context: Context, look: SwapLook): Decision<ActivityEvent> => {
  if (look.activity(draft.id) !== undefined) return refused({ code: "activity_exists" });
  const flaw = flawOf(draft);
  if (flaw !== undefined) return refused(flaw);
  const shares = { shares: sharesOf(headsIn(draft.unit, look.workers()), draft.capacity) };
  if (draft.training?.quiz !== undefined && look.quiz(draft.training.quiz) === undefined)
    return refused({ code: "quiz_unknown" });
  if (draft.training !== undefined && !tracksOf(look.site).includes(draft.training.track))
    return refused({ code: "track_unknown", params: { track: draft.training.track } });
  return accepted({
    subject: "activities",
    type: "ActivityOpened",
    activity: draft.id,
    at: context.at,
    draft,
    scope: look.scopeOf(draft.unit),
    ...(draft.fairUntil === undefined ? {} : shares),
  });
};
