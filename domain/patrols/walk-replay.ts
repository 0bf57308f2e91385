// A walk that is over played again: where it was at a moment, which way and how fast it went, and where nothing is known of it. [PAT-2, PAT-3, SCR-3]

import * as v from "valibot";
import type { Millis } from "../ids.ts";
import { replayReach } from "../replay.ts";
import type { LonLat } from "../site/site.ts";
import { hour, second } from "../time.ts";
import type { PatrolRec } from "./patrol.ts";
import { caps, type Excluded, exclusions, type Fix, type Geodesy, linkOf, type Profile, profiles } from "./track.ts";
import { roughHeading, roughMetres } from "./track-line.ts";

/** A fix as it is drawn. */
export type Step = readonly [at: Millis, lon: number, lat: number];
/** Why no line leads to a stretch: it is the first, or what lies before it does not count. [PAT-3] */
export const breaks = ["start", "speed", "gap", "cut"] as const;
export type Break = (typeof breaks)[number];
/** Fixes each of which is joined to the one before by a kept segment; never empty. */
export type Stretch = { readonly after: Break; readonly steps: readonly Step[] };
/** What one recorder wrote, in order of time. */
export type WalkRow = readonly Stretch[];

const step = v.pipe(v.tuple([v.number(), v.number(), v.number()]), v.readonly());
const stretch = v.object({ after: v.picklist(breaks), steps: v.pipe(v.array(step), v.minLength(1), v.readonly()) });
/** What the server tells of one walk, and a screen parses. */
export const walkReplay = v.object({
  profile: v.picklist(profiles),
  rows: v.pipe(v.array(v.pipe(v.array(stretch), v.minLength(1), v.readonly())), v.readonly()),
  /** Fixes that do not count, with their place: at a moment, or at none that can be believed. */
  excluded: v.pipe(
    v.array(v.pipe(v.tuple([v.picklist(exclusions), v.nullable(v.number()), v.number(), v.number()]), v.readonly())),
    v.readonly(),
  ),
  /** Fixes that count; `drawn` of them are told. */
  fixes: v.number(),
  drawn: v.number(),
});
export type WalkReplay = Readonly<v.InferOutput<typeof walkReplay>>;

/** Whether a wall may play it again: it set out in the last 72 hours, as far as a wall looks back at all, and nobody set its track aside. [SCR-3] */
export const isSeenAgain = ({ run, setAside, last }: PatrolRec, now: Millis): boolean => {
  if (setAside !== undefined || last === undefined || run.state === "cancelled") return false;
  return ("startedAt" in run ? run.startedAt : last.at) >= now - replayReach;
};

/** More are not drawn, of all rows together. */
export const maxSteps = 20_000;

/** The rows of one walk as a screen is told of them. */
export const replayOf = (
  rows: readonly (readonly Fix[])[],
  excluded: readonly Excluded[],
  profile: Profile,
  metres: Geodesy["metres"],
): WalkReplay => {
  const whole = rows.map((row) => stretchesOf(row, profile, metres)).filter((row) => row.length > 0);
  const fixes = whole.reduce((sum, row) => sum + stepsIn(row), 0);
  const drawn = whole.map((row) => thinnedRow(row, Math.floor((maxSteps * stepsIn(row)) / Math.max(maxSteps, fixes))));
  return {
    profile,
    rows: drawn,
    excluded: shownExcluded([], excluded).map(([reason, at, lon, lat]) => [reason, at, lon, lat]),
    fixes,
    drawn: drawn.reduce((sum, row) => sum + stepsIn(row), 0),
  };
};

/** Of more fixes that do not count the newest are kept. */
export const maxShownExcluded = 1000;

/** Fixes that did not count and can be shown on a map, each once: a twin is seen already, and a place that cannot be is none. */
export const shownExcluded = (known: readonly Excluded[], added: readonly Excluded[]): readonly Excluded[] => {
  const nameOf = ([, at, lon, lat]: Excluded): string => `${at} ${lon} ${lat}`;
  const shown = added.filter(([reason]) => reason !== "duplicate" && reason !== "implausible");
  if (shown.length === 0) return known;
  const byName = new Map([...known, ...shown].map((one) => [nameOf(one), one]));
  return [...byName.values()].slice(-maxShownExcluded);
};

/** The row parted where the line between two fixes does not count. */
export const stretchesOf = (fixes: readonly Fix[], profile: Profile, metres: Geodesy["metres"]): WalkRow => {
  const stretches: { readonly after: Break; readonly steps: Step[] }[] = [];
  let before: Fix | undefined;
  for (const fix of fixes) {
    const link = before === undefined ? undefined : linkOf(before, fix, caps[profile], metres).kind;
    const here: Step = [fix[0], fix[1], fix[2]];
    const open = stretches.at(-1);
    if (open !== undefined && link === "kept") open.steps.push(here);
    else stretches.push({ after: link === undefined || link === "kept" ? "start" : link, steps: [here] });
    before = fix;
  }
  return stretches;
};

/** At most `most` steps: of each stretch its ends and every nth between; of more stretches than a third of it, those that last longest. */
export const thinnedRow = (row: WalkRow, most: number): WalkRow => {
  const count = stepsIn(row);
  if (count <= most) return row;
  const longest = new Set(
    row
      .map((one, i) => ({ i, lasts: lasting(one) }))
      .sort((a, b) => b.lasts - a.lasts)
      .slice(0, Math.max(1, Math.floor(most / 3)))
      .map(({ i }) => i),
  );
  const nth = Math.ceil(count / Math.max(1, most - 2 * longest.size));
  return row.flatMap(({ after, steps }, i) =>
    longest.has(i)
      ? [{ after, steps: steps.filter((_, n) => n === 0 || n === steps.length - 1 || n % nth === 0) }]
      : [],
  );
};

