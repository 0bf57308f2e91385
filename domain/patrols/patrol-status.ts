// What a patrol is at this moment, and which of its checkpoints are due, visited or missed: derived from record and clock. [PAT-1]

import type { CheckpointId, Millis } from "../ids.ts";
import { inBoth } from "../in-both.ts";
import type { SiteRec } from "../site/site.ts";
import { minute } from "../time.ts";
import type { Checkpoint, PatrolRec, RouteRec, Visit } from "./patrol.ts";
import { headsOf } from "./walkers.ts";

export const patrolStates = [
  "planned",
  "ready",
  "start-overdue",
  "active",
  "paused",
  "check-due",
  "silent",
  "incomplete",
  "missed",
  "completed",
  "reviewed",
  "cancelled",
] as const;
export type PatrolState = (typeof patrolStates)[number];

/** Ready 60 min before the planned start, overdue 30 min after it. */
export const readyBefore = 60 * minute;
export const overdueAfter = 30 * minute;

export type PatrolStatus = {
  readonly state: PatrolState;
  /** When the state began, ms. For an active or silent patrol: its last sign of life. */
  readonly since: Millis;
  /** When it becomes worse if nothing comes, ms. */
  readonly next?: Millis;
  /** Checkpoints of the route that nobody has visited yet, in order. */
  readonly open: readonly CheckpointId[];
};

/** Words for a refusal, where both languages read them. */
export const runWords: Readonly<Record<PatrolState, string>> = {
  planned: inBoth("已计划", "planned"),
  ready: inBoth("待出发", "ready"),
  "start-overdue": inBoth("逾期未出发", "start overdue"),
  "check-due": inBoth("待报平安", "check-in due"),
  silent: inBoth("失联", "silent"),
  incomplete: inBoth("未完成", "incomplete"),
  reviewed: inBoth("已审核", "reviewed"),
  active: inBoth("巡护中", "under way"),
  paused: inBoth("暂停", "paused"),
  completed: inBoth("已完成", "completed"),
  cancelled: inBoth("已取消", "cancelled"),
  missed: inBoth("漏巡", "missed"),
};

/** Whoever walks alone owes a sign of life more often: nobody beside him can call for help. */
export const isLone = (patrol: PatrolRec): boolean => headsOf(patrol) === 1;

/** Nobody walked it while its window was open; a review does not change that. */
export const wasMissed = ({ run, windowEnd }: Pick<PatrolRec, "run" | "windowEnd">, now: Millis): boolean =>
  run.state === "planned" && now >= windowEnd;

/** Last sign of life: start, resume, a fix, a scan or a word; never later than now, so that a fast clock cannot hide a silence. */
const lastSign = (patrol: PatrolRec, since: Millis, now: Millis): Millis => {
  let sign = Math.max(since, patrol.sign ?? 0);
  if (patrol.last !== undefined) sign = Math.max(sign, patrol.last.at);
  for (const visit of patrol.visits) sign = Math.max(sign, visit.at);
  return Math.min(sign, now);
};

/**
 * The one place where a patrol's state is derived; server and screens share it. Silent speaks of a person and goes before
 * incomplete: it ends by a sign of life or by somebody who ends the patrol, never by itself.
 */
