// A site's first day, by mouse and badge: set-up link, import, two screens paired by code, a sign-on, the desk's acts, and the next morning's restart.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { zh as kioskWords } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { mark, useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

const setUp = async (desk: Page): Promise<void> => {
  await desk.getByLabel("账号名").fill("zhang");
  await desk.getByLabel("姓名").fill("张建国");
  await desk.getByLabel("密码", { exact: true }).fill("红松 白桦 落叶松 2026");
  await desk.getByLabel("再输一次密码").fill("红松 白桦 落叶松 2026");
  await desk.getByRole("button", { name: "建立并登录" }).click();
};

const pair = async (desk: Page, code: string, name: string, kind: "大屏" | "终端"): Promise<void> => {
  await desk.getByRole("navigation").getByRole("link", { name: "屏幕" }).click();
  await desk.getByRole("link", { name: "配对屏幕" }).click();
  await desk.getByLabel("屏幕上的 8 位码").fill(code);
  await desk.getByLabel("名称").fill(name);
  await desk.getByRole("radio", { name: kind }).check();
  if (kind === "大屏") {
    await desk.getByLabel("对角线").fill("55");
    await desk.getByLabel("观看距离").fill("2");
  }
  await desk.getByRole("button", { name: "配对", exact: true }).click();
  await desk.getByText(`已配对：${name}。`).waitFor();
};

/** What a wall says of one state: `在岗 1`. */
const countOf = (wall: Page, state: string) => wall.locator(".states li").filter({ hasText: state }).locator("strong");
const awaitCount = (wall: Page, state: string, n: number): Promise<void> =>
  countOf(wall, state)
    .filter({ hasText: new RegExp(`^${n}$`) })
    .waitFor();

/** Upright and lying kiosks say it in two places, of which one is seen. */
const confirmed = (kiosk: Page, n: number, of: number) =>
  kiosk.getByText(kioskWords.confirmedOf(n, of)).filter({ visible: true });

/** The badge opens the briefing at once; its last risk signs on. */
const signOn = async (kiosk: Page, { badge, briefing }: Duty): Promise<void> => {
  await scanBadge(kiosk, badge, confirmed(kiosk, 0, briefing.length));
  for (const [n] of briefing.entries()) {
    await confirmed(kiosk, n, briefing.length).waitFor();
    const understood = kiosk.getByRole("button", { name: kioskWords.understood }).first();
    if (!(await understood.isVisible())) await kiosk.getByRole("button", { name: kioskWords.more }).click();
    await understood.click();
  }
  await kiosk.getByText(kioskWords.doneBig.SignOn, { exact: true }).waitFor();
};

const gpx = `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${Array.from(
  { length: 40 },
  (_, n) =>
    `<trkpt lat="${47.2 + n * 0.0005}" lon="119.9"><time>${new Date(Date.UTC(2026, 10, 20, 1, n)).toISOString()}</time></trkpt>`,
).join("")}</trkseg></trk></gpx>`;

