// The patrol that a worker sees at the kiosk: the one he is on, else the next of today; its checkpoints, and what he may do. [PAT-1]

import type { CheckpointId, PatrolId } from "../../domain/ids.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import {
  type CheckpointLine,
  checkpointLines,
  type PatrolStatus,
  patrolStatus,
} from "../../domain/patrols/patrol-status.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Place } from "../rules.ts";

export type OwnPatrol = {
  readonly patrol: PatrolRec;
  readonly route: RouteRec | undefined;
  readonly status: PatrolStatus;
  /** What is left first, each part in the route's order. */
  readonly lines: readonly CheckpointLine[];
  /** Checkpoints that nobody has visited yet. */
  readonly left: number;
  readonly may: "StartPatrol" | "EndPatrol" | undefined;
};

/** Under way first, then by time; what is over today comes last. */
const rank = ({ run }: PatrolRec): number =>
  run.state === "active" || run.state === "paused" ? 0 : run.state === "planned" ? 1 : 2;

/** His patrols of this site day, and what he is still on from before. */
export const ownPatrols = (place: Place, self: WorkerRec, now: number): readonly OwnPatrol[] => {
  const today = place.clock.dayOf(now);
  return [...place.records.all("patrol")]
    .filter((patrol) => patrol.leader === self.id || patrol.members.includes(self.id))
    .filter(
      (patrol) =>
        rank(patrol) === 0 ||
        place.clock.dayOf(patrol.plannedAt) === today ||
        (patrol.plannedAt <= now && now < patrol.windowEnd),
    )
    .sort((a, b) => rank(a) - rank(b) || a.plannedAt - b.plannedAt || (a.id < b.id ? -1 : 1))
    .map((patrol) => ownPatrolOf(place, patrol, now));
};

const ownPatrolOf = (place: Place, patrol: PatrolRec, now: number): OwnPatrol => {
  const route = routeOf(patrol, (id) => place.records.get("route", id));
  const status = patrolStatus(patrol, route, place.site, now);
  const all = route === undefined ? [] : checkpointLines(patrol, route, now);
  const isVisited = ({ state }: CheckpointLine): boolean => state === "visited";
  const lines = [...all.filter((one) => !isVisited(one)), ...all.filter(isVisited)];
  return { patrol, route, status, lines, left: status.open.length, may: mayOf(patrol, status) };
};

const mayOf = ({ run }: PatrolRec, { state }: PatrolStatus): OwnPatrol["may"] => {
  switch (run.state) {
    case "planned":
      return state === "ready" || state === "start-overdue" ? "StartPatrol" : undefined;
    case "active":
    case "paused":
      return "EndPatrol";
    case "completed":
    case "cancelled":
      return undefined;
  }
};

export type ScannedSign = { readonly patrol: PatrolId; readonly checkpoint: CheckpointId };

/** What a reader typed: a sign's link in capitals. A badge is never one: it has no `SCAN?C=`. */
export const isSign = (code: string): boolean => code.includes("/SCAN?C=");

/** The checkpoint of one of his patrols that this sign stands at; undefined: it belongs to none of them. */
export const signIn = (patrols: readonly OwnPatrol[], code: string): ScannedSign | undefined => {
  const named = decoded(code.slice(code.indexOf("/SCAN?C=") + "/SCAN?C=".length)).toUpperCase();
  for (const { patrol, route, lines } of patrols)
    for (const { checkpoint } of lines)
      if (route !== undefined && `${route.id}.${checkpoint.id}`.toUpperCase() === named)
        return { patrol: patrol.id, checkpoint: checkpoint.id };
  return undefined;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};
