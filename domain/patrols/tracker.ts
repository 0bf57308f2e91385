// Trackers: the devices that tell where a patrol is, who carries each, and to which patrol what one tells belongs. [PAT-1, PAT-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import {
  type Millis,
  type PatrolId,
  patrolId,
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
import { runWords } from "./patrol-status.ts";

/** Who or what it goes with: a worker on all his patrols, or one patrol alone, or it lies in the drawer. */
export type Carried =
  | { readonly by: "nobody" }
  | { readonly by: "worker"; readonly worker: WorkerId }
  | { readonly by: "patrol"; readonly patrol: PatrolId };

/** `from` is 0 for the first of all: before it nobody carried the tracker, so nobody else can be meant. */
export type Stint = { readonly carried: Carried; readonly from: Millis; readonly until?: Millis };
/** Stints remembered; a device that was without a line for longer brings a file. */
const stintsKept = 8;

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
  /** Who carried it when, the latest last: what was walked without a line belongs to whoever walked it. */
  readonly stints: readonly Stint[];
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
  RenameTracker: v.object({
    type: v.literal("RenameTracker"),
    tracker: id(trackerId),
    name: v.pipe(text, v.minLength(1)),
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
  | On<"TrackerRenamed", { readonly name: string }>
  | On<"TrackerAssigned", { readonly carried: Carried }>
  | On<"TrackerRemoved", object>;

export type TrackerLook = {
  readonly tracker: (id: TrackerId) => TrackerRec | undefined;
  /** Those in use that a gateway names so. */
  readonly trackersNamed: (uniqueId: string) => readonly TrackerRec[];
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly unit: (id: UnitId) => { readonly id: UnitId } | undefined;
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
  if (command.type === "AddTracker") return add(command, known, on, context, look);
  if (known === undefined) return refused({ code: "tracker_unknown", params: { device: command.tracker } });
  switch (command.type) {
    case "AssignTracker": {
      if (known.removedAt !== undefined) return refused({ code: "tracker_removed" });
      if (sameCarried(known.carried, command.carried)) return alreadyDone(known.seq);
      return (
        flawOf(command.carried, known.unit, look) ??
        accepted({ ...on, type: "TrackerAssigned", carried: command.carried })
      );
    }
    case "RenameTracker":
      if (known.removedAt !== undefined) return refused({ code: "tracker_removed" });
      return known.name === command.name
        ? alreadyDone(known.seq)
        : accepted({ ...on, type: "TrackerRenamed", name: command.name });
    case "RemoveTracker":
      return known.removedAt === undefined ? accepted({ ...on, type: "TrackerRemoved" }) : alreadyDone(known.seq);
  }
};

type AddTracker = Extract<TrackerCommand, { readonly type: "AddTracker" }>;
const add = (
  { name, unit, uniqueId }: AddTracker,
  known: TrackerRec | undefined,
  on: { readonly subject: "trackers"; readonly tracker: TrackerId; readonly at: Millis },
  { actor }: Context,
  look: TrackerLook,
): Decision<TrackerEvent> => {
  if (look.unit(unit) === undefined) return refused({ code: "unit_unknown" });
  // Added anew it is another device with another token: a removed one never comes back.
  if (known !== undefined)
    return refused({ code: known.removedAt === undefined ? "tracker_exists" : "tracker_removed" });
  const [twin] = uniqueId === "" ? [] : look.trackersNamed(uniqueId);
  if (twin !== undefined) {
    // What another unit calls its devices is its own matter.
    const isOwn = actor.kind === "person" && twin.scope.includes(actor.unit);
    return refused({ code: "tracker_named", params: { name: isOwn ? twin.name : "—" } });
  }
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
const flawOf = (carried: Carried, unit: UnitId, look: TrackerLook): Decision<never> | undefined => {
  switch (carried.by) {
    case "nobody":
      return undefined;
    case "worker": {
      const worker = look.worker(carried.worker);
      if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
      // Else a unit could write into the patrols of another. [ORG-1]
      return worker.scope.includes(unit) ? undefined : refused({ code: "tracker_of_others" });
    }
    case "patrol": {
      const patrol = look.patrol(carried.patrol);
      if (patrol === undefined) return refused({ code: "patrol_unknown" });
      if (!patrol.scope.includes(unit)) return refused({ code: "tracker_of_others" });
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
    return [
      put({ kind: "tracker", id, seq, name, unit, scope, uniqueId, carried: { by: "nobody" }, since, stints: [] }),
    ];
  }
  const before = look.tracker(event.tracker);
  if (before === undefined) return [];
  switch (event.type) {
    case "TrackerAssigned":
      return [put({ ...before, seq, carried: event.carried, since: event.at, stints: stintsAfter(before, event) })];
    case "TrackerRenamed":
      return [put({ ...before, seq, name: event.name })];
    case "TrackerRemoved":
      // Who carried it is of no use any more.
      return [put({ ...before, seq, carried: { by: "nobody" }, since: event.at, stints: [], removedAt: event.at })];
  }
};

const stintsAfter = (
  { stints }: TrackerRec,
  { carried, at }: Extract<TrackerEvent, { readonly type: "TrackerAssigned" }>,
): readonly Stint[] => {
  const closed = stints.map((one) => (one.until === undefined ? { ...one, until: at } : one));
  const next = carried.by === "nobody" ? [] : [{ carried, from: stints.length === 0 ? 0 : at }];
  return [...closed, ...next].slice(-stintsKept);
};

/** The tracker after an import: under its unit's new scope; under the whole site where its unit is there no more. */
export const trackerAfterImport = (
  tracker: TrackerRec,
  seq: Seq,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
  root: UnitId | undefined,
): Change<TrackerRec> => {
  const unit = scopes.has(tracker.unit) || root === undefined ? tracker.unit : root;
  return put({ ...tracker, seq, unit, scope: scopes.get(unit) ?? tracker.scope });
};
