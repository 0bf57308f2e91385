// A contest through the built server and its pages: set up at the desk with two rounds, marked, closed, published, and read at a kiosk; and what follows from a study day. [ACT-5]

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { minute } from "../../domain/time.ts";
import { maskName } from "../../domain/workers.ts";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { cutTexts } from "../kit/glass.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { glasses, smallKeys } from "../kit/touches.ts";

const device = useDevices("nothing");

const opened = async (kind: "contest" | "study", people: number) => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const client = createClient(server.url, "kiosk", "t".repeat(30));
  onTestFinished(client.close);
  await client.connect();
  const records = [...(client.replica()?.records.values() ?? [])];
  const unit = records.flatMap((one) => (one.kind === "unit" ? [one.id] : []))[0];
  const now = Date.now();
  const activity = {
    ...{ id: "a-e2e", unit, sort: kind, name: "油锯比武", nameEn: "Chainsaw contest", place: "训练场" },
    ...{ startsAt: now - 20 * minute, endsAt: now + 200 * minute, opensAt: now - 200 * minute },
    ...{ closesAt: now + 200 * minute, cancelUntil: now - 20 * minute, capacity: 9 },
    roles: [{ id: "r", name: "选手", nameEn: "Entrant", capacity: 9, requires: [] }],
  };
  const answered = await fetch(`${server.url}/api/v1/commands`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: uuid(), at: now, type: "OpenActivity", activity }),
  });
  expect(answered.status).toBe(200);
  const say = (type: string, badge: string, more: object) =>
    client.send({ id: uuid(), at: Date.now(), type, activity: "a-e2e", ...more, as: { badge } });
  const free = (await readFile(join(sample.folder, "workers.csv"), "utf8"))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .map(([, name = "", , , , badge = ""]) => ({ name, badge }));
  const came: { readonly name: string; readonly badge: string }[] = [];
  for (const one of free) {
    if (came.length === people) break;
    const seated = await say("SignUp", one.badge, { role: "r", wait: false });
    if (seated === "no answer" || seated.kind !== "ok") continue;
    expect(await say("CheckInEntry", one.badge, {})).toMatchObject({ kind: "ok" });
    came.push(one);
  }
  expect(came).toHaveLength(people);
  const idOf = async (badge: string): Promise<string> => {
    const answer = await new Promise<IdentifyAnswer>((resolve) => client.socket.emit("identify", { badge }, resolve));
    const self = answer.kind === "ok" ? answer.card.records.find((one) => one.kind === "worker") : undefined;
    if (self === undefined) throw new Error("not on the register");
    return self.id;
  };
  return { server, came, idOf };
};

/** Confirms a dialog that asks once more. */
const sure = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
};

const pinOf = async (url: string, worker: string): Promise<string> => {
  const issued = await fetch(`${url}/api/v1/workers/${worker}/pin`, { method: "POST" });
  return v.parse(v.object({ pin: v.string() }), await issued.json()).pin;
};

