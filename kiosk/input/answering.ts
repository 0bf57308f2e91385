// What the speller's worker does with its questions: the latest is answered as soon as the word list is there.

import { createPinyin, type Offer, type Pinyin } from "./pinyin.ts";
import { readWordList, type WordList } from "./word-list.ts";

export type Question = {
  readonly keys: string;
  /** Words that he chose, the latest last. */
  readonly chosen: readonly string[];
  /** Names of the site, a line each. */
  readonly terms: string;
};
export type Asked = { readonly n: number; readonly question: Question };
/** `missing`: the list could not be had; this worker is of no use, another may be. */
export type Answer =
  | { readonly kind: "offer"; readonly n: number; readonly offer: Offer }
  | { readonly kind: "missing" };

/** `file`: undefined where it could not be had. */
export const createAnswering = (
  file: Promise<string | undefined>,
  say: (answer: Answer) => void,
): ((asked: Asked) => void) => {
  let list: WordList | undefined;
  let waiting: Asked | undefined;
  let site: { readonly terms: string; readonly pinyin: Pinyin } | undefined;
  const answer = ({ n, question: { keys, chosen, terms } }: Asked, words: WordList): void => {
    site = site?.terms === terms ? site : { terms, pinyin: createPinyin(words, terms.split("\n")) };
    say({ kind: "offer", n, offer: site.pinyin.offered(keys, chosen) });
  };
  void file.then((text) => {
    if (text === undefined) {
      say({ kind: "missing" });
      return;
    }
    list = readWordList(text);
    if (waiting !== undefined) answer(waiting, list);
    waiting = undefined;
  });
  return (asked) => {
    if (list === undefined) waiting = asked;
    else answer(asked, list);
  };
};
