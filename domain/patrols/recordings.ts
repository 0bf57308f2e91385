// Recordings that came in pieces, laid together into rows of fixes: neither the order of the pieces nor where they were cut changes a figure. [PAT-2, PAT-3]

import { type Cap, cutAt, type Fix, fixOrder, type Geodesy, linkOf, placeOf } from "./track.ts";

/** What one recorder wrote without a break: each fix once, in their order. */
export type Segment = readonly Fix[];

export type Laid = {
  /** Ready to be walked one after another: no line leads to the first of each row, nor over a break of the recorder. */
  readonly rows: readonly (readonly Fix[])[];
  /** Fixes in them, each once: where two recorders have the same fix it stands in both rows. */
  readonly fixes: number;
  /** Fixes that were there already. */
  readonly twins: readonly Fix[];
};

/** Segments of one file that one recorder can have written one after another. */
type Tape = { readonly file: number; readonly segments: Segment[]; readonly first: Fix; last: Fix };

/** More recorders at once in one file are a damaged file; they are laid together. */
const maxTapes = 16;
/** Steps that are looked at, and how many between two recordings must be too fast to tell two recorders from one. */
const seenSteps = 2000;
const wrongSteps = 5;

/**
 * The files' segments as rows. A break inside of a file is kept: nobody knows what was walked while the recorder was off.
 * Between files nothing is known, so there the caps alone decide. Files that overlap in time are one recording in parts
 * unless nobody could have gone to and fro between them as they say: then they are two recorders, and two rows.
 */
export const layTogether = (files: readonly (readonly Segment[])[], cap: Cap, metres: Geodesy["metres"]): Laid => {
  const tapes = files
    .flatMap((segments, file) => tapesOf(segments, file))
    .sort((a, b) => fixOrder(a.first, b.first) || fixOrder(b.last, a.last));
  const groups: Tape[][] = [];
  for (const tape of tapes) {
    let best: { readonly group: Tape[]; readonly rank: Rank } | undefined;
    for (const group of groups) {
      const rank = rankOf(group, tape, cap, metres);
      if (rank !== undefined && (best === undefined || isBetter(rank, best.rank))) best = { group, rank };
    }
    if (best === undefined) groups.push([tape]);
    else best.group.push(tape);
  }
  const twins: Fix[] = [];
  const seen = groups.length > 1 ? new Set<string>() : undefined;
  const rows: (readonly Fix[])[] = [];
  let fixes = 0;
  for (const group of groups) {
    const row = rowOf(group, twins);
    const before = twins.length;
    const fresh = seen === undefined ? row : onlyFresh(row, seen, twins);
    fixes += row.length - (twins.length - before);
    if (fresh.length > 0) rows.push(fresh);
  }
  return { rows, fixes, twins };
};

const tapesOf = (segments: readonly Segment[], file: number): readonly Tape[] => {
  const tapes: Tape[] = [];
  const spans = segments.flatMap((segment) => {
    const [first] = segment;
    const last = segment.at(-1);
    return first === undefined || last === undefined ? [] : [{ segment, first, last }];
  });
  spans.sort((a, b) => fixOrder(a.first, b.first) || fixOrder(a.last, b.last));
  for (const { segment, first, last } of spans) {
    // The fix that one segment ends with may begin the next: then they are of one recorder.
    const free =
      tapes.find((tape) => fixOrder(tape.last, first) === 0) ?? tapes.find((tape) => fixOrder(tape.last, first) < 0);
    const tape = free ?? (tapes.length < maxTapes ? undefined : tapes[0]);
    if (tape === undefined) tapes.push({ file, segments: [segment], first, last });
    else {
      tape.segments.push(segment);
      if (fixOrder(tape.last, last) < 0) tape.last = last;
    }
  }
  return tapes;
};

// ── which tapes are of one recorder ──────────────────────────────────────────────────────────────

/** Twins first, then steps that cannot be, then km/h from the recorder's last place to the tape's first. */
type Rank = { readonly twins: number; readonly overlaps: boolean; readonly wrong: number; readonly kmh: number };

const isBetter = (a: Rank, b: Rank): boolean => {
  if (a.twins !== b.twins) return a.twins > b.twins;
  if (a.overlaps !== b.overlaps) return a.overlaps;
  return a.wrong !== b.wrong ? a.wrong < b.wrong : a.kmh < b.kmh;
};

/** Undefined where another recorder than the group's wrote the tape. */
const rankOf = (group: readonly Tape[], tape: Tape, cap: Cap, metres: Geodesy["metres"]): Rank | undefined => {
  const before = group.filter((one) => fixOrder(one.last, tape.first) <= 0);
  const during = group.filter((one) => fixOrder(one.last, tape.first) > 0 && fixOrder(tape.last, one.first) > 0);
  if (during.some((one) => one.file === tape.file)) return undefined;
  const sum = { twins: 0, cross: 0, wrong: 0 };
  for (const one of during) {
    const found = compared(one.segments.flat(), tape.segments.flat(), cap, metres);
    if (found.isApart) return undefined;
    sum.twins += found.twins;
    sum.wrong += found.wrong;
  }
  const last = before
    .map((one) => one.last)
    .reduce<Fix | undefined>((a, b) => (a === undefined || fixOrder(a, b) < 0 ? b : a), undefined);
  const hours = last === undefined ? Number.NaN : Math.max(1, tape.first[0] - last[0]) / 3_600_000;
  const kmh = last === undefined ? Number.POSITIVE_INFINITY : metres(placeOf(last), placeOf(tape.first)) / 1000 / hours;
  return { twins: sum.twins, overlaps: during.length > 0, wrong: sum.wrong, kmh };
};

