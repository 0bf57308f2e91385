// Candidates on leaves of cells: a long word takes more than one cell of a row, and the last cell of a leaf turns it.

import type { Candidate } from "./typing.ts";

export const cellsInRow = 4;
export type Placed = { readonly candidate: Candidate; readonly span: number };
export type Leaf = readonly Placed[];

/** `signs`: how many stand in one cell. At least one leaf, be it empty. */
export const leavesOf = (
  candidates: readonly Candidate[],
  { rows, signs }: { readonly rows: number; readonly signs: number },
): readonly Leaf[] => {
  const leaves: Placed[][] = [[]];
  let leaf = leaves[0] ?? [];
  let row = 0;
  let free = cellsInRow;
  const width = (): number => (row === rows - 1 ? cellsInRow - 1 : cellsInRow);
  free = width();
  for (const candidate of candidates) {
    const wanted = Math.ceil([...candidate.text].length / signs);
    if (Math.min(wanted, width()) > free) {
      row += 1;
      if (row === rows) {
        row = 0;
        leaf = [];
        leaves.push(leaf);
      }
      free = width();
    }
    const span = Math.min(wanted, free);
    leaf.push({ candidate, span });
    free -= span;
  }
  return leaves;
};
