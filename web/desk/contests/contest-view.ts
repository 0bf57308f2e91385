// What the desk says of a contest: how far it has come, who competes, whose marks are missing, who is equal to whom.

import {
  bareEntrant,
  type ContestRec,
  cameTo,
  type EntrantRec,
  type JudgeKey,
  judgeKey,
  openRound,
} from "../../../domain/contests/contest.ts";
import { isOfOneCrew } from "../../../domain/contests/contest-look.ts";
import { missingMarks } from "../../../domain/contests/standings.ts";
import type { ActivityId, EntryId } from "../../../domain/ids.ts";
import { stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";

/** Whoever came, each with what the contest has of him; by name, so that a paper is found. */
export const entrantsAt = (
  activity: ActivityId,
  { records, workerName }: Pick<Desk, "records" | "workerName">,
): readonly EntrantRec[] =>
  [...records.all("entry")]
    .filter((entry) => entry.activity === activity && cameTo(entry.is))
    .map((entry) => records.get("entrant", entry.id) ?? bareEntrant(entry, entry.seq))
    .sort((a, b) => workerName(a.worker).localeCompare(workerName(b.worker), "zh-CN") || (a.id < b.id ? -1 : 1));

type Voice = Pick<Desk, "say" | "named" | "siteClock">;

/** Where it stands, in a line. */
export const stageText = (
  contest: ContestRec | undefined,
  entrants: readonly EntrantRec[],
  { say, named, siteClock }: Voice,
): string => {
  if (contest === undefined) return say("contest.unset");
  const { result, closed } = contest;
  if (result.state === "final") return say("contest.final", { at: stampText(siteClock, result.at) });
  if (result.state === "published") return say("contest.published", { until: stampText(siteClock, result.until) });
  const round = openRound(contest);
  if (round === undefined) return say("contest.closed.all");
  const n = missingMarks(contest, entrants, closed.length).length;
  return n === 0 && entrants.length > 0
    ? say("contest.round.ready", { name: named(round) })
    : say("contest.round.now", { name: named(round), n });
};

/** The same for a row of a list. */
export const shortStage = (
  contest: ContestRec | undefined,
  entrants: readonly EntrantRec[],
  { say, named }: Pick<Desk, "say" | "named">,
): string => {
  if (contest === undefined) return say("contest.short.unset");
  if (contest.result.state !== "none") return say(`contest.short.${contest.result.state}`);
  const round = openRound(contest);
  if (round === undefined) return say("contest.short.closed");
  const n = missingMarks(contest, entrants, contest.closed.length).length;
  const name = named(round);
  return n === 0 && entrants.length > 0
    ? say("contest.short.ready", { name })
    : say("contest.short.missing", { name, n });
};

export const nameOfJudge = (
  contest: Pick<ContestRec, "judges">,
  key: JudgeKey,
  { workerName }: Pick<Desk, "workerName">,
): string => {
  const judge = contest.judges.find((one) => judgeKey(one) === key);
  if (judge === undefined) return "—";
  return judge.by === "worker" ? workerName(judge.worker) : judge.name;
};

/** As which judge the person at this desk marks. A worker's own account the server knows. */
export const ownJudge = ({ judges }: Pick<ContestRec, "judges">, login: string): JudgeKey | undefined => {
  const own = judges.find((judge) => judge.by === "account" && judge.login === login);
  return own === undefined ? undefined : judgeKey(own);
};

/** Names of the judges who belong to his crew: they may mark him, and the sheet says so. */
export const crewJudges = (
  { judges }: Pick<ContestRec, "judges">,
  entrant: Pick<EntrantRec, "worker">,
  { records, workerName }: Pick<Desk, "records" | "workerName">,
): readonly string[] => {
  const his = records.get("worker", entrant.worker);
  return judges.flatMap((judge) =>
    judge.by === "worker" && isOfOneCrew(records.get("worker", judge.worker), his) ? [workerName(judge.worker)] : [],
  );
};

/** Whose marks a round wants, as a list of a few. */
export const missingText = (
  contest: ContestRec,
  entrants: readonly EntrantRec[],
  desk: Pick<Desk, "say" | "workerName">,
): string | undefined => {
  const missing = missingMarks(contest, entrants, contest.closed.length);
  if (missing.length === 0) return undefined;
  const who = missing
    .slice(0, 4)
    .map(({ entrant, judge }) => `${desk.workerName(entrant.worker)} ← ${nameOfJudge(contest, judge, desk)}`);
  return desk.say("contest.close.missing", {
    n: missing.length,
    who: `${who.join("；")}${missing.length > 4 ? " …" : ""}`,
  });
};

/** Those whose order is tapped, in that order; a second tap takes one out. */
export const tapped = (order: readonly EntryId[], entry: EntryId): readonly EntryId[] =>
  order.includes(entry) ? order.filter((one) => one !== entry) : [...order, entry];
