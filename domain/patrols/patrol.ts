// Routes with their checkpoints, patrols along them, and the trail of fixes that a patrol left. [PAT-1, PAT-2]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import {
  type CheckpointId,
  checkpointId,
  type Day,
  type Millis,
  type PatrolId,
  patrolId,
  type RoundId,
  type RouteId,
  roundId,
  routeId,
  type Seq,
  type UnitId,
  unitId,
  type WorkerId,
  workerId,
} from "../ids.ts";
import { figure, id, type LonLat, lonLat, scopeOf, text, type UnitDraft } from "../site/site.ts";
import type { PatrolOrigin } from "./moved.ts";
import type { SetAside } from "./set-aside.ts";
import { type Effort, type Excluded, type Fix, type Profile, profiles, type Tally, type ZoneWalk } from "./track.ts";

export type Checkpoint = {
  readonly id: CheckpointId;
  readonly name: string;
  readonly nameEn: string;
  readonly at: LonLat;
  /** Metres, 100–200. */
  readonly radius: number;
  /** When it is due, in minutes after the planned start. */
  readonly window?: { readonly from: number; readonly until: number } | undefined;
};

export type RouteRec = {
  readonly kind: "route";
  readonly id: RouteId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly name: string;
  readonly nameEn: string;
  readonly checkpoints: readonly Checkpoint[];
};

/** What was done; ready, overdue, silent, incomplete and missed follow from it and the clock. */
export type PatrolRun =
  | { readonly state: "planned" }
  /** `since`: start or last resume. */
  | { readonly state: "active"; readonly startedAt: Millis; readonly since: Millis }
  | { readonly state: "paused"; readonly startedAt: Millis; readonly since: Millis }
  | { readonly state: "completed"; readonly startedAt: Millis; readonly since: Millis }
  /** `byPlan`: its recurring plan was changed or ended, nobody called this one off. */
  | { readonly state: "cancelled"; readonly reason: string; readonly since: Millis; readonly byPlan?: true };

/** Why a visit is marked. Marked visits count; a person looks at them. [PAT-1] */
export const suspicions = ["far", "unplaced", "clock", "not-under-way", "accuracy-unknown"] as const;
export type Suspicion = (typeof suspicions)[number];

export type Visit = {
  readonly checkpoint: CheckpointId;
  readonly at: Millis;
  readonly by: "nfc" | "qr" | "gps";
  readonly suspicious?: Suspicion;
};

export type LastFix = {
  readonly at: Millis;
  readonly lonLat: LonLat;
  /** Degrees from north, clockwise, of the way from the fix before. */
  readonly heading?: number;
};

export type PatrolRec = {
  readonly kind: "patrol";
  readonly id: PatrolId;
  readonly seq: Seq;
  /** Undefined: it moved over from a system that knows no such route. */
  readonly route?: RouteId;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  /** Undefined: it moved over, and the register holds nobody of his name. */
  readonly leader?: WorkerId;
  readonly members: readonly WorkerId[];
  readonly profile: Profile;
  readonly plannedAt: Millis;
  readonly windowEnd: Millis;
  readonly run: PatrolRun;
  /** The recurring plan that it was made from. */
  readonly round?: RoundId | undefined;
  /** When it came onto the board, where that was after its start: the server had been away, nobody could have known of it. */
  readonly madeLate?: Millis;
  /** It moved over from another system. */
  readonly origin?: PatrolOrigin;
  /** Who has looked at what came of it. */
  readonly review?: { readonly at: Millis; readonly by?: Answerer; readonly note: string };
  /** Its track is invalid 无效轨迹: it does not count until it is put back. */
  readonly setAside?: SetAside;
  /** Its people were chosen for this one: a change of the plan leaves them. */
  readonly assigned?: true;
  readonly last?: LastFix;
  /** When somebody of it last said by himself that all is well. */
  readonly sign?: Millis;
  /** Walked lines for the map, broken where nothing is known; simplified, at most 200 points in all. */
  readonly line: readonly (readonly LonLat[])[];
  readonly km: number;
  readonly days: readonly Effort[];
  /** At most one by GPS and one by scan for each checkpoint. */
  readonly visits: readonly Visit[];
  readonly excluded: Tally;
  /** Days that were over when fixes for them arrived: 补传. */
  readonly lateDays: readonly Day[];
};

/** Every counted fix of a patrol in order of time. No screen gets it by itself; it leaves the server as a file or a replay that somebody asks for, and is dropped together with its patrol. */
export type TrailRec = {
  readonly kind: "trail";
  readonly id: PatrolId;
  readonly seq: Seq;
  readonly fixes: readonly Fix[];
  /** Those that did not count and can be shown apart. */
  readonly excluded: readonly Excluded[];
  /** What it has added to the cells of zones, or would have where it is set aside: so it can be taken away to the millimetre. */
  readonly added: readonly ZoneWalk[];
};

export const routeDraft = v.object({
  id: id(routeId),
  unit: id(unitId),
  name: text,
  nameEn: text,
  checkpoints: v.pipe(
    v.array(
      v.object({
        id: id(checkpointId),
        name: text,
        nameEn: text,
        at: lonLat,
        radius: figure(100, 200),
        window: v.optional(
          v.pipe(
            v.object({ from: figure(0, 10_080), until: figure(0, 10_080) }),
            v.check((window) => window.from < window.until, "window"),
          ),
        ),
      }),
    ),
    v.maxLength(200),
    v.readonly(),
  ),
});
export type RouteDraft = v.InferOutput<typeof routeDraft>;

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
/** What a plan says, in a site import and in `PlanPatrol`. Times in ms. */
export const patrolPlan = {
  route: id(routeId),
  leader: id(workerId),
  members: v.pipe(v.array(id(workerId)), v.maxLength(50), v.readonly()),
  profile: v.picklist(profiles),
  plannedAt: instant,
  windowEnd: instant,
} as const;
export const patrolDraft = v.object({
  id: id(patrolId),
  unit: id(unitId),
  ...patrolPlan,
  round: v.optional(id(roundId)),
});
export type PatrolDraft = v.InferOutput<typeof patrolDraft>;

export const routeRecord = (draft: RouteDraft, seq: Seq, units: ReadonlyMap<UnitId, UnitDraft>): RouteRec => ({
  kind: "route",
  ...draft,
  seq,
  scope: scopeOf(units, draft.unit),
});

const unwalked = { line: [], km: 0, days: [], visits: [], excluded: {}, lateDays: [] } as const;

export const plannedPatrol = (draft: PatrolDraft, seq: Seq, scope: readonly UnitId[]): PatrolRec => ({
  kind: "patrol",
  ...draft,
  seq,
  scope,
  run: { state: "planned" },
  ...unwalked,
});

/** What a patrol is when it moves over, before its track counts. */
export type MovedDraft = Pick<
  PatrolRec,
  "unit" | "leader" | "members" | "profile" | "plannedAt" | "windowEnd" | "run"
> & { readonly origin: PatrolOrigin };

export const movedPatrol = (
  id: PatrolId,
  draft: Omit<MovedDraft, "origin"> & { readonly origin?: PatrolOrigin },
  seq: Seq,
  scope: readonly UnitId[],
): PatrolRec => ({
  kind: "patrol",
  id,
  seq,
  scope,
  ...draft,
  ...unwalked,
});

export const patrolRecord = (draft: PatrolDraft, seq: Seq, units: ReadonlyMap<UnitId, UnitDraft>): PatrolRec =>
  plannedPatrol(draft, seq, scopeOf(units, draft.unit));
