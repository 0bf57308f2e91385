// A walk as positions in time: which fixes count, which two of them make a kept segment, and an imported file's record. [PAT-2, PAT-3]

import type { Day, Millis, PatrolId, Seq, TrackId, UnitId, ZoneId } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import { minute } from "../time.ts";

export const profiles = ["foot", "ride", "vehicle"] as const;
export type Profile = (typeof profiles)[number];
/** Bounds of a kept segment: km/h, and minutes between its two fixes. */
export type Cap = { readonly kmh: number; readonly gapMin: number };
/** `ride` is horse or ski, with the gap of foot. [PAT-3] */
export const caps: Readonly<Record<Profile, Cap>> = {
  foot: { kmh: 12, gapMin: 15 },
  ride: { kmh: 25, gapMin: 15 },
  vehicle: { kmh: 60, gapMin: 60 },
};
/** Worst accuracy of a fix that counts, metres. [PAT-3] */
export const worstAccuracy = 50;
/** A device clock may run this far ahead of the server's; later fixes are excluded as `future`. */
export const clockTolerance = 10 * minute;
/** GPS time begins 1980-01-06; a fix before it has no usable time. */
export const gpsEpoch = 315_964_800_000;

export const datums = ["wgs84", "cgcs2000", "gcj02"] as const;
export type Datum = (typeof datums)[number];

/** A fix as it came, already WGS-84. `null` where the device or file said nothing. */
export type RawFix = readonly [at: Millis | null, lon: number, lat: number, acc: number | null];
/** A fix that counts. `cut` 1: the recorder was off before it, so no line leads to it. */
export type Fix = readonly [at: Millis, lon: number, lat: number, acc: number | null, cut: 0 | 1];

/** Why something does not count. `speed` and `gap` speak of the line between two fixes, the others of one fix. */
export const exclusions = ["duplicate", "no-time", "accuracy", "speed", "gap", "future", "implausible"] as const;
export type Exclusion = (typeof exclusions)[number];
export type Tally = Readonly<Partial<Record<Exclusion, number>>>;
export type Excluded = readonly [reason: Exclusion, ...fix: RawFix];

/** What was walked on one site day: geodesic metres and the time on kept segments, ms. */
export type Effort = { readonly day: Day; readonly metres: number; readonly ms: number };
/** Metres in one cell on one day, and when the cell was left. A difference: negative where a late fix moved the line away. */
export type CellPart = readonly [column: number, row: number, day: Day, metres: number, at: Millis];
export type ZoneWalk = {
  readonly zone: ZoneId;
  readonly crs: string;
  readonly cell: number;
  readonly parts: readonly CellPart[];
};
/** A stay of at least 60 s inside a checkpoint's radius. */
export type Stay = {
  readonly checkpoint: string;
  /** When it was reached. */
  readonly at: Millis;
  /** Some fix of the stay told no accuracy, so the 30 m are not shown. */
  readonly unsure: boolean;
};

/** What new fixes add to what is known: computed by the server's ingest, applied by `evolve`. Days, cells, tally and segments are differences. */
export type Walk = {
  /** Number of the trail that the differences were taken from; 0 where there was none. */
  readonly base: Seq;
  readonly fixes: readonly Fix[];
  readonly excluded: readonly Excluded[];
  readonly tally: Tally;
  readonly segments: number;
  readonly days: readonly Effort[];
  readonly zones: readonly ZoneWalk[];
  /** All GPS stays of the whole trail. */
  readonly stays: readonly Stay[];
};

/** Everything that needs an ellipsoid or a projection comes in by this port. */
export type Geodesy = {
  /** WGS-84 geodesic, metres. */
  readonly metres: (a: LonLat, b: LonLat) => number;
  /** Easting and northing in a belt, metres; undefined where the belt cannot hold the place. */
  readonly toPlane: (crs: string, at: LonLat) => readonly [number, number] | undefined;
};

/** What a file said, before any rule of ours. */
export type TrackFile = {
  readonly name: string;
  /** SHA-256 of its bytes, hex. */
  readonly digest: string;
  readonly format: "gpx" | "kml" | "kmz" | "tcx" | "geojson" | "csv";
  readonly datum: Datum;
  readonly tracks: number;
  readonly segments: number;
  /** Points with a position. */
  readonly points: number;
  /** Points without one. */
  readonly unplaced: number;
  readonly timed: number;
  /** Geodesic metres between consecutive points inside its segments, unfiltered. */
  readonly metres: number;
  readonly waypoints: number;
  readonly routePoints: number;
};

