// The calendar and the table of activities over real HTTP: RFC 5545 to the octet, stable names, no worker in it, for who is signed in. [ACT-6]

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { activityId, roleId, unitId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createActivities } from "../../server/http/activities.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld, worker } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";
const hard = "河岸清理，分两组；带手套\\ 请在一号井口集合, 然后一起步行到下游三号桥; 雨天改期另行通知";

const open = async () => {
  const site = siteFixture({
    activities: [activity("a1", 3, { name: hard, place: "一号桥, 南岸" }), activity("a2", 2, { place: "" })],
  });
  const world = await createWorld({ site });
  await world.act({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: false }, worker(0));
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const doors = createTokenDoors(access.devices, access.people);
  const app = new Hono();
  app.route("/api/v1", createActivities({ doors: () => doors, projection: world.projection, now: world.now }));
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/v1`;
  const as = async (role: Role, unit = unitId("co")): Promise<string> => {
    value(await access.people.addAccount({ login: role, name: "钱某", role, unit }, password));
    return `shouwang_session=${value(await access.people.signIn(role, password, "127.0.0.1")).token}`;
  };
  const get = async (path: string, cookie = "") => {
    const response = await fetch(`${base}/${path}`, { headers: { cookie } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { as, get, world };
};

/** As a reader unfolds it. */
const unfolded = (text: string): readonly string[] => text.replaceAll("\r\n ", "").split("\r\n");

test("[ACT-6] a calendar of folded and escaped lines, its times in UTC, the same name for the same activity in every answer", async () => {
  const { as, get, world } = await open();
  const cookie = await as("foreman", unitId("forest"));
  const { status, headers, text } = await get("activities.ics?lang=zh-CN", cookie);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const physical = text.split("\r\n");
  expect(Math.max(...physical.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(physical.some((line) => line.startsWith(" "))).toBe(true);
  const lines = unfolded(text);
  expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
  for (const line of [
    "VERSION:2.0",
    "UID:a1@shouwang",
    "DTSTAMP:20261123T000000Z",
    "DTSTART:20261128T190000Z",
    "DTEND:20261128T210000Z",
    "LOCATION:一号桥\\, 南岸",
    "DESCRIPTION:3 个名额，还剩 2 个",
    "CATEGORIES:VOLUNTEER",
    "STATUS:CONFIRMED",
  ])
    expect(lines).toContain(line);
  expect(lines).toContain(`SUMMARY:${hard.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)}`);
  // An empty place is no line at all.
  expect(lines.filter((line) => line.startsWith("LOCATION"))).toHaveLength(1);
  const uids = (all: readonly string[]) => all.filter((line) => line.startsWith("UID:"));
  world.passTime(86_400_000);
  const later = await get("activities.ics?lang=en", cookie);
  expect(uids(unfolded(later.text))).toEqual(uids(lines));
  expect(unfolded(later.text)).toContain("SUMMARY:Activity a2");
});

test("[ACT-6] a cancelled one stays in it as cancelled, under a newer sequence, without the reason's words", async () => {
  const { as, get, world } = await open();
  const cookie = await as("union-officer");
  await world.act({ type: "CancelActivity", activity: activityId("a2"), reason: "王小明病了" }, person("admin", "co"));
  const { text } = await get("activities.ics", cookie);
  const event = text.slice(text.indexOf("UID:a2@shouwang"));
  expect(event).toContain("STATUS:CANCELLED\r\nSEQUENCE:1\r\n");
  expect(text).toContain("STATUS:CONFIRMED\r\nSEQUENCE:0\r\n");
  expect(text).not.toMatch(/王小明|100000|w0/);
});

test("[ACT-6] a table with a mark, times of the site, the state that the clock gives, and no worker", async () => {
  const { as, get } = await open();
  const { status, headers, text } = await get("activities.csv", await as("auditor"));
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toBe('attachment; filename="activities.csv"');
  const lines = text.split("\r\n");
  expect(lines[0]).toContain("id,kind,name,name_en,unit,place,starts,ends");
  expect(lines[2]).toBe(
    "a2,volunteer,活动a2,Activity a2,co,,2026-11-29 03:00,2026-11-29 05:00,2026-11-22 08:00,2026-11-29 03:00,2,0,0,open,",
  );
  expect(text).not.toMatch(/王小明|100000|w0/);
});

test("nobody without a session, no worker's account", async () => {
  const { as, get } = await open();
  const worker = await as("worker");
  for (const file of ["activities.ics", "activities.csv"]) {
    expect((await get(file)).status).toBe(401);
    expect((await get(file, worker)).status).toBe(403);
  }
  expect((await get("activities.xml", worker)).status).toBe(404);
});

test("[ACT-1] a changed one bears a newer sequence and when it was changed; cancelled after that, a newer one still", async () => {
  const { as, get, world } = await open();
  const cookie = await as("union-officer");
  const admin = person("admin", "co");
  const a2 = activityId("a2");
  const found = world.projection.board.get("activity", "a2");
  if (found === undefined) throw new Error("a2 is not there");
  const { name, nameEn, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles } = found;
  const to = { name, nameEn, place: "东坡", startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles };
  await world.act({ type: "ChangeActivity", activity: a2, version: 0, to }, admin);
  const event = async (): Promise<string> => {
    const { text } = await get("activities.ics", cookie);
    return text.slice(text.indexOf("UID:a2@shouwang"));
  };
  expect(await event()).toContain("SEQUENCE:1\r\nLAST-MODIFIED:20261123T000000Z\r\n");
  expect(await event()).toContain("LOCATION:东坡\r\n");
  world.passTime(hour);
  await world.act({ type: "CancelActivity", activity: a2, reason: "雨" }, admin);
  const cancelledAt = world.projection.board.get("activity", "a2")?.cancelled?.at ?? 0;
  const stamp = `${new Date(cancelledAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  expect(stamp).not.toBe("20261123T000000Z");
  expect(await event()).toContain(`STATUS:CANCELLED\r\nSEQUENCE:2\r\nLAST-MODIFIED:${stamp}\r\n`);
});
