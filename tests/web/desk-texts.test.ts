// Words, ages, addresses and small answers of the desk.

import { describe, expect, test } from "vitest";
import { siteClock } from "../../domain/time.ts";
import { isLoginShaped, passwordShort } from "../../web/desk/entrance/account-rules.ts";
import { linkTo, parseRoute, setupToken } from "../../web/desk/route.ts";
import { chosenFiles, countFacts } from "../../web/desk/site/site-answer.ts";
import { crc32, zipped } from "../../web/desk/site/zip.ts";
import { ageParts, clockSeconds, namesText, sizeText, spanText, stopwatchText } from "../../web/desk/texts.ts";
import { createSay, everyWord, joinParts } from "../../web/desk/words.ts";
import { shiftStart } from "../kit/site-fixture.ts";

const zh = createSay("zh-CN");
const en = createSay("en");

describe("words", () => {
  test("each stands in both languages with the same places to fill", () => {
    for (const [key, [chinese, english]] of everyWord()) {
      expect(chinese, key).not.toBe("");
      expect(english, key).not.toBe("");
      const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
      expect(places(english), key).toEqual(places(chinese));
    }
  });

  test("a place is filled, and one that nothing fills is a dash, not undefined", () => {
    expect(zh("age.min", { n: 23 })).toBe("23 分");
    expect(en("alarm.is.acked", {})).toBe("acknowledged, —");
  });

  test("parts of a line are joined as the language does, the empty ones left out", () => {
    expect(joinParts("zh-CN", "空岗", undefined, "", "把钩")).toBe("空岗·把钩");
    expect(joinParts("en", "Vacant", "Signalman")).toBe("Vacant · Signalman");
  });
});

describe("ages", () => {
  test.each([
    [-5, 0, "s"],
    [59_999, 59, "s"],
    [60_000, 1, "min"],
    [3_599_999, 59, "min"],
    [3_600_000, 1, "h"],
    [47 * 3_600_000, 47, "h"],
    [48 * 3_600_000, 2, "d"],
  ])("%i ms is %i %s", (ms, n, unit) => {
    expect(ageParts(ms)).toEqual({ n, unit });
  });

  test("a stopwatch to the hour, then an age; what is left of a shift in hours and minutes", () => {
    expect(stopwatchText(zh, 96_000)).toBe("1:36");
    expect(stopwatchText(zh, 3 * 3_600_000)).toBe("3 小时");
    expect(spanText(zh, 456 * 60_000)).toBe("7 小时 36 分");
    expect(spanText(en, 59 * 60_000)).toBe("59 min");
  });

  test("the clock shows seconds on the site's face", () => {
    expect(clockSeconds(siteClock("Asia/Shanghai"), shiftStart + 41_000)).toBe("08:00:41");
  });
});

describe("addresses", () => {
  test("a record's id survives its address, whatever it holds", () => {
    for (const id of ["post-vacant:p/12", "track:井 下", "+new"])
      expect(parseRoute(linkTo("alarms", id))).toEqual({ page: "alarms", id });
  });

  test("an address that names nothing leads to the overview", () => {
    expect(parseRoute("")).toEqual({ page: "overview", id: undefined });
    expect(parseRoute("#/nowhere")).toEqual({ page: "overview", id: undefined });
    expect(parseRoute("#/posts/%E0%A4%A")).toEqual({ page: "posts", id: "%E0%A4%A" });
  });

  test("a set-up link is told from a page", () => {
    expect(setupToken("#setup=ab-C_1")).toBe("ab-C_1");
    expect(setupToken("#/posts")).toBeUndefined();
    expect(setupToken("#setup=")).toBeUndefined();
  });
});

describe("forms", () => {
  test("a login and a password are measured as the server does", () => {
    expect(isLoginShaped("Ｚhou.chang")).toBe(true);
    expect(isLoginShaped("周长安")).toBe(true);
    expect(isLoginShaped("a")).toBe(false);
    expect(isLoginShaped(".hidden")).toBe(false);
    expect(passwordShort("九个汉字的密码太短")).toBe(1);
    expect(passwordShort("long enough")).toBe(0);
  });

  test("of a folder only what belongs to a site is sent, each name once", () => {
    const names = ["posts.csv", ".DS_Store", "~$posts.csv", "notes.docx", "map.geojson", "posts.csv"];
    expect(chosenFiles(names.map((name) => ({ name }))).map((file) => file.name)).toEqual(["map.geojson", "posts.csv"]);
  });

  test("counts are named where we have a word, else by their key", () => {
    expect(countFacts({ posts: 60, activities: 4, odd: 1 }, zh)).toEqual([
      ["岗位", "60"],
      ["活动", "4"],
      ["odd", "1"],
    ]);
  });

  test("long lists of names are cut with their rest counted", () => {
    expect(namesText("zh-CN", ["甲", "乙", "丙"], 2)).toBe("甲、乙 +1");
    expect(sizeText(1_500_000)).toBe("1.5 MB");
  });
});

describe("the exported archive", () => {
  test("the check sum is the standard's", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  });

  test("every file can be found again from the directory at its end", () => {
    const files = new Map([
      ["site.csv", "name\n守望\n"],
      ["岗位.csv", ""],
    ]);
    const archive = zipped(files);
    const view = new DataView(archive.buffer);
    const end = archive.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    const found = new Map<string, string>();
    const decoder = new TextDecoder();
    let at = view.getUint32(end + 16, true);
    for (let n = 0; n < 2; n += 1) {
      const nameLength = view.getUint16(at + 28, true);
      const local = view.getUint32(at + 42, true);
      const size = view.getUint32(local + 22, true);
      const data = archive.subarray(local + 30 + nameLength, local + 30 + nameLength + size);
      expect(view.getUint32(local + 14, true)).toBe(crc32(data));
      found.set(decoder.decode(archive.subarray(at + 46, at + 46 + nameLength)), decoder.decode(data));
      at += 46 + nameLength;
    }
    expect(found).toEqual(files);
  });
});
