// How much of a stranger's file is read before it is refused, and the words of those refusals.

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";

export type Limits = {
  /** Bytes of a file, packed or unpacked. */
  readonly bytes: number;
  /** Elements of XML, values of JSON, lines of a table. */
  readonly elements: number;
  readonly depth: number;
  /** Characters of one tag, or of one line of a table. */
  readonly tag: number;
  /** Points of all its tracks, with a place or without. */
  readonly points: number;
};
/** A whole day at one fix a second is 86,400 points and about 9 MB; a device that writes more is asked for less. */
export const trackLimits: Limits = { bytes: 12_000_000, elements: 700_000, depth: 64, tag: 16_384, points: 90_000 };

/** Patrols that move over: what is computed of all their fixes, on the patrol and again on each leg, is one step of the server. */
export const moveLimits: Limits = { ...trackLimits, points: 45_000 };

/**
 * What a person may put through the command on a machine of his own: a million fixes in any format, in 500 MB. What is larger
 * is refused at once and may come in parts: the total is the same.
 */
export const fileLimits: Limits = {
  bytes: 190_000_000,
  elements: 40_000_000,
  depth: 64,
  tag: 16_384,
  points: 1_250_000,
};

export const unreadable = (reason: string): Refusal => ({ code: "track_unreadable", params: { reason } });
export const tooLarge = (limit: string): Refusal => ({ code: "too_large", params: { limit } });
export const cutOff = (): Refusal => unreadable(inBoth("文件不完整", "the file is cut off"));
export const tooManyBytes = (limits: Limits): Refusal => tooLarge(`${Math.round(limits.bytes / 1e6)} MB`);
export const tooManyPoints = (limits: Limits): Refusal =>
  tooLarge(inBoth(`${limits.points} 个点`, `${limits.points} points`));
