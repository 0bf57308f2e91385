// A disk that really writes, counts its calls, and fails where the test says: full, broken, or lying dead from then on.

import { createNodeDisk, type Disk, type OpenFile } from "../../server/ledger/disk.ts";

export type DiskCall = "open" | "write" | "sync" | "truncate" | "close" | "rename" | "remove" | "syncFolder";

export interface FaultyDisk extends Disk {
  /** Calls made so far, in order. */
  readonly calls: readonly DiskCall[];
}

/** `fails` sees each call and its number, from 1, and answers the error's code, or undefined: it works. A failing write writes half. */
export const createFaultyDisk = (
  disk: Disk,
  fails: (call: DiskCall, number: number) => "ENOSPC" | "EIO" | undefined,
): FaultyDisk => {
  const calls: DiskCall[] = [];
  const fault = (call: DiskCall): Error | undefined => {
    calls.push(call);
    const code = fails(call, calls.length);
    return code === undefined ? undefined : Object.assign(new Error(`${code}: planted, ${call}`), { code });
  };
  const guarded = async <T>(call: DiskCall, run: () => Promise<T>): Promise<T> => {
    const failed = fault(call);
    if (failed !== undefined) throw failed;
    return run();
  };
  const guardedFile = (file: OpenFile): OpenFile => ({
    write: async (bytes, at) => {
      const failed = fault("write");
      if (failed === undefined) return file.write(bytes, at);
      await file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), at);
      throw failed;
    },
    sync: () => guarded("sync", file.sync),
    truncate: (length) => guarded("truncate", () => file.truncate(length)),
    // A failed close has closed all the same.
    close: async () => {
      const failed = fault("close");
      await file.close();
      if (failed !== undefined) throw failed;
    },
  });
  return {
    calls,
    open: (path, how) => guarded("open", async () => guardedFile(await disk.open(path, how))),
    rename: (from, to) => guarded("rename", () => disk.rename(from, to)),
    remove: (path) => guarded("remove", () => disk.remove(path)),
    syncFolder: (path) => guarded("syncFolder", () => disk.syncFolder(path)),
  };
};

/** Everything that is opened on it fails, as on a disk that was unmounted. */
export const noDisk: Disk = { ...createNodeDisk(), open: () => Promise.reject(new Error("EROFS")) };
