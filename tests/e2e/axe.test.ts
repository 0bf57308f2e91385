// Every view in both themes under axe: no violation; on walls every word has a contrast of 7:1.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkTo } from "../../web/desk/route.ts";
import { replayWords } from "../../web/lib/replay-words.ts";
import { type Finding, inBothThemes, still } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { deskViews, openDesk, walkKiosk } from "../kit/views.ts";

const device = useDevices("nothing");
const replay = replayWords("zh-CN");

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

type Seen = { readonly name: string; readonly findings: readonly Finding[] };
const faulty = (seen: readonly Seen[]): readonly Seen[] => seen.filter(({ findings }) => findings.length > 0);

test("[§B] every page of the desk, its forms and a record of each list, in both themes, and looking back", async () => {
  const { page } = await device(`${server.url}/desk`);
  await page.getByRole("main").waitFor();
  await still(page);
  const views = await deskViews(page);
  expect(views.length).toBeGreaterThan(15);
  const seen: Seen[] = [];
  for (const view of views) {
    await openDesk(page, view);
    seen.push({ name: view, findings: await inBothThemes(page, "4.5:1") });
  }
  // What is shown once, and the record behind it, are there only after an act.
  await openDesk(page, linkTo("trackers", "+"));
  await page.locator("#record form input").first().fill("北斗 01");
  await page.locator("#record form [type=submit]").click();
  await page.locator("#record textarea").first().waitFor();
  seen.push({ name: "token", findings: await inBothThemes(page, "4.5:1") });
  await page.locator("#record article .acts button").click();
  await page.locator("#record input[type=search]").waitFor();
  seen.push({ name: "tracker", findings: await inBothThemes(page, "4.5:1") });
  await openDesk(page, linkTo("findings", "+finding"));
  await page.locator("#record form input[type=radio]").nth(1).check();
  await page.locator("#record form textarea").fill("北沟冒烟");
  await page.locator("#record form [type=submit]").click();
  await page.waitForURL(/#\/findings\/(?!%2B)/);
  await page.locator("#record article form").waitFor();
  seen.push({ name: "finding", findings: await inBothThemes(page, "4.5:1") });
  await openDesk(page, linkTo("signs", "r-birch"));
  await page.locator("main svg[role=img]").first().waitFor();
  seen.push({ name: "signs", findings: await inBothThemes(page, "4.5:1") });
  await openDesk(page, linkTo("alarms"));
  await page.getByRole("button", { name: replay.look }).first().click();
  await page.getByRole("button", { name: replay.back }).waitFor();
  seen.push({ name: "replay", findings: await inBothThemes(page, "4.5:1") });
  expect(faulty(seen)).toEqual([]);
}, 180_000);

test("[§C] every page of the kiosk that its keys lead to, in both themes", async () => {
  const { page } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920 });
  await still(page);
  const seen: Seen[] = [];
  const names = await walkKiosk(page, async (name) => {
    seen.push({ name, findings: await inBothThemes(page, "4.5:1") });
  });
  expect(names).toEqual(expect.arrayContaining(["idle", "number", "sos", "activities", "activity", "pin"]));
  expect(faulty(seen)).toEqual([]);
}, 180_000);

// Last: the server raises its first alarm ten seconds after its start, and nobody need wait for it idle.
test("[§B] the wall, standard and far, in both themes", async () => {
  const seen: Seen[] = [];
  for (const distance of ["standard", "far"] as const) {
    const size = { width: 1920, height: 1080 };
    const { page } = await device(`${server.url}/wall?theme=dark&distance=${distance}`, size);
    await page.locator(".strip [role=alert]").first().waitFor();
    await still(page);
    seen.push({ name: distance, findings: await inBothThemes(page, "7:1") });
  }
  expect(faulty(seen)).toEqual([]);
}, 120_000);
