// What a row of keys may mean: nine-key digits or letters against the word list, by whole syllables, by initials, or mixed.

import { type Candidate, separator } from "./typing.ts";
import type { Branch, Word } from "./word-list.ts";

const keyOf = new Map(
  ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"].flatMap((letters, n) =>
    [...letters].map((letter): [string, string] => [letter, String(n + 2)]),
  ),
);
/** What a syllable of which only the beginning was typed costs, in steps of weight: a whole one is what was meant, mostly. */
const shortened = 9;
/** Words that only the site or this session knows stand before all of the list. */
const own = 1_000;
/** Few of what both shortens and leaves keys: seldom meant, and it would bury the signs of the first syllable. */
const mostRough = 28;
const most = 600;

type Found = Candidate & { readonly worth: number; readonly rough: boolean };

/** How many keys from `at` a syllable may account for, and whether that is all of it. */
const fits = (
  keys: string,
  at: number,
  syllable: string,
): readonly { readonly to: number; readonly whole: boolean }[] => {
  let same = 0;
  while (same < syllable.length && at + same < keys.length) {
    const letter = syllable.charAt(same);
    const key = keys.charAt(at + same);
    if (key !== letter && key !== keyOf.get(letter)) break;
    same++;
  }
  if (same === 0) return [];
  const ends = new Set([1, ...(/^[zcs]h/.test(syllable) ? [2] : []), syllable.length]);
  const fitting: { to: number; whole: boolean }[] = [];
  for (let length = 1; length <= same; length++) {
    const stop = keys.charAt(at + length);
    // Any beginning will do where the keys end, or where a separator says that the syllable does.
    if (!ends.has(length) && stop !== "" && stop !== separator) continue;
    fitting.push({ to: at + length + (stop === separator ? 1 : 0), whole: length === syllable.length });
  }
  return fitting;
};

const search = (root: Branch, keys: string, bonus: number, found: Map<string, Found>): void => {
  const note = (word: Word, used: number, cost: number): void => {
    const known = found.get(word.text);
    const worth = word.weight + bonus - cost;
    if (known === undefined || used > known.used || (used === known.used && worth > known.worth))
      found.set(word.text, { text: word.text, used, worth, rough: cost > 0 && used < keys.length });
  };
  const walk = (branch: Branch, at: number, cost: number): void => {
    if (at > 0) for (const word of branch.words) note(word, at, cost);
    if (at >= keys.length || branch.next === undefined) return;
    for (const [syllable, next] of branch.next) {
      for (const { to, whole } of fits(keys, at, syllable)) walk(next, to, cost + (whole ? 0 : shortened));
    }
  };
  walk(root, 0, 0);
};

/**
 * Best first: what accounts for all keys before what leaves some, the site's names before the list, whole syllables before
 * initials, often used before rare. `own`: the site's names and what was chosen in this session.
 */
export const candidatesFor = (
  keys: string,
  lists: { readonly words: Branch; readonly own: Branch },
): readonly Candidate[] => {
  const found = new Map<string, Found>();
  search(lists.words, keys, 0, found);
  search(lists.own, keys, own, found);
  const best = [...found.values()].sort((a, b) => b.used - a.used || b.worth - a.worth || (a.text < b.text ? -1 : 1));
  let rough = 0;
  return best
    .filter((one) => !one.rough || ++rough <= mostRough)
    .slice(0, most)
    .map(({ text, used }) => ({ text, used }));
};

/** The syllables that the first keys may be as a whole, the longest first: what a person picks from to say which he meant. */
export const firstSyllables = (keys: string, words: Branch): readonly string[] =>
  [...(words.next ?? [])]
    .filter(([syllable]) => fits(keys, 0, syllable).some((one) => one.whole))
    .map(([syllable, branch]) => ({ syllable, weight: Math.max(0, ...branch.words.map((word) => word.weight)) }))
    .sort((a, b) => b.syllable.length - a.syllable.length || b.weight - a.weight)
    .map((one) => one.syllable);

/** The keys as letters of that reading, `hu'lan`; keys that it does not account for stay as they are. */
export const spelledBy = (keys: string, reading: readonly string[]): string => {
  /** Where it was tried in vain: a long name whose syllables begin alike would be tried in every way. */
  const vain = new Set<string>();
  const walk = (at: number, n: number): readonly string[] | undefined => {
    const syllable = reading[n];
    if (at >= keys.length) return [];
    if (syllable === undefined) return [keys.slice(at)];
    if (vain.has(`${at}/${n}`)) return undefined;
    // The longest first: what was typed whole is shown whole.
    for (const { to } of fits(keys, at, syllable).toReversed()) {
      const typed = keys.slice(at, to).replace(separator, "").length;
      const rest = walk(to, n + 1);
      if (rest !== undefined) return [syllable.slice(0, typed), ...rest];
    }
    vain.add(`${at}/${n}`);
    return undefined;
  };
  return walk(0, 0)?.join(separator) ?? keys;
};
