// A small house in a temporary folder, in which one law is broken per file, so that each gate is seen red.

import { execFile } from "node:child_process";
import { copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { createTempFolder } from "../kit/temp-folder.ts";

export type Files = Readonly<Record<string, string>>;

/** Writes the files beside the house's own settings; answers the folder. */
export const plant = async (files: Files): Promise<string> => {
  const folder = await createTempFolder();
  const settings = ["biome.json", ".gitignore", "tsconfig.json", "domain/tsconfig.json", "server/tsconfig.json"];
  for (const path of [...settings, ...Object.keys(files)])
    await mkdir(join(folder, dirname(path)), { recursive: true });
  for (const path of settings) await copyFile(path, join(folder, path));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
};

type Ran = { readonly code: number; readonly output: string };

const run = async (folder: string, program: string, args: readonly string[]): Promise<Ran> => {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [resolve("node_modules", program), ...args], {
      cwd: folder,
      maxBuffer: 16_000_000,
    });
    return { code: 0, output: stdout };
  } catch (error) {
    // A linter that found something ends with a code of its own; anything else did not run at all.
    const failed = v.safeParse(v.object({ code: v.number(), stdout: v.string() }), error);
    if (!failed.success) throw error;
    return { code: failed.output.code, output: failed.output.stdout };
  }
};

const biomeReport = v.object({
  diagnostics: v.array(v.object({ category: v.nullable(v.string()), location: v.object({ path: v.unknown() }) })),
});
const pathOf = (path: unknown): string => (typeof path === "string" ? path : JSON.stringify(path));

/** What Biome says of the folder: `path rule`, one for each finding, sorted. */
export const biomeFinds = async (folder: string): Promise<readonly string[]> => {
  const { output } = await run(folder, "@biomejs/biome/bin/biome", [
    "lint",
    "--reporter=json",
    "--max-diagnostics=none",
    ".",
  ]);
  const { diagnostics } = v.parse(biomeReport, JSON.parse(output));
  return diagnostics
    .map(({ category, location }) => `${pathOf(location.path)} ${category?.replace(/^lint\//, "") ?? "?"}`)
    .sort();
};

/** What the compiler says of one room: `path: message`. */
export const compilerFinds = async (folder: string, room: "domain" | "server"): Promise<readonly string[]> => {
  const { output } = await run(folder, "@typescript/native/bin/tsc", ["-p", room, "--pretty", "false"]);
  return output
    .split("\n")
    .filter((line) => line.includes(": error "))
    .map((line) => line.replace(/\(\d+,\d+\): error TS\d+/, ""));
};
