// `npm run coverage -- … FILE...`: what anyone's own track files amount to, by the rules of the board, as JSON. Nothing is stored.

import { type Figures, figuresOf, type Measure } from "../domain/coverage/coverage-figures.ts";
import { inBoth } from "../domain/in-both.ts";
import { layTogether, type Segment } from "../domain/patrols/recordings.ts";
import { addTallies, sift, type Tally, tallyOf } from "../domain/patrols/track.ts";
import { type Refusal, refusalText } from "../domain/refusals.ts";
import { siteClock } from "../domain/time.ts";
import { type Asked, parseWords, usage } from "./coverage-words.ts";
import { namedDatum } from "./ingest/datum.ts";
import { createGeodesy } from "./ingest/geodesy.ts";
import { gridIn, gridsOf } from "./ingest/grids.ts";
import { gatherTrack } from "./ingest/import-track.ts";
import { fileLimits, unreadable } from "./ingest/limits.ts";
import { fileSource } from "./ingest/source.ts";

/** What a file holds after the rules that look at one fix alone. */
type Tape = { readonly segments: readonly Segment[]; readonly excluded: Tally; readonly unplaced: number };
type Opened =
  | { readonly ok: true; readonly file: string; readonly format: string; readonly tape: Tape }
  | { readonly ok: false; readonly file: string; readonly refusal: Refusal };

type Told = { readonly file: string; readonly format: string } & Figures;
type Refused = {
  readonly file: string;
  readonly refused: { readonly code: string; readonly zh: string; readonly en: string };
};
export type Coverage = {
  readonly datum: string;
  readonly profile: string;
  readonly speedKmh: number;
  readonly gapSeconds: number;
  readonly cellMetres: number;
  readonly lminMetres: number;
  /** Where the cells were counted. */
  readonly crs: readonly string[];
  readonly files: readonly (Told | Refused)[];
  readonly total: Figures;
};

const openTape = (path: string, asked: Asked, now: number): Opened => {
  let opened: ReturnType<typeof fileSource>;
  try {
    opened = fileSource(path);
  } catch (error) {
    return { ok: false, file: path, refusal: unreadable(cannotOpen(error)) };
  }
  try {
    const gathered = gatherTrack(opened.source, asked.datum, fileLimits);
    if (!gathered.ok) return { ok: false, file: path, refusal: gathered.refusal };
    const { points, format, unplaced } = gathered.track;
    const segments: Segment[] = [];
    let excluded: Tally = {};
    for (let i = 0; i < points.segments(); i++) {
      const sifted = sift(points.segment(i), now, 0);
      if (sifted.fixes.length > 0) segments.push(sifted.fixes);
      if (sifted.excluded.length > 0) excluded = addTallies(excluded, tallyOf(sifted.excluded));
    }
    return { ok: true, file: path, format, tape: { segments, excluded, unplaced } };
  } catch (error) {
    // A folder opens like a file and fails when it is read.
    if (error instanceof Error && "code" in error && "syscall" in error)
      return { ok: false, file: path, refusal: unreadable(cannotOpen(error)) };
    throw error;
  } finally {
    opened.close();
  }
};
const cannotOpen = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return inBoth(`打不开（${code}）`, `it cannot be opened (${code})`);
};

const measured = (tapes: readonly Tape[], measure: Measure): Figures => {
  const laid = layTogether(
    tapes.map((tape) => tape.segments),
    measure.cap,
    measure.geodesy.metres,
  );
  const excluded = tapes.map((tape) => tape.excluded).reduce(addTallies, {});
  const unplaced = tapes.reduce((sum, tape) => sum + tape.unplaced, 0);
  return figuresOf(laid, excluded, unplaced, measure);
};

const told = (file: string, refusal: Refusal): Refused => ({
  file,
  refused: { code: refusal.code, zh: refusalText(refusal, "zh-CN"), en: refusalText(refusal, "en") },
});

function* fixesOf(tapes: readonly Tape[]) {
  for (const tape of tapes) for (const segment of tape.segments) yield* segment;
}

export const coverageOf = (asked: Asked, now: number): Coverage => {
  const opened = asked.files.map((path) => openTape(path, asked, now));
  const tapes = opened.flatMap((one) => (one.ok ? [one.tape] : []));
  const grids = asked.crs === undefined ? gridsOf({ [Symbol.iterator]: () => fixesOf(tapes) }) : [gridIn(asked.crs)];
  const { datum, profile, cap, cell, lmin } = asked;
  // No figure here is told by day, so any zone will do.
  const measure: Measure = { geodesy: createGeodesy(), clock: siteClock("UTC"), cap, grids, cell, lmin };
  const files = opened.map((one) =>
    one.ok ? { file: one.file, format: one.format, ...measured([one.tape], measure) } : told(one.file, one.refusal),
  );
  const counted = files.filter((one) => "fixes" in one);
  const [only] = counted;
  const total = only !== undefined && counted.length === 1 ? figuresIn(only) : measured(tapes, measure);
  return {
    datum,
    profile,
    speedKmh: cap.kmh,
    gapSeconds: Math.round(cap.gapMin * 60_000) / 1000,
    cellMetres: cell,
    lminMetres: lmin,
    crs: grids.map((grid) => grid.crs),
    files,
    total,
  };
};

const figuresIn = ({ file: _, format: __, ...figures }: Told): Figures => figures;

type Say = (text: string) => void;

/** Ends with 0 where a file was counted, 1 where none could be, 2 where the words make no sense. */
export const runCoverage = (words: readonly string[], now: number, say: Say, complain: Say): 0 | 1 | 2 => {
  const parsed = parseWords(words);
  if (!parsed.ok) {
    complain(`${parsed.sentence}\n${usage}`);
    return 2;
  }
  const named = namedDatum(parsed.asked.datum);
  if (!named.ok) {
    complain(`${refusalText(named.refusal, "zh-CN")} ${refusalText(named.refusal, "en")}\n${usage}`);
    return 2;
  }
  const coverage = coverageOf(parsed.asked, now);
  for (const one of coverage.files) if ("refused" in one) complain(`${one.file}: ${one.refused.zh} ${one.refused.en}`);
  say(JSON.stringify(coverage, null, 2));
  return coverage.files.some((one) => "fixes" in one) ? 0 : 1;
};
