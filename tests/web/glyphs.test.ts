// The signs that a screen asks for beforehand: its own words with the first board, each sign once, and again what could not be had.

import { expect, test } from "vitest";
import { createGlyphs } from "../../web/lib/glyphs.ts";

/** Fonts that remember what was asked for; while `away` there is no line. */
const createFonts = () => {
  const asked: string[] = [];
  const state = { away: false };
  const load = async (_face: string, text = ""): Promise<FontFace[]> => {
    asked.push(text);
    if (state.away) throw new DOMException("no line", "NetworkError");
    return [];
  };
  return { asked, state, load };
};
const signs = (text: string | undefined): ReadonlySet<string> => new Set(text);

test("[§B] the first board brings the words for what has not happened yet, an alarm or the end of the line", async () => {
  const fonts = createFonts();
  const keep = createGlyphs(fonts, () => [{ dead: "未更新", flood: (n: number) => `洪峰 ${n}` }]);
  await keep([{ name: "松月瞭望台" }]);
  for (const sign of "松月瞭望台未更新洪峰") expect(signs(fonts.asked[0])).toContain(sign);
});

test("[§B] each sign is asked for once, and one that could not be had again", async () => {
  const fonts = createFonts();
  const keep = createGlyphs(fonts, () => []);
  await keep(["北沟"]);
  await keep(["北沟"]);
  expect(fonts.asked).toHaveLength(1);
  fonts.state.away = true;
  await keep(["北沟冒烟"]);
  fonts.state.away = false;
  await keep(["北沟冒烟"]);
  expect(fonts.asked.slice(1).map((text) => [...text].sort())).toEqual([[..."冒烟"].sort(), [..."冒烟"].sort()]);
});

test("[§B] words that are not there yet are asked for as soon as they are", async () => {
  const fonts = createFonts();
  let words: string[] | undefined;
  const keep = createGlyphs(fonts, () => words);
  await keep(["北沟"]);
  words = ["洪峰"];
  await keep(["北沟"]);
  await keep(["北沟"]);
  expect(fonts.asked).toHaveLength(2);
  for (const sign of "洪峰") expect(signs(fonts.asked[1])).toContain(sign);
});
