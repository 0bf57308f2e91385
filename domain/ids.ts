// Branded identifiers: a post's id can never be handed where a worker's is asked. The one cast of the house is here.

declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Number of an event in the ledger: 1, 2, 3 … without a gap. 0 means "before the first". */
export type Seq = Brand<number, "Seq">;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;
/** A site-local calendar day, `2026-11-22`. */
export type Day = Brand<string, "Day">;
/** UUIDv7 made at the touch; the idempotency key of a command. */
export type CommandId = Brand<string, "CommandId">;
export type UnitId = Brand<string, "UnitId">;
export type WorkerId = Brand<string, "WorkerId">;
export type PostId = Brand<string, "PostId">;
export type ShiftId = Brand<string, "ShiftId">;
export type RouteId = Brand<string, "RouteId">;
export type CheckpointId = Brand<string, "CheckpointId">;
export type PatrolId = Brand<string, "PatrolId">;
export type RoundId = Brand<string, "RoundId">;
export type TrackerId = Brand<string, "TrackerId">;
export type TrackId = Brand<string, "TrackId">;
export type FindingId = Brand<string, "FindingId">;
export type ZoneId = Brand<string, "ZoneId">;
export type ActivityId = Brand<string, "ActivityId">;
export type RoleId = Brand<string, "RoleId">;
export type EntryId = Brand<string, "EntryId">;
export type QuizId = Brand<string, "QuizId">;
export type AlarmId = Brand<string, "AlarmId">;
export type CorrectionId = Brand<string, "CorrectionId">;
export type CaseId = Brand<string, "CaseId">;
export type ScreenId = Brand<string, "ScreenId">;

const text =
  <B extends string>() =>
  (value: string): B =>
    value as B;
const count =
  <B extends number>() =>
  (value: number): B =>
    value as B;

export const seq = count<Seq>();
export const day = text<Day>();
export const commandId = text<CommandId>();
export const unitId = text<UnitId>();
export const workerId = text<WorkerId>();
export const postId = text<PostId>();
export const shiftId = text<ShiftId>();
export const routeId = text<RouteId>();
export const checkpointId = text<CheckpointId>();
export const patrolId = text<PatrolId>();
export const roundId = text<RoundId>();
export const trackerId = text<TrackerId>();
export const trackId = text<TrackId>();
export const findingId = text<FindingId>();
export const zoneId = text<ZoneId>();
export const activityId = text<ActivityId>();
export const roleId = text<RoleId>();
export const entryId = text<EntryId>();
export const quizId = text<QuizId>();
export const alarmId = text<AlarmId>();
export const correctionId = text<CorrectionId>();
export const caseId = text<CaseId>();
export const screenId = text<ScreenId>();
