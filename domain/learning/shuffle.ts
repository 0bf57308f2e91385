// An order that follows from a name alone: the domain has no chance of its own, and the same attempt is the same paper. [ACT-5]

/** FNV-1a over the name, 32 bits. */
const seedOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let n = 0; n < name.length; n += 1) hash = Math.imul(hash ^ name.charCodeAt(n), 0x01000193);
  return hash >>> 0;
};

/** Mulberry32: numbers from 0 up to 1, the same for the same seed. */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Fisher–Yates by the name's own numbers. */
export const shuffledBy = <T>(name: string, all: readonly T[]): readonly T[] => {
  const next = numbersFrom(seedOf(name));
  const left = [...all];
  const out: T[] = [];
  while (left.length > 0) out.push(...left.splice(Math.floor(next() * left.length), 1));
  return out;
};
