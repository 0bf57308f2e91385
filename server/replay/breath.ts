// Long work in short pieces: whoever works on gives the others their turn when his time is up.

import { setImmediate } from "node:timers/promises";

/** Work without a pause, ms: with what cannot be divided behind it, a turn stays below 20 ms. */
const longest = 6;

/** Call it between two small pieces; it awaits a turn of the event loop whenever the last pause is too long ago. */
export type Breathe = () => Promise<void> | undefined;

export const createBreath = (): Breathe => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longest) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
};
