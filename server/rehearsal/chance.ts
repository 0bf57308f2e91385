// Chance that repeats: a number that follows from a seed and words, so that a restarted rehearsal goes on as it would have.

/** A number in [0, 1) for these words, always the same one. */
export type Chance = (...words: readonly (string | number)[]) => number;

/** FNV-1a over the words, then the finalizer of MurmurHash3, which spreads words that differ in one sign only. */
export const createChance =
  (seed: string): Chance =>
  (...words) => {
    const text = `${seed} ${words.join(" ")}`;
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };

/** The list in an order of chance; `words` name the shuffle. */
export const shuffled = <T extends { readonly id: string }>(
  list: Iterable<T>,
  chance: Chance,
  ...words: readonly (string | number)[]
): readonly T[] =>
  [...list]
    .map((one) => ({ one, key: chance(...words, one.id) }))
    .sort((a, b) => a.key - b.key || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
