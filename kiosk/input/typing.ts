// One person's typing: keys that wait, words that were chosen, and what he chose before. It ends with him and is kept nowhere.

import { mostOwnWords } from "../../domain/posts/post.ts";

/** `used`: how many of the keys this choice accounts for; the rest stay. */
export type Candidate = { readonly text: string; readonly used: number };
export type Typing = {
  /** What is written. */
  readonly text: string;
  /** Keys that no word was chosen for yet. */
  readonly keys: string;
  /** Words chosen by this person, the latest last. */
  readonly chosen: readonly string[];
};
/** Nine keys or twenty-six for pinyin, letters as they are, numerals. */
export type Board = "nine" | "pinyin" | "letters" | "numbers";

/** Between two syllables, where the keys alone would read otherwise: xi'an. */
export const separator = "'";
/** More keys at once are no word but a mistake. */
export const mostKeys = 40;
/** As in the command that takes it. */
export const mostSigns = mostOwnWords;

export const begin = (text = ""): Typing => ({ text, keys: "", chosen: [] });

const clipped = (text: string): string => [...text].slice(0, mostSigns).join("");

/** A digit 2–9, a letter, or the separator. */
export const press = (typing: Typing, key: string): Typing => {
  const last = typing.keys.at(-1);
  const idle = key === separator && (last === undefined || last === separator);
  if (idle || !/^[2-9a-z']$/.test(key) || typing.keys.length >= mostKeys) return typing;
  return { ...typing, keys: typing.keys + key };
};

export const choose = (typing: Typing, { text, used }: Candidate): Typing => ({
  text: clipped(typing.text + text),
  keys: typing.keys.slice(used),
  chosen: [...typing.chosen.filter((one) => one !== text), text],
});

/** Says which syllable the first keys are: the digits become its letters. */
export const narrow = (typing: Typing, syllable: string): Typing => {
  const rest = typing.keys.slice(syllable.length).replace(/^'/, "");
  return { ...typing, keys: `${syllable}${separator}${rest}` };
};

/** Takes back a key, or the last sign where none waits. */
export const erase = (typing: Typing): Typing =>
  typing.keys === ""
    ? { ...typing, text: [...typing.text].slice(0, -1).join("") }
    : { ...typing, keys: typing.keys.slice(0, -1) };

/** A sign that is no pinyin: a numeral, a comma, a Latin letter. */
export const write = (typing: Typing, sign: string): Typing =>
  typing.keys === "" ? { ...typing, text: clipped(typing.text + sign) } : typing;

/** `typed`: what a key of the board, or the same key of a real keyboard, does; it comes with the page, not with every start. */
export type Writing = {
  readonly typing: Typing;
  readonly board: Board;
  readonly typed: (typing: Typing, board: Board, key: string) => Typing;
};

/** It spells where the board spells, and writes elsewhere; `Backspace` takes back. */
export const typed: Writing["typed"] = (typing, board, key) => {
  if (key === "Backspace") return erase(typing);
  switch (board) {
    case "letters":
    case "numbers":
      // A reader and a real keyboard tell of the key alone: large letters are the glass's own.
      return write(typing, key.toLowerCase());
    case "nine":
    case "pinyin": {
      const spelling = key.toLowerCase();
      const spells = board === "nine" ? /^[2-9a-z']$/ : /^[a-z']$/;
      if (spells.test(spelling) && !(spelling === separator && typing.keys === "")) return press(typing, spelling);
      // The key between syllables is a comma where none is being spelled.
      if (board === "nine" && key === "1") return typing.keys === "" ? write(typing, "，") : press(typing, separator);
      return board === "nine" && key === "0" ? typing : write(typing, key);
    }
  }
};
