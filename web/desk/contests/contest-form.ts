// The form of a contest: what is typed, what is wrong with it, and the rounds that it becomes; points with two decimals.

import type { ContestRec, ContestRound, Judge, Points } from "../../../domain/contests/contest.ts";
import type { Word } from "../words.ts";

export type CriterionFields = { name: string; nameEn: string; most: string };
export type RoundFields = {
  name: string;
  nameEn: string;
  most: string;
  weight: string;
  goOn: string;
  trim: boolean;
  criteria: CriterionFields[];
};
export type ContestFields = { rounds: RoundFields[]; judges: Judge[]; days: string };

/** `85.5` → 8550; undefined: not a number of points, or with more than two decimals. */
export const pointsOf = (typed: string): Points | undefined => {
  const clean = typed.normalize("NFKC").trim();
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(clean)) return undefined;
  return Math.round(Number(clean) * 100);
};
/** Hundredths as a person writes them; without needless zeros. */
export const pointsText = (points: Points): string => String(points / 100);
export const wholeOf = (typed: string, least: number, most: number): number | undefined => {
  const clean = typed.normalize("NFKC").trim();
  const n = Number(clean);
  return /^\d{1,6}$/.test(clean) && n >= least && n <= most ? n : undefined;
};

export const freshRound = (name: string, nameEn: string): RoundFields => ({
  ...{ name, nameEn, most: "100", weight: "100", goOn: "", trim: false },
  criteria: [],
});

export const fieldsOf = (contest: ContestRec | undefined): ContestFields => {
  if (contest === undefined) return { rounds: [freshRound("决赛", "Final")], judges: [], days: "3" };
  return {
    rounds: contest.rounds.map(({ name, nameEn, most, weight, goOn, trim, criteria }) => ({
      ...{ name, nameEn, most: pointsText(most), weight: String(weight), trim },
      goOn: goOn === undefined ? "" : String(goOn),
      criteria: criteria.map((one) => ({ ...one, most: pointsText(one.most) })),
    })),
    judges: [...contest.judges],
    days: String(contest.objectionDays),
  };
};

export type RoundFlaws = { readonly name?: Word; readonly most?: Word; readonly weight?: Word; readonly goOn?: Word };
const roundFlaws = ({ name, most, weight, goOn, criteria }: RoundFields): RoundFlaws => ({
  ...(name.trim() === "" ? { name: "needed.one" } : {}),
  ...(criteria.length > 0 || (pointsOf(most) ?? 0) > 0 ? {} : { most: "contest.number.wrong" }),
  ...(wholeOf(weight, 0, 100) === undefined ? { weight: "contest.number.wrong" } : {}),
  ...(goOn.trim() === "" || wholeOf(goOn, 1, 100_000) !== undefined ? {} : { goOn: "contest.number.wrong" }),
});
const isWrong = ({ name, most }: CriterionFields): boolean => name.trim() === "" || (pointsOf(most) ?? 0) < 1;

export type ContestFlaws = {
  readonly rounds: readonly RoundFlaws[];
  readonly judges?: Word;
  readonly days?: Word;
  readonly any: boolean;
};
export const flawsOf = ({ rounds, judges, days }: ContestFields): ContestFlaws => {
  const wrong = rounds.map(roundFlaws);
  const flaws = {
    rounds: wrong,
    ...(judges.length === 0 ? { judges: "contest.judges.needed" as const } : {}),
    ...(wholeOf(days, 0, 30) === undefined ? { days: "contest.number.wrong" as const } : {}),
  };
  const any =
    wrong.some((one) => Object.keys(one).length > 0) ||
    rounds.some(({ criteria }) => criteria.some(isWrong)) ||
    "judges" in flaws ||
    "days" in flaws;
  return { ...flaws, any };
};

/** The sum of a round's criteria, where it has any. */
export const mostText = ({ criteria, most }: RoundFields): string =>
  criteria.length === 0
    ? most
    : pointsText(criteria.reduce((sum, criterion) => sum + (pointsOf(criterion.most) ?? 0), 0));

export const roundsOf = (fields: ContestFields): readonly ContestRound[] =>
  fields.rounds.map((round) => {
    const goOn = wholeOf(round.goOn, 1, 100_000);
    return {
      name: round.name.trim(),
      nameEn: round.nameEn.trim() === "" ? round.name.trim() : round.nameEn.trim(),
      most: pointsOf(mostText(round)) ?? 0,
      weight: wholeOf(round.weight, 0, 100) ?? 0,
      ...(goOn === undefined ? {} : { goOn }),
      trim: round.trim,
      criteria: round.criteria.map(({ name, nameEn, most }) => ({
        name: name.trim(),
        nameEn: nameEn.trim() === "" ? name.trim() : nameEn.trim(),
        most: pointsOf(most) ?? 0,
      })),
    };
  });
