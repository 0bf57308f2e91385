// What may be done with an activity and its seats, and what is written down of it. [ACT-1, ACT-3, ACT-4]

import * as v from "valibot";
import {
  type ActivityId,
  activityId,
  type EntryId,
  type Millis,
  type RoleId,
  roleId,
  type UnitId,
  type WorkerId,
} from "../ids.ts";
import { id, text } from "../site/site.ts";
import type { EntryRec } from "./activity.ts";
import { type ActivityDraft, activityDraft } from "./activity-draft.ts";

export const activityCommands = {
  OpenActivity: v.object({ type: v.literal("OpenActivity"), activity: activityDraft }),
  CancelActivity: v.object({ type: v.literal("CancelActivity"), activity: id(activityId), reason: text }),
  /** `wait`: where no seat is left, take a place in the queue and fill in at once when one is freed (直接补位). */
  SignUp: v.object({ type: v.literal("SignUp"), activity: id(activityId), role: id(roleId), wait: v.boolean() }),
  CancelEntry: v.object({ type: v.literal("CancelEntry"), activity: id(activityId) }),
  CheckInEntry: v.object({ type: v.literal("CheckInEntry"), activity: id(activityId) }),
  CheckOutEntry: v.object({ type: v.literal("CheckOutEntry"), activity: id(activityId) }),
} as const;

export type ActivityCommand = v.InferOutput<(typeof activityCommands)[keyof typeof activityCommands]>;

type On<T extends string, D> = {
  readonly subject: "activities";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
/** Whose seat or place in the queue, in which role. */
export type Entry = { readonly entry: EntryId; readonly worker: WorkerId; readonly role: RoleId };
export type ActivityEvent =
  | On<"ActivityOpened", { readonly draft: ActivityDraft; readonly scope: readonly UnitId[] }>
  | On<"ActivityCancelled", { readonly reason: string }>
  | On<"SeatTaken", Entry & { readonly promoted: boolean }>
  | On<"QueueJoined", Entry & { readonly place: number }>
  | On<"EntryCancelled", Entry>
  | On<"EntryCheckedIn", Entry>
  | On<"EntryCheckedOut", Entry & { readonly minutes: number; readonly from: Millis }>;

/** An entry as events name it. */
export const named = (entry: EntryRec): Entry => ({ entry: entry.id, worker: entry.worker, role: entry.role });
