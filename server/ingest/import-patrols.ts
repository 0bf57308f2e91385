// Files of another system become one command that brings all their patrols, or one refusal: nothing of them is ever half imported. [PAT-1, PAT-2]

import { createHash } from "node:crypto";
import { type Millis, trackId, type UnitId } from "../../domain/ids.ts";
import { inBoth } from "../../domain/in-both.ts";
import { moveTooLarge } from "../../domain/patrols/move-in.ts";
import { systemNames } from "../../domain/patrols/moved.ts";
import { fastest, isFlown, profileOfKind } from "../../domain/patrols/moved-kinds.ts";
import type { ImportPatrols, MovedEvent, MovedLeg, MovedPatrol } from "../../domain/patrols/moving.ts";
import type { RecordTrack } from "../../domain/patrols/patrol-acts.ts";
import type { Datum, Geodesy, RawFix } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site/site.ts";
import type { SiteClock } from "../../domain/time.ts";
import { datumMisfit, namedDatum, toWgs84 } from "./datum.ts";
import { dealing } from "./deal-tracks.ts";
import { fileName, metresOf } from "./import-track.ts";
import { type Json, jsonGrowing } from "./json-tree.ts";
import { type Limits, moveLimits, tooManyPoints } from "./limits.ts";
import { isOnGlobe, movedFindingId, movedPatrolId, type ReadMoved, type ReadPatrol } from "./moved-reading.ts";
import { readEarthRanger } from "./read-earthranger.ts";
import { isSmart, readSmart } from "./read-smart.ts";
import { atOnce, type Steps } from "./steps.ts";

export type PatrolFile = { readonly name: string; readonly bytes: Uint8Array };
export type PatrolsAsked = {
  /** As the person chose it; nothing is assumed. */
  readonly datum: string | undefined;
  readonly unit: UnitId;
  readonly clock: SiteClock;
  readonly now: Millis;
};
export type ImportedPatrols =
  | {
      readonly ok: true;
      readonly command: ImportPatrols;
      /** What is of no use here: pictures, features of no patrol, fixes outside of every patrol. */
      readonly files: number;
      readonly strange: number;
      readonly outside: number;
      /** Places whose degrees are none of the globe; what they belong to comes without them. */
      readonly astray: number;
    }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal });
const unreadable = (reason: string): Refusal => ({ code: "moved_unreadable", params: { reason } });

export const importPatrols = (...asked: Parameters<typeof importingPatrols>): ImportedPatrols =>
  atOnce(importingPatrols(...asked));

/** A server with screens to serve takes the steps in turns. */
export function* importingPatrols(
  files: readonly PatrolFile[],
  asked: PatrolsAsked,
  geodesy: Geodesy,
  limits: Limits = moveLimits,
): Steps<ImportedPatrols> {
  const named = namedDatum(asked.datum);
  if (!named.ok) return named;
  const trees: Json[] = [];
  for (const file of files) {
    const tree = yield* jsonGrowing(file.bytes, limits);
    if (!tree.ok) {
      const { code, params } = tree.refusal;
      return no(code === "track_unreadable" ? unreadable(`${file.name}: ${params?.reason ?? ""}`) : tree.refusal);
    }
    trees.push(tree.value);
  }
  if (trees.length === 0) return no({ code: "malformed", params: { where: "files" } });
  const whole = yield* readAll(trees, files, asked, limits);
  if ("code" in whole) return no(whole);
  const { patrols } = whole;
  const tooMuch = moveTooLarge(patrols);
  if (tooMuch !== undefined) return no(tooMuch);
  if (fixesIn(whole) > limits.points) return no(tooManyPoints(limits));
  const outside = yield* dealing(whole);
  const moved: MovedPatrol[] = [];
  let astray = 0;
  for (const patrol of patrols) {
    astray += strayed(patrol);
    const one = yield* movedOf(patrol, named.datum, files.map(({ name }) => name).join(", "), asked.unit, geodesy);
    if ("code" in one) return no(one);
    moved.push(one);
  }
  const { files: pictures, strange } = whole;
  return {
    ok: true,
    command: { type: "ImportPatrols", unit: asked.unit, patrols: moved },
    files: pictures,
    strange,
    outside,
    astray,
  };
}

/** How many places of a patrol lie off the globe. */
const strayed = ({ legs, events }: ReadPatrol): number => {
  let count = events.filter(({ lonLat }) => lonLat !== undefined && !isOnGlobe(lonLat)).length;
  for (const { raw } of legs)
    for (const segment of raw) for (const [, lon, lat] of segment) if (!isOnGlobe([lon, lat])) count += 1;
  return count;
};

const fixesIn = ({ patrols, loose }: ReadMoved): number => {
  let count = loose.reduce((sum, { raw }) => sum + raw.length, 0);
  for (const { legs } of patrols) for (const { raw } of legs) for (const segment of raw) count += segment.length;
  return count;
};

