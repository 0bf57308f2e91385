// Chinese on the glass without a server: typed by touches on nine keys, signed by both, read by the other, recorded when the line is back. [POST-5]

import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { handoverWords } from "../../kiosk/handover/words.ts";
import { typingWords } from "../../kiosk/input/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { inBothThemes, still } from "../kit/axe.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { everythingOf, tracesIn } from "../kit/everything.ts";
import { cutTexts, scrollOf } from "../kit/glass.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { inDatabase, signOnOffline } from "../kit/offline-sign-on.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();
const w = typingWords("zh-CN");
const hand = handoverWords("zh-CN");

/** The sentence of the task, word by word: keys pressed and the word they stand for. */
const script = [
  ["37426", "二号"],
  ["5568", "井口"],
  ["833645", "通风机"],
  ["9494264", "异响"],
] as const;
const sentence = script.map(([, word]) => word).join("");
/** Measured at pairing, px per mm: a glass of 15.6" lying; one of 21.5" upright has no more than its own 4.03. */
const measured = 5.56;
const real = { upright: 4.02, lying: measured } as const;

const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const keys = (page: Page): Locator => page.getByRole("toolbar", { name: w.keys });
const picks = (page: Page): Locator => page.getByRole("toolbar", { name: new RegExp(`^${w.pick}`) });
const field = (page: Page): Locator => page.getByRole("status", { name: w.field });

/** Counts every finger that comes down on the glass. */
const countTouches = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    if (dataset.touches === undefined)
      window.addEventListener(
        "pointerdown",
        () => {
          dataset.touches = String(Number(dataset.touches) + 1);
        },
        { capture: true },
      );
    dataset.touches = "0";
  });
const touches = (page: Page): Promise<number> => page.evaluate(() => Number(document.documentElement.dataset.touches));

/** `spelled`: what is looked at while keys wait for their word. */
const typeSentence = async (page: Page, spelled: () => Promise<void> = async () => {}): Promise<void> => {
  for (const [pressed, word] of script) {
    for (const key of pressed)
      await keys(page)
        .getByRole("button", { name: new RegExp(`^${key}( |$)`) })
        .click();
    const wanted = picks(page).getByRole("button", { name: word, exact: true });
    const more = picks(page).getByRole("button", { name: new RegExp(`^${w.more}`) });
    await picks(page).getByRole("button").nth(1).waitFor();
    await spelled();
    for (let leaf = 0; leaf < 3; leaf += 1) {
      const seen = await wanted.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => false,
      );
      if (seen) break;
      await more.click();
    }
    await wanted.click();
  }
};

type Box = { readonly name: string; readonly least: number; readonly at: readonly number[] };
/** Keys that spell and words to choose, their least side in the kiosk's unit, where they lie, and the unit itself in px. */
const measure = (
  page: Page,
): Promise<{ readonly unit: number; readonly keys: readonly Box[]; readonly words: readonly Box[] }> =>
  page.evaluate(() => {
    const kiosk = document.querySelector(".k");
    const unit = kiosk === null ? 0 : Number.parseFloat(getComputedStyle(kiosk).getPropertyValue("--mm"));
    const boxes = (where: string) =>
      [...document.querySelectorAll(where)].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return {
          name: one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "",
          least: Math.min(width, height) / unit,
          at: [x, y, width, height].map(Math.round),
        };
      });
    return {
      unit,
      keys: boxes(":is(.k-nine-keys, .k-full-keys) button"),
      words: boxes(".k-cands:not(.k-small) button"),
    };
  });
/** Keys that reach into the page's foot, where 返回 and 求助 stand. */
const underDock = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const foot = document.querySelector(".k-dock")?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll(".k-main button")]
      .filter((key) => key.checkVisibility() && key.getBoundingClientRect().bottom > foot)
      .map((key) => key.textContent?.trim() ?? "");
  });
/** Half a pixel is the browser's own rounding. */
const tooSmall = ({ unit, keys, words }: Awaited<ReturnType<typeof measure>>): readonly Box[] =>
  [...keys, ...words].filter(({ least }) => least < 20 - 0.5 / unit);

