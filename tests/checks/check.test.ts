// What compilers and linters say of the house, a test each, so that they run beside the rules: on two cores, not one after another.

import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "vitest";

/** The program below node_modules, and its words. TypeScript 7 (`@typescript/native`) needs a third of 6’s time. */
const parts: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  "svelte-check": ["svelte-check/bin/svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings", "--tsgo"],
  "tsc -p tests": ["@typescript/native/bin/tsc", "-p", "tests"],
  "tsc -p server": ["@typescript/native/bin/tsc", "-p", "server"],
  "tsc -p domain": ["@typescript/native/bin/tsc", "-p", "domain"],
  "biome check": ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."],
};

/** Its exit code and all that it printed. */
const run = (program: string, words: readonly string[]): Promise<{ readonly code: unknown; readonly said: string }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [resolve("node_modules", program), ...words],
      { maxBuffer: 64_000_000 },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : error.code, said: `${stdout}${stderr}`.trim() });
      },
    );
  });

test.each(Object.entries(parts))(
  "%s finds nothing",
  async (name, [program, ...words]) => {
    // What it made of a page that is gone since would be found wanting for ever.
    if (name === "svelte-check") await rm(".svelte-check", { recursive: true, force: true });
    const { code, said } = await run(program, words);
    expect(code, said).toBe(0);
  },
  600_000,
);
