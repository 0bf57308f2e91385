// Acts of patrols: plan, go, pause, end, scan, report where one is, and take in a recorded track. [PAT-1, PAT-2]

import { type CoverLook, type CoverRec, evolveCover } from "../coverage/coverage.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import type { Day, PatrolId, RouteId, Seq, TrackId, UnitId, WorkerId } from "../ids.ts";
import type { RefusalCode } from "../refusals.ts";
import type { SiteRec } from "../site/site.ts";
import { type SiteClock, stampText } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { movedPatrol, type PatrolRec, plannedPatrol, type RouteRec, type TrailRec } from "./patrol.ts";
import type { PatrolCommand, PatrolEvent, RecordTrack, ReportFixes, ScanCheckpoint } from "./patrol-acts.ts";
import { runWords } from "./patrol-status.ts";
import { walkedPatrol } from "./patrol-walk.ts";
import { addedTo, withoutTrack, withTrack } from "./set-aside.ts";
import { placeOfScan, suspicionOf } from "./suspicion.ts";
import type { TrackRec, Walk } from "./track.ts";
import { mergeFixes } from "./track-walk.ts";
import { shownExcluded } from "./walk-replay.ts";
import { routeOf } from "./walkers.ts";

/** What the rules of patrols may look up. */
export type PatrolLook = CoverLook & {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  /** The unit and all above it. */
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly route: (id: RouteId) => RouteRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly trail: (id: PatrolId) => TrailRec | undefined;
  readonly track: (id: TrackId) => TrackRec | undefined;
};
/** What applying an event may look up. */
export type PatrolEvolveLook = Pick<PatrolLook, "site" | "clock" | "patrol" | "trail" | "zone" | "cover">;

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decidePatrols = (command: PatrolCommand, context: Context, look: PatrolLook): Decision<PatrolEvent> => {
  if (command.type === "PlanPatrol") return plan(command, context, look);
  if (command.type === "RecordTrack") return recordTrack(command, context, look);
  const patrol = look.patrol(command.patrol);
  if (patrol === undefined) return refused({ code: "patrol_unknown" });
  if (!mayAct(patrol, context)) return refused({ code: "forbidden" });
  const done = (
    type: "PatrolStarted" | "PatrolPaused" | "PatrolResumed" | "PatrolEnded" | "PatrolCheckedIn",
  ): Decision<PatrolEvent> => accepted({ subject: "patrols", type, patrol: patrol.id, at: context.at });
  const { state } = patrol.run;
  switch (command.type) {
    case "StartPatrol":
      if (state === "active") return alreadyDone(patrol.seq);
      return state === "planned" && context.at < patrol.windowEnd ? done("PatrolStarted") : wrongState(patrol, context);
    case "PausePatrol":
      if (state === "paused") return alreadyDone(patrol.seq);
      return state === "active" ? done("PatrolPaused") : wrongState(patrol, context);
    case "ResumePatrol":
      if (state === "active") return alreadyDone(patrol.seq);
      return state === "paused" ? done("PatrolResumed") : wrongState(patrol, context);
    case "EndPatrol":
      if (state === "completed") return alreadyDone(patrol.seq);
      return state === "active" || state === "paused" ? done("PatrolEnded") : wrongState(patrol, context);
    case "CancelPatrol":
      if (state === "cancelled") return alreadyDone(patrol.seq);
      if (state === "completed") return wrongState(patrol, context);
      return accepted({
        subject: "patrols",
        type: "PatrolCancelled",
        patrol: patrol.id,
        at: context.at,
        reason: command.reason,
      });
    case "CheckInPatrol":
      return state === "active" || state === "paused" ? done("PatrolCheckedIn") : wrongState(patrol, context);
    case "ScanCheckpoint":
      return scan(patrol, command, context, look);
    case "ReportFixes":
      return reportFixes(patrol, command, context, look);
  }
};

/** A worker acts for a patrol that he leads or walks with; who else may is the access table's matter. */
const mayAct = (patrol: PatrolRec, { actor }: Context): boolean =>
  actor.kind !== "worker" ||
  patrol.leader === actor.worker ||
  patrol.members.includes(actor.worker) ||
  actor.roles.includes("foreman") ||
  actor.roles.includes("station-head");

