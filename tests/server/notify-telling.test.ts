// What leaves the house and what does not: the sentence, the masked names, each hook's choice, and the robots' own forms. [ALM-2, NOT-1, POST-3]

import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { alarmId, postId, unitId } from "../../domain/ids.ts";
import { minute, second } from "../../domain/time.ts";
import { draft, openNotifyRoom } from "../kit/notify-room.ts";
import { createReceiver, type Receiver } from "../kit/receiver.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const duty = person("duty-officer", "co");
const types = ({ got }: Receiver): readonly unknown[] => got.map(({ json }) => json.type);
const yes = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' } as const;

describe("the sentence", () => {
  test("says what, where, how long, who is asked and what comes next", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0", { priority: 1 });
    await room.settles(1);
    expect(receiver.got[0]?.json.text).toEqual({
      zh: "【守望】1 级 · 空岗 · 0号岗。地点：矿。07:48 起，已 12 分钟。请 李* 处理。08:02 前无人确认，就请 公司值班员。",
      en: "[Shouwang] priority 1 · post vacant · Post 0. Where: Mine. Since 07:48, 12 min. Asked: 李*. If nobody acknowledges by 08:02: duty officer, Company.",
    });
  });

  test("of an escalation names the rung that is asked now, up to everybody's duty officer", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0", { priority: 1 });
    room.pass(2 * minute);
    await room.act({ type: "EscalateAlarm", alarm: room.alarm("p0"), rung: "next-level" }, watcher);
    room.pass(2 * minute);
    await room.act({ type: "EscalateAlarm", alarm: room.alarm("p0"), rung: "everyone" }, watcher);
    await room.settles(3);
    const said = receiver.got.map(({ json }) => JSON.stringify(json.text));
    expect(said[1]).toContain(
      "无人确认 · 1 级 · 空岗 · 0号岗。地点：矿。07:48 起，已 14 分钟。请 公司值班员 处理。08:04 前无人确认",
    );
    expect(said[2]).toContain('请 公司值班员 处理。"');
    expect(receiver.got[2]?.json).toMatchObject({ type: "AlarmEscalated", alarm: { rung: "everyone" } });
  });

  test("[CASE-1] of an overdue hazard names the post that it lies at, and nobody", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    const told = {
      type: "ReportCase",
      sort: "hazard",
      class: "gas",
      urgency: "now",
      place: "",
      words: "异响",
    } as const;
    await room.act({ ...told, post: postId("p1") }, worker(2));
    const [hazard] = room.world.projection.board.all("case");
    await room.raise(hazard?.id ?? "", { sort: "hazard-overdue" });
    await room.settles(1);
    const said = JSON.stringify(receiver.got[0]?.json.text);
    expect(said).toContain("隐患超期 · 1号岗");
    expect(said).toContain("hazard overdue · Post 1");
    for (const secret of ["异响", "李2", hazard?.id ?? "no hazard"]) expect(said).not.toContain(secret);
  });

  test("sent late says so", async () => {
    const receiver = await createReceiver();
    receiver.answerWith((n) => (n < 9 ? { status: 500 } : { status: 200 }));
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    for (let n = 1; n < 9; n += 1) {
      await room.settles(n);
      room.pass(await room.timers.awaits(5 * minute));
    }
    await room.settles(9);
    expect(JSON.stringify(receiver.got[8]?.json.text)).toContain("迟发 4 分钟");
    expect(JSON.stringify(receiver.got[0]?.json.text)).not.toContain("迟发");
  });
});

