// What somebody met in the field: which kind, where, when, who told it, and what became of it. [COV-2, COV-3]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import {
  type FindingId,
  findingId,
  type Millis,
  type PatrolId,
  patrolId,
  type Seq,
  type UnitId,
  unitId,
} from "../ids.ts";
import type { PlanForm } from "../site/plan.ts";
import { id, type LonLat, lonLat } from "../site/site.ts";
import { hour } from "../time.ts";

/** 隐患, 火情, 病虫害, 野生动物, 违法行为. */
export const findingSorts = ["hazard", "fire", "pest", "wildlife", "illegal"] as const;
export type FindingSort = (typeof findingSorts)[number];

/** The picture in the store, by the SHA-256 of its bytes; sides in px. */
export type Photo = {
  readonly hash: string;
  readonly form: PlanForm;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

/** Bytes of a photo; a phone's page makes its pictures smaller before it keeps them. */
export const photoLimit = 6 * 1024 * 1024;

export type FindingRec = {
  readonly kind: "finding";
  readonly id: FindingId;
  readonly seq: Seq;
  readonly sort: FindingSort;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  /** When it was seen, ms, by the server's clock; `toldAt`: when it could be told. */
  readonly at: Millis;
  readonly toldAt: Millis;
  /** Undefined: a phone that nobody had been given at that moment. */
  readonly by?: Answerer;
  readonly patrol?: PatrolId;
  /** WGS-84; `acc` metres. */
  readonly lonLat?: LonLat;
  readonly acc?: number;
  readonly note: string;
  readonly photo?: Photo;
  readonly is:
    | { readonly state: "open" }
    | { readonly state: "closed"; readonly at: Millis; readonly by: Answerer; readonly outcome: string };
};

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const metres = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What a phone or a desk tells. Its `id` is made once, at the finding, and is the same at every sending. */
export const findingDraft = v.object({
  id: v.pipe(v.string(), v.uuid(), v.toLowerCase(), v.transform(findingId)),
  sort: v.picklist(findingSorts),
  /** The teller's own clock at the finding, ms; `now`: the same clock at the sending. Without them: now. */
  at: v.optional(instant),
  now: v.optional(instant),
  lonLat: v.optional(lonLat),
  acc: v.optional(metres),
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), ""),
  /** Said by a desk; a phone's is that of its register. */
  unit: v.optional(id(unitId)),
  patrol: v.optional(id(patrolId)),
});
export type FindingDraft = v.InferOutput<typeof findingDraft>;

/** A fire that nobody closed for so long is named on the wall and at the desk. [COV-3] */
export const fireOpenBound = 2 * hour;

export const isOpen = ({ is }: FindingRec): boolean => is.state === "open";
/** Told and closed in one act: it moved over with a patrol, and was over when it came. */
export const cameClosed = ({ is, toldAt }: FindingRec): boolean => is.state === "closed" && is.at === toldAt;
export const isFireOverdue = (finding: FindingRec, now: Millis): boolean =>
  finding.sort === "fire" && isOpen(finding) && now - finding.at > fireOpenBound;
