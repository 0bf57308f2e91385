// What can be asked of patrols and what then stands in the ledger. [PAT-1, PAT-2]

import * as v from "valibot";
import {
  type CheckpointId,
  checkpointId,
  type Day,
  type Millis,
  type PatrolId,
  patrolId,
  type TrackId,
  type UnitId,
} from "../ids.ts";
import { id, type LonLat, lonLat, text } from "../site/site.ts";
import { type MovedDraft, type PatrolDraft, patrolPlan, type Suspicion } from "./patrol.ts";
import {
  type Datum,
  datums,
  type Effort,
  type Profile,
  type RawFix,
  type Tally,
  type TrackFile,
  type Walk,
} from "./track.ts";

const patrol = id(patrolId);
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const number = v.pipe(v.number(), v.finite());

/** Fixes in one report; a device with more sends several. */
export const maxReport = 500;

export const patrolCommands = {
  PlanPatrol: v.object({ type: v.literal("PlanPatrol"), patrol, ...patrolPlan }),
  StartPatrol: v.object({ type: v.literal("StartPatrol"), patrol }),
  PausePatrol: v.object({ type: v.literal("PausePatrol"), patrol }),
  ResumePatrol: v.object({ type: v.literal("ResumePatrol"), patrol }),
  EndPatrol: v.object({ type: v.literal("EndPatrol"), patrol }),
  CancelPatrol: v.object({ type: v.literal("CancelPatrol"), patrol, reason: text }),
  /** All is well: by the phone's key, or told to the desk by radio. */
  CheckInPatrol: v.object({ type: v.literal("CheckInPatrol"), patrol }),
  ScanCheckpoint: v.object({
    type: v.literal("ScanCheckpoint"),
    patrol,
    checkpoint: id(checkpointId),
    by: v.picklist(["nfc", "qr"]),
    /** When the device says it was scanned; without it, the time of the act. */
    at: v.optional(instant),
    lonLat: v.optional(lonLat),
    /** Metres: how well the device knows that place. */
    acc: v.optional(v.pipe(number, v.minValue(0))),
  }),
  /** `at` ms, `acc` metres. Coordinates are those of `datum`; range is judged fix by fix, so one bad fix costs no other. */
  ReportFixes: v.object({
    type: v.literal("ReportFixes"),
    patrol,
    datum: v.picklist(datums),
    fixes: v.pipe(
      v.array(v.object({ at: number, lon: number, lat: number, acc: v.optional(number) })),
      v.minLength(1),
      v.maxLength(maxReport),
      v.readonly(),
    ),
  }),
} as const;

export type PatrolWire = v.InferOutput<(typeof patrolCommands)[keyof typeof patrolCommands]>;
/** `walk` is computed by the server's ingest between the door and `decide`; the wire cannot bring one. */
export type ReportFixes = Extract<PatrolWire, { readonly type: "ReportFixes" }> & { readonly walk?: Walk };

/** What a file holds by itself, whatever else is known of the patrol. */
export type OwnWalk = {
  readonly fixes: number;
  readonly excluded: Tally;
  readonly segments: number;
  readonly metres: number;
  readonly ms: number;
  readonly days: readonly Effort[];
  readonly line: readonly (readonly LonLat[])[];
};

export type CheckInPatrol = Extract<PatrolWire, { readonly type: "CheckInPatrol" }>;
export type ScanCheckpoint = Extract<PatrolWire, { readonly type: "ScanCheckpoint" }>;

/** An imported file, by the server's ingest only. `own` and `walk` are computed between the import and `decide`. */
export type RecordTrack = {
  readonly type: "RecordTrack";
  readonly track: TrackId;
  readonly file: TrackFile;
  readonly unit: UnitId;
  readonly profile: Profile;
  readonly patrol?: PatrolId;
  /** As read, WGS-84, one list for each segment of the file. */
  readonly raw: readonly (readonly RawFix[])[];
  readonly own?: OwnWalk;
  readonly walk?: Walk;
};

export type PatrolCommand = Exclude<PatrolWire, { readonly type: "ReportFixes" }> | ReportFixes | RecordTrack;

type On<T extends string, D> = {
  readonly subject: "patrols";
  readonly type: T;
  readonly patrol: PatrolId;
  readonly at: Millis;
} & D;
export type PatrolEvent =
  | On<"PatrolPlanned", { readonly draft: PatrolDraft; readonly scope: readonly UnitId[] }>
  | On<"PatrolImported", { readonly draft: MovedDraft; readonly scope: readonly UnitId[] }>
  | On<"PatrolStarted", object>
  | On<"PatrolPaused", object>
  | On<"PatrolResumed", object>
  | On<"PatrolEnded", object>
  | On<"PatrolCheckedIn", object>
  | On<"PatrolCancelled", { readonly reason: string }>
  | On<
      "CheckpointScanned",
      {
        readonly checkpoint: CheckpointId;
        readonly scannedAt: Millis;
        readonly by: "nfc" | "qr";
        readonly lonLat?: LonLat;
        readonly suspicious?: Suspicion;
      }
    >
  | On<"FixesReported", { readonly datum: Datum; readonly walk: Walk; readonly lateDays: readonly Day[] }>
  | {
      readonly subject: "patrols";
      readonly type: "TrackRecorded";
      readonly at: Millis;
      readonly track: TrackId;
      readonly file: TrackFile;
      readonly unit: UnitId;
      readonly scope: readonly UnitId[];
      readonly profile: Profile;
      readonly patrol?: PatrolId;
      readonly raw: readonly (readonly RawFix[])[];
      readonly own: OwnWalk;
      readonly walk: Walk;
      readonly lateDays: readonly Day[];
    };
