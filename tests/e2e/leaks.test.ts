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

/** Goes round until the board is at rest, then fifty times; what is held may differ by the odd node of a text that has changed. */
const goRound = async (page: Page, round: () => Promise<void>): Promise<void> => {
  const line = await page.context().newCDPSession(page);
  // Nobody has come to the posts: the board is still growing by what they ring.
  let before: Held = { nodes: 0, listeners: 0 };
  await expect
    .poll(
      async () => {
        const last = before;
        await round();
        before = await heldBy(line);
        return Math.abs(before.nodes - last.nodes);
      },
      { timeout: 120_000, interval: 3_000 },
    )
    .toBeLessThan(10);
  for (let n = 0; n < times; n += 1) await round();
  const after = await heldBy(line);
  // Less than one a round: a leak keeps a whole view.
  expect(after.listeners - before.listeners).toBeLessThan(times);
  expect(after.nodes - before.nodes).toBeLessThan(times);
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