describe("[NOT-1] no name of a worker leaves the house in the clear", () => {
  test("not of who is asked, who answers, who calls for help", async () => {
    const site = siteFixture();
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    for (const format of ["generic", "wecom", "dingtalk"] as const)
      for (const lang of ["zh-CN", "en"] as const)
        await room.add(draft(receiver.url, { format, lang, acknowledged: true, returned: true }));
    receiver.answerWith(() => yes);
    await room.act({ type: "CallSos", post: undefined, place: "" }, worker(0));
    await room.act({ type: "CallSos", post: undefined, place: "井口" }, duty);
    await room.raise("p0", { priority: 1 });
    await room.act({ type: "AcknowledgeAlarm", alarm: room.alarm("p0") }, worker(0, "pin"));
    await room.raise("p1");
    await room.act({ type: "AcknowledgeAlarm", alarm: room.alarm("p1") }, duty);
    await room.act({ type: "ReturnAlarm", alarm: room.alarm("p1") }, watcher);
    await room.settles(6 * 7);
    const all = receiver.got.map(({ text, url }) => text + url).join("\n");
    for (const secret of ["王小明", "赵主任", ...site.workers.map(({ number }) => number), 'duty-officer"', "sos:w0"])
      expect.soft(all.includes(secret), secret).toBe(false);
    expect(all).toContain("王*明 求助");
    expect(all).toContain("赵*任");
    const calls = receiver.got.filter(({ json }) => JSON.stringify(json.alarm ?? {}).includes('"sos"'));
    expect(calls.length).toBeGreaterThan(0);
    for (const { json } of calls) expect(json.alarm).toMatchObject({ id: expect.stringMatching(/^sos:[0-9a-f]{16}$/) });
  });
});

describe("a hook tells what was chosen for it", () => {
  test("[ALM-2] priorities, kinds and unit; a shelved alarm is silent; a call for help goes to everybody [POST-3]", async () => {
    const [grave, overdue, forest, all] = await Promise.all([1, 2, 3, 4].map(createReceiver));
    if (grave === undefined || overdue === undefined || forest === undefined || all === undefined)
      throw new Error("four");
    const room = await openNotifyRoom();
    await room.add(draft(grave.url, { least: 1 }));
    await room.add(draft(overdue.url, { kinds: ["post-overdue"] }));
    await room.add(draft(forest.url, { unit: "forest" }));
    await room.add(draft(all.url));
    await room.raise("p0", { priority: 1 });
    await room.raise("p1");
    await room.raise("p2", { sort: "post-overdue", priority: 3 });
    await room.raise("p3", { scope: [unitId("co"), unitId("forest")] });
    await room.act({ type: "ReturnAlarm", alarm: room.alarm("p1") }, watcher);
    await room.act({ type: "ShelveAlarm", alarm: room.alarm("p1"), minutes: 60, reason: "修" }, duty);
    await room.raise("p1");
    await room.act({ type: "CallSos", post: undefined, place: "3 号井口" }, { kind: "device", profile: "kiosk" });
    await room.settles(2 + 2 + 2 + 5);
    const sources = ({ got }: Receiver) =>
      got.map(({ json }) =>
        JSON.stringify(json.alarm).includes('"sos"') ? "sos" : JSON.stringify(json.alarm).match(/post-\w+:(p\d)/)?.[1],
      );
    expect(sources(grave)).toEqual(["p0", "sos"]);
    expect(sources(overdue)).toEqual(["p2", "sos"]);
    expect(sources(forest)).toEqual(["p3", "sos"]);
    expect(sources(all)).toEqual(["p0", "p1", "p2", "p3", "sos"]);
  });

  test("acknowledged and returned only where they are asked for", async () => {
    const [plain, more] = [await createReceiver(), await createReceiver()];
    const room = await openNotifyRoom();
    await room.add(draft(plain.url));
    await room.add(draft(more.url, { acknowledged: true, returned: true }));
    await room.raise("p1");
    await room.act({ type: "AcknowledgeAlarm", alarm: room.alarm("p1") }, duty);
    await room.act({ type: "ReturnAlarm", alarm: room.alarm("p1") }, watcher);
    await room.act({ type: "CommentAlarm", alarm: room.alarm("p1"), text: "李0 去了" }, duty);
    await room.act({ type: "CallSos", post: undefined, place: "" }, worker(2));
    const sos = alarmId("sos:w2");
    await room.act({ type: "AcknowledgeAlarm", alarm: sos }, duty);
    await room.settles(2 + 5);
    expect(types(plain)).toEqual(["AlarmRaised", "AlarmRaised"]);
    expect(types(more)).toEqual([
      "AlarmRaised",
      "AlarmAcknowledged",
      "AlarmReturned",
      "AlarmRaised",
      "AlarmAcknowledged",
    ]);
    expect(more.got.map(({ text }) => text).join()).not.toContain("去了");
  });
});

