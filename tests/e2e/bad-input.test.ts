// What must not come in is answered at the door by a sentence in the person's language, and nothing of it stays.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents, segmentsOf } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { firstAdmin, siteForm } from "../kit/real-site.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

const langs = ["zh-CN", "en"] as const;

/** Two timed points at so many degrees east. */
const gpx = (lon: number): string =>
  `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${[
    0, 1,
  ]
    .map((n) => `<trkpt lat="47.2" lon="${lon + n / 1000}"><time>2026-11-20T0${n}:00:00Z</time></trkpt>`)
    .join("")}</trkseg></trk></gpx>`;

const command = (type: string, more: object = {}): string =>
  JSON.stringify({ id: uuid(), at: Date.now(), type, ...more });

test("bad input at the doors gets a sentence in Chinese and in English, and leaves nothing behind", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ REHEARSAL: "off" });
  const { knock } = await firstAdmin(server);
  const tracks = "/api/v1/tracks?name=a.gpx&profile=foot";
  const refusals = [
    {
      path: "/api/v1/commands",
      body: () => command("FlyToTheMoon"),
      status: 400,
      zh: "不认识的指令 FlyToTheMoon",
      en: "Unknown command FlyToTheMoon",
    },
    {
      path: "/api/v1/commands",
      body: () => command("SuspendPost", { post: "m-fan" }),
      status: 400,
      zh: "内容不完整：reason",
      en: "The request is incomplete: reason",
    },
    { path: "/api/v1/commands", body: () => "{", status: 400, zh: "内容不完整", en: "The request is incomplete" },
    {
      path: "/api/v1/commands",
      body: () => command("SuspendPost", { reason: "x".repeat(80_000) }),
      status: 413,
      zh: "内容太大（上限 64 kB）",
      en: "Too large (limit 64 kB)",
    },
    { path: tracks, body: () => gpx(119.9), status: 409, zh: "没有说明坐标系", en: "The datum was not stated" },
    {
      path: `${tracks}&datum=tokyo`,
      body: () => gpx(119.9),
      status: 409,
      zh: "不能用的坐标系：tokyo",
      en: "The datum tokyo cannot be used",
    },
    {
      path: `${tracks}&datum=gcj02`,
      body: () => gpx(7.4),
      status: 409,
      zh: "坐标系不合",
      en: "The datum does not fit",
    },
    {
      path: `${tracks}&datum=wgs84`,
      body: () => "GPX? No.",
      status: 409,
      zh: "读不懂这个文件",
      en: "This file cannot be read",
    },
  ];
  const before = (await ledgerEvents(server.dataDir)).length;

  // One cell of one row is wrong: file, line and column are named, and not one row comes in.
  for (const lang of langs) {
    const form = await siteForm(sample.folder, (name, text) =>
      name === "posts.csv" ? text.replace("Shift leader,mining,", "Shift leader,minning,") : text,
    );
    const answer = await knock("/api/v1/site", { lang, body: form });
    expect(answer).toMatchObject({
      status: 409,
      body: { rows: [{ file: "posts.csv", row: 2, column: "link_class" }] },
    });
    expect(answer.message).toContain(
      lang === "en" ? "1 rows are wrong; nothing was imported" : "1 行有误，没有导入任何一行",
    );
  }
  expect(await ledgerEvents(server.dataDir)).toHaveLength(before);
  expect(await knock("/api/v1/site", { body: await siteForm(sample.folder) })).toMatchObject({ status: 201 });

  const site = await ledgerEvents(server.dataDir);
  for (const { path, body, status, zh, en } of refusals)
    for (const lang of langs) {
      const answer = await knock(path, { lang, body: body() });
      expect([path, answer.status, answer.message]).toEqual([
        path,
        status,
        expect.stringContaining(lang === "en" ? en : zh),
      ]);
    }
  expect(await ledgerEvents(server.dataDir)).toEqual(site);
  expect(await server.stop()).toBe(0);
}, 600_000);

test("a badge that nobody has is answered at the kiosk in its language, and the next badge is served", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const { page } = await device(`${server.url}/kiosk`);
  await page.getByText("在线").waitFor();
  await scanBadge(page, "SW9999999999", page.getByText("没对上，再刷一次"));
  await page.getByText("这张卡没登记（尾号 999）").waitFor();
  await look(page, "bad-badge");
  await page.getByRole("button", { name: "退出" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await scanBadge(page, "SW9999999998", page.getByText("No match, tap again"));
  await page.getByText("This badge is not registered (…998)").waitFor();
  const duty = sample.duties.find(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("nobody is due");
  await scanBadge(page, duty.badge, page.getByText(/已确认 0|confirmed/i).first());

  // On the wire too, whatever the screen would have sent.
  const client = createClient(server.url, "kiosk", "bad-badge-kiosk-1");
  onTestFinished(client.close);
  await client.connect();
  const act = { id: uuid(), at: Date.now(), type: "SignOn", post: duty.post, briefing: duty.briefing };
  expect(await client.send({ ...act, as: { badge: "SW9999999999" } })).toEqual({
    kind: "refused",
    refusal: { code: "no_match" },
  });
}, 600_000);

test("a second server on the same store does not start, and the first goes on", async () => {
  const first = await createRunningServer();
  onTestFinished(first.remove);
  await first.start({ REHEARSAL: "off" });
  const second = await createRunningServer(first.dataDir);
  onTestFinished(second.remove);
  await expect(second.start()).rejects.toThrow(
    /数据目录正被进程 \d+ 使用：.+请先停止该进程。\nThe store is in use by process \d+: .+ Stop that process first\./,
  );
  expect(await second.stop()).toBe(1);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
}, 600_000);

test("a segment with one wrong bit is refused with file and line, and read again once it is put back", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const client = createClient(server.url, "kiosk", "wrong-bit-kiosk-1");
  await client.connect();
  for (const { post, briefing, badge } of sample.duties.slice(0, 3)) {
    const body = { id: uuid(), at: Date.now(), type: "SignOn", post, briefing, as: { badge } };
    expect(await client.send(body)).toMatchObject({ kind: "ok" });
  }
  client.close();
  await server.kill();
  const [segment = ""] = await segmentsOf(server.dataDir);
  const good = await readFile(segment);
  const second = good.indexOf("\n") + 1;
  const bad = Buffer.from(good);
  bad.writeUInt8(bad.readUInt8(second + 100) ^ 1, second + 100);
  await writeFile(segment, bad);
  await expect(server.start(env)).rejects.toThrow(
    /账本已损坏，未启动：.+ 第 2 行（字节 \d+）：校验和不符[\s\S]+The ledger is damaged and was not started: .+, line 2 \(byte \d+\): the checksum does not match/,
  );
  expect(await server.stop()).toBe(1);
  expect(await readFile(segment)).toEqual(bad);
  await writeFile(segment, good);
  await server.start(env);
  expect(await server.stop()).toBe(0);
}, 600_000);
