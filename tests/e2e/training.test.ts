// One worker from a training to the post that needs it, through the built server and its pages: attending, a quiz failed, passed, signed on. [ACT-5, POST-2]

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { clockText, minute, siteClock } from "../../domain/time.ts";
import { learningWords } from "../../kiosk/learning/words.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "../kit/badge-reader.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");
const w = learningWords("zh-CN");
const paper = "扑火证";

/** Right is what ends in 对, wherever it comes to lie. */
const quiz = {
  ...{ id: "q-fire", unit: "company", name: "扑火测验", nameEn: "Fire fighting", passMark: 60, triesPerDay: 2 },
  questions: ["上山前先看什么", "火头往哪边打", "撤离走哪里"].map((text, n) => ({
    ...{ text, textEn: "", right: n },
    choices: [0, 1, 2].map((one) => ({ text: `${text}：第 ${one + 1} 种，${one === n ? "对" : "错"}`, textEn: "" })),
  })),
};

/** The shift begins in half an hour, and the post of the first one due in it wants a paper that nobody has. */
const prepare = async (): Promise<{ readonly folder: string; readonly duty: Duty }> => {
  const { folder, duties } = await copySample(join(await createTempFolder(), "site"));
  const duty = duties.find(({ briefing }) => briefing.length > 0);
  if (duty === undefined) throw new Error("the sample has no duty");
  const clock = siteClock("Asia/Shanghai");
  const shifts = ["day", "mid", "night"].map((id, n) => {
    const [from, to] = [n, n + 1].map((turn) => clockText(clock, Date.now() + 30 * minute + turn * 480 * minute));
    return `${id},${id},${id},${from},${to}`;
  });
  await writeFile(join(folder, "shifts.csv"), ["id,name,name_en,start,end", ...shifts, ""].join("\n"));
  const file = join(folder, "posts.csv");
  const [head = "", ...rows] = (await readFile(file, "utf8")).split(/\r?\n/);
  const at = head.replace("\ufeff", "").split(",").indexOf("requires");
  const demanding = rows.map((row) => {
    const cells = row.split(",");
    if (cells[0] !== duty.post) return row;
    const before = cells[at] ?? "";
    return cells.with(at, before === "" ? paper : `${before};${paper}`).join(",");
  });
  await writeFile(file, [head, ...demanding].join("\n"));
  return { folder, duty };
};

