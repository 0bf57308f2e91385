// A folder of one test's own, removed when the test ends; in memory where the machine has room there, so that no test waits for a disk.

import { statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const memory = "/dev/shm";
/** Bytes that must be free there. Containers often give it 64 MB, which is no place for stores. */
const roomAsked = 4 * 2 ** 30;

/** Where tests keep their folders. What lies in files is tested; that a disk keeps it is asked of a real one, where a test says so. */
export const tempRoot = (): string => {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomAsked ? memory : tmpdir();
  } catch (error) {
    if (error instanceof Error && "code" in error) return tmpdir();
    throw error;
  }
};

export const createTempFolder = async (root = tempRoot()): Promise<string> => {
  const folder = await mkdtemp(join(root, "shouwang-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