// Of some fifteen whole runs two waited in vain for the answered alarm after the restart: not found again since, and begun anew once.
test("a real site from the set-up link to the day after", { retry: 1, timeout: 300_000 }, async () => {
  const folder = await createTempFolder();
  const sample = await copySample(join(folder, "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { REHEARSAL: "off" };
  await server.start(env);
  const link = await server.says(/http:\S+\/desk#setup=[\w-]+/);

  const desk = (await device(link)).page;
  await setUp(desk);
  await desk.getByRole("navigation").getByRole("link", { name: "资料" }).click();
  await desk.getByLabel("文件夹").setInputFiles(sample.folder);
  await desk.getByRole("button", { name: "导入", exact: true }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "替换" }).click();
  await desk.getByText("已导入。").waitFor();
  await look(desk, "real-site-imported");

  const wall = (await device(`${server.url}/wall`, { width: 1920, height: 1080 })).page;
  await wall.getByText("配对这块屏").waitFor();
  await look(wall, "real-site-wall-pairing");
  const signs = wall.locator(".code:not(.wait) span");
  await signs.first().waitFor();
  await pair(desk, (await signs.allInnerTexts()).join(""), "调度大厅", "大屏");
  await awaitCount(wall, "在岗", 0);
  expect(await wall.getByText("演练", { exact: true }).count()).toBe(0);

  const kiosk = (await device(`${server.url}/kiosk`)).page;
  await kiosk.getByRole("button", { name: kioskWords.measuredDone }).click();
  const code = kiosk.locator(".k-code").filter({ hasNotText: "·" });
  await look(kiosk, "real-site-kiosk-pairing");
  await pair(desk, await code.innerText(), "井口终端", "终端");
  await kiosk.getByText(kioskWords.online).waitFor();

  const [first, ...others] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (first === undefined) throw new Error("nobody is due");
  await signOn(kiosk, first);
  await look(kiosk, "real-site-kiosk-done");
  await awaitCount(wall, "在岗", 1);

  // Everybody else is late without grace: the desk answers the first alarm.
  await desk.getByRole("navigation").getByRole("link", { name: "报警" }).click();
  // All of them are there: no row moves any more while one is chosen.
  await desk.locator(".row").nth(9).waitFor();
  // An empty post's: one of the machine itself (its clock was set) may stand above, and would end with the server.
  await desk.locator(".row a").filter({ hasText: "空岗" }).first().click();
  await desk.locator("article").getByRole("button", { name: "确认", exact: true }).click();
  await desk
    .locator("article")
    .getByText(/张建国 在 \d\d:\d\d 确认/)
    .first()
    .waitFor();
  // Whoever comes to that post would end its alarm.
  const answered = await desk.locator("article").innerText();
  const second = others.find(({ name }) => !answered.includes(name));
  if (second === undefined) throw new Error("nobody else is due");
  const acked = wall.locator(".load > div").filter({ hasText: "已确认" }).getByText("1", { exact: true });
  await acked.waitFor();
  await look(wall, "real-site-wall");
  await look(desk, "real-site-alarm");

  await desk.getByRole("navigation").getByRole("link", { name: "活动" }).click();
  await desk.getByRole("link", { name: "开设活动" }).click();
  await desk.getByRole("button", { name: "开设活动" }).click();
  await desk.getByText("要填这一项。").waitFor();
  await desk.getByLabel("名称", { exact: true }).first().fill("松月湖清冰");
  await desk.getByRole("button", { name: "开设活动" }).click();
  await desk.getByRole("heading", { name: "松月湖清冰" }).waitFor();

  const track = join(folder, "north-line.gpx");
  await writeFile(track, gpx);
  await desk.getByRole("navigation").getByRole("link", { name: "巡护" }).click();
  await desk.getByRole("link", { name: "导入轨迹" }).click();
  await desk.getByLabel("轨迹文件").setInputFiles(track);
  await desk.getByRole("button", { name: "导入", exact: true }).click();
  await desk.getByText("要说明坐标系，系统不替你猜。").waitFor();
  await look(desk, "real-site-datum");
  await desk.getByRole("radio", { name: "WGS-84" }).check();
  await desk.getByRole("radio", { name: "步行" }).check();
  await desk.getByRole("button", { name: "导入", exact: true }).click();
  await desk.getByText("已导入 north-line.gpx").waitFor();

  // The next morning: an orderly stop, the same store, and nobody touches a screen.
  const stayed = await Promise.all([wall, kiosk, desk].map(mark));
  expect(await server.stop()).toBe(0);
  await server.start(env);
  expect(server.printed()).not.toContain("#setup=");
  const connected = async (): Promise<unknown> => (await desk.request.get(`${server.url}/api/v1/screens`)).json();
  await expect.poll(connected, { timeout: 30_000, interval: 200 }).toHaveLength(3);
  expect(await Promise.all(stayed.map((still) => still()))).toEqual([true, true, true]);
  // What was answered is answered still, before anybody's sign-on ends an alarm; the text says what stands there if it is not.
  await expect
    .poll(() => wall.locator(".load").innerText(), { timeout: 30_000, interval: 200 })
    .toMatch(/已确认\s*1(?!\d)/);
  await signOn(kiosk, second);
  await awaitCount(wall, "在岗", 2);
  await desk.getByRole("navigation").getByRole("link", { name: "活动" }).click();
  await desk.getByRole("link", { name: /松月湖清冰/ }).waitFor();
  await desk.reload();
  await desk.getByRole("navigation").getByRole("link", { name: "巡护" }).click();
  await desk
    .getByRole("button", { name: /^轨迹/ })
    .or(desk.getByRole("tab", { name: /^轨迹/ }))
    .click();
  await desk.getByRole("link", { name: /north-line\.gpx/ }).waitFor();

  // A screen that is taken out of use shows its pairing page, and its old token opens nothing any more.
  await desk.getByRole("navigation").getByRole("link", { name: "屏幕" }).click();
  await desk.getByRole("link", { name: /调度大厅/ }).click();
  await desk.getByRole("button", { name: "停用这块屏幕" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "停用", exact: true }).click();
  await wall.getByText("配对这块屏").waitFor();
  await wall.reload();
  await wall.getByText("配对这块屏").waitFor();
  expect(await server.stop()).toBe(0);
});
