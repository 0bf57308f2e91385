// A lowdb adapter whose write appends: durable when it resolves, and taken back when it fails.

import { open } from "node:fs/promises";
import type { Adapter } from "lowdb";
import { type Disk, type OpenFile, writeAll } from "./disk.ts";
import { StorageFailed, type StorageStage, storageCall } from "./failures.ts";

/** `read` answers the durable bytes, `write` adds to them with one sync. One write at a time. */
export interface AppendingFile extends Adapter<Buffer> {
  read(): Promise<Buffer>;
  /** Durable bytes in the file. */
  readonly size: number;
  close(): Promise<void>;
}

/** Opens `path`: made new; "kept", when it holds `size` good bytes and nothing else; "cut", when it is to be cut to them. */
export const createAppendingFile = async (
  disk: Disk,
  path: string,
  how: { readonly kind: "new" } | { readonly kind: "kept" | "cut"; readonly size: number },
): Promise<AppendingFile> => {
  const file = await storageCall("open", path, () => disk.open(path, how.kind === "new" ? "create" : "extend"));
  let size = how.kind === "new" ? 0 : how.size;

  const takeBack = async (): Promise<"none" | "unknown"> => {
    try {
      await cutOff(file, size);
      return "none";
    } catch {
      // The write's own error is the one to tell; that its bytes may still be there is told with it.
      return "unknown";
    }
  };

  const attempt = async (stage: StorageStage, call: () => Promise<void>): Promise<void> => {
    try {
      await call();
    } catch (error) {
      throw new StorageFailed(stage, path, await takeBack(), error);
    }
  };

  if (how.kind === "cut") await storageCall("write", path, () => cutOff(file, size));

  return {
    get size() {
      return size;
    },
    read: () => readPart(path, 0, size),
    write: async (bytes) => {
      await attempt("write", () => writeAll(file, bytes, size));
      await attempt("sync", () => file.sync());
      size += bytes.length;
    },
    close: () => storageCall("close", path, () => file.close()),
  };
};

const cutOff = async (file: OpenFile, size: number): Promise<void> => {
  await file.truncate(size);
  await file.sync();
};

/** `length` bytes of a file from `from` on, or as many as there are. */
export const readPart = async (path: string, from: number, length: number): Promise<Buffer> => {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await file.read(bytes, done, length - done, from + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
};
