// The CSV door of the trends over real HTTP: what the desk's table says, with a mark for spreadsheets; nobody without a desk, no window without bounds.

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { day, postId, shiftId, unitId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createTrends } from "../../server/http/trends.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { watcher } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld, worker } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async (shiftName = "白班") => {
  const site = siteFixture();
  const shifts = site.site.shifts.map((one) => (one.id === "day" ? { ...one, name: shiftName } : one));
  const world = await createWorld({ site: { ...site, site: { ...site.site, shifts } } });
  await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
  world.passTime(8 * hour);
  await world.act({ type: "SignOff", post: postId("p0") }, worker(0));
  world.passTime(20 * minute);
  await world.act({ type: "CloseShift", shift: shiftId("day"), day: day("2026-11-23") }, watcher);
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const doors = createTokenDoors(access.devices, access.people);
  const app = new Hono();
  app.route("/api/v1/trends", createTrends({ doors: () => doors, projection: world.projection }));
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/v1/trends`;
  const as = async (role: Role, unit = unitId("co")): Promise<string> => {
    value(await access.people.addAccount({ login: role, name: "钱某", role, unit }, password));
    return `shouwang_session=${value(await access.people.signIn(role, password, "127.0.0.1")).token}`;
  };
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${base}/${path}`, { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  return { as, get };
};
const week = "from=2026-11-17&to=2026-11-23";

test("[POST-6] a trend is taken away as CSV with a mark, in the language asked for, under a name that says its window", async () => {
  const { as, get } = await open();
  const cookie = await as("station-head", unitId("forest"));
  const { status, headers, bytes } = await get(`check-ins.csv?${week}&lang=en`, { cookie });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("content-disposition")).toBe(
    'attachment; filename="shouwang-check-ins-2026-11-17-2026-11-23.csv"',
  );
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.subarray(3).toString("utf8").split("\r\n");
  expect(lines[0]).toBe("Day,Check-ins owed,In time,In time %");
  expect(lines.slice(1)).toEqual([
    ...["17", "18", "19", "20", "21", "22"].map((date) => `2026-11-${date},0,0,`),
    "2026-11-23,16,0,0",
    "",
  ]);
  const zh = await get(`manning-hours.csv?${week}`, { cookie });
  expect(zh.bytes.toString("utf8")).toContain("井下开采 在岗率 %");
});

test("nobody without a session, no page of another site, no worker's account", async () => {
  const { as, get } = await open();
  expect((await get(`alarms.csv?${week}`)).status).toBe(401);
  expect((await get(`alarms.csv?${week}`, { cookie: "shouwang_session=aaaaaaaaaaaaaaaaaaaaaaaa" })).status).toBe(401);
  expect((await get(`alarms.csv?${week}`, { authorization: `Bearer ${"x".repeat(40)}` })).status).toBe(401);
  expect((await get(`alarms.csv?${week}`, { cookie: await as("worker") })).status).toBe(403);
  const cookie = await as("auditor");
  expect((await get(`alarms.csv?${week}`, { cookie, origin: "http://evil.example" })).status).toBe(403);
  expect((await get(`alarms.csv?${week}`, { cookie })).status).toBe(200);
});

test("an unknown trend, a window without an end, backwards, too long or no date at all", async () => {
  const { as, get } = await open();
  const cookie = await as("manager");
  for (const file of ["people.csv", "alarms", "alarms.json", "..%2Falarms.csv", "__proto__.csv"])
    expect((await get(`${file}?${week}`, { cookie })).status, file).toBe(404);
  for (const query of [
    "",
    "?from=2026-11-23",
    "?from=2026-11-23&to=2026-11-22",
    "?from=2026-01-01&to=2026-11-23",
    "?from=x&to=y",
    "?from=2026-02-30&to=2026-03-01",
  ])
    expect((await get(`alarms.csv${query}`, { cookie })).status, query).toBe(400);
});

test("a shift named like a formula stays a name in a spreadsheet", async () => {
  const { as, get } = await open('=1+1,"x"');
  const cookie = await as("manager");
  const { bytes } = await get("check-ins.csv?from=2026-11-23&to=2026-11-23", { cookie });
  expect(bytes.toString("utf8")).toContain(`2026-11-23,"'=1+1,""x""",16,0,0`);
});
