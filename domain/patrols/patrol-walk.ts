// What a walk does to its patrol: distance, line, last fix, checkpoints reached on the way. [PAT-1, PAT-2]

import { checkpointId, type Day, type Millis, type Seq } from "../ids.ts";
import { second } from "../time.ts";
import type { Checkpoint, LastFix, PatrolRec, Visit } from "./patrol.ts";
import {
  addTallies,
  caps,
  type Effort,
  type Fix,
  linkOf,
  type Profile,
  placeOf,
  type Stay,
  tallyOf,
  type Walk,
} from "./track.ts";
import { extendedLine, roughHeading, roughMetres, roughPlane } from "./track-line.ts";

/** Shortest stay inside a checkpoint's radius that is a visit, and the worst accuracy of its fixes, metres. [PAT-1] */
export const stayTime = 60 * second;
export const stayAccuracy = 30;

/**
 * Stays of at least 60 s inside the checkpoints' radii, one for each checkpoint: the first. The lines between fixes are
 * tested, so a stay seen by no fix counts; two fixes far apart in time tell nothing of the stay between them and end it.
 */
export const staysOf = (fixes: readonly Fix[], checkpoints: readonly Checkpoint[], profile: Profile): readonly Stay[] =>
  checkpoints.flatMap((checkpoint) => firstStay(fixes, checkpoint, profile) ?? []);

const firstStay = (fixes: readonly Fix[], checkpoint: Checkpoint, profile: Profile): Stay | undefined => {
  const reach = checkpoint.radius / 50_000;
  let a: Fix | undefined;
  let since: Millis | undefined;
  let unsure = false;
  for (const b of fixes) {
    if (b[3] !== null && b[3] > stayAccuracy) {
      if (b[4] === 1) a = since = undefined;
      continue;
    }
    const near = a !== undefined && mayTouch(a, b, checkpoint, reach);
    const inside =
      near && a !== undefined && linkOf(a, b, caps[profile], roughMetres).kind === "kept"
        ? inCircle(a, b, checkpoint)
        : undefined;
    if (inside === undefined || a === undefined) since = undefined;
    else {
      const from = a[0] + (b[0] - a[0]) * inside[0];
      if (since === undefined || inside[0] > 0) {
        since = from;
        unsure = false;
      }
      unsure ||= a[3] === null || b[3] === null;
      if (a[0] + (b[0] - a[0]) * inside[1] - since >= stayTime)
        return { checkpoint: checkpoint.id, at: Math.round(since), unsure };
    }
    a = b;
  }
  return undefined;
};

/** A cheap look before the exact one: whether the segment's box comes within `reach` degrees of latitude, widened by the latitude. */
const mayTouch = (a: Fix, b: Fix, { at: [lon, lat] }: Checkpoint, reach: number): boolean => {
  if (Math.min(a[2], b[2]) > lat + reach || Math.max(a[2], b[2]) < lat - reach) return false;
  const wide = reach / Math.max(0.02, Math.cos((lat * Math.PI) / 180));
  return Math.min(a[1], b[1]) <= lon + wide && Math.max(a[1], b[1]) >= lon - wide;
};

/** The share of the segment a→b that lies in the checkpoint's circle. */
const inCircle = (a: Fix, b: Fix, { at, radius }: Checkpoint): readonly [number, number] | undefined => {
  const [px, py] = roughPlane(at, placeOf(a));
  const [qx, qy] = roughPlane(at, placeOf(b));
  const dx = qx - px;
  const dy = qy - py;
  const square = dx * dx + dy * dy;
  const c = px * px + py * py - radius * radius;
  if (square === 0) return c <= 0 ? [0, 1] : undefined;
  const half = (px * dx + py * dy) / square;
  const root = half * half - c / square;
  if (root <= 0) return undefined;
  const from = Math.max(0, -half - Math.sqrt(root));
  const to = Math.min(1, -half + Math.sqrt(root));
  return from < to ? [from, to] : undefined;
};

/** The patrol after the walk; `before` and `all` are its trail without and with the walk's fixes. */
export const walkedPatrol = (
  patrol: PatrolRec,
  walk: Walk,
  late: readonly Day[],
  before: readonly Fix[],
  all: readonly Fix[],
  seq: Seq,
): PatrolRec => {
  const days = addEfforts(patrol.days, walk.days);
  const last = lastFix(patrol.last, all);
  return {
    ...patrol,
    seq,
    ...(last === undefined ? {} : { last }),
    line: extendedLine(patrol.line, before, walk.fixes, all, patrol.profile),
    km: Math.round(days.reduce((sum, one) => sum + one.metres, 0)) / 1000,
    days,
    visits: [...patrol.visits.filter((visit) => visit.by !== "gps"), ...walk.stays.map(stayVisit)],
    excluded: addTallies(addTallies(patrol.excluded, walk.tally), tallyOf(walk.excluded)),
    lateDays: [...new Set([...patrol.lateDays, ...late])].sort(),
  };
};

const stayVisit = ({ checkpoint, at, unsure }: Stay): Visit => ({
  checkpoint: checkpointId(checkpoint),
  at,
  by: "gps",
  ...(unsure ? { suspicious: "accuracy-unknown" } : {}),
});

/** The newest fix of the trail; its heading is that of the last way of more than 5 m, within the profile's gap. */
const lastFix = (known: LastFix | undefined, all: readonly Fix[]): LastFix | undefined => {
  const last = all.at(-1);
  if (last === undefined || (known !== undefined && known.at > last[0])) return known;
  const lonLat = placeOf(last);
  const from = all.findLast((fix) => roughMetres(placeOf(fix), lonLat) > 5);
  const recent = from !== undefined && last[0] - from[0] <= caps.foot.gapMin * 60 * second;
  return { at: last[0], lonLat, ...(recent ? { heading: roughHeading(placeOf(from), lonLat) } : {}) };
};

const addEfforts = (known: readonly Effort[], added: readonly Effort[]): readonly Effort[] => {
  const byDay = new Map(known.map((one) => [one.day, one]));
  for (const { day, metres, ms } of added) {
    const sum = byDay.get(day);
    byDay.set(day, { day, metres: Math.round(((sum?.metres ?? 0) + metres) * 1000) / 1000, ms: (sum?.ms ?? 0) + ms });
  }
  return [...byDay.values()].filter((one) => one.ms > 0).sort((a, b) => (a.day < b.day ? -1 : 1));
};
