// What screens say: a command's body under a new id, and what a badge reader types.

import { shiftStart } from "./site-fixture.ts";
import { countedId } from "./world.ts";

/** What a reader types for worker n's badge. */
export const badgeOf = (n: number): string => `BADGE${1000 + n}`;

let count = 0;
/** A command as a screen sends it. */
export const body = (type: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  count += 1;
  return { id: countedId(5_000_000 + count), type, at: shiftStart, ...more };
};
