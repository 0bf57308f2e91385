// What a kiosk can begin without: kept by the service worker from the first visit, or fetched once when there is none.

import { loadCipher } from "./sealing/sealer.ts";
import { loadEnglish } from "./words.ts";

/** The file that an import names could not be had: browsers say so by TypeError. */
const unreached = (error: unknown): undefined => {
  if (error instanceof TypeError) return undefined;
  throw error;
};

/** Undefined where the file could not be had: to be asked for again. */
export const loadLate = async () => import("./Late.svelte").then((loaded) => loaded.default, unreached);

/** Every no that may have to be said; undefined where the file could not be had. */
export const loadRefusals = async () =>
  import("../domain/refusals.ts").then(({ refusalTexts }) => refusalTexts, unreached);

/** Where no service worker keeps the files: fetched while there is a line, so that they are there when it is down. */
export const keepLate = async (): Promise<void> => {
  const loadWords = import("./input/speller.ts").then(({ keepFiles }) => keepFiles(), unreached);
  await Promise.all([loadLate(), loadRefusals(), loadEnglish(), loadCipher(), loadWords]);
};
