// Trackers: the devices that tell where a patrol is, who carries each, and to which patrol what one tells belongs. [PAT-1, PAT-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import {
  type Millis,
  type PatrolId,
  patrolId,
  type RouteId,
  type Seq,
  type TrackerId,
  trackerId,
  type UnitId,
  unitId,
  type WorkerId,
  workerId,
} from "../ids.ts";
import { id, text } from "../site/site.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import type { PatrolRec } from "./patrol.ts";
import { readyBefore, runWords } from "./patrol-status.ts";

/** Who or what it goes with: a worker on all his patrols, or one patrol alone, or it lies in the drawer. */
export type Carried =
  | { readonly by: "nobody" }
  | { readonly by: "worker"; readonly worker: WorkerId }
  | { readonly by: "patrol"; readonly patrol: PatrolId };

export type TrackerRec = {
  readonly kind: "tracker";
  readonly id: TrackerId;
  readonly seq: Seq;
  readonly name: string;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  /** As a gateway or a broker names it: an IMEI, a terminal's number, `user/device`. Empty where it comes with a token of its own. */
  readonly uniqueId: string;
  readonly carried: Carried;
  readonly since: Millis;
  readonly removedAt?: Millis;
};

/** Names of devices as they are sent; nothing that a log or a table could stumble over. */
const uniqueId = v.pipe(v.string(), v.trim(), v.maxLength(100), v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u));

export const trackerCommands = {
  AddTracker: v.object({
    type: v.literal("AddTracker"),
    tracker: id(trackerId),
    name: v.pipe(text, v.minLength(1)),
    unit: id(unitId),
    uniqueId,
  }),
  AssignTracker: v.object({
    type: v.literal("AssignTracker"),
    tracker: id(trackerId),
    carried: v.variant("by", [
      v.object({ by: v.literal("nobody") }),
      v.object({ by: v.literal("worker"), worker: id(workerId) }),
      v.object({ by: v.literal("patrol"), patrol: id(patrolId) }),
    ]),
  }),
  RemoveTracker: v.object({ type: v.literal("RemoveTracker"), tracker: id(trackerId) }),
} as const;
export type TrackerCommand = v.InferOutput<(typeof trackerCommands)[keyof typeof trackerCommands]>;

type On<T extends string, D> = {
  readonly subject: "trackers";
  readonly type: T;
  readonly tracker: TrackerId;
  readonly at: Millis;
} & D;
export type TrackerEvent =
  | On<
      "TrackerAdded",
      { readonly name: string; readonly unit: UnitId; readonly scope: readonly UnitId[]; readonly uniqueId: string }
    >
  | On<"TrackerAssigned", { readonly carried: Carried }>
  | On<"TrackerRemoved", object>;

export type TrackerLook = {
  readonly tracker: (id: TrackerId) => TrackerRec | undefined;
  /** Those in use that a gateway names so. */
  readonly trackersNamed: (uniqueId: string) => readonly TrackerRec[];
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
};

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decideTrackers = (
  command: TrackerCommand,
  context: Context,
  look: TrackerLook,
): Decision<TrackerEvent> => {
  const known = look.tracker(command.tracker);
  const on = { subject: "trackers", tracker: command.tracker, at: context.at } as const;
  if (command.type === "AddTracker") return add(command, known, on, look);
  if (known === undefined) return refused({ code: "tracker_unknown", params: { device: command.tracker } });
  switch (command.type) {
    case "AssignTracker": {
      if (known.removedAt !== undefined) return refused({ code: "tracker_removed" });
      if (sameCarried(known.carried, command.carried)) return alreadyDone(known.seq);
      return flawOf(command.carried, look) ?? accepted({ ...on, type: "TrackerAssigned", carried: command.carried });
    }
    case "RemoveTracker":
      return known.removedAt === undefined ? accepted({ ...on, type: "TrackerRemoved" }) : alreadyDone(known.seq);
  }
};

type AddTracker = Extract<TrackerCommand, { readonly type: "AddTracker" }>;
const add = (
  { name, unit, uniqueId }: AddTracker,
  known: TrackerRec | undefined,
  on: { readonly subject: "trackers"; readonly tracker: TrackerId; readonly at: Millis },
  look: TrackerLook,
): Decision<TrackerEvent> => {
  // Added anew it is another device with another token: a removed one never comes back.
  if (known !== undefined)
    return refused({ code: known.removedAt === undefined ? "tracker_exists" : "tracker_removed" });
  const [twin] = uniqueId === "" ? [] : look.trackersNamed(uniqueId);
  if (twin !== undefined) return refused({ code: "tracker_named", params: { name: twin.name } });
  return accepted({ ...on, type: "TrackerAdded", name, unit, scope: look.scopeOf(unit), uniqueId });
};

const sameCarried = (a: Carried, b: Carried): boolean => a.by === b.by && carrierOf(a) === carrierOf(b);

const carrierOf = (carried: Carried): string => {
  switch (carried.by) {
    case "nobody":
      return "";
    case "worker":
      return carried.worker;
    case "patrol":
      return carried.patrol;
  }
};

/** Why it cannot go with these; undefined where it can. */
const flawOf = (carried: Carried, look: TrackerLook): Decision<never> | undefined => {
  switch (carried.by) {
    case "nobody":
      return undefined;
    case "worker": {
      const worker = look.worker(carried.worker);
      return worker === undefined || isForgotten(worker) ? refused({ code: "worker_unknown" }) : undefined;
    }
    case "patrol": {
      const patrol = look.patrol(carried.patrol);
      if (patrol === undefined) return refused({ code: "patrol_unknown" });
      return patrol.run.state === "cancelled" || patrol.run.state === "completed"
        ? refused({ code: "patrol_wrong_state", params: { state: runWords[patrol.run.state] } })
        : undefined;
    }
  }
};

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

export const evolveTrackers = (
  event: TrackerEvent,
  seq: Seq,
  look: Pick<TrackerLook, "tracker">,
): readonly Change<TrackerRec>[] => {
  if (event.type === "TrackerAdded") {
    const { tracker: id, name, unit, scope, uniqueId, at: since } = event;
    return [put({ kind: "tracker", id, seq, name, unit, scope, uniqueId, carried: { by: "nobody" }, since })];
  }
  const before = look.tracker(event.tracker);
  if (before === undefined) return [];
  switch (event.type) {
    case "TrackerAssigned":
      return [put({ ...before, seq, carried: event.carried, since: event.at })];
    case "TrackerRemoved":
      // Who carried it is of no use any more.
      return [put({ ...before, seq, carried: { by: "nobody" }, since: event.at, removedAt: event.at })];
  }
};

// ── whose fix is it ──────────────────────────────────────────────────────────────────────────────

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
      return { from: run.startedAt, until: Number.POSITIVE_INFINITY, begun: true };
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

/** The patrol that a fix of this tracker belongs to. */
export const patrolOfFix = (
  tracker: TrackerRec,
  at: Millis,
  look: {
    readonly patrol: (id: PatrolId) => PatrolRec | undefined;
    readonly patrolsOf: (worker: WorkerId) => readonly PatrolRec[];
  },
): PatrolRec | undefined => {
  const { carried } = tracker;
  switch (carried.by) {
    case "nobody":
      return undefined;
    case "worker":
      // What was walked before the device changed hands was walked by another.
      return at < tracker.since ? undefined : patrolAt(look.patrolsOf(carried.worker), at);
    case "patrol": {
      const patrol = look.patrol(carried.patrol);
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
