// Opening and leaving every view fifty times leaves nothing behind: nodes and listeners return to where they were.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pages } from "../../web/desk/route.ts";
import { useDevices } from "../kit/devices.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";

const device = useDevices();
const times = 50;

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-leaks-"));
  const sample = await copySample(join(folder, "site"));
  server = await createRunningServer();
  // Still: what is on the board does not grow while it is looked at.
  await server.start({ REHEARSAL: "still", SAMPLE_DIR: sample.folder });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

type Held = { readonly nodes: number; readonly listeners: number };

/** What the page holds after everything that nobody needs has been collected. */
const heldBy = async (line: CDPSession): Promise<Held> => {
  for (let n = 0; n < 3; n += 1) await line.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await line.send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
};

/** Goes round fifty times; then what is held comes back to what was held before, but for the odd node of a text that has changed. */
const goRound = async (page: Page, round: () => Promise<void>): Promise<void> => {
  const line = await page.context().newCDPSession(page);
  // Every view once: what is made on first sight and kept is no leak.
  await round();
  const before = await heldBy(line);
  for (let n = 0; n < times; n += 1) await round();
  // A view that was left may be held until the next record comes: what is held for good stays held.
  const grown = async (): Promise<readonly [nodes: boolean, listeners: boolean]> => {
    await round();
    const { nodes, listeners } = await heldBy(line);
    // Less than ten nodes a round: a leak keeps a whole view, while the board itself may grow by some lines.
    return [nodes - before.nodes >= times * 10, listeners - before.listeners >= times];
  };
  await expect.poll(grown, { timeout: 60_000, interval: 1_000 }).toEqual([false, false]);
};

test("the desk's pages", async () => {
  const { page } = await device(`${server.url}/desk`);
  await page.getByRole("main").waitFor();
  await goRound(page, async () => {
    for (const name of pages) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${name}`);
      await page.locator(`nav [aria-current=page][href="#/${name}"]`).waitFor();
    }
  });
}, 300_000);
