// A million fixes as twelve files through the built server's own door, rules and ledger: how long, in how much memory, how long anybody else had to wait, and whether the figures are right.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { caps } from "../../domain/patrols/track.ts";
import { coverageOf } from "../../server/coverage-command.ts";
import { freePort } from "../kit/running-server.ts";
import { type Figure, percentile } from "./figures.ts";
import { writeTrack } from "./track-makers.ts";
import { prepareTrackers } from "./trackers.ts";

const files = 12;
const each = Math.ceil(1_000_000 / files);
const taken = v.object({ track: v.object({ fixes: v.number(), km: v.number() }) });

/** The most memory that a process ever held, MB; NaN where the system does not tell. */
const peakOf = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1000;
};

export const tracksDoor = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-tracks-door-"));
  const store = join(folder, "store");
  await prepareTrackers(store, Date.now(), 1);
  const paths = Array.from({ length: files }, (_, n) => join(folder, `${n}.gpx`));
  for (const [n, path] of paths.entries())
    writeTrack(path, "gpx", { fixes: each, bytes: Number.POSITIVE_INFINITY, from: n * each });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ["dist/server/main.js"], {
    env: { ...process.env, PORT: String(port), DATA_DIR: store, REHEARSAL: "still" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while ((await fetch(`${url}/healthz`).catch(() => undefined)) === undefined) await wait(100);
    let isOver = false;
    const waits: number[] = [];
    const watching = (async () => {
      while (!isOver) {
        const asked = performance.now();
        await (await fetch(`${url}/healthz`)).text();
        waits.push(performance.now() - asked);
        await wait(50);
      }
    })();
    // What went wrong is told by the upload: this one ends with the server.
    watching.catch(() => undefined);
    const begun = performance.now();
    let [fixes, km] = [0, 0];
    for (const path of paths) {
      const answer = await fetch(`${url}/api/v1/tracks?datum=wgs84&profile=foot&unit=forest&name=x`, {
        method: "POST",
        body: await readFile(path),
      });
      if (!answer.ok) throw new Error(await answer.text());
      const { track } = v.parse(taken, await answer.json());
      fixes += track.fixes;
      km += track.km;
    }
    const seconds = (performance.now() - begun) / 1000;
    isOver = true;
    await watching;
    const megabytes = await peakOf(server.pid);
    const asked = { datum: "wgs84", profile: "foot", cap: caps.foot, cell: 1000, lmin: 0, crs: undefined } as const;
    const told = coverageOf({ ...asked, files: paths }, Date.now());
    // Between two files the command walks on, the board begins a track.
    const apart = told.files.reduce((sum, one) => sum + ("km" in one ? one.km : 0), 0);
    const isRight = fixes === files * each && Math.abs(km - apart) < 0.1;
    const name = `${files * each} fixes through the door and the ledger`;
    return [
      { name, value: seconds, unit: "s", bound: { text: "≤ 20 s", kept: seconds <= 20 } },
      {
        name: `${name}: kept`,
        value: fixes,
        unit: "fixes",
        bound: { text: "all, km as the command's", kept: isRight },
      },
      { name, value: megabytes, unit: "MB", bound: { text: "≤ 500 MB", kept: !(megabytes > 500) } },
      { name: `${name}: anybody else's wait, p95`, value: percentile(waits, 95), unit: "ms" },
      { name: `${name}: anybody else's wait, longest`, value: Math.max(...waits), unit: "ms" },
    ];
  } finally {
    const exit = once(server, "exit");
    server.kill("SIGTERM");
    await exit;
    await rm(folder, { recursive: true, force: true });
  }
};
