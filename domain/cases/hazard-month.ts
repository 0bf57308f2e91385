// A unit's month of hazards, as it is told to its people: told, closed, come back, how fast, and what is open and overdue to this day. [CASE-1, CASE-5]

import type { Millis } from "../ids.ts";
import type { SiteClock } from "../time.ts";
import { type CaseRec, isOpen } from "./case.ts";
import { byDue, isOverdue } from "./case-policy.ts";
import { byColourOf, closedOf, type HazardFigures, hazardsOf, medianDays } from "./hazard-figures.ts";

export type HazardMonth = {
  /** Heard of in this month. */
  readonly told: number;
  /** Times that one was closed in this month, and that one was opened again. */
  readonly closings: number;
  readonly reopenings: number;
  /** Reopenings in a hundred closings, cut; undefined where nothing was closed. */
  readonly reopenRate: number | undefined;
  /** Of those closed in this month and closed still. */
  readonly medianDays: number | undefined;
  /** Now, whatever the month. */
  readonly open: number;
  readonly overdue: number;
  readonly major: number;
  readonly byColour: HazardFigures["byColour"];
  readonly ungraded: number;
  /** Told or closed in this month, or open now: what is due first. */
  readonly list: readonly CaseRec[];
};

/** `month` is `2026-11`, the site's; of the unit and what lies under it. Closed ones leave the board after 92 days, and an older month is no longer whole. */
export const hazardMonth = (
  all: Iterable<CaseRec>,
  { unit, month, now }: { readonly unit: string; readonly month: string; readonly now: Millis },
  clock: SiteClock,
): HazardMonth => {
  const isIn = (at: Millis): boolean => clock.dayOf(at).slice(0, 7) === month;
  const hazards = hazardsOf(all).filter((one) => one.scope.some((over) => over === unit));
  const times = (did: "closed" | "reopened"): number =>
    hazards.reduce((sum, { log }) => sum + log.filter((deed) => deed.did === did && isIn(deed.at)).length, 0);
  const [closings, reopenings] = [times("closed"), times("reopened")];
  const open = hazards.filter(isOpen);
  const closed = closedOf(hazards).filter(({ is }) => isIn(is.at));
  return {
    told: hazards.filter(({ toldAt }) => isIn(toldAt)).length,
    closings,
    reopenings,
    reopenRate: closings === 0 ? undefined : Math.floor((reopenings / closings) * 100),
    medianDays: medianDays(closed),
    open: open.length,
    overdue: open.filter((one) => isOverdue(one, now)).length,
    major: open.filter(({ grade }) => grade?.level === "major").length,
    byColour: byColourOf(open),
    ungraded: open.filter(({ grade }) => grade === undefined).length,
    list: hazards.filter((one) => isOpen(one) || isIn(one.toldAt) || isIn(one.is.at)).toSorted(byDue),
  };
};