test("[ACT-5, POST-2] he comes to the training, fails its quiz, passes it, and signs on at the post that needs it", async () => {
  const { folder, duty } = await prepare();
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start({ SAMPLE_DIR: folder });
  const client = createClient(server.url, "kiosk", "t".repeat(30));
  onTestFinished(client.close);
  await client.connect();
  const asDesk = async (type: string, more: object): Promise<void> => {
    const body = JSON.stringify({ id: uuid(), at: Date.now(), type, ...more });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${server.url}/api/v1/commands`, { method: "POST", headers, body });
    expect(await answer.text()).toContain('"ok"');
  };
  const signOn = () =>
    client.send({
      ...{ id: uuid(), at: Date.now(), type: "SignOn", post: duty.post, briefing: duty.briefing },
      as: { badge: duty.badge },
    });
  expect(await signOn()).toMatchObject({ kind: "refused", refusal: { code: "qualification_missing" } });

  const now = Date.now();
  await asDesk("SaveQuiz", { quiz });
  await asDesk("OpenActivity", {
    activity: {
      ...{
        id: "a-fire",
        unit: "company",
        sort: "training",
        name: "扑火训练",
        nameEn: "Fire training",
        place: "物资库",
      },
      ...{ startsAt: now - 100 * minute, endsAt: now + 20 * minute, opensAt: now - 200 * minute },
      ...{ closesAt: now + 19 * minute, cancelUntil: now, capacity: 5 },
      roles: [{ id: "r", name: "学员", nameEn: "Learning", capacity: 5, requires: [] }],
      training: { track: "fire", gives: { name: paper, months: 12 }, quiz: quiz.id },
    },
  });
  const known = [...(client.replica()?.records.values() ?? [])].some((one) => one.kind === "quiz");
  expect(known).toBe(false);

  const { page, complaints } = await device("about:blank", { width: 1080, height: 1920 });
  /** All that the server ever sent to this kiosk. */
  const heard: string[] = [];
  page.on("websocket", (line) => line.on("framereceived", ({ payload }) => heard.push(payload.toString())));
  await page.goto(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  const key = (name: string) => page.getByRole("button", { name, exact: true });
  const pin = await pinOf(server.url, client, duty.badge);
  const toTraining = async (): Promise<void> => {
    const mine = page.getByRole("button", { name: new RegExp(zh.mine) });
    const back = page.getByRole("button", { name: zh.back });
    await scanBadge(page, duty.badge, mine.or(back).first());
    // His post is in the way where it waits for him alone.
    if ((await mine.count()) === 0) await back.click();
    await mine.click();
    for (const digit of pin) await key(digit).click();
    await key(w.open).click();
    await page.getByText(w.papers).waitFor();
  };

  // The next step leads to the training; there he signs up, comes and goes.
  await toTraining();
  await page.getByText(w.forPaper(paper)).waitFor();
  await look(page, "training-next");
  await key(w.signUp).click();
  await look(page, "training-sign-up");
  await page.getByRole("button", { name: zh.signUp }).last().click();
  await page.getByText(zh.inLedger).waitFor();
  for (const act of [zh.arrive, zh.leave]) {
    await scanBadge(page, duty.badge, key(act));
    await key(act).click();
    await page.getByText(zh.inLedger).waitFor();
  }

  await toTraining();
  await page.getByText(w.quiz("扑火训练")).waitFor();
  await look(page, "training-quiz-waits");
  await key(w.takeQuiz).click();
  const take = async (which: RegExp, picture?: string): Promise<void> => {
    for (const [n] of quiz.questions.entries()) {
      await page.getByText(w.question(n + 1, quiz.questions.length)).waitFor();
      if (n === 1 && picture !== undefined) await look(page, picture);
      await page.getByRole("button", { name: which }).first().click();
    }
    await key(w.hand).click();
  };
  await take(/错$/, "training-question");
  await page.getByText(w.failed).waitFor();
  await page.getByText(w.left(1)).waitFor();
  expect(await page.getByText(/^你选：/).count()).toBe(3);
  await look(page, "training-failed");
  expect(await signOn()).toMatchObject({ kind: "refused", refusal: { code: "qualification_missing" } });

  await key(w.again).click();
  await take(/对$/);
  await page.getByText(w.passed).waitFor();
  await page.getByText(new RegExp(`^${paper} 有效到`)).waitFor();
  await look(page, "training-passed");
  // What is right was in nothing that came before he had answered, nor after.
  expect(heard.join("\n")).toContain("上山前先看什么");
  expect(heard.join("\n")).not.toContain('"right":0,"choices"');
  expect(heard.join("\n")).not.toMatch(/"choices":\[[^\]]*\],"right"/);

  // Who stands here already is not asked for anew by his own badge.
  await key(zh.exit).click();
  await scanBadge(page, duty.badge, page.getByRole("button", { name: zh.understood }).first());
  for (let n = 0; n < duty.briefing.length; n += 1)
    await page.getByRole("button", { name: zh.understood }).first().click();
  await page.getByText(zh.inLedger).waitFor();
  await look(page, "training-signed-on");
  expect(complaints()).toEqual([]);

  const desk = (await device(`${server.url}/desk#/training`, { width: 1280, height: 800 })).page;
  await desk.getByPlaceholder("姓名或工号").fill(duty.number);
  await desk.getByRole("link", { name: new RegExp(duty.number) }).click();
  await desk.getByText(/测验通过/).waitFor();
  await look(desk, "training-desk");
}, 180_000);

const pinOf = async (url: string, client: ReturnType<typeof createClient>, badge: string): Promise<string> => {
  const id = await new Promise<string>((resolve) =>
    client.socket.emit("identify", { badge }, (answer) => {
      const self = answer.kind === "ok" ? answer.card.records.find((one) => one.kind === "worker") : undefined;
      resolve(self?.id ?? "");
    }),
  );
  const issued = await fetch(`${url}/api/v1/workers/${id}/pin`, { method: "POST" });
  return v.parse(v.object({ pin: v.string() }), await issued.json()).pin;
};
