// Rounds are closed, equals put in order, the result published, objected to, and final. [ACT-5]

import { isHis } from "../activities/no-show.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { EntryId } from "../ids.ts";
import { dayLength, stampText } from "../time.ts";
import { type ContestRec, type EntrantRec, isUpheld, type JudgeKey, unanswered } from "./contest.ts";
import type { ContestCommand, ContestEvent, Whose } from "./contest-acts.ts";
import { type ContestLook, entrantsOf, judgeWhoEnters } from "./contest-look.ts";
import { missingMarks, ranking, scoresOf, tiedIn } from "./standings.ts";

type Command<T extends ContestCommand["type"]> = Extract<ContestCommand, { readonly type: T }>;
type Answer = Decision<ContestEvent>;

const on = ({ id }: ContestRec, { at }: Context) => ({ subject: "contests", activity: id, at }) as const;

/** So many of those who are missing are named; the rest are counted. */
const named = 6;

export const closeRound = (
  contest: ContestRec,
  { round: at }: Command<"CloseRound">,
  context: Context,
  look: ContestLook,
): Answer => {
  const round = contest.rounds[at];
  if (round === undefined || at > contest.closed.length) return refused({ code: "contest_round_ahead" });
  if (at < contest.closed.length) return alreadyDone(contest.seq);
  const entrants = entrantsOf(contest.id, look);
  const both = judgeWhoEnters(contest.judges, entrants);
  if (both !== undefined)
    return refused({ code: "contest_judge_enters", params: { name: look.worker(both)?.name ?? both } });
  const missing = missingMarks(contest, entrants, at);
  if (missing.length > 0) {
    const who = missing
      .slice(0, named)
      .map(({ entrant, judge }) => `${look.worker(entrant.worker)?.name ?? "—"} ← ${judgeName(contest, judge, look)}`);
    return refused({ code: "contest_missing", params: { n: missing.length, who: who.join("；") } });
  }
  const scores = withWhose(scoresOf(contest, entrants, at), entrants);
  if (scores.length === 0) return refused({ code: "contest_nobody" });
  return accepted({ ...on(contest, context), type: "RoundClosed", by: look.answererOf(context), round: at, scores });
};

const withWhose = <T extends { readonly entry: EntryId }>(
  lines: readonly T[],
  entrants: readonly EntrantRec[],
): readonly (T & Whose)[] => {
  const whose = new Map(entrants.map(({ id, worker }) => [id, worker]));
  return lines.map((line) => {
    const about = whose.get(line.entry);
    return about === undefined ? line : { ...line, about };
  });
};

export const judgeName = (
  { judges }: Pick<ContestRec, "judges">,
  key: JudgeKey,
  { worker }: Pick<ContestLook, "worker">,
): string => {
  for (const judge of judges) {
    if (judge.by === "account" && key === `account ${judge.login}`) return judge.name;
    if (judge.by === "worker" && key === `worker ${judge.worker}`) return worker(judge.worker)?.name ?? "—";
  }
  return "—";
};

export const reopenRound = (
  contest: ContestRec,
  { round: at, reason }: Command<"ReopenRound">,
  context: Context,
  look: ContestLook,
): Answer => {
  const { result, closed } = contest;
  if (result.state === "final") return refused({ code: "contest_final" });
  if (at !== closed.length - 1) return refused({ code: "contest_round_last" });
  if (result.state === "published" && !entrantsOf(contest.id, look).some((one) => isUpheld(one, result.at)))
    return refused({ code: "contest_published" });
  return accepted({ ...on(contest, context), type: "RoundReopened", by: look.answererOf(context), round: at, reason });
};

export const decideTie = (
  contest: ContestRec,
  { order, reason }: Command<"DecideTie">,
  context: Context,
  look: ContestLook,
): Answer => {
  if (contest.result.state !== "none") return refused({ code: "contest_published" });
  if (contest.closed.length < contest.rounds.length) return refused({ code: "contest_rounds_open" });
  const wanted = new Set(order);
  const isTie = tiedIn(ranking(contest, entrantsOf(contest.id, look))).some(
    (tied) => tied.length === order.length && wanted.size === order.length && tied.every((one) => wanted.has(one)),
  );
  if (!isTie) return refused({ code: "contest_no_tie" });
  return accepted({ ...on(contest, context), type: "TieDecided", by: look.answererOf(context), order, reason });
};

export const publishResult = (contest: ContestRec, context: Context, look: ContestLook): Answer => {
  if (contest.result.state !== "none") return alreadyDone(contest.seq);
  if (contest.closed.length < contest.rounds.length) return refused({ code: "contest_rounds_open" });
  const entrants = entrantsOf(contest.id, look);
  const places = withWhose(ranking(contest, entrants), entrants);
  if (places.length === 0) return refused({ code: "contest_nobody" });
  const until = context.at + contest.objectionDays * dayLength;
  return accepted({ ...on(contest, context), type: "ResultPublished", by: look.answererOf(context), until, places });
};

/** Whoever took part, also one who was put out, may say that it is wrong, until the day that was said. */
export const noteObjection = (
  contest: ContestRec,
  { entry, words }: Command<"NoteObjection">,
  context: Context,
  look: ContestLook,
): Answer => {
  const { result } = contest;
  const entrant = entrantsOf(contest.id, look).find((one) => one.id === entry);
  if (entrant === undefined || (context.actor.kind === "worker" && !isHis(context, entrant)))
    return refused({ code: "entry_unknown" });
  if (result.state === "none") return refused({ code: "contest_unpublished" });
  if (result.state === "final" || context.at >= result.until)
    return refused({
      code: "contest_objections_over",
      params: { until: stampText(look.clock, result.state === "final" ? result.at : result.until) },
    });
  if (unanswered(entrant) > 0) return refused({ code: "contest_objected" });
  const said = { entry, about: entrant.worker, words, by: look.answererOf(context) };
  return accepted({ ...on(contest, context), type: "ObjectionNoted", ...said });
};

export const answerObjection = (
  contest: ContestRec,
  { entry, words, upheld }: Command<"AnswerObjection">,
  context: Context,
  look: ContestLook,
): Answer => {
  const entrant = entrantsOf(contest.id, look).find((one) => one.id === entry);
  if (entrant === undefined) return refused({ code: "entry_unknown" });
  if (unanswered(entrant) === 0) return refused({ code: "contest_no_objection" });
  if (isHis(context, entrant)) return refused({ code: "contest_own_score" });
  const said = { entry, about: entrant.worker, words, by: look.answererOf(context), upheld };
  return accepted({ ...on(contest, context), type: "ObjectionAnswered", ...said });
};

export const finishContest = (contest: ContestRec, context: Context, look: ContestLook): Answer => {
  const { result } = contest;
  if (result.state === "final") return alreadyDone(contest.seq);
  if (result.state === "none") return refused({ code: "contest_unpublished" });
  if (context.now < result.until)
    return refused({ code: "contest_objections_open", params: { until: stampText(look.clock, result.until) } });
  const entrants = entrantsOf(contest.id, look);
  const open = entrants.reduce((sum, one) => sum + unanswered(one), 0);
  if (open > 0) return refused({ code: "contest_unanswered", params: { n: open } });
  if (entrants.some((one) => isUpheld(one, result.at))) return refused({ code: "contest_upheld" });
  return accepted({ ...on(contest, context), type: "ContestFinished" });
};
