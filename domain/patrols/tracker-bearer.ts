// Whose is what a tracker told: who carried it at that moment, and on which of his patrols he then was. [PAT-2]

import type { Millis, PatrolId, RouteId, WorkerId } from "../ids.ts";
import { hour } from "../time.ts";
import type { PatrolRec } from "./patrol.ts";
import { readyBefore } from "./patrol-status.ts";
import type { TrackerRec } from "./tracker.ts";

/** A patrol that nobody ended is over so long after its window: its bearer has gone home. */
const forgottenAfter = 12 * hour;

/** When fixes count for the patrol: from its start, or from when it is ready, to its end. `begun`: it was really walked then. */
const spanOf = ({
  run,
  plannedAt,
  windowEnd,
}: PatrolRec): { readonly from: Millis; readonly until: Millis; readonly begun: boolean } | undefined => {
  switch (run.state) {
    case "planned":
      return { from: plannedAt - readyBefore, until: windowEnd, begun: false };
    case "active":
    case "paused":
      return { from: run.startedAt, until: Math.max(run.startedAt, windowEnd) + forgottenAfter, begun: true };
    case "completed":
      return { from: run.startedAt, until: run.since, begun: true };
    case "cancelled":
      return undefined;
  }
};

/**
 * The patrol that a fix of this moment belongs to: one that was under way then, the latest begun; else one that was to begin and
 * that nobody has started by hand. None: where somebody is outside his patrols is nobody's business, and is not kept.
 */
export const patrolAt = (patrols: Iterable<PatrolRec>, at: Millis): PatrolRec | undefined => {
  let found: { readonly patrol: PatrolRec; readonly from: Millis; readonly begun: boolean } | undefined;
  for (const patrol of patrols) {
    const span = spanOf(patrol);
    if (span === undefined || at < span.from || at > span.until) continue;
    const better = found === undefined || (span.begun === found.begun ? span.from > found.from : span.begun);
    if (better) found = { patrol, from: span.from, begun: span.begun };
  }
  return found?.patrol;
};

/** The patrol that a fix of this tracker belongs to: by who carried it when the fix was made, however late it comes. */
export const patrolOfFix = (
  tracker: TrackerRec,
  at: Millis,
  look: {
    readonly patrol: (id: PatrolId) => PatrolRec | undefined;
    readonly patrolsOf: (worker: WorkerId) => readonly PatrolRec[];
  },
): PatrolRec | undefined => {
  const stint = tracker.stints.findLast(({ from, until = Number.POSITIVE_INFINITY }) => from <= at && at < until);
  if (stint === undefined) return undefined;
  switch (stint.carried.by) {
    case "nobody":
      return undefined;
    case "worker":
      return patrolAt(look.patrolsOf(stint.carried.worker), at);
    case "patrol": {
      const patrol = look.patrol(stint.carried.patrol);
      return patrol === undefined ? undefined : patrolAt([patrol], at);
    }
  }
};

/** The patrol along this route that a scan by this tracker's bearer belongs to: another patrol of the same hours has other checkpoints. */
export const patrolOfScan = (
  tracker: TrackerRec,
  route: RouteId,
  at: Millis,
  look: Parameters<typeof patrolOfFix>[2],
): PatrolRec | undefined =>
  patrolOfFix(tracker, at, {
    patrol: (id) => {
      const patrol = look.patrol(id);
      return patrol?.route === route ? patrol : undefined;
    },
    patrolsOf: (worker) => look.patrolsOf(worker).filter((patrol) => patrol.route === route),
  });

/** Whoever carried the tracker at that moment. */
export const bearerAt = ({ stints }: TrackerRec, at: Millis): WorkerId | undefined => {
  const stint = stints.findLast(({ from, until = Number.POSITIVE_INFINITY }) => from <= at && at < until);
  return stint?.carried.by === "worker" ? stint.carried.worker : undefined;
};
