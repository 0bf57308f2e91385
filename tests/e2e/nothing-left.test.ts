// The next person at a kiosk presses back, reloads or reads what the browser keeps: nothing of whoever stood there before is to be found.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { maskName, numberTail } from "../../domain/workers.ts";
import { idleAfter, warnFor } from "../../kiosk/stays.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { everythingOf, tracesIn } from "../kit/everything.ts";
import { type Client, createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { signOnOffline } from "../kit/offline-sign-on.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { addActivity, copySample, type Duty } from "../kit/sample-copy.ts";

const device = useDevices();

let folder: string;
let server: RunningServer;
let desk: Client;
/** All by which the one could be known, and the badge of the next. */
let one: Duty & { readonly pin: string };
let next: Duty;
let traces: Readonly<Record<string, string>>;

const identify = (request: { readonly badge: string }): Promise<IdentifyAnswer> =>
  new Promise((resolve) => desk.socket.emit("identify", request, resolve));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-nothing-left-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  await addActivity(sample.folder);
  await server.start({ SAMPLE_DIR: sample.folder });
  desk = createClient(server.url, "kiosk", `nothing-left-${uuid()}`);
  await desk.connect();
  const [duty, other] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (duty === undefined || other === undefined) throw new Error("the sample has no two duties");
  const people = v.parse(
    v.array(v.record(v.string(), v.string())),
    parse(await readFile(join(sample.folder, "workers.csv"), "utf8"), { columns: true, bom: true }),
  );
  const name = people.find(({ number }) => number === duty.number)?.name ?? "";
  const known = await identify({ badge: duty.badge });
  const self = known.kind === "ok" ? known.card.records.find((record) => record.kind === "worker") : undefined;
  if (self === undefined) throw new Error("the sample's worker is not known");
  for (const activity of desk.replica()?.records.values() ?? []) {
    if (activity.kind !== "activity" || activity.roles[0] === undefined) continue;
    const body = { type: "SignUp", activity: activity.id, role: activity.roles[0].id, wait: true };
    await desk.send({ id: uuid(), at: Date.now(), as: { badge: duty.badge }, ...body });
  }
  const again = await identify({ badge: duty.badge });
  const entries = again.kind === "ok" ? again.card.records.filter((record) => record.kind === "entry") : [];
  if (entries.length === 0) throw new Error("he is in no activity");
  const issued = await fetch(`${server.url}/api/v1/workers/${self.id}/pin`, { method: "POST" });
  const { pin } = v.parse(v.object({ pin: v.string() }), await issued.json());
  one = { ...duty, pin };
  next = other;
  traces = {
    name,
    "masked name": maskName(name),
    number: duty.number,
    tail: zh.tail(numberTail(duty.number)),
    badge: duty.badge,
    PIN: pin,
    id: self.id,
    ...Object.fromEntries(entries.map(({ id }, n) => [`entry ${n}`, id])),
  };
});
afterAll(async () => {
  desk?.close();
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A kiosk that has kept all that it keeps of itself; its proofs of who stood there are heard on its line. */
const kioskOf = async (): Promise<{ readonly page: Page; readonly proofs: () => Readonly<Record<string, string>> }> => {
  const { page } = await device("about:blank", { width: 1080, height: 1920 });
  const heard: string[] = [];
  page.on("websocket", (line) =>
    line.on("framereceived", ({ payload }) => {
      const proof = /"proof":"([^"]+)"/.exec(payload.toString())?.[1];
      if (proof !== undefined) heard.push(proof);
    }),
  );
  await page.clock.install();
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return { page, proofs: () => Object.fromEntries(heard.map((proof, n) => [`proof ${n}`, proof])) };
};

const type = async (page: Page, digits: string): Promise<void> => {
  for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).click();
};
const own = (page: Page) => page.getByText(zh.mineEntries);

/** By his badge, over a briefing if one is due, or by his number: to his own page behind the PIN. */
const toOwnPage = async (page: Page, by: "badge" | "number"): Promise<void> => {
  if (by === "number") {
    await page.getByRole("button", { name: zh.noBadge }).click();
    await type(page, one.number);
    await page.getByRole("button", { name: zh.next, exact: true }).click();
    await type(page, one.pin);
    await page.getByRole("button", { name: zh.back }).click();
    await page.getByRole("button", { name: zh.mine }).click();
  } else {
    await scanBadge(page, one.badge, page.getByRole("button", { name: zh.understood }).first());
    await page.getByRole("button", { name: zh.back }).click();
    await page.getByRole("button", { name: zh.mine }).click();
    await type(page, one.pin);
  }
  await own(page).waitFor();
};

