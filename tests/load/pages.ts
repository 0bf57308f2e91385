// The pages in Chromium: how soon a wall with 1,000 posts is painted, what a patch of 50 records costs its main thread, how much
// it holds; and how much JavaScript a kiosk loads.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import type { Command } from "../../domain/board.ts";
import { commandId, postId, shiftId, workerId } from "../../domain/ids.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { readConfig } from "../../server/config.ts";
import { type House, openHouse } from "../../server/house.ts";
import { openStore } from "../../server/store.ts";
import { launchOptions } from "../kit/browser.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { countedId, system, worker } from "../kit/world.ts";
import { type Figure, median } from "./figures.ts";

export const posts = 1_000;
/** Posts from here on are scheduled for nobody, so that nothing but the bench changes them. */
export const held = 600;
const loads = 5;
const patches = 16;
const records = 50;
const everyDay = "1234567";

const told = {
  onReport: (report: unknown) => {
    throw new Error(`the store reports ${JSON.stringify(report)}`);
  },
  onFault: (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  },
};

/** 600 of the posts are due to one worker each, in every shift. */
const wideSite = (): SiteImport => {
  const site = siteFixture({ posts, workers: held, rehearsal: true });
  const roster = (n: number) =>
    ["day", "mid", "night"].map((shift) => ({ shift: shiftId(shift), worker: workerId(`w${n}`), days: everyDay }));
  return {
    ...site,
    posts: site.posts.map((post, n) => ({
      ...post,
      requires: [],
      briefing: [],
      roster: n < held ? roster(n) : [],
    })),
  };
};

/** A store in which the site stands and its people are at their posts. */
export const prepareStore = async (dataDir: string): Promise<void> => {
  const { ledger, projection, close } = await openStore({ dataDir, segmentBytes: 64 * 1024 * 1024 }, told);
  ledger.follow(projection.apply);
  const handler = createCommandHandler({
    ledger,
    projection,
    now: Date.now,
    enrich: (command) => ({ ok: true, command }),
    onFault: (error) => {
      throw error;
    },
  });
  const act = async (n: number, command: Command, actor = system): Promise<void> => {
    const answer = await handler.submit({ id: commandId(countedId(n)), command, claimedAt: Date.now(), actor });
    if (answer.kind !== "ok") throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  };
  await act(1, { type: "ImportSite", import: wideSite() });
  await Promise.all(
    Array.from({ length: held }, (_, n) =>
      act(n + 2, { type: "SignOn", post: postId(`p${n}`), briefing: [] }, worker(n)),
    ),
  );
  await close();
};

export type Served = { readonly house: House; readonly url: string; readonly close: () => Promise<void> };

export const serve = async (dataDir: string): Promise<Served> => {
  const http = createServer((request, response) => {
    void house.handle(request, response);
  });
  const house = await openHouse(http, readConfig({ DATA_DIR: dataDir, REHEARSAL: "still" }), "bench", told);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    house,
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await house.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};

/** Marks the first frame that has a post in it. Runs in the page, before its own code. */
const markPosts = (): void => {
  const watcher = new MutationObserver(() => {
    if (document.querySelector(".groups li") === null) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark("posts"), 0));
  });
  watcher.observe(document, { childList: true, subtree: true });
};

const paintOf = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const [entry] = performance.getEntriesByName(wanted);
          if (entry === undefined) setTimeout(look, 20);
          else resolve(entry.startTime);
        };
        look();
      }),
    name,
  );

export const newContext = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "zh-CN" });

/** Loads the address in a browser that has never seen it; milliseconds since the navigation for each paint asked for. */
const load = async (browser: Browser, url: string, names: readonly string[]): Promise<readonly number[]> => {
  const context = await newContext(browser);
  try {
    const page = await context.newPage();
    await page.addInitScript(markPosts);
    await page.goto(url, { waitUntil: "commit" });
    const found: number[] = [];
    for (const name of names) found.push(await paintOf(page, name));
    return found;
  } finally {
    await context.close();
  }
};