/**
 * Fixes that both have, and the steps from a fix of one to the next fix of the other that are too fast. They are apart where
 * those are many more than within each: a recording in the wrong profile has many of its own, and stays one.
 */
const compared = (
  a: readonly Fix[],
  b: readonly Fix[],
  cap: Cap,
  metres: Geodesy["metres"],
): { readonly twins: number; readonly wrong: number; readonly isApart: boolean } => {
  let [twins, i, j] = [0, 0, 0];
  const within = { steps: 0, wrong: 0 };
  const across = { steps: 0, wrong: 0 };
  const step = (from: Fix | undefined, to: Fix, sum: typeof within): void => {
    if (from === undefined) return;
    sum.steps += 1;
    if (linkOf(from, to, cap, metres).kind === "speed") sum.wrong += 1;
  };
  let last: { readonly fix: Fix; readonly side: number } | undefined;
  while (i < a.length && j < b.length && across.steps < seenSteps) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) break;
    const side = Math.sign(fixOrder(x, y));
    const fix = side <= 0 ? x : y;
    if (side === 0) twins += 1;
    else {
      step(side < 0 ? a[i - 1] : b[j - 1], fix, within);
      if (last !== undefined && last.side === -side) step(last.fix, fix, across);
    }
    if (side <= 0) i += 1;
    if (side >= 0) j += 1;
    last = { fix, side };
  }
  const share = (sum: typeof within): number => (sum.steps === 0 ? 0 : sum.wrong / sum.steps);
  const isApart = across.wrong >= wrongSteps && share(across) > 0.3 + 1.5 * share(within);
  return { twins, wrong: across.wrong, isApart };
};

// ── one recorder's row ───────────────────────────────────────────────────────────────────────────

const rowOf = (group: readonly Tape[], twins: Fix[]): readonly Fix[] => {
  const segments = group.flatMap((tape) => tape.segments);
  const row: Fix[] = [];
  const [only] = segments;
  for (const fix of only !== undefined && segments.length === 1 ? only : segments.flat().sort(fixOrder)) {
    const before = row.at(-1);
    if (before !== undefined && fixOrder(before, fix) === 0) {
      twins.push(fix);
      row[row.length - 1] = better(before, fix);
    } else row.push(fix);
  }
  cutBreaks(row, group);
  const [first] = row;
  if (first !== undefined) row[0] = cutAt(first);
  return row;
};

/** The row without the lines that another row has: what is left are new fixes, and those that a line joins to a new one. */
const onlyFresh = (row: readonly Fix[], seen: Set<string>, twins: Fix[]): readonly Fix[] => {
  const known = row.map((fix) => seen.has(nameOf(fix)));
  const fresh: Fix[] = [];
  let isTorn = false;
  for (const [i, fix] of row.entries()) {
    seen.add(nameOf(fix));
    if (known[i] === true) twins.push(fix);
    if (known[i] === true && known[i - 1] !== false && known[i + 1] !== false) isTorn = true;
    else {
      fresh.push(isTorn ? cutAt(fix) : fix);
      isTorn = false;
    }
  }
  return fresh;
};

const better = (a: Fix, b: Fix): Fix =>
  b[3] !== null && (a[3] === null || b[3] < a[3]) ? [a[0], a[1], a[2], b[3], a[4]] : a;

const nameOf = (fix: Fix): string => `${fix[0]} ${fix[1]} ${fix[2]}`;

/**
 * Two neighbours lie apart where some file broke off at the one, some file began again at the other, and none went on
 * over both: then every recorder that is known of was off between them.
 */
const cutBreaks = (row: Fix[], group: readonly Tape[]): void => {
  const ends = new Set<string>();
  const begins: Fix[] = [];
  for (const { segments } of group) {
    let end: Fix | undefined;
    for (const segment of segments) {
      const [begin] = segment;
      if (end !== undefined && begin !== undefined && fixOrder(end, begin) < 0) {
        ends.add(nameOf(end));
        begins.push(begin);
      }
      end = segment.at(-1);
    }
  }
  if (begins.length === 0) return;
  const isOn = coverOf(group.flatMap((tape) => tape.segments));
  for (const begin of begins) {
    const at = firstIndex(row.length, (i) => isAtOrAfter(row[i], begin));
    const [before, after] = [row[at - 1], row[at]];
    if (before === undefined || after === undefined || fixOrder(after, begin) !== 0) continue;
    if (ends.has(nameOf(before)) && !isOn(before, after)) row[at] = cutAt(after);
  }
};

const isAtOrAfter = (one: Fix | undefined, fix: Fix): boolean => one === undefined || fixOrder(one, fix) >= 0;

/** The first index below `length` for which it holds, when it holds for all after it. */
const firstIndex = (length: number, test: (i: number) => boolean): number => {
  let lo = 0;
  let hi = length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (test(middle)) hi = middle;
    else lo = middle + 1;
  }
  return lo;
};

/** Whether one segment spans both fixes. */
const coverOf = (segments: readonly Segment[]): ((a: Fix, b: Fix) => boolean) => {
  const begins: Fix[] = [];
  /** The latest end of all segments up to here. */
  const ends: Fix[] = [];
  for (const segment of [...segments].sort((a, b) =>
    a[0] !== undefined && b[0] !== undefined ? fixOrder(a[0], b[0]) : 0,
  )) {
    const [first] = segment;
    const last = segment.at(-1);
    if (first === undefined || last === undefined) continue;
    const latest = ends.at(-1);
    begins.push(first);
    ends.push(latest === undefined || fixOrder(latest, last) < 0 ? last : latest);
  }
  return (a, b) => {
    const after = firstIndex(begins.length, (i) => fixOrder(begins[i] ?? a, a) > 0);
    const end = ends[after - 1];
    return end !== undefined && fixOrder(end, b) >= 0;
  };
};
