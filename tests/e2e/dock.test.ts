// Every page of the kiosk that its keys lead to, in the letters that need most room: no key lies under the dock or out of the glass, no word is cut.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts } from "../kit/glass.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { walkKiosk } from "../kit/views.ts";

const device = useDevices("nothing");

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-dock-"));
  const sample = await copySample(join(folder, "site"));
  server = await createRunningServer();
  await server.start({ REHEARSAL: "on", SAMPLE_DIR: sample.folder });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

/** Keys of the page that reach below the upper edge of its dock, or out of the glass. */
const underDock = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const dock = document.querySelector(".k-dock")?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll<HTMLElement>(".k-main button")]
      .filter((key) => key.checkVisibility())
      .filter((key) => {
        const { bottom, right, left } = key.getBoundingClientRect();
        return bottom > dock + 1 || right > innerWidth || left < 0;
      })
      .map((key) => key.innerText);
  });

test.each([
  { name: "lying", lang: "en", width: 1920, height: 1080 },
  { name: "lying", lang: "zh-CN", width: 1920, height: 1080 },
  { name: "upright", lang: "en", width: 1080, height: 1920 },
] as const)(
  "[§C] $name, in $lang, in large letters: every key is on its page, every word in its room",
  async ({ name, lang, width, height }) => {
    const { page } = await device(`${server.url}/kiosk`, { width, height });
    const dress = async (): Promise<void> => {
      if (lang === "en") await page.getByRole("button", { name: zh.otherLang, exact: true }).click();
      await page.getByRole("button", { name: (lang === "en" ? en : zh).large, exact: true }).click();
      await page.locator(".k-large").waitFor();
    };
    const seen: { readonly at: string; readonly under: readonly string[]; readonly cut: readonly string[] }[] = [];
    const names = await walkKiosk(
      page,
      async (at) => {
        await look(page, `dock-${name}-${lang}-${at.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`);
        // The room is asked again once, for letters that came late.
        const state = async () => ({ at, under: await underDock(page), cut: await cutTexts(page) });
        await expect
          .poll(state, { timeout: 5_000, interval: 100 })
          .toEqual({ at, under: [], cut: [] })
          .catch(() => undefined);
        seen.push(await state());
      },
      dress,
    );
    expect(names).toEqual(expect.arrayContaining(["idle", "number", "sos", "activities", "activity", "pin"]));
    expect(seen.filter(({ under, cut }) => under.length + cut.length > 0)).toEqual([]);
  },
  180_000,
);
