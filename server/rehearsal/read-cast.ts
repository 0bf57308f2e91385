// The cast from the folder of the sample site: the badge codes that its import keeps only as hashes.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sheets } from "../site/columns.ts";
import { createProblems } from "../site/problems.ts";
import { readSheet } from "../site/sheet.ts";
import type { Cast } from "./cast.ts";

/** What the folder cannot give is missing from the cast: those people do not play. */
export const castOf = (workers: Uint8Array, seed: string): Cast => {
  const rows = readSheet("workers.csv", workers, sheets["workers.csv"], createProblems());
  // As at the import: the longest number of the sheet says how long all of them are.
  const width = Math.max(
    0,
    ...rows
      .map((row) => row.cell("number"))
      .filter(isFigures)
      .map((number) => number.length),
  );
  return {
    seed,
    badgesByNumber: new Map(
      rows
        .filter((row) => row.cell("badge").length >= 4)
        .map((row) => {
          const number = row.cell("number");
          return [isFigures(number) ? number.padStart(width, "0") : number, row.cell("badge")];
        }),
    ),
  };
};

const isFigures = (number: string): boolean => /^\d+$/.test(number);

/** Throws what the system says where the folder cannot be read. */
export const readCast = async (folder: string, seed = "shouwang"): Promise<Cast> =>
  castOf(await readFile(join(folder, "workers.csv")), seed);
