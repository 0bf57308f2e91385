// A seat given by number in real browsers: offered behind the PIN, seen at the other's tap, read and taken behind his; each page within its glass. [ACT-3, SCR-2]

import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { siteClock } from "../../domain/time.ts";
import { swapWords } from "../../kiosk/swap/words.ts";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts } from "../kit/glass.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { glasses, smallKeys } from "../kit/touches.ts";

const device = useDevices("nothing");
type Known = Duty & { readonly id: string; readonly pin: string };
let folder: string;
let server: RunningServer;
let giver: Known;
let other: Known;

const names = { "zh-CN": "春季防火演练志愿队", en: "Spring fire drill volunteers" } as const;

const identify = async (badge: string): Promise<IdentifyAnswer> => {
  const client = createClient(server.url, "kiosk", `swap-${uuid()}`);
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
const send = async (badge: string, command: Readonly<Record<string, unknown>>): Promise<void> => {
  const client = createClient(server.url, "kiosk", `swap-${uuid()}`);
  await client.connect();
  const answer = await client.send({ id: uuid(), at: Date.now(), as: { badge }, ...command });
  client.close();
  expect(JSON.stringify(answer)).toContain(`"kind":"ok"`);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-swap-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  // As the shift of the two has ended, five hours from now on any day, with a whole rest after it.
  const hourThen = (Math.floor(siteClock("Asia/Shanghai").minuteOfDay(Date.now()) / 60) + 5) % 24;
  const at = (minutes: string) => `+6d ${String(hourThen).padStart(2, "0")}:${minutes}`;
  const times = [at("00"), at("30"), "-4d 08:00", at("00"), "+5d 00:00"];
  const row = ["z-drill", "guard", "volunteer", names["zh-CN"], names.en, "松月管护站", ...times, "1"].join(",");
  await appendFile(join(sample.folder, "activities.csv"), `${row}\n`);
  await appendFile(join(sample.folder, "activity_roles.csv"), "z-drill,help,队员,Member,1,\n");
  await server.start({ SAMPLE_DIR: sample.folder });
  const [first, second] = sample.duties;
  if (first === undefined || second === undefined) throw new Error("the sample has no two duties");
  giver = await known(first);
  other = await known(second);
  await send(giver.badge, { type: "SignUp", activity: "z-drill", role: "help", wait: false });
});
afterAll(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

const button = (page: Page, text: string) => page.getByRole("button", { name: text });
const type = async (page: Page, digits: string): Promise<void> => {
  for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).click();
};

test.each([
  [glasses[0], "zh-CN"],
  [glasses[1], "en"],
] as const)(
  "[ACT-3, SCR-2] on %o in %s he offers his seat by number; the other's badge says that somebody does, his PIN who, and he takes it",
  async (glass, lang) => {
    const { width, height, pxPerMm } = glass;
    const t = lang === "en" ? en : zh;
    const s = swapWords(lang);
    const name = names[lang];
    const { page, complaints } = await device(`${server.url}/kiosk`, { width, height, lang, touch: true });
    const right = async (shot: string): Promise<void> => {
      await look(page, `swap-${shot}-${width}-${lang}`);
      expect({ shot, cut: await cutTexts(page) }).toEqual({ shot, cut: [] });
      expect({ shot, small: (await smallKeys(page, pxPerMm)).small }).toEqual({ shot, small: [] });
    };
    /** Whoever leaves takes his language with him. */
    const speak = async (): Promise<void> => {
      if (lang === "en") await button(page, "English").click();
      await page.getByText(t.startA).waitFor();
    };
    const leave = async (): Promise<void> => {
      await button(page, t.exit).click();
      await page.getByText(zh.startA).waitFor();
      await speak();
    };
    /** By number and PIN; what the tap opens first stands then. */
    const come = async (who: Known): Promise<void> => {
      await button(page, t.noBadge).click();
      await type(page, who.number);
      await button(page, t.next).click();
      await type(page, who.pin);
      // The pad has a key of that name, too.
      await page.locator(".k-pad").waitFor({ state: "detached" });
      await expect.poll(() => page.getByText(t.askingNumber).count(), { timeout: 20_000 }).toBe(0);
      await button(page, t.back).waitFor();
    };
    const toSwap = async (): Promise<void> => {
      await button(page, t.back).click();
      await button(page, t.mine).click();
      const mine = page.locator(".k-entries > div").filter({ hasText: name });
      await mine.getByRole("button").click();
      await button(page, t.swap).click();
    };
    await page.getByText(zh.online).waitFor();
    await speak();
    // Who has the seat by now, of the two.
    await come(giver);
    await toSwap();
    await right("beside");
    await button(page, s.byNumber).click();
    await type(page, other.number);
    await right("number");
    await button(page, s.give).click();
    await page.getByText(t.doneBig.AskSwap).waitFor();
    await right("asked");
    await leave();
    // The giver reads that it waits, and could take it back.
    await come(giver);
    await button(page, t.back).click();
    await button(page, t.mine).click();
    await page.getByText(s.waits).waitFor();
    await right("mine");
    await page.locator(".k-entries > div").filter({ hasText: name }).getByRole("button").click();
    await button(page, t.swap).click();
    await button(page, s.takeBack).waitFor();
    await right("waits");
    await leave();
    // The other: a badge alone says no name, neither of whom nor of what.
    await scanBadge(page, other.badge, page.getByText(s.offerTitle));
    await right("badge");
    expect(await page.locator("main").innerText()).not.toContain(name);
    await button(page, s.offerPin).click();
    await type(page, other.pin);
    await page.getByText(name).waitFor();
    await right("offer");
    await button(page, s.yes).click();
    await page.getByText(t.doneBig.AnswerSwap).waitFor();
    await right("taken");
    await leave();
    [giver, other] = [other, giver];
    expect(complaints()).toEqual([]);
  },
  120_000,
);
