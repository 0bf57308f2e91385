// What became of an activity's time and place since it was opened, and who of those in it has not heard of it yet. [ACT-1]

import type { Millis } from "../ids.ts";

type Plan = { readonly startsAt: Millis; readonly endsAt: Millis; readonly place: string };

/** A change of time or place: what stood there before. */
export type Move = { readonly nth: number; readonly at: Millis; readonly was: Plan };

export type Changed = {
  /** Changes of whatever kind: a calendar's SEQUENCE, and what a desk must have seen to change it again. */
  readonly times: number;
  readonly at: Millis;
  /** The last of the moves, oldest first; each is told to whoever was in it before. */
  readonly moves: readonly Move[];
};

/** Older moves are forgotten: who has not come by for so many is told from the oldest kept. */
const keptMoves = 8;

const isSamePlan = (a: Plan, b: Plan): boolean =>
  a.startsAt === b.startsAt && a.endsAt === b.endsAt && a.place === b.place;

export const timesChanged = ({ changed }: { readonly changed?: Changed }): number => changed?.times ?? 0;

/** `before`, `after`: the activity before and after a change of whatever kind. */
export const changedNow = (before: Plan & { readonly changed?: Changed }, after: Plan, at: Millis): Changed => {
  const moves = before.changed?.moves ?? [];
  const { startsAt, endsAt, place } = before;
  const move: Move = { nth: (moves.at(-1)?.nth ?? 0) + 1, at, was: { startsAt, endsAt, place } };
  return {
    times: timesChanged(before) + 1,
    at,
    moves: isSamePlan(before, after) ? moves : [...moves, move].slice(-keptMoves),
  };
};

/** The last move that whoever does something at that time can know of; 0: none. */
export const movesUntil = ({ changed }: { readonly changed?: Changed }, at: Millis): number => {
  const moves = changed?.moves ?? [];
  const unknown = moves.find((move) => move.at > at);
  return unknown === undefined ? (moves.at(-1)?.nth ?? 0) : unknown.nth - 1;
};

const tells: ReadonlySet<string> = new Set(["confirmed", "waiting", "offered", "cancel-requested"]);

/** The first move that he has not heard of; undefined where all is as he knows it, or nothing is left for him to come to. */
export const untoldMove = (
  activity: Plan & { readonly changed?: Changed; readonly cancelled?: object },
  { is, knows = 0 }: { readonly is: { readonly state: string }; readonly knows?: number },
): Move | undefined => {
  if (activity.changed === undefined || activity.cancelled !== undefined || !tells.has(is.state)) return undefined;
  const first = activity.changed.moves.find(({ nth }) => nth > knows);
  return first === undefined || isSamePlan(first.was, activity) ? undefined : first;
};
