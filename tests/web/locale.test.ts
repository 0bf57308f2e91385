// Which language a screen speaks, and that what it says of time and number is the site's, not the device's.

import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";
import { siteClock } from "../../domain/time.ts";
import { commonWords } from "../../web/lib/i18n/common.ts";
import { ageText, clockSeconds, dateText, numberText } from "../../web/lib/i18n/format.ts";
import { createLocale } from "../../web/lib/i18n/locale.svelte.ts";
import { defineWords } from "../../web/lib/i18n/words.ts";
import { countRuns } from "./runs.svelte.ts";

const createStore = (kept: Readonly<Record<string, string>> = {}) => {
  const values = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
};
const setUp = (search = "", kept: Readonly<Record<string, string>> = {}) => {
  const root = { lang: "" };
  const store = createStore(kept);
  return { root, store, locale: createLocale({ search, store, root }) };
};

describe("the language", () => {
  test("is Chinese where nobody said otherwise, and the document says so", () => {
    const { locale, root } = setUp();
    expect([locale.lang, root.lang]).toEqual(["zh-CN", "zh-CN"]);
  });

  test("is the address's before the kept choice, and the kept choice's before the screen's setting", () => {
    expect(setUp("?lang=zh", { "shouwang.lang": "en" }).locale.lang).toBe("zh-CN");
    const { locale } = setUp("", { "shouwang.lang": "en" });
    locale.suggest("zh-CN");
    expect(locale.lang).toBe("en");
  });

  test("is the screen's setting where no person chose", () => {
    const { locale, root } = setUp("?lang=tlh");
    locale.suggest("en");
    expect([locale.lang, root.lang]).toEqual(["en", "en"]);
  });

  test("is kept when a person chooses it, and whoever reads it is told", () => {
    const { locale, store, root } = setUp();
    const runs = countRuns(() => locale.lang);
    flushSync();
    locale.choose("en");
    flushSync();
    expect(runs.seen).toEqual(["zh-CN", "en"]);
    expect([store.getItem("shouwang.lang"), root.lang]).toEqual(["en", "en"]);
    runs.stop();
  });
});

describe("words", () => {
  test("English without a key, with another parameter or with a key too many does not compile", () => {
    const words = defineWords(
      { left: (n: number) => `剩 ${n} 位`, full: "已满" },
      { left: (n) => `${n} left`, full: "full" },
    );
    expect([words("zh-CN").left(3), words("en").left(3)]).toEqual(["剩 3 位", "3 left"]);
    // @ts-expect-error a key is missing in English
    defineWords({ full: "已满", open: "可报" }, { full: "full" });
    // @ts-expect-error the parameter differs
    defineWords({ left: (n: number) => `剩 ${n}` }, { left: (n: string) => n });
    // @ts-expect-error Chinese does not have this key
    defineWords({ full: "已满" }, { full: "full", open: "open" });
    // @ts-expect-error a parameter must be given
    words("en").left();
  });
});

describe("figures", () => {
  const shanghai = siteClock("Asia/Shanghai");
  const at = Date.UTC(2026, 9, 14, 8, 23, 41);

  test("clock and date are the site's", () => {
    expect(clockSeconds(shanghai, at)).toBe("16:23:41");
    expect(dateText("zh-CN", shanghai, at)).toBe("10 月 14 日 周三");
    expect(dateText("en", shanghai, at)).toBe("Wed 14 Oct");
    expect(dateText("zh-CN", siteClock("Pacific/Auckland"), at)).toBe("10 月 14 日 周三");
    expect(dateText("en", shanghai, at + 8 * 3_600_000)).toBe("Thu 15 Oct");
  });

  test.each([
    [-5, "0 秒", "0 s"],
    [119_999, "119 秒", "119 s"],
    [120_000, "2 分", "2 min"],
    [99 * 60_000, "99 分", "99 min"],
    [100 * 60_000, "1 小时", "1 h"],
    [172_800_000, "2 天", "2 d"],
  ])("an age of %d ms is %s, %s", (ms, zh, en) => {
    expect([ageText("zh-CN", ms), ageText("en", ms)]).toEqual([zh, en]);
  });

  test.each([
    [1286, undefined, "1,286"],
    [-1234567.5, undefined, "-1,234,567.5"],
    [93.06, 1, "93.1"],
    [0, undefined, "0"],
  ])("%d with %s decimals is written %s", (n, digits, written) => {
    expect(numberText(n, digits)).toBe(written);
  });

  test("every common word is there in both languages", () => {
    expect(commonWords("en").date(12, 1, "Tue")).toBe("Tue 1 Dec");
    expect(commonWords("zh-CN").product).toBe("守望");
  });
});
