// Fixes become walks before the rules see them: distances and cells need an ellipsoid and a projection, the rules stay pure. [PAT-2, PAT-3]

import type { ZoneRec } from "../../domain/coverage/zone.ts";
import { type Millis, type PatrolId, type RouteId, seq, type UnitId } from "../../domain/ids.ts";
import { fastest, isFlown, profileOfKind } from "../../domain/patrols/moved-kinds.ts";
import type { ImportPatrols, MovedLeg, MovedPatrol } from "../../domain/patrols/moving.ts";
import { movedPatrol, type PatrolRec, type RouteRec, type TrailRec } from "../../domain/patrols/patrol.ts";
import type { OwnWalk, PatrolCommand, RecordTrack, ReportFixes } from "../../domain/patrols/patrol-acts.ts";
import { staysOf } from "../../domain/patrols/patrol-walk.ts";
import { type Laid, layTogether } from "../../domain/patrols/recordings.ts";
import {
  addTallies,
  caps,
  duplicate,
  type Excluded,
  type Fix,
  type Geodesy,
  type Profile,
  type RawFix,
  sift,
  tallyOf,
  type Walk,
} from "../../domain/patrols/track.ts";
import { boundedLine, linesOf } from "../../domain/patrols/track-line.ts";
import {
  type Ground,
  groundOf,
  mergeFixes,
  type Sums,
  sumsBetween,
  type Terrain,
} from "../../domain/patrols/track-walk.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { SiteClock } from "../../domain/time.ts";
import { datumMisfit, toWgs84 } from "./datum.ts";

/** The part of the board that a walk is computed on. */
export type EnrichLook = {
  readonly clock: SiteClock;
  readonly all: (kind: "zone") => Iterable<ZoneRec>;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly route: (id: RouteId) => RouteRec | undefined;
  readonly trail: (id: PatrolId) => TrailRec | undefined;
};
export type Enriched<C> =
  | { readonly ok: true; readonly command: C }
  | { readonly ok: false; readonly refusal: Refusal };

/** Fixes of one patrol on the board; a day at one a second has 86,400. */
export const maxTrail = 90_000;

/**
 * Computes what `ReportFixes` and `RecordTrack` change; other commands pass as they are. The walk holds for the board it was
 * computed on: call it with the same look as `decide`, in the same turn, or `decide` throws.
 */
export const createEnrich = (geodesy: Geodesy) => {
  let zones: readonly ZoneRec[] = [];
  let ground: Ground = [];
  /** Grids are made ready once and again when a zone changes. */
  const groundUnder = (look: EnrichLook): Ground => {
    const now = [...look.all("zone")];
    if (now.length !== zones.length || now.some((zone, i) => zone !== zones[i])) {
      zones = now;
      ground = groundOf(now);
    }
    return ground;
  };
  const terrainUnder = (look: EnrichLook): Terrain => ({ geodesy, clock: look.clock, ground: groundUnder(look) });

  return <C extends { readonly type: string }>(
    command: C | PatrolCommand | ImportPatrols,
    look: EnrichLook,
    now: Millis,
  ): Enriched<C | PatrolCommand | ImportPatrols> => {
    if (isReport(command)) return report(command, look, now, terrainUnder(look));
    if (isTrack(command)) return track(command, look, now, terrainUnder(look));
    if (isMove(command)) return move(command, look, now, terrainUnder(look));
    return { ok: true, command };
  };
};

type Any = { readonly type: string };
const isReport = (command: Any): command is ReportFixes => command.type === "ReportFixes";
const isMove = (command: Any): command is ImportPatrols => command.type === "ImportPatrols";
const isTrack = (command: Any): command is RecordTrack => command.type === "RecordTrack";

const report = (command: ReportFixes, look: EnrichLook, now: Millis, terrain: Terrain): Enriched<ReportFixes> => {
  const patrol = look.patrol(command.patrol);
  const raw: RawFix[] = [];
  for (const { at, lon, lat, acc } of command.fixes) {
    const place = toWgs84(command.datum, [lon, lat]);
    if (place === undefined) return { ok: false, refusal: datumMisfit([lon, lat]) };
    raw.push([Math.round(at), place[0], place[1], acc ?? null]);
  }
  // Whom the rules will refuse needs no walk.
  if (patrol === undefined) return { ok: true, command };
  const { fixes, excluded } = sift(raw, now, 0);
  return walkOn(patrol, fixes, excluded, look, terrain, (walk) => ({ ...command, walk }));
};

