// What recordings amount to when no zone is asked for: the figures that the coverage command tells, by the rules that the board lives by. [PAT-3, COV-1, COV-2]

import { zoneId } from "../ids.ts";
import type { Laid } from "../patrols/recordings.ts";
import { addTallies, type Cap, type Exclusion, type Geodesy, type Tally } from "../patrols/track.ts";
import { openGround, sumsBetween } from "../patrols/track-walk.ts";
import type { LonLat } from "../site/site.ts";
import type { SiteClock } from "../time.ts";

/** Full width of what a patrol sees, metres: effort area = length × swath. [COV-2] */
export const swath = 500;

export type Figures = {
  /** Fixes that count, each once. */
  readonly fixes: number;
  readonly duplicates: number;
  /** Fixes, and lines between two (`speed`, `gap`), that do not count, and why. */
  readonly excluded: Readonly<Partial<Record<Exclude<Exclusion, "duplicate">, number>>>;
  /** Kept segments. */
  readonly segments: number;
  readonly km: number;
  readonly hours: number;
  /** Cells with more than nothing and at least `lmin` metres of kept length, of all the recordings together. */
  readonly cells: number;
  readonly effortAreaKm2: number;
};

export type Measure = {
  readonly geodesy: Geodesy;
  readonly clock: SiteClock;
  readonly cap: Cap;
  /** The grids in which cells are counted: a line is counted in the first that holds its beginning. */
  readonly grids: readonly { readonly crs: string; readonly holds: (at: LonLat) => boolean }[];
  /** Edge of a cell, metres. */
  readonly cell: number;
  readonly lmin: number;
};

const all = zoneId("all");

/** `excluded`: what `sift` left out of the recordings; `unplaced`: points without a place. */
export const figuresOf = (laid: Laid, excluded: Tally, unplaced: number, measure: Measure): Figures => {
  const { geodesy, clock, cap, cell, lmin } = measure;
  const grids = measure.grids.map(({ crs, holds }, i) => ({
    crs,
    holds: (at: LonLat) => holds(at) && !measure.grids.slice(0, i).some((one) => one.holds(at)),
  }));
  const ground = openGround(grids, cell, all);
  let [segments, metres, ms] = [0, 0, 0];
  let tally = addTallies(excluded, unplaced === 0 ? {} : { implausible: unplaced });
  const lengths = new Map<string, number>();
  for (const row of laid.rows) {
    const sums = sumsBetween([], row, cap, { geodesy, clock, ground });
    segments += sums.segments;
    tally = addTallies(tally, sums.tally);
    for (const day of sums.days) {
      metres += day.metres;
      ms += day.ms;
    }
    for (const { crs, parts } of sums.zones)
      for (const [column, line, , length] of parts) {
        const key = `${crs} ${column} ${line}`;
        lengths.set(key, (lengths.get(key) ?? 0) + length);
      }
  }
  const { duplicate = 0, ...others } = tally;
  const km = Math.round(metres * 1000) / 1e6;
  return {
    fixes: laid.fixes,
    duplicates: duplicate + laid.twins.length,
    excluded: others,
    segments,
    km,
    hours: Math.round((ms / 3_600_000) * 1e6) / 1e6,
    cells: [...lengths.values()].filter((length) => length > 0 && length >= lmin).length,
    effortAreaKm2: Math.round(km * swath) / 1000,
  };
};
