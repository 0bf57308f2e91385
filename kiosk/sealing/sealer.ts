// Puts acts into boxes once the cipher has come: it is fetched late, and an act waits for it a moment, never longer.

import type { SealTo } from "../../domain/act-box.ts";
import type { ClearAct } from "../act.ts";

/** A worker who stands here is told sooner that nothing is kept than that it is not known. */
const cipherWithin = 2_000;

/** The file that an import names could not be had: browsers say so by TypeError. */
const unreached = (error: unknown): undefined => {
  if (error instanceof TypeError) return undefined;
  throw error;
};

/** Undefined where the file could not be had: to be asked for again. */
export const loadCipher = async () => import("./seal-act.ts").then(({ sealAct }) => sealAct, unreached);

export const createSealer = (sealTo: () => SealTo | undefined): ((act: ClearAct) => Promise<string | undefined>) => {
  const within = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined));
  return async ({ act, was }) => {
    const to = sealTo();
    if (to === undefined) return undefined;
    const sealAct = await Promise.race([loadCipher(), within(cipherWithin)]);
    const { id, at, tail, body } = act;
    const content = JSON.stringify({ body, tail, was });
    return sealAct?.(content, { id, at, type: body.type }, to, crypto.getRandomValues(new Uint8Array(32)));
  };
};
