// An activity is changed at the desk with the mouse: another desk's open form says so, and the worker's tap says it first, what is and what was. [ACT-1]

import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { siteClock } from "../../domain/time.ts";
import { moveWords } from "../../kiosk/moves/words.ts";
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
let folder: string;
let server: RunningServer;
let duty: Duty;
const clock = siteClock("Asia/Shanghai");

/** As a date-and-time field has it, so many minutes later. */
const movedBy = (stamp: string, minutes: number): string =>
  new Date(Date.parse(`${stamp}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-change-"));
  server = await createRunningServer();
  const sample = await copySample(join(folder, "site"));
  // As the shift of whoever is on duty now has ended, with a whole rest after it.
  const hourThen = (Math.floor(clock.minuteOfDay(Date.now()) / 60) + 5) % 24;
  const at = (minutes: string) => `+6d ${String(hourThen).padStart(2, "0")}:${minutes}`;
  const times = [at("00"), at("30"), "-4d 08:00", at("00"), "+5d 00:00"];
  const row = ["z-drill", "guard", "volunteer", "春季防火演练志愿队", "Spring fire drill", "松月管护站", ...times, "3"];
  await appendFile(join(sample.folder, "activities.csv"), `${row.join(",")}\n`);
  await appendFile(join(sample.folder, "activity_roles.csv"), "z-drill,help,队员,Member,3,\n");
  await server.start({ SAMPLE_DIR: sample.folder });
  const [first] = sample.duties;
  if (first === undefined) throw new Error("the sample has no duty");
  duty = first;
  const client = createClient(server.url, "kiosk", `change-${uuid()}`);
  await client.connect();
  const signUp = { type: "SignUp", activity: "z-drill", role: "help", wait: false };
  const answer = await client.send({ id: uuid(), at: Date.now(), as: { badge: duty.badge }, ...signUp });
  client.close();
  expect(JSON.stringify(answer)).toContain(`"kind":"ok"`);
});
afterAll(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

test("[ACT-1] at the desk: a later start takes the other times with it; another desk that has the form open is told; in the list stands who has not read it", async () => {
  const url = `${server.url}/desk#/activities/z-drill`;
  const { page, complaints } = await device(url, { width: 1280, height: 800 });
  const other = await device(url, { width: 1280, height: 800 });
  for (const desk of [page, other.page]) await desk.getByRole("button", { name: "修改活动" }).click();
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const [starts, ends] = [await field("开始").inputValue(), await field("结束").inputValue()];
  await field("开始").fill(movedBy(starts, 10));
  await field("开始").blur();
  await expect.poll(() => field("结束").inputValue()).toBe(movedBy(ends, 10));
  await field("地点").fill("东坡一号林班，机耕路口集合");
  await look(page, "change-form");
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.locator("#record dd", { hasText: "东坡一号林班" }).waitFor();
  await page.getByText("1 人还没看到新的时间地点").waitFor();
  await look(page, "change-done");
  await other.page.getByText("别处改了这个活动").waitFor();
  await look(other.page, "change-crossed");
  await other.page.getByLabel("地点", { exact: true }).fill("西坡");
  await other.page.getByRole("button", { name: "保存修改" }).click();
  await other.page.getByText("刚被另一处改过").waitFor();
  await other.page.getByRole("button", { name: "看新的内容" }).click();
  expect(await other.page.getByLabel("地点", { exact: true }).inputValue()).toBe("东坡一号林班，机耕路口集合");

  // Into the shift of him who is in it: he is named first, and it is done only by a second word.
  await page.getByRole("button", { name: "修改活动" }).click();
  await field("开始").fill(movedBy(starts, -240));
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText(/来不了的人：\S/).waitFor();
  await look(page, "change-hinders");
  await page.getByLabel("仍然改").check();
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.locator("#record dd", { hasText: "共 2 次" }).waitFor();
  expect(complaints()).toEqual([]);
});

test.each([
  [glasses[0], "zh-CN"],
  [glasses[1], "en"],
] as const)(
  "[ACT-1] at the kiosk on %o in %s: his badge opens it, whole within its glass, and until he has read it every time",
  async (glass, lang) => {
    const { width, height, pxPerMm } = glass;
    const t = lang === "en" ? en : zh;
    const w = moveWords(lang);
    const { page } = await device(`${server.url}/kiosk`, { width, height, lang, touch: true });
    await page.getByText(zh.online).waitFor();
    if (lang === "en") await page.getByRole("button", { name: "English" }).click();
    const opened = page.getByText(w.both);
    const speak = async (): Promise<void> => {
      await page.getByText(zh.startA).waitFor();
      if (lang === "en") await page.getByRole("button", { name: "English" }).click();
      await page.getByText(t.startA).waitFor();
    };
    await scanBadge(page, duty.badge, opened);
    await page.getByText("东坡一号林班").waitFor();
    await page.getByText(w.was("松月管护站")).waitFor();
    await look(page, `change-kiosk-${width}-${lang}`);
    expect(await cutTexts(page)).toEqual([]);
    expect((await smallKeys(page, pxPerMm)).small).toEqual([]);
    // 返回 has not read it.
    await page.getByRole("button", { name: t.back }).click();
    await page.getByRole("button", { name: t.exit }).click();
    await speak();
    await scanBadge(page, duty.badge, opened);
    if (lang === "zh-CN") return;
    await page.getByRole("button", { name: w.read }).click();
    // It goes on to what is due at his post, as his next badge does.
    await opened.waitFor({ state: "detached" });
    await page.getByRole("button", { name: t.back }).click();
    await page.getByRole("button", { name: t.exit }).click();
    await speak();
    await scanBadge(page, duty.badge, page.getByRole("button", { name: t.back }));
    expect(await opened.count()).toBe(0);
  },
);
