// What looks odd about a scan: it is recorded all the same, and marked for a person to look at. [PAT-1]

import type { Millis } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import { minute } from "../time.ts";
import type { Checkpoint, PatrolRun, Suspicion } from "./patrol.ts";
import { roughMetres } from "./track-line.ts";

/** `at`: when the scanner's own clock says it was, where it says so; `acc`: metres, how well it knows its place. */
export type Scan = {
  readonly by: "nfc" | "qr";
  readonly at?: Millis | undefined;
  readonly lonLat?: LonLat | undefined;
  readonly acc?: number | undefined;
};

/** Two clocks may differ this much before a scan is marked. */
const clockSlack = 2 * minute;

/** The place where it was scanned. Known to no better than the checkpoint's radius, it would show nothing: none. */
export const placeOfScan = ({ lonLat, acc = 0 }: Scan, { radius }: Checkpoint): LonLat | undefined =>
  acc > radius ? undefined : lonLat;

/** Whether the patrol was on its way at that moment, by what is known of it now: a scan may come long after the patrol's end. */
const wasUnderWay = (run: PatrolRun, at: Millis): boolean => {
  switch (run.state) {
    case "planned":
    case "cancelled":
      return false;
    case "active":
      return at >= run.startedAt;
    case "paused":
    case "completed":
      return at >= run.startedAt && at <= run.since;
  }
};

/** `at`: when it was scanned, by a clock that is right. */
export const suspicionOf = (run: PatrolRun, checkpoint: Checkpoint, scan: Scan, at: Millis): Suspicion | undefined => {
  const place = placeOfScan(scan, checkpoint);
  if (place !== undefined && roughMetres(place, checkpoint.at) > checkpoint.radius) return "far";
  if (scan.at !== undefined && Math.abs(scan.at - at) > clockSlack) return "clock";
  if (!wasUnderWay(run, at)) return "not-under-way";
  /** A printed code can be photographed: without a place it shows nothing about where the scanner stood. */
  return scan.by === "qr" && place === undefined ? "unplaced" : undefined;
};
