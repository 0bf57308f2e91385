// A contest is set up, judged and left: who may mark whom, and how a mark is corrected. What closes it is beside this file. [ACT-5]

import { type ActivityRec, holdsSeat } from "../activities/activity.ts";
import { isHis } from "../activities/no-show.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { bothNames } from "../in-both.ts";
import { isForgotten } from "../workers.ts";
import { bareEntrant, type ContestRec, cameTo, type EntrantRec, type JudgeKey, judgeKey, mostOf } from "./contest.ts";
import type { ContestCommand, ContestEvent } from "./contest-acts.ts";
import {
  answerObjection,
  closeRound,
  decideTie,
  finishContest,
  noteObjection,
  publishResult,
  reopenRound,
} from "./contest-closing.ts";
import { type ContestLook, judgeWhoEnters } from "./contest-look.ts";
import { countingMarks, isInRound } from "./standings.ts";

type Command<T extends ContestCommand["type"]> = Extract<ContestCommand, { readonly type: T }>;
type Answer = Decision<ContestEvent>;

export const decideContests = (command: ContestCommand, context: Context, look: ContestLook): Answer => {
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  if (activity.sort !== "contest")
    return refused({ code: "contest_not_one", params: { activity: bothNames(activity) } });
  const contest = look.contest(activity.id);
  if (command.type === "NameInResult") return nameInResult(activity, command, context, look);
  if (activity.cancelled !== undefined)
    return refused({
      code: "activity_cancelled",
      params: { activity: bothNames(activity), reason: activity.cancelled.reason },
    });
  if (command.type === "SetContest") return setContest(activity, contest, command, context, look);
  if (contest === undefined) return refused({ code: "contest_unset", params: { activity: bothNames(activity) } });
  switch (command.type) {
    case "GiveScore":
    case "EnterScore":
      return giveScore(contest, command, context, look);
    case "PutEntrant":
      return putEntrant(contest, command, context, look);
    case "CloseRound":
      return closeRound(contest, command, context, look);
    case "ReopenRound":
      return reopenRound(contest, command, context, look);
    case "DecideTie":
      return decideTie(contest, command, context, look);
    case "PublishResult":
      return publishResult(contest, context, look);
    case "NoteObjection":
      return noteObjection(contest, command, context, look);
    case "AnswerObjection":
      return answerObjection(contest, command, context, look);
    case "FinishContest":
      return finishContest(contest, context, look);
  }
};

const on = (activity: Pick<ActivityRec, "id">, { at }: Context) =>
  ({ subject: "contests", activity: activity.id, at }) as const;

const setContest = (
  activity: ActivityRec,
  contest: ContestRec | undefined,
  { rounds, judges, objectionDays }: Command<"SetContest">,
  context: Context,
  look: ContestLook,
): Answer => {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  if (contest !== undefined) {
    if (contest.closed.length === contest.rounds.length) return refused({ code: "contest_all_closed" });
    const isSame = same(contest.rounds, rounds);
    if (contest.begun && !isSame) return refused({ code: "contest_begun" });
    if (isSame && same(contest.judges, judges) && contest.objectionDays === objectionDays)
      return alreadyDone(contest.seq);
  }
  if (rounds.every(({ weight }) => weight === 0) && rounds.length > 1) return refused({ code: "contest_weights" });
  for (const round of rounds) {
    const sum = round.criteria.reduce((most, criterion) => most + criterion.most, 0);
    if (round.criteria.length > 0 && sum !== round.most)
      return refused({ code: "contest_criteria", params: { round: bothNames(round), most: shown(round.most) } });
  }
  const keys = new Set(judges.map(judgeKey));
  if (keys.size !== judges.length) return refused({ code: "contest_judge_twice" });
  for (const judge of judges) {
    if (judge.by !== "worker") continue;
    const worker = look.worker(judge.worker);
    if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
  }
  const seated = look
    .entriesIn(activity.id)
    .filter(({ is }) => holdsSeat(is))
    .map(({ worker, id }) => ({ worker, out: look.entrant(id)?.out }));
  const both = judgeWhoEnters(judges, seated);
  if (both !== undefined)
    return refused({ code: "contest_judge_enters", params: { name: look.worker(both)?.name ?? both } });
  return accepted({ ...on(activity, context), type: "ContestSet", rounds, judges, objectionDays });
};

