// Walks as fast-check thinks them up: mostly walked, sometimes leaping, pausing or told twice; and ways of tearing them to pieces.

import fc from "fast-check";
import type { RawFix } from "../../domain/patrols/track.ts";

const start = Date.UTC(2026, 10, 22, 1);

type Step = { readonly seconds: number; readonly east: number; readonly north: number; readonly twice: boolean };
/** Metres a minute: up to 8.4 km/h each way. */
const metre = fc.integer({ min: -140, max: 140 });
const step: fc.Arbitrary<Step> = fc.record({
  seconds: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 10, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 899 }) },
    { weight: 1, arbitrary: fc.constantFrom(900, 901, 4000, 90_000) },
  ),
  east: fc.oneof({ weight: 12, arbitrary: metre }, { weight: 1, arbitrary: fc.constantFrom(-900, 900) }),
  north: metre,
  twice: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

/** A walk about Arxan at foot's pace. */
export const someWalk = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps): readonly RawFix[] => {
  const fixes: RawFix[] = [];
  let [at, lon, lat] = [start, 119.9, 47.2];
  for (const { seconds, east, north, twice } of steps) {
    at += seconds * 1000;
    const minutes = Math.min(seconds, 900) / 60;
    lon = Math.round((lon + (east * minutes) / 75_000) * 1e7) / 1e7;
    lat = Math.round((lat + (north * minutes) / 111_000) * 1e7) / 1e7;
    fixes.push([at, lon, lat, null]);
    if (twice) fixes.push([at, lon, lat, null]);
  }
  return fixes;
});

export type Torn = { readonly whole: readonly RawFix[]; readonly parts: readonly (readonly RawFix[])[] };

/** Every fix in one of up to four parts, chosen for each fix alone; the parts in any order. */
export const tornApart: fc.Arbitrary<Torn> = someWalk.chain((whole) =>
  fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: whole.length, maxLength: whole.length })
    .map((to) => ({ whole, parts: [0, 1, 2, 3].map((part) => whole.filter((_, i) => to[i] === part)) })),
);

/** Cut into rows of fixes at any places; the rows in any order. */
export const cutApart: fc.Arbitrary<Torn> = someWalk.chain((whole) =>
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 4 }), fc.boolean())
    .map(([places, backwards]) => {
      const cuts = [0, ...places.toSorted((a, b) => a - b), whole.length];
      const parts = cuts.slice(1).map((to, i) => whole.slice(cuts[i], to));
      return { whole, parts: backwards ? parts.reverse() : parts };
    }),
);
