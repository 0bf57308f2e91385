// How marks become scores, scores a total, and totals a ranking: whole numbers only, so that it is the same in whatever order marks came. [ACT-5]

import type { EntryId } from "../ids.ts";
import {
  type ContestRec,
  type ContestRound,
  type EntrantRec,
  type JudgeKey,
  judgeKey,
  type Mark,
  type Points,
  type RoundScore,
} from "./contest.ts";

/** So many judges must mark before the highest and the lowest may be dropped. */
export const trimFrom = 5;

/** The mark of each judge that counts in that round: his last. */
export const countingMarks = ({ marks }: Pick<EntrantRec, "marks">, round: number): ReadonlyMap<JudgeKey, Mark> => {
  const last = new Map<JudgeKey, Mark>();
  for (const mark of marks) if (mark.round === round) last.set(mark.judge, mark);
  return last;
};

export const sumOfMark = ({ points }: Pick<Mark, "points">): Points => points.reduce((sum, one) => sum + one, 0);

/** The mean of the judges' marks, to a hundredth. */
export const roundScore = (round: Pick<ContestRound, "trim">, marks: readonly Points[]): Points => {
  const sorted = marks.toSorted((a, b) => a - b);
  const counted = round.trim && sorted.length >= trimFrom ? sorted.slice(1, -1) : sorted;
  return counted.length === 0 ? 0 : Math.round(counted.reduce((sum, one) => sum + one, 0) / counted.length);
};

/** Who is marked in that round: whoever was let on by the one before and has not left. */
export const isInRound = ({ out, scores }: Pick<EntrantRec, "out" | "scores">, round: number): boolean =>
  out === undefined && scores.length >= round && (round === 0 || scores[round - 1]?.goesOn === true);

export type Missing = { readonly entrant: EntrantRec; readonly judge: JudgeKey };
/** Marks that a round still wants, by entrant and judge. */
export const missingMarks = (
  { judges }: Pick<ContestRec, "judges">,
  entrants: readonly EntrantRec[],
  round: number,
): readonly Missing[] =>
  entrants
    .filter((entrant) => isInRound(entrant, round))
    .flatMap((entrant) => {
      const given = countingMarks(entrant, round);
      return judges
        .map(judgeKey)
        .filter((judge) => !given.has(judge))
        .map((judge) => ({ entrant, judge }));
    });

/** What somebody has reached after so many rounds: the weighted sum, or, after one that bears no weight, its own score. */
export const totalAfter = (
  rounds: readonly Pick<ContestRound, "weight">[],
  scores: readonly Pick<RoundScore, "points">[],
): Points => {
  const last = scores.length - 1;
  if (rounds[last]?.weight === 0) return scores[last]?.points ?? 0;
  return Math.round(scores.reduce((sum, { points }, n) => sum + points * (rounds[n]?.weight ?? 0), 0) / 100);
};

export type Scored = { readonly entry: EntryId; readonly points: Points; readonly goesOn: boolean };

/** The scores of a round whose marks are all there, and who goes on: the best, and all who equal the last of them. */
export const scoresOf = (
  { rounds, judges }: Pick<ContestRec, "rounds" | "judges">,
  entrants: readonly EntrantRec[],
  at: number,
): readonly Scored[] => {
  const round = rounds[at];
  if (round === undefined) return [];
  const keys = new Set(judges.map(judgeKey));
  const scored = entrants
    .filter((entrant) => isInRound(entrant, at))
    .map((entrant) => {
      const marks = [...countingMarks(entrant, at)].filter(([judge]) => keys.has(judge)).map(([, mark]) => mark);
      const points = roundScore(round, marks.map(sumOfMark));
      return { entry: entrant.id, points, total: totalAfter(rounds, [...entrant.scores, { points }]) };
    });
  const isLast = at === rounds.length - 1;
  const goOn = isLast ? undefined : round.goOn;
  const edge = goOn === undefined ? undefined : scored.map(({ total }) => total).toSorted((a, b) => b - a)[goOn - 1];
  return scored.map(({ entry, points, total }) => ({
    entry,
    points,
    goesOn: !isLast && (edge === undefined || total >= edge),
  }));
};

export type Ranked = { readonly entry: EntryId; readonly rank: number; readonly total: Points };

/** Best first: whoever came further, then the greater total; equals share their rank (1, 1, 3) unless somebody put them in order. */
export const ranking = (
  { rounds, ties }: Pick<ContestRec, "rounds" | "ties">,
  entrants: readonly EntrantRec[],
): readonly Ranked[] => {
  const stood = entrants
    .filter(({ out, scores }) => out === undefined && scores.length > 0)
    .map(({ id, scores }) => ({ entry: id, reached: scores.length, total: totalAfter(rounds, scores) }))
    .sort(
      (a, b) =>
        b.reached - a.reached || b.total - a.total || decided(ties, a.entry, b.entry) || (a.entry < b.entry ? -1 : 1),
    );
  const ranked: Ranked[] = [];
  let before: (typeof stood)[number] | undefined;
  for (const [n, one] of stood.entries()) {
    const isEqual =
      before !== undefined &&
      before.reached === one.reached &&
      before.total === one.total &&
      decided(ties, before.entry, one.entry) === 0;
    ranked.push({ entry: one.entry, rank: isEqual ? (ranked.at(-1)?.rank ?? 1) : n + 1, total: one.total });
    before = one;
  }
  return ranked;
};

/** The last word on the two counts; below nothing: the first is better. */
const decided = (ties: ContestRec["ties"], a: EntryId, b: EntryId): number => {
  const tie = ties.findLast(({ order }) => order.includes(a) && order.includes(b));
  return tie === undefined ? 0 : tie.order.indexOf(a) - tie.order.indexOf(b);
};

/** Those who share a rank with somebody, rank by rank. */
export const tiedIn = (ranked: readonly Ranked[]): readonly (readonly EntryId[])[] => {
  const byRank = new Map<number, EntryId[]>();
  for (const { rank, entry } of ranked) byRank.set(rank, [...(byRank.get(rank) ?? []), entry]);
  return [...byRank.values()].filter((of) => of.length > 1);
};
