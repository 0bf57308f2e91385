// One's own data in real browsers: shown behind the PIN, opened by a phone without cookies, asked to be put right with the kiosk's own keys, answered at the desk, told. [ORG-2]

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ownCode } from "../../domain/corrections/own-data.ts";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { typingWords } from "../../kiosk/input/words.ts";
import { ownWords } from "../../kiosk/mydata/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { correctionWords } from "../../web/desk/words-corrections.ts";
import { inBothThemes } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { everythingOf, tracesIn } from "../kit/everything.ts";
import { cutTexts } from "../kit/glass.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { glasses } from "../kit/touches.ts";

const device = useDevices("nothing");
const w = ownWords("zh-CN");
const typing = typingWords("zh-CN");
const say = (key: keyof typeof correctionWords): string => correctionWords[key][0];

let folder: string;
let server: RunningServer;
let duty: Duty;
let name: string;
let pin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-my-data-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  await server.start({ SAMPLE_DIR: sample.folder });
  const [first] = sample.duties;
  if (first === undefined) throw new Error("the sample has no duty");
  duty = first;
  const people = v.parse(
    v.array(v.record(v.string(), v.string())),
    parse(await readFile(join(sample.folder, "workers.csv"), "utf8"), { columns: true, bom: true }),
  );
  name = people.find(({ number }) => number === duty.number)?.name ?? "";
  const id = await idOf(duty.badge);
  const issued = await fetch(`${server.url}/api/v1/workers/${id}/pin`, { method: "POST" });
  pin = v.parse(v.object({ pin: v.string() }), await issued.json()).pin;
});
afterAll(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

const button = (page: Page, text: string) => page.getByRole("button", { name: text, exact: true });
const type = async (page: Page, digits: string): Promise<void> => {
  for (const digit of digits) await button(page, digit).click();
};

/** By number and PIN to his own page. */
const toOwnPage = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: zh.noBadge }).click();
  await type(page, duty.number);
  await button(page, zh.next).click();
  await type(page, pin);
  await page.getByRole("button", { name: zh.back }).click();
  await page.getByRole("button", { name: zh.mine }).click();
};
const leave = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: zh.exit }).click();
  await page.getByText(zh.startA).waitFor();
};

/** Texts and keys that reach into the page's foot, where 返回 and 求助 stand. */
const underDock = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const foot = document.querySelector(".k-dock")?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll(".k-main :is(p, button, svg)")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().bottom > foot + 1)
      .map((one) => one.textContent?.trim() ?? "");
  });