const wrongState = (patrol: PatrolRec, context: Context): Decision<never> =>
  refused({
    code: "patrol_wrong_state",
    params: {
      state: runWords[patrol.run.state === "planned" && context.at >= patrol.windowEnd ? "missed" : patrol.run.state],
    },
  });

type PlanPatrol = Extract<PatrolCommand, { readonly type: "PlanPatrol" }>;
const plan = (command: PlanPatrol, context: Context, look: PatrolLook): Decision<PatrolEvent> => {
  const no = (code: RefusalCode): Decision<never> => refused({ code });
  if (look.patrol(command.patrol) !== undefined) return no("patrol_exists");
  const route = look.route(command.route);
  if (route === undefined) return no("route_unknown");
  for (const id of [command.leader, ...command.members]) {
    const worker = look.worker(id);
    if (worker === undefined || isForgotten(worker)) return no("worker_unknown");
  }
  if (command.windowEnd <= command.plannedAt) return no("times_wrong");
  const { type: _, patrol, ...planned } = command;
  return accepted({
    subject: "patrols",
    type: "PatrolPlanned",
    patrol,
    at: context.at,
    draft: { id: patrol, unit: route.unit, ...planned },
    scope: route.scope,
  });
};

/** A scan is recorded whatever looks odd about it; what looks odd is said. [PAT-1] */
const scan = (
  patrol: PatrolRec,
  command: ScanCheckpoint,
  context: Context,
  look: PatrolLook,
): Decision<PatrolEvent> => {
  const route = routeOf(patrol, look.route);
  if (route === undefined) return refused({ code: "route_unknown" });
  const checkpoint = route.checkpoints.find((one) => one.id === command.checkpoint);
  if (checkpoint === undefined) return refused({ code: "checkpoint_unknown" });
  if (patrol.run.state === "cancelled") return wrongState(patrol, context);
  if (patrol.visits.some((visit) => visit.checkpoint === checkpoint.id && visit.by !== "gps"))
    return alreadyDone(patrol.seq);
  const suspicious = suspicionOf(patrol.run, checkpoint, command, context.at);
  const lonLat = placeOfScan(command, checkpoint);
  return accepted({
    subject: "patrols",
    type: "CheckpointScanned",
    patrol: patrol.id,
    at: context.at,
    checkpoint: checkpoint.id,
    scannedAt: Math.min(command.at ?? context.at, context.now),
    by: command.by,
    ...(lonLat === undefined ? {} : { lonLat }),
    ...(suspicious === undefined ? {} : { suspicious }),
  });
};

const reportFixes = (
  patrol: PatrolRec,
  command: ReportFixes,
  context: Context,
  look: PatrolLook,
): Decision<PatrolEvent> => {
  if (patrol.run.state === "cancelled") return wrongState(patrol, context);
  const walk = computedOn(command.walk, look.trail(patrol.id));
  if (walk.fixes.length === 0 && walk.excluded.every(([reason]) => reason === "duplicate"))
    return alreadyDone(patrol.seq);
  return accepted({
    subject: "patrols",
    type: "FixesReported",
    patrol: patrol.id,
    at: context.at,
    datum: command.datum,
    walk,
    lateDays: lateDays(walk, context, look),
  });
};

const recordTrack = (command: RecordTrack, context: Context, look: PatrolLook): Decision<PatrolEvent> => {
  const known = look.track(command.track);
  if (known !== undefined)
    return refused({ code: "track_known", params: { at: stampText(look.clock, known.recordedAt) } });
  const patrol = command.patrol === undefined ? undefined : look.patrol(command.patrol);
  if (command.patrol !== undefined && patrol === undefined) return refused({ code: "patrol_unknown" });
  if (patrol?.run.state === "cancelled") return wrongState(patrol, context);
  const unit = patrol?.unit ?? command.unit;
  const walk = computedOn(command.walk, patrol === undefined ? undefined : look.trail(patrol.id));
  if (command.own === undefined) throw new Error("RecordTrack reached decide without passing ingest");
  const { type: _, own, ...rest } = command;
  return accepted({
    subject: "patrols",
    type: "TrackRecorded",
    at: context.at,
    ...rest,
    unit,
    scope: look.scopeOf(unit),
    own,
    walk,
    lateDays: lateDays(walk, context, look),
  });
};

