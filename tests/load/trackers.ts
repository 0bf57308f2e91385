// Live trackers: 5,000 devices with a fix every 10 s through a platform's forwarding, over real HTTP into the built server's own
// process, seen from a wall's socket; what was kept, when the wall knew it, what it cost.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import * as v from "valibot";
import type { Command } from "../../domain/board.ts";
import { seq as asSeq, commandId, patrolId, routeId, trackerId, unitId, workerId, zoneId } from "../../domain/ids.ts";
import type { ClientToServer, ServerToClient } from "../../domain/protocol.ts";
import { dayLength, minute } from "../../domain/time.ts";
import { protocolVersion } from "../../domain/version.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridOf } from "../../server/ingest/grid.ts";
import { openStore } from "../../server/store.ts";
import { freePort } from "../kit/running-server.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { countedId, system } from "../kit/world.ts";
import { type Figure, percentile } from "./figures.ts";
import { bareShare, createSender, sendEvenly } from "./positions.ts";

const trackers = Number(process.env.TRACKERS ?? 5_000);
const every = 10_000;
const length = Number(process.env.TRACKER_SECONDS ?? 120) * 1000;
const geodesy = createGeodesy();
/** 86 km × 86 km around Arxan: 7,400 cells of 1 km. */
const [west, south] = [119.35, 46.82];
const ring = [
  [west, south],
  [west + 1.135, south],
  [west + 1.135, south + 0.774],
  [west, south + 0.774],
] as const;

export const placeOf = (n: number, step: number): readonly [number, number] => [
  west + 0.05 + ((n % 71) * 1.03) / 71 + step * 0.00025,
  south + 0.05 + (Math.floor(n / 71) * 0.67) / 71,
];

/** A rehearsal site with a zone of 7,400 cells, imported `at`, and so many patrols under way, each with a tracker. */
export const prepareTrackers = async (dataDir: string, at: number, trackers: number): Promise<void> => {
  const told = {
    onReport: (report: unknown) => {
      throw new Error(JSON.stringify(report));
    },
    onFault: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
  };
  const { ledger, projection, close } = await openStore({ dataDir, segmentBytes: 64 * 1024 * 1024 }, told);
  ledger.follow(projection.apply);
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => at,
    enrich: (command) => ({ ok: true, command }),
    onFault: (error) => {
      throw error;
    },
  });
  let count = 0;
  const act = async (command: Command): Promise<void> => {
    count += 1;
    const actor = command.type === "ImportSite" ? system : person("admin", "co");
    const answer = await handler.submit({ id: commandId(countedId(count)), command, claimedAt: at, actor });
    if (answer.kind !== "ok") throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
  };
  const gridded = gridOf(geodesy, ring, 1000);
  if (!gridded.ok) throw new Error(gridded.reason);
  const site = siteFixture({ workers: trackers, rehearsal: true });
  const zone = {
    id: zoneId("z"),
    unit: unitId("forest"),
    name: "林区",
    nameEn: "Forest",
    zoneClass: "deep" as const,
    intervalDays: 30,
    ring,
  };
  const routes = [{ id: routeId("r"), unit: unitId("forest"), name: "线", nameEn: "Line", checkpoints: [] }];
  await act({
    type: "ImportSite",
    import: {
      ...site,
      routes,
      zones: [{ ...zone, grid: gridded.grid }],
    },
  });
  const plans = Array.from({ length: trackers }, (_, n): readonly Command[] => {
    const patrol = patrolId(`t${n}`);
    const tracker = trackerId(`d${n}`);
    const leader = workerId(`w${n}`);
    const times = { plannedAt: at - minute, windowEnd: at + 60 * dayLength, profile: "vehicle" } as const;
    return [
      { type: "PlanPatrol", patrol, route: routeId("r"), leader, members: [], ...times },
      { type: "StartPatrol", patrol },
      { type: "AddTracker", tracker, name: `车 ${n}`, unit: unitId("co"), uniqueId: `imei-${n}` },
      { type: "AssignTracker", tracker, carried: { by: "worker", worker: leader } },
    ];
  });
  for (let step = 0; step < 4; step += 1) await Promise.all(plans.flatMap((one) => one.slice(step, step + 1).map(act)));
  await close();
};

const folderSize = async (folder: string): Promise<number> => {
  let sum = 0;
  for (const name of await readdir(folder)) sum += (await stat(join(folder, name))).size;
  return sum;
};

