// A hazard told without a badge, and two told without a line: each arrives once, with its own time, and of nobody but whom a badge named. [CASE-1]

import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hazardWords } from "../../kiosk/hazards/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { inDatabase } from "../kit/offline-sign-on.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();
const w = hazardWords("zh-CN");

test("[CASE-1] told without a badge while the server lives, and while it is away: each is recorded once, by nobody or by whose badge it was", async () => {
  const folder = await createTempFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sample = await copySample(join(folder, "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const { page } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920, touch: true });
  const button = (text: string): Locator => page.getByRole("button", { name: text });
  const tell = async (kind: string): Promise<void> => {
    await button(kind).click();
    await button(w.urgency.likely).click();
    await button(w.send).click();
  };
  const reported = async () => (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "CaseReported");
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => inDatabase(page, "board"), { timeout: 30_000, interval: 200 }).toHaveLength(1);
  await button(zh.hazard).click();
  await look(page, "hazard-unknown-form");
  await tell(w.class.roof);
  await page.getByText(w.became.told).waitFor();
  await look(page, "hazard-unknown-told");
  await expect.poll(reported).toHaveLength(1);
  await button(zh.nextPerson).click();
  await page.getByText(zh.startA).waitFor();

  await server.kill();
  const away = Date.now();
  await page.getByText(zh.offline).first().waitFor();
  await button(zh.hazard).click();
  await tell(w.class.gas);
  await page.getByText(w.became.waiting).waitFor();
  await look(page, "hazard-unknown-kept");
  await button(zh.nextPerson).click();
  const [duty] = sample.duties;
  if (duty === undefined) throw new Error("the sample has no duty");
  await scanBadge(page, duty.badge, button(w.name));
  await button(w.name).click();
  await tell(w.class.water);
  await page.getByText(zh.recorded).waitFor();
  await look(page, "hazard-unknown-badge-kept");
  const acts = await inDatabase(page, "queued");
  expect(acts).toHaveLength(2);
  // What lies on the disk says neither who nor what.
  expect(JSON.stringify(acts)).not.toContain(duty.badge);
  expect(JSON.stringify(acts)).not.toContain("water");

  await server.start(env);
  await expect.poll(() => inDatabase(page, "queued"), { timeout: 30_000, interval: 200 }).toEqual([]);
  const events = await reported();
  expect(events.map(({ data }) => [data.class, data.by !== undefined])).toEqual([
    ["roof", false],
    ["gas", false],
    ["water", true],
  ]);
  for (const { data } of events.slice(1)) {
    expect(Number(data.at)).toBeGreaterThan(away - 2_000);
    expect(Number(data.at)).toBeLessThanOrEqual(Number(data.toldAt));
  }
});
