// Chinese without a keyboard: what nine keys or letters mean, in which order it is offered, and in how many touches a report is written.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createPinyin, type Offer, type Pinyin } from "../../kiosk/input/pinyin.ts";
import {
  type Board,
  begin,
  choose,
  erase,
  mostKeys,
  mostSigns,
  narrow,
  press,
  type Typing,
  typed,
  write,
} from "../../kiosk/input/typing.ts";
import { readWordList, termReading } from "../../kiosk/input/word-list.ts";

const file = readFileSync("data/words/words.txt", "utf8");
const list = readWordList(file);
const plain = createPinyin(list, []);
const atSite = createPinyin(list, ["二号井口通风机", "2号竖井井口"]);

/** Candidates on one page beside the key that turns it. */
const onPage = 7;

const pressed = (keys: string, from: Typing = begin()): Typing => [...keys].reduce(press, from);
const offerFor = (pinyin: Pinyin, { keys, chosen }: Typing): Offer => pinyin.offered(keys, chosen);
const offered = (pinyin: Pinyin, keys: string, from?: Typing): readonly string[] =>
  offerFor(pinyin, pressed(keys, from)).candidates.map((one) => one.text);
const chosen = (pinyin: Pinyin, typing: Typing, text: string): Typing => {
  const candidate = offerFor(pinyin, typing).candidates.find((one) => one.text === text);
  if (candidate === undefined) throw new Error(`${text} was not offered`);
  return choose(typing, candidate);
};
/** Writes word after word, each by its keys; counts keys, turned pages and the tap on the word. */
const written = (pinyin: Pinyin, script: readonly (readonly [keys: string, word: string])[]) => {
  let typing = begin();
  let touches = 0;
  for (const [keys, word] of script) {
    typing = pressed(keys, typing);
    const place = offerFor(pinyin, typing).candidates.findIndex((one) => one.text === word);
    touches += keys.length + Math.floor(place / onPage) + 1;
    typing = chosen(pinyin, typing, word);
  }
  return { text: typing.text, keys: typing.keys, touches };
};

describe("the word list", () => {
  test("what an open keyboard fetches for it is under 1.4 MB", () => {
    expect(gzipSync(file, { level: 9 }).length).toBeLessThan(1_400_000);
  });

  test("a word is read as a whole: 长, 重 and 行 differ by their words", () => {
    const read = ["长大", "长度", "重庆", "重量", "银行", "行人", "女工"].map((word) =>
      list.readingOf(word)?.join(" "),
    );
    expect(read).toEqual(["zhang da", "chang du", "chong qing", "zhong liang", "yin hang", "xing ren", "nv gong"]);
  });

  test("a name of the site is read by its longest words, numerals as they are said", () => {
    expect(termReading(list, "2号竖井A区")).toEqual(["er", "hao", "shu", "jing", "a", "qu"]);
    expect(termReading(list, "𠮷")).toBeUndefined();
  });
});

