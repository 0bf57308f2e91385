// Spans of time as sorted lists without overlap: what a shift was asked for, less what was done, is what was missing.

import type { Millis } from "./ids.ts";

/** Half open, `[from, to)`, ms; `from` < `to`. */
export type Span = { readonly from: Millis; readonly to: Millis };

/** Sorted and joined where they touch or overlap; empty and backward ones are none. */
export const joined = (spans: Iterable<Span>): readonly Span[] => {
  const sorted = [...spans].filter((one) => one.from < one.to).sort((a, b) => a.from - b.from);
  const out: Span[] = [];
  for (const { from, to } of sorted) {
    const last = out.at(-1);
    if (last === undefined || last.to < from) out.push({ from, to });
    else if (last.to < to) out[out.length - 1] = { from: last.from, to };
  }
  return out;
};

/** What of `whole` none of `taken` covers. */
export const without = (whole: readonly Span[], taken: Iterable<Span>): readonly Span[] => {
  const cuts = joined(taken);
  return joined(whole).flatMap((span) => {
    const left: Span[] = [];
    let { from } = span;
    for (const cut of cuts) {
      if (cut.to <= from || cut.from >= span.to) continue;
      if (cut.from > from) left.push({ from, to: cut.from });
      from = cut.to;
    }
    return from < span.to ? [...left, { from, to: span.to }] : left;
  });
};

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + (to - from), 0);
