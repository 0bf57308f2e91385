// Wall, desk and kiosk on the four glasses that people have, in both languages: nothing scrolls, nothing is cut, nothing is left untranslated.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { cutTexts, scrollOf, strangeTexts } from "../kit/glass.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";

const device = useDevices("nothing");

const glasses = [
  [1920, 1080],
  [3840, 2160],
  [1280, 800],
  [1080, 1920],
] as const;
const langs = ["zh-CN", "en"] as const;
// Walls last: the server raises its first alarm ten seconds after its start, and nobody need wait for it idle.
const names = ["desk", "kiosk", "wall?distance=standard", "wall?distance=far"] as const;

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-glass-"));
  const sample = await copySample(join(folder, "site"));
  server = await createRunningServer();
  await server.start({ REHEARSAL: "on", SAMPLE_DIR: sample.folder });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

/** What stays Chinese on an English page: people's names, masked or whole, what a person typed, and the name of the language. */
const own = async (): Promise<RegExp> => {
  const sheet = await readFile("data/sample/workers.csv", "utf8");
  const people = sheet.split("\n").map((row) => row.split(",")[1] ?? "");
  const kept = [
    "\\p{Script=Han}\\*\\p{Script=Han}?",
    "中文",
    "演练",
    "道路抢修",
    "清障作业",
    "设备检修",
    "停电作业",
    "各管护站",
    "郑守山",
    ...people.filter((name) => name !== ""),
  ];
  return new RegExp(kept.join("|"), "gu");
};

// In one context, so that what the first page fetched serves the others.
test.each(langs)(
  "desk, kiosk and both walls in %s fit every glass",
  async (lang) => {
    const { page } = await device("about:blank", { width: 1920, height: 1080, lang });
    const kept = await own();
    for (const name of names) {
      await page.goto(`${server.url}/${name}${name.startsWith("wall") ? `&lang=${lang}` : ""}`);
      if (name === "kiosk" && lang === "en") await page.getByRole("button", { name: "English" }).click();
      await page
        .getByText(lang === "en" ? /^rehearsal$/i : "演练", { exact: true })
        .first()
        .waitFor();
      // With no grace, somebody is late from the start: every wall has an alarm to spell out.
      if (name.startsWith("wall")) await page.locator(".strip [role=alert]").first().waitFor();
      for (const [width, height] of glasses) {
        await page.setViewportSize({ width, height });
        const at = `${name} ${width}×${height}`;
        await look(page, `glass-${name.replace("?distance=", "-")}-${lang}-${width}x${height}`);
        const seen = async () => ({
          at,
          glass: await page.evaluate(() => [innerWidth, innerHeight]),
          scroll: await scrollOf(page),
          cut: name === "desk" ? [] : await cutTexts(page),
          strange: await strangeTexts(page, lang, kept),
        });
        // Polled: the page lays itself out anew for each glass.
        await expect.poll(seen, { timeout: 15_000, interval: 250 }).toEqual({
          at,
          glass: [width, height],
          scroll: name === "desk" ? { x: 0, y: expect.any(Number) } : { x: 0, y: 0 },
          cut: [],
          strange: [],
        });
      }
    }
  },
  180_000,
);