test("[POST-5] 「二号井口通风机异响」 in at most 30 touches without a server, upright and lying; the other reads it, the ledger has it", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const { page, context, complaints } = await device("about:blank", { width: 1080, height: 1920 });
  await context.addInitScript((px) => localStorage.setItem("shouwang.px-per-mm", String(px)), measured);
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => inDatabase(page, "board"), { timeout: 30_000, interval: 200 }).toHaveLength(1);
  const [duty, other] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined || other === undefined) throw new Error("the sample has no two duties");
  await server.kill();
  await page.reload();
  await signOnOffline(page, duty);

  // He hands over what he holds, without a line: choices first, and a key for what none of them says.
  await scanBadge(page, duty.badge, page.getByText(zh.helloBadge));
  await button(page, zh.pickPost).click();
  const post = page.getByRole("button").filter({ hasText: duty.name });
  while (!(await post.isVisible())) await page.getByRole("button", { name: zh.more }).click();
  await post.click();
  await button(page, zh.handOver).click();
  await button(page, hand.note.equipment).click();
  await button(page, hand.own).click();

  await countTouches(page);
  const where = async () => (await measure(page)).keys.map(({ at }) => at);
  const before = await where();
  // No key is moved by a touch.
  await typeSentence(page, async () => expect(await where()).toEqual(before));
  await expect.poll(() => field(page).innerText()).toBe(sentence);
  const upright = await touches(page);
  expect(upright).toBeGreaterThan(script.length);
  expect(upright).toBeLessThanOrEqual(30);
  expect(await where()).toEqual(before);

  // The same lying, from nothing.
  await page.setViewportSize({ width: 1920, height: 1080 });
  await button(page, w.clear).click();
  await countTouches(page);
  await typeSentence(page);
  await expect.poll(() => field(page).innerText()).toBe(sentence);
  expect(await touches(page)).toBeLessThanOrEqual(30);
  await look(page, "typing-zh-1920x1080-offline");

  await button(page, w.done).click();
  await scanBadge(page, other.badge, button(page, hand.give));
  // The choices, his own words and the key that signs have room, lying under the bar of a lost line too.
  const roomy = async () => ({ under: await underDock(page), cut: await cutTexts(page) });
  expect(await roomy()).toEqual({ under: [], cut: [] });
  await page.setViewportSize({ width: 1080, height: 1920 });
  await look(page, "typing-handover-1080x1920-offline");
  await expect.poll(roomy).toEqual({ under: [], cut: [] });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await button(page, hand.give).click();
  await page.getByText(sentence).waitFor();
  await look(page, "typing-takeover-1920x1080");
  const acts = await inDatabase(page, "queued");
  expect(acts.map(({ body }) => body)).toMatchObject([{ type: "SignOn" }, { type: "BeginHandover" }]);
  // What was written lies in the box.
  expect(JSON.stringify(acts)).not.toContain(sentence);

  await server.start(env);
  await expect.poll(() => inDatabase(page, "queued"), { timeout: 30_000, interval: 200 }).toEqual([]);
  const begun = (await ledgerEvents(server.dataDir)).filter(({ data }) => data.type === "HandoverBegun");
  expect(begun.map(({ data }) => data)).toMatchObject([{ notes: ["equipment"], sealed: expect.any(String) }]);
  expect(JSON.stringify(begun)).not.toContain(sentence);
  // Under his key it is the very sentence: whoever keeps the post's book at the desk reads it.
  const desk = createClient(server.url, "desk", "typing-desk");
  onTestFinished(desk.close);
  await desk.connect();
  const left = [...(desk.replica()?.records.values() ?? [])].filter((record) => record.kind === "post");
  expect(left.flatMap(({ watch }) => (watch.state === "held" ? (watch.handover?.words ?? []) : []))).toEqual([
    sentence,
  ]);
  // Whoever comes next finds none of it, though the server told every kiosk of the hand-over.
  await button(page, zh.exit).click();
  await page.getByText(zh.startA).waitFor();
  await expect
    .poll(async () => tracesIn(await everythingOf(page), { words: sentence }), { timeout: 15_000, interval: 200 })
    .toEqual([]);
  expect(complaints().filter((text) => !/ERR_|WebSocket/.test(text))).toEqual([]);
}, 240_000);

test("[§C] keys and words to choose are at least 20 mm each way, named, in both themes, with and without a line, upright and lying", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const { page, context } = await device("about:blank", { width: 1080, height: 1920 });
  await context.addInitScript((px) => localStorage.setItem("shouwang.px-per-mm", String(px)), measured);
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await still(page);
  const [duty] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("the sample has no duty");
  await scanBadge(page, duty.badge, page.getByRole("button", { name: zh.understood }).first());
  for (const _ of duty.briefing) {
    const understood = page.getByRole("button", { name: zh.understood }).first();
    if (!(await understood.isVisible())) await page.getByRole("button", { name: zh.more }).click();
    await understood.click();
  }
  await page.getByText(zh.doneBig.SignOn, { exact: true }).waitFor();
  await scanBadge(page, duty.badge, button(page, zh.handOver));
  await button(page, zh.handOver).click();
  await button(page, hand.own).click();

  for (const line of ["live", "lost"] as const) {
    if (line === "lost") {
      await server.kill();
      await page.locator(".k-bar").waitFor({ timeout: 60_000 });
    }
    for (const [width, height] of [
      [1080, 1920],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const [board, door] of [
        ["nine", undefined],
        ["numbers", w.toNumbers],
        ["letters", w.toLetters],
        ["pinyin", w.toPinyin],
      ] as const) {
        if (door !== undefined) await button(page, door).click();
        if (board === "nine") {
          for (const key of ["4", "8", "5"])
            await keys(page)
              .getByRole("button", { name: new RegExp(`^${key} `) })
              .click();
          await picks(page).getByRole("button").nth(1).waitFor();
        }
        const name = `typing-${board}-${line}-${width}x${height}`;
        await look(page, name);
        const sizes = await measure(page);
        // Real millimetres: the unit is what was measured, not what would fit.
        expect(sizes.unit).toBeGreaterThanOrEqual(width > height ? real.lying : real.upright);
        expect(sizes.words.length).toBeGreaterThan(1);
        expect({ name, small: tooSmall(sizes) }).toEqual({ name, small: [] });
        expect({ name, cut: await cutTexts(page), scroll: await scrollOf(page) }).toEqual({
          name,
          cut: [],
          scroll: { x: 0, y: 0 },
        });
        expect({ name, under: await underDock(page) }).toEqual({ name, under: [] });
        if (line === "live") expect({ name, found: await inBothThemes(page, "7:1") }).toEqual({ name, found: [] });
        if (board === "nine") await button(page, w.clear).click();
      }
      await button(page, w.toNine).click();
    }
  }
}, 240_000);
