// The keys of each board in their order; where they stand never changes while one types.

import type { Board } from "./typing.ts";

export type KeyAct =
  | "erase"
  | "clear"
  | "done"
  | "space"
  | "shift"
  | "to-nine"
  | "to-pinyin"
  | "to-letters"
  | "to-numbers";
/** `span`: cells of a row of twenty, on a board of twenty-six letters; `first`: its row begins half a key in. */
export type Key = { readonly span: number; readonly first: boolean } & (
  | { readonly kind: "sign"; readonly sign: string; readonly small: string }
  | { readonly kind: "act"; readonly act: KeyAct }
);

const sign = (one: string, small = "", span = 2, first = false): Key => ({
  kind: "sign",
  sign: one,
  small,
  span,
  first,
});
const act = (one: KeyAct, span = 2): Key => ({ kind: "act", act: one, span, first: false });

const letters = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"] as const;
const [two, three, four, five, six, seven, eight, nine] = letters;

const nineKeys: readonly Key[] = [
  ...[sign("1"), sign("2", two), sign("3", three), act("erase")],
  ...[sign("4", four), sign("5", five), sign("6", six), act("clear")],
  ...[sign("7", seven), sign("8", eight), sign("9", nine), act("done")],
  ...[act("to-numbers"), act("space"), act("to-letters")],
];
const numberKeys: readonly Key[] = [
  ...[sign("1"), sign("2"), sign("3"), act("erase")],
  ...[sign("4"), sign("5"), sign("6"), act("clear")],
  ...[sign("7"), sign("8"), sign("9"), act("done")],
  ...[act("to-nine"), sign("0"), act("to-letters")],
];
const fullKeys = (left: Key, other: KeyAct): readonly Key[] => [
  ...[..."qwertyuiop"].map((one) => sign(one)),
  ...[..."asdfghjkl"].map((one, n) => sign(one, "", 2, n === 0)),
  left,
  ...[..."zxcvbnm"].map((one) => sign(one)),
  act("erase", 3),
  ...[act("to-nine", 4), act("to-numbers", 3), act(other, 3), act("space", 4), act("clear", 3), act("done", 3)],
];
const pinyinKeys = fullKeys(sign("'", "", 3), "to-letters");
const letterKeys = fullKeys(act("shift", 3), "to-pinyin");

export const keysOf = (board: Board): readonly Key[] => {
  switch (board) {
    case "nine":
      return nineKeys;
    case "numbers":
      return numberKeys;
    case "pinyin":
      return pinyinKeys;
    case "letters":
      return letterKeys;
  }
};

/** What stands where the words do while no key waits. */
export const marksOf = (board: Board): readonly string[] => {
  switch (board) {
    case "nine":
    case "pinyin":
      return [..."，。、？！：；（）"];
    case "letters":
      return [...",.?!:;-/()'"];
    case "numbers":
      return [".", "-", "%", "℃", ":", "/", "m", "t", "kPa", "ppm", "MPa", "号"];
  }
};

export const boardAfter = (one: "to-nine" | "to-pinyin" | "to-letters" | "to-numbers"): Board => {
  switch (one) {
    case "to-nine":
      return "nine";
    case "to-pinyin":
      return "pinyin";
    case "to-letters":
      return "letters";
    case "to-numbers":
      return "numbers";
  }
};
