// What a store's ledger holds, read from its files as they lie on the disk.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";

const line = v.object({ cause: v.string(), data: v.looseObject({ type: v.string() }) });
export type LedgerLine = v.InferOutput<typeof line>;

/** Paths of the segments, oldest first. */
export const segmentsOf = async (dataDir: string): Promise<readonly string[]> => {
  const folder = join(dataDir, "ledger");
  return (await readdir(folder)).sort().map((name) => join(folder, name));
};

export const ledgerLines = async (dataDir: string): Promise<readonly LedgerLine[]> => {
  const lines: LedgerLine[] = [];
  for (const path of await segmentsOf(dataDir))
    for (const text of (await readFile(path, "utf8")).split("\n").filter((one) => one !== ""))
      lines.push(v.parse(line, JSON.parse(text.slice(text.indexOf("{")))));
  return lines;
};
