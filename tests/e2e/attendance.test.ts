// What comes of an activity, through the built server and its pages: in and out by badge, the desk's times for who forgot, credits, a certificate. [ACT-4]

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { minute, second } from "../../domain/time.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

test("[ACT-4] badge in, badge out; who forgot is entered at the desk; who did not come is asked; settled, it prints", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const file = join(sample.folder, "site.csv");
  const [heads = "", row = ""] = (await readFile(file, "utf8")).trim().split("\n");
  // Whoever has not checked out at the end has forgotten it.
  await writeFile(file, `${heads},leave_min\n${row},0\n`);
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: sample.folder });
  const client = createClient(server.url, "kiosk", "t".repeat(30));
  onTestFinished(client.close);
  await client.connect();
  const say = (type: string, more: object) => client.send({ id: uuid(), at: Date.now(), type, ...more });
  const records = [...(client.replica()?.records.values() ?? [])];
  const unit = records.flatMap((one) => (one.kind === "unit" ? [one.id] : []))[0];

  const now = Date.now();
  const open = async (id: string, name: string, startsAt: number, endsAt: number): Promise<void> => {
    const activity = {
      ...{ id, unit, sort: "volunteer", name, nameEn: name, place: "一号桥", startsAt, endsAt },
      ...{ opensAt: now - 200 * minute, closesAt: endsAt, cancelUntil: startsAt, capacity: 5 },
      roles: [{ id: "r", name: "队员", nameEn: "Member", capacity: 5, requires: [] }],
    };
    const opened = await fetch(`${server.url}/api/v1/commands`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: uuid(), at: now, type: "OpenActivity", activity }),
    });
    expect(opened.status).toBe(200);
  };
  const free = (await readFile(join(sample.folder, "workers.csv"), "utf8"))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .map(([, name = "", , , , badge = ""]) => ({ name, badge }));
  /** The next one of the register who may come. */
  const signUp = async (activity: string) => {
    for (let one = free.shift(); one !== undefined; one = free.shift()) {
      const answer = await say("SignUp", { activity, role: "r", wait: false, as: { badge: one.badge } });
      if (answer !== "no answer" && answer.kind === "ok") return one;
    }
    throw new Error("nobody is free");
  };
  // One that is soon over, and one that goes on however slow this machine is.
  const startsAt = now - 100 * minute;
  await open("a-picking", "河岸捡拾", startsAt, now + 10 * second);
  const forgets = await signUp("a-picking");
  const stays = await signUp("a-picking");
  expect(await say("CheckInEntry", { activity: "a-picking", as: { badge: forgets.badge } })).toMatchObject({
    kind: "ok",
  });
  await open("a-running", "坡地补苗", startsAt, now + 200 * minute);
  const leaves = await signUp("a-running");

  // In and out, each by its own key, first on his page.
  const kiosk = (await device(`${server.url}/kiosk`, { width: 1080, height: 1920 })).page;
  await kiosk.getByText(zh.online).waitFor();
  const key = (name: string) => kiosk.getByRole("button", { name, exact: true });
  await scanBadge(kiosk, leaves.badge, key("到场签到"));
  await key("到场签到").click();
  await kiosk.getByText("已到场").waitFor();
  await scanBadge(kiosk, leaves.badge, key("离场签退"));
  await look(kiosk, "attendance-out");
  expect(await key("到场签到").count()).toBe(0);
  await key("离场签退").click();
  await kiosk.getByText("已离场").waitFor();

  const desk = (await device(`${server.url}/desk#/activities/a-picking`, { width: 1280, height: 800 })).page;
  const entry = (name: string) => desk.locator("button.entry", { hasText: name });
  await desk.getByText("还有 1 人没签退，先补登时间。").waitFor({ timeout: 60_000 });
  await entry(forgets.name).getByText("没签退").waitFor();
  await entry(stays.name).getByText("没见到场，等说明").waitFor();
  await entry(stays.name).click();
  await desk.getByText(/^等他说明，或到/).waitFor();

  await entry(forgets.name).click();
  await desk.getByLabel("到场", { exact: true }).fill(localField(startsAt));
  await desk.getByLabel("为什么由值班台登记").fill("忘了签退");
  await desk.getByRole("button", { name: "登记时间" }).click();
  await entry(forgets.name)
    .getByText(/^(99|100) 分钟$/)
    .waitFor();
  await desk.getByRole("button", { name: "结算积分" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "结算积分" }).click();
  await entry(forgets.name)
    .getByText(/分钟 · 1\.5 积分$/)
    .waitFor();
  await look(desk, "attendance-settled");
  await desk.getByRole("link", { name: "工时证明" }).click();
  await desk.getByText(`兹证明${forgets.name}（工号末三位`).waitFor();
  await desk.getByRole("cell", { name: "河岸捡拾" }).waitFor();
  await look(desk, "attendance-certificate");

  // He is told that his word is wanted, and not of what, until his PIN.
  await scanBadge(kiosk, stays.badge, key("去看"));
  expect(await kiosk.getByText("河岸捡拾").count()).toBe(0);
}, 120_000);

/** As a field of the site's zone, eight hours ahead of UTC, takes it. */
const localField = (at: number): string => new Date(at + 480 * minute).toISOString().slice(0, 16);