/** The walk must have been computed, and on the trail as it is now: else differences would be applied to the wrong base. */
export const computedOn = (walk: Walk | undefined, trail: TrailRec | undefined): Walk => {
  if (walk === undefined) throw new Error("fixes reached decide without passing ingest");
  if (walk.base !== (trail?.seq ?? 0)) throw new Error("the walk was computed on an older trail");
  return walk;
};

/** Days that were over when these fixes arrived: 补传. */
const lateDays = (walk: Walk, context: Context, look: PatrolLook): readonly Day[] => {
  const today = look.clock.dayOf(context.now);
  return walk.days.map((one) => one.day).filter((day) => day < today);
};

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

type PatrolRecs = PatrolRec | TrailRec | TrackRec | CoverRec;

export const evolvePatrols = (event: PatrolEvent, seq: Seq, look: PatrolEvolveLook): readonly Change<PatrolRecs>[] => {
  if (event.type === "PatrolPlanned") return [put(plannedPatrol(event.draft, seq, event.scope))];
  if (event.type === "PatrolImported") return [put(movedPatrol(event.patrol, event.draft, seq, event.scope))];
  if (event.type === "TrackRecorded") return [put(trackRecord(event, seq)), ...walked(event.patrol, event, seq, look)];
  const patrol = look.patrol(event.patrol);
  if (patrol === undefined) return [];
  const since = event.at;
  const startedAt = "startedAt" in patrol.run ? patrol.run.startedAt : since;
  switch (event.type) {
    case "PatrolStarted":
    case "PatrolResumed":
      return [put({ ...patrol, seq, run: { state: "active", startedAt, since } })];
    case "PatrolPaused":
      return [put({ ...patrol, seq, run: { state: "paused", startedAt, since } })];
    case "PatrolEnded":
      return [put({ ...patrol, seq, run: { state: "completed", startedAt, since } })];
    case "PatrolCancelled":
      return [put({ ...patrol, seq, run: { state: "cancelled", reason: event.reason, since } })];
    case "PatrolCheckedIn":
      return [put({ ...patrol, seq, sign: Math.max(patrol.sign ?? 0, event.at) })];
    case "CheckpointScanned": {
      const { checkpoint, scannedAt: at, by, suspicious } = event;
      const visit = { checkpoint, at, by, ...(suspicious === undefined ? {} : { suspicious }) };
      return [put({ ...patrol, seq, visits: [...patrol.visits, visit] })];
    }
    case "FixesReported":
      return walked(patrol.id, event, seq, look);
  }
};

type Walked = Extract<PatrolEvent, { readonly walk: Walk }>;

/** The walk applied: to the patrol and its trail where there is one, and to the cells in any case. */
const walked = (
  id: PatrolId | undefined,
  event: Walked,
  seq: Seq,
  look: PatrolEvolveLook,
): readonly Change<PatrolRecs>[] => {
  const { walk, lateDays: late, at } = event;
  const patrol = id === undefined ? undefined : look.patrol(id);
  const aside = patrol?.setAside;
  const cover =
    aside === undefined ? evolveCover(walk.zones, seq, look.clock.dayOf(at), look.site.settings.lmin, look) : [];
  if (patrol === undefined) return cover;
  const trail = look.trail(patrol.id);
  const before = trail?.fixes ?? [];
  const { fixes } = mergeFixes(before, walk.fixes);
  const after = walkedPatrol(withTrack(patrol), walk, late, before, fixes, seq);
  return [
    put(aside === undefined ? after : withoutTrack(after, aside)),
    put({
      kind: "trail",
      id: patrol.id,
      seq,
      fixes,
      excluded: shownExcluded(trail?.excluded ?? [], walk.excluded),
      added: addedTo(trail?.added ?? [], walk.zones),
    }),
    ...cover,
  ];
};

const trackRecord = (event: Extract<PatrolEvent, { readonly type: "TrackRecorded" }>, seq: Seq): TrackRec => ({
  kind: "track",
  id: event.track,
  seq,
  unit: event.unit,
  scope: event.scope,
  file: event.file,
  profile: event.profile,
  ...(event.patrol === undefined ? {} : { patrol: event.patrol }),
  recordedAt: event.at,
  fixes: event.own.fixes,
  excluded: event.own.excluded,
  segments: event.own.segments,
  km: Math.round(event.own.metres) / 1000,
  hours: Math.round(event.own.ms / 3600) / 1000,
  days: event.own.days,
  late: event.lateDays.length > 0,
  line: event.own.line,
});
