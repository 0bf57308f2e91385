// Touches and seconds at a kiosk, counted where fingers come down: sign-on briefed and unbriefed, a sign-up; on both glasses, with every key in its millimetres.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Locator, Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { type Client, createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { addActivity, copySample, type Duty } from "../kit/sample-copy.ts";
import {
  type Glass,
  glasses,
  modelSeconds,
  readingSeconds,
  smallKeys,
  takeTouches,
  writeTouches,
} from "../kit/touches.ts";

const device = useDevices("nothing");

let folder: string;
let server: RunningServer;
let desk: Client;
/** Workers whose foreman held the briefing with them, and workers who read it themselves: three risks each. */
let briefed: readonly Duty[];
let unbriefed: readonly Duty[];

/** Every foreman of the site confirms at a kiosk who of his crew stood there. */
const holdBriefings = async (site: string, duties: readonly Duty[]): Promise<ReadonlySet<string>> => {
  const people = v.parse(
    v.array(v.record(v.string(), v.string())),
    parse(await readFile(join(site, "workers.csv"), "utf8"), { columns: true, bom: true }),
  );
  const heard = new Set<string>();
  for (const { badge = "", unit, roles } of people) {
    if (roles !== "foreman") continue;
    const known = await new Promise<IdentifyAnswer>((resolve) => desk.socket.emit("identify", { badge }, resolve));
    const members = known.kind === "ok" ? (known.card.crew ?? []) : [];
    const crew = members.flatMap(({ post, worker }) => {
      const duty = duties.find((one) => one.post === post);
      return duty === undefined ? [] : [{ post, workers: [worker], points: duty.briefing }];
    });
    if (crew.length === 0) continue;
    const answer = await desk.send({ id: uuid(), at: Date.now(), as: { badge }, type: "ConfirmCrew", unit, crew });
    if (answer !== "no answer" && answer.kind === "ok") for (const { post } of crew) heard.add(post);
  }
  return heard;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-touches-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  await addActivity(sample.folder);
  await server.start({ SAMPLE_DIR: sample.folder });
  desk = createClient(server.url, "kiosk", `touches-${uuid()}`);
  await desk.connect();
  const three = sample.duties.filter(({ briefing }) => briefing.length === 3);
  const own = three.filter((_, n) => n % 2 === 0);
  const crews = three.filter((_, n) => n % 2 === 1);
  const heard = await holdBriefings(sample.folder, crews);
  unbriefed = own;
  briefed = crews.filter(({ post }) => heard.has(post));
});
afterAll(async () => {
  desk?.close();
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

const kioskOn = async ({ width, height, pxPerMm }: Glass): Promise<Page> => {
  const { page } = await device("about:blank", { width, height, touch: true });
  // As whoever set it up measured it: keys are held against the millimetres of the glass, not of the page.
  await page.addInitScript((measured) => localStorage.setItem("shouwang.px-per-mm", String(measured)), pxPerMm);
  await writeTouches(page);
  return page;
};

/** One worker's visit, from his badge to the word that it is done: what he touched, and what the page asked of the server for it. */
const visit = async (page: Page, glass: Glass, { badge }: Duty, opens: Locator, keys: readonly Locator[]) => {
  let asked = 0;
  page.on("websocket", (line) =>
    line.on("framesent", ({ payload }) => {
      if (payload.toString().includes('["command"')) asked += 1;
    }),
  );
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  const read: string[] = [];
  const passed: { readonly at: string; readonly small: readonly string[] }[] = [];
  const held = async (): Promise<void> => {
    const { seen, small } = await smallKeys(page, glass.pxPerMm);
    // Every page has at least its SOS: one without a key was not looked at.
    expect(seen).toBeGreaterThan(0);
    const at = (await page.locator("h1").innerText()).replaceAll(/\s+/g, " ");
    passed.push({ at, small });
  };
  await held();
  await scanBadge(page, badge, opens);
  // A scan that fell apart on a starved machine is laid down again, from the first page on: that is the reader's, not his.
  await takeTouches(page);
  for (const key of keys) {
    await key.waitFor();
    await held();
    read.push((await page.locator(".k-point :is(.k-name, .k-do)").allInnerTexts()).join(""));
    await key.tap();
  }
  await page.getByText(zh.inLedger).waitFor();
  await held();
  await look(page, `touches-${glass.width}x${glass.height}-${keys.length}-${badge.slice(-3)}`);
  const touched = await takeTouches(page);
  expect(passed.filter(({ small }) => small.length > 0)).toEqual([]);
  expect(touched.filter(({ on, by }) => on === "" || by !== "touch")).toEqual([]);
  return { touches: touched.length, asked, read: read[0] ?? "" };
};
type Visit = Awaited<ReturnType<typeof visit>>;

/** The figures as a person would want them: they are sums of what was counted, whatever the machine's own haste. */
const tell = (what: string, glass: Glass, { touches, asked, read }: Visit): void => {
  const seconds = modelSeconds({ touches, asked }).toFixed(1);
  const apart = read === "" ? "" : `, reading ${readingSeconds(read).toFixed(0)} s apart`;
  console.log(`${what}, ${glass.name}: badge + ${touches}, ${asked} asked of the server, ${seconds} s${apart}`);
};

const nth = (duties: readonly Duty[], n: number): Duty => {
  const duty = duties[n];
  if (duty === undefined) throw new Error("the sample has too few duties with three risks");
  return duty;
};

test.each(glasses)(
  "[NOT-1] sign-on where the crew was briefed: badge + 1 touch, within 8 s by the model, on $name",
  async (glass) => {
    const page = await kioskOn(glass);
    const key = page.getByRole("button", { name: zh.signOn });
    const counted = await visit(page, glass, nth(briefed, glasses.indexOf(glass)), key, [key]);
    expect(counted).toMatchObject({ touches: 1, asked: 1 });
    expect(modelSeconds(counted)).toBeLessThanOrEqual(8);
    tell("sign-on, crew briefed", glass, counted);
  },
);

test.each(glasses)(
  "[NOT-1] sign-on with a briefing of three risks of his own: badge + 3 touches, on $name",
  async (glass) => {
    const page = await kioskOn(glass);
    const key = page.getByRole("button", { name: zh.understood }).first();
    const counted = await visit(page, glass, nth(unbriefed, glasses.indexOf(glass)), key, [key, key, key]);
    expect(counted).toMatchObject({ touches: 3, asked: 1 });
    expect(counted.read).not.toBe("");
    tell("sign-on, own briefing", glass, counted);
  },
);

test.each(glasses)(
  "[ACT-1] a sign-up by a worker whose briefing is confirmed: badge + 3 touches, on $name",
  async (glass) => {
    const page = await kioskOn(glass);
    const tile = page.getByRole("button", { name: zh.activities });
    const duty = nth(briefed, glasses.length + glasses.indexOf(glass));
    const keys = [tile, page.locator(".k-act").first(), page.getByRole("button", { name: zh.signUp, exact: true })];
    const counted = await visit(page, glass, duty, tile, keys);
    expect(counted).toMatchObject({ touches: 3, asked: 1 });
    tell("sign-up", glass, counted);
  },
);
