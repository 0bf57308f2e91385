// A walk played again in Chromium: at the desk over everything, on a wall in its bay while the rest stays live; Escape leads back. [SCR-3]

import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clockText, hour, minute, siteClock } from "../../domain/time.ts";
import { inBothThemes, still } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts, scrollOf } from "../kit/glass.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { asGpx } from "../kit/track-files.ts";

const device = useDevices("nothing");
const clock = siteClock("Asia/Shanghai");

/** Forty minutes walked north from the valley, twenty of nothing, twenty more. */
const walked = (from: number) =>
  asGpx([
    Array.from({ length: 61 }, (_, i) => ({
      at: from + (i <= 40 ? i : i + 20) * minute,
      lon: 119.985 + i * 2e-4,
      lat: 47.199 + i * 5e-4,
    })),
  ]);

test("[SCR-3] a patrol is played again at the desk and on a wall: marked, its silence a gap, and back by Escape", async () => {
  const folder = await createTempFolder();
  const site = join(folder, "site");
  await cp("data/sample", site, { recursive: true });
  // Nobody is missing anywhere: an unanswered priority 1 would end the wall's replay.
  for (const name of ["posts.csv", "roster.csv", "briefing.csv"]) {
    const [head = ""] = (await readFile(join(site, name), "utf8")).split("\n");
    await writeFile(join(site, name), `${head}\n`);
  }
  const server = await createRunningServer(join(folder, "store"));
  onTestFinished(server.remove);
  // And the site's tile server is dead: the maps are as they are without it, and nobody complains.
  const dead = { TILES_URL: "http://127.0.0.1:9/{z}/{x}/{y}.png", TILES_DATUM: "gcj02", TILES_ATTRIBUTION: "© 底图" };
  await server.start({ SAMPLE_DIR: site, REHEARSAL: "still", ...dead });
  const from = Date.now() - 2 * hour;
  const desk = await device(`${server.url}/desk#/patrols/p-07`);
  const { page } = desk;
  await page.getByRole("heading", { name: "鹿鸣河线" }).waitFor();
  const status = await page.evaluate(async (body) => {
    const query = "datum=wgs84&profile=foot&unit=st-pine&name=a.gpx&patrol=p-07";
    return (await fetch(`/api/v1/tracks?${query}`, { method: "POST", body })).status;
  }, walked(from));
  expect(status).toBe(201);

  await page.getByRole("button", { name: "重演" }).click();
  const dialog = page.getByRole("dialog", { name: "重演 鹿鸣河线" });
  await dialog.locator(".walk-marks").waitFor();
  // Stopped first: what plays would go on from there before it could be read.
  await dialog.getByRole("button", { name: "暂停" }).click();
  await dialog.getByText("无信号 21 分").click();
  expect(await dialog.locator("header time").innerText()).toMatch(
    new RegExp(`^${clockText(clock, from + 40 * minute)}`),
  );
  // To the end: two lines, and the two ends of what nobody knows.
  await dialog.getByRole("slider").press("End");
  await expect.poll(() => dialog.locator("path.walked").count()).toBe(2);
  expect(await dialog.locator("circle.break.gap").count()).toBe(2);
  await still(page);
  await dialog.getByText("© 底图").waitFor();
  await look(page, "walk-desk-1280x800");
  expect(await inBothThemes(page, "4.5:1")).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  // Its bay of maps has two sheets that turn every five seconds, but for as long as a walk is played in it.
  const turning = "panels=posts,patrols,plan,volunteers&rotate=5";
  const wall = await device(`${server.url}/wall?${turning}`, { width: 1920, height: 1080 });
  await wall.page.locator(".strip").waitFor();
  await wall.page.mouse.move(600, 400);
  await wall.page.getByRole("button", { name: "巡护重演" }).click();
  await wall.page.getByRole("button", { name: /鹿鸣河线/ }).click();
  const stage = wall.page.getByRole("region", { name: "重演 鹿鸣河线" });
  await stage.locator("path.walked").first().waitFor();
  await stage.getByRole("button", { name: "暂停" }).click();
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
    [1080, 1920],
  ] as const) {
    await wall.page.setViewportSize({ width, height });
    await look(wall.page, `walk-wall-${width}x${height}`);
    await expect
      .poll(async () => ({ scroll: await scrollOf(wall.page), cut: await cutTexts(wall.page) }), {
        timeout: 15_000,
        interval: 250,
      })
      .toEqual({ scroll: { x: 0, y: 0 }, cut: [] });
  }
  for (const turn of [0, 1]) {
    await expect.poll(() => Math.floor(Date.now() / 5_000) % 2, { timeout: 15_000, interval: 500 }).toBe(turn);
    // A tick later, for the wall's clock is the server's.
    await expect.poll(() => Date.now() % 5_000, { timeout: 15_000, interval: 100 }).toBeGreaterThan(2_500);
    expect([turn, await stage.isVisible()]).toEqual([turn, true]);
  }
  await wall.page.keyboard.press("Escape");
  await stage.waitFor({ state: "detached" });
  expect([...desk.complaints(), ...wall.complaints()]).toEqual([]);
}, 120_000);