const paints = async (browser: Browser, url: string): Promise<readonly Figure[]> => {
  const ours: (readonly number[])[] = [];
  const bare: (readonly number[])[] = [];
  for (let n = 0; n < loads; n += 1) {
    bare.push(await load(browser, `${url}/healthz`, ["first-contentful-paint"]));
    ours.push(await load(browser, `${url}/wall`, ["first-contentful-paint", "posts"]));
  }
  const of = (runs: readonly (readonly number[])[], at: number): number => median(runs.map((run) => run[at] ?? 0));
  const baseline = { name: "a line of text", value: of(bare, 0) };
  return ["first contentful paint", "first posts painted"].map((name, at): Figure => {
    const value = of(ours, at);
    const bound = { text: "at most 1 s", kept: value <= 1000 };
    return { name: `wall with ${posts} posts: ${name}`, value, unit: "ms", baseline, bound };
  });
};

/** Milliseconds of the main thread's own processor time since the page began: scripts, styles, layout. */
export const workOf = async (client: CDPSession): Promise<number> => {
  const { metrics } = await client.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return (of("ScriptDuration") + of("LayoutDuration") + of("RecalcStyleDuration")) * 1000;
};

const heapOf = async (client: CDPSession): Promise<number> => {
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
};

const patchWork = async (browser: Browser, { house, url }: Served): Promise<readonly Figure[]> => {
  const context = await newContext(browser);
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    const empty = await heapOf(client);
    // The thread's own time: what else runs on the machine does not count.
    await client.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(`${url}/wall`);
    await page.waitForSelector(".groups li");
    let count = 0;
    const change = async (n: number): Promise<void> => {
      const turn = n % ((posts - held) / records);
      const isSuspended = Math.floor((n * records) / (posts - held)) % 2 === 1;
      const commands = Array.from({ length: records }, (_, k): Command => {
        const post = postId(`p${held + turn * records + k}`);
        return isSuspended ? { type: "ResumePost", post } : { type: "SuspendPost", post, reason: "道路抢修" };
      });
      const answers = await Promise.all(
        commands.map((command) => {
          count += 1;
          return house.intake.own(command, countedId(100_000 + count), { kind: "system", part: "import" });
        }),
      );
      const refused = answers.find((answer) => answer.kind !== "ok");
      if (refused !== undefined) throw new Error(`a change was refused: ${JSON.stringify(refused)}`);
    };
    // Compiled and settled before it is measured.
    for (let n = 0; n < patches; n += 1) {
      await change(n);
      await wait(200);
    }
    await wait(2_000);
    const spent = async (each: (n: number) => Promise<void>): Promise<number> => {
      const before = await workOf(client);
      for (let n = 0; n < patches; n += 1) {
        await each(n);
        await wait(500);
      }
      return ((await workOf(client)) - before) / patches;
    };
    const idle = await spent(async () => {});
    const busy = await spent(change);
    const value = busy - idle;
    return [
      {
        name: `wall with ${posts} posts: a patch of ${records} records`,
        value,
        unit: "ms",
        baseline: { name: "half a second without one", value: idle },
        bound: { text: "at most 8 ms of the main thread", kept: value > 0 && value <= 8 },
      },
      {
        name: `wall with ${posts} posts: JavaScript heap`,
        value: await heapOf(client),
        unit: "MB",
        baseline: { name: "an empty page", value: empty },
      },
    ];
  } finally {
    await context.close();
  }
};

/** Every script that the idle kiosk has loaded, packed as a web server would. */
const kioskScripts = async (browser: Browser, url: string): Promise<Figure> => {
  const context = await newContext(browser);
  try {
    const page = await context.newPage();
    const paths: string[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") paths.push(new URL(response.url()).pathname);
    });
    await page.goto(`${url}/kiosk`, { waitUntil: "networkidle" });
    let packed = 0;
    let plain = 0;
    for (const path of new Set(paths)) {
      if (path === "/sw.js") continue;
      const bytes = await readFile(join("dist/public", path));
      plain += bytes.length / 1000;
      packed += gzipSync(bytes, { level: 9 }).length / 1000;
    }
    return {
      name: "kiosk JavaScript, gzip",
      value: packed,
      unit: "kB",
      baseline: { name: "not packed", value: plain },
      bound: { text: "at most 90 kB", kept: packed > 0 && packed <= 90 },
    };
  } finally {
    await context.close();
  }
};

export const pages = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  await prepareStore(folder);
  const served = await serve(folder);
  const browser = await chromium.launch(await launchOptions());
  try {
    return [
      ...(await paints(browser, served.url)),
      ...(await patchWork(browser, served)),
      await kioskScripts(browser, served.url),
    ];
  } finally {
    await browser.close();
    await served.close();
    await rm(folder, { recursive: true });
  }
};
