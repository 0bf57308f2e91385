// What chance draws from a number: the same draws for the same number.

/** Numbers in [0, 1), the same ones for the same seed: mulberry32. */
const chanceOf = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export type Draw = { readonly below: (most: number) => number; readonly of: <T>(some: readonly [T, ...T[]]) => T };
export const drawOf = (seed: number): Draw => {
  const chance = chanceOf(seed);
  const below = (most: number): number => Math.floor(chance() * most);
  return { below, of: (some) => some[below(some.length)] ?? some[0] };
};
