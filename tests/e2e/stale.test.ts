// The server is killed under a living wall and a desk: both say so in time, pretend nothing, and come back by themselves.

import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { colourShare } from "../kit/colour.ts";
import { mark, useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

/** The bounds of the house, ms. */
const deadWithin = 10_000;
const freshWithin = 15_000;
/** How long the server stays away; LONG=1 for the minute that the bound speaks of. */
const away = process.env.LONG === "1" ? 60 : 12;

/** Resolves as the next tick arrives at the page: the moment from which silence lasts longest. */
const nextTick = async (page: Page): Promise<void> => {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await new Promise<void>((resolve) => {
    line.on("Network.webSocketFrameReceived", ({ response }) => {
      if (response.payloadData.includes('"tick"')) resolve();
    });
  });
  await line.detach();
};

const visibleAges = (page: Page): Promise<number> =>
  page
    .locator(".wall .age")
    .evaluateAll((ages) => ages.filter((age) => getComputedStyle(age).visibility === "visible").length);

test("[§5] a wall and a desk whose server is killed are visibly dead within 10 s and fresh again within 15 s, untouched", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const wall = (await device(`${server.url}/wall`, { width: 1920, height: 1080 })).page;
  const desk = (await device(`${server.url}/desk#/alarms`)).page;
  // Nobody has come: vacant posts are alarms, and an alarm is the strongest colour there is.
  await wall.getByRole("alert").first().waitFor();
  await desk.getByText("实时").waitFor();
  const [wallStayed, deskStayed] = [await mark(wall), await mark(desk)];
  expect(await colourShare(wall)).toBeGreaterThan(0.005);
  expect(await visibleAges(wall)).toBeGreaterThan(0);

  await nextTick(wall);
  await server.kill();
  const dead = wall.locator(".dead");
  await Promise.all([
    dead.waitFor({ timeout: deadWithin }),
    desk.getByRole("alert").filter({ hasText: "画面未更新" }).waitFor({ timeout: deadWithin }),
  ]);
  await expect(dead.innerText()).resolves.toMatch(/画面未更新\s*最后 \d\d:\d\d:\d\d\s*\d+\s*秒前/);
  expect(await wall.locator(".sheet").evaluate((sheet) => getComputedStyle(sheet).filter)).toMatch(/grayscale\(1\)/);
  expect(await colourShare(wall)).toBeLessThan(0.0001);
  expect(await visibleAges(wall)).toBe(0);
  await look(wall, "stale-wall");
  await look(desk, "stale-desk");

  // The bar goes on counting; the picture below it does not.
  await wall.waitForFunction(
    (s) => Number.parseInt(document.querySelector(".dead .secs")?.textContent ?? "", 10) >= s,
    away,
    {
      timeout: (away + 30) * 1000,
    },
  );
  const back = server.start(env);
  await Promise.all([
    back,
    dead.waitFor({ state: "detached", timeout: freshWithin }),
    desk.getByText("画面未更新").first().waitFor({ state: "detached", timeout: freshWithin }),
  ]);
  expect(await colourShare(wall)).toBeGreaterThan(0.005);
  expect(await visibleAges(wall)).toBeGreaterThan(0);
  expect([await wallStayed(), await deskStayed()]).toEqual([true, true]);
}, 300_000);
