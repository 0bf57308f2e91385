// Makes words.txt, the word list of the kiosk's pinyin, from two published packages; run again only to change the list.
// node data/words/make-words.ts <folder of @node-rs/jieba 2.0.3> <folder of pinyin-pro 3.29.4>

import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [jieba = "", pinyinPro = ""] = process.argv.slice(2);
const here = (name: string): URL => new URL(name, import.meta.url);

/** How often a word must have been counted (out of 60 million) to be listed. */
const least = { sign: 3, word: 5 } as const;
const longest = 6;

const loaded: { readonly pinyin: (word: string, how: object) => readonly string[] } = await import(
  pathToFileURL(resolve(pinyinPro, "dist/esm/index.mjs")).href
);
/** Without tones; ü is typed v. The reading is the word's own, so 长 differs in 长大 and 长度. */
const readingOf = (word: string): readonly string[] =>
  loaded.pinyin(word, { toneType: "none", type: "array", v: true }).map((one) => one.toLowerCase());
const otherReadings = (sign: string): readonly string[] =>
  loaded.pinyin(sign, { toneType: "none", type: "array", v: true, multiple: true });

/** One of 64 steps of the logarithm. */
const steps = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const stepOf = (count: number): string => steps[Math.min(63, Math.round(Math.log2(count + 1) * 3))] ?? "0";

const rows = new Map<string, Map<string, number>>();
const add = (reading: readonly string[], word: string, count: number): void => {
  if (reading.length !== [...word].length || !reading.every((one) => /^[a-z]{1,6}$/.test(one))) return;
  const key = reading.join(" ");
  const row = rows.get(key) ?? new Map<string, number>();
  row.set(word, Math.max(count, row.get(word) ?? 0));
  rows.set(key, row);
};
for (const line of readFileSync(resolve(jieba, "dict.txt"), "utf8").split("\n")) {
  const [word = "", counted = "0"] = line.split(" ");
  const count = Number(counted);
  const signs = [...word].length;
  if (!/^[\u4e00-\u9fff]+$/.test(word) || signs > longest) continue;
  if (count < (signs === 1 ? least.sign : least.word)) continue;
  if (signs > 1) add(readingOf(word), word, count);
  else
    for (const [n, one] of [...new Set(otherReadings(word))].entries()) add([one], word, n === 0 ? count : count / 20);
}
for (const word of readFileSync(here("field-words.txt"), "utf8")
  .split(/\s+/)
  .filter((one) => /^[\u4e00-\u9fff]+$/.test(one)))
  add(readingOf(word), word, 1200);

const lines = [...rows]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([reading, row]) => {
    const words = [...row].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return `${reading}\t${words.map(([word, count]) => stepOf(count) + word).join(" ")}`;
  });
const head = "# Words of the kiosk's pinyin; sources and licences: NOTICE.md; made by make-words.ts, never by hand.";
writeFileSync(here("words.txt"), `${[head, ...lines].join("\n")}\n`);
process.stdout.write(`${lines.length} readings, ${[...rows.values()].reduce((sum, row) => sum + row.size, 0)} words\n`);