/** What the page shows while he stands there: or nothing that is found later would say anything. */
const standsThere = async (page: Page): Promise<void> => {
  const seen = tracesIn(await everythingOf(page), traces);
  expect(seen).toEqual(expect.arrayContaining(["masked name in page", "tail in page"]));
  expect(await page.locator(".k-entries > *").count()).toBeGreaterThan(0);
};

type Way = "by 退出" | "by walking away" | "by the next badge";
const leave: Readonly<Record<Way, (page: Page) => Promise<void>>> = {
  "by 退出": async (page) => {
    await page.getByRole("button", { name: zh.exit }).click();
    await page.getByText(zh.startA).waitFor();
  },
  "by walking away": async (page) => {
    await page.clock.fastForward(idleAfter + 1_000);
    await page.getByRole("button", { name: zh.stay }).waitFor();
    expect(tracesIn(await everythingOf(page), traces)).toEqual([]);
    await page.clock.fastForward(warnFor + 1_000);
    await page.getByText(zh.startA).waitFor();
  },
  "by the next badge": async (page) => {
    await scanBadge(page, next.badge, page.getByRole("button", { name: zh.understood }).first());
  },
};

/** What the next person may try, each time with all places read anew. */
const tried = async (page: Page, also: () => Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const found: string[] = [];
  const read = async (when: string): Promise<void> => {
    const traced = tracesIn(await everythingOf(page), { ...traces, ...also() });
    found.push(...traced.map((trace) => `${when}: ${trace}`));
  };
  await read("as it stands");
  await page.goBack();
  await page.goForward();
  await page.getByText(zh.startA).waitFor();
  await read("back and forward");
  await page.reload();
  await page.getByText(zh.startA).waitFor();
  await read("reloaded");
  return found;
};

// One kiosk for all, as it stands at the gate: what an earlier visit left would be found after a later one too.
test("[SCR-2] whoever showed his own page, by badge or by number, and left by 退出, by walking away or by the next badge is nowhere to be found", async () => {
  const { page, proofs } = await kioskOf();
  let proven = 0;
  for (const [by, way] of [
    ["badge", "by 退出"],
    ["number", "by 退出"],
    ["number", "by walking away"],
    ["badge", "by the next badge"],
  ] as const) {
    await toOwnPage(page, by);
    await look(page, `nothing-left-own-${by}`);
    await standsThere(page);
    expect(Object.keys(proofs()).length, `${by}, ${way}`).toBeGreaterThan(proven);
    proven = Object.keys(proofs()).length;
    await leave[way](page);
    await look(page, `nothing-left-${by}-${Object.keys(leave).indexOf(way)}`);
    expect(await tried(page, proofs), `${by}, ${way}`).toEqual([]);
  }
}, 180_000);

test("[SCR-2] a page that is left while somebody stands there is nobody's before the browser lays it by", async () => {
  const { page, proofs } = await kioskOf();
  await toOwnPage(page, "badge");
  await standsThere(page);
  // As a browser says that it may keep the page as it is, to show it again on its back key; this one never does.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  expect(tracesIn(await everythingOf(page), { ...traces, ...proofs() })).toEqual([]);
  await page.getByText(zh.startA).waitFor();
  await toOwnPage(page, "badge");
  await page.goto("about:blank");
  await page.goBack();
  await page.getByText(zh.startA).waitFor();
  expect(tracesIn(await everythingOf(page), { ...traces, ...proofs() })).toEqual([]);
});

test("[SCR-2] an act that waits leaves nothing of him on the machine's own disk that anybody but the server can read, and says what waits all the same", async () => {
  const { page } = await kioskOf();
  // The public board must lie on the disk before the line goes.
  await expect
    .poll(async () => (await everythingOf(page)).databases, { timeout: 30_000, interval: 200 })
    .toContain('"audience":"kiosk"');
  await server.kill();
  await signOnOffline(page, one);
  await page.getByRole("button", { name: zh.exit }).click();
  await page.getByText(zh.startA).waitFor();
  expect(await tried(page, () => ({ "end of his badge": one.badge.slice(-5) }))).toEqual([]);
  // It is there all the same, with what anybody may know of it, and still says so after the page was loaded anew.
  const { databases = "" } = await everythingOf(page);
  expect(databases).toContain(`"type":"SignOn","post":"${one.post}"`);
  expect(databases).toMatch(/"box":"1\.[0-9a-f]{16}\.[\w-]{100,}"/);
  await page.getByText(zh.queueTitle(1)).first().waitFor();
  await Promise.all([
    server.start({ SAMPLE_DIR: join(folder, "site") }),
    page.getByText(zh.queueTitle(1)).first().waitFor({ state: "detached", timeout: 30_000 }),
  ]);
  await expect
    .poll(async () => tracesIn(await everythingOf(page), traces), { timeout: 15_000, interval: 200 })
    .toEqual([]);
});
