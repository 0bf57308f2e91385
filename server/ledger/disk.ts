// The few calls by which bytes reach the platter. They go through this port so that a test can make any of them fail.

import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";

/** "create" fails where the file exists; "replace" empties it; "extend" keeps what it holds. */
export type OpenHow = "create" | "replace" | "extend";

export interface OpenFile {
  /** Writes a part of `bytes`, at least one byte, at this offset; answers how many were written. */
  write(bytes: Uint8Array, at: number): Promise<number>;
  /** Resolves when what was written, and the file's length, would survive a power cut. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  open(path: string, how: OpenHow): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Resolves when the names in the folder (new, renamed, removed) would survive a power cut. */
  syncFolder(path: string): Promise<void>;
}

const flags = { create: "wx", replace: "w", extend: "r+" } as const;

/** The machine's own disk. Callback calls on the bare descriptor: a FileHandle costs a third more per append. */
export const createNodeDisk = (): Disk => ({
  open: (path, how) =>
    new Promise((resolve, reject) => {
      fs.open(path, flags[how], 0o600, (failed, fd) => {
        if (failed) reject(failed);
        else resolve(openFile(fd));
      });
    }),
  rename,
  remove: unlink,
  syncFolder: async (path) => {
    // Windows cannot open a folder; its file system journals names by itself.
    if (process.platform === "win32") return;
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
});

const openFile = (fd: number): OpenFile => ({
  write: (bytes, at) =>
    new Promise((resolve, reject) => {
      fs.write(fd, bytes, 0, bytes.length, at, (failed, written) => {
        if (failed) reject(failed);
        else resolve(written);
      });
    }),
  sync: () => settled((done) => fs.fdatasync(fd, done)),
  truncate: (length) => settled((done) => fs.ftruncate(fd, length, done)),
  close: () => settled((done) => fs.close(fd, done)),
});

const settled = (call: (done: (failed: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    call((failed) => {
      if (failed) reject(failed);
      else resolve();
    });
  });

/** Writes all of `bytes`: one write may stop in the middle, for instance at the end of a full disk. */
export const writeAll = async (file: OpenFile, bytes: Uint8Array, at: number): Promise<void> => {
  for (let done = 0; done < bytes.length; ) {
    const written = await file.write(done === 0 ? bytes : bytes.subarray(done), at + done);
    if (written === 0) throw new Error("the disk took no bytes");
    done += written;
  }
};
