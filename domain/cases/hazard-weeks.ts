// Hazards week by week and unit by unit: how long they took, how many did not hold, and where they lie overdue. [CASE-1, CASE-5]

import type { Day, Millis, UnitId } from "../ids.ts";
import { addDays, type SiteClock, weekday } from "../time.ts";
import { type CaseRec, isOpen } from "./case.ts";
import { isOverdue } from "./case-policy.ts";
import { closedOf, hazardsOf, medianDays } from "./hazard-figures.ts";

/** As many whole weeks as closed ones stay on the board, and the one that runs. */
export const weeksShown = 13;

export type HazardWeek = {
  /** Its Monday, the site's. */
  readonly from: Day;
  readonly closings: number;
  readonly reopenings: number;
  /** Reopenings in a hundred closings, cut; undefined where nothing was closed. */
  readonly reopenRate: number | undefined;
  /** Of those closed in it and closed still; undefined: none. */
  readonly medianDays: number | undefined;
};

/** The oldest first; the last is the week of `now`. */
export const hazardWeeks = (all: Iterable<CaseRec>, now: Millis, clock: SiteClock): readonly HazardWeek[] => {
  const hazards = hazardsOf(all);
  const closed = closedOf(hazards);
  const mondayOf = (at: Millis): Day => {
    const day = clock.dayOf(at);
    return addDays(day, 1 - weekday(day));
  };
  const last = mondayOf(now);
  return Array.from({ length: weeksShown }, (_, n): HazardWeek => {
    const from = addDays(last, 7 * (n + 1 - weeksShown));
    const times = (did: "closed" | "reopened"): number =>
      hazards.reduce(
        (sum, { log }) => sum + log.filter((deed) => deed.did === did && mondayOf(deed.at) === from).length,
        0,
      );
    const [closings, reopenings] = [times("closed"), times("reopened")];
    return {
      ...{ from, closings, reopenings },
      reopenRate: closings === 0 ? undefined : Math.floor((reopenings / closings) * 100),
      medianDays: medianDays(closed.filter(({ is }) => mondayOf(is.at) === from)),
    };
  });
};

export type UnitHazards = { readonly unit: UnitId; readonly open: number; readonly overdue: number };

/** Units in which one is open; the most overdue first, then the most open. */
export const hazardsByUnit = (all: Iterable<CaseRec>, now: Millis): readonly UnitHazards[] => {
  const units = new Map<UnitId, UnitHazards>();
  for (const one of hazardsOf(all)) {
    if (!isOpen(one)) continue;
    const known = units.get(one.unit) ?? { unit: one.unit, open: 0, overdue: 0 };
    units.set(one.unit, {
      ...known,
      open: known.open + 1,
      overdue: known.overdue + (isOverdue(one, now) ? 1 : 0),
    });
  }
  return [...units.values()].sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.unit < b.unit ? -1 : 1));
};
