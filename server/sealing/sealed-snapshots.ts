// Snapshots in which the people are sealed like in the ledger: an old one tells nothing of whoever was forgotten since.

import type { CorrectionRec } from "../../domain/corrections/correction.ts";
import type { Rec } from "../../domain/records.ts";
import { isForgotten, type WorkerRec } from "../../domain/workers.ts";
import type { Snapshots } from "../ledger/snapshots.ts";
import type { SnapshotLine } from "../projection.ts";
import type { PeopleSeal, SealedCorrection, SealedWorker } from "./people-seal.ts";

/** A snapshot's line as it lies on the disk. */
export type StoredLine =
  | Exclude<SnapshotLine, { readonly is: "record" }>
  | { readonly is: "record"; readonly record: Rec | SealedWorker | SealedCorrection };

export const sealSnapshots = (
  stored: Snapshots<StoredLine>,
  seal: Pick<PeopleSeal, "closeWorker" | "openWorker" | "closeCorrection" | "openCorrection">,
): Snapshots<SnapshotLine> => {
  /** Most people are as they were at the last snapshot, and thousands of ciphers at once would keep the commands waiting. */
  const known = new WeakMap<WorkerRec, SealedWorker>();
  const closeWorker = (worker: WorkerRec): SealedWorker => {
    const sealed = known.get(worker) ?? seal.closeWorker(worker);
    known.set(worker, sealed);
    return sealed;
  };
  const openWorker = (sealed: SealedWorker): WorkerRec => {
    const worker = seal.openWorker(sealed);
    known.set(worker, sealed);
    return worker;
  };
  // Few at any time: each is sealed anew.
  const close = (line: SnapshotLine): StoredLine => {
    if (line.is !== "record") return line;
    const { record } = line;
    if (record.kind === "worker" && !isForgotten(record)) return { is: "record", record: closeWorker(record) };
    return record.kind === "correction" ? { is: "record", record: seal.closeCorrection(record) } : line;
  };
  const open = (line: StoredLine): readonly SnapshotLine[] => {
    if (line.is !== "record") return [line];
    const { record } = line;
    if (!("sealed" in record)) return [{ is: "record", record }];
    if (record.kind === "worker") return [{ is: "record", record: openWorker(record) }];
    const asked: CorrectionRec | undefined = seal.openCorrection(record);
    return asked === undefined ? [] : [{ is: "record", record: asked }];
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
