// From where people stand a wall can be read: every text measures 20 minutes of arc at the set distance; it creeps, and dims at night.

import { afterAll, beforeAll, expect, test } from "vitest";
import { siteClock } from "../../domain/time.ts";
import { reads } from "../../web/desk/screens/viewing.ts";
import { creepAt, isNight } from "../../web/wall/frame.ts";
import { useDevices } from "../kit/devices.ts";
import { shownTexts } from "../kit/legible.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";

const device = useDevices("nothing");
let server: RunningServer;
beforeAll(async () => {
  server = await createRunningServer();
  await server.start();
});
afterAll(() => server.remove());

const inch = 0.0254;
/** Minutes of arc of a sign so many px high on a 16:9 screen of this diagonal, inches, seen from so many metres. */
const arcOf = (px: number, screen: number, inches: number, metres: number): number => {
  const size = (px / screen) * inches * inch * (9 / Math.hypot(16, 9));
  return ((2 * Math.atan(size / (2 * metres)) * 180) / Math.PI) * 60;
};

// The same picture at 1080p, panel by panel, is read in wall-legible.
test.each((["standard", "far"] as const).map((distance) => ({ distance, width: 3840, height: 2160 })))(
  "[§B] $distance at $width × $height: every word measures 20 minutes of arc at the farthest distance advised",
  async ({ distance, width, height }) => {
    const { page } = await device(`${server.url}/wall?distance=${distance}`, { width, height });
    await page.locator(".strip").waitFor();
    await page.locator(".posts .states li, .posts .cls").first().waitFor();
    const inches = distance === "standard" ? 86 : 55;
    const metres = reads(inches, distance);
    expect(metres).toBeGreaterThan(distance === "standard" ? 3.7 : 4);
    const sizes = await shownTexts(page);
    expect(sizes.length).toBeGreaterThan(40);
    expect(sizes.filter(({ px }) => arcOf(px, height, inches, metres) < 19.99)).toEqual([]);
  },
  60_000,
);

test("[§B] the sheet stands where the minute puts it against burn-in, and is dimmed in the site's night only", async () => {
  const { page } = await device(`${server.url}/wall`, { width: 1920, height: 1080 });
  await page.locator(".strip").waitFor();
  const seen = async () => ({
    transform: await page.locator(".sheet").evaluate((sheet) => getComputedStyle(sheet).transform),
    dim: await page.evaluate(() => document.documentElement.dataset.dim),
    text: await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--text-1").trim()),
  });
  const due = (now: number) => {
    const { x, y } = creepAt(now);
    const night = isNight(siteClock("Asia/Shanghai").minuteOfDay(now));
    return {
      transform: `matrix(1, 0, 0, 1, ${x}, ${y})`,
      dim: night ? "night" : "day",
      text: night ? "#c9d1d8" : expect.not.stringMatching(/^#c9d1d8$/),
    };
  };
  const before = Date.now();
  const found = await seen();
  // The minute may turn while it is looked at.
  expect([due(before), due(Date.now())]).toContainEqual(found);
}, 60_000);
