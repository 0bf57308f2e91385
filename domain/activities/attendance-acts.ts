// What may be done with attendance after sign-up, and what is written down of it. [ACT-4]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type ActivityId, activityId, entryId, type Millis, roleId, workerId } from "../ids.ts";
import { id, text } from "../site/site.ts";
import type { Entry } from "./activity-acts.ts";
import { type NoShowReason, noShowReasons } from "./presence.ts";

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const on = { activity: id(activityId), entry: id(entryId) };

export const attendanceCommands = {
  /** The organiser writes down when somebody came and left, for one without a badge or who forgot to check out. Without `to` he is there now. */
  EnterTimes: v.object({
    type: v.literal("EnterTimes"),
    ...on,
    from: instant,
    to: v.optional(instant),
    reason: text,
  }),
  /** Somebody came without an entry: the organiser writes it down afterwards, where a seat is left. */
  AddAttended: v.object({
    type: v.literal("AddAttended"),
    activity: id(activityId),
    worker: id(workerId),
    role: id(roleId),
    from: instant,
    to: instant,
    reason: text,
  }),
  SettleActivity: v.object({ type: v.literal("SettleActivity"), activity: id(activityId) }),
  LeaveOpen: v.object({ type: v.literal("LeaveOpen"), ...on }),
  ProposeNoShow: v.object({ type: v.literal("ProposeNoShow"), ...on }),
  AnswerNoShow: v.object({ type: v.literal("AnswerNoShow"), ...on, why: v.picklist(noShowReasons) }),
  ExcuseNoShow: v.object({ type: v.literal("ExcuseNoShow"), ...on, reason: text }),
  ConfirmNoShow: v.object({ type: v.literal("ConfirmNoShow"), ...on, reason: text }),
} as const;
export type AttendanceCommand = v.InferOutput<(typeof attendanceCommands)[keyof typeof attendanceCommands]>;

type On<T extends string, D> = {
  readonly subject: "attendance";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
type Said = { readonly by: Answerer; readonly reason: string };

export type AttendanceEvent =
  | On<"TimesArrived", Entry & Said & { readonly from: Millis }>
  /** `was`: the minutes that stood there before, and the time by which the day's totals have them. */
  | On<
      "TimesEntered",
      Entry &
        Said & {
          readonly from: Millis;
          readonly to: Millis;
          readonly minutes: number;
          readonly was?: { readonly minutes: number; readonly to: Millis };
        }
    >
  | On<"AttendedAdded", Entry & Said & { readonly from: Millis; readonly to: Millis; readonly minutes: number }>
  | On<"EntryLeftOpen", Entry>
  | On<"ActivitySettled", { readonly by: Answerer }>
  | On<"CreditGiven", Entry & { readonly minutes: number; readonly credits: number; readonly per: number }>
  | On<"CreditCorrected", Entry & Said & { readonly minutes: number; readonly credits: number }>
  | On<"NoShowProposed", Entry>
  | On<"NoShowAnswered", Entry & { readonly why: NoShowReason }>
  | On<"NoShowExcused", Entry & Said>
  | On<"NoShowConfirmed", Entry & Said>;
