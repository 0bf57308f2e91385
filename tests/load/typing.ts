// The bench of the kiosk's pinyin: how long a key takes until its words stand, over the whole list and every beginning of real words.

import { readFileSync } from "node:fs";
import { createPinyin } from "../../kiosk/input/pinyin.ts";
import { begin, press } from "../../kiosk/input/typing.ts";
import { readWordList } from "../../kiosk/input/word-list.ts";
import { type Figure, median, percentile } from "./figures.ts";

/** What a worker may type, nine-key: whole syllables, initials, and a beginning with the most words of all. */
const typed = ["3742654645688664336454", "9494264", "3455835", "94664", "55", "99999999", "4853624366", "5464568"];
/** A word is to stand by then, ms. */
const bound = 50;

export const typing = async (): Promise<readonly Figure[]> => {
  const file = readFileSync("data/words/words.txt", "utf8");
  const began = performance.now();
  const list = readWordList(file);
  const reading = performance.now() - began;
  const pinyin = createPinyin(list, ["二号井口通风机", "2号竖井井口"]);
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    for (const keys of typed) {
      let now = begin();
      for (const key of keys) {
        const from = performance.now();
        now = press(now, key);
        pinyin.offered(now.keys, now.chosen);
        times.push(performance.now() - from);
      }
    }
  }
  const p95 = percentile(times, 95);
  return [
    { name: "typing: reading the word list", value: reading, unit: "ms" },
    { name: "typing: key to candidates, median", value: median(times), unit: "ms" },
    {
      name: "typing: key to candidates, p95",
      value: p95,
      unit: "ms",
      bound: { text: `≤ ${bound} ms`, kept: p95 <= bound },
    },
    { name: "typing: key to candidates, longest", value: Math.max(...times), unit: "ms" },
  ];
};