test("[ACT-5] two rounds, marked, closed and published at the desk; the result is read at a kiosk by the names that were agreed to", async () => {
  const { server, came, idOf } = await opened("contest", 3);
  const [first, second, third] = came;
  if (first === undefined || second === undefined || third === undefined) throw new Error("nobody came");
  const { page } = await device(`${server.url}/desk#/activities/a-e2e`, { width: 1280, height: 800 });
  await page.getByRole("link", { name: "办竞赛：轮次、评分、结果" }).click();
  const round = (n: number): Locator => page.locator("fieldset", { hasText: `第 ${n} 轮` });
  await round(1).getByLabel("轮次名称").fill("初赛");
  await page.getByRole("button", { name: "加一轮" }).click();
  await round(2).getByLabel("轮次名称").fill("决赛");
  await round(1).getByLabel("取前几名晋级").fill("2");
  await round(1).getByLabel("权重 %").fill("0");
  await page.getByRole("button", { name: "保存竞赛设置" }).click();
  await page.getByText("至少一位评委。").waitFor();
  await page.getByLabel("值班台账号（评委自己登录打分）").fill("referee");
  await page.getByLabel("账号上的姓名").fill("周裁判");
  await page.getByRole("button", { name: "加这个账号" }).click();
  await page.getByLabel("异议期（天）").fill("0");
  await look(page, "contest-setup");
  await page.getByRole("button", { name: "保存竞赛设置" }).click();

  const row = (name: string): Locator => page.locator("table button", { hasText: name });
  /** Enters the judge's paper. */
  const give = async (name: string, points: string): Promise<void> => {
    await row(name).click();
    await page.getByLabel(/ \/ 100$/).fill(points);
    await page.getByLabel("代录的原因").fill("纸质评分表");
    await page.getByRole("button", { name: "记分" }).click();
    await page.locator("tr", { hasText: name }).getByText(points, { exact: true }).waitFor();
  };
  await give(first.name, "80");
  await page.getByText(`还差 2 个分`, { exact: false }).first().waitFor();
  await give(second.name, "92.5");
  await give(third.name, "70");
  await look(page, "contest-sheet");
  await sure(page, "结束本轮");
  await page.locator("tr", { hasText: third.name }).waitFor({ state: "detached" });
  await give(first.name, "88");
  await give(second.name, "85.25");
  await sure(page, "结束本轮");
  await page.locator("ol li").nth(2).waitFor();
  expect((await page.locator("ol li b").allInnerTexts()).join(" ")).toBe(
    [first.name, second.name, third.name].join(" "),
  );
  expect((await page.locator("ol li span").allInnerTexts()).join(" ")).toBe("88 85.25 70");

  // The best agrees to be named, at the kiosk; before the result is final nobody reads a rank there.
  const kiosk = (await device(`${server.url}/kiosk`, { width: 1080, height: 1920 })).page;
  await kiosk.getByText(zh.online).waitFor();
  const key = (name: string | RegExp): Locator => kiosk.getByRole("button", { name, exact: typeof name === "string" });
  await scanBadge(kiosk, first.badge, key(/活动报名/).first());
  await key(/活动报名/)
    .first()
    .click();
  await key(/^竞赛和结果/).click();
  await key("看").click();
  await kiosk.getByText("定了才公开").waitFor();
  await look(kiosk, "contest-ask");
  await key("写全名").click();
  for (const digit of await pinOf(server.url, await idOf(first.badge))) await key(digit).click();
  await kiosk.getByText("已记下").waitFor();
  await key("好了，下一位").click();

  await sure(page, "公示结果");
  await page
    .getByText(/^结果已定/)
    .first()
    .waitFor();
  await look(page, "contest-final");
  await page.getByRole("link", { name: "打印结果" }).click();
  await page.getByRole("cell", { name: first.name }).waitFor();
  await page.getByRole("cell", { name: maskName(second.name), exact: true }).waitFor();
  await look(page, "contest-paper");

  await scanBadge(kiosk, third.badge, key(/活动报名/).first());
  await key(/活动报名/)
    .first()
    .click();
  await key(/^竞赛和结果/).click();
  await key("看").click();
  await kiosk.getByText(first.name).waitFor();
  await kiosk.getByText(maskName(second.name), { exact: false }).waitFor();
  expect(await kiosk.getByText(second.name).count()).toBe(0);
  await look(kiosk, "contest-result");
}, 120_000);

