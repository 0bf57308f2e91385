// Two hundred kiosks that sign up and cancel for one activity without a pause, through the built server's own process and its ledger on
// the disk, beside as many bare Socket.IO round trips with the same bodies; afterwards a judge reads the ledger.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { protocolVersion } from "../../domain/version.ts";
import { freePort } from "../kit/running-server.ts";
import { cancel, judgeStore, prepareSeats, type Seeker, signUp, wanted } from "../kit/seat-store.ts";
import { countedId } from "../kit/world.ts";
import { openBareAcks } from "./bare-acks.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { openSocket, type SocketReader } from "./socket-reader.ts";

const kiosks = 200;
const seats = 50;
const runMs = 2_000;
const rounds = 5;

/** Decisions a second, the time that each took from the touch to its answer, and what one cost the server's processor, µs. */
type Run = { readonly rate: number; readonly delays: readonly number[]; readonly cost: number };
type Side = { readonly run: () => Promise<Run>; readonly close: () => void };

/** Kiosks that each keep one act under way while a run lasts: in, out, in, out; every one of them is an event. */
const openKiosks = async (port: number, seekers: readonly Seeker[], cpu: () => Promise<number>): Promise<Side> => {
  let acts = 0;
  let until = 0;
  let under = 0;
  let delays: number[] = [];
  let ended = (): void => {};
  const open = (seeker: Seeker): Promise<{ readonly act: () => void; readonly reader: SocketReader }> =>
    new Promise((resolve, reject) => {
      const as = seeker.prove();
      let isIn = false;
      let sentAt = 0;
      const act = (reader: SocketReader): void => {
        acts += 1;
        under += 1;
        const body = isIn ? cancel : { ...signUp, wait: true };
        sentAt = performance.now();
        reader.say(`421${JSON.stringify(["command", { id: countedId(acts), at: Date.now(), as, ...body }])}`);
      };
      const hear = (text: string, reader: SocketReader): void => {
        if (text === "2") reader.say("3");
        else if (text.startsWith("0{")) reader.say(`40${JSON.stringify({ page: "kiosk", token: seeker.token })}`);
        else if (text.startsWith("40{")) {
          reader.say(`420${JSON.stringify(["join", { protocol: protocolVersion, store: "", since: 0 }])}`);
          resolve({ act: () => act(reader), reader });
        } else if (text.startsWith("431")) {
          const now = performance.now();
          if (!text.startsWith('431[{"kind":"ok"')) throw new Error(`a kiosk was answered ${text}`);
          delays.push(now - sentAt);
          under -= 1;
          isIn = !isIn;
          if (now < until) act(reader);
          else if (under === 0) ended();
        }
      };
      // The greeting says how long a line may be silent and is longer than a short frame.
      let isGreeted = false;
      openSocket({
        port,
        path: "/socket.io/?EIO=4&transport=websocket",
        onText: (text, reader) => {
          isGreeted = true;
          hear(text, reader);
        },
        isCurious: () => !isGreeted,
      }).catch(reject);
    });
  const all = await Promise.all(seekers.map(open));
  return {
    run: async () => {
      delays = [];
      const before = await cpu();
      const begun = performance.now();
      until = begun + runMs;
      const over = new Promise<void>((resolve) => {
        ended = resolve;
      });
      for (const { act } of all) act();
      await over;
      const seconds = (performance.now() - begun) / 1000;
      return { rate: delays.length / seconds, delays, cost: (((await cpu()) - before) * 1e6) / delays.length };
    },
    close: () => {
      for (const { reader } of all) reader.close();
    },
  };
};

export const signUps = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-sign-ups-"));
  const seekers = await prepareSeats(folder, kiosks, seats);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ["dist/server/main.js"], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, REHEARSAL: "still" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const bare = await openBareAcks();
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  };
  try {
    while ((await fetch(`${url}/healthz`).catch(() => undefined)) === undefined) await wait(50);
    const used = async (): Promise<number> => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
    };
    const mine = await openKiosks(port, seekers, used);
    const theirs = await openKiosks(bare.port, seekers, bare.cpu);
    // The first turn brings the code into memory.
    await theirs.run();
    await mine.run();
    const ours: Run[] = [];
    const base: Run[] = [];
    // Turn by turn, so that a busy moment of the machine meets both.
    for (let round = 0; round < rounds; round += 1) {
      base.push(await theirs.run());
      ours.push(await mine.run());
    }
    for (const side of [mine, theirs]) side.close();
    bare.close();
    await stop();
    const judge = await judgeStore(folder);
    const of = (runs: readonly Run[], key: "rate" | "cost"): number => median(runs.map((run) => run[key]));
    const late = (runs: readonly Run[], p: number): number => median(runs.map(({ delays }) => percentile(delays, p)));
    const name = `seat decisions by ${kiosks} kiosks on one activity of ${seats} seats`;
    const baseline = (value: number) => ({ name: "bare Socket.IO ack", value });
    const rate = of(ours, "rate");
    const p99 = late(ours, 99);
    return [
      {
        ...{ name: `${name}, each durable`, value: rate, unit: "/s", baseline: baseline(of(base, "rate")) },
        bound: { text: "at least 5,000/s", kept: rate >= 5_000 },
      },
      { name: `${name}: p50`, value: late(ours, 50), unit: "ms", baseline: baseline(late(base, 50)) },
      {
        ...{ name: `${name}: p99`, value: p99, unit: "ms", baseline: baseline(late(base, 99)) },
        bound: { text: "at most 100 ms", kept: p99 <= 100 },
      },
      { name: `${name}: server CPU each`, value: of(ours, "cost"), unit: "µs", baseline: baseline(of(base, "cost")) },
      {
        ...{ name: `${name}: laws broken in ${judge.seq()} events`, value: judge.breaches.length, unit: "" },
        bound: { text: "none", kept: judge.breaches.length === 0 },
      },
      {
        ...{ name: `${name}: most seats taken at once`, value: judge.mostTaken(wanted), unit: "" },
        bound: { text: `exactly ${seats}`, kept: judge.mostTaken(wanted) === seats },
      },
    ];
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
};
