// Hazards in figures, from what every worker may read of them: no figure rests on who told one or who mends it. [CASE-1, CASE-5]

import type { Millis, UnitId } from "../ids.ts";
import { dayLength, type SiteClock } from "../time.ts";
import { type CaseRec, colours, type Grade, isOpen } from "./case.ts";
import { dueOf, isOverdue } from "./case-policy.ts";

/** Hazards alone are public. Whatever else a case may be is private until somebody says otherwise here. */
export const isHazard = ({ sort }: { readonly sort: string }): boolean => sort === "hazard";
export const hazardsOf = <T extends { readonly sort: string }>(all: Iterable<T>): readonly T[] =>
  [...all].filter(isHazard);

/** Whose step it is, as an office and never as a person: 安全员, 整改方, 验收人, 销号人. */
export type Turn = "office" | "rectifier" | "acceptor" | "manager";
export const turnOf = ({ is }: Pick<CaseRec, "is">): Turn | undefined => {
  switch (is.state) {
    case "reported":
    case "verified":
    case "graded":
    case "objected":
    case "suspended":
      return "office";
    case "assigned":
    case "working":
    case "returned":
      return "rectifier";
    case "done":
      return "acceptor";
    case "accepted":
      return "manager";
    case "rejected":
    case "merged":
    case "closed":
    case "void":
      return undefined;
  }
};

/** What is overdue in one unit with one office. */
export type Late = {
  readonly unit: UnitId;
  readonly turn: Turn;
  readonly n: number;
  /** Since when the longest of them is overdue. */
  readonly since: Millis;
};

export type HazardFigures = {
  readonly open: number;
  /** Of the open ones; `major` are counted by colour too. */
  readonly major: number;
  readonly byColour: Readonly<Record<Grade["colour"], number>>;
  readonly ungraded: number;
  readonly overdue: number;
  /** The longest overdue first. */
  readonly late: readonly Late[];
  /** The site's month. */
  readonly closedThisMonth: number;
  /** Of those; undefined where none was. */
  readonly medianDays: number | undefined;
};

export const hazardFigures = (all: Iterable<CaseRec>, clock: SiteClock, now: Millis): HazardFigures => {
  const hazards = hazardsOf(all);
  const open = hazards.filter(isOpen);
  const late = lateOf(open, now);
  const month = clock.dayOf(now).slice(0, 7);
  const closed = closedOf(hazards).filter(({ is }) => clock.dayOf(is.at).slice(0, 7) === month);
  return {
    open: open.length,
    major: open.filter(({ grade }) => grade?.level === "major").length,
    byColour: byColourOf(open),
    ungraded: open.filter(({ grade }) => grade === undefined).length,
    overdue: late.reduce((sum, { n }) => sum + n, 0),
    late,
    closedThisMonth: closed.length,
    medianDays: medianDays(closed),
  };
};

export const byColourOf = (some: readonly CaseRec[]): HazardFigures["byColour"] => {
  const count = (colour: Grade["colour"]) => some.filter(({ grade }) => grade?.colour === colour).length;
  const [red, orange, yellow, blue] = colours;
  return { red: count(red), orange: count(orange), yellow: count(yellow), blue: count(blue) };
};

export const closedOf = (some: readonly CaseRec[]): readonly CaseRec[] =>
  some.filter(({ is }) => is.state === "closed");

export const lateOf = (open: readonly CaseRec[], now: Millis): readonly Late[] => {
  const byOwner = new Map<string, Late>();
  for (const one of open) {
    const [turn, due] = [turnOf(one), dueOf(one)];
    if (turn === undefined || due === undefined || !isOverdue(one, now)) continue;
    const key = `${one.unit}:${turn}`;
    const known = byOwner.get(key);
    byOwner.set(key, {
      unit: one.unit,
      turn,
      n: (known?.n ?? 0) + 1,
      since: Math.min(known?.since ?? due, due),
    });
  }
  return [...byOwner].sort(([keyA, a], [keyB, b]) => a.since - b.since || (keyA < keyB ? -1 : 1)).map(([, one]) => one);
};

/** From when it was seen to when it was closed, days to a tenth; half of them took no longer. */
export const daysToClose = ({ at, is }: Pick<CaseRec, "at" | "is">): number =>
  Math.round(((is.at - at) / dayLength) * 10) / 10;
export const medianDays = (closed: readonly Pick<CaseRec, "at" | "is">[]): number | undefined => {
  const days = closed.map(daysToClose).sort((a, b) => a - b);
  const middle = days.length / 2;
  const [low, high] = [days[Math.ceil(middle) - 1], days[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : Math.round(((low + high) / 2) * 10) / 10;
};