/** An imported file after the rules: what counted, what did not and why. */
export type TrackRec = {
  readonly kind: "track";
  readonly id: TrackId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly file: TrackFile;
  readonly profile: Profile;
  readonly patrol?: PatrolId;
  readonly recordedAt: Millis;
  /** Fixes that count, of `file.points`. */
  readonly fixes: number;
  readonly excluded: Tally;
  /** Kept segments. */
  readonly segments: number;
  readonly km: number;
  readonly hours: number;
  readonly days: readonly Effort[];
  /** It changed a day that was over: 补传. */
  readonly late: boolean;
  /** Simplified, at most 200 points in all. */
  readonly line: readonly (readonly LonLat[])[];
};

// ── which fixes count ────────────────────────────────────────────────────────────────────────────

/** Order of fixes wherever they are joined: time, then place, so that the order of arrival does not matter. */
export const fixOrder = (a: Fix, b: Fix): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

export const placeOf = (fix: Fix): LonLat => [fix[1], fix[2]];

/** Places that receivers send when they know none: 0,0; 180,90; 1,1. */
export const isImplausible = (lon: number, lat: number): boolean =>
  !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90) ||
  (lon === 0 && lat === 0) ||
  (Math.abs(lon) === 180 && Math.abs(lat) === 90) ||
  (lon === 1 && lat === 1);

const flaw = (fix: RawFix, now: Millis): Exclusion | undefined => {
  const [at, lon, lat, acc] = fix;
  if (isImplausible(lon, lat)) return "implausible";
  if (at === null || !Number.isFinite(at) || at < gpsEpoch) return "no-time";
  if (at > now + clockTolerance) return "future";
  return acc !== null && !(acc <= worstAccuracy) ? "accuracy" : undefined;
};

/** Parts the fixes of one recording (its first has no line before it where `cut` is 1) into those that count, in their order and each once, and those that do not. */
export const sift = (
  raw: Iterable<RawFix>,
  now: Millis,
  cut: 0 | 1,
): { readonly fixes: readonly Fix[]; readonly excluded: readonly Excluded[] } => {
  const fixes: Fix[] = [];
  const excluded: Excluded[] = [];
  for (const fix of raw) {
    const [at, lon, lat, acc] = fix;
    const wrong = flaw(fix, now);
    if (wrong !== undefined || at === null) excluded.push([wrong ?? "no-time", ...fix]);
    else fixes.push([at, lon, lat, acc, 0]);
  }
  fixes.sort(fixOrder);
  // In its place: a day of a million fixes is not held twice.
  let count = 0;
  for (const fix of fixes) {
    const before = fixes[count - 1];
    if (before !== undefined && fixOrder(before, fix) === 0) excluded.push(duplicate(fix));
    else fixes[count++] = fix;
  }
  fixes.length = count;
  const [first] = fixes;
  if (first !== undefined && cut === 1) fixes[0] = cutAt(first);
  return { fixes, excluded };
};

/** The fix with no line before it. */
export const cutAt = (fix: Fix): Fix => [fix[0], fix[1], fix[2], fix[3], 1];
export const duplicate = (fix: Fix): Excluded => ["duplicate", fix[0], fix[1], fix[2], fix[3]];

export const tallyOf = (excluded: readonly Excluded[]): Tally => {
  const tally: Partial<Record<Exclusion, number>> = {};
  for (const [reason] of excluded) tally[reason] = (tally[reason] ?? 0) + 1;
  return tally;
};

export const addTallies = (a: Tally, b: Tally): Tally => {
  const sum: Partial<Record<Exclusion, number>> = {};
  for (const reason of exclusions) {
    const n = (a[reason] ?? 0) + (b[reason] ?? 0);
    if (n !== 0) sum[reason] = n;
  }
  return sum;
};

/** Whether the line between two consecutive fixes counts, and if not, why; `cut`: the recorder was off between them. [PAT-3] */
export const linkOf = (
  a: Fix,
  b: Fix,
  cap: Cap,
  metres: Geodesy["metres"],
):
  | { readonly kind: "kept"; readonly metres: number; readonly ms: number }
  | { readonly kind: "speed" | "gap" | "cut" } => {
  if (b[4] === 1) return { kind: "cut" };
  const ms = b[0] - a[0];
  if (ms > Math.round(cap.gapMin * minute)) return { kind: "gap" };
  const length = metres(placeOf(a), placeOf(b));
  return length <= (cap.kmh * ms) / 3600 && ms > 0 ? { kind: "kept", metres: length, ms } : { kind: "speed" };
};
