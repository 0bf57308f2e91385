// The kiosk's words by language; both have the same keys, so a word that one lacks does not compile.

import type { Lang } from "../domain/refusals.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

/** Widens the texts of one language to what any language must offer. */
export type Wording<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Wording<T[K]> };

export type Words = Wording<typeof zh>;

export const words: Readonly<Record<Lang, Words>> = { "zh-CN": zh, en };
