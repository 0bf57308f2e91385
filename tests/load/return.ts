// Fifty walls through a stop of the server: how soon each is fresh again after the return. Ten minutes unless told otherwise.

import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { launchOptions } from "../kit/browser.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { lineWall, pageWall, returnTimes } from "../kit/walls.ts";
import { type Figure, percentile } from "./figures.ts";

const walls = 50;
const inBrowsers = 3;

export const serverReturn = async (minutes = 10): Promise<readonly Figure[]> => {
  const server = await createRunningServer();
  const browser = await chromium.launch(await launchOptions());
  const lines = Array.from({ length: walls - inBrowsers }, (_, n) => lineWall(server.url, `bench-wall-${n}`, 0));
  try {
    await server.start();
    const pages = await Promise.all(
      Array.from({ length: inBrowsers }, async () => {
        const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "zh-CN" });
        return pageWall(await context.newPage(), server.url, 120_000);
      }),
    );
    const times = await returnTimes([...lines, ...pages], server, () => wait(minutes * 60_000));
    const name = `${walls} walls, ${inBrowsers} of them in Chromium, server away for ${minutes} min`;
    const figure = (p: number, of: string, most?: number): Figure => {
      const value = percentile(times, p) / 1000;
      return {
        name: `${name}: ${of} fresh again`,
        value,
        unit: "s",
        ...(most === undefined ? {} : { bound: { text: `at most ${most} s after the return`, kept: value <= most } }),
      };
    };
    return [figure(50, "half"), figure(95, "95 %", 15), figure(100, "all", 45)];
  } finally {
    for (const line of lines) line.close();
    await browser.close();
    await server.remove();
  }
};
