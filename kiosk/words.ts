// The kiosk's words: Chinese comes with the page, English after it; both have the same keys, so a word that one lacks does not compile.

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

export const chinese: Words = zh;

/** Undefined where the file could not be had: to be asked for again. */
export const loadEnglish = async (): Promise<Words | undefined> => {
  try {
    return (await import("./words-en.ts")).en;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};