export const stepsIn = (row: WalkRow): number => row.reduce((sum, { steps }) => sum + steps.length, 0);
const beginOf = ({ steps }: Stretch): Millis => steps[0]?.[0] ?? 0;
const endOf = ({ steps }: Stretch): Millis => steps.at(-1)?.[0] ?? 0;
const lasting = (one: Stretch): Millis => endOf(one) - beginOf(one);

export type Span = { readonly from: Millis; readonly to: Millis };
/** From the first fix that counts to the last; undefined where none does. */
export const spanOf = (rows: readonly WalkRow[]): Span | undefined => {
  const ends = rows.flatMap((row) => row.flatMap((one) => [beginOf(one), endOf(one)]));
  return ends.length === 0
    ? undefined
    : { from: ends.reduce((a, b) => Math.min(a, b)), to: ends.reduce((a, b) => Math.max(a, b)) };
};

/** When nothing is known of the row, between its stretches. */
export const silencesOf = (row: WalkRow): readonly (Span & { readonly why: Break })[] =>
  row.slice(1).map((one, i) => ({ from: endOf(row[i] ?? one), to: beginOf(one), why: one.after }));

/** What is known of a row at a moment. `at`: where it is, or was last seen. */
export type WalkLook =
  | { readonly kind: "before" }
  /** `heading`: degrees from north; undefined while it has not moved. `kmh`: over the last half minute. */
  | { readonly kind: "walking"; readonly at: LonLat; readonly heading: number | undefined; readonly kmh: number }
  | {
      readonly kind: "silent";
      readonly at: LonLat;
      readonly since: Millis;
      readonly until: Millis;
      readonly why: Break;
    }
  | { readonly kind: "over"; readonly at: LonLat; readonly since: Millis };

/** Speed and heading are taken over so long a way: from one fix to the next they would jump. */
const lookBack = 30 * second;
/** Less is the receiver's own wandering. */
const leastMove = 5;

export const lookAt = (row: WalkRow, now: Millis): WalkLook => {
  const n = lastNotAfter(row, now, beginOf);
  const open = row[n];
  if (open === undefined) return { kind: "before" };
  const i = lastNotAfter(open.steps, now, ([at]) => at);
  const step = open.steps[i];
  if (step === undefined) return { kind: "before" };
  const next = open.steps[i + 1];
  if (next !== undefined) {
    const at = between(step, next, now);
    return { kind: "walking", at, ...paceOf(open.steps, i, next) };
  }
  const [since, ...place] = step;
  const following = row[n + 1];
  if (following !== undefined)
    return { kind: "silent", at: place, since, until: beginOf(following), why: following.after };
  return { kind: "over", at: place, since };
};

/** Lines and lone places walked until the moment, the last one up to where it is: never over a break. */
export const walkedUntil = (row: WalkRow, now: Millis): readonly (readonly LonLat[])[] =>
  row
    .filter((one) => beginOf(one) <= now)
    .map(({ steps }) => {
      const i = lastNotAfter(steps, now, ([at]) => at);
      const line = steps.slice(0, i + 1).map(placeOfStep);
      const [step, next] = [steps[i], steps[i + 1]];
      return step === undefined || next === undefined || step[0] === now ? line : [...line, between(step, next, now)];
    });

export const placeOfStep = ([, lon, lat]: Step): LonLat => [lon, lat];

/** Where it is between two fixes that are joined: it is taken to have gone evenly. */
export const between = (a: Step, b: Step, now: Millis): LonLat => {
  const share = b[0] <= a[0] ? 1 : Math.min(1, Math.max(0, (now - a[0]) / (b[0] - a[0])));
  return [a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
};

/** Over the steps from about half a minute before step `i` to the one after it. */
const paceOf = (
  steps: readonly Step[],
  i: number,
  next: Step,
): { readonly heading: number | undefined; readonly kmh: number } => {
  let from = i;
  while (from > 0 && next[0] - (steps[from]?.[0] ?? 0) < lookBack) from -= 1;
  const way = [...steps.slice(from, i + 1), next];
  const metres = way.reduce((sum, one, n) => sum + roughMetres(placeOfStep(way[n - 1] ?? one), placeOfStep(one)), 0);
  const ms = next[0] - (way[0]?.[0] ?? next[0]);
  let start = i;
  while (start > 0 && roughMetres(placeOfStep(steps[start] ?? next), placeOfStep(next)) < leastMove) start -= 1;
  const back = placeOfStep(steps[start] ?? next);
  const moved = roughMetres(back, placeOfStep(next)) >= leastMove;
  return {
    heading: moved ? roughHeading(back, placeOfStep(next)) : undefined,
    kmh: ms <= 0 ? 0 : (metres / 1000 / ms) * hour,
  };
};

/** Index of the last that is not after the moment, of a list in order of time; -1: all are. */
const lastNotAfter = <T>(list: readonly T[], now: Millis, timeOf: (one: T) => Millis): number => {
  let [lo, hi] = [0, list.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    const one = list[middle];
    if (one !== undefined && timeOf(one) <= now) lo = middle + 1;
    else hi = middle;
  }
  return lo - 1;
};