/** `12.5`: hundredths as a person writes them. */
export const shown = (points: number): string => String(points / 100);

/** The entrant who is meant, if he competes; what the contest has of him or nothing yet. */
export const competing = (
  contest: Pick<ContestRec, "id">,
  id: string,
  { entry, entrant, worker }: Pick<ContestLook, "entry" | "entrant" | "worker">,
): EntrantRec | undefined => {
  const seat = entry(id);
  if (seat === undefined || seat.activity !== contest.id || !cameTo(seat.is)) return undefined;
  const who = worker(seat.worker);
  return who !== undefined && isForgotten(who) ? undefined : (entrant(id) ?? bareEntrant(seat, seat.seq));
};

const giveScore = (
  contest: ContestRec,
  command: Command<"GiveScore" | "EnterScore">,
  context: Context,
  look: ContestLook,
): Answer => {
  const { round: at, points } = command;
  const round = contest.rounds[at];
  if (round === undefined || at > contest.closed.length) return refused({ code: "contest_round_ahead" });
  if (at < contest.closed.length) return refused({ code: "contest_round_closed", params: { round: bothNames(round) } });
  const judge = command.type === "EnterScore" ? command.judge : judgeOf(contest, context);
  if (judge === undefined || !contest.judges.some((one) => judgeKey(one) === judge))
    return refused({ code: "contest_not_judge" });
  const entrant = competing(contest, command.entry, look);
  if (entrant === undefined || !isInRound(entrant, at)) return refused({ code: "contest_no_entrant" });
  if (isHis(context, entrant) || judge === `worker ${entrant.worker}`) return refused({ code: "contest_own_score" });
  const most = mostOf(round);
  if (points.length !== most.length || points.some((one, n) => one > (most[n] ?? 0)))
    return refused({ code: "contest_points", params: { most: most.map(shown).join("、") } });
  const before = countingMarks(entrant, at).get(judge);
  const reason = command.reason ?? "";
  if (before?.points.every((one, n) => one === points[n]) === true) return alreadyDone(entrant.seq);
  if (before !== undefined && reason === "") return refused({ code: "contest_correct_why" });
  const said = { entry: entrant.id, about: entrant.worker, words: reason, by: look.answererOf(context) };
  return accepted({ ...on(contest, context), type: "ScoreGiven", ...said, round: at, judge, points });
};

/** As which judge he acts who is signed in at the desk. */
export const judgeOf = (
  { judges }: Pick<ContestRec, "judges">,
  { actor }: Pick<Context, "actor">,
): JudgeKey | undefined => {
  if (actor.kind !== "person") return undefined;
  const judge = judges.find((one) => (one.by === "account" ? one.login === actor.login : one.worker === actor.worker));
  return judge === undefined ? undefined : judgeKey(judge);
};

const putEntrant = (
  contest: ContestRec,
  { entry, is, reason }: Command<"PutEntrant">,
  context: Context,
  look: ContestLook,
): Answer => {
  if (contest.result.state !== "none") return refused({ code: "contest_published" });
  const entrant = competing(contest, entry, look);
  if (entrant === undefined) return refused({ code: "contest_no_entrant" });
  if (isHis(context, entrant)) return refused({ code: "contest_own_score" });
  if ((entrant.out?.how ?? "in") === is) return alreadyDone(entrant.seq);
  const said = { entry, about: entrant.worker, words: reason, by: look.answererOf(context) };
  return accepted({ ...on(contest, context), type: "EntrantPut", ...said, is });
};

/** Asked once, and his to change for as long as the result stands on the board. */
const nameInResult = (
  activity: ActivityRec,
  { entry: id, agree }: Command<"NameInResult">,
  context: Context,
  look: ContestLook,
): Answer => {
  const seat = look.entry(id);
  const who = seat === undefined ? undefined : look.worker(seat.worker);
  const isOwn = context.actor.kind !== "worker" || context.actor.worker === seat?.worker;
  if (seat === undefined || seat.activity !== activity.id || !isOwn || who === undefined || isForgotten(who))
    return refused({ code: "entry_unknown" });
  const before = look.entrant(id);
  if (before?.byName === agree) return alreadyDone(before.seq);
  return accepted({ ...on(activity, context), type: "NameAgreed", entry: id, worker: seat.worker, agree });
};
