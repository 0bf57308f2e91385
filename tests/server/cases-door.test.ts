// The table of hazards over real HTTP: for who is signed in, of his own units, of hazards alone, and no cell becomes a formula. [CASE-1]

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import type { CaseRec } from "../../domain/cases/case.ts";
import type { Role } from "../../domain/decider.ts";
import { unitId } from "../../domain/ids.ts";
import { siteClock } from "../../domain/time.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createCases } from "../../server/http/cases.ts";
import { casesCsv } from "../../server/reports/cases-table.ts";
import { told } from "../kit/hazards.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld, worker } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async () => {
  const world = await createWorld({ site: siteFixture() });
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const doors = createTokenDoors(access.devices, access.people);
  const app = new Hono();
  app.route("/api/v1", createCases({ doors: () => doors, projection: world.projection, now: world.now }));
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/v1`;
  const as = async (role: Role, unit: string): Promise<string> => {
    const login = `${role}-${unit}`;
    value(await access.people.addAccount({ login, name: "钱某", role, unit: unitId(unit) }, password));
    return `shouwang_session=${value(await access.people.signIn(login, password, "127.0.0.1")).token}`;
  };
  const get = async (cookie = "") => {
    const response = await fetch(`${base}/cases.csv`, { headers: { cookie } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { as, get, world };
};

test("[CASE-1] given a formula told as a hazard, when exported, then it is text; nobody's name or id is in the table", async () => {
  const { as, get, world } = await open();
  await world.act({ ...told, words: '=HYPERLINK("http://x","看")' }, worker(2));
  await world.act(
    {
      type: "ReportCase",
      sort: "hazard",
      unit: unitId("mine"),
      class: "roof",
      urgency: "minor",
      place: "-2+3",
      words: "@SUM(A1)",
    },
    worker(3),
  );
  const { status, headers, text } = await get(await as("safety-officer", "mine"));
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toBe('attachment; filename="hazards.csv"');
  expect(headers.get("cache-control")).toBe("no-store");
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  expect(head).toMatch(/^number,class,urgency/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`"'=HYPERLINK(""http://x"",""看"")"`);
  expect(lines[1]).toContain(",'-2+3,'@SUM(A1),");
  expect(lines[0]).toMatch(/^\d{8}-.{1,6},gas,now,,,mine,/);
  expect(lines[0]).toContain(",reported,office,");
  expect(text).not.toMatch(/\bw[23]\b/);
});

test("[CASE-1] given hazards of the mine, when another unit's desk exports, then its table is empty; without a session there is none", async () => {
  const { as, get, world } = await open();
  await world.act(told, worker(2));
  const rows = async (cookie: string) => (await get(cookie)).text.trimEnd().split("\r\n").length - 1;
  expect(await rows(await as("safety-officer", "forest"))).toBe(0);
  expect(await rows(await as("foreman", "mine"))).toBe(1);
  expect(await rows(await as("auditor", "co"))).toBe(1);
  expect((await get()).status).toBe(401);
});

test("[CASE-1] given a case of any other sort among them, when written, then no word of it is in the table", async () => {
  const { world } = await open();
  await world.act(told, worker(2));
  const hazards: readonly CaseRec[] = [...world.projection.board.all("case")];
  const others = hazards.map((one) => Object.assign({}, one, { sort: "appeal", words: "不能说的话" }));
  const text = casesCsv([...others, ...hazards], siteClock("Asia/Shanghai"), shiftStart, () => "");
  expect(text).not.toContain("不能说的话");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
});
