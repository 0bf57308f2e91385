// A sign-on that was kept without a line and is refused when it is back: it leaves the kiosk once the desk has it, not before, and over a killed server once.

import { join } from "node:path";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { refusedWords } from "../../kiosk/refused/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { createSay } from "../../web/desk/words.ts";
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
const say = createSay("zh-CN");

/** A board on the disk, with the server's key in it: what a kiosk without a line begins with. */
const isReady = (page: Page) =>
  expect
    .poll(async () => JSON.stringify(await inDatabase(page, "board")), { timeout: 30_000, interval: 200 })
    .toContain("sealTo");

test("[§5] an offline sign-on that is refused is on the desk's list, settled there, and told to the worker; the kiosk drops it after, not before", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const { page } = await device(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await isReady(page);
  const [duty, other] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined || other === undefined) throw new Error("the sample has no two duties");
  await server.kill();
  // Not his post: the roster says so once there is a server to ask.
  await signOnOffline(page, { ...other, badge: duty.badge });
  const [act] = await inDatabase(page, "queued");
  await page.reload();
  await page.getByText(zh.queueTitle(1)).first().waitFor();
  expect(await inDatabase(page, "queued")).toEqual([act]);
  // The answer is lost with the server: what was written down before is not written again.
  const noted = async () =>
    (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "ActRefused" && data.act === act?.id);
  await server.start(env);
  await expect.poll(async () => (await noted()).length, { timeout: 30_000, interval: 20 }).toBe(1);
  await server.kill();
  await server.start(env);
  await expect.poll(() => inDatabase(page, "queued"), { timeout: 30_000, interval: 200 }).toEqual([]);
  expect(await noted()).toHaveLength(1);
  expect(JSON.stringify(await noted())).not.toContain(duty.badge);

  const { page: desk } = await device(`${server.url}/desk#/refused`, { width: 1280, height: 800 });
  const line = desk.getByRole("link").filter({ hasText: say("did.SignOn") });
  await line.waitFor();
  await line.click();
  await look(desk, "refused-act-desk");
  await desk.getByRole("textbox", { name: say("refused.settle.label") }).fill("已在台账补签");
  await desk.getByRole("button", { name: say("refused.settle.act") }).click();
  await desk.getByText("已在台账补签").waitFor();
  await look(desk, "refused-act-settled");

  await page.getByText(zh.online).waitFor();
  await scanBadge(page, duty.badge, page.getByText(zh.newsTitle));
  // That it was seen to; what was written about him waits for his PIN. [SCR-2]
  await page.getByText(refusedWords("zh-CN").settledUnread).waitFor();
  expect(await page.getByText("已在台账补签").count()).toBe(0);
  await look(page, "refused-act-news");
  await page.getByRole("button", { name: zh.understood }).click();
  await page.getByRole("button", { name: zh.exit }).click();
  await page.getByText(zh.startA).waitFor();
  await scanBadge(page, duty.badge, page.getByRole("button", { name: zh.exit }));
  expect(await page.getByText(zh.newsTitle).isVisible()).toBe(false);
}, 240_000);

test("[§5] the server is killed between writing a refusal down and answering: the same act again is answered as written, and stands there once", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const [duty, other] = sample.duties;
  if (duty === undefined || other === undefined) throw new Error("the sample has no two duties");
  const token = `killed-${uuid()}`;
  const first = createClient(server.url, "kiosk", token);
  onTestFinished(first.close);
  await first.connect();
  const act = {
    id: uuid(),
    at: Date.now(),
    type: "CheckIn",
    post: other.post,
    as: { badge: duty.badge },
    waited: true,
  };
  // Whatever it answers is heard by nobody.
  void first.send(act);
  const noted = async () =>
    (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "ActRefused" && data.act === act.id);
  await expect.poll(async () => (await noted()).length, { timeout: 20_000, interval: 5 }).toBe(1);
  await server.kill();
  await server.start(env);
  const again = createClient(server.url, "kiosk", token);
  onTestFinished(again.close);
  await again.connect();
  const answer = await again.send(act);
  expect(answer).toMatchObject({ refusal: { code: "not_holder" }, noted: expect.any(Number) });
  expect(await again.send(act)).toEqual(answer);
  expect(await noted()).toHaveLength(1);
}, 120_000);
