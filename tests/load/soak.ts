// A wall with 1,000 posts that lives days in minutes, with forced collection: what its heap, nodes and listeners grow by after
// the warm-up; then the leak gate, the kill test and the race for the last seat, for as long. Thirty minutes unless told otherwise.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type CDPSession, chromium } from "playwright-core";
import { v7 as uuid } from "uuid";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Command } from "../../domain/board.ts";
import { postId, unitId } from "../../domain/ids.ts";
import type { Intake } from "../../server/intake.ts";
import { launchOptions } from "../kit/browser.ts";
import type { Figure } from "./figures.ts";
import { growthOf } from "./growth.ts";
import { grownMost, type Heap, heapOf, ownOf } from "./heap.ts";
import { held, posts, prepareStore, serve } from "./pages.ts";

/** Commands a second: some hundred times what a site of this size does in a busy shift. */
const perSecond = 20;
const watcher = { kind: "system", part: "watch" } as const;
const admin = { kind: "person", login: "soak", name: "钱某", role: "admin", unit: unitId("co") } as const;
const reason = "道路抢修";
/** So many alarms at once: more than the strip has places. */
const rings = 40;
/** What is measured before this share of the time is warm-up: caches fill, and V8 compiles what runs often for a good quarter of an hour. */
const warmUp = 0.5;
/** Before a sample nothing is done for so long, ms: a board that is being drawn holds the old and the new. */
const rest = 400;
const most = 1;

type Sample = { readonly at: number; readonly heap: number; readonly nodes: number; readonly listeners: number };

const sampleOf = async (line: CDPSession, begun: number): Promise<Sample> => {
  for (let n = 0; n < 3; n += 1) await line.send("HeapProfiler.collectGarbage");
  const { usedSize } = await line.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await line.send("Memory.getDOMCounters");
  return { at: performance.now() - begun, heap: usedSize / 1e6, nodes, listeners: jsEventListeners };
};

type Act = { readonly command: Command; readonly actor: Parameters<Intake["own"]>[2] };

/** The n-th act: posts that nobody holds are suspended and resumed; alarms ring, are acknowledged and fall silent. */
const nthAct = (n: number): Act => {
  const turn = Math.floor(n / 3);
  const post = postId(`p${held + (turn % (posts - held))}`);
  const isSuspended = Math.floor(turn / (posts - held)) % 2 === 1;
  const source = postId(`p${turn % rings}`);
  const alarm = alarmIdOf("post-vacant", source);
  const isRinging = Math.floor(turn / rings) % 2 === 1;
  switch (n % 3) {
    case 0:
      return {
        command: isSuspended ? { type: "ResumePost", post } : { type: "SuspendPost", post, reason },
        actor: admin,
      };
    case 1:
      return isRinging
        ? { command: { type: "ReturnAlarm", alarm }, actor: watcher }
        : {
            command: {
              type: "RaiseAlarm",
              sort: "post-vacant",
              source,
              scope: [unitId("co")],
              priority: turn % 7 === 0 ? 1 : 2,
              since: Date.now(),
            },
            actor: watcher,
          };
  }
  return { command: { type: "AcknowledgeAlarm", alarm }, actor: admin };
};

const wall = async (minutes: number): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-soak-"));
  await prepareStore(folder);
  const { house, url, close } = await serve(folder);
  const browser = await chromium.launch(await launchOptions());
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(`${url}/wall`);
    await page.locator(".groups li").first().waitFor();
    const line = await context.newCDPSession(page);
    const begun = performance.now();
    const end = minutes * 60_000;
    const samples: Sample[] = [];
    let warm: { readonly at: number; readonly heap: Heap } | undefined;
    let acts = 0;
    const every = Math.min(15_000, end / 40);
    while (performance.now() - begun < end) {
      const until = performance.now() + every;
      while (performance.now() < until) {
        const { command, actor } = nthAct(acts);
        acts += 1;
        // An alarm that was retired or rings already is refused: that is an answer, too.
        await house.intake.own(command, uuid(), actor);
        await wait(1000 / perSecond);
      }
      await wait(rest);
      if (warm === undefined && performance.now() - begun >= end * warmUp)
        warm = { at: performance.now(), heap: await heapOf(line) };
      samples.push(await sampleOf(line, begun));
    }
    const settled = samples.filter(({ at }) => at >= end * warmUp);
    const [first, last] = [settled[0], settled.at(-1)];
    if (first === undefined || last === undefined) throw new Error("the soak was too short to measure");
    const name = `wall with ${posts} posts, ${acts} acts in ${minutes} min`;
    const growth = growthOf(settled.map((one) => ({ at: one.at, value: one.heap })));
    if (warm === undefined) throw new Error("the soak was too short to measure");
    const cold = await heapOf(line);
    const hours = (performance.now() - warm.at) / 3_600_000;
    const most20 = grownMost(warm.heap, cold, 20).join("\n");
    process.stderr.write(`soak: since the warm-up there are\n${most20}\n`);
    process.stderr.write(`soak: heap in MB: ${samples.map((one) => one.heap.toFixed(2)).join(" ")}\n`);
    return [
      {
        name: `${name}: heap slope after warm-up`,
        value: growth.slope,
        unit: "MB/h",
        bound: {
          text: `at most ${most} MB/h; 95 of 100 runs lie within ${growth.least.toFixed(2)} … ${growth.most.toFixed(2)}`,
          kept: growth.slope <= most,
        },
      },
      {
        name: `${name}: of it the page's own objects, without V8's code and the browser's timings`,
        value: (ownOf(cold) - ownOf(warm.heap)) / 1e6 / hours,
        unit: "MB/h",
      },
      {
        name: `${name}: heap at the end`,
        value: last.heap,
        unit: "MB",
        baseline: { name: "after warm-up", value: first.heap },
      },
      { name: `${name}: nodes`, value: last.nodes, unit: "", baseline: { name: "after warm-up", value: first.nodes } },
      {
        name: `${name}: listeners`,
        value: last.listeners,
        unit: "",
        baseline: { name: "after warm-up", value: first.listeners },
        bound: { text: "none more than after warm-up", kept: last.listeners <= first.listeners },
      },
    ];
  } finally {
    await browser.close();
    await close();
    await rm(folder, { recursive: true });
  }
};

/** As often as the leak gate promises, and as many kills. */
const rounds = 50;

/** The tests that `npm test` keeps short. */
const long = async (): Promise<Figure> => {
  const files = ["tests/e2e/leaks.test.ts", "tests/e2e/killed.test.ts", "tests/e2e/last-seat.test.ts"];
  const vitest = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "pages", ...files], {
    env: { ...process.env, LEAK_ROUNDS: String(rounds), KILL_ROUNDS: String(rounds) },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const [code]: unknown[] = await once(vitest, "exit");
  return {
    name: `leak gate, kill test and the race for the last seat, ${rounds} rounds each`,
    value: code === 0 ? 0 : 1,
    unit: "failed",
    bound: { text: "all pass", kept: code === 0 },
  };
};

export const soak = async (minutes = 30): Promise<readonly Figure[]> => {
  const figures = await wall(minutes);
  return [...figures, await long()];
};