export const patrolStatus = (
  patrol: PatrolRec,
  route: RouteRec | undefined,
  site: SiteRec,
  now: Millis,
): PatrolStatus => {
  const visited = new Set(patrol.visits.map((visit) => visit.checkpoint));
  const open = (route?.checkpoints ?? []).map((one) => one.id).filter((one) => !visited.has(one));
  const { run, plannedAt, windowEnd, review } = patrol;
  // Whoever is out is watched, whatever was written about his patrol before his start came in.
  const isOut = run.state === "active" || run.state === "paused";
  if (review !== undefined && !isOut) return { state: "reviewed", since: review.at, open };
  switch (run.state) {
    case "planned": {
      const readyAt = plannedAt - readyBefore;
      const overdueAt = Math.min(plannedAt + overdueAfter, windowEnd);
      if (now >= windowEnd) return { state: "missed", since: windowEnd, open };
      if (now >= overdueAt) return { state: "start-overdue", since: plannedAt, next: windowEnd, open };
      if (now >= readyAt) return { state: "ready", since: readyAt, next: overdueAt, open };
      return { state: "planned", since: plannedAt, next: overdueAt, open };
    }
    case "active": {
      const since = lastSign(patrol, run.since, now);
      if (isLone(patrol)) return loneStatus({ state: "active", since }, since, windowEnd, open, site, now);
      const silentAt = since + site.settings.silentMin * minute;
      if (now >= silentAt) return { state: "silent", since, open };
      if (now >= windowEnd && open.length > 0) return { state: "incomplete", since: windowEnd, next: silentAt, open };
      return { state: "active", since, next: now < windowEnd ? Math.min(silentAt, windowEnd) : silentAt, open };
    }
    case "paused":
      if (isLone(patrol)) {
        const since = lastSign(patrol, run.since, now);
        return loneStatus({ state: "paused", since: run.since }, since, windowEnd, open, site, now);
      }
      if (now >= windowEnd && open.length > 0) return { state: "incomplete", since: windowEnd, open };
      return { state: "paused", since: run.since, ...(now < windowEnd ? { next: windowEnd } : {}), open };
    case "completed":
    case "cancelled":
      return { state: run.state, since: run.since, open };
  }
};

/** The ladder of who walks alone, as a post has it: a sign is due, then he is reminded, then he is silent. `calm`: what it is until then. */
const loneStatus = (
  calm: { readonly state: "active" | "paused"; readonly since: Millis },
  sign: Millis,
  windowEnd: Millis,
  open: readonly CheckpointId[],
  { settings }: SiteRec,
  now: Millis,
): PatrolStatus => {
  // Never later than a group would be: a site that calls silence early means it for him first.
  const silentAt = sign + Math.min(settings.loneMin + settings.remindMin, settings.silentMin) * minute;
  const dueAt = Math.min(sign + settings.loneMin * minute, silentAt);
  if (now >= silentAt) return { state: "silent", since: sign, open };
  if (now >= dueAt) return { state: "check-due", since: sign, next: silentAt, open };
  if (now >= windowEnd && open.length > 0) return { state: "incomplete", since: windowEnd, next: dueAt, open };
  return { ...calm, next: now < windowEnd ? Math.min(dueAt, windowEnd) : dueAt, open };
};

export type CheckpointState = "visited" | "waiting" | "due" | "missed";
export type CheckpointLine = {
  readonly checkpoint: Checkpoint;
  readonly state: CheckpointState;
  /** The first visit, by whatever means. */
  readonly visit?: Visit;
  /** Whether the visit fell into the checkpoint's window; undefined where it has none, or no visit. */
  readonly punctual?: boolean;
  /** When it must be visited at the latest, ms. */
  readonly until: Millis;
};

/** The route's checkpoints in order, each with its finding: missed points are named one by one. */
export const checkpointLines = (patrol: PatrolRec, route: RouteRec, now: Millis): readonly CheckpointLine[] =>
  route.checkpoints.map((checkpoint) => {
    const { window } = checkpoint;
    const from = patrol.plannedAt + (window?.from ?? 0) * minute;
    const until = window === undefined ? patrol.windowEnd : patrol.plannedAt + window.until * minute;
    const visit = patrol.visits
      .filter((one) => one.checkpoint === checkpoint.id)
      .reduce<Visit | undefined>((first, one) => (first === undefined || one.at < first.at ? one : first), undefined);
    if (visit !== undefined) {
      const punctual = window === undefined ? {} : { punctual: from <= visit.at && visit.at <= until };
      return { checkpoint, state: "visited", visit, ...punctual, until };
    }
    const over = now > until || patrol.run.state === "completed" || patrol.run.state === "cancelled";
    return { checkpoint, state: over ? "missed" : now >= from ? "due" : "waiting", until };
  });
