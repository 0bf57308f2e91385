// When a patrol of another system was, and what it therefore is on our board: of record, planned, or left out for a reason. [PAT-1]

import type { Millis } from "../ids.ts";
import { retention } from "../retire.ts";
import { dayLength, hour } from "../time.ts";
import type { MovedPatrol } from "./moving.ts";
import type { PatrolRun } from "./patrol.ts";
import { clockTolerance, gpsEpoch } from "./track.ts";

/** Why a patrol is left out. */
export const leftOuts = ["no-times", "wrong-times", "under-way", "never-begun", "no-patrol"] as const;
export type LeftOut = (typeof leftOuts)[number];

export type Timed =
  | {
      readonly ok: true;
      readonly run: PatrolRun;
      readonly plannedAt: Millis;
      readonly windowEnd: Millis;
      /** It was over when it came. */
      readonly past: boolean;
    }
  | { readonly ok: false; readonly why: LeftOut };

/** No patrol takes longer, and none is planned further ahead. */
const longest = 62 * dayLength;
const furthest = 2 * 366 * dayLength;
/** The window of a plan that says no end. */
const usual = 8 * hour;

const no = (why: LeftOut): Timed => ({ ok: false, why });
const least = (times: readonly (Millis | null)[]): Millis | undefined =>
  times.reduce<Millis | undefined>((a, b) => (b === null || (a !== undefined && a <= b) ? a : b), undefined);
const most = (times: readonly (Millis | null)[]): Millis | undefined =>
  times.reduce<Millis | undefined>((a, b) => (b === null || (a !== undefined && a >= b) ? a : b), undefined);

/** `cancelled`: the reason, for nobody there had to give one. */
export const timesOf = (patrol: MovedPatrol, cancelled: string, now: Millis): Timed => {
  if (patrol.bare) return no("no-patrol");
  const { legs, planned, events } = patrol;
  const begun = least(legs.map((leg) => leg.from));
  const ended = most(legs.map((leg) => leg.until));
  if (patrol.state === "cancelled") {
    const plannedAt = planned.from ?? begun;
    if (plannedAt === undefined) return no("no-times");
    const windowEnd = Math.max(plannedAt + hour, planned.until ?? ended ?? plannedAt);
    const run = { state: "cancelled", reason: cancelled, since: Math.min(now, plannedAt) } as const;
    return checked({ ok: true, run, plannedAt, windowEnd, past: true }, now + furthest);
  }
  const isOver = patrol.state === "done" || (begun !== undefined && ended !== undefined && legsEnded(patrol, now));
  if (isOver) {
    if (begun === undefined) return no("no-times");
    const until = ended ?? most(events.map((event) => event.at)) ?? begun;
    if (until < begun) return no("wrong-times");
    const near = (at: Millis | null): at is Millis => at !== null && Math.abs(at - begun) <= longest;
    const plannedAt = near(planned.from) ? planned.from : begun;
    const windowEnd = Math.max(until, near(planned.until) ? planned.until : until, plannedAt);
    const run = { state: "completed", startedAt: begun, since: until } as const;
    if (until > now + clockTolerance) return no("wrong-times");
    return checked({ ok: true, run, plannedAt, windowEnd, past: true }, now + furthest);
  }
  if (begun !== undefined && begun <= now) return no("under-way");
  const plannedAt = planned.from ?? begun;
  if (plannedAt === undefined) return no("no-times");
  const end = planned.until ?? ended ?? plannedAt + usual;
  const windowEnd = end > plannedAt ? end : plannedAt + usual;
  // Nobody reviews today what nobody walked years ago.
  if (plannedAt >= gpsEpoch && windowEnd <= now - retention.patrol) return no("never-begun");
  return checked({ ok: true, run: { state: "planned" }, plannedAt, windowEnd, past: false }, now + furthest);
};

const legsEnded = ({ legs }: MovedPatrol, now: Millis): boolean =>
  legs.every((leg) => leg.from === null || (leg.until !== null && leg.until <= now));

/** Before GPS began, decades ahead, or longer than anybody walks: such times are a clock's or a typing error. */
const checked = (timed: Extract<Timed, { readonly ok: true }>, latest: Millis): Timed => {
  const { plannedAt, windowEnd, run } = timed;
  const times = [plannedAt, windowEnd, ...("startedAt" in run ? [run.startedAt] : [])];
  const isSane = times.every((at) => Number.isFinite(at) && at >= gpsEpoch && at <= latest);
  return isSane && windowEnd - plannedAt <= longest ? timed : no("wrong-times");
};
