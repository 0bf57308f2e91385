// How long a page stays by itself: what was done leaves soon, a no stays to be read, whatever is left untouched is wiped. [SCR-2]

import type { Page } from "./pages.ts";

/** Untouched for this long: a warning; untouched through it: everything is wiped, ms. */
export const idleAfter = 45_000;
export const warnFor = 20_000;
const doneFor = 5_000;
/** A page that says no, long enough to read its way on. */
export const stoppedFor = 8_000;
/** What was neither sent nor kept is a no, too: he has to remember its time. */
export const doneStays = ({ outcome }: Extract<Page, { readonly at: "done" }>): number =>
  outcome.kind === "unkept" ? stoppedFor : doneFor;
