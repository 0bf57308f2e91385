// A folder of one test's own, removed when the test ends.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export const createTempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "shouwang-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
