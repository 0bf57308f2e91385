// Qualifications that training gives: by being there to the end, or by the quiz where one is set; and how one is taken back. [ACT-5]

import type { ActivityRec } from "../activities/activity.ts";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { ActivityId, Day, WorkerId } from "../ids.ts";
import { minute, type SiteClock } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import type { LearnerRec } from "./learner.ts";
import type { LearningCommandOf, LearningEvent } from "./learning-acts.ts";
import { addMonths } from "./tracks.ts";

export type EarningLook = {
  readonly clock: SiteClock;
  readonly activity: (id: ActivityId) => ActivityRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly learner: (id: WorkerId) => LearnerRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

type EarnedEvent = Extract<LearningEvent, { readonly type: "QualificationEarned" }>;

/** Who was there for less of it has not had the training: coming late or leaving early by a little does no harm. */
const attendedShare = 0.8;
export const isAttended = ({ startsAt, endsAt }: Pick<ActivityRec, "startsAt" | "endsAt">, minutes: number): boolean =>
  minutes * minute >= (endsAt - startsAt) * attendedShare;

/** What this training gives him from that day on; nothing where it gives nothing, or has given it already, withdrawn or not. */
export const earnedFrom = (
  activity: ActivityRec,
  worker: WorkerId,
  from: Day,
  how: EarnedEvent["how"],
  { at }: Pick<Context, "at">,
  look: Pick<EarningLook, "learner">,
): readonly EarnedEvent[] => {
  const { gives } = activity.training ?? {};
  if (gives === undefined) return [];
  if (look.learner(worker)?.earned.some((one) => one.activity === activity.id) === true) return [];
  return [
    {
      ...{ subject: "learning", type: "QualificationEarned", worker, at, activity: activity.id, how },
      ...{ earned: `${activity.id}/${worker}`, name: gives.name, from, until: addMonths(from, gives.months) },
    },
  ];
};

/** An event of attendance that says how long somebody was there. */
type Attended = { readonly type: string; readonly activity?: ActivityId; readonly worker?: WorkerId };
const minutesSaid = (event: Attended & { readonly minutes?: number; readonly to?: number; readonly at?: number }) =>
  event.type === "EntryCheckedOut" || event.type === "TimesEntered" || event.type === "AttendedAdded"
    ? { minutes: event.minutes ?? 0, to: event.to ?? event.at ?? 0 }
    : undefined;

/** The decision with what being there gives, where no quiz stands between. */
export const withEarned = <E extends Attended>(
  decision: Decision<E>,
  context: Context,
  look: EarningLook,
): Decision<E | EarnedEvent> => {
  if (decision.kind === "refused") return decision;
  const earned = decision.events.flatMap((event): readonly EarnedEvent[] => {
    const said = minutesSaid(event);
    const activity = said === undefined || event.activity === undefined ? undefined : look.activity(event.activity);
    if (said === undefined || activity === undefined || event.worker === undefined) return [];
    if (activity.training?.quiz !== undefined || activity.cancelled !== undefined) return [];
    const known = look.worker(event.worker);
    if (known === undefined || isForgotten(known) || !isAttended(activity, said.minutes)) return [];
    const from = look.clock.dayOf(Math.min(said.to, activity.endsAt));
    return earnedFrom(activity, event.worker, from, "attended", context, look);
  });
  return earned.length === 0 ? decision : accepted<E | EarnedEvent>(...decision.events, ...earned);
};

/** A counter-entry: that he had it stays to be read, with who took it back and why. */
export const withdraw = (
  { worker, earned, reason }: LearningCommandOf<"WithdrawQualification">,
  context: Context,
  look: EarningLook,
): Decision<LearningEvent> => {
  const learner = look.learner(worker);
  const one = learner?.earned.find(({ id }) => id === earned);
  if (learner === undefined || one === undefined) return refused({ code: "earned_unknown" });
  if (isOwn(context, worker)) return refused({ code: "own_entry" });
  if (one.withdrawn !== undefined) return alreadyDone(learner.seq);
  return accepted({
    ...{ subject: "learning", type: "QualificationWithdrawn", worker, at: context.at, earned },
    ...{ by: look.answererOf(context), told: { reason } },
  });
};

/** Nobody decides on what is his own. */
export const isOwn = ({ actor }: Context, worker: WorkerId): boolean =>
  (actor.kind === "person" || actor.kind === "worker") && actor.worker === worker;
