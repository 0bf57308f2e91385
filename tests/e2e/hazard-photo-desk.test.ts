// Photos of a hazard at the desk in a real browser: chosen with its report, added, shown without their place, taken out again. [CASE-1]

import { expect, onTestFinished, test } from "vitest";
import { createSay } from "../../web/desk/words.ts";
import { inBothThemes } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { photoOf, unpacked, withPlace } from "../kit/photos.ts";
import { createRunningServer } from "../kit/running-server.ts";

const device = useDevices("nothing");

test.each([
  ["zh-CN", 1280, 800],
  ["en", 1920, 1080],
] as const)(
  "[CASE-1] in %s at %d×%d the desk records a hazard with its photo, shows it without its place, and takes it out",
  async (lang, width, height) => {
    const say = createSay(lang);
    const server = await createRunningServer();
    onTestFinished(server.remove);
    await server.start();
    const { page, complaints } = await device(`${server.url}/desk#/cases`, { width, height, lang });
    const key = (name: string) => page.getByRole("button", { name, exact: true });
    await page.getByRole("link", { name: say("case.report") }).click();
    await page.getByRole("radio", { name: say("case.class.roof"), exact: true }).click();
    await page.getByRole("radio", { name: say("case.urgency.likely"), exact: true }).click();
    await page.getByLabel(say("case.place"), { exact: true }).fill(`3号巷 ${lang}`);
    const input = page.getByLabel(say("case.photo.report"), { exact: true });
    await input.setInputFiles({ name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await page.getByText(say("case.photo.unread")).waitFor();
    const buffer = Buffer.from(withPlace(photoOf(2_000, 1_500)));
    await input.setInputFiles({ name: "place.jpg", mimeType: "image/jpeg", buffer });
    await page.getByRole("img", { name: say("case.photo.chosen") }).waitFor();
    await look(page, `photo-desk-report-${lang}`);
    await key(say("case.report.act")).click();
    const shown = page.locator("li img");
    await expect
      .poll(
        () => shown.evaluateAll((all) => all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0))),
        { timeout: 30_000 },
      )
      .toEqual([1600]);
    await look(page, `photo-desk-shown-${lang}`);
    const path = (await shown.getAttribute("src")) ?? "";
    const bytes = new Uint8Array(await (await fetch(`${server.url}${path}`)).arrayBuffer());
    expect([unpacked(bytes), Buffer.from(bytes).includes("GPS-")]).toEqual(["1600×1200", false]);
    await page
      .getByLabel(say("case.photo.report"), { exact: true })
      .setInputFiles({ name: "more.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photoOf(320, 240, 2)) });
    await key(say("case.photo.add")).click();
    await expect.poll(() => shown.count(), { timeout: 30_000 }).toBe(2);
    expect(await inBothThemes(page, "4.5:1")).toEqual([]);
    await page
      .getByRole("button", {
        name: new RegExp(`^${say("case.photo.out.of", { what: say("case.photo.is.report"), at: "" }).trim()}`),
      })
      .first()
      .click();
    await page.getByLabel(say("case.photo.out.why")).fill("有人脸");
    await look(page, `photo-desk-out-${lang}`);
    await key(say("case.photo.out.act")).click();
    await expect.poll(() => shown.count(), { timeout: 30_000 }).toBe(1);
    await page.getByText(say("case.did.photo-out"), { exact: true }).waitFor();
    expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    expect(complaints()).toEqual([]);
  },
);
