// The words of the typing page in both languages; they come with it, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "自己写（可以不写）",
  written: (n: number, most: number) => `已写 ${n} / ${most} 字`,
  noNames: "说事就行，别写人名",
  gone: "没交前，退出就清掉",
  field: "写的话",
  pick: "选字",
  pickHint: "按 1 次就上",
  marks: "标点",
  page: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
  more: "更多",
  syllables: "哪个拼音",
  keys: "键盘",
  reading: "词表正在打开，先按着，不会丢",
  missing: "词表没取到，先写字母、数字",
  none: "没有这样的词",
  erase: "删一个",
  clear: "清空",
  done: "写好了",
  pickFirst: "先选字",
  space: "空格",
  shift: { up: "大写", down: "小写" },
  separate: "分词",
  toNine: "九宫格",
  toPinyin: "全拼",
  toLetters: "英文",
  toNumbers: "123",
} as const;
type TypingWords = Wording<typeof zh>;

const en: TypingWords = {
  title: "Own words",
  written: (n, most) => `${n} of ${most} signs`,
  noNames: "Things, not people",
  gone: "Exit clears what is not signed",
  field: "Your words",
  pick: "Choose",
  pickHint: "one touch writes it",
  marks: "Signs",
  page: (n, of) => `page ${n} of ${of}`,
  more: "More",
  syllables: "Which syllable",
  keys: "Keyboard",
  reading: "Opening the word list; no key is lost",
  missing: "No word list now: letters and numbers work",
  none: "No such word",
  erase: "Delete",
  clear: "Clear",
  done: "Done",
  pickFirst: "Pick",
  space: "Space",
  shift: { up: "ABC", down: "abc" },
  separate: "'",
  toNine: "9-key",
  toPinyin: "Pinyin",
  toLetters: "ABC",
  toNumbers: "123",
};

export const typingWords = (lang: Lang): TypingWords => (lang === "en" ? en : zh);