describe("what keys mean", () => {
  test("whole syllables, initials, both mixed, and the beginning of the last", () => {
    expect(offered(plain, "8664336454").at(0)).toBe("通风机");
    expect(offered(plain, "835").slice(0, 10 * onPage)).toContain("通风机");
    expect(offered(plain, "866435").at(0)).toBe("通风机");
    expect(offered(plain, "tongfengj").at(0)).toBe("通风机");
  });

  test("94664 is one syllable or several; a separator says which", () => {
    expect(offered(plain, "94664").slice(0, onPage)).toContain("中");
    expect(offered(plain, "94664")).toContain("兄");
    expect(offered(plain, "xian").at(0)).toBe("先");
    expect(offered(plain, "xi'an").at(0)).toBe("西安");
    expect(offered(plain, "94'26")).toContain("西安");
  });

  test("who says which syllable he meant finds its signs on the first page", () => {
    const typing = pressed("9494264");
    expect(offerFor(plain, typing).syllables).toEqual(expect.arrayContaining(["yi", "xi", "zi"]));
    const narrowed = narrow(narrow(typing, "yi"), "yi");
    expect(narrowed.keys).toBe("yi'94264");
    const words = offerFor(plain, narrowed).candidates.map((one) => one.text);
    expect(words).not.toContain("主张");
    expect(words.slice(0, onPage)).toContain("异响");
  });

  test("names of the site come first where they account for all keys, by initials too", () => {
    expect(offered(atSite, "ehjktfj").at(0)).toBe("二号井口通风机");
    expect(offered(atSite, "3455835").at(0)).toBe("二号井口通风机");
    expect(offered(atSite, "ehsjjk").at(0)).toBe("2号竖井井口");
    const rare = createPinyin(list, ["京离"]);
    expect([offered(plain, "jingli").at(0), offered(rare, "jingli").at(0)]).toEqual(["经历", "京离"]);
    expect(offered(plain, "3455835")).not.toContain("二号井口通风机");
  });

  test("what accounts for more keys stands before what leaves some", () => {
    const used = offerFor(plain, pressed("374265464")).candidates.map((one) => one.used);
    expect(used).toEqual(used.toSorted((a, b) => b - a));
    expect(used.at(0)).toBe(9);
  });

  test("keys are shown as the letters of the first word, whole or begun; what it does not account for as it is", () => {
    const shown = (pinyin: Pinyin, keys: string): string => offerFor(pinyin, pressed(keys)).spelled;
    expect(shown(plain, "8664336454")).toBe("tong'feng'ji");
    expect(shown(plain, "866435")).toBe("tong'f'j");
    expect(shown(atSite, "3455835")).toBe("e'h'j'k't'f'j");
    expect(shown(plain, "xi'an")).toBe("xi'an");
    expect(shown(plain, "v")).toBe("v");
  });

  test("keys that mean nothing offer nothing", () => {
    expect(press(begin(), "1")).toEqual(begin());
    expect(press(begin(), "'")).toEqual(begin());
    expect(offered(plain, "v")).toEqual([]);
  });
});

describe("writing", () => {
  test("choosing a part leaves the rest; erasing takes keys, then signs", () => {
    const part = chosen(plain, pressed("9494264"), "异");
    expect([part.text, part.keys]).toEqual(["异", "94264"]);
    const whole = chosen(plain, part, "响");
    expect([whole.text, whole.keys, offerFor(plain, whole).candidates]).toEqual(["异响", "", []]);
    expect(erase(part).keys).toBe("9426");
    expect(erase(whole).text).toBe("异");
    expect(erase(begin())).toEqual(begin());
  });

  test("what was chosen comes first next time, and only for this person", () => {
    const before = offered(plain, "9494264");
    expect(before.at(0)).not.toBe("遗像");
    const once = chosen(plain, pressed("9494264"), "遗像");
    expect(offered(plain, "9494264", once).at(0)).toBe("遗像");
    expect(offered(plain, "9494264")).toEqual(before);
  });

  test("a numeral or a comma is written as it is, but not into waiting keys", () => {
    expect(write(begin(), "2").text).toBe("2");
    expect(write(pressed("94"), "，").text).toBe("");
  });

  test("a key does what its board does, on the glass or on a real keyboard: spell, part syllables, write", () => {
    const keys = (board: Board, signs: string): Typing =>
      [...signs].reduce((typing, sign) => typed(typing, board, sign), begin());
    expect(keys("nine", "1").text).toBe("，");
    expect(keys("nine", "94126").keys).toBe("94'26");
    expect(keys("nine", "0").text).toBe("");
    expect(keys("pinyin", "XI'AN2").keys).toBe("xi'an");
    expect(keys("pinyin", "2").text).toBe("2");
    expect(keys("letters", "AB2'").text).toBe("ab2'");
    expect(keys("numbers", "35").text).toBe("35");
  });

  test("neither keys nor text grow without end", () => {
    expect(pressed("9".repeat(mostKeys + 5)).keys).toHaveLength(mostKeys);
    let typing = begin();
    for (let n = 0; n < mostSigns + 5; n++) typing = write(typing, "停");
    expect([...typing.text]).toHaveLength(mostSigns);
  });

  test("「二号井口通风机异响」 in at most 30 touches, without any name of the site", () => {
    const script = [
      ["37426", "二号"],
      ["5464568", "井口"],
      ["866435", "通风机"],
      ["9494264", "异响"],
    ] as const;
    const done = written(plain, script);
    expect([done.text, done.keys]).toEqual(["二号井口通风机异响", ""]);
    expect(done.touches).toBeLessThanOrEqual(30);
  });

  test("and in at most 17 where the board names the place", () => {
    const script = [
      ["3455835", "二号井口通风机"],
      ["9494264", "异响"],
    ] as const;
    const done = written(atSite, script);
    expect(done.text).toBe("二号井口通风机异响");
    expect(done.touches).toBeLessThanOrEqual(17);
  });
});
