// A photo of a case: what is kept of it, and how large and how many they may be. [CASE-1]

import type { Answerer } from "../alarms/alarm.ts";
import type { Millis } from "../ids.ts";

/** What it shows: the hazard as it was told, the work that was done, or what whoever accepts it found. */
export const photoKinds = ["report", "done", "check"] as const;
export type PhotoKind = (typeof photoKinds)[number];

/** A JPEG in the store, by the SHA-256 of its bytes; sides in px. */
export type CasePhoto = {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly of: PhotoKind;
  readonly at: Millis;
  /** Undefined: with what was told at a kiosk by somebody who did not say who he is. */
  readonly by?: Answerer;
};

/** Of each kind on one case: what is told cannot take the place of what is mended. */
export const photosMost: Readonly<Record<PhotoKind, number>> = { report: 3, done: 6, check: 6 };

/**
 * What comes in: bytes, px of a side and of the whole. Our pages send at most `page.side` px and about `page.bytes`; what is larger
 * comes from no page of ours.
 */
export const photoLimits = {
  bytes: 2_000_000,
  side: 2_560,
  pixels: 4_200_000,
  page: { side: 1_600, bytes: 300_000 },
} as const;

/** All photos of cases together, bytes: a backup stays one that a memory stick takes. */
export const photoStoreMost = 4_000_000_000;
