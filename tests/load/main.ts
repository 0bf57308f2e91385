// The bench: every figure beside its baseline of the same run, as a table and as JSON. `npm run bench [-- name …]` runs all or the named.

import { loadavg } from "node:os";
import { durable } from "./durable.ts";
import { fanOut } from "./fan-out.ts";
import { roles, serve } from "./fan-out-servers.ts";
import { type Figure, table } from "./figures.ts";
import { frozenScreens } from "./frozen.ts";
import { replay } from "./replay.ts";
import { start } from "./start.ts";

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  durable,
  "fan-out": fanOut,
  frozen: frozenScreens,
  start,
  replay,
  // Loaded when it is its turn: the servers of the fan-out need no browser.
  flood: async () => (await import("./flood.ts")).flood(),
  pages: async () => (await import("./pages.ts")).pages(),
};

const bench = async (wanted: readonly string[]): Promise<void> => {
  const unknown = wanted.filter((name) => parts[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  const figures: Figure[] = [];
  const machine: Record<string, number> = {};
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`bench: ${name} …\n`);
    machine[name] = loadavg()[0] ?? 0;
    figures.push(...(await part()));
  }
  console.log(JSON.stringify({ node: process.version, loadAverage: machine, figures }, null, 2));
  console.log(`\n${table(figures)}`);
};

const [, , word, ...rest] = process.argv;
const role = roles.find((one) => word === "--role" && one === rest[0]);
if (role !== undefined) await serve(role);
else await bench(process.argv.slice(2));
