// What may be done to a case: the commands as they come in by the doors, and the events that they bring about. [CASE-1]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type CaseId, caseId, findingId, type Millis, postId, type UnitId, unitId, workerId } from "../ids.ts";
import { id } from "../site/site.ts";
import {
  type CaseRec,
  caseSorts,
  colours,
  controls,
  type FiveFixes,
  type Grade,
  hazardClasses,
  levels,
  urgencies,
} from "./case.ts";

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const words = v.pipe(v.string(), v.trim(), v.maxLength(500));
const needed = v.pipe(words, v.minLength(1));
const on = { case: id(caseId) } as const;

export const fiveFixes = v.object({
  who: id(workerId),
  measure: needed,
  due: instant,
  finisher: id(workerId),
  acceptor: id(workerId),
  major: v.optional(
    v.object({
      plan: needed,
      funds: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e12)),
      emergency: needed,
      control: v.picklist(controls),
    }),
  ),
});

export const caseCommands = {
  ReportCase: v.object({
    type: v.literal("ReportCase"),
    sort: v.picklist(caseSorts),
    /** Left out: that of whoever tells it, or of the kiosk. */
    unit: v.exactOptional(id(unitId)),
    class: v.picklist(hazardClasses),
    urgency: v.picklist(urgencies),
    post: v.exactOptional(id(postId)),
    place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), ""),
    words: v.optional(words, ""),
    /** What a walker told of it: seen then, by him. A desk's to name. */
    finding: v.exactOptional(id(findingId)),
  }),
  VerifyCase: v.object({ type: v.literal("VerifyCase"), ...on }),
  RejectCase: v.object({ type: v.literal("RejectCase"), ...on, reason: needed }),
  MergeCase: v.object({ type: v.literal("MergeCase"), ...on, into: id(caseId) }),
  GradeCase: v.object({
    type: v.literal("GradeCase"),
    ...on,
    level: v.picklist(levels),
    colour: v.picklist(colours),
  }),
  AssignCase: v.object({
    type: v.literal("AssignCase"),
    ...on,
    fixes: fiveFixes,
    /** Why it is handed out anew; needed where it was handed out before. */
    reason: v.optional(words, ""),
  }),
  NameAcceptor: v.object({ type: v.literal("NameAcceptor"), ...on, acceptor: id(workerId), reason: needed }),
  ObjectCase: v.object({ type: v.literal("ObjectCase"), ...on, reason: needed }),
  StartCase: v.object({ type: v.literal("StartCase"), ...on }),
  SayCaseDone: v.object({ type: v.literal("SayCaseDone"), ...on, evidence: needed }),
  ReturnCase: v.object({ type: v.literal("ReturnCase"), ...on, reason: needed }),
  AcceptCase: v.object({ type: v.literal("AcceptCase"), ...on }),
  CloseCase: v.object({ type: v.literal("CloseCase"), ...on }),
  SuspendCase: v.object({ type: v.literal("SuspendCase"), ...on, reason: needed, until: instant }),
  ResumeCase: v.object({ type: v.literal("ResumeCase"), ...on }),
  SuperviseCase: v.object({ type: v.literal("SuperviseCase"), ...on, reason: needed }),
  ReopenCase: v.object({ type: v.literal("ReopenCase"), ...on, reason: needed }),
  VoidCase: v.object({ type: v.literal("VoidCase"), ...on, reason: needed }),
  /** He has read what came of what he told. */
  ReadCases: v.object({
    type: v.literal("ReadCases"),
    cases: v.pipe(v.array(id(caseId)), v.minLength(1), v.maxLength(50), v.readonly()),
  }),
} as const;
export type CaseCommand = v.InferOutput<(typeof caseCommands)[keyof typeof caseCommands]>;

type On<T extends string, D = object> = {
  readonly subject: "cases";
  readonly type: T;
  readonly case: CaseId;
  readonly at: Millis;
  readonly by: Answerer;
} & D;
type Why = { readonly reason: string };
export type CaseEvent =
  | (Omit<On<"CaseReported">, "by"> &
      Pick<
        CaseRec,
        "sort" | "unit" | "scope" | "class" | "urgency" | "post" | "place" | "words" | "toldAt" | "by" | "finding"
      >)
  | On<"CaseVerified" | "CaseStarted" | "CaseAccepted" | "CaseClosed" | "CaseResumed">
  | On<"CaseRejected" | "CaseObjected" | "CaseReturned" | "CaseSupervised" | "CaseReopened" | "CaseVoided", Why>
  | On<"CaseMerged", { readonly into: CaseId }>
  | On<"CaseGraded", { readonly grade: Grade }>
  | On<"CaseAssigned", Why & { readonly fixes: FiveFixes }>
  | On<"AcceptorNamed", Why & { readonly acceptor: FiveFixes["acceptor"] }>
  | On<"CaseDone", { readonly evidence: string }>
  | On<"CaseSuspended", Why & { readonly until: Millis }>
  | { readonly subject: "cases"; readonly type: "CasesRead"; readonly cases: readonly CaseId[]; readonly at: Millis };

export type CaseScope = { readonly scope: readonly UnitId[] };
