// The points of a track as they are read: 32 bytes each, so that a million of them are no burden.

import type { Millis } from "../../domain/ids.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";

/** Columns of a point: ms (NaN where there is none), longitude, latitude, accuracy in metres (NaN where untold). */
const width = 4;

export type Points = {
  /** Begins a segment: the recorder was off between it and what was before. One without points is none. */
  readonly begin: () => void;
  /** A point without a finite place is counted as unplaced. */
  readonly add: (at: Millis | null, lon: number, lat: number, acc?: number) => void;
  readonly count: () => number;
  readonly unplaced: () => number;
  /** Segments with points. */
  readonly segments: () => number;
  /** The points of one segment, in the order of the file. */
  readonly segment: (i: number) => Iterable<RawFix>;
  /** Moves every place; the first that `move` cannot is answered. */
  readonly moveAll: (move: (at: LonLat) => LonLat | undefined) => LonLat | undefined;
  readonly times: () => { readonly timed: number; readonly first: Millis; readonly last: Millis };
};

export const createPoints = (): Points => {
  let rows = new Float64Array(1024 * width);
  let count = 0;
  let unplaced = 0;
  /** Where each segment begins; the last may still be empty. */
  const begins: number[] = [0];
  const at = (row: number, column: number): number => rows[row * width + column] ?? Number.NaN;
  return {
    begin: () => {
      if (begins.at(-1) !== count) begins.push(count);
    },
    add: (time, lon, lat, acc = Number.NaN) => {
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) {
        unplaced += 1;
        return;
      }
      if ((count + 1) * width > rows.length) {
        const wider = new Float64Array(rows.length * 2);
        wider.set(rows);
        rows = wider;
      }
      rows.set([time ?? Number.NaN, lon, lat, acc], count * width);
      count += 1;
    },
    count: () => count,
    unplaced: () => unplaced,
    segments: () => (begins.at(-1) === count ? begins.length - 1 : begins.length),
    segment: function* (i) {
      const to = begins[i + 1] ?? count;
      for (let row = begins[i] ?? count; row < to; row++) {
        const time = at(row, 0);
        const acc = at(row, 3);
        yield [Number.isNaN(time) ? null : time, at(row, 1), at(row, 2), Number.isNaN(acc) ? null : acc];
      }
    },
    moveAll: (move) => {
      for (let row = 0; row < count; row++) {
        const from: LonLat = [at(row, 1), at(row, 2)];
        const to = move(from);
        if (to === undefined) return from;
        rows[row * width + 1] = to[0];
        rows[row * width + 2] = to[1];
      }
      return undefined;
    },
    times: () => {
      let timed = 0;
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      for (let row = 0; row < count; row++) {
        const time = at(row, 0);
        if (Number.isNaN(time)) continue;
        timed += 1;
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
      return { timed, first, last };
    },
  };
};
