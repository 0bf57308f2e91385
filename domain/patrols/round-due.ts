// Which patrols a recurring plan asks to be made now, and which plans are so long over that they leave the board. [PAT-1]

import type { Day, Millis, PatrolId, RoundId, RouteId } from "../ids.ts";
import { retention } from "../retire.ts";
import { addDays, dayLength, minute, type SiteClock } from "../time.ts";
import type { PatrolRec, RouteRec } from "./patrol.ts";
import { daysFrom, longestWindow, madeAhead, type Occurrence, occurrenceOn, type RoundRec } from "./round.ts";

export type DueLook = {
  readonly clock: SiteClock;
  readonly all: (kind: "round") => Iterable<RoundRec>;
  readonly route: (id: RouteId) => RouteRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
};

/**
 * The patrols of a plan that are to be made now: those that begin within 48 h, and those that passed while nobody looked, which
 * are missed from the first. One that stands on the board is never made again; one that is past and was swept is told by the
 * day up to which the plan has made its own.
 */
export const dueOf = (round: RoundRec, look: Omit<DueLook, "all">, now: Millis): readonly Occurrence[] => {
  // Without its route nobody can walk it; the desk is told by the plan.
  if (round.ended !== undefined || look.route(round.route) === undefined) return [];
  const due: Occurrence[] = [];
  const { clock } = look;
  const oldest = Math.max(round.since - dayLength, now - retention.patrol - longestWindow * minute);
  for (const day of daysFrom(clock, Math.min(oldest, now), now + madeAhead)) {
    const one = occurrenceOn(round, day, clock);
    if (one === undefined || one.plannedAt < round.since || one.plannedAt > now + madeAhead) continue;
    const isPast = one.windowEnd <= now;
    // Past its retention it would be swept before anybody saw it.
    if (isPast && now - one.windowEnd >= retention.patrol) continue;
    if (isPast && round.made !== undefined && day <= round.made) continue;
    if (look.patrol(one.patrol) === undefined) due.push(one);
  }
  return due;
};

/** Those of all plans, the first that begins first; no more at one look than a second can bear. */
export const roundsDue = (look: DueLook, now: Millis): readonly { readonly round: RoundId; readonly day: Day }[] =>
  [...look.all("round")]
    .flatMap((round) => dueOf(round, look, now).map((one) => ({ round: round.id, ...one })))
    .sort((a, b) => a.plannedAt - b.plannedAt)
    .slice(0, 200)
    .map(({ round, day }) => ({ round, day }));

/** Plans that have ended or run out longer ago than they are kept. */
export const retiredRounds = (rounds: Iterable<RoundRec>, clock: SiteClock, now: Millis): readonly RoundId[] => {
  const oldest = clock.dayOf(now - retention.round);
  return [...rounds]
    .filter(
      ({ ended, until }) =>
        (ended !== undefined && now - ended.at > retention.round) ||
        (until !== undefined && addDays(until, 1) < oldest),
    )
    .map(({ id }) => id);
};
