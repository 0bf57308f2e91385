// Two workers sign on at a kiosk whose server is gone and whose clock is wrong, over a reload: both are kept, and recorded once when it is back.

import { join } from "node:path";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { minute } from "../../domain/time.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { inDatabase, signOnOffline } from "../kit/offline-sign-on.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();

/** Whether every sign can be drawn from the font that the server shipped. */
const canDraw = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((signs) => document.fonts.check('24px "Noto Sans SC Variable"', signs), text);

test("[§5] two sign-ons at a kiosk without a server survive a reload and are recorded once each", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const { page } = await device(`${server.url}/kiosk`, { clockOff: 10 * minute });
  await page.getByText(zh.online).waitFor();
  // Kept on the device: the shell by its worker, the public board in its database.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => inDatabase(page, "board"), { timeout: 30_000, interval: 200 }).toHaveLength(1);
  const [first, second] = sample.duties.filter((duty) => duty.briefing.length > 0);
  if (first === undefined || second === undefined) throw new Error("the sample has no two duties");
  const names = sample.duties.map(({ name }) => name).join("");
  await expect.poll(() => canDraw(page, names), { timeout: 30_000, interval: 200 }).toBe(true);

  // The desk is told by how much this device's clock is wrong.
  const screens = async (): Promise<unknown> => (await page.request.get(`${server.url}/api/v1/screens`)).json();
  await expect
    .poll(screens, { timeout: 15_000, interval: 200 })
    .toMatchObject([{ report: { clockOff: expect.closeTo(10 * minute, -4) } }]);

  await server.kill();
  const away = Date.now();
  await signOnOffline(page, first);
  await look(page, "offline-kiosk-first");
  await page.reload();
  await page.getByText(zh.queueTitle(1)).first().waitFor();
  await signOnOffline(page, second);
  await page.getByText(zh.queueTitle(2)).first().waitFor();
  expect(await canDraw(page, await page.locator("body").innerText())).toBe(true);
  await look(page, "offline-kiosk-second");
  const acts = await inDatabase(page, "queued");
  expect(acts).toHaveLength(2);
  // What is heard within 2 s of its time is told with one time alone: a quick machine comes back sooner.
  await expect
    .poll(() => Date.now() - Math.max(...acts.map((act) => Number(act.at))), { timeout: 10_000, interval: 200 })
    .toBeGreaterThan(2_500);

  await Promise.all([
    server.start(env),
    page.getByText(zh.queueTitle(2)).first().waitFor({ state: "detached", timeout: 15_000 }),
  ]);
  await expect.poll(() => inDatabase(page, "queued"), { timeout: 15_000, interval: 200 }).toEqual([]);
  const ids = acts.map(({ id }) => id);
  const ofThem = async () => (await ledgerEvents(server.dataDir)).filter(({ cause }) => ids.includes(cause));
  const once = await ofThem();
  expect(once.map(({ data }) => [data.type, data.post])).toEqual([
    ["SignedOn", first.post],
    ["SignedOn", second.post],
  ]);

  // Both times are kept: when it was done, by a clock that is right again, and when the server heard of it.
  expect(once[0]?.claimedAt).toBeDefined();
  for (const { at, claimedAt = at } of once) {
    expect(claimedAt).toBeGreaterThan(away - 2_000);
    expect(claimedAt).toBeLessThanOrEqual(at);
  }

  // The same ids again, as a kiosk sends them whose answer was lost: the old answer, and no event.
  const again = createClient(server.url, "kiosk", `again-${uuid()}`);
  onTestFinished(again.close);
  await again.connect();
  for (const { id, at, body, box } of acts) {
    const { type } = v.parse(v.object({ type: v.string() }), body);
    expect(await again.send({ id, at, type, box, waited: true })).toMatchObject({ kind: "ok" });
  }
  expect(await ofThem()).toEqual(once);
  const held = [first, second].map(({ post }) => again.replica()?.records.get(`post/${post}`));
  expect(held).toMatchObject([{ watch: { state: "held" } }, { watch: { state: "held" } }]);
}, 300_000);

test("[SCR-1] a browser that gives no storage: the kiosk opens, says what it cannot, signs on while there is a line, and the desk knows", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const { page, context } = await device("about:blank");
  await context.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("no storage here", "SecurityError");
    };
    Object.defineProperty(window, "indexedDB", { value: { open: refuse } });
  });
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.fault).waitFor();
  await page.getByText(zh.online).waitFor();
  const screens = async (): Promise<unknown> => (await page.request.get(`${server.url}/api/v1/screens`)).json();
  await expect.poll(screens, { timeout: 15_000, interval: 200 }).toMatchObject([{ report: { disk: "none" } }]);
  const [duty] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("the sample has no duty");
  await scanBadge(page, duty.badge, page.getByRole("button", { name: zh.understood }).first());
  const signedOn = async () =>
    (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "SignedOn" && data.post === duty.post);
  expect(await signedOn()).toEqual([]);
  for (const _ of duty.briefing) await page.getByRole("button", { name: zh.understood }).first().click();
  await expect.poll(signedOn, { timeout: 10_000, interval: 200 }).toHaveLength(1);
  await look(page, "kiosk-without-storage");
}, 120_000);
