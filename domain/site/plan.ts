// The plan of a unit: which picture it is, who may see it, and how a place on it is said. [POST-1]

import * as v from "valibot";
import { type Millis, type Seq, type UnitId, unitId } from "../ids.ts";
import { figure, id } from "./site.ts";

export const planForms = ["png", "jpeg", "webp"] as const;
export type PlanForm = (typeof planForms)[number];

/** `drawing`: dark lines on white, turned light on dark where the room is dark. `photo`: shown as it is, dimmed there. */
export const planTones = ["drawing", "photo"] as const;
export type PlanTone = (typeof planTones)[number];

/** Bytes of a picture, pixels of a side, and of the whole: what a wall's machine must hold unpacked. */
export const planLimits = { bytes: 8 * 1024 * 1024, side: 8_192, pixels: 40_000_000 } as const;

export type PlanImage = {
  /** SHA-256 of its bytes, in hexadecimal: its name in the store. */
  readonly hash: string;
  readonly form: PlanForm;
  /** As it is seen, px. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly tone: PlanTone;
  readonly since: Millis;
};

export type PlanRec = {
  readonly kind: "plan";
  readonly id: UnitId;
  readonly seq: Seq;
  readonly scope: readonly UnitId[];
  /** Undefined: it was taken away, and the places wait for the next. */
  readonly image?: PlanImage | undefined;
  /** What a replay may still ask for, the last first. [SCR-3] */
  readonly before: readonly (PlanImage & { readonly until: Millis })[];
};

/** Where a post stands on the plan of a unit: shares of its width from the left and of its height from the top, 0–1. */
export type Spot = { readonly plan: UnitId; readonly x: number; readonly y: number };

/** A ten-thousandth of the side: finer than any finger, and two screens never differ in it. */
const share = v.pipe(
  figure(0, 1),
  v.transform((part) => Math.round(part * 10_000) / 10_000),
);
export const spotDraft = v.object({ plan: id(unitId), x: share, y: share });

/** Every picture that the record stands for now or in the time that a replay reaches. */
export const imageOf = (plan: PlanRec, hash: string): PlanImage | undefined =>
  [...(plan.image === undefined ? [] : [plan.image]), ...plan.before].find((image) => image.hash === hash);
