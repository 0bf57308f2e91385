// What a newcomer sees: an empty store, one command, and within ten seconds a living board that says it is a rehearsal.

import { execFile } from "node:child_process";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";

const device = useDevices();

/** The one thing that a browser may complain of: sound is blocked until somebody touches the page, and the wall says so itself. */
const isSoundNotice = (text: string): boolean => text.includes("AudioContext was not allowed to start");

/** Whether somebody answers at this port of this machine's address. */
const answersAt = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const say = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", say(true)).once("error", say(false)).once("timeout", say(false));
  });

test("an empty store shows a live board at once, marked 演练 on every screen, on this machine only", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const blank = await device("about:blank", { width: 1920, height: 1080 });
  const wall = blank.page;
  const began = performance.now();
  // Asked to listen everywhere, it does not: a rehearsal's doors stand open.
  await server.start({ REHEARSAL: "on", HOST: "0.0.0.0" });
  await wall.goto(`${server.url}/wall`);
  await wall.waitForFunction(
    () => {
      const cells = [...document.querySelectorAll(".posts .states li")];
      const manned = cells.find((cell) => cell.textContent?.includes("在岗"))?.querySelector("strong")?.textContent;
      const walked = [...document.querySelectorAll("path.walked")].some(
        (line) => (line.getAttribute("d") ?? "").length > 20,
      );
      return Number(manned) > 40 && walked;
    },
    undefined,
    { timeout: 60_000 },
  );
  console.log(`a live board ${Math.round(performance.now() - began)} ms after the start of an empty store`);
  await wall.getByText("演练", { exact: true }).first().waitFor();
  await look(wall, "rehearsal-wall");

  const desk = await device(`${server.url}/desk`);
  const kiosk = await device(`${server.url}/kiosk`);
  await desk.page.locator("header").getByText("演练", { exact: true }).first().waitFor();
  await kiosk.page.getByText("演练", { exact: true }).first().waitFor();
  await kiosk.page.getByRole("button", { name: "在岗的人" }).waitFor();
  await look(desk.page, "rehearsal-desk");
  await look(kiosk.page, "rehearsal-kiosk");
  for (const one of [blank, desk, kiosk]) expect(one.complaints().filter((text) => !isSoundNotice(text))).toEqual([]);

  const { port } = new URL(server.url);
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal && address.family === "IPv4");
  expect(await answersAt("127.0.0.1", Number(port))).toBe(true);
  for (const { address } of outside) expect(await answersAt(address, Number(port))).toBe(false);
  expect(server.printed()).not.toMatch(/fault|Error/);
  expect(await server.stop()).toBe(0);
}, 600_000);

test("a real site is never rehearsed on: its screens must be paired, its desk signed in to", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { ...process.env, DATA_DIR: server.dataDir };
  const imported = await promisify(execFile)(
    process.execPath,
    ["dist/server/main.js", "site", "import", "data/sample"],
    { env },
  );
  expect(imported.stdout).toContain("已导入");

  await server.start({ REHEARSAL: "on" });
  await server.says(/#setup=[\w-]+/);
  expect(server.printed()).not.toContain("演练");
  expect((await fetch(`${server.url}/api/v1/rehearsal/badges`)).status).toBe(404);
  expect((await fetch(`${server.url}/api/v1/me`)).status).toBe(401);
  const [wall, desk, kiosk] = await Promise.all(
    ["wall", "desk", "kiosk"].map((page) => device(`${server.url}/${page}`)),
  );
  await wall?.page.getByText("配对这块屏").waitFor();
  await desk?.page.getByRole("heading", { name: "登录" }).waitFor();
  await kiosk?.page.getByText("量一下屏幕").waitFor();
  expect(await server.stop()).toBe(0);
}, 600_000);