const track = (command: RecordTrack, look: EnrichLook, now: Millis, terrain: Terrain): Enriched<RecordTrack> => {
  const excluded: Excluded[] = [];
  const segments = command.raw.map((segment) => {
    const sifted = sift(segment, now, 0);
    for (const one of sifted.excluded) excluded.push(one);
    return sifted.fixes;
  });
  const patrol = command.patrol === undefined ? undefined : look.patrol(command.patrol);
  const profile: Profile = patrol?.profile ?? command.profile;
  const laid = layTogether([segments], caps[profile], terrain.geodesy.metres);
  for (const twin of laid.twins) excluded.push(duplicate(twin));
  const fixes = laid.rows.flat();
  const sums = sumsBetween([], fixes, caps[profile], terrain);
  const own = ownWalk(laid, excluded, command.file.unplaced, sums, profile);
  if (patrol === undefined) {
    const walk: Walk = { base: seq(0), fixes: [], excluded, ...sums, stays: [] };
    return { ok: true, command: { ...command, own, walk } };
  }
  // What was before the file is not known from it: there the caps alone decide, wherever a recording was cut into files.
  const [first, ...rest] = fixes;
  const joined: readonly Fix[] = first === undefined ? [] : [[first[0], first[1], first[2], first[3], 0], ...rest];
  return walkOn(patrol, joined, excluded, look, terrain, (walk) => ({ ...command, profile, own, walk }));
};

/** The tracks that moved over with their patrols, each as if its file had been given; the patrol itself may be yet to come. */
const move = (command: ImportPatrols, look: EnrichLook, now: Millis, terrain: Terrain): Enriched<ImportPatrols> => {
  const tracks: RecordTrack[] = [];
  const metres = new Map<PatrolId, readonly (number | undefined)[]>();
  for (const moved of command.patrols) {
    if (moved.track === undefined) continue;
    const patrol = look.patrol(moved.id) ?? comingPatrol(moved, command.unit);
    const walked = track(moved.track, { ...look, patrol: () => patrol }, now, terrain);
    if (!walked.ok) return walked;
    tracks.push(walked.command);
    metres.set(
      moved.id,
      moved.legs.map((leg) => legMetres(leg, now, terrain)),
    );
  }
  return { ok: true, command: { ...command, tracks, metres } };
};

const comingPatrol = ({ id, legs }: MovedPatrol, unit: UnitId): PatrolRec => {
  const profile = fastest(legs.map((leg) => profileOfKind(leg.kind)));
  const draft = { unit, members: [], profile, plannedAt: 0, windowEnd: 0, run: { state: "planned" } } as const;
  return movedPatrol(id, draft, seq(0), [unit]);
};

/** What was walked on the leg, by its own way of travel. */
const legMetres = ({ raw, kind }: MovedLeg, now: Millis, terrain: Terrain): number | undefined => {
  if (raw.length === 0 || isFlown(kind)) return undefined;
  const cap = caps[profileOfKind(kind)];
  const segments = raw.map((segment) => sift(segment, now, 0).fixes);
  const fixes = layTogether([segments], cap, terrain.geodesy.metres).rows.flat();
  const { days } = sumsBetween([], fixes, cap, { ...terrain, ground: [] });
  return Math.round(days.reduce((sum, one) => sum + one.metres, 0));
};

const ownWalk = (
  laid: Laid,
  excluded: readonly Excluded[],
  unplaced: number,
  sums: Sums,
  profile: Profile,
): OwnWalk => ({
  fixes: laid.fixes,
  excluded: addTallies(addTallies(tallyOf(excluded), sums.tally), unplaced === 0 ? {} : { implausible: unplaced }),
  segments: sums.segments,
  metres: sums.days.reduce((sum, one) => sum + one.metres, 0),
  ms: sums.days.reduce((sum, one) => sum + one.ms, 0),
  days: sums.days,
  line: boundedLine(linesOf(laid.rows.flat(), profile)),
});

/** The fixes joined to the patrol's trail: only what lies between their neighbours there is computed anew. */
const walkOn = <C>(
  patrol: PatrolRec,
  fixes: readonly Fix[],
  excluded: readonly Excluded[],
  look: EnrichLook,
  terrain: Terrain,
  withWalk: (walk: Walk) => C,
): Enriched<C> => {
  const trail = look.trail(patrol.id);
  const merge = mergeFixes(trail?.fixes ?? [], fixes);
  if (merge.fixes.length > maxTrail)
    return { ok: false, refusal: { code: "too_large", params: { limit: `${maxTrail} 点 points` } } };
  const fresh = new Set(merge.fresh);
  const known = fixes.filter((fix) => !fresh.has(fix)).map(duplicate);
  return {
    ok: true,
    command: withWalk({
      base: trail?.seq ?? seq(0),
      fixes: merge.fresh,
      excluded: [...excluded, ...known],
      ...sumsBetween(merge.before, merge.after, caps[patrol.profile], terrain),
      stays: staysOf(merge.fixes, routeOf(patrol, look.route)?.checkpoints ?? [], patrol.profile),
    }),
  };
};
