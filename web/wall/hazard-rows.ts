// How many lines of what is overdue a wall's column holds; the hazards of the others are counted in the last line. [CASE-1]

import type { Late } from "../../domain/cases/hazard-figures.ts";

/** Height of a line, which is two lines of text, and of the one that says how many more; units. */
export const lateHeight = { row: 68, more: 32 } as const;

export const lateRows = (
  late: readonly Late[],
  height: number,
): { readonly shown: readonly Late[]; readonly rest: number } => {
  const all = late.length * lateHeight.row <= height;
  const room = all ? late.length : Math.max(0, Math.floor((height - lateHeight.more) / lateHeight.row));
  return { shown: late.slice(0, room), rest: late.slice(room).reduce((sum, { n }) => sum + n, 0) };
};
