// A kiosk that cannot have the file of its later pages says so in the worker's language, keeps what was queued, and begins anew by itself.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { mark, useDevices } from "../kit/devices.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { inDatabase, signOnOffline } from "../kit/offline-sign-on.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();

test("[SCR-2] a kiosk whose later pages cannot be had says so, keeps what was done, and begins anew when left", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const { page, context } = await device("about:blank", { width: 1080, height: 1920 });
  // On plain HTTP in a LAN no worker keeps the files.
  await context.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new TypeError("no worker here"));
  });
  let line: "up" | "down" = "up";
  await context.routeWebSocket(/socket\.io/, (socket) => {
    if (line === "up") socket.connectToServer();
    else void socket.close();
  });
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await expect.poll(() => inDatabase(page, "board"), { timeout: 30_000, interval: 200 }).toHaveLength(1);

  // The line goes down, files still come: what he does is kept.
  line = "down";
  await page.reload();
  const [duty] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("the sample has no duty");
  await signOnOffline(page, duty);
  const acts = async () => (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "SignedOn");
  expect(await acts()).toEqual([]);

  // Now the file of the later pages cannot be had either.
  await context.route("**/assets/Late-*", (route) => route.abort());
  await page.reload();
  await scanBadge(page, duty.badge, page.getByText(zh.needsLinePage));
  await page.getByText(zh.needsLinePageHint).waitFor();
  await page.getByText(/1 条/).first().waitFor();
  await look(page, "late-zh-1080x1920");

  // The line is back: what waited goes out, once. The page still cannot be had, and says so in his language.
  line = "up";
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.getByRole("button", { name: zh.backToStart }).click();
  await expect.poll(async () => (await acts()).length, { timeout: 40_000, interval: 200 }).toBe(1);
  await page.getByText(zh.online).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await scanBadge(page, duty.badge, page.getByText(en.needsLinePage));
  await look(page, "late-en-1080x1920");

  // A browser may go on remembering that it failed: the kiosk begins anew by a touch, and every page is there.
  await context.unroute("**/assets/Late-*");
  const stayed = await mark(page);
  await page.getByRole("button", { name: en.backToStart }).click();
  await expect.poll(stayed).toBe(false);
  await scanBadge(page, duty.badge, page.getByRole("button", { name: zh.checkIn }));
  expect(await acts()).toHaveLength(1);
}, 120_000);