describe("the robot of WeCom", () => {
  test("gets markdown and no mark of ours but text; its own no is a no", async () => {
    const receiver = await createReceiver();
    receiver.answerWith((n) =>
      n === 1 ? yes : { status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' },
    );
    const room = await openNotifyRoom();
    const id = await room.add(draft(`${receiver.url}/cgi-bin/webhook/send?key=k-1`, { format: "wecom" }));
    await room.raise("p0", { priority: 1 });
    await room.settles(1);
    expect(receiver.got[0]?.url).toBe("/cgi-bin/webhook/send?key=k-1");
    expect(receiver.got[0]?.json).toEqual({
      msgtype: "markdown",
      markdown: {
        content:
          '**<font color="warning">【守望】1 级 · 空岗 · 0号岗</font>**\n> 地点：矿\n> 07:48 起，已 12 分钟\n> 请 李＊ 处理\n> 08:02 前无人确认，就请 公司值班员',
      },
    });
    await room.raise("p1");
    await room.settles(2);
    expect(room.outcomes).toEqual(["sent", "given-up"]);
    expect(await room.notify.test(id)).toEqual({ end: "robot", code: 93_000, message: "invalid webhook url" });
  });

  test.each([-1, 45_009, 130_101])("busy or asked too often (%d): tried again", async (errcode) => {
    const receiver = await createReceiver();
    receiver.answerWith((n) => (n === 1 ? { status: 200, body: JSON.stringify({ errcode, errmsg: "later" }) } : yes));
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url, { format: "wecom" }));
    await room.raise("p0");
    await room.settles(1);
    room.pass(await room.timers.awaits(second));
    await room.settles(2);
    expect(room.outcomes).toEqual(["retried", "sent"]);
  });

  test("a name cannot become a mark, a link or a tag", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => yes);
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url, { format: "wecom" }));
    await room.act(
      { type: "CallSos", post: undefined, place: '<font color="info">[去](http://x)</font>\n# 头 **粗**' },
      { kind: "device", profile: "kiosk" },
    );
    await room.settles(1);
    const { markdown } = JSON.parse(receiver.got[0]?.text ?? "");
    const inner = String(markdown.content).replace('<font color="warning">', "").replace("</font>", "");
    expect(inner.replaceAll("**", "").replaceAll(/^> /gm, "")).not.toMatch(/[<>*[\]#]/);
  });
});

describe("the robot of DingTalk", () => {
  test("gets the time and the sign in its address, and rings for all on a call for help only", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => yes);
    const room = await openNotifyRoom();
    await room.add(draft(`${receiver.url}/robot/send?access_token=t1`, { format: "dingtalk", secret: "SECabc" }));
    await room.raise("p0");
    await room.act({ type: "CallSos", post: undefined, place: "井口" }, { kind: "device", profile: "kiosk" });
    await room.settles(2);
    const query = new URL(receiver.got[0]?.url ?? "", receiver.url).searchParams;
    const timestamp = query.get("timestamp") ?? "";
    expect(Number(timestamp)).toBe(room.timers.now());
    expect(query.get("access_token")).toBe("t1");
    expect(query.get("sign")).toBe(createHmac("sha256", "SECabc").update(`${timestamp}\nSECabc`).digest("base64"));
    expect(receiver.got[0]?.json).toMatchObject({
      msgtype: "markdown",
      markdown: {
        title: "【守望】2 级 · 空岗 · 0号岗",
        text: expect.stringContaining("#### 【守望】2 级 · 空岗 · 0号岗\n\n- 地点：矿"),
      },
      at: { isAtAll: false },
    });
    expect(receiver.got[1]?.json).toMatchObject({ at: { isAtAll: true } });
  });

  test("a wrong sign is final and said", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => ({ status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' }));
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url, { format: "dingtalk" }));
    await room.raise("p0");
    await room.settles(1);
    expect(room.outcomes).toEqual(["given-up"]);
    expect(room.only().mark.failed).toMatchObject({ gaveUp: true, how: { end: "robot", code: 310_000 } });
  });
});
