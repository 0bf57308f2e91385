// Opening and leaving every view many times leaves nothing behind: nodes and listeners return to where they were.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { replayWords } from "../../web/lib/replay-words.ts";
import { useDevices } from "../kit/devices.ts";
import { goRound, rounds } from "../kit/held.ts";
import { liveThrough } from "../kit/lived-store.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { deskViews, openDesk, walkKiosk } from "../kit/views.ts";

const device = useDevices("nothing");
const replay = replayWords("zh-CN");
/** However often a round is gone. */
const within = 120_000 + rounds * 6_000;

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

test(
  "the desk: every page, its forms, a record of each list, and looking back",
  async () => {
    const { page } = await device(`${server.url}/desk`);
    await page.getByRole("main").waitFor();
    const views = await deskViews(page);
    // Ten pages; alarms, posts, patrols, activities, people; what screens, activities and webhooks have of forms.
    expect(views.length).toBeGreaterThan(15);
    await goRound(page, async () => {
      for (const view of views) await openDesk(page, view);
      await page.getByRole("button", { name: replay.look }).first().click();
      await page.getByRole("button", { name: replay.back }).click();
      await page.getByRole("button", { name: replay.back }).waitFor({ state: "detached" });
    });
  },
  within,
);

/** With a past to look back on, and nothing of priority 1 that would end it. */
const lived = async (): Promise<RunningServer> => {
  const store = join(folder, "store");
  const sample = await copySample(join(folder, "lived"));
  await liveThrough(store, sample.folder, Date.now());
  const other = await createRunningServer(store);
  onTestFinished(other.remove);
  await other.start({ SAMPLE_DIR: sample.folder });
  return other;
};

test(
  "the wall: its layouts wide and tall, standard and far, and looking back",
  async () => {
    // Tall, a far wall stands near: so both layouts come and go, and both shapes. Small, for the same sheet costs less paint.
    const { page } = await device(`${(await lived()).url}/wall?distance=far`, { width: 960, height: 540 });
    await page.locator(".strip").waitFor();
    await goRound(page, async () => {
      for (const [width, height, shape] of [
        [540, 960, "tall"],
        [960, 540, "wide"],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.locator(`:root[data-shape=${shape}]`).waitFor();
      }
      await page.keyboard.press("r");
      await page.locator(".replay-bar").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".replay-bar").waitFor({ state: "detached" });
    });
  },
  within,
);

test(
  "the kiosk: every page that its keys lead to",
  async () => {
    const { page } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920 });
    let seen: readonly string[] = [];
    await goRound(page, async () => {
      seen = await walkKiosk(page, async () => {});
    });
    expect(seen).toEqual(expect.arrayContaining(["idle", "number", "sos", "activities", "activity", "pin"]));
  },
  within,
);
