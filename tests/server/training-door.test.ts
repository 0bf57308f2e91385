// The table of training over real HTTP: whom the asker may see and nobody else. [ACT-5, ORG-1]

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { day, unitId, workerId } from "../../domain/ids.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createTraining } from "../../server/http/training.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { trainer } from "../kit/trained.ts";
import { createWorld } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async () => {
  const world = await createWorld();
  const told = { training: "t1", day: day("2026-11-20"), minutes: 90, track: "skills", holder: "校", reason: "单" };
  await world.act({ type: "EnterTraining", worker: workerId("w2"), ...told }, trainer);
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const doors = createTokenDoors(access.devices, access.people);
  const app = new Hono();
  app.route("/api/v1", createTraining({ doors: () => doors, projection: world.projection, now: world.now }));
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/v1/training.csv`;
  const as = async (role: Role, unit: string): Promise<string> => {
    value(await access.people.addAccount({ login: role, name: "钱某", role, unit: unitId(unit) }, password));
    return `shouwang_session=${value(await access.people.signIn(role, password, "127.0.0.1")).token}`;
  };
  return {
    as,
    get: async (cookie = "") => {
      const response = await fetch(url, { headers: { cookie } });
      return { status: response.status, lines: (await response.text()).trim().split("\r\n").slice(1) };
    },
  };
};

test("[ACT-5, ORG-1] a unit's desk gets its own people and those below, hours and all; who is not signed in gets nothing", async () => {
  const { as, get } = await open();
  expect((await get()).status).toBe(401);
  const forest = await get(await as("station-head", "forest"));
  expect(forest.status).toBe(200);
  expect(forest.lines.map((line) => line.split(",")[0])).toEqual(["100002", "100005", "100008", "100011"]);
  expect(forest.lines[0]).toBe("100002,李2,forest,一班,2026,1.5,18.5,信号工证,2027-12-31,valid,");
  expect((await get(await as("manager", "co"))).lines).toHaveLength(12);
});
