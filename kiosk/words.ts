// The kiosk's words: Chinese comes with the page, English after it; both have the same keys, so a word that one lacks does not compile.

import type { Wording } from "./wording.ts";
import { zh } from "./words-zh.ts";

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
