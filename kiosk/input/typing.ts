// One person's typing: keys that wait, words that were chosen, and what he chose before. It ends with him and is kept nowhere.

import { type Candidate, candidatesFor, firstSyllables, separator } from "./candidates.ts";
import { addWord, type Branch, newBranch, termReading, type WordList } from "./word-list.ts";

export type Typing = {
  /** What is written. */
  readonly text: string;
  /** Keys that no word was chosen for yet. */
  readonly keys: string;
  /** Words chosen by this person, the latest last. */
  readonly chosen: readonly string[];
  readonly candidates: readonly Candidate[];
};
export type Pinyin = {
  readonly begin: () => Typing;
  /** A digit 2–9, a letter, or the separator. */
  readonly press: (typing: Typing, key: string) => Typing;
  readonly choose: (typing: Typing, candidate: Candidate) => Typing;
  /** What the first keys may be, and saying which: the digits become its letters. */
  readonly syllables: (typing: Typing) => readonly string[];
  readonly narrow: (typing: Typing, syllable: string) => Typing;
  /** Takes back a key, or the last sign where none waits. */
  readonly erase: (typing: Typing) => Typing;
  /** A sign that is no pinyin: a numeral, a comma, a Latin letter. */
  readonly write: (typing: Typing, sign: string) => Typing;
};

/** More keys at once are no word but a mistake. */
export const mostKeys = 40;
/** As in the command that takes it. */
export const mostSigns = 60;

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
  const look = (typing: Omit<Typing, "candidates">): Typing => {
    const own = typing.chosen.length === 0 ? site : ownOf(typing.chosen);
    return { ...typing, candidates: typing.keys === "" ? [] : candidatesFor(typing.keys, { words: list.root, own }) };
  };
  const clipped = (text: string): string => [...text].slice(0, mostSigns).join("");
  return {
    begin: () => ({ text: "", keys: "", chosen: [], candidates: [] }),
    press: (typing, key) => {
      const last = typing.keys.at(-1);
      const idle = key === separator && (last === undefined || last === separator);
      if (idle || !/^[2-9a-z']$/.test(key) || typing.keys.length >= mostKeys) return typing;
      return look({ ...typing, keys: typing.keys + key });
    },
    choose: (typing, { text, used }) =>
      look({
        text: clipped(typing.text + text),
        keys: typing.keys.slice(used),
        chosen: [...typing.chosen.filter((one) => one !== text), text],
      }),
    syllables: ({ keys }) => firstSyllables(keys, list.root),
    narrow: (typing, syllable) => {
      const rest = typing.keys.slice(syllable.length).replace(/^'/, "");
      return look({ ...typing, keys: `${syllable}${separator}${rest}` });
    },
    erase: (typing) =>
      typing.keys === ""
        ? { ...typing, text: [...typing.text].slice(0, -1).join("") }
        : look({ ...typing, keys: typing.keys.slice(0, -1) }),
    write: (typing, sign) => (typing.keys === "" ? { ...typing, text: clipped(typing.text + sign) } : typing),
  };
};
