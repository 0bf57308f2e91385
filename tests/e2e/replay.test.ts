// Looking back in Chromium: a wall is opened, scrubbed, played at 60×, taken to an alarm and back to live; the desk from an alarm's story.

import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clockText, minute, siteClock } from "../../domain/time.ts";
import { inBothThemes, still } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts, scrollOf } from "../kit/glass.ts";
import { type LivedStore, liveThrough } from "../kit/lived-store.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { tempRoot } from "../kit/temp-folder.ts";

const device = useDevices("nothing");
const clock = siteClock("Asia/Shanghai");

/** One past for all: the last test is the one after which no wall can look back any more. */
let folder: string;
let server: RunningServer;
let lived: LivedStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tempRoot(), "shouwang-replay-"));
  const sample = await copySample(join(folder, "site"));
  const dataDir = join(folder, "store");
  lived = await liveThrough(dataDir, sample.folder, Date.now());
  server = await createRunningServer(dataDir);
  await server.start({ SAMPLE_DIR: sample.folder });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

const shownTime = (page: Page): Promise<string> => page.locator(".replay-bar time").innerText();
const seconds = (text: string): number => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
const scrubTo = (page: Page, at: number): Promise<void> =>
  page.locator(".replay-bar input[type=range]").evaluate((bar, value) => {
    if (!(bar instanceof HTMLInputElement)) throw new Error("no bar");
    bar.value = String(value);
    bar.dispatchEvent(new Event("input", { bubbles: true }));
    bar.dispatchEvent(new Event("change", { bubbles: true }));
  }, at);

/** What the bar itself says and cannot show whole; the board beneath is the same as live and has its own test. */
const cutOnBar = async (page: Page): Promise<readonly string[]> => {
  const own = await page.locator(".replay-bar").innerText();
  return (await cutTexts(page)).filter((one) => own.includes(one.split(" → ", 1)[0] ?? one));
};

const sos = (page: Page, n: number): Promise<number> =>
  page.evaluate(
    async ([id, at]) => {
      const body = JSON.stringify({ id, type: "CallSos", at, place: "井口" });
      const answer = await fetch("/api/v1/commands", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return answer.status;
    },
    [`00000000-0000-7000-8000-00000099000${n}`, Date.now()] as const,
  );

test.each(["standard", "far"])(
  "[SCR-3] in English, %s: marked, nothing cut, nothing scrolls",
  async (distance) => {
    const { page } = await device(`${server.url}/wall?lang=en&distance=${distance}`, {
      width: 1920,
      height: 1080,
      lang: "en",
    });
    await page.locator(".strip").waitFor();
    await page.keyboard.press("r");
    await page.locator(".replay-bar").getByText("REPLAY").waitFor();
    await scrubTo(page, lived.vacant.from + 4 * minute);
    await page.locator(".strip [role=alert]").first().waitFor();
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      await look(page, `replay-wall-en-${distance}-${width}x${height}`);
      await expect
        .poll(
          async () => ({
            scroll: await scrollOf(page),
            cut: await cutOnBar(page),
          }),
          { timeout: 15_000, interval: 250 },
        )
        .toEqual({ scroll: { x: 0, y: 0 }, cut: [] });
    }
  },
  120_000,
);

test("[SCR-3] the desk looks back from an alarm's story: the same pages, no act, and back to live", async () => {
  const { page, complaints } = await device(`${server.url}/desk#/alarms/post-vacant:${lived.vacant.post}`);
  await page.getByRole("button", { name: "看回放" }).last().click();
  const bar = page.getByRole("region", { name: "回放" });
  await bar.waitFor();
  await expect
    .poll(() => bar.locator("time").innerText())
    .toMatch(new RegExp(`^${clockText(clock, lived.vacant.from - 5 * minute)}`));
  await page.getByRole("button", { name: "暂停" }).click();
  await page.getByRole("button", { name: "下一条报警" }).click();
  await expect
    .poll(() => bar.locator("time").innerText())
    .toMatch(new RegExp(`^${clockText(clock, lived.vacant.from)}`));
  const act = page.getByRole("button", { name: "确认" }).last();
  await act.waitFor();
  await expect.poll(() => page.getByText("这是过去的画面，不能操作").count()).toBeGreaterThan(0);
  await look(page, "replay-desk-1280x800");
  await bar.getByRole("button", { name: "回到实时" }).click();
  await bar.waitFor({ state: "detached" });
  expect(complaints()).toEqual([]);
}, 120_000);

