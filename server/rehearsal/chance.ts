// Chance that repeats: a number that follows from a seed and words, so that a restarted rehearsal goes on as it would have.

type Word = string | number;

export type Chance = {
  /** A number in [0, 1) for these words, always the same one. */
  (...words: readonly Word[]): number;
  /** The same numbers for these words and one more, remembered: every beat shuffles the same people. */
  readonly among: (...words: readonly Word[]) => (last: string) => number;
};

/** Shuffles that are remembered, far more than one beat asks for. */
const remembered = 500;

/** FNV-1a over the words, then the finalizer of MurmurHash3, which spreads words that differ in one sign only. */
const numberOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

export const createChance = (seed: string): Chance => {
  const known = new Map<string, Map<string, number>>();
  const among = (...words: readonly Word[]) => {
    const start = `${seed} ${words.join(" ")} `;
    const numbers = known.get(start) ?? new Map<string, number>();
    if (known.size > remembered) known.clear();
    known.set(start, numbers);
    return (last: string): number => {
      const number = numbers.get(last) ?? numberOf(start + last);
      numbers.set(last, number);
      return number;
    };
  };
  return Object.assign((...words: readonly Word[]) => numberOf(`${seed} ${words.join(" ")}`), { among });
};

/** The list in an order of chance; `words` name the shuffle. */
export const shuffled = <T extends { readonly id: string }>(
  list: Iterable<T>,
  chance: Chance,
  ...words: readonly Word[]
): readonly T[] => {
  const number = chance.among(...words);
  return [...list]
    .map((one) => ({ one, key: number(one.id) }))
    .sort((a, b) => a.key - b.key || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
};
