// A lowdb adapter for a document that must survive a power cut: the file holds the old document or the new one, whole.

import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Adapter } from "lowdb";
import { type Disk, writeAll } from "./disk.ts";
import { StorageFailed, type StorageStage } from "./failures.ts";
import { createQueue } from "./queue.ts";

/** `encode` may take its time: between two chunks others have their turn. */
export type DocumentFormat<T> = {
  readonly encode: (data: T) => Iterable<Uint8Array>;
  readonly decode: (bytes: Buffer) => T;
};

/** One JSON text. `parse` is the door: it throws on what it does not know. */
export const jsonFormat = <T>(parse: (value: unknown) => T): DocumentFormat<T> => ({
  encode: (data) => [Buffer.from(`${JSON.stringify(data, undefined, 2)}\n`)],
  decode: (bytes) => parse(JSON.parse(bytes.toString())),
});

/** `read` answers null where there is no file yet. Writes come one after another; each rejects with StorageFailed for itself. */
export const createDurableDocument = <T>(disk: Disk, path: string, format: DocumentFormat<T>): Adapter<T> => {
  const queue = createQueue();
  return {
    read: async () => {
      const bytes = await bytesOf(path);
      return bytes === undefined ? null : format.decode(bytes);
    },
    write: (data) => queue.run(() => replace(disk, path, format.encode(data))),
  };
};

const bytesOf = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

const replace = async (disk: Disk, path: string, chunks: Iterable<Uint8Array>): Promise<void> => {
  const beside = `${path}.tmp`;
  let stage: StorageStage = "open";
  try {
    const file = await disk.open(beside, "replace");
    try {
      stage = "write";
      let at = 0;
      for (const chunk of chunks) {
        await writeAll(file, chunk, at);
        at += chunk.length;
      }
      stage = "sync";
      await file.sync();
    } finally {
      await file.close();
    }
    stage = "rename";
    await disk.rename(beside, path);
  } catch (error) {
    // The old document stands. What is left of `beside` is emptied by the next write.
    throw new StorageFailed(stage, path, "none", error);
  }
  try {
    await disk.syncFolder(dirname(path));
  } catch (error) {
    throw new StorageFailed("sync", dirname(path), "unknown", error);
  }
};
