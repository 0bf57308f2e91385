// A track file becomes one command that records all of it, or one refusal: nothing of a file is ever half imported. [PAT-2]

import { createHash } from "node:crypto";
import { type Millis, type PatrolId, trackId, type UnitId } from "../../domain/ids.ts";
import type { RecordTrack } from "../../domain/patrols/patrol-acts.ts";
import { type Geodesy, gpsEpoch, type Profile, type RawFix } from "../../domain/patrols/track.ts";
import { inBoth, type Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { datumMisfit, namedDatum, toWgs84 } from "./datum.ts";
import { type ReadPoint, readTrack } from "./read-track.ts";
import { type Limits, trackLimits } from "./xml.ts";

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

const no = (refusal: Refusal): Imported => ({ ok: false, refusal });

export const importTrack = (upload: TrackUpload, geodesy: Geodesy, limits: Limits = trackLimits): Imported => {
  const named = namedDatum(upload.datum);
  if (!named.ok) return named;
  const read = readTrack(upload.bytes, limits);
  if (!read.ok) return read;
  const { track } = read;
  const points = track.segments.flat();
  const { waypoints, routePoints } = track;
  if (points.length === 0) return no({ code: "track_empty", params: { waypoints, routePoints } });
  const untimed = timeFlaw(points);
  if (untimed !== undefined) return no({ code: "track_untimed", params: { reason: untimed } });

  const raw: (readonly RawFix[])[] = [];
  for (const segment of track.segments) {
    const fixes: RawFix[] = [];
    for (const { at, lonLat } of segment) {
      const place = toWgs84(named.datum, lonLat);
      if (place === undefined) return no(datumMisfit(lonLat));
      fixes.push([at, place[0], place[1], null]);
    }
    raw.push(fixes);
  }
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
        datum: named.datum,
        tracks: track.tracks,
        segments: track.segments.length,
        points: points.length,
        unplaced: track.unplaced,
        timed: points.filter((point) => point.at !== null).length,
        metres: metresOf(raw, geodesy),
        waypoints,
        routePoints,
      },
      raw,
    },
  };
};

/** The last part of a path, printable, at most 120 characters. */
const fileName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const printable = [...last].filter((c) => c >= " " && c !== "\u007f").join("");
  return printable.slice(0, 120) || "—";
};

/** Why no time of the file can be used; undefined where some can. */
const timeFlaw = (points: readonly ReadPoint[]): string | undefined => {
  const times = points.map((point) => point.at).filter((at): at is Millis => at !== null);
  if (times.length === 0)
    return inBoth(`${points.length} 个点都没有时间`, `none of ${points.length} points has a time`);
  const newest = times.reduce((last, at) => Math.max(last, at), Number.NEGATIVE_INFINITY);
  if (newest < gpsEpoch)
    return inBoth(`${times.length} 个时间都早于 1980 年`, `all ${times.length} times lie before 1980`);
  if (points.length > 1 && times.every((at) => at === newest))
    return inBoth(`${times.length} 个时间全部相同`, `all ${times.length} times are the same`);
  return undefined;
};

/** Geodesic metres between consecutive points inside the segments; to the millimetre. */
const metresOf = (raw: readonly (readonly RawFix[])[], geodesy: Geodesy): number => {
  let sum = 0;
  for (const segment of raw) {
    let before: LonLat | undefined;
    for (const [, lon, lat] of segment) {
      const length = before === undefined ? 0 : geodesy.metres(before, [lon, lat]);
      if (Number.isFinite(length)) sum += length;
      before = [lon, lat];
    }
  }
  return Math.round(sum * 1000) / 1000;
};
