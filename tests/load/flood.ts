// The published flood before a wall in Chromium: 275 alarms in 11 minutes (Milford Haven 1994, HSE CHIS6), what a frame costs the wall,
// how far apart frames come, what blocks it, and whether it told every alarm. A stretch is played as fast as it was published, the
// rest FLOOD_TIMES as fast (with FLOOD_TIMES=1 the whole as published, 11 minutes); beside it, in the same run, the same wall calm, and a blank page: the least that this machine can do.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Command } from "../../domain/board.ts";
import { postId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { launchOptions } from "../kit/browser.ts";
import { countedId } from "../kit/world.ts";
import { type Figure, percentile } from "./figures.ts";
import { frameGaps, tracedFrames } from "./frames.ts";
import { newContext, prepareStore, type Served, serve } from "./pages.ts";

const alarms = 275;
/** Sources that rang; each came back and rang again, as the published ones did. */
const sources = 90;
const length = 11 * minute;
const times = Number(process.env.FLOOD_TIMES ?? 10);
/** Between two alarms as they were published, and as the rest of them is played, ms. */
const real = length / alarms;
const apart = real / times;
/** Alarms that come as they were published: a minute for the work of frames, half a minute for their distance. */
const stretch = { work: 25, gaps: 12 } as const;
const slice = 25;

/** For so long the frames of a page at rest are watched, ms. */
const gapsFor = 5_000;

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

type Ring = (from: number, to: number, every: number) => Promise<void>;

const createRing = ({ house }: Served): Ring => {
  let count = 0;
  const act = async (command: Command): Promise<void> => {
    count += 1;
    const answer = await house.intake.own(command, countedId(500_000 + count), { kind: "system", part: "watch" });
    if (answer.kind !== "ok") throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  };
  const scope = house.projection.board.get("post", "p0")?.scope ?? [];
  return async (from, to, every) => {
    for (let n = from; n < to; n += 1) {
      const source = postId(`p${n % sources}`);
      // Held posts are calm: only the bench speaks of them.
      if (n >= sources) await act({ type: "ReturnAlarm", alarm: alarmIdOf("post-overdue", source) });
      const priority = n % 10 === 0 ? 1 : n % 3 === 0 ? 2 : 3;
      await act({ type: "RaiseAlarm", sort: "post-overdue", source, scope, priority, since: Date.now() });
      await wait(every);
    }
  };
};

export const flood = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-flood-"));
  await prepareStore(folder);
  const served = await serve(folder);
  const browser = await chromium.launch(await launchOptions());
  try {
    const blank = await (await newContext(browser)).newPage();
    await blank.goto(`${served.url}/healthz`);
    const blankGaps = await frameGaps(blank, gapsFor);
    await blank.close();
    const page = await (await newContext(browser)).newPage();
    await page.goto(`${served.url}/wall`);
    await page.waitForSelector(".groups li");
    await wait(5_000);
    const calmGaps = await frameGaps(page, gapsFor);
    const calm = await tracedFrames(browser, page, () => wait(stretch.work * real));
    const ring = createRing(served);
    const tasks = await watchTasks(page);
    const asPublished = await tracedFrames(browser, page, () => ring(0, stretch.work, real));
    const upTo = stretch.work + stretch.gaps;
    const [gaps] = await Promise.all([frameGaps(page, stretch.gaps * real), ring(stretch.work, upTo, real)]);
    const long = await tasks();
    // In slices: eleven minutes are too long a trace to be read at once.
    const fast: number[] = [];
    for (let n = upTo; n < alarms; n += slice)
      fast.push(...(await tracedFrames(browser, page, () => ring(n, Math.min(alarms, n + slice), apart))).frames);
    const whole = times === 1 ? [...asPublished.frames, ...fast] : undefined;
    await page.getByText("洪峰").waitFor({ timeout: 10_000 });
    const { board } = served.house.projection;
    const counted = [...board.all("load")].reduce(
      (sum, { bySlot }) => sum + Object.values(bySlot).reduce((all, one) => all + one, 0),
      0,
    );
    const shown = await page.locator(".strip .load .lead").first().innerText();
    const name = `the flood of ${alarms} alarms before a wall with 1,000 posts`;
    const bound = (value: number) => ({ text: "at most 16 ms", kept: value > 0 && value <= 16 });
    const work = (how: string, frames: readonly number[], p: number): Figure => ({
      name: `${name}, ${how}: main thread for one frame, p${p}`,
      value: percentile(frames, p),
      unit: "ms",
      baseline: { name: "the same wall, calm", value: percentile(calm.frames, p) },
      ...(p === 95 ? { bound: bound(percentile(frames, p)) } : {}),
    });
    return [
      work("as published, its first minute", asPublished.frames, 95),
      work("as published, its first minute", asPublished.frames, 99),
      ...(whole === undefined
        ? [work(`${times}× as fast`, fast, 95), work(`${times}× as fast`, fast, 99)]
        : [
            work("as published, all frames traced in 11 minutes", whole, 95),
            work("as published, all frames traced in 11 minutes", whole, 99),
          ]),
      // A screen of 60 Hz has a frame every 16.7 ms: less is not to be had, and the blank page says what this machine gives.
      ...([50, 95, 99] as const).map(
        (p): Figure => ({
          name: `${name}, as published: from one frame to the next, p${p}`,
          value: percentile(gaps, p),
          unit: "ms",
          baseline: { name: "a blank page", value: percentile(blankGaps, p) },
        }),
      ),
      {
        name: "the same wall, calm: from one frame to the next, p95",
        value: percentile(calmGaps, 95),
        unit: "ms",
        baseline: { name: "a blank page", value: percentile(blankGaps, 95) },
      },
      {
        name: `${name}, as published: tasks over 50 ms in ${Math.round((upTo * real) / 1000)} s`,
        value: long.length,
        unit: "",
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
