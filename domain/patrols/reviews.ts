// What a desk does with one patrol: who walks it, that it was reviewed, and whether its track counts. [PAT-1, PAT-2]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type CoverLook, type CoverRec, evolveCover } from "../coverage/coverage.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import {
  type Day,
  type Millis,
  type PatrolId,
  patrolId,
  type RouteId,
  type Seq,
  type WorkerId,
  workerId,
} from "../ids.ts";
import { id, optionalText, type SiteRec, text } from "../site/site.ts";
import type { SiteClock } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import type { PatrolRec, RouteRec, TrailRec } from "./patrol.ts";
import type { PatrolEvent } from "./patrol-acts.ts";
import { patrolStatus, runWords } from "./patrol-status.ts";
import { daysOf, takenAway, withoutTrack, withTrack } from "./set-aside.ts";
import type { Effort } from "./track.ts";
import { routeOf } from "./walkers.ts";

const patrol = id(patrolId);
export const reviewCommands = {
  AssignPatrol: v.object({
    type: v.literal("AssignPatrol"),
    patrol,
    leader: id(workerId),
    members: v.pipe(v.array(id(workerId)), v.maxLength(50), v.readonly()),
  }),
  ReviewPatrol: v.object({ type: v.literal("ReviewPatrol"), patrol, note: optionalText }),
  SetTrackAside: v.object({ type: v.literal("SetTrackAside"), patrol, reason: text }),
  PutTrackBack: v.object({ type: v.literal("PutTrackBack"), patrol, reason: text }),
} as const;
export type ReviewCommand = v.InferOutput<(typeof reviewCommands)[keyof typeof reviewCommands]>;

type On<T extends string, D> = {
  readonly subject: "reviews";
  readonly type: T;
  readonly patrol: PatrolId;
  readonly at: Millis;
  readonly by: Answerer;
} & D;
/** `days`: what the day's effort loses or gains; `lateDays`: those of them that were over, told as 补传 is. */
type Counted = { readonly reason: string; readonly days: readonly Effort[]; readonly lateDays: readonly Day[] };
export type ReviewEvent =
  | On<"PatrolAssigned", { readonly leader: WorkerId; readonly members: readonly WorkerId[] }>
  | On<"PatrolReviewed", { readonly note: string }>
  | On<"TrackSetAside", Counted>
  | On<"TrackPutBack", Counted>;

export type ReviewLook = {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly route: (id: RouteId) => RouteRec | undefined;
  readonly trail: (id: PatrolId) => TrailRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decideReviews = (
  command: ReviewCommand,
  context: Context,
  look: ReviewLook,
): Decision<ReviewEvent | PatrolEvent> => {
  const known = look.patrol(command.patrol);
  if (known === undefined) return refused({ code: "patrol_unknown" });
  const { state } = patrolStatus(known, routeOf(known, look.route), look.site, context.now);
  const wrong = refused({ code: "patrol_wrong_state", params: { state: runWords[state] } });
  const on = { subject: "reviews", patrol: known.id, at: context.at, by: look.answererOf(context) } as const;
  const late = (days: readonly Effort[]): readonly Day[] => {
    const today = look.clock.dayOf(context.now);
    return daysOf(days).filter((day) => day < today);
  };
  switch (command.type) {
    case "AssignPatrol": {
      if (known.run.state !== "planned" || state === "missed" || state === "reviewed") return wrong;
      const { leader } = command;
      const members = command.members.filter((one) => one !== leader);
      for (const one of [leader, ...members]) {
        const worker = look.worker(one);
        if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
      }
      if (leader === known.leader && members.join("\n") === known.members.join("\n")) return alreadyDone(known.seq);
      return accepted({ ...on, type: "PatrolAssigned", leader, members });
    }
    case "ReviewPatrol": {
      if (state === "reviewed") return alreadyDone(known.seq);
      // One that nobody has ended is people who are still out: ending it is an act of its own.
      if (state !== "completed" && state !== "missed") return wrong;
      return accepted({ ...on, type: "PatrolReviewed", note: command.note });
    }
    case "SetTrackAside":
      if (known.setAside !== undefined) return alreadyDone(known.seq);
      if (state !== "completed" && state !== "incomplete" && state !== "missed" && state !== "reviewed") return wrong;
      if ((look.trail(known.id)?.fixes.length ?? 0) === 0) return refused({ code: "patrol_no_track" });
      return accepted({
        ...on,
        type: "TrackSetAside",
        reason: command.reason,
        days: known.days.map(({ day, metres, ms }) => ({ day, metres: -metres, ms: -ms })),
        lateDays: late(known.days),
      });
    case "PutTrackBack": {
      const days = known.setAside?.days;
      if (days === undefined) return alreadyDone(known.seq);
      return accepted({ ...on, type: "TrackPutBack", reason: command.reason, days, lateDays: late(days) });
    }
  }
};

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

export type ReviewEvolveLook = Pick<ReviewLook, "site" | "clock" | "patrol" | "trail"> & CoverLook;

export const evolveReviews = (
  event: ReviewEvent,
  seq: Seq,
  look: ReviewEvolveLook,
): readonly Change<PatrolRec | CoverRec>[] => {
  const known = look.patrol(event.patrol);
  if (known === undefined) return [];
  const { at, by } = event;
  const added = look.trail(known.id)?.added ?? [];
  const cells = (walks: typeof added): readonly Change<CoverRec>[] =>
    evolveCover(walks, seq, look.clock.dayOf(at), look.site.settings.lmin, look, "exactly");
  switch (event.type) {
    case "PatrolAssigned": {
      const { leader, members } = event;
      return [put({ ...known, seq, leader, members, assigned: true })];
    }
    case "PatrolReviewed":
      return [put({ ...known, seq, review: { at, by, note: event.note } })];
    case "TrackSetAside":
      return [
        put(withLate({ ...withoutTrack(known, { at, by, reason: event.reason }), seq }, event.lateDays)),
        ...cells(takenAway(added)),
      ];
    case "TrackPutBack":
      return [put(withLate({ ...withTrack(known), seq }, event.lateDays)), ...cells(added)];
  }
};

const withLate = (one: PatrolRec, late: readonly Day[]): PatrolRec => ({
  ...one,
  lateDays: [...new Set([...one.lateDays, ...late])].sort(),
});