const metric = async (url: string, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
};

export const liveTrackers = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-trackers-"));
  await prepareTrackers(folder, Date.now(), trackers);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ["dist/server/main.js"], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, REHEARSAL: "still" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while ((await fetch(`${url}/healthz`).catch(() => undefined)) === undefined) await wait(100);
    const made = await fetch(`${url}/api/v1/trackers/gateways`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Traccar", unit: "co" }),
    });
    const { token } = v.parse(v.object({ token: v.string() }), await made.json());
    const sender = createSender({ url: `${url}/api/v1/traccar`, token, placeOf });

    // The wall: what it is told of each patrol, and when.
    const sentAt = new Map<string, number>();
    const delays: number[] = [];
    const km = new Map<string, number>();
    let heardSeq = 0;
    const wall: Socket<ServerToClient, ClientToServer> = io(url, {
      transports: ["websocket"],
      auth: { token: "bench", page: "wall" },
    });
    await new Promise<void>((resolve) => wall.once("connect", resolve));
    await new Promise<void>((resolve) => {
      wall.emit("join", { protocol: protocolVersion, store: "", since: asSeq(0) }, () => resolve());
    });
    const onPatch: ServerToClient["patch"] = (patch) => {
      const now = Date.now();
      heardSeq = patch.to;
      for (const record of patch.put) {
        if (record.kind !== "patrol" || record.last === undefined) continue;
        km.set(record.id, record.km);
        const key = `${record.id} ${record.last.at}`;
        const from = sentAt.get(key);
        if (from !== undefined) delays.push(now - from);
        sentAt.delete(key);
      }
    };
    wall.on("patch", onPatch);

    const steps = Math.round(length / every);
    const cpu = await metric(url, "process_cpu_seconds_total");
    const bytes = await folderSize(join(folder, "ledger"));
    const answers = new Map<number, number>();
    const spent = await sendEvenly({ trackers, every, steps }, async (n, step, at) => {
      sentAt.set(`t${n} ${at}`, at);
      const status = await sender.send(n, step, at);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    });
    sender.close();
    const load = ((await metric(url, "process_cpu_seconds_total")) - cpu) / spent;
    const ledgerBytes = (await folderSize(join(folder, "ledger"))) - bytes;
    await wait(1_000);
    wall.close();
    const least = await bareShare({ trackers, every }, placeOf, folder);
    const expectedKm = (n: number): number => {
      let sum = 0;
      for (let step = 1; step < steps; step += 1) sum += geodesy.metres(placeOf(n, step - 1), placeOf(n, step));
      return sum / 1000;
    };
    let wrong = 0;
    for (let n = 0; n < trackers; n += 1)
      if (Math.abs((km.get(`t${n}`) ?? 0) - expectedKm(n)) > 0.001 * steps) wrong += 1;
    const fixes = steps * trackers;
    const name = `${trackers} trackers, a fix every ${every / 1000} s, ${Math.round(spent)} s, zone of ${gridOfCells()} cells`;
    const p95 = percentile(delays, 95);
    return [
      {
        name: `${name}: fixes thanked for`,
        value: answers.get(200) ?? 0,
        unit: "",
        bound: { text: `all ${fixes}`, kept: answers.get(200) === fixes },
      },
      {
        name: `${name}: patrols whose kilometres on the wall are wrong at the end`,
        value: wrong,
        unit: "",
        bound: { text: "none", kept: wrong === 0 },
      },
      { name: `${name}: fixes sent once more, their line having closed`, value: sender.toldAgain(), unit: "" },
      { name: `${name}: fix to wall, p50`, value: percentile(delays, 50), unit: "ms" },
      {
        name: `${name}: fix to wall, p95`,
        value: p95,
        unit: "ms",
        bound: { text: "at most 1,000 ms", kept: p95 <= 1000 },
      },
      {
        name: `${name}: server CPU`,
        value: load * 100,
        unit: "% of a core",
        baseline: { name: "a bare server that parses each and writes it down", value: least * 100 },
        bound: { text: "at most 60 %", kept: load <= 0.6 },
      },
      { name: `${name}: ledger per fix`, value: ledgerBytes / fixes, unit: "bytes" },
      { name: `${name}: events told to the wall`, value: heardSeq, unit: "" },
    ];
  } finally {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
};

const gridOfCells = (): number => {
  const gridded = gridOf(geodesy, ring, 1000);
  return gridded.ok ? gridded.grid.cells.length : 0;
};
