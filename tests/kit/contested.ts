// A contest that has begun: who came, the judges of the desk, and the acts that its rules are asked by. [ACT-5]

import type { ContestRound, EntrantRec } from "../../domain/contests/contest.ts";
import type { ContestCommand } from "../../domain/contests/contest-acts.ts";
import { contestsToFinish } from "../../domain/contests/contest-due.ts";
import type { Actor } from "../../domain/decider.ts";
import { type EntryId, type Millis, unitId } from "../../domain/ids.ts";
import { a1, checkIn, entryOf, organiser, signedUp, startsAt } from "./attended.ts";
import type { Outcome, Spec } from "./spec.ts";
import { worker } from "./world.ts";

export const during: Millis = startsAt + 60_000;

export const judgeAt = (n: number): Actor => ({
  kind: "person",
  login: `judge${n}`,
  name: `评委${n}`,
  role: "manager",
  unit: unitId("co"),
});

export const oneRound = (more: Partial<ContestRound> = {}): ContestRound => ({
  ...{ name: "初赛", nameEn: "Heat", most: 10_000, weight: 100, trim: false, criteria: [] },
  ...more,
});

export const setting = (
  rounds: readonly ContestRound[],
  judges: number,
  objectionDays = 3,
): Extract<ContestCommand, { readonly type: "SetContest" }> => ({
  type: "SetContest",
  activity: a1,
  rounds,
  judges: Array.from({ length: judges }, (_, n) => ({ by: "account", login: `judge${n}`, name: `评委${n}` }) as const),
  objectionDays,
});

/** `n` people came; so many judges of the desk. */
export const contested = (
  n: number,
  rounds: readonly ContestRound[] = [oneRound()],
  judges = 1,
  objectionDays = 3,
): Spec => {
  const spec = signedUp(n, {}, { sort: "contest" });
  for (let k = 0; k < n; k += 1) spec.given(checkIn, worker(k), { now: startsAt });
  spec.given(setting(rounds, judges, objectionDays), organiser, { now: startsAt });
  spec.pass(during - spec.now());
  return spec;
};

export const idOf = (spec: Spec, n: number): EntryId => entryOf(spec, n).id;
export const entrantOf = (spec: Spec, n: number): EntrantRec | undefined => spec.board.get("entrant", idOf(spec, n));

/** A judge marks somebody, whole points. */
export const mark = (
  spec: Spec,
  n: number,
  points: number | readonly number[],
  more: { readonly round?: number; readonly judge?: number; readonly reason?: string } = {},
): Outcome => {
  const { round = 0, judge = 0, reason } = more;
  return spec.when(
    {
      ...{ type: "GiveScore", activity: a1, entry: idOf(spec, n), round },
      points: (typeof points === "number" ? [points] : points).map((one) => Math.round(one * 100)),
      ...(reason === undefined ? {} : { reason }),
    },
    judgeAt(judge),
  );
};

/** Each of them gets his points from the one judge. */
export const marked = (spec: Spec, points: readonly number[], round = 0): void => {
  for (const [n, one] of points.entries()) {
    const outcome = mark(spec, n, one, { round });
    if (outcome.is === "refused") throw new Error(`mark was refused: ${outcome.code}`);
  }
};

export const closing = (round = 0) => ({ type: "CloseRound", activity: a1, round }) as const;
export const publishing = { type: "PublishResult", activity: a1 } as const;
export const finishing = { type: "FinishContest", activity: a1 } as const;

/** `[who, rank, total]` of those who were placed, best first. */
export const places = (spec: Spec): readonly (readonly [string, number, number])[] =>
  [...spec.board.all("entrant")]
    .flatMap(({ worker: who, place }) =>
      place === undefined ? [] : [[who, place.rank, (place.total ?? 0) / 100] as const],
    )
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));

export const finishedBy = (spec: Spec, now: Millis): readonly string[] => contestsToFinish(spec.board, now);
