// Fixes that come apart from the patrols go to the legs that their walker led, by their times: each fix once, to the first leg that holds its moment. [PAT-1, PAT-2]

import type { Millis } from "../../domain/ids.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import type { Loose, ReadLeg, ReadMoved, ReadPatrol } from "./moved-reading.ts";
import type { Steps } from "./steps.ts";

/** Legs or fixes between two pauses. */
const dealtAStep = 2_000;
const nobody = -1;

/** Fills the legs and answers how many fixes belong to no patrol. The work grows with legs plus fixes, never with their product. */
export function* dealing({ patrols, loose }: Pick<ReadMoved, "patrols" | "loose">): Steps<number> {
  const legs = bySubject(countedFirst(patrols).flatMap((one) => one.legs));
  let outside = 0;
  for (const [subject, tracks] of bySubject(loose)) outside += yield* dealt(tracks, legs.get(subject) ?? []);
  return outside;
}

/** What was cancelled takes no fix from what was walked. */
const countedFirst = (patrols: readonly ReadPatrol[]): readonly ReadPatrol[] => {
  const isOff = (one: ReadPatrol): boolean => one.state === "cancelled";
  return [...patrols.filter((one) => !isOff(one)), ...patrols.filter(isOff)];
};

const bySubject = <T extends { readonly subject: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const { subject } = one;
    const known = found.get(subject);
    if (known === undefined) found.set(subject, [one]);
    else known.push(one);
  }
  return found;
};

/** The tracks of one subject over his legs. */
function* dealt(tracks: readonly Loose[], legs: readonly ReadLeg[]): Steps<number> {
  const fixes = tracks.flatMap(({ raw }) => raw);
  const [subject = ""] = tracks.map((one) => one.subject);
  if (subject === "") return fixes.length;
  yield;
  const inTime = Uint32Array.from(fixes.keys())
    .filter((n) => (fixes[n]?.[0] ?? null) !== null)
    .sort((a, b) => (fixes[a]?.[0] ?? 0) - (fixes[b]?.[0] ?? 0) || a - b);
  const times = Float64Array.from(inTime, (n) => fixes[n]?.[0] ?? 0);
  yield;
  const owners = new Int32Array(inTime.length).fill(nobody);
  // The next place that nobody owns, or a shorter way to it.
  const free = Uint32Array.from({ length: inTime.length + 1 }, (_, i) => i);
  const freeFrom = (place: number): number => {
    let at = place;
    for (let next = free[at] ?? at; next !== at; next = free[at] ?? at) {
      free[at] = free[next] ?? next;
      at = next;
    }
    return at;
  };
  let work = 0;
  for (const [n, { from, until }] of legs.entries()) {
    work += 1;
    if (work % dealtAStep === 0) yield;
    if (from === null || until === null || until < from) continue;
    const end = placeOf(times, until + 1);
    for (let place = freeFrom(placeOf(times, from)); place < end; place = freeFrom(place)) {
      owners[place] = n;
      free[place] = place + 1;
      work += 1;
      if (work % dealtAStep === 0) yield;
    }
  }
  return fixes.length - (yield* handed(tracks, fixes, inTime, owners, legs));
}

/** Each stretch of a track that one leg owns is a segment of that leg: where another's lies between, the line breaks. */
function* handed(
  tracks: readonly Loose[],
  fixes: readonly RawFix[],
  inTime: Uint32Array,
  owners: Int32Array,
  legs: readonly ReadLeg[],
): Steps<number> {
  const trackAt = new Uint32Array(fixes.length);
  let filled = 0;
  for (const [n, { raw }] of tracks.entries()) {
    trackAt.fill(n, filled, filled + raw.length);
    filled += raw.length;
  }
  /** Of each track the stretch that is being made, and whose it is. */
  const open = new Map<number, { readonly owner: number; readonly segment: RawFix[] }>();
  let count = 0;
  for (const [place, n] of inTime.entries()) {
    if (place % dealtAStep === dealtAStep - 1) yield;
    const [owner = nobody, track = 0, fix] = [owners[place], trackAt[n], fixes[n]];
    const last = open.get(track);
    if (fix === undefined) continue;
    if (owner !== nobody) count += 1;
    if (last?.owner === owner) last.segment.push(fix);
    else {
      const segment = [fix];
      open.set(track, { owner, segment });
      legs[owner]?.raw.push(segment);
    }
  }
  return count;
}

/** Index of the first time that is not before the moment. */
const placeOf = (times: Float64Array, at: Millis): number => {
  let [lo, hi] = [0, times.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if ((times[middle] ?? 0) < at) lo = middle + 1;
    else hi = middle;
  }
  return lo;
};
