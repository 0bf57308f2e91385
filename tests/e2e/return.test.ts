// Fifty walls whose server was away come back unattended: nearly all within 15 s of its return, every one within 45 s.

import { expect, onTestFinished, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { lineWall, pageWall, returnTimes } from "../kit/walls.ts";
import { percentile } from "../load/figures.ts";

const device = useDevices("nothing");
const walls = 50;
const inBrowsers = 2;
/** Failed tries after ten minutes: the waits have long been the longest there are. */
const tries = 50;

test("[§5] fifty walls through a stop: 95 % fresh within 15 s of the return, all within 45 s, untouched", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start();
  const lines = Array.from({ length: walls - inBrowsers }, (_, n) => lineWall(server.url, `return-wall-${n}`, tries));
  onTestFinished(() => {
    for (const line of lines) line.close();
  });
  const pages = await Promise.all(
    Array.from({ length: inBrowsers }, async () => {
      const { page } = await device(`${server.url}/wall`, { width: 1920, height: 1080 });
      return pageWall(page, server.url, 45_000);
    }),
  );
  const times = await returnTimes([...lines, ...pages], server, async () => {});
  expect(times).toHaveLength(walls);
  expect(percentile(times, 95)).toBeLessThanOrEqual(15_000);
  expect(percentile(times, 100)).toBeLessThanOrEqual(45_000);
}, 180_000);
