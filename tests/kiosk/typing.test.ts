// Chinese without a keyboard: what nine keys or letters mean, in which order it is offered, and in how many touches a report is written.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createPinyin, mostKeys, mostSigns, type Pinyin, type Typing } from "../../kiosk/input/typing.ts";
import { readWordList, termReading } from "../../kiosk/input/word-list.ts";

const file = readFileSync("data/words/words.txt", "utf8");
const list = readWordList(file);
const plain = createPinyin(list, []);
const atSite = createPinyin(list, ["二号井口通风机", "2号竖井井口"]);

/** Candidates on one page beside the key that turns it. */
const onPage = 7;

const pressed = (pinyin: Pinyin, keys: string, from: Typing = pinyin.begin()): Typing =>
  [...keys].reduce((typing, key) => pinyin.press(typing, key), from);
const offered = (pinyin: Pinyin, keys: string): readonly string[] =>
  pressed(pinyin, keys).candidates.map((one) => one.text);
const chosen = (pinyin: Pinyin, typing: Typing, text: string): Typing => {
  const candidate = typing.candidates.find((one) => one.text === text);
  if (candidate === undefined) throw new Error(`${text} was not offered`);
  return pinyin.choose(typing, candidate);
};
/** Writes word after word, each by its keys; counts keys, turned pages and the tap on the word. */
const written = (pinyin: Pinyin, script: readonly (readonly [keys: string, word: string])[]) => {
  let typing = pinyin.begin();
  let touches = 0;
  for (const [keys, word] of script) {
    typing = pressed(pinyin, keys, typing);
    const place = typing.candidates.findIndex((one) => one.text === word);
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
    const typing = pressed(plain, "9494264");
    expect(plain.syllables(typing)).toEqual(expect.arrayContaining(["yi", "xi", "zi"]));
    const narrowed = plain.narrow(plain.narrow(typing, "yi"), "yi");
    expect(narrowed.keys).toBe("yi'94264");
    expect(narrowed.candidates.every((one) => one.text !== "主张")).toBe(true);
    expect(narrowed.candidates.slice(0, onPage).map((one) => one.text)).toContain("异响");
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
    const used = pressed(plain, "374265464").candidates.map((one) => one.used);
    expect(used).toEqual(used.toSorted((a, b) => b - a));
    expect(used.at(0)).toBe(9);
  });

  test("keys that mean nothing offer nothing", () => {
    expect(plain.press(plain.begin(), "1")).toEqual(plain.begin());
    expect(plain.press(plain.begin(), "'")).toEqual(plain.begin());
    expect(offered(plain, "v")).toEqual([]);
  });
});

describe("writing", () => {
  test("choosing a part leaves the rest; erasing takes keys, then signs", () => {
    const part = chosen(plain, pressed(plain, "9494264"), "异");
    expect([part.text, part.keys]).toEqual(["异", "94264"]);
    const whole = chosen(plain, part, "响");
    expect([whole.text, whole.keys, whole.candidates]).toEqual(["异响", "", []]);
    expect(plain.erase(part).keys).toBe("9426");
    expect(plain.erase(whole).text).toBe("异");
    expect(plain.erase(plain.begin())).toEqual(plain.begin());
  });

  test("what was chosen comes first next time, and only for this person", () => {
    const before = offered(plain, "9494264");
    expect(before.at(0)).not.toBe("遗像");
    const once = chosen(plain, pressed(plain, "9494264"), "遗像");
    expect(pressed(plain, "9494264", once).candidates.at(0)?.text).toBe("遗像");
    expect(offered(plain, "9494264")).toEqual(before);
  });

  test("a numeral or a comma is written as it is, but not into waiting keys", () => {
    expect(plain.write(plain.begin(), "2").text).toBe("2");
    expect(plain.write(pressed(plain, "94"), "，").text).toBe("");
  });

  test("neither keys nor text grow without end", () => {
    expect(pressed(plain, "9".repeat(mostKeys + 5)).keys).toHaveLength(mostKeys);
    let typing = plain.begin();
    for (let n = 0; n < mostSigns + 5; n++) typing = plain.write(typing, "停");
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
