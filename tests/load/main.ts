// The bench: every figure beside its baseline of the same run, as a table and as JSON. `npm run bench [-- name … [minutes]]` runs all short parts or the named.

import { loadavg } from "node:os";
import { runCoverage } from "../../server/coverage-command.ts";
import { serveBareAcks } from "./bare-acks.ts";
import { drain } from "./drain.ts";
import { durable } from "./durable.ts";
import { fanOut } from "./fan-out.ts";
import { roles, serve } from "./fan-out-servers.ts";
import { type Figure, table } from "./figures.ts";
import { frozenScreens } from "./frozen.ts";
import { replay } from "./replay.ts";
import { seatRaces } from "./seats.ts";
import { signUps } from "./sign-ups.ts";
import { start } from "./start.ts";
import { liveTrackers } from "./trackers.ts";
import { tracks } from "./tracks.ts";
import { typing } from "./typing.ts";

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  durable,
  drain,
  "sign-ups": signUps,
  "fan-out": fanOut,
  frozen: frozenScreens,
  start,
  replay,
  trackers: liveTrackers,
  tracks,
  typing,
  // Loaded when it is its turn: the servers of the fan-out need no browser.
  flood: async () => (await import("./flood.ts")).flood(),
  zone: async () => (await import("./zone.ts")).zone(),
  pages: async () => (await import("./pages.ts")).pages(),
  cases: async () => (await import("./cases.ts")).cases(),
};

/** Parts that take many minutes: run where they are named, for as many minutes as told. */
const longParts: Readonly<Record<string, (minutes: number | undefined) => Promise<readonly Figure[]>>> = {
  seats: seatRaces,
  return: async (minutes) => (await import("./return.ts")).serverReturn(minutes),
  soak: async (minutes) => (await import("./soak.ts")).soak(minutes),
};

const bench = async (words: readonly string[]): Promise<void> => {
  const wanted = words.filter((word) => Number.isNaN(Number(word)));
  const minutes = words.map(Number).find((word) => word > 0);
  const known = [...Object.keys(parts), ...Object.keys(longParts)];
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(", ")}; there are ${known.join(", ")}`);
  const figures: Figure[] = [];
  const machine: Record<string, number> = {};
  const short = Object.entries(parts).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const long = Object.entries(longParts).filter(([name]) => wanted.includes(name));
  for (const [name, part] of [...short, ...long]) {
    process.stderr.write(`bench: ${name} …\n`);
    machine[name] = loadavg()[0] ?? 0;
    figures.push(...(await part(minutes)));
  }
  console.log(JSON.stringify({ node: process.version, loadAverage: machine, figures }, null, 2));
  console.log(`\n${table(figures)}`);
};

const [, , word, ...rest] = process.argv;
const role = roles.find((one) => word === "--role" && one === rest[0]);
if (role !== undefined) await serve(role);
else if (word === "--bare-acks") serveBareAcks();
else if (word === "--coverage") {
  process.exitCode = runCoverage(rest, Date.now(), console.log, console.error);
  const { user, system } = process.cpuUsage();
  console.error(`peak ${process.resourceUsage().maxRSS} kB, processor ${Math.round((user + system) / 1000)} ms`);
} else await bench(process.argv.slice(2));
