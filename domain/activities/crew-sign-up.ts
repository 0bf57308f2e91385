// A foreman signs his crew up in one act: each of them gets a seat, or nobody does and the refusal names the first who cannot. [ACT-1, ACT-2]

import * as v from "valibot";
import { accepted, type Context, type Decision, refused } from "../decider.ts";
import { type ActivityId, activityId, entryId, roleId, type UnitId, unitId, type WorkerId, workerId } from "../ids.ts";
import { bothNames, inBoth } from "../in-both.ts";
import { type Refusal, refusalText } from "../refusals.ts";
import { id } from "../site/site.ts";
import { isForgotten, maskName, numberTail, type WorkerRec } from "../workers.ts";
import { type ActivityRec, type ActivityRole, type EntryRec, seatsLeftIn } from "./activity.ts";
import type { ActivityEvent } from "./activity-acts.ts";
import { shareUsed } from "./fairness.ts";
import { type ActivityLook, takeSeat, whyNot } from "./seats.ts";
import { isSameAct, promotions, repeated, standsIn, whyClosed } from "./sign-up.ts";

/** At most so many in one act; longer lists are two. */
export const mostOfCrew = 60;

const lines = v.pipe(
  v.array(v.object({ worker: id(workerId), role: id(roleId) })),
  v.minLength(1),
  v.maxLength(mostOfCrew),
  v.check((crew) => new Set(crew.map(({ worker }) => worker)).size === crew.length, "somebody is named twice"),
  v.readonly(),
);
export const crewSignUpCommands = {
  /** `unit`: the foreman's own, or one below it. */
  SignUpCrew: v.object({ type: v.literal("SignUpCrew"), unit: id(unitId), activity: id(activityId), crew: lines }),
} as const;
export type SignUpCrew = v.InferOutput<typeof crewSignUpCommands.SignUpCrew>;

export const signUpCrew = (
  activity: ActivityRec,
  command: SignUpCrew,
  context: Context,
  look: ActivityLook,
): Decision<ActivityEvent> => {
  const { unit, crew } = command;
  const closed = whyClosed(activity, context, look);
  if (closed !== undefined) return refused(closed);
  if (isToldTwice(activity, command, context, look)) return accepted(repeated(activity, context));
  const on = { subject: "activities", activity: activity.id, at: context.at } as const;
  const first = promotions(activity, context, look);
  let { counts } = first;
  const seats: ActivityEvent[] = [];
  for (const [n, { worker: who, role: wanted }] of crew.entries()) {
    const worker = look.worker(who);
    if (worker === undefined || isForgotten(worker) || !worker.scope.includes(unit))
      return refused({ code: "crew_stranger" });
    const role = activity.roles.find((one) => one.id === wanted);
    if (role === undefined) return refused({ code: "role_unknown", params: { activity: bothNames(activity) } });
    const why = standsIn(activity, worker, look) ? alreadyIn(activity) : whyNot(activity, role, worker, look);
    if (why !== undefined) return refused(barred(worker, why));
    if (seatsLeftIn({ ...activity, counts }, role) === 0) return refused(barred(worker, noSeat(role)));
    if (first.shares.left(worker) === 0) return refused(barred(worker, shareUsed(activity, look)));
    first.shares.take(worker);
    counts = takeSeat(counts, role.id);
    const entry = { entry: entryId(`${context.id}.${n}`), worker: who, role: role.id };
    seats.push({ ...on, type: "SeatTaken", ...entry, promoted: false });
  }
  return accepted(...first.events, ...seats);
};

/** The whole crew got these very seats a moment ago. */
const isToldTwice = (
  activity: ActivityRec,
  { crew }: SignUpCrew,
  context: Context,
  look: Pick<ActivityLook, "liveOf">,
): boolean =>
  crew.every(({ worker, role }) => {
    const live = liveIn(activity, worker, look);
    return live?.is.state === "confirmed" && live.role === role && isSameAct(live, context);
  });

const liveIn = (activity: ActivityRec, worker: WorkerId, look: Pick<ActivityLook, "liveOf">): EntryRec | undefined =>
  look.liveOf(worker).find((entry) => entry.activity === activity.id);

const alreadyIn = (activity: ActivityRec): Refusal => ({
  code: "crew_in",
  params: { activity: bothNames(activity) },
});

const noSeat = (role: ActivityRole): Refusal => ({
  code: "crew_seats",
  params: { role: bothNames(role) },
});

/** `worker` names him to the kiosk, which then offers to leave him out. */
const barred = (worker: WorkerRec, why: Refusal): Refusal => ({
  code: "crew_barred",
  params: {
    who: `${maskName(worker.name)} ${numberTail(worker.number)}`,
    worker: worker.id,
    why: inBoth(refusalText(why, "zh-CN"), refusalText(why, "en")),
  },
});

/** One whom a foreman may sign up, as a kiosk may name him to the foreman who stands before it. */
export type CrewCandidate = {
  readonly worker: WorkerId;
  readonly name: string;
  readonly tail: string;
  readonly unit: UnitId;
  /** Activities in which he stands already. */
  readonly in: readonly ActivityId[];
};

/** More names than anybody turns leaves for. */
const mostNames = 240;

/** Everybody of a foreman's unit and below, his own crew first; nobody's but a foreman's. [ORG-1] */
export const candidatesOf = (
  foreman: WorkerRec,
  look: Pick<ActivityLook, "liveOf"> & { readonly workers: () => Iterable<WorkerRec> },
): readonly CrewCandidate[] => {
  if (!foreman.roles.includes("foreman") && !foreman.roles.includes("station-head")) return [];
  const rank = (worker: WorkerRec): number =>
    worker.crew !== "" && worker.crew === foreman.crew ? 0 : worker.unit === foreman.unit ? 1 : 2;
  return [...look.workers()]
    .filter((worker) => worker.scope.includes(foreman.unit) && !isForgotten(worker))
    .sort((a, b) => rank(a) - rank(b) || (a.number < b.number ? -1 : 1))
    .slice(0, mostNames)
    .map((worker) => ({
      worker: worker.id,
      name: maskName(worker.name),
      tail: numberTail(worker.number),
      unit: worker.unit,
      in: look.liveOf(worker.id).map((entry) => entry.activity),
    }));
};
