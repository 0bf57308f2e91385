// The plans' door over real HTTP: who may bring a picture, who may see it, and what everybody else is told. [POST-1]

import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { screenId, unitId } from "../../domain/ids.ts";
import { defaultLayout, type Profile } from "../../domain/site/screens.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createPlans } from "../../server/http/plans.ts";
import { createIntake } from "../../server/intake.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createPictureStore } from "../../server/pictures/picture-store.ts";
import { pngOf } from "../kit/pictures.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async (faultyDisk = false) => {
  const world = await createWorld();
  const dataDir = await createTempFolder();
  const access = await openRoom({ folder: await createTempFolder(), clock: { now: shiftStart } });
  const { devices, people, identify } = access;
  const doors = createTokenDoors(devices, people);
  const disk = createNodeDisk();
  const plans = createPictureStore(
    dataDir,
    "plans",
    faultyDisk ? { ...disk, open: () => Promise.reject(new Error("EROFS")) } : disk,
  );
  const intake = createIntake({ handler: world.handler, projection: world.projection, identify, now: world.now });
  const app = new Hono();
  const faults: string[] = [];
  const onFault = (what: string): void => {
    faults.push(what);
  };
  app.route("/plans", createPlans({ doors: () => doors, intake, projection: world.projection, plans, onFault }));
  const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/plans`;
  const as = async (role: Role, unit = "co") => {
    value(await people.addAccount({ login: `${role}-${unit}`, name: "钱某", role, unit: unitId(unit) }, password));
    return { cookie: `shouwang_session=${value(await people.signIn(`${role}-${unit}`, password, "127.0.0.1")).token}` };
  };
  const paired = async (profile: Profile, unit: string) => {
    const screen = screenId(`${profile}-${unit}`);
    const asked = value(devices.begin(profile, "test"));
    value(devices.approve(asked.code, { screen, profile }, "admin"));
    const got = await devices.collect(asked.secret);
    const pairing = {
      type: "PairScreen",
      screen,
      profile,
      name: "屏",
      unit: unitId(unit),
      layout: defaultLayout,
    } as const;
    await world.act(pairing, person("admin", "co"));
    return { screen, headers: { authorization: `Bearer ${got.kind === "paired" ? got.token : ""}` } };
  };
  const put = (unit: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>, query = "") =>
    fetch(`${base}/${unit}${query}`, { method: "PUT", body, headers });
  const get = (hash: string, headers: Record<string, string> = {}) => fetch(`${base}/${hash}`, { headers });
  const hashAt = (unit: string): string => world.projection.board.get("plan", unit)?.image?.hash ?? "";
  return { world, dataDir, as, paired, put, get, hashAt, faults };
};
const codeOf = async (response: Response): Promise<unknown> => {
  const body: { readonly refusal?: { readonly code?: string } } = JSON.parse(await response.text());
  return `${response.status} ${body.refusal?.code}`;
};
const plan = new Uint8Array(pngOf(300, 200));

test("[POST-1] a plan goes in by who answers for the unit, and comes out the same, by its hash, for ever and guarded", async () => {
  const { as, put, get, hashAt, world } = await open();
  const head = await as("station-head", "mine");
  expect((await put("mine", plan, head, "?tone=photo")).status).toBe(201);
  expect(world.projection.board.get("plan", "mine")?.image).toMatchObject({
    form: "png",
    width: 300,
    height: 200,
    bytes: plan.length,
    tone: "photo",
  });
  const got = await get(hashAt("mine"), head);
  expect(got.status).toBe(200);
  expect(Buffer.compare(Buffer.from(await got.arrayBuffer()), Buffer.from(plan))).toBe(0);
  expect(got.headers.get("content-type")).toBe("image/png");
  expect(got.headers.get("x-content-type-options")).toBe("nosniff");
  expect(got.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  expect(got.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(got.headers.get("vary")).toContain("Authorization");
});

test("[POST-1] no token sees another unit's plan: it is told the same as of a plan that is not there", async () => {
  const { as, paired, put, get, hashAt } = await open();
  const admin = await as("admin");
  await put("mine", plan, admin);
  const hash = hashAt("mine");
  const answer = async (headers: Record<string, string> = {}) => codeOf(await get(hash, headers));
  for (const who of [await paired("wall", "mine"), await paired("wall", "co")])
    expect((await get(hash, who.headers)).status).toBe(200);
  expect((await get(hash, await as("auditor"))).status).toBe(200);
  expect(await answer((await paired("wall", "forest")).headers)).toBe("404 not_found");
  expect(await answer(await as("manager", "forest"))).toBe("404 not_found");
  expect(await answer((await paired("kiosk", "mine")).headers)).toBe("404 not_found");
  expect(await answer((await paired("gateway", "mine")).headers)).toBe("403 forbidden");
  expect(await answer({ authorization: "Bearer nobody-knows-this-token" })).toBe("401 screen_unknown");
  expect(await answer()).toBe("401 not_signed_in");
  expect(await codeOf(await get("0".repeat(64), admin))).toBe("404 not_found");
  expect(await codeOf(await get("..%2F..%2Fsecrets.json", admin))).toBe("404 not_found");
});

test("[POST-1, SCR-1] a revoked wall sees no plan any more", async () => {
  const { as, paired, put, get, hashAt, world } = await open();
  await put("mine", plan, await as("admin"));
  const wall = await paired("wall", "mine");
  await world.act({ type: "RevokeScreen", screen: wall.screen }, person("admin", "co"));
  expect(await codeOf(await get(hashAt("mine"), wall.headers))).toBe("409 screen_revoked".replace("409", "401"));
});

test("[POST-1] bad pictures, strangers, other units and unknown ones are refused, and nothing is recorded", async () => {
  const { as, paired, put, world } = await open();
  const admin = await as("admin");
  const seq = world.projection.seq();
  const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
  expect(await codeOf(await put("mine", svg, { ...admin, "content-type": "image/png" }))).toBe("415 plan_svg");
  expect(await codeOf(await put("mine", plan.slice(0, 60), admin))).toBe("409 plan_broken");
  expect(await codeOf(await put("mine", new Uint8Array(8 * 1024 * 1024 + 1), admin))).toBe("413 plan_too_large");
  expect(await codeOf(await put("mine", new Uint8Array(0), admin))).toBe("415 plan_kind");
  expect(await codeOf(await put("mine", plan, admin, "?tone=pink"))).toBe("400 malformed");
  expect(await codeOf(await put("nowhere", plan, admin))).toBe("403 forbidden");
  expect(await codeOf(await put("mine", plan, {}))).toBe("401 not_signed_in");
  expect(await codeOf(await put("mine", plan, await as("station-head", "forest")))).toBe("403 forbidden");
  expect(await codeOf(await put("mine", plan, await as("foreman", "mine")))).toBe("403 forbidden");
  expect(await codeOf(await put("mine", plan, (await paired("wall", "mine")).headers))).toBe("401 not_signed_in");
  expect(world.projection.seq()).toBe(seq + 1);
  expect(world.projection.board.get("plan", "mine")).toBeUndefined();
});

test("[POST-1] a missing or damaged file is said plainly and is whole again after the same upload", async () => {
  const { as, put, get, hashAt, dataDir } = await open();
  const admin = await as("admin");
  await put("mine", plan, admin);
  const hash = hashAt("mine");
  const path = join(dataDir, "plans", `${hash}.png`);
  await writeFile(path, "spoilt");
  expect(await codeOf(await get(hash, admin))).toBe("410 plan_damaged");
  await rm(path);
  expect(await codeOf(await get(hash, admin))).toBe("404 plan_missing");
  expect((await put("mine", plan, admin)).status).toBe(201);
  expect((await get(hash, admin)).status).toBe(200);
});

test("[POST-1] a disk that refuses the picture is answered so, and the ledger names none", async () => {
  const { as, put, world, faults } = await open(true);
  expect(await codeOf(await put("mine", plan, await as("admin")))).toBe("503 storage_failed");
  expect(world.projection.board.get("plan", "mine")).toBeUndefined();
  expect(faults).toEqual(["PUT /plans/mine"]);
});
