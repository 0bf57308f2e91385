// Opening and leaving every view many times leaves nothing behind: nodes and listeners return to where they were.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zh } from "../../kiosk/words-zh.ts";
import { pages } from "../../web/desk/route.ts";
import { useDevices } from "../kit/devices.ts";
import { goRound, rounds } from "../kit/held.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";

const device = useDevices();
/** However often a round is gone. */
const within = 60_000 + rounds * 6_000;

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

const go = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
};

test(
  "the desk's pages",
  async () => {
    const { page } = await device(`${server.url}/desk`);
    await page.getByRole("main").waitFor();
    await goRound(page, async () => {
      for (const name of pages) {
        await go(page, `#/${name}`);
        await page.locator(`nav [aria-current=page][href="#/${name}"]`).waitFor();
      }
    });
  },
  within,
);

test(
  "a record of each of the desk's lists, and its forms",
  async () => {
    const { page } = await device(`${server.url}/desk`);
    await page.getByRole("main").waitFor();
    const opened: string[] = [];
    for (const name of pages) {
      await go(page, `#/${name}`);
      await page.locator(`nav [aria-current=page][href="#/${name}"]`).waitFor();
      const links = await page
        .locator(`main a[href^="#/${name}/"]`)
        .evaluateAll((list) => list.map((link) => link.getAttribute("href") ?? ""));
      // The forms, and the first record.
      const forms = links.filter((href) => href.includes("%2B"));
      opened.push(...forms, ...links.filter((href) => !href.includes("%2B")).slice(0, 1));
    }
    // Alarms, posts, patrols, activities, people; with what screens and activities have of forms.
    expect(opened.length).toBeGreaterThan(5);
    await goRound(page, async () => {
      for (const hash of opened) {
        await go(page, hash);
        await page.locator(`#record h2, #record h1`).first().waitFor();
      }
    });
  },
  within,
);

test(
  "the wall's layouts: wide and tall, standard and far",
  async () => {
    // Tall, a far wall stands near: so both layouts come and go, and both shapes. Small, for the same sheet costs less paint.
    const { page } = await device(`${server.url}/wall?distance=far`, { width: 960, height: 540 });
    await page.locator(".strip").waitFor();
    await goRound(page, async () => {
      for (const [width, height, shape] of [
        [540, 960, "tall"],
        [960, 540, "wide"],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.locator(`:root[data-shape=${shape}]`).waitFor();
      }
    });
  },
  within,
);

test(
  "the kiosk: known and gone again",
  async () => {
    const { page } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920 });
    const card = page.locator(".k-try button").first();
    await card.waitFor();
    await goRound(page, async () => {
      await card.click();
      const leave = page.getByRole("button", { name: zh.exit });
      await leave.waitFor();
      await leave.click();
      await card.waitFor();
    });
  },
  within,
);
