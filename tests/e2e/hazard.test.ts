// A hazard's day in real browsers: told in four touches, handed out by the desk, mended, sent back once, accepted by another, and told at the next tap. [CASE-1]

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseRec } from "../../domain/cases/case.ts";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { dayLength } from "../../domain/time.ts";
import { hazardWords } from "../../kiosk/hazards/words.ts";
import { photoWords } from "../../kiosk/hazards/words-photo.ts";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts } from "../kit/glass.ts";
import { toHome } from "../kit/home.ts";
import { type Client, createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { glasses, smallKeys, takeTouches, writeTouches } from "../kit/touches.ts";

const device = useDevices("nothing");
type Known = Duty & { readonly id: string; readonly pin: string };
let folder: string;
let server: RunningServer;
let desk: Client;
let people: readonly Known[];

const identify = async (badge: string): Promise<IdentifyAnswer> => {
  const client = createClient(server.url, "kiosk", `hazard-${uuid()}`);
  await client.connect();
  const answer = await new Promise<IdentifyAnswer>((resolve) => client.socket.emit("identify", { badge }, resolve));
  client.close();
  return answer;
};
const known = async (duty: Duty): Promise<Known> => {
  const answer = await identify(duty.badge);
  const self = answer.kind === "ok" ? answer.card.records.find((record) => record.kind === "worker") : undefined;
  if (self === undefined) throw new Error("the sample's worker is not known");
  const issued = await fetch(`${server.url}/api/v1/workers/${self.id}/pin`, { method: "POST" });
  return { ...duty, id: self.id, pin: v.parse(v.object({ pin: v.string() }), await issued.json()).pin };
};
const told = async (badge: string): Promise<CaseRec | undefined> => {
  const answer = await identify(badge);
  return answer.kind === "ok"
    ? answer.card.records.find((one): one is CaseRec => one.kind === "case" && typeof one.by === "object")
    : undefined;
};
const act = async (command: Readonly<Record<string, unknown>>): Promise<void> => {
  const answer = await desk.send({ id: uuid(), at: Date.now(), ...command });
  expect(JSON.stringify(answer)).toContain(`"kind":"ok"`);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-hazard-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  await server.start({ SAMPLE_DIR: sample.folder });
  desk = createClient(server.url, "desk", "");
  await desk.connect();
  people = await Promise.all(sample.duties.slice(0, 9).map(known));
});
afterAll(async () => {
  desk?.close();
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** What the dock covers. */
const underDock = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const dock = document.querySelector(".k-dock")?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    return [...document.querySelectorAll<HTMLElement>(".k-main button, .k-main .k-plate")]
      .filter((one) => one.getBoundingClientRect().bottom > dock + 1)
      .map((one) => one.innerText);
  });

test.each([
  [glasses[0], "zh-CN", false, 0],
  [glasses[1], "en", true, 3],
  [glasses[1], "en", false, 6],
] as const)(
  "[CASE-1] on %o in %s (large: %s) badge + 4 touches tell it; the desk hands it out; mended, sent back, mended, accepted; its teller hears",
  async (glass, lang, large, from) => {
    const { width, height, pxPerMm } = glass;
    const t = lang === "en" ? en : zh;
    const w = hazardWords(lang);
    const [teller, mender, acceptor] = people.slice(from, from + 3);
    if (teller === undefined || mender === undefined || acceptor === undefined) throw new Error("too few people");
    const { page, complaints } = await device(`${server.url}/kiosk`, { width, height, lang, touch: true });
    const button = (text: string): Locator => page.getByRole("button", { name: text });
    const right = async (shot: string): Promise<void> => {
      await look(page, `hazard-${shot}-${width}-${lang}${large ? "-large" : ""}`);
      expect({ shot, cut: await cutTexts(page) }).toEqual({ shot, cut: [] });
      expect({ shot, under: await underDock(page) }).toEqual({ shot, under: [] });
      expect({ shot, small: (await smallKeys(page, pxPerMm)).small }).toEqual({ shot, small: [] });
    };
    const speak = async (): Promise<void> => {
      if (lang === "en") await button("English").click();
      if (large) await button(t.large).click();
      await page.getByText(t.startA).waitFor();
    };
    const leave = async (): Promise<void> => {
      await button(t.exit).or(button(t.nextPerson)).first().click();
      await page.getByText(zh.startA).waitFor();
      await speak();
    };
    const type = async (digits: string): Promise<void> => {
      for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).click();
    };
    /** To what waits for him, behind his PIN. */
    const toTask = async (who: Known): Promise<void> => {
      await scanBadge(page, who.badge, button(t.exit));
      await toHome(page, button(t.back));
      await button(w.name).click();
      await button(w.openAndTasks(1, 1)).click();
      await right("open");
      await button(w.tasks(1)).click();
      await type(who.pin);
      await page.locator(".k-pad").waitFor({ state: "detached" });
      await toHome(page, button(t.back));
      await button(w.name).click();
      await button(w.openAndTasks(1, 1)).click();
      await button(w.tasks(1)).click();
      await button(w.openOne).click();
      await page.getByText(w.measure).waitFor();
    };
    await writeTouches(page);
    await page.reload();
    await page.getByText(zh.online).waitFor();
    await speak();
    await scanBadge(page, teller.badge, button(t.exit));
    await toHome(page, button(t.back));
    await takeTouches(page);
    await button(w.name).click();
    await right("kinds");
    // Nobody is offered a camera that this machine has not.
    expect(await button(photoWords(lang).key).count()).toBe(0);
    await button(w.class.gas).click();
    await button(w.urgency.now).click();
    await right("chosen");
    await button(w.send).click();
    await page.getByText(t.doneBig.ReportCase).waitFor();
    await right("told");
    expect((await takeTouches(page)).length).toBe(4);
    await leave();

    const hazard = await told(teller.badge);
    expect(hazard).toMatchObject({ class: "gas", urgency: "now", is: { state: "reported" } });
    const on = { case: hazard?.id };
    const fixes = {
      ...{ who: mender.id, finisher: mender.id, acceptor: acceptor.id },
      ...{ measure: "停机换轴承，加油，试运行半小时", due: Date.now() + 3 * dayLength },
    };
    await act({ type: "VerifyCase", ...on });
    await act({ type: "GradeCase", ...on, level: "general", colour: "orange" });
    await act({ type: "AssignCase", ...on, fixes });

    await toTask(mender);
    await right("task");
    await button(w.done).click();
    await right("done-why");
    await button(w.doneChoices[0] ?? "").click();
    await page.getByText(t.doneBig.SayCaseDone).first().waitFor();
    await leave();

    await toTask(acceptor);
    await right("accept");
    await button(w.returned).click();
    await button(w.returnChoices[0] ?? "").click();
    await page.getByText(t.doneBig.ReturnCase).first().waitFor();
    await leave();

    await toTask(mender);
    await page.getByText(w.returnChoices[0] ?? "").waitFor();
    await right("again");
    await button(w.done).click();
    await button(w.doneChoices[1] ?? "").click();
    await page.getByText(t.doneBig.SayCaseDone).first().waitFor();
    await leave();

    await toTask(acceptor);
    await button(w.accepted).click();
    await page.getByText(t.doneBig.AcceptCase).first().waitFor();
    await leave();

    await scanBadge(page, teller.badge, page.getByText(w.step.closed));
    await right("answered");
    await button(w.read).click();
    await page.getByText(w.step.closed).waitFor({ state: "detached" });
    await expect.poll(async () => (await told(teller.badge))?.news).toBe(false);
    expect(complaints()).toEqual([]);
  },
);