function* readAll(
  trees: readonly Json[],
  files: readonly PatrolFile[],
  { clock, now }: PatrolsAsked,
  limits: Limits,
): Steps<ReadMoved | Refusal> {
  const pages: ReadMoved[] = [];
  const smart: Json[] = [];
  for (const [i, tree] of trees.entries()) {
    const page = yield* readEarthRanger(tree);
    if (page !== undefined) pages.push(page);
    else if (isSmart(tree)) smart.push(tree);
    else {
      const name = files[i]?.name ?? "";
      return unreadable(inBoth(`${name} 里没有巡护`, `${name} holds no patrols of theirs`));
    }
    if (pages.length > 0 && smart.length > 0) {
      const [one, other] =
        page === undefined ? (["earthranger", "smart"] as const) : (["smart", "earthranger"] as const);
      return { code: "moved_mixed", params: { one: systemNames[one], other: systemNames[other] } };
    }
  }
  return smart.length > 0 ? yield* readSmart(smart, clock, now, limits) : joined(pages);
}

/** Pages of one list, and tracks beside them: of a patrol that stands on two pages, the first holds. */
const joined = (pages: readonly ReadMoved[]): ReadMoved => {
  const patrols = new Map<string, ReadPatrol>();
  for (const page of pages) for (const one of page.patrols) if (!patrols.has(one.key)) patrols.set(one.key, one);
  return {
    system: "earthranger",
    patrols: [...patrols.values()],
    loose: pages.flatMap((page) => page.loose),
    files: pages.reduce((sum, page) => sum + page.files, 0),
    strange: pages.reduce((sum, page) => sum + page.strange, 0),
  };
};

/** Fixes between two pauses. */
const fixesAStep = 1_000;

function* movedOf(
  { key, legs: readLegs, events: readEvents, ...patrol }: ReadPatrol,
  datum: Datum,
  name: string,
  unit: UnitId,
  geodesy: Geodesy,
): Steps<MovedPatrol | Refusal> {
  const id = movedPatrolId(patrol.system, key);
  const legs: MovedLeg[] = [];
  for (const { key: _, subject: __, raw, ...leg } of readLegs) {
    const moved: RawFix[][] = [];
    for (const segment of raw) {
      const placed: RawFix[] = [];
      for (const [at, lon, lat, acc] of segment) {
        if (!isOnGlobe([lon, lat])) continue;
        const place = toWgs84(datum, [lon, lat]);
        if (place === undefined) return datumMisfit([lon, lat]);
        placed.push([at, ...place, acc]);
        if (placed.length % fixesAStep === 0) yield;
      }
      if (placed.length > 0) moved.push(placed);
    }
    legs.push({ ...leg, raw: moved });
  }
  const events: MovedEvent[] = [];
  for (const { key: own, lonLat: told, ...event } of readEvents) {
    const said = told === undefined || !isOnGlobe(told) ? undefined : told;
    const lonLat: LonLat | undefined = said === undefined ? undefined : toWgs84(datum, said);
    if (said !== undefined && lonLat === undefined) return datumMisfit(said);
    events.push({ ...event, id: movedFindingId(patrol.system, own), ...(lonLat === undefined ? {} : { lonLat }) });
  }
  const raw = legs.filter((leg) => !isFlown(leg.kind)).flatMap((leg) => leg.raw);
  const track = raw.length === 0 ? undefined : yield* trackOf(raw, id, legs, datum, name, unit, geodesy);
  yield;
  return { ...patrol, id, legs, events, ...(track === undefined ? {} : { track }) };
}

/** Named by its patrol and its fixes: the same fixes are the same track, in whatever file they come. */
function* trackOf(
  raw: readonly (readonly RawFix[])[],
  patrol: MovedPatrol["id"],
  legs: readonly MovedLeg[],
  datum: Datum,
  name: string,
  unit: UnitId,
  geodesy: Geodesy,
): Steps<RecordTrack> {
  const digest = yield* digestOf(patrol, raw);
  const points = raw.reduce((sum, segment) => sum + segment.length, 0);
  const timed = raw.reduce((sum, segment) => sum + segment.filter(([at]) => at !== null).length, 0);
  return {
    type: "RecordTrack",
    track: trackId(digest),
    unit,
    profile: fastest(legs.map((leg) => profileOfKind(leg.kind))),
    patrol,
    file: {
      name: fileName(name),
      digest,
      format: "geojson",
      datum,
      tracks: legs.filter((leg) => leg.raw.length > 0).length,
      segments: raw.length,
      points,
      unplaced: 0,
      timed,
      metres: yield* metresOf(raw, geodesy),
      waypoints: 0,
      routePoints: 0,
    },
    raw,
  };
}

/** Of the text `JSON.stringify([patrol, raw])`, which is never made whole. */
function* digestOf(patrol: MovedPatrol["id"], raw: readonly (readonly RawFix[])[]): Steps<string> {
  const hash = createHash("sha256").update(`[${JSON.stringify(patrol)},[`);
  for (const [n, segment] of raw.entries()) {
    hash.update(n === 0 ? "[" : ",[");
    for (let from = 0; from < segment.length; from += fixesAStep) {
      const part = JSON.stringify(segment.slice(from, from + fixesAStep)).slice(1, -1);
      hash.update(from === 0 ? part : `,${part}`);
      yield;
    }
    hash.update("]");
  }
  return hash.update("]]").digest("hex");
}
