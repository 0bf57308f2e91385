// The doors of the webhooks over real HTTP: an admin's only; what is wrong is said; addresses and secrets never come out. [ORG-2]

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { hookList, hookView } from "../../domain/alarms/webhook.ts";
import { unitId } from "../../domain/ids.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createWebhooks } from "../../server/http/webhooks.ts";
import { draft, openNotifyRoom } from "../kit/notify-room.ts";
import { createReceiver } from "../kit/receiver.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async () => {
  const room = await openNotifyRoom();
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const doors = createTokenDoors(access.devices, access.people);
  const app = new Hono();
  const faults: unknown[] = [];
  app.route(
    "/api/v1/webhooks",
    createWebhooks({
      doors: () => doors,
      notify: room.notify,
      projection: room.world.projection,
      onFault: (_, error) => faults.push(error),
    }),
  );
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/v1/webhooks`;
  const as = async (role: "admin" | "duty-officer" | "manager"): Promise<string> => {
    value(await access.people.addAccount({ login: role, name: "钱某", role, unit: unitId("co") }, password));
    return `shouwang_session=${value(await access.people.signIn(role, password, "127.0.0.1")).token}`;
  };
  const knock = async (cookie: string, method: string, path: string, body?: unknown, more = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { cookie, "content-type": "application/json", ...more },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  return { room, as, knock, faults };
};

test("an admin adds, tries, changes, pauses and removes; neither the address nor the secret comes out again", async () => {
  const { room, as, knock, faults } = await open();
  const receiver = await createReceiver();
  const admin = await as("admin");
  const seen: string[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await knock(admin, method, path, body);
    seen.push(answer.text);
    return answer;
  };
  const added = await ask("POST", "", draft(`${receiver.url}/send?key=0123456789abcdef`, { secret: "SECnobody" }));
  expect(added.status).toBe(201);
  const { id } = v.parse(hookView, JSON.parse(added.text));
  expect(await ask("POST", `/${id}/test`)).toEqual({ status: 200, text: '{"end":"sent","status":200}' });
  expect(receiver.got[0]?.url).toBe("/send?key=0123456789abcdef");
  expect(receiver.got[0]?.json).toMatchObject({ type: "Test", seq: 0 });
  const { url: _, secret: __, ...settings } = draft(receiver.url);
  expect((await ask("PUT", `/${id}`, { ...settings, least: 1 })).status).toBe(200);
  expect((await ask("POST", `/${id}/pause`, { paused: true })).status).toBe(200);
  const listed = v.parse(hookList, JSON.parse((await ask("GET", "")).text));
  expect(listed.hooks).toMatchObject([
    { least: 1, paused: true, hasSecret: true, mark: { sentAt: room.timers.now() } },
  ]);
  expect((await ask("DELETE", `/${id}`)).status).toBe(200);
  for (const path of [`/${id}`, "/unknown"]) expect((await ask("DELETE", path)).status).toBe(404);
  expect((await ask("POST", `/${id}/test`)).status).toBe(404);
  expect(seen.join("\n")).not.toMatch(/SECnobody|0123456789/);
  expect(faults).toEqual([]);
});

test("nobody else may even look, and another site's page may not act in an admin's name", async () => {
  const { as, knock, room } = await open();
  const id = await room.add(draft("http://127.0.0.1:9/"));
  const calls = [
    ["GET", "", undefined],
    ["POST", "", draft("http://127.0.0.1:9/")],
    ["PUT", `/${id}`, draft("http://127.0.0.1:9/")],
    ["POST", `/${id}/pause`, { paused: true }],
    ["POST", `/${id}/test`, {}],
    ["DELETE", `/${id}`, undefined],
  ] as const;
  const [duty, manager, admin] = [await as("duty-officer"), await as("manager"), await as("admin")];
  for (const [method, path, body] of calls) {
    expect.soft((await knock("", method, path, body)).status, `${method} ${path}`).toBe(401);
    expect.soft((await knock(duty, method, path, body)).status, `${method} ${path}`).toBe(403);
    expect.soft((await knock(manager, method, path, body)).status, `${method} ${path}`).toBe(403);
    const foreign = await knock(admin, method, path, body, { origin: "http://evil.example" });
    expect.soft(foreign.status, `${method} ${path}`).toBe(403);
  }
  expect(room.only()).toMatchObject({ id, paused: false, least: 4 });
});

test.each([
  ["ftp", { url: "ftp://host/x" }, "url"],
  ["a password in the address", { url: "https://a:b@host/x" }, "url"],
  ["no host", { url: "https:///x" }, "url"],
  ["a script", { url: "javascript:alert(1)" }, "url"],
  ["no name", { name: "  " }, "name"],
  ["an unknown kind", { kinds: ["coffee"] }, "kinds"],
  ["an unknown format", { format: "fax" }, "format"],
  ["a priority of five", { least: 5 }, "least"],
])("refused: %s", async (_, change, where) => {
  const { as, knock, room } = await open();
  const answer = await knock(await as("admin"), "POST", "", { ...draft("http://127.0.0.1:9/"), ...change });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(where);
  expect(room.notify.list().hooks).toEqual([]);
});

test("what is no JSON, or too large, changes nothing", async () => {
  const { as, knock, room } = await open();
  const admin = await as("admin");
  expect((await knock(admin, "POST", "", "{")).status).toBe(400);
  expect((await knock(admin, "POST", "", JSON.stringify({ name: "x".repeat(20_000) }))).status).toBe(413);
  expect(room.notify.list().hooks).toEqual([]);
});
