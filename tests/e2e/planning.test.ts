// A plan made at the desk by hand: its patrols appear without anybody's further act, and one of them is given to others. [PAT-1]

import { onTestFinished, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";

const device = useDevices("nothing");

test("[PAT-1] a plan with its people by name: its patrols stand there at once, each may be given to others, and an ended plan takes them back", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start();
  const { page } = await device(`${server.url}/desk#/rounds`, { width: 1280, height: 800 });
  await page.getByRole("link", { name: "新建计划" }).click();
  await page.getByRole("button", { name: "保存计划" }).click();
  await page.getByText("要填这一项。").waitFor();
  await page.getByText("要选带队。").waitFor();
  await page.getByLabel("路线", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("出发", { exact: true }).fill("06:30");
  await page.getByLabel("时长（小时）").fill("7.5");
  await page.getByText("到 14:00 为止").waitFor();
  const search = page.getByRole("searchbox");
  await search.fill("王小明");
  await page.getByRole("button", { name: "让王小明带队" }).click();
  await search.fill("125224");
  await page.getByRole("button", { name: /加入$/ }).click();
  await look(page, "planning-form");
  await page.getByRole("button", { name: "保存计划" }).click();
  // The watch makes them: two or three mornings lie within 48 h.
  const patrols = page.getByRole("link", { name: /06:30–14:00/ });
  await patrols.nth(1).waitFor();
  await page.locator("#record dd", { hasText: "王小明" }).waitFor();
  await look(page, "planning-plan");
  const plan = await page.evaluate(() => location.hash);

  await patrols.first().click();
  await page.getByRole("button", { name: "换带队和队员" }).click();
  await page.getByRole("button", { name: "去掉王小明" }).click();
  await page.getByRole("button", { name: /带队$/ }).first().click();
  await page.getByRole("button", { name: "就这些人" }).click();
  await page.locator("#record dd", { hasText: "已单独换人" }).waitFor();
  await look(page, "planning-assigned");

  await page.evaluate((to) => {
    location.hash = to;
  }, plan);
  await page.getByLabel("原因").fill("封山");
  await page.getByRole("button", { name: "停止计划" }).click();
  await page.getByText("已取消·封山").nth(1).waitFor();
  await look(page, "planning-ended");
}, 60_000);
