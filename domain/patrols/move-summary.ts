// A plan of patrols that move over, in counts: what the desk is shown before it says yes, and what it is told after. [PAT-1]

import { keptDays } from "../coverage/coverage.ts";
import type { Millis } from "../ids.ts";
import { addDays, type SiteClock } from "../time.ts";
import { type FindingSort, findingSorts } from "./finding.ts";
import type { Match, MovePlan, Stranger } from "./move-plan.ts";
import type { LeftOut } from "./move-times.ts";

export type MoveSummary = {
  readonly completed: number;
  readonly cancelled: number;
  readonly planned: number;
  readonly known: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  readonly findings: Readonly<Partial<Record<FindingSort, number>>>;
  /** Of them, those that stay open. */
  readonly open: number;
  readonly knownFindings: number;
  readonly notes: number;
  readonly lost: number;
  readonly tracks: number;
  readonly fixes: number;
  readonly knownTracks: number;
  readonly flown: number;
  readonly people: number;
  /** The most frequent; `moreStrangers` are not named. */
  readonly strangers: readonly Stranger[];
  readonly moreStrangers: number;
  /** Whom of theirs we take for whom of ours: the most frequent; `moreMatches` are not named. */
  readonly matches: readonly Match[];
  readonly moreMatches: number;
  /** When the first of the patrols begins and the last ends; undefined where none is made. */
  readonly first?: Millis;
  readonly last?: Millis;
  /** Of those made, over so long ago that no day's figures change any more: what they crossed is dated, no more. */
  readonly old: number;
};

const mostNamed = 40;

export const summaryOf = (plan: MovePlan, clock: SiteClock, now: Millis): MoveSummary => {
  const inState = (state: string): number => plan.made.filter(({ draft }) => draft.run.state === state).length;
  const sorts = findingSorts.flatMap((sort) => {
    const n = plan.findings.filter((one) => one.sort === sort).length;
    return n === 0 ? [] : [[sort, n] as const];
  });
  const oldest = addDays(clock.dayOf(now), 1 - keptDays);
  const span = plan.made.map(({ draft }) => [draft.plannedAt, draft.windowEnd] as const);
  const first = span.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const last = span.reduce((most, [, until]) => Math.max(most, until), Number.NEGATIVE_INFINITY);
  return {
    completed: inState("completed"),
    cancelled: inState("cancelled"),
    planned: inState("planned"),
    known: plan.known,
    leftOut: plan.leftOut,
    findings: Object.fromEntries(sorts),
    open: plan.findings.filter((one) => !one.isOver).length,
    knownFindings: plan.knownFindings,
    notes: plan.notes,
    lost: plan.lost,
    tracks: plan.tracks.length,
    fixes: plan.tracks.reduce((sum, one) => sum + one.fixes, 0),
    knownTracks: plan.knownTracks,
    flown: plan.flown,
    people: plan.people,
    strangers: plan.strangers.slice(0, mostNamed),
    moreStrangers: Math.max(0, plan.strangers.length - mostNamed),
    matches: plan.matches.slice(0, mostNamed),
    moreMatches: Math.max(0, plan.matches.length - mostNamed),
    old: span.filter(([, until]) => clock.dayOf(until) < oldest).length,
    ...(span.length === 0 ? {} : { first, last }),
  };
};
