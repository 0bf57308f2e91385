// Whatever a wall shows, in both layouts, both themes and dimmed: every word 20 minutes of arc at the advised distance, and 7:1 against its ground.

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlarmRec } from "../../domain/alarms/alarm.ts";
import { second } from "../../domain/time.ts";
import { setDim, still, turnTheme } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts } from "../kit/glass.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { shownTexts } from "../kit/legible.ts";
import { look } from "../kit/look.ts";
import { pngOf } from "../kit/pictures.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import { countedId } from "../kit/world.ts";

const device = useDevices("nothing");
let server: RunningServer;
let count = 0;
const act = async (body: Readonly<Record<string, unknown>>): Promise<void> => {
  count += 1;
  const sent = { id: countedId(900_000 + count), at: Date.now(), ...body };
  const headers = { "Content-Type": "application/json" };
  await fetch(`${server.url}/api/v1/commands`, { method: "POST", headers, body: JSON.stringify(sent) });
};
const alarmsNow = async (): Promise<readonly AlarmRec[]> => {
  const client = createClient(server.url, "wall", `legible-${count}`);
  await client.connect();
  const records = [...(client.replica()?.records.values() ?? [])];
  client.close();
  return records.filter((record) => record.kind === "alarm");
};
/** The pages of a wall do not turn before what nobody has answered. */
const unanswered = async (): Promise<readonly string[]> =>
  (await alarmsNow()).filter(({ is }) => is.state === "unack" || is.state === "returned-unack").map(({ id }) => id);
const sosAlarms = async (): Promise<readonly string[]> =>
  (await alarmsNow()).filter(({ sort, is }) => sort === "sos" && is.state !== "normal").map(({ id }) => id);
const answerAll = async (): Promise<void> => {
  for (const alarm of await unanswered()) await act({ type: "AcknowledgeAlarm", alarm });
};

beforeAll(async () => {
  server = await createRunningServer();
  // Nobody plays: what stands on the glass is what the test put there.
  await server.start({ REHEARSAL: "still" });
  await fetch(`${server.url}/api/v1/plans/company`, { method: "PUT", body: new Uint8Array(pngOf(800, 500)) });
  await act({ type: "ReportCase", sort: "hazard", unit: "mine", class: "roof", urgency: "now" });
  const rows = (await readFile("data/sample/posts.csv", "utf8")).trim().split("\n").slice(1);
  await Promise.all(
    rows.map((row, n) => {
      const spot = { plan: "company", x: ((n * 37) % 60) / 60, y: ((n * 61) % 53) / 53 };
      return act({ type: "PlacePost", post: row.split(",")[0], spot });
    }),
  );
});
afterAll(() => server.remove());

/** The least sizes that are read at the advised distance, px of a picture 1080 high; by `reads` of the desk's advice. */
const floors = { standard: 22, far: 38 } as const;

/** Words too small or too pale; `least` is 0 where colours alone have changed. */
const unread = async (page: Page, name: string, least: number): Promise<readonly string[]> => {
  await look(page, name);
  const texts = await shownTexts(page);
  if (texts.length < 5) return [`${name}: only ${texts.length} texts`];
  return texts
    .filter(({ px, contrast }) => px < least - 0.01 || contrast < 7)
    .map(({ text, px, contrast }) => `${name}: ${text} ${px} px ${contrast.toFixed(2)}:1`);
};

const flaws = async (page: Page, name: string, least: number): Promise<readonly string[]> => {
  // A name on a plan has a plate of its own measure, which a person cannot tell from a cut by the page's rules for lists.
  const tags = await page
    .locator(".plan .tag:visible")
    .evaluateAll((all) =>
      all.filter((tag) => tag.scrollWidth > tag.clientWidth + 1).map((tag) => tag.textContent ?? ""),
    );
  const cut = [...tags, ...(await cutTexts(page))].map((text) => `${name}: cut: ${text}`);
  return [...cut, ...(await unread(page, name, least))];
};

test.each(["standard", "far"] as const)(
  "[§B] the %s wall in both themes: every panel, the pages, the alarms, the replay and the dead line can be read",
  async (distance) => {
    const least = floors[distance];
    const found: string[] = [];
    const { page } = await device("about:blank", { width: 1920, height: 1080 });
    // Its clock is put forward where nothing but silence is waited for.
    await page.clock.install();
    const open = async (more: string): Promise<void> => {
      await page.goto(`${server.url}/wall?theme=dark&distance=${distance}&${more}`);
      await still(page);
    };
    const see = async (name: string, there: string): Promise<void> => {
      await page.locator(there).first().waitFor();
      await setDim(page, "day");
      found.push(...(await flaws(page, `${distance} dark ${name}`, least)));
      await setDim(page, "night");
      found.push(...(await unread(page, `${distance} dimmed ${name}`, 0)));
      await turnTheme(page);
      found.push(...(await unread(page, `${distance} light ${name}`, 0)));
      await turnTheme(page);
    };
    await open("panels=posts,plan,volunteers");
    await see("plan", ".plan .paper img");
    await open("panels=plan&lang=en");
    await see("plan alone in English", ".plan .tag");
    for (const alarm of await sosAlarms()) await act({ type: "ResetAlarm", alarm, reason: "演练结束" });
    await open("panels=posts,patrols,volunteers,hazards&rotate=5");
    await see("board", ".patrols .marks");
    await open("panels=posts,hazards&lang=en");
    await page
      .getByText(distance === "far" ? "Hazards open" : "ungraded")
      .first()
      .waitFor();
    await see("hazards in English", ".people, .hazards");
    await open("panels=posts,patrols,volunteers,hazards&rotate=5");
    // The vacant posts' alarms, unanswered and then answered.
    await act({ type: "CallSos", place: "井口" });
    await see("alarms", ".strip .p1.unack");
    // The watch may raise more while these are answered.
    const answered = ".strip .acked, .strip .held";
    const answeredAgain = async (): Promise<number> => {
      await answerAll();
      return page.locator(answered).count();
    };
    await expect.poll(answeredAgain, { timeout: 20_000, interval: 500 }).toBeGreaterThan(0);
    await see("alarms answered", answered);
    await see("register", ".register li");
    await page.keyboard.press("r");
    await see("replay", ".replay-cover");
    await page.keyboard.press("Escape");
    await page.route("**/*", (route) => route.abort());
    await page.context().setOffline(true);
    await page.clock.fastForward(15 * second);
    await see("dead", ".dead");
    expect(found).toEqual([]);
  },
  90_000,
);

test("[§B] the check itself sees a text that is too small and one that is too pale", async () => {
  const { page } = await device(`${server.url}/wall?theme=light`, { width: 1920, height: 1080 });
  await page.locator(".posts h2").waitFor();
  await still(page);
  await setDim(page, "day");
  const broken = {
    ".posts h2": "font-size: 12px",
    ".patrols h2": "color: #8a949c",
    ".patrols .marks text": "fill: #9aa7b2",
  };
  for (const [where, style] of Object.entries(broken)) {
    const tag = await page.addStyleTag({ content: `.wall ${where} { ${style} !important }` });
    expect(await flaws(page, where, floors.standard), where).not.toEqual([]);
    await tag.evaluate((node) => node.parentNode?.removeChild(node));
  }
  expect(await flaws(page, "as built", floors.standard)).toEqual([]);
}, 60_000);
