// What a phone tells of the checkpoints it scanned, and that all is well, many at a time for it was long without a line, and what it is answered. [PAT-1]

import * as v from "valibot";
import { checkpointId, routeId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import { id, lonLat } from "../site/site.ts";

/** Scans in one report; a phone with more sends several. */
export const maxScans = 500;

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** One scan. Its `id` is made once, at the scan, and is the same at every sending. */
export const scanDraft = v.object({
  id: v.pipe(v.string(), v.uuid()),
  route: id(routeId),
  checkpoint: id(checkpointId),
  by: v.picklist(["nfc", "qr"]),
  /** The phone's own clock at the scan, ms. */
  at: instant,
  lonLat: v.optional(lonLat),
  /** Metres. */
  acc: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
});
/** All is well: no checkpoint, only the moment, and the place where the phone knows it. */
export const checkInDraft = v.object({
  id: v.pipe(v.string(), v.uuid()),
  what: v.literal("check-in"),
  at: instant,
  lonLat: v.optional(lonLat),
  acc: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
});
export type CheckInDraft = v.InferOutput<typeof checkInDraft>;
export type ScanDraft = v.InferOutput<typeof scanDraft>;

/** `now`: the phone's clock at the sending. Each scan is read by itself: one that cannot be read holds up no other. */
export const scanReport = v.object({
  now: instant,
  scans: v.pipe(
    v.array(v.looseObject({ id: v.pipe(v.string(), v.maxLength(64)) })),
    v.maxLength(maxScans),
    v.readonly(),
  ),
});
export type ScanReport = v.InferOutput<typeof scanReport>;

/** `ok`: durable, or it was so already. `message`: the refusal's sentence in the phone's language. `retry`: not now, the phone keeps it. */
export type ScanAnswer =
  | { readonly id: string; readonly kind: "ok" }
  | { readonly id: string; readonly kind: "refused" | "retry"; readonly refusal: Refusal; readonly message: string };

/** Names for a phone without a line; no place of a checkpoint is told, only what stands on its sign. */
export type ScanNames = {
  /** The phone's own name on the register. */
  readonly phone: string;
  readonly routes: readonly {
    readonly id: string;
    readonly name: string;
    readonly nameEn: string;
    readonly checkpoints: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
  }[];
};