test("[ORG-2] he sees his data, takes it by his phone once, asks with the kiosk's keys, is refused with a reason and told of it at his next tap", async () => {
  const { page, complaints } = await device(`${server.url}/kiosk`, { width: 1080, height: 1920, touch: true });
  await page.getByText(zh.online).waitFor();
  await toOwnPage(page);
  await page.getByRole("button", { name: w.open }).click();
  await page.getByText(name, { exact: true }).waitFor();
  await page.getByText(duty.number, { exact: true }).waitFor();
  expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  await look(page, "my-data-register");
  expect(await inBothThemes(page, "7:1")).toEqual([]);
  for (const part of ["shifts", "activities", "patrols", "asked", "kept"] as const) {
    await button(page, w.part[part]).click();
    await page.getByRole("heading", { name: new RegExp(w.part[part]) }).waitFor();
    await look(page, `my-data-${part}`);
    expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  }

  // A phone of the LAN: another browser, which knows nobody here.
  const answered = page.waitForResponse(/\/my-data\/code$/);
  await button(page, w.take).click();
  const { path } = v.parse(ownCode, await (await answered).json());
  await page.getByRole("img", { name: w.takeBig }).waitFor();
  const code = await page.locator(".k-take-code svg").boundingBox();
  expect((code?.width ?? 0) / glasses[0].pxPerMm, "the code's side, mm").toBeGreaterThan(40);
  await look(page, "my-data-take");
  expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  const phone = await device(`${server.url}${path}`, { width: 390, height: 844 });
  await phone.page.getByRole("heading", { name: new RegExp(duty.number) }).waitFor();
  expect(await phone.context.cookies()).toEqual([]);
  await look(phone.page, "my-data-phone");
  const [download] = await Promise.all([
    phone.page.waitForEvent("download"),
    phone.page.getByRole("link", { name: /JSON/ }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain(duty.number);
  const again = await phone.page.goto(`${server.url}${path}`);
  expect(again?.status()).toBe(403);
  expect(await phone.page.content()).not.toContain(duty.number);

  // What is wrong, and what it should say: typed with the kiosk's nine keys.
  await button(page, w.correct).click();
  await look(page, "my-data-correct");
  await button(page, w.field.crew).click();
  await button(page, w.write).click();
  const keys = page.getByRole("toolbar", { name: typing.keys });
  for (const key of "37426") await keys.getByRole("button", { name: new RegExp(`^${key}( |$)`) }).click();
  await page
    .getByRole("toolbar", { name: new RegExp(`^${typing.pick}`) })
    .getByRole("button", { name: "二号", exact: true })
    .click();
  await look(page, "my-data-typed");
  await page.getByRole("button", { name: typing.done }).click();
  await page.getByText("二号", { exact: true }).waitFor();
  await look(page, "my-data-should");
  await button(page, w.send).click();
  await page.getByText(/更正班组 · 二号/).waitFor();
  await look(page, "my-data-asked-open");
  await leave(page);
  const traces = { name, number: duty.number, wanted: "二号", code: path, PIN: pin };
  expect(tracesIn(await everythingOf(page), traces)).toEqual([]);

  // The desk.
  const desk = await device(`${server.url}/desk#/corrections`, { width: 1280, height: 800 });
  await desk.page.getByRole("link", { name: /更正班组/ }).click();
  await desk.page.getByText(say("correction.wanted")).waitFor();
  await look(desk.page, "corrections-desk");
  await desk.page.getByLabel(say("correction.reason")).fill("名册上没有这个班");
  await button(desk.page, say("correction.refuse")).click();
  await desk.page.getByText("名册上没有这个班").first().waitFor();
  await look(desk.page, "corrections-desk-answered");
  expect(desk.complaints()).toEqual([]);

  // His next tap: that an answer waits; what it says only after the PIN.
  await page.getByRole("button", { name: zh.noBadge }).click();
  await type(page, duty.number);
  await button(page, zh.next).click();
  await type(page, pin);
  await page.getByRole("button", { name: zh.back }).click();
  await page.getByText(w.answersPin(1)).waitFor();
  expect(await page.content()).not.toContain("名册上没有这个班");
  await page.getByRole("button", { name: zh.mine }).click();
  await page.getByRole("button", { name: new RegExp(w.answers(1)) }).click();
  await page.getByText(/名册上没有这个班/).waitFor();
  await look(page, "my-data-answered");
  await leave(page);
  await toOwnPage(page);
  await page.getByRole("button", { name: w.open }).waitFor();
  expect(await page.content()).not.toContain(w.answers(1));
  expect(complaints()).toEqual([]);
});

test("[ORG-2] lying and in English, with a foreman's many keys: nothing is cut, and his own language stays at the next tap", async () => {
  const { page } = await device(`${server.url}/kiosk`, { width: 1920, height: 1080, touch: true });
  onTestFinished(() => page.close());
  const en = ownWords("en");
  await page.getByText(zh.online).waitFor();
  await toOwnPage(page);
  await look(page, "my-data-mine-lying");
  expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  await page.getByRole("button", { name: w.open }).click();
  await button(page, w.look).click();
  await look(page, "my-data-look-lying");
  await button(page, "English").click();
  await page.getByText(en.lookHint).waitFor();
  for (const part of ["register", "shifts", "asked", "kept"] as const) {
    await button(page, en.part[part]).click();
    await page.getByRole("heading", { name: new RegExp(en.part[part]) }).waitFor();
    await look(page, `my-data-${part}-lying-en`);
    expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  }
  await button(page, en.look).click();
  await button(page, en.large).click();
  for (const part of ["register", "kept"] as const) {
    await button(page, en.part[part]).click();
    await page.getByRole("heading", { name: new RegExp(en.part[part]) }).waitFor();
    await look(page, `my-data-${part}-large-en`);
    expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  }
  await button(page, en.look).click();
  await button(page, en.normal).click();
  await button(page, en.take).click();
  await page.getByRole("img", { name: en.takeBig }).waitFor();
  await look(page, "my-data-take-lying-en");
  expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  await button(page, en.correct).click();
  await look(page, "my-data-correct-lying-en");
  expect([...(await cutTexts(page)), ...(await underDock(page))]).toEqual([]);
  await button(page, en.field.qualification).click();
  await look(page, "my-data-qualification-lying-en");
  await page.getByRole("button", { name: /Exit/ }).click();
  await page.getByText(zh.startA).waitFor();
  // The screen is Chinese; whoever chose English is greeted in it.
  await page.getByRole("button", { name: zh.noBadge }).click();
  await type(page, duty.number);
  await button(page, zh.next).click();
  await type(page, pin);
  await page.getByRole("button", { name: /Exit/ }).waitFor();
});

/** Ids are made of the number under the site's own pepper: heard from his own card. */
const idOf = async (badge: string): Promise<string> => {
  const client = createClient(server.url, "kiosk", `my-data-${uuid()}`);
  await client.connect();
  const answer = await new Promise<IdentifyAnswer>((resolve) => client.socket.emit("identify", { badge }, resolve));
  client.close();
  const self = answer.kind === "ok" ? answer.card.records.find((record) => record.kind === "worker") : undefined;
  if (self === undefined) throw new Error("the sample's worker is not known");
  return self.id;
};
