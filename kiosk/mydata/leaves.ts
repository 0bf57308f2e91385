// Lines of his data on leaves that fit: long ones take more rows, none is cut.

import type { OwnLine } from "../../domain/corrections/own-data.ts";
import { breadth } from "../leaves.ts";

/** `em`: how wide a row is; `rows`: how many a leaf has. What is said and its value stand below each other. */
export const leavesOf = (
  lines: readonly OwnLine[],
  room: { readonly em: number; readonly rows: number },
): readonly (readonly OwnLine[])[] => {
  const rowsOf = (text: string): number => Math.max(1, Math.ceil(breadth(text) / room.em));
  const leaves: OwnLine[][] = [];
  let left = 0;
  for (const line of lines) {
    // A hair between two lines counts as a third of a row.
    const rows = rowsOf(line.what) + rowsOf(line.value) + 0.4;
    if (leaves.length === 0 || rows > left) {
      leaves.push([]);
      left = room.rows;
    }
    leaves.at(-1)?.push(line);
    left -= rows;
  }
  return leaves;
};
