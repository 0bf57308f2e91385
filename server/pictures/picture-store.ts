// Pictures in a folder of the store, each under the hash of its bytes: durable before the ledger names it, proved when it is read.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, statfs } from "node:fs/promises";
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
  /** Resolves when not even a power cut brings it back. What is not there is gone already. */
  remove(hash: string, form: PlanForm): Promise<void>;
  /** Hashes of all that lies there. */
  all(form: PlanForm): Promise<readonly string[]>;
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

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

/** `name`: of the folder, one for each use: `plans`, `photos`, `case-photos`. */
export const createPictureStore = (dataDir: string, name: string, disk: Disk, spare?: Spare): PictureStore => {
  const folder = join(dataDir, name);
  const pathOf = (hash: string, form: PlanForm): string => join(folder, `${hash}.${form}`);
  const read: PictureStore["read"] = async (hash, form) => {
    try {
      const bytes = new Uint8Array(await readFile(pathOf(hash, form)));
      return hashOf(bytes) === hash ? { state: "whole", bytes } : { state: "damaged" };
    } catch (error) {
      if (isMissing(error)) return { state: "missing" };
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
  const remove: PictureStore["remove"] = async (hash, form) => {
    const path = pathOf(hash, form);
    try {
      await disk.remove(path);
    } catch (error) {
      if (isMissing(error)) return;
      throw new StorageFailed("remove", path, "unknown", error);
    }
    await storageCall("sync", folder, () => disk.syncFolder(folder));
  };
  const all: PictureStore["all"] = async (form) => {
    const names = await storageCall("open", folder, () => readdir(folder)).catch((error: unknown) => {
      if (error instanceof StorageFailed && isMissing(error.cause)) return [];
      throw error;
    });
    return names.flatMap((name) => new RegExp(`^([0-9a-f]{64})\\.${form}$`).exec(name)?.[1] ?? []);
  };
  return {
    keep: (bytes, form) => queue.run(() => keep(bytes, form)),
    read,
    remove: (hash, form) => queue.run(() => remove(hash, form)),
    all,
  };
};
