// The files of a site folder on this machine, by name.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { layers, sheets } from "./columns.ts";

const wanted: ReadonlySet<string> = new Set([...Object.keys(sheets), ...layers]);

/** Files of the format only; a folder that cannot be read throws what the system says. */
export const readFolder = async (folder: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for (const name of await readdir(folder)) if (wanted.has(name)) files.set(name, await readFile(join(folder, name)));
  return files;
};
