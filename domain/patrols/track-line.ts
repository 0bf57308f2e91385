// A walked line made small enough for a wall: simplified, bounded, broken where nothing is known. Display only, never a figure.

import type { LonLat } from "../site/site.ts";
import { caps, type Fix, fixOrder, linkOf, type Profile, placeOf } from "./track.ts";

export type Line = readonly LonLat[];
/** Points of all parts together. */
export const maxLinePoints = 200;

const radians = Math.PI / 180;

/** Metres between two near places on the WGS-84 ellipsoid: within 0.1 % up to some kilometres. For marks and drawing only. */
export const roughMetres = (a: LonLat, b: LonLat): number => {
  const [x, y] = roughPlane(a, b);
  return Math.hypot(x, y);
};

/** `at` in metres east and north of `origin`, by the ellipsoid's two radii of curvature. */
export const roughPlane = (origin: LonLat, at: LonLat): readonly [number, number] => {
  const latitude = ((origin[1] + at[1]) / 2) * radians;
  const w = 1 - 0.006_694_379_99 * Math.sin(latitude) ** 2;
  const meridian = 6_335_439.327 / (w * Math.sqrt(w));
  const normal = 6_378_137 / Math.sqrt(w);
  const turn = ((at[0] - origin[0] + 540) % 360) - 180;
  return [turn * radians * normal * Math.cos(latitude), (at[1] - origin[1]) * radians * meridian];
};

/** Degrees from north, clockwise, 0…359. */
export const roughHeading = (from: LonLat, to: LonLat): number => {
  const [east, north] = roughPlane(from, to);
  return (Math.round(Math.atan2(east, north) / radians) + 360) % 360;
};

const rounded = (at: LonLat): LonLat => [Math.round(at[0] * 1e5) / 1e5, Math.round(at[1] * 1e5) / 1e5];

/** The fixes as lines, broken where the link between two does not count. A lone fix is no line. */
export const linesOf = (fixes: readonly Fix[], profile: Profile): readonly Line[] => {
  const lines: LonLat[][] = [];
  let last: Fix | undefined;
  for (const fix of fixes) {
    const joined = last !== undefined && linkOf(last, fix, caps[profile], roughMetres).kind === "kept";
    if (joined) lines.at(-1)?.push(rounded(placeOf(fix)));
    else lines.push([rounded(placeOf(fix))]);
    last = fix;
  }
  return lines.filter((line) => line.length > 1);
};

/** The patrol's line after `fresh` fixes: continued where they follow, drawn anew from the whole trail where they arrived late. */
export const extendedLine = (
  line: readonly Line[],
  before: readonly Fix[],
  fresh: readonly Fix[],
  all: readonly Fix[],
  profile: Profile,
): readonly Line[] => {
  const last = before.at(-1);
  const [first] = fresh;
  if (first === undefined) return line;
  if (last === undefined || fixOrder(first, last) <= 0) return boundedLine(linesOf(all, profile));
  const [head, ...rest] = linesOf([last, ...fresh], profile);
  const end = line.at(-1);
  const place = rounded(placeOf(last));
  const [start] = head ?? [];
  if (head === undefined || end === undefined || start === undefined || !same(end.at(-1), place) || !same(start, place))
    return boundedLine([...line, ...(head === undefined ? [] : [head]), ...rest]);
  return boundedLine([...line.slice(0, -1), [...end, ...head.slice(1)], ...rest]);
};

const same = (a: LonLat | undefined, b: LonLat): boolean => a !== undefined && a[0] === b[0] && a[1] === b[1];
const count = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.length, 0);

/** At most 200 points: past that, simplified by Douglas–Peucker until half remain, so that the next fixes cost little; at last the shortest parts go. */
export const boundedLine = (lines: readonly Line[]): readonly Line[] => {
  if (count(lines) <= maxLinePoints) return lines;
  let simpler = lines;
  for (let tolerance = 4; tolerance <= 4096 && count(simpler) > maxLinePoints / 2; tolerance *= 2)
    // Each time of what is left: a day of fixes is looked through once.
    simpler = simpler.map((line) => simplified(line, tolerance));
  if (count(simpler) <= maxLinePoints) return simpler;
  const longest = [...simpler].sort((a, b) => extent(b) - extent(a)).slice(0, maxLinePoints / 2);
  return simpler
    .filter((line) => longest.includes(line))
    .map((line) => line.filter((_, i) => i === 0 || i === line.length - 1));
};

const extent = (line: Line): number => {
  const [first] = line;
  const last = line.at(-1);
  return first === undefined || last === undefined ? 0 : roughMetres(first, last);
};

/** D. Douglas, T. Peucker, 1973; tolerance in metres. With a stack, so that no line is too long for it. */
const simplified = (line: Line, tolerance: number): Line => {
  const [origin] = line;
  if (origin === undefined || line.length < 3) return line;
  const plane = line.map((at) => roughPlane(origin, at));
  const kept = new Set([0, line.length - 1]);
  const stack: (readonly [number, number])[] = [[0, line.length - 1]];
  for (let range = stack.pop(); range !== undefined; range = stack.pop()) {
    const [from, to] = range;
    const a = plane[from];
    const b = plane[to];
    if (a === undefined || b === undefined) continue;
    let farthest = -1;
    let worst = tolerance;
    for (let i = from + 1; i < to; i++) {
      const distance = fromChord(plane[i] ?? a, a, b);
      if (distance > worst) {
        worst = distance;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    stack.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, i) => kept.has(i));
};

type Point = readonly [number, number];
const fromChord = (p: Point, a: Point, b: Point): number => {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return Math.hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy);
};
