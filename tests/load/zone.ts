// A zone of 7,400 cells on the wall's map, all of them overdue: what it costs the main thread to draw it anew when patrols walk.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { patrolId } from "../../domain/ids.ts";
import { dayLength, second } from "../../domain/time.ts";
import { launchOptions } from "../kit/browser.ts";
import { countedId } from "../kit/world.ts";
import { type Figure, percentile } from "./figures.ts";
import { tracedFrames } from "./frames.ts";
import { newContext, serve } from "./pages.ts";
import { placeOf, prepareTrackers } from "./trackers.ts";

const patrols = 40;
const rounds = 20;

export const zone = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-zone-"));
  await prepareTrackers(folder, Date.now() - 40 * dayLength, patrols);
  const served = await serve(folder);
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(`${served.url}/wall?panels=patrols`);
    await page.waitForSelector(".ground path");
    await wait(3_000);
    const calm = await tracedFrames(browser, page, () => wait(10_000));
    // One fix each: a kilometre on, so that every round reaches cells that nobody had walked.
    const walk = async (): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        const at = Date.now() - (rounds - round) * 120 * second;
        for (let n = 0; n < patrols; n += 8) {
          const [lon, lat] = placeOf(n, round * 40);
          const report = {
            type: "ReportFixes",
            patrol: patrolId(`t${n}`),
            datum: "wgs84",
            fixes: [{ at, lon, lat }],
          } as const;
          const id = countedId(900_000 + round * patrols + n);
          const answer = await served.house.intake.own(report, id, { kind: "system", part: "ingest" });
          if (answer.kind !== "ok") throw new Error(JSON.stringify(answer));
        }
        await wait(500);
      }
    };
    const walked = await tracedFrames(browser, page, walk);
    const dearest = walked.frames.toSorted((a, b) => b - a).slice(0, rounds);
    const p95 = percentile(dearest, 95);
    const name = "a zone of 7,400 overdue cells on the wall";
    return [
      {
        name: `${name}: main thread for a frame that draws it anew, p50`,
        value: percentile(dearest, 50),
        unit: "ms",
        baseline: { name: "the same wall, calm, p50", value: percentile(calm.frames, 50) },
      },
      {
        name: `${name}: main thread for a frame that draws it anew, p95`,
        value: p95,
        unit: "ms",
        baseline: { name: "the same wall, calm, p95", value: percentile(calm.frames, 95) },
        bound: { text: "at most 50 ms", kept: p95 <= 50 },
      },
    ];
  } finally {
    await browser.close();
    await served.close();
    await rm(folder, { recursive: true });
  }
};
