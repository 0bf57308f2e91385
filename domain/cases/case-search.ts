// How a hazard is found again: by its number, by words, kind, grade, unit and the month in which it was closed. [CASE-1]

import type { SiteClock } from "../time.ts";
import type { CaseRec } from "./case.ts";
import { hazardsOf } from "./hazard-figures.ts";

/** `20261124-9f3a1c`: the site's day on which it was seen, and the end of its id; it stays whatever becomes of it. */
export const caseNumber = ({ id, at }: Pick<CaseRec, "id" | "at">, clock: SiteClock): string =>
  `${clock.dayOf(at).replaceAll("-", "")}-${id.slice(-6)}`;

/** Empty: whatever it is. */
export type CaseAsk = {
  /** Each of these words stands somewhere in it. */
  readonly typed: string;
  readonly class: string;
  readonly grade: string;
  /** It and what lies under it. */
  readonly unit: string;
  /** `2026-11`, of its last step: of a closed one when it was closed. */
  readonly month: string;
};
export const askNothing: CaseAsk = { typed: "", class: "", grade: "", unit: "", month: "" };

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** `wordsOf`: what is read of it at the screen that asks, its number among it. */
export const searchHazards = (
  all: Iterable<CaseRec>,
  ask: CaseAsk,
  clock: SiteClock,
  wordsOf: (one: CaseRec) => string,
): readonly CaseRec[] => {
  const terms = plain(ask.typed).split(/\s+/).filter(Boolean);
  return hazardsOf(all).filter((one) => {
    const { grade } = one;
    if (ask.class !== "" && one.class !== ask.class) return false;
    if (ask.grade !== "" && grade?.level !== ask.grade && grade?.colour !== ask.grade) return false;
    if (ask.unit !== "" && !one.scope.some((unit) => unit === ask.unit)) return false;
    if (ask.month !== "" && monthOf(one, clock) !== ask.month) return false;
    if (terms.length === 0) return true;
    const text = plain(wordsOf(one));
    return terms.every((term) => text.includes(term));
  });
};

export const monthOf = ({ is }: Pick<CaseRec, "is">, clock: SiteClock): string => clock.dayOf(is.at).slice(0, 7);
/** The months that there are, the newest first. */
export const monthsOf = (all: Iterable<CaseRec>, clock: SiteClock): readonly string[] =>
  [...new Set(hazardsOf(all).map((one) => monthOf(one, clock)))].sort().reverse();
