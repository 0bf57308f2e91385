// A phone scans 500 checkpoints without a line, over a reload; the server is killed while they come in: each is recorded once.

import { readFileSync } from "node:fs";
import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { hour } from "../../domain/time.ts";
import { scanWords } from "../../web/scan/words.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { createPhoneLine, keptScans, withTags } from "../kit/phone.ts";
import { pngOf } from "../kit/pictures.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();
const zh = scanWords("zh-CN");
const counts = { q1: 200, q2: 200, q3: 100 };
const signs = Object.entries(counts).flatMap(([route, count]) =>
  Array.from({ length: count }, (_, n) => ({ route, checkpoint: `${route}-${n}` })),
);

/** The sample with three long routes: a patrol has one scan for each checkpoint, so 500 that count need 500 checkpoints. */
const longRoutes = async (folder: string): Promise<void> => {
  await cp("data/sample", folder, { recursive: true });
  const routes = Object.keys(counts).map((route) => `${route},st-birch,长线 ${route},Long line ${route}\n`);
  const points = signs.map(
    ({ route, checkpoint }, n) =>
      `${route},${checkpoint},长线桩 ${checkpoint},Long-line post ${checkpoint},${(119.8 + n * 0.0001).toFixed(4)},47.2,150\n`,
  );
  await appendFile(join(folder, "routes.csv"), routes.join(""));
  await appendFile(join(folder, "checkpoints.csv"), points.join(""));
};

test("[PAT-1] 500 scans queued without a line, over a reload and a killed server, are recorded once each, and a fire found between them", async () => {
  const sample = join(await createTempFolder(), "site");
  await longRoutes(sample);
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample };
  await server.start(env);
  const post = async (path: string, body: object): Promise<Readonly<Record<string, string>>> => {
    const response = await fetch(`${server.url}/api/v1${path}`, { method: "POST", body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text);
  };
  const wall = createClient(server.url, "wall", `wall-${uuid()}`);
  await wall.connect();
  const walked = [...(wall.replica()?.records.values() ?? [])].find((one) => one.kind === "patrol");
  wall.close();
  if (walked?.kind !== "patrol") throw new Error("the sample has no patrol");
  const { leader } = walked;
  const act = (body: object) => post("/commands", { id: uuid(), at: Date.now(), ...body });
  const { token = "", tracker = "" } = await post("/trackers", { name: "巡护手机 7", unit: "company" });
  await act({ type: "AssignTracker", tracker, carried: { by: "worker", worker: leader } });
  for (const route of Object.keys(counts)) {
    const times = { plannedAt: Date.now() - hour, windowEnd: Date.now() + 8 * hour };
    const plan = { patrol: `walk-${route}`, route, leader, members: [], profile: "foot", ...times };
    await act({ type: "PlanPatrol", ...plan });
  }

  // The fourth answer is lost when the server has written it, and the server dies: what the phone must send again is recorded already.
  const reports: (readonly string[])[] = [];
  let died: Promise<void> | undefined;
  const line = await createPhoneLine(server.url, async (body) => {
    const { scans }: { readonly scans: readonly { readonly id: string }[] } = JSON.parse(body);
    reports.push(scans.map(({ id }) => id));
    if (reports.length !== 4) return "bring";
    died = server.kill();
    await died;
    return "lose";
  });

  const { page, context, complaints } = await device(`${line}/scan#${token}`, { width: 390, height: 844 });
  await page.getByText("巡护手机 7").waitFor();
  expect(page.url()).toBe(`${line}/scan`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await look(page, "scan-ready");
  // All that the phone keeps, on a line that may be a bad one: nothing of walls, desk and kiosks.
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  const weights = kept.map(
    (path) => gzipSync(readFileSync(`dist/public${path.replace(/^\/scan$/, "/web/scan/index.html")}`)).length,
  );
  expect(kept.length).toBeGreaterThan(4);
  expect(weights.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(40_000);

  await context.setOffline(true);
  const [first, ...others] = signs;
  if (first === undefined) throw new Error("no sign");
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ longitude: 119.8001, latitude: 47.2, accuracy: 12 });
  await context.addInitScript(withTags);
  await page.goto(`${line}/scan?c=${first.route}.${first.checkpoint}`);
  await page.getByText(zh.kept, { exact: true }).waitFor();
  await page.getByText(zh.keptNote).waitFor();
  expect(page.url()).toBe(`${line}/scan`);
  await look(page, "scan-kept");
  // Opened again, as a phone opens its tabs: the same scan.
  await page.goto(`${line}/scan?c=${first.route}.${first.checkpoint}`);
  await page.getByText(zh.waiting(1)).waitFor();
  // A fire on the way, with a photo: kept without a line as a scan is.
  await page.getByRole("button", { name: zh.find }).click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "smoke.png", mimeType: "image/png", buffer: pngOf(2400, 1200) });
  await page.getByRole("img", { name: zh.photo }).waitFor();
  await page.getByRole("radio", { name: zh.sorts.fire }).check();
  await page.getByLabel(zh.noteLabel).fill("北沟冒烟，没有人");
  await look(page, "scan-finding");
  await page.getByRole("button", { name: zh.keepFinding }).click();
  await page.getByText(zh.waiting(2)).waitFor();
  await look(page, "scan-finding-kept");
  await context.clearPermissions();

  await page.getByRole("button", { name: zh.readTags }).click();
  await page.evaluate(
    (links) => {
      for (const link of links) window.holdTag?.(link);
    },
    others.map(({ route, checkpoint }) => `https://host.example/scan?c=${route}.${checkpoint}`),
  );
  await page.getByText(zh.waiting(501)).waitFor({ timeout: 60_000 });
  await page.reload();
  await page.getByText(zh.waiting(501)).waitFor();
  await look(page, "scan-queued");
  const ids = (await keptScans(page)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(500);
  expect(reports).toEqual([]);

  await context.setOffline(false);
  await expect.poll(() => reports.length, { timeout: 20_000, interval: 200 }).toBe(4);
  await died;
  await page.getByText(zh.waiting(350)).waitFor();
  const scanned = async () =>
    (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "CheckpointScanned");
  const sent = async () => (await keptScans(page)).filter(({ fate }) => fate.state === "sent").length;
  expect([(await scanned()).length, await sent()]).toEqual([200, 150]);
  await look(page, "scan-server-away");
  await server.start(env);
  const begun = Date.now();
  await page.getByText(zh.allSent).waitFor({ timeout: 30_000 });
  console.log(`350 scans drained ${Date.now() - begun} ms after the server's return`);
  await look(page, "scan-sent");

  expect(reports.slice(4).flat().slice(0, 50)).toEqual(reports[3]);
  const events = await scanned();
  expect(events.map(({ cause }) => cause).sort()).toEqual([...ids].sort());
  expect(new Set(events.map(({ data }) => data.checkpoint)).size).toBe(500);
  expect(events.find(({ data }) => data.checkpoint === first.checkpoint)?.data).toMatchObject({
    by: "qr",
    lonLat: [119.8001, 47.2],
  });
  expect(await sent()).toBe(500);
  const found = (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "FindingReported");
  expect(found).toHaveLength(1);
  expect(found[0]?.data).toMatchObject({
    sort: "fire",
    note: "北沟冒烟，没有人",
    lonLat: [119.8001, 47.2],
    by: { worker: leader },
    photo: { form: "jpeg", width: 1600, height: 800 },
  });
  expect(complaints().filter((text) => !text.includes("ERR_"))).toEqual([]);
}, 180_000);
