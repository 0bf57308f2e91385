// A track file becomes one command that records all of it, or one refusal: nothing of a file is ever half imported. [PAT-2]

import { createHash } from "node:crypto";
import { type PatrolId, trackId, type UnitId } from "../../domain/ids.ts";
import { inBoth } from "../../domain/in-both.ts";
import type { RecordTrack } from "../../domain/patrols/patrol-acts.ts";
import { type Datum, type Geodesy, gpsEpoch, type Profile, type RawFix } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { datumMisfit, namedDatum, toWgs84 } from "./datum.ts";
import { contradictionOf } from "./declared.ts";
import { type Limits, trackLimits } from "./limits.ts";
import type { Points } from "./points.ts";
import { type ReadTrack, reading } from "./read-track.ts";
import { type Source, sourceOf } from "./source.ts";
import { atOnce, type Steps } from "./steps.ts";

export type TrackUpload = {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** As the person chose it; nothing is assumed. */
  readonly datum: string | undefined;
  readonly profile: Profile;
  /** The unit that the track belongs to; a patrol's own unit goes before it. */
  readonly unit: UnitId;
  readonly patrol?: PatrolId;
};
export type Imported =
  /** Still to pass `enrich` before it is decided. */
  { readonly ok: true; readonly command: RecordTrack } | { readonly ok: false; readonly refusal: Refusal };

/** A file whose points can count, all of them WGS-84. */
export type Gathered =
  | { readonly ok: true; readonly track: ReadTrack; readonly datum: Datum }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal });

/** Reads a file of any known format and moves its points to WGS-84; refuses what can never count. */
export const gatherTrack = (source: Source, datum: string | undefined, limits: Limits): Gathered =>
  atOnce(gathering(source, datum, limits));

function* gathering(source: Source, datum: string | undefined, limits: Limits): Steps<Gathered> {
  const named = namedDatum(datum);
  if (!named.ok) return named;
  const read = yield* reading(source, limits);
  if (!read.ok) return read;
  const { points, waypoints, routePoints } = read.track;
  const contradiction = contradictionOf(named.datum, read.track.declared);
  if (contradiction !== undefined) return no(contradiction);
  if (points.count() === 0) return no({ code: "track_empty", params: { waypoints, routePoints } });
  const untimed = timeFlaw(points);
  if (untimed !== undefined) return no({ code: "track_untimed", params: { reason: untimed } });
  const misfit = named.datum === "gcj02" ? points.moveAll((at) => toWgs84(named.datum, at)) : undefined;
  return misfit === undefined ? { ok: true, track: read.track, datum: named.datum } : no(datumMisfit(misfit));
}

/** A server with screens to serve takes the steps in turns. */
export function* importing(upload: TrackUpload, geodesy: Geodesy, limits: Limits = trackLimits): Steps<Imported> {
  const gathered = yield* gathering(sourceOf(upload.bytes), upload.datum, limits);
  if (!gathered.ok) return gathered;
  const { track, datum } = gathered;
  const { points, waypoints, routePoints } = track;
  const raw = Array.from({ length: points.segments() }, (_, i) => [...points.segment(i)]);
  const digest = createHash("sha256").update(upload.bytes).digest("hex");
  return {
    ok: true,
    command: {
      type: "RecordTrack",
      track: trackId(digest),
      unit: upload.unit,
      profile: upload.profile,
      ...(upload.patrol === undefined ? {} : { patrol: upload.patrol }),
      file: {
        name: fileName(upload.name),
        digest,
        format: track.format,
        datum,
        tracks: track.tracks,
        segments: raw.length,
        points: points.count(),
        unplaced: track.unplaced,
        timed: points.times().timed,
        metres: yield* metresOf(raw, geodesy),
        waypoints,
        routePoints,
      },
      raw,
    },
  };
}

export const importTrack = (upload: TrackUpload, geodesy: Geodesy, limits: Limits = trackLimits): Imported =>
  atOnce(importing(upload, geodesy, limits));

/** The last part of a path, printable, at most 120 characters. */
export const fileName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const printable = [...last].filter((c) => c >= " " && c !== "\u007f").join("");
  return printable.slice(0, 120) || "—";
};

/** Why no time of the file can be used; undefined where some can. */
const timeFlaw = (points: Points): string | undefined => {
  const { timed, first, last } = points.times();
  if (timed === 0) return inBoth(`${points.count()} 个点都没有时间`, `none of ${points.count()} points has a time`);
  if (last < gpsEpoch) return inBoth(`${timed} 个时间都早于 1980 年`, `all ${timed} times lie before 1980`);
  if (points.count() > 1 && first === last) return inBoth(`${timed} 个时间全部相同`, `all ${timed} times are the same`);
  return undefined;
};

/** Fixes between two pauses. */
const fixesAStep = 2_000;

/** Geodesic metres between consecutive points inside the segments; to the millimetre. */
export function* metresOf(raw: readonly (readonly RawFix[])[], geodesy: Geodesy): Steps<number> {
  let [sum, count] = [0, 0];
  for (const segment of raw) {
    let before: LonLat | undefined;
    for (const [, lon, lat] of segment) {
      const length = before === undefined ? 0 : geodesy.metres(before, [lon, lat]);
      if (Number.isFinite(length)) sum += length;
      before = [lon, lat];
      count += 1;
      if (count % fixesAStep === 0) yield;
    }
  }
  return Math.round(sum * 1000) / 1000;
}
