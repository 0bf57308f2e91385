// The door by which a person is forgotten, on a whole house: who may, whom, and what is left of him on screens, in the export, at a kiosk.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { io } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { inBoth } from "../../domain/in-both.ts";
import { joined, patched, type Replica } from "../../domain/replica.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { protocolVersion } from "../../domain/version.ts";
import { shownName } from "../../domain/workers.ts";
import { readConfig } from "../../server/config.ts";
import { openHouse } from "../../server/house.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { countedId } from "../kit/world.ts";
import { bytesIn } from "./sealing-kit.ts";

const password = "红松 白桦 落叶松 2026";

/** A house with a site, its first admin signed in. */
const openSite = async (dataDir: string, site: SiteImport = siteFixture()) => {
  const http = createServer((request, response) => void house.handle(request, response));
  const told = (what: unknown): never => {
    throw new Error(`unexpected: ${JSON.stringify(what)}`);
  };
  const house = await openHouse(http, readConfig({ DATA_DIR: dataDir, REHEARSAL: "off" }), "test", {
    onReport: told,
    onFault: told,
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await house.close();
    open = false;
  };
  onTestFinished(close);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const knock = async (path: string, cookie: string, body?: unknown, method = "POST") => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, "content-type": "application/json", "accept-language": "en" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookieSet = (response.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
    const text = await response.text();
    const answer: unknown = JSON.parse(text);
    return { status: response.status, cookie: cookieSet, text, answer };
  };
  const setup = await house.setupToken();
  const { cookie: admin } =
    setup === undefined
      ? await knock("/sign-in", "", { login: "zhang", password })
      : await knock("/setup", "", { token: setup.token, login: "zhang", name: "张主任", password });
  if (house.projection.board.get("site", "site") === undefined)
    await house.intake.own({ type: "ImportSite", import: site }, countedId(1), { kind: "system", part: "import" });
  const forget = (id: string, cookie = admin) => knock(`/workers/${id}/forget`, cookie);
  return { house, url, knock, admin, forget, close };
};
const pinsIn = async (folder: string): Promise<string> => {
  const { secrets }: { secrets: { pins: object } } = JSON.parse(await readFile(join(folder, "secrets.json"), "utf8"));
  return JSON.stringify(secrets.pins);
};

test("[ORG-2] only an admin forgets, and only a person who has no duty", async () => {
  const { knock, admin, forget, house } = await openSite(await createTempFolder());
  for (const role of ["duty-officer", "manager", "station-head", "auditor"])
    await knock("/accounts", admin, { login: role, name: role, role, unit: "co", password });
  await knock("/accounts", admin, { login: "miner", name: "x", role: "admin", unit: "mine", password });
  expect(await forget("w11", "")).toMatchObject({ status: 401, answer: { refusal: { code: "not_signed_in" } } });
  for (const login of ["duty-officer", "manager", "station-head", "auditor", "miner"]) {
    const { cookie } = await knock("/sign-in", "", { login, password });
    expect(await forget("w11", cookie)).toMatchObject({ status: 403, answer: { refusal: { code: "forbidden" } } });
  }
  const { answer } = await forget("w1");
  expect(answer).toMatchObject({ refusal: { code: "worker_needed", params: { where: inBoth("0号岗", "Post 0") } } });
  expect(await forget("nobody")).toMatchObject({ status: 409, answer: { refusal: { code: "worker_unknown" } } });
  expect(house.projection.seq()).toBe(1);
  expect(await forget("w11")).toMatchObject({ status: 200, answer: { kind: "ok", seq: 2 } });
  expect(await forget("w11")).toMatchObject({ status: 200, answer: { kind: "ok", seq: 2 } });
});

test("[ORG-2] no command by another door forgets anybody", async () => {
  const { knock, admin } = await openSite(await createTempFolder());
  const body = { id: countedId(9), type: "ForgetWorker", at: 0, worker: "w11" };
  expect(await knock("/commands", admin, body)).toMatchObject({ answer: { refusal: { code: "unknown_command" } } });
});

test("[ORG-2] with a person go his PIN, his badge and his line of the export; a PIN is not given to him again", async () => {
  const folder = await createTempFolder();
  const { knock, admin, forget, house } = await openSite(folder);
  for (const id of ["w9", "w11"]) expect(await knock(`/workers/${id}/pin`, admin)).toMatchObject({ status: 200 });
  expect((await knock("/site", admin, undefined, "GET")).text).toContain("李11");
  await forget("w11");
  expect(await pinsIn(folder)).toContain('"w9"');
  expect(await pinsIn(folder)).not.toContain('"w11"');
  expect(house.projection.board.where("worker", "badge", "badge-11")).toEqual([]);
  expect(await knock("/workers/w11/pin", admin)).toMatchObject({ answer: { refusal: { code: "worker_unknown" } } });
  const { text } = await knock("/site", admin, undefined, "GET");
  expect(text).toContain("李9");
  expect(text).not.toMatch(/李11|100011|forgotten/);
});

test("[ORG-2] a PIN that a stop left behind goes at the next start", async () => {
  const folder = await createTempFolder();
  const first = await openSite(folder);
  await first.knock("/workers/w11/pin", first.admin);
  await first.house.intake.own(
    { type: "ForgetWorker", worker: first.house.projection.board.get("worker", "w11")?.id ?? fail() },
    countedId(7),
    { kind: "system", part: "access" },
  );
  await first.close();
  expect(await pinsIn(folder)).toContain('"w11"');
  const again = await openSite(folder);
  await again.close();
  expect(await pinsIn(folder)).not.toContain('"w11"');
});

test("[ORG-2] every screen hears of it at once, and a restart tells the same; no byte of the store names him", async () => {
  const folder = await createTempFolder();
  const site = siteFixture();
  const named = {
    ...site,
    workers: site.workers.map((one) => (one.id === "w11" ? { ...one, name: "㐀㐁", number: "№4711" } : one)),
  };
  const { url, admin, forget, close, house } = await openSite(folder, named);
  const desk = io(url, {
    transports: ["websocket"],
    auth: { token: "", page: "desk" },
    extraHeaders: { cookie: admin },
  });
  onTestFinished(() => {
    desk.disconnect();
  });
  let replica: Replica | undefined;
  const told = new Promise<void>((resolve) => {
    desk.on("patch", (patch) => {
      const next = replica === undefined ? "gap" : patched(replica, patch);
      if (next === "gap") throw new Error("a gap");
      replica = next;
      resolve();
    });
  });
  await new Promise<void>((resolve) => desk.on("connect", resolve));
  const answer = await new Promise<Parameters<typeof joined>[1]>((resolve) =>
    desk.emit("join", { protocol: protocolVersion, store: "", since: 0 }, resolve),
  );
  replica = joined(undefined, answer);
  expect(replica?.records.get("worker/w11")).toMatchObject({ name: "㐀㐁" });
  await forget("w11");
  await told;
  const known = replica?.records.get("worker/w11");
  if (known?.kind !== "worker") throw new Error("no worker");
  expect([shownName(known, "zh-CN"), shownName(known, "en")]).toEqual(["已注销", "removed"]);
  expect(JSON.stringify([...(replica?.records ?? [])])).not.toMatch(/㐀|№4711/);
  const record = house.projection.board.get("worker", "w11");
  desk.disconnect();
  await close();
  expect(await bytesIn(folder, "")).not.toMatch(/㐀|№4711/);
  const again = await openSite(folder, named);
  expect(again.house.projection.board.get("worker", "w11")).toEqual(record);
  expect(again.house.projection.seq()).toBe(2);
});

test("[ORG-2] a proof that a kiosk got before serves nobody any more", async () => {
  const { url, knock, admin, forget, house } = await openSite(await createTempFolder());
  const site = siteFixture();
  const badge = house.reader.hashBadge("BADGE1011");
  await house.intake.own(
    {
      type: "ImportSite",
      import: { ...site, workers: site.workers.map((one) => (one.id === "w11" ? { ...one, badge } : one)) },
    },
    countedId(2),
    { kind: "system", part: "import" },
  );
  const told = async (path: string, body: unknown): Promise<Record<string, unknown>> =>
    JSON.parse((await knock(path, admin, body)).text);
  const { code, secret } = await told("/screens/begin", { profile: "kiosk" });
  await told("/screens/approve", { code, name: "终端", unit: "co", profile: "kiosk", layout: defaultLayout });
  const { token } = await told("/screens/collect", { secret });
  const kiosk = io(url, { transports: ["websocket"], auth: { token, page: "kiosk" } });
  onTestFinished(() => {
    kiosk.disconnect();
  });
  const ask = (event: string, body: unknown): Promise<{ card: { proof: string } }> =>
    new Promise((resolve) => kiosk.emit(event, body, resolve));
  const { card } = await ask("identify", { badge: "BADGE1011" });
  const cancel = (n: number) => {
    const act = { type: "CancelEntry", activity: "a1", as: { proof: card.proof } };
    return ask("command", { id: countedId(n), at: Date.now(), ...act });
  };
  expect(await cancel(20)).toMatchObject({ kind: "refused", refusal: { code: "pin_needed" } });
  expect(await forget("w11")).toMatchObject({ status: 200 });
  expect(await cancel(21)).toMatchObject({ kind: "refused", refusal: { code: "worker_unknown" } });
  expect(await ask("identify", { badge: "BADGE1011" })).toMatchObject({ refusal: { code: "worker_unknown" } });
});

test("[ORG-2] who left the register is forgotten once, by his id", async () => {
  const { forget, house } = await openSite(await createTempFolder());
  const site = siteFixture();
  await house.intake.own(
    { type: "ImportSite", import: { ...site, workers: site.workers.filter(({ id }) => id !== "w11") } },
    countedId(2),
    { kind: "system", part: "import" },
  );
  expect(await forget("w11")).toMatchObject({ status: 200, answer: { seq: 3 } });
  expect(await forget("w11")).toMatchObject({ status: 409, answer: { refusal: { code: "worker_unknown" } } });
});

const fail = (): never => {
  throw new Error("the fixture has changed");
};
