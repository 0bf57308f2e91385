// Every view in both themes under axe: no violation; on walls every word has a contrast of 7:1.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zh } from "../../kiosk/words-zh.ts";
import { innerPages, pages } from "../../web/desk/route.ts";
import { axeFindings, type Finding } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";

const device = useDevices();
const themes = ["dark", "light"] as const;

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-axe-"));
  const sample = await copySample(join(folder, "site"));
  server = await createRunningServer();
  await server.start({ REHEARSAL: "on", SAMPLE_DIR: sample.folder });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

/** Nothing moves while it is looked at: a colour in transition has no contrast of its own. */
const still = (page: Page): Promise<unknown> =>
  page.addStyleTag({ content: "*, *::before, *::after { animation: none !important; transition: none !important; }" });

test.each(themes.flatMap((theme) => (["standard", "far"] as const).map((distance) => ({ theme, distance }))))(
  "[§B] the $distance wall in $theme",
  async ({ theme, distance }) => {
    const size = { width: 1920, height: 1080 };
    const { page } = await device(`${server.url}/wall?theme=${theme}&distance=${distance}`, size);
    await page.locator(".strip [role=alert]").first().waitFor();
    await still(page);
    expect(await axeFindings(page, "7:1")).toEqual([]);
  },
  120_000,
);

test.each(themes)(
  "[§B] every page of the desk in %s",
  async (theme) => {
    const { page, context } = await device(`${server.url}/desk`);
    await context.addInitScript((chosen) => localStorage.setItem("shouwang.desk.theme", chosen), theme);
    await page.reload();
    const found: { readonly name: string; readonly findings: readonly Finding[] }[] = [];
    for (const name of [...pages, ...innerPages]) {
      await page.goto(`${server.url}/desk#/${name}`);
      await page.getByRole("main").waitFor();
      await still(page);
      found.push({ name, findings: await axeFindings(page, "4.5:1") });
      const first = page.locator(`main a[href^="#/${name}/"]`).first();
      if ((await first.count()) === 0) continue;
      await first.click();
      found.push({ name: `${name}: a record`, findings: await axeFindings(page, "4.5:1") });
    }
    expect(found.filter(({ findings }) => findings.length > 0)).toEqual([]);
  },
  180_000,
);

test.each(themes)(
  "[§C] the kiosk in %s, idle, known, and on its first pages",
  async (theme) => {
    const { page } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920 });
    const found: { readonly name: string; readonly findings: readonly Finding[] }[] = [];
    const look = async (name: string): Promise<void> => {
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
      }, theme);
      await still(page);
      found.push({ name, findings: await axeFindings(page, "4.5:1") });
    };
    const cards = page.locator(".k-try button");
    await cards.first().waitFor();
    await look("idle");
    for (let n = 0; n < (await cards.count()); n += 1) {
      await cards.nth(n).click();
      const leave = page.getByRole("button", { name: zh.exit });
      await leave.waitFor();
      await look(`known ${n}`);
      await leave.click();
      await cards.first().waitFor();
    }
    expect(found.filter(({ findings }) => findings.length > 0)).toEqual([]);
  },
  180_000,
);
