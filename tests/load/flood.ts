// The published flood before a wall in Chromium: 275 alarms in 11 minutes (Milford Haven 1994, HSE CHIS6), what an alarm costs a frame,
// what blocks it, and whether it told every alarm. FLOOD_TIMES plays it so many times as fast; as published at 1.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { alarmIdOf } from "../../domain/alarm.ts";
import type { Command } from "../../domain/board.ts";
import { postId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { launchOptions } from "../kit/browser.ts";
import { countedId } from "../kit/world.ts";
import { type Figure, percentile } from "./figures.ts";
import { newContext, prepareStore, type Served, serve, workOf } from "./pages.ts";

const alarms = 275;
/** Sources that rang; each came back and rang again, as the published ones did. */
const sources = 90;
const length = 11 * minute;
const times = Number(process.env.FLOOD_TIMES ?? 10);
/** Between two alarms of the flood as it is played, ms. */
const apart = length / alarms / times;

/** Counts the page's tasks of more than 50 ms from here on. */
const watchTasks = (page: Page): Promise<() => Promise<readonly number[]>> =>
  page
    .evaluate(() => {
      const seen: number[] = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.push(duration);
      }).observe({ type: "longtask" });
      Object.assign(window, { seen });
    })
    .then(
      () => () => page.evaluate(() => ("seen" in window && Array.isArray(window.seen) ? window.seen.splice(0) : [])),
    );

type Sampled = { readonly frames: readonly number[]; readonly long: readonly number[] };

const ring = async ({ house }: Served, after: () => Promise<void>): Promise<void> => {
  let count = 0;
  const act = async (command: Command): Promise<void> => {
    count += 1;
    const answer = await house.intake.own(command, countedId(500_000 + count), { kind: "system", part: "watch" });
    if (answer.kind !== "ok") throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  };
  const scope = house.projection.board.get("post", "p0")?.scope ?? [];
  for (let n = 0; n < alarms; n += 1) {
    const source = postId(`p${n % sources}`);
    // Held posts are calm: only the bench speaks of them.
    if (n >= sources) await act({ type: "ReturnAlarm", alarm: alarmIdOf("post-overdue", source) });
    const priority = n % 10 === 0 ? 1 : n % 3 === 0 ? 2 : 3;
    await act({ type: "RaiseAlarm", sort: "post-overdue", source, scope, priority, since: Date.now() });
    await wait(apart);
    await after();
  }
};

export const flood = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-flood-"));
  await prepareStore(folder);
  const served = await serve(folder);
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(`${served.url}/wall`);
    await page.waitForSelector(".groups li");
    await wait(5_000);
    // The thread's own time: what else runs on the machine does not count.
    const client = await page.context().newCDPSession(page);
    await client.send("Performance.enable", { timeDomain: "threadTicks" });
    const tasks = await watchTasks(page);
    const sampled = async (run: (sample: () => Promise<void>) => Promise<void>): Promise<Sampled> => {
      const frames: number[] = [];
      let before = await workOf(client);
      await run(async () => {
        const now = await workOf(client);
        frames.push(now - before);
        before = now;
      });
      return { frames, long: await tasks() };
    };
    const calm = await sampled(async (sample) => {
      for (let n = 0; n < 40; n += 1) {
        await wait(apart);
        await sample();
      }
    });
    const busy = await sampled((sample) => ring(served, sample));
    await page.getByText("洪峰").waitFor({ timeout: 10_000 });
    const { board } = served.house.projection;
    const counted = [...board.all("load")].reduce(
      (sum, { bySlot }) => sum + Object.values(bySlot).reduce((all, one) => all + one, 0),
      0,
    );
    const shown = await page.locator(".strip .load .lead").first().innerText();
    const name = `the flood of ${alarms} alarms, ${times}× as fast, before a wall with 1,000 posts`;
    const value = percentile(busy.frames, 95);
    const calmly = (p: number) => ({ name: "the same wall, calm", value: percentile(calm.frames, p) });
    return [
      {
        name: `${name}: main thread for one alarm, all of it in one frame, p95`,
        value,
        unit: "ms",
        baseline: calmly(95),
        bound: { text: "at most 16 ms", kept: value > 0 && value <= 16 },
      },
      { name: `${name}: the same, p99`, value: percentile(busy.frames, 99), unit: "ms", baseline: calmly(99) },
      {
        name: `${name}: tasks over 50 ms`,
        value: busy.long.length,
        unit: "",
        baseline: { name: "the same wall, calm", value: calm.long.length },
      },
      {
        name: `${name}: longest task`,
        value: Math.max(0, ...busy.long),
        unit: "ms",
        baseline: { name: "the same wall, calm", value: Math.max(0, ...calm.long) },
      },
      {
        name: `${name}: alarms counted`,
        value: counted,
        unit: "",
        bound: { text: `all ${alarms}`, kept: counted === alarms },
      },
      {
        name: `${name}: open and unanswered on the glass`,
        value: Number(shown),
        unit: "",
        bound: { text: `${sources}, one for each source`, kept: Number(shown) === sources },
      },
    ];
  } finally {
    await browser.close();
    await served.close();
    await rm(folder, { recursive: true });
  }
};
