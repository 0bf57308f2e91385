// Webhooks of the built server: killed while messages are on their way, nothing is lost; and at the desk, from the form to the answer in words.

import { join } from "node:path";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { draft } from "../kit/notify-room.ts";
import { firstAdmin, siteForm } from "../kit/real-site.ts";
import { createReceiver, type Receiver } from "../kit/receiver.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");
const env = { REHEARSAL: "off" };

const numbered = v.object({ seq: v.number() });
const digest = v.object({ events: v.array(numbered) });
/** Numbers of the events that came, those within a digest one by one. */
const seqs = ({ got }: Receiver): readonly number[] =>
  got.flatMap(({ json }) =>
    v.is(digest, json) ? v.parse(digest, json).events.map(({ seq }) => seq) : [v.parse(numbered, json).seq],
  );

test("[§4] SIGKILL while messages are on their way: each alarm arrives, in order, at most the one under way twice", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const receiver = await createReceiver();
  await server.start(env);
  const admin = await firstAdmin(server);
  const hook = JSON.stringify(draft(`${receiver.url}/hook`, { secret: "SECe2e" }));
  expect(await admin.knock("/api/v1/webhooks", { body: hook })).toMatchObject({ status: 201 });
  const sample = await copySample(join(await createTempFolder(), "site"));
  // Without grace every post that nobody holds is an alarm at once: a flood on the first look.
  const form = await siteForm(sample.folder, (name, text) =>
    name === "site.csv" ? text.replace("Asia/Shanghai,10,", "Asia/Shanghai,0,") : text,
  );
  expect(await admin.knock("/api/v1/site", { body: form })).toMatchObject({ status: 201 });
  const kills = [4, 12];
  for (const count of kills) {
    // The call that is under way when the server dies is never answered.
    receiver.answerWith((n) => (n === count ? "silence" : { status: 200 }));
    await receiver.gets(count);
    await server.kill();
    await server.start(env);
  }
  receiver.answerWith(() => ({ status: 200 }));
  await receiver.gets(20);
  expect(await server.stop()).toBe(0);
  const raised = (await ledgerEvents(server.dataDir)).flatMap(({ data }, n) =>
    data.type === "AlarmRaised" || data.type === "AlarmEscalated" ? [n + 1] : [],
  );
  const came = seqs(receiver);
  const first = [...new Set(came)];
  expect(first).toEqual(raised.slice(0, first.length));
  // The second silence may come too late on a quick machine: then that kill meets no call under way.
  const twice = came.length - first.length;
  expect([twice > 0, twice <= kills.length]).toEqual([true, true]);
  // What had not gone out when it stopped goes out at the next start.
  await server.start(env);
  const last = raised.at(-1) ?? 0;
  while (!seqs(receiver).includes(last)) await receiver.gets(receiver.got.length + 1);
  expect([...new Set(seqs(receiver))].slice(0, raised.length)).toEqual(raised);
});

test("at the desk: added, tried, refused in words, paused, removed", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const receiver = await createReceiver();
  receiver.answerWith((n) => ({
    status: 200,
    body: n === 1 ? '{"errcode":0,"errmsg":"ok"}' : '{"errcode":93000,"errmsg":"invalid webhook url"}',
  }));
  await server.start(env);
  const admin = await firstAdmin(server);
  const sample = await copySample(join(await createTempFolder(), "site"));
  await admin.knock("/api/v1/site", { body: await siteForm(sample.folder) });
  const desk = (await device(`${server.url}/desk`)).page;
  await desk.getByLabel("账号名").fill("zhang");
  await desk.getByLabel("密码", { exact: true }).fill("红松 白桦 落叶松 2026");
  await desk.getByRole("button", { name: "登录" }).click();
  await desk.getByRole("navigation").getByRole("link", { name: "资料" }).click();
  await desk.getByRole("link", { name: "打开外发通知" }).click();
  await desk.getByText("还没有外发通知。").waitFor();
  await desk.getByRole("link", { name: "添加外发通知" }).click();
  await desk.getByRole("button", { name: "保存" }).click();
  await desk.getByText("要填这一项。").waitFor();
  await desk.getByLabel("名称").fill("矿调度群");
  await desk.getByLabel("地址").fill("qyapi.weixin.qq.com/x");
  await desk.getByText("要以 http:// 或 https:// 开头").waitFor();
  await desk.getByLabel("地址").fill(`${receiver.url}/cgi-bin/webhook/send?key=0123456789abcdef`);
  await look(desk, "webhooks-form");
  await desk.getByRole("button", { name: "保存" }).click();
  await desk.getByRole("button", { name: "发一条测试" }).click();
  await desk.getByText("送到了（200）。").waitFor();
  expect(receiver.got[0]?.json).toMatchObject({ msgtype: "markdown" });
  await desk.getByRole("button", { name: "发一条测试" }).click();
  await desk.getByRole("status").getByText("机器人不收（93000）：地址里的密钥不对。").waitFor();
  await look(desk, "webhooks-detail");
  expect(await desk.content()).not.toContain("0123456789");
  await desk.getByRole("button", { name: "暂停" }).click();
  await desk.getByText("已暂停").first().waitFor();
  await desk.getByRole("button", { name: "恢复发送" }).click();
  await desk.getByRole("button", { name: "删除" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await desk.getByText("还没有外发通知。").waitFor();
});
