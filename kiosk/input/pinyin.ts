// What keys may mean to one person at one site: the list's words, the site's names, and what he chose himself.

import { candidatesFor, firstSyllables, spelledBy } from "./candidates.ts";
import type { Candidate } from "./typing.ts";
import { addWord, type Branch, newBranch, termReading, type WordList } from "./word-list.ts";

export type Offer = {
  readonly candidates: readonly Candidate[];
  /** What the first keys may be as a syllable. */
  readonly syllables: readonly string[];
  /** The keys as letters, as the first candidate reads them: `hu'lan`. */
  readonly spelled: string;
};
export type Pinyin = {
  /** `chosen`: words that he chose, the latest last. */
  readonly offered: (keys: string, chosen: readonly string[]) => Offer;
};

export const nothing: Offer = { candidates: [], syllables: [], spelled: "" };

/** `terms`: names of the site's posts and places, which the board knows. */
export const createPinyin = (list: WordList, terms: readonly string[]): Pinyin => {
  const ownOf = (chosen: readonly string[]): Branch => {
    const own = newBranch();
    for (const text of new Set(terms)) {
      const reading = termReading(list, text);
      if (reading !== undefined) addWord(own, reading, [{ text, weight: text.length }]);
    }
    for (const [n, text] of chosen.entries()) {
      const reading = termReading(list, text);
      // Among what is his own, what he chose last stands first.
      if (reading !== undefined) addWord(own, reading, [{ text, weight: 100 + n }]);
    }
    return own;
  };
  const site = ownOf([]);
  return {
    offered: (keys, chosen) => {
      if (keys === "") return nothing;
      const candidates = candidatesFor(keys, { words: list.root, own: chosen.length === 0 ? site : ownOf(chosen) });
      const [first] = candidates;
      const reading = first === undefined ? undefined : termReading(list, first.text);
      return {
        candidates,
        syllables: firstSyllables(keys, list.root),
        spelled: spelledBy(keys, reading ?? []),
      };
    },
  };
};
