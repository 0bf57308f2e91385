// Pictures in a folder of the store, each under the hash of its bytes: durable before the ledger names it, proved when it is read.

import { createHash } from "node:crypto";
import { mkdir, readFile, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { PlanForm } from "../../domain/site/plan.ts";
import type { Disk } from "../ledger/disk.ts";
import { createDurableDocument, type DocumentFormat } from "../ledger/durable-document.ts";
import { StorageFailed, storageCall } from "../ledger/failures.ts";
import { createQueue } from "../ledger/queue.ts";

export type PictureFile =
  | { readonly state: "whole"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly state: "missing" }
  | { readonly state: "damaged" };

export interface PictureStore {
  /** Resolves with the hash when the bytes would survive a power cut; rejects with StorageFailed. A damaged file of them is made whole again. */
  keep(bytes: Uint8Array, form: PlanForm): Promise<string>;
  read(hash: string, form: PlanForm): Promise<PictureFile>;
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const asItIs: DocumentFormat<Uint8Array> = { encode: (bytes) => [bytes], decode: (bytes) => bytes };

/** What pictures leave free for whatever else the disk must take. */
export type Spare = { readonly bytes: number; readonly freeAt: (folder: string) => Promise<number> };

/** Photos come from many phones without anybody's leave: the last of the disk is the ledger's. */
export const spareForLedger: Spare = {
  bytes: 200_000_000,
  freeAt: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** `name`: of the folder, one for each use: `plans`, `photos`. */
export const createPictureStore = (dataDir: string, name: string, disk: Disk, spare?: Spare): PictureStore => {
  const folder = join(dataDir, name);
  const pathOf = (hash: string, form: PlanForm): string => join(folder, `${hash}.${form}`);
  const read: PictureStore["read"] = async (hash, form) => {
    try {
      const bytes = new Uint8Array(await readFile(pathOf(hash, form)));
      return hashOf(bytes) === hash ? { state: "whole", bytes } : { state: "damaged" };
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return { state: "missing" };
      // A file that the disk cannot give back is as good as damaged; the board lives on without it.
      if (error instanceof Error && "code" in error) return { state: "damaged" };
      throw error;
    }
  };
  const queue = createQueue();
  const keep: PictureStore["keep"] = async (bytes, form) => {
    const hash = hashOf(bytes);
    if ((await read(hash, form)).state === "whole") return hash;
    await storageCall("open", folder, () => mkdir(folder, { recursive: true }));
    if (spare !== undefined) {
      const free = await storageCall("open", folder, () => spare.freeAt(folder));
      if (free - bytes.length < spare.bytes)
        throw new StorageFailed("write", folder, "none", new Error(`${free} bytes free, kept for the ledger`));
    }
    await createDurableDocument(disk, pathOf(hash, form), asItIs).write(bytes);
    // The folder itself is a name in the store's.
    await storageCall("sync", dataDir, () => disk.syncFolder(dataDir));
    return hash;
  };
  return { keep: (bytes, form) => queue.run(() => keep(bytes, form)), read };
};