test("[ACT-5, SCR-2] an entrant objects behind his PIN, by a choice, to which he may add; the desk answers, and he reads it there", async () => {
  const { server, came, idOf } = await opened("contest", 2);
  const [first, second] = came;
  if (first === undefined || second === undefined) throw new Error("nobody came");
  const { page } = await device(`${server.url}/desk#/contests/a-e2e`, { width: 1280, height: 800 });
  await page.getByLabel("轮次名称").fill("决赛");
  await page.getByLabel("值班台账号（评委自己登录打分）").fill("referee");
  await page.getByLabel("账号上的姓名").fill("周裁判");
  await page.getByRole("button", { name: "加这个账号" }).click();
  await page.getByLabel("异议期（天）").fill("3");
  await page.getByRole("button", { name: "保存竞赛设置" }).click();
  for (const { name } of [first, second]) {
    await page.locator("table button", { hasText: name }).click();
    await page.getByLabel(/ \/ 100$/).fill("80");
    await page.getByLabel("代录的原因").fill("纸质评分表");
    await page.getByRole("button", { name: "记分" }).click();
    await page.locator("tr", { hasText: name }).getByText("80", { exact: true }).waitFor();
  }
  await sure(page, "结束本轮");
  await sure(page, "公示结果");

  /** At his own page behind the PIN, on the contest's. */
  const come = async (who: (typeof came)[number], glass: (typeof glasses)[number], lang: "zh-CN" | "en") => {
    const { width, height, pxPerMm } = glass;
    const kiosk = (await device(`${server.url}/kiosk`, { width, height, lang })).page;
    const t = lang === "en" ? en : zh;
    const key = (name: string | RegExp): Locator =>
      kiosk.getByRole("button", { name, exact: typeof name === "string" });
    await kiosk.getByText(zh.online).waitFor();
    if (lang === "en") await key("English").click();
    await scanBadge(kiosk, who.badge, key(new RegExp(t.mine)).first());
    await key(new RegExp(t.mine)).first().click();
    for (const digit of await pinOf(server.url, await idOf(who.badge))) await key(digit).click();
    await key(/^(竞赛|Contest)/)
      .first()
      .click();
    const right = async (shot: string): Promise<void> => {
      await look(kiosk, `objecting-${shot}-${width}-${lang}`);
      expect({ shot, cut: await cutTexts(kiosk) }).toEqual({ shot, cut: [] });
      expect({ shot, small: (await smallKeys(kiosk, pxPerMm)).small }).toEqual({ shot, small: [] });
    };
    return { kiosk, key, right };
  };
  const { kiosk, key, right } = await come(first, glasses[0], "zh-CN");
  await right("published");
  await key(/^有异议/).click();
  await right("empty");
  await key("总分算错").click();
  await key("自己写").click();
  await key("写好了").click();
  await right("chosen");
  await key("提交异议").click();
  await kiosk.getByText("异议已记下，等组织者答复。").waitFor();
  await right("noted");
  expect(await key(/^有异议/).count()).toBe(0);

  const lying = await come(second, glasses[1], "en");
  await lying.right("published");
  await lying.key(/^It is wrong/).click();
  await lying.key("Judge error").click();
  await lying.right("chosen");

  await page.getByText("总分算错").waitFor();
  await page.getByLabel("答复（本人看得到）").fill("已复核，总分无误");
  await page.getByRole("button", { name: "答复：维持结果" }).click();
  await key(/退出/).click();
  const again = await come(first, glasses[0], "zh-CN");
  await again.kiosk.getByText("异议答复：已复核，总分无误").waitFor();
  await again.right("answered");
  await (await come(first, glasses[1], "en")).right("answered");
}, 120_000);

test("[ACT-5] a study day's item: named at the desk for somebody, said to be done behind his PIN, confirmed with a word of what came of it", async () => {
  const { server, came, idOf } = await opened("study", 1);
  const [who] = came;
  if (who === undefined) throw new Error("nobody came");
  const pin = await pinOf(server.url, await idOf(who.badge));
  const { page } = await device(`${server.url}/desk#/activities/a-e2e`, { width: 1280, height: 800 });
  await page.locator("article").getByRole("link", { name: "后续事项" }).click();
  await page.getByText("还没有写后续事项；写了才能结算。").waitFor();
  await page.getByLabel("什么事").fill("修订油锯操作规程");
  await page.getByLabel("谁负责").selectOption("worker");
  await page.getByLabel("按姓名或工号找").fill(who.name);
  await page.getByRole("button", { name: `由${who.name}负责` }).click();
  await page.getByRole("button", { name: "加一项" }).click();
  await page.locator("article", { hasText: "修订油锯操作规程" }).getByText("在办").waitFor();
  await look(page, "study-item");

  const kiosk = (await device(`${server.url}/kiosk`, { width: 1920, height: 1080 })).page;
  await kiosk.getByText(zh.online).waitFor();
  const key = (name: string | RegExp): Locator => kiosk.getByRole("button", { name, exact: typeof name === "string" });
  await scanBadge(kiosk, who.badge, key(/报名与工时/));
  await key(/报名与工时/).click();
  for (const digit of pin) await key(digit).click();
  await key("后续事项 1").click();
  await kiosk.getByText("修订油锯操作规程").waitFor();
  await look(kiosk, "study-kiosk");
  await key("办完了").click();
  await kiosk.getByText("已记下").waitFor();

  await page.getByText("本人说办完了，等确认").first().waitFor();
  await page.getByLabel("办成了什么，或为什么不办").fill("新规程已发到各班");
  await page.getByRole("button", { name: "办结", exact: true }).click();
  await page.getByText("郑守山：新规程已发到各班").waitFor();
  await look(page, "study-done");
}, 120_000);
