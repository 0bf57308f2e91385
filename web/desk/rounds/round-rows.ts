// Recurring plans as the desk lists them: what is wrong with one first, then those that run, then those that are over.

import type { Millis } from "../../../domain/ids.ts";
import { nextOccurrence, type Occurrence, type RoundRec } from "../../../domain/patrols/round.ts";
import type { Records } from "../../../domain/records.ts";
import type { SiteClock } from "../../../domain/time.ts";
import type { Say } from "../words.ts";

export type RoundFlaw = "route-gone" | "leader-gone" | "member-gone";
export type RoundState = "ahead" | "running" | "over" | "ended";
export type RoundRow = {
  readonly round: RoundRec;
  readonly state: RoundState;
  readonly next: Occurrence | undefined;
  readonly flaws: readonly RoundFlaw[];
};

const flawsOf = (
  round: RoundRec,
  records: Pick<Records, "get">,
  isGone: (id: string) => boolean,
): readonly RoundFlaw[] => {
  if (round.ended !== undefined) return [];
  const { route, leader, members } = round;
  return [
    ...(records.get("route", route) === undefined ? (["route-gone"] as const) : []),
    ...(isGone(leader) ? (["leader-gone"] as const) : []),
    ...(members.some(isGone) ? (["member-gone"] as const) : []),
  ];
};

const stateOf = ({ ended, from, until }: RoundRec, today: string): RoundState => {
  if (ended !== undefined) return "ended";
  if (until !== undefined && until < today) return "over";
  return from !== undefined && from > today ? "ahead" : "running";
};

const rank: Readonly<Record<RoundState, number>> = { running: 1, ahead: 1, over: 2, ended: 3 };

export const roundRows = (
  rounds: Iterable<RoundRec>,
  records: Pick<Records, "get">,
  clock: SiteClock,
  now: Millis,
  isGone: (id: string) => boolean,
): readonly RoundRow[] => {
  const today = clock.dayOf(now);
  return [...rounds]
    .map((round): RoundRow => {
      const state = stateOf(round, today);
      const next = nextOccurrence(round, clock, now);
      return { round, state, next, flaws: state === "over" ? [] : flawsOf(round, records, isGone) };
    })
    .sort((a, b) => place(a) - place(b) || soonest(a, b) || (a.round.id < b.round.id ? -1 : 1));
};

const place = ({ flaws, state }: RoundRow): number => (flaws.length > 0 ? 0 : rank[state]);
const soonest = (a: RoundRow, b: RoundRow): number =>
  (a.next?.plannedAt ?? Number.MAX_SAFE_INTEGER) - (b.next?.plannedAt ?? Number.MAX_SAFE_INTEGER);

/** The weekdays in words, in the week's order. */
export const daysText = (days: string, say: Say, join: (...parts: readonly string[]) => string): string => {
  const chosen = ["1", "2", "3", "4", "5", "6", "7"] as const;
  const on = chosen.filter((one) => days.includes(one));
  return on.length === 7 ? say("round.every") : join(...on.map((one) => say(`day.${one}`)));
};

export const minuteText = (minuteOfDay: number): string => {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
};

/** In the address: the form of a new plan. */
export const newRound = "+round";
