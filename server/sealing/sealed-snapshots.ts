// Snapshots in which the people are sealed like in the ledger: an old one tells nothing of whoever was forgotten since.

import type { Rec } from "../../domain/records.ts";
import type { Snapshots } from "../ledger/snapshots.ts";
import type { SnapshotLine } from "../projection.ts";
import type { SealedRec } from "./part.ts";
import type { PeopleSeal } from "./people-seal.ts";

/** A snapshot's line as it lies on the disk. */
export type StoredLine =
  | Exclude<SnapshotLine, { readonly is: "record" }>
  | { readonly is: "record"; readonly record: Rec | SealedRec };

export const sealSnapshots = (
  stored: Snapshots<StoredLine>,
  seal: Pick<PeopleSeal, "closeRecord" | "openRecord">,
): Snapshots<SnapshotLine> => {
  /** Most people are as they were at the last snapshot, and thousands of ciphers at once would keep the commands waiting. */
  const known = new WeakMap<Rec, SealedRec>();
  const close = (line: SnapshotLine): StoredLine => {
    if (line.is !== "record") return line;
    const before = known.get(line.record);
    if (before !== undefined) return { is: "record", record: before };
    const record = seal.closeRecord(line.record);
    if ("sealed" in record) known.set(line.record, record);
    return { is: "record", record };
  };
  const open = (line: StoredLine): readonly SnapshotLine[] => {
    if (line.is !== "record") return [line];
    const { record } = line;
    const opened = seal.openRecord(record);
    if (opened === undefined) return [];
    if ("sealed" in record) known.set(opened, record);
    return [{ is: "record", record: opened }];
  };
  return {
    // Taken and sealed in one go: who is forgotten while it is being written was sealed with the key that is destroyed.
    save: async (at, lines) => {
      const sealed: StoredLine[] = [];
      for (const line of lines) sealed.push(close(line));
      await stored.save(at, sealed);
    },
    newest: async () => {
      const found = await stored.newest();
      return found === undefined ? undefined : { seq: found.seq, records: found.records.flatMap(open) };
    },
  };
};
