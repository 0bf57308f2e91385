// Somebody touches 求助 at a kiosk that nobody knows him at: the wall flashes it before all else, the desk answers and resets it; without a line the kiosk says so.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { typingWords } from "../../kiosk/input/words.ts";
import { noteWords } from "../../kiosk/sos/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { zh as wallWords } from "../../web/wall/words-zh.ts";
import { useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();
const note = noteWords("zh-CN");
const keys = typingWords("zh-CN");

test("[POST-4, ALM-1] a call for help goes from the kiosk to wall and desk, latches, and ends by a reset with a reason", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const wall = (await device(`${server.url}/wall`, { width: 1920, height: 1080 })).page;
  const desk = (await device(`${server.url}/desk#/alarms`)).page;
  const { page: kiosk, context } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920 });
  // Everybody is late at this site: the call must be seen before all those alarms.
  const first = wall.locator(".strip [role=alert]").first();
  await first.filter({ hasText: /空岗|无带班领导/ }).waitFor();

  const key = kiosk.getByRole("button", { name: zh.sos, exact: true });
  const size = await key.boundingBox();
  const mm = await kiosk.locator(".k").evaluate((k) => Number.parseFloat(getComputedStyle(k).getPropertyValue("--mm")));
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(20 * mm - 1);
  await key.click();
  await kiosk.getByText(zh.sosAsk).waitFor();
  await look(kiosk, "sos-kiosk-ask");
  expect(await first.innerText()).not.toContain("求助");
  await kiosk.getByRole("button", { name: zh.sosGo }).click();
  await kiosk.getByText(zh.sosToldHint).waitFor();
  await look(kiosk, "sos-kiosk-told");
  await first.filter({ hasText: "求助" }).waitFor();
  expect(await first.innerText()).toContain(wallWords.toldAll);
  expect(await first.innerText()).toContain(wallWords.callerUnknown);
  expect(await first.locator(".blk.flash").count()).toBe(1);
  await look(wall, "sos-wall-1080");
  // Own words, if anybody wants: by choices, and with the kiosk's keyboard; nobody has laid a badge down.
  await kiosk.getByRole("button", { name: zh.sosNote }).click();
  await kiosk.getByRole("button", { name: note.choices[1] ?? "", exact: true }).click();
  await kiosk.getByRole("button", { name: note.write }).click();
  await kiosk.getByRole("button", { name: keys.toNumbers, exact: true }).click();
  const keyboard = kiosk.getByRole("toolbar", { name: keys.keys });
  for (const digit of "302") await keyboard.getByRole("button", { name: digit, exact: true }).click();
  await keyboard.getByRole("button", { name: keys.done }).click();
  await look(kiosk, "sos-kiosk-note");
  await kiosk.getByRole("button", { name: note.send }).click();
  await kiosk.getByText(note.big.told).waitFor();
  await look(kiosk, "sos-kiosk-noted");
  const added = `${note.choices[1]}，302`;
  await first.filter({ hasText: wallWords.callerNoted }).waitFor();
  expect(await wall.locator("body").innerText()).not.toContain(added);
  await look(wall, "sos-wall-noted");
  // Whoever comes next sees that it was called.
  await kiosk.getByRole("button", { name: zh.understoodSos }).click();
  await kiosk.getByRole("status").filter({ hasText: "已求助" }).waitFor();
  await look(kiosk, "sos-kiosk-latched");

  await desk.getByRole("link", { name: "求助" }).first().click();
  await look(desk, "sos-desk-unack");
  const record = desk.locator("article");
  await record.getByText(added).waitFor();
  await look(desk, "sos-desk-noted");
  await record.getByRole("button", { name: "确认", exact: true }).click();
  await first.filter({ hasText: wallWords.awaitReset }).or(wall.locator(".strip .p1.unack")).first().waitFor();
  const reset = record.getByRole("button", { name: "复位", exact: true });
  await reset.waitFor();
  expect(await reset.isDisabled()).toBe(true);
  await record.getByRole("textbox").first().fill("人已接出，送卫生所");
  await look(desk, "sos-desk-reset");
  await reset.click();
  await record.getByText("已恢复并关闭").waitFor();
  await record.getByText("原因：人已接出，送卫生所").waitFor();
  await expect.poll(() => wall.locator(".strip").innerText()).not.toContain("求助");

  // The line is down: nobody has been told, and the kiosk does not pretend otherwise.
  await server.kill();
  await key.click();
  await kiosk.getByRole("button", { name: zh.sosGo }).click();
  await kiosk.getByText(zh.sosWaitingHint).waitFor();
  await look(kiosk, "sos-kiosk-offline");
  await kiosk.getByRole("button", { name: zh.sosNote }).click();
  await kiosk.getByRole("button", { name: note.choices[3] ?? "", exact: true }).click();
  await kiosk.getByRole("button", { name: note.send }).click();
  await kiosk.getByText(note.waitingHint).waitFor();
  await look(kiosk, "sos-kiosk-note-offline");
  await kiosk.reload();
  await server.start(env);
  // Kept over a reload and sent by itself once the server is back.
  await first.filter({ hasText: "求助" }).waitFor({ timeout: 60_000 });
  await desk.getByRole("link", { name: "求助" }).first().click();
  await record.getByText(note.choices[3] ?? "").waitFor();
  await context.close();
});