test("[SCR-3] a wall looks back: marked all over, by its own clock, to an alarm, and back to live", async () => {
  const { page, complaints } = await device(`${server.url}/wall`, { width: 1920, height: 1080 });
  await page.locator(".strip").waitFor();
  expect(await page.locator(".replay-bar").count()).toBe(0);
  await page.mouse.move(600, 400);
  await page.getByRole("button", { name: "看回放" }).click();
  const bar = page.locator(".replay-bar");
  await bar.waitFor();
  await expect(bar.innerText()).resolves.toMatch(/回放/);
  await expect(page.locator(".replay-cover").count()).resolves.toBe(1);
  expect(
    Math.abs(seconds(await shownTime(page)) - seconds(clockText(clock, Date.now() - 15 * minute)) * 60),
  ).toBeLessThan(120);

  // The board of then: while the key post was empty, it was an alarm.
  await scrubTo(page, lived.vacant.from + 4 * minute);
  await page.getByText("空岗", { exact: false }).first().waitFor();
  await expect.poll(() => shownTime(page)).toMatch(new RegExp(`^${clockText(clock, lived.vacant.from + 4 * minute)}`));
  await look(page, "replay-wall-p1-1920x1080");
  await still(page);
  expect(await inBothThemes(page, "7:1")).toEqual([]);
  for (const [width, height] of [
    [3840, 2160],
    [1280, 800],
    [1080, 1920],
  ] as const) {
    await page.setViewportSize({ width, height });
    await look(page, `replay-wall-p1-${width}x${height}`);
    await expect
      .poll(async () => ({ scroll: await scrollOf(page), cut: await cutTexts(page) }), {
        timeout: 15_000,
        interval: 250,
      })
      .toEqual({ scroll: { x: 0, y: 0 }, cut: [] });
  }
  await page.setViewportSize({ width: 1920, height: 1080 });

  // 60×: a second is a minute.
  await page.getByRole("button", { name: "60×" }).click();
  const before = seconds(await shownTime(page));
  await expect
    .poll(async () => seconds(await shownTime(page)) - before, { timeout: 20_000, interval: 200 })
    .toBeGreaterThan(180);
  await page.keyboard.press("Escape");
  await page.locator(".strip").waitFor();
  await page.keyboard.press("r");
  await bar.waitFor();
  await page.getByRole("button", { name: "暂停" }).click();

  // Jumps: back over both alarms, then forward.
  await page.getByRole("button", { name: "上一条报警" }).click();
  await expect.poll(() => shownTime(page)).toMatch(new RegExp(`^${clockText(clock, lived.silent.from)}`));
  await page.getByRole("button", { name: "上一条报警" }).click();
  await expect.poll(() => shownTime(page)).toMatch(new RegExp(`^${clockText(clock, lived.vacant.from)}`));
  await page.getByRole("button", { name: "下一条报警" }).click();
  await expect.poll(() => shownTime(page)).toMatch(new RegExp(`^${clockText(clock, lived.silent.from)}`));
  await page.getByRole("button", { name: "回到实时" }).click();
  await page.locator(".strip").waitFor();
  await expect(page.locator(".replay-cover").count()).resolves.toBe(0);

  // A live priority 1 ends it at once, and the wall says so.
  await page.keyboard.press("r");
  await bar.waitFor();
  const desk = (await device(`${server.url}/desk#/alarms`)).page;
  await desk.getByText("实时").first().waitFor();
  expect(await sos(desk, 1)).toBe(200);
  await page.locator(".note").getByText("实时有一级报警未确认，回放已结束").waitFor();
  await expect(bar.count()).resolves.toBe(0);
  await page.locator(".strip").getByText("求助").first().waitFor();
  await look(page, "replay-wall-ended-1920x1080");
  expect(complaints()).toEqual([]);
}, 180_000);
