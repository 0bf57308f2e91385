// What a store's ledger holds, read from its files as they lie on the disk.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";

const event = v.object({
  at: v.number(),
  claimedAt: v.optional(v.number()),
  cause: v.string(),
  data: v.looseObject({ type: v.string() }),
});
const batch = v.array(event);
export type LedgerEvent = v.InferOutput<typeof event>;

/** Paths of the segments, oldest first. */
export const segmentsOf = async (dataDir: string): Promise<readonly string[]> => {
  const folder = join(dataDir, "ledger");
  return (await readdir(folder)).sort().map((name) => join(folder, name));
};

export const ledgerEvents = async (dataDir: string): Promise<readonly LedgerEvent[]> => {
  const events: LedgerEvent[] = [];
  for (const path of await segmentsOf(dataDir))
    for (const line of (await readFile(path, "utf8")).split("\n").filter((one) => one !== ""))
      events.push(...v.parse(batch, JSON.parse(line.slice(line.indexOf("[")))));
  return events;
};
