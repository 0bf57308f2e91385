// A walker's finding becomes a hazard at the desk, and whoever is briefed at its post hears of it before he signs on. [CASE-1, COV-3]

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hazardWords } from "../../kiosk/hazards/words.ts";
import { createSay } from "../../web/desk/words.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");
const say = createSay("zh-CN");
const w = hazardWords("zh-CN");

test("[CASE-1, COV-3] told on a patrol, made a hazard with mouse and keys, read at the briefing of its post", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const duty = sample.duties.find(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("the sample has no briefed duty");

  const { page } = await device(`${server.url}/desk#/findings/%2Bfinding`, { width: 1280, height: 800 });
  await page.locator("#record form input[type=radio]").nth(1).check();
  await page.locator("#record form textarea").fill("栈道护栏断了");
  await page.locator("#record form [type=submit]").click();
  await page.waitForURL(/#\/findings\/(?!%2B)/);
  await page.getByRole("link", { name: say("finding.make"), exact: true }).click();
  // What was told is there to begin with.
  await expect.poll(() => page.getByLabel(say("case.words"), { exact: true }).inputValue()).toBe("栈道护栏断了");
  await page.getByRole("radio", { name: say("case.class.fall"), exact: true }).click();
  await page.getByRole("radio", { name: say("case.urgency.now"), exact: true }).click();
  await page.getByLabel(say("case.post"), { exact: true }).selectOption(duty.post);
  await look(page, "hazard-found-form");
  await page.getByRole("button", { name: say("case.report.act"), exact: true }).click();
  await page
    .getByRole("link", { name: new RegExp(say("case.class.fall")) })
    .first()
    .click();
  await page.getByRole("link", { name: say("case.finding"), exact: true }).click();
  await page.getByRole("link", { name: say("finding.made", { is: say("case.is.reported") }), exact: true }).waitFor();
  expect(await page.getByRole("link", { name: say("finding.make"), exact: true }).count()).toBe(0);
  await look(page, "hazard-found-linked");

  const kiosk = (await device(`${server.url}/kiosk`, { width: 1920, height: 1080 })).page;
  await scanBadge(kiosk, duty.badge, kiosk.getByText(w.atPost(w.class.fall)));
  await look(kiosk, "hazard-found-briefing");
}, 120_000);
