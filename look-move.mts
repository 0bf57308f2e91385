import { chromium } from "playwright-core";
import { launchOptions } from "./tests/kit/browser.ts";
import { erEvent, erLeader, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "./tests/kit/moved-files.ts";
import { writeFileSync } from "node:fs";
const base = process.argv[2] ?? "";
const now = Date.now(), H = 3_600_000, D = 24 * H;
const b = now - 5 * D, e = b + 4 * H;
const page1 = erPage([
  ...Array.from({ length: 14 }, (_, n) => erPatrol(n, [erSegment(b - n * D, e - n * D, { leader: erLeader(n % 3 === 0 ? "Okello" : "王小明"), events: n === 0 ? [erEvent(1, "fire_rep", b), erEvent(2, "snare_rep", b, {title: "三个套子"}), erEvent(3, "rainfall_rep", b, { title: "12 mm" })] : [] })], { title: `北线日常 ${n}`, objective: "防火巡查", notes: n === 0 ? [{ text: "雪大，绕行" }] : [] })),
  erPatrol(30, [erSegment(b, null)], { state: "cancelled" }),
  erPatrol(31, [erSegment(b, null)], { state: "open" }),
  erPatrol(32, [erSegment(null, null)]),
  erPatrol(33, [erSegment(null, null, { scheduled_start: new Date(now + 5 * H).toISOString() })], { state: "open" }),
]);
writeFileSync("/tmp/smart-look/patrols.json", JSON.stringify(page1));
writeFileSync("/tmp/smart-look/tracks.json", JSON.stringify(erTracks(uuidOf(700), [...walkFrom(b + H, 90, 47.18), ...walkFrom(e + 2 * H, 20, 47.18)])));
const browser = await chromium.launch(await launchOptions());
for (const [lang, scheme, width, height] of [["zh-CN", "light", 1280, 800], ["en", "dark", 1280, 800], ["zh-CN", "dark", 390, 844], ["en", "light", 1920, 1080]] as const) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(`${base}/desk#/patrols/+move`);
  await page.locator("input[type=file]").setInputFiles(["/tmp/smart-look/patrols.json", "/tmp/smart-look/tracks.json"]);
  await page.locator("input[value=wgs84]").check({ force: true });
  await page.locator("form button[type=submit]").click();
  await page.locator("#record .columns, .columns").first().waitFor({ timeout: 8000 });
  await page.waitForTimeout(300);
  const name = `${lang}-${scheme}-${width}`;
  await page.screenshot({ path: `/tmp/smart-look/move-${name}.png`, fullPage: false });
  if (lang === "en" && scheme === "light") {
    await page.locator("form button[type=submit]").click();
    await page.getByText("Imported", { exact: true }).waitFor();
    await page.screenshot({ path: `/tmp/smart-look/moved-${name}.png` });
    await page.goto(`${base}/desk#/patrols/earthranger-${uuidOf(0)}`);
    await page.waitForTimeout(1200);
    await page.screenshot({ path: `/tmp/smart-look/patrol-${name}.png` });
  }
  await context.close();
}
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "zh-CN", colorScheme: "dark" });
const page = await context.newPage();
await page.goto(`${base}/desk#/patrols/earthranger-${uuidOf(0)}`);
await page.waitForTimeout(1500);
await page.screenshot({ path: `/tmp/smart-look/patrol-zh.png` });
await browser.close();
