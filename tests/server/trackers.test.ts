// Trackers at the real doors: a token told once, positions that are durable before they are thanked for, and what everybody else is told. [PAT-2]

import { describe, expect, test } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { patrolId, routeId, trackerId, unitId, workerId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { deviceOfTracker } from "../../server/trackers/device.ts";
import { openWorld } from "../kit/open-world.ts";
import { body } from "../kit/said.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const admin = person("admin", "co");
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (token: string) => ({ authorization: `Basic ${Buffer.from(`ranger:${token}`).toString("base64")}` });
const place = { lon: 119.9, lat: 47.2 };

const open = async () => {
  const fixture = siteFixture();
  const routes = [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North", checkpoints: [] }];
  const world = await openWorld({ site: { ...fixture, routes } });
  const send = async (path: string, content: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${world.url}/api/v1${path}`, {
      method: "POST",
      ...(content === undefined ? {} : { body: typeof content === "string" ? content : JSON.stringify(content) }),
      headers,
    });
    const text = await response.text();
    const answer: { readonly refusal?: { readonly code: string }; readonly token?: string; readonly tracker?: string } =
      text.startsWith("{") ? JSON.parse(text) : {};
    return { status: response.status, text, answer };
  };
  const cookies = new Map<Role, Promise<string>>();
  const as = async (role: Role) => {
    const cookie = cookies.get(role) ?? world.signIn(role);
    cookies.set(role, cookie);
    return { cookie: await cookie };
  };
  const add = async (uniqueId = "", unit = "forest") => {
    const made = await send("/trackers", { name: "北斗 01", unit, uniqueId }, await as("duty-officer"));
    if (made.answer.token === undefined || made.answer.tracker === undefined) throw new Error(made.text);
    return { token: made.answer.token, tracker: trackerId(made.answer.tracker) };
  };
  /** A patrol of worker 5 under way, and the tracker in his pocket. */
  const walkWith = async (tracker: ReturnType<typeof trackerId>) => {
    const patrol = patrolId("t1");
    const planned = { plannedAt: shiftStart, windowEnd: shiftStart + 240 * minute, profile: "foot" } as const;
    await world.act(
      { type: "PlanPatrol", patrol, route: routeId("r1"), leader: workerId("w5"), members: [], ...planned },
      admin,
    );
    await world.act({ type: "StartPatrol", patrol }, admin);
    await world.act({ type: "AssignTracker", tracker, carried: { by: "worker", worker: workerId("w5") } }, admin);
    return patrol;
  };
  const trail = () => world.projection.board.get("trail", "t1")?.fixes ?? [];
  return { world, send, as, add, walkWith, trail };
};
const fixAt = (n: number) => ({
  _type: "location",
  ...place,
  lon: place.lon + n * 0.0005,
  tst: shiftStart / 1000 + n * 60,
  acc: 8,
});

describe("[PAT-2] positions by HTTP", () => {
  test("OwnTracks, OsmAnd by GET, by form and by JSON land on the bearer's patrol with the place they state, and once", async () => {
    const { world, send, add, walkWith, trail } = await open();
    const { token, tracker } = await add();
    await walkWith(tracker);
    world.passTime(30 * minute);
    expect(await send("/owntracks", fixAt(1), basic(token))).toMatchObject({ status: 200, text: "[]" });
    expect(await send("/owntracks", [fixAt(1), fixAt(2)], bearer(token))).toMatchObject({ status: 200, text: "[]" });
    const at = (n: number) => shiftStart / 1000 + n * 60;
    const query = `?id=whatever&lat=47.2&lon=119.9015&timestamp=${at(3)}&accuracy=9`;
    expect((await fetch(`${world.url}/api/v1/osmand/${token}${query}`)).status).toBe(200);
    expect(await send(`/osmand/${token}${query}`, "")).toMatchObject({ status: 200 });
    const form = `id=1&lat=47.2&lon=119.902&timestamp=${at(4)}`;
    expect(await send(`/osmand/${token}`, form)).toMatchObject({ status: 200 });
    const json = {
      location: {
        timestamp: new Date(at(5) * 1000).toISOString(),
        coords: { latitude: 47.2, longitude: 119.9025, accuracy: 5 },
      },
      device_id: "x",
    };
    expect(await send(`/osmand/${token}`, json)).toMatchObject({ status: 200 });
    expect(trail().map(([when, lon, lat]) => [when, lon, lat])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [shiftStart + n * minute, expect.closeTo(119.9 + n * 0.0005, 9), 47.2]),
    );
    expect(world.projection.board.get("patrol", "t1")?.km).toBeGreaterThan(0.1);
    expect(world.faults).toEqual([]);
  });

  test("Traccar's gateway speaks for the devices that the register names, within its unit, and for no other", async () => {
    const { world, send, as, add, walkWith, trail } = await open();
    const { tracker } = await add("013912345678");
    await walkWith(tracker);
    world.passTime(10 * minute);
    const made = await send("/trackers/gateways", { name: "Traccar", unit: "co" }, await as("admin"));
    const token = made.answer.token ?? "";
    const message = (uniqueId: string, n = 1) => ({
      position: {
        latitude: 47.2,
        longitude: 119.9 + n * 0.0005,
        fixTime: new Date(shiftStart + n * minute).toISOString(),
        accuracy: 0,
        valid: true,
      },
      device: { uniqueId },
    });
    expect(await send("/traccar", message("013912345678"), bearer(token))).toMatchObject({ status: 200 });
    expect(trail()).toHaveLength(1);
    expect(await send("/traccar", message("999"), bearer(token))).toMatchObject({
      status: 404,
      answer: { refusal: { code: "tracker_unknown", params: { device: "999" } } },
    });
    const seen = await fetch(`${world.url}/api/v1/trackers`, { headers: await as("duty-officer") });
    expect(await seen.json()).toMatchObject({
      heard: [{ tracker, counted: 1, outside: 0 }],
      unknown: [{ device: "999", times: 1 }],
    });
    const mine = await send("/trackers/gateways", { name: "矿上", unit: "mine" }, await as("admin"));
    expect(await send("/traccar", message("013912345678", 2), bearer(mine.answer.token ?? ""))).toMatchObject({
      status: 404,
    });
    expect(trail()).toHaveLength(1);
  });

  test("outside a patrol a position is heard and counted, and its place is kept nowhere", async () => {
    const { world, send, as, add } = await open();
    const { token, tracker } = await add();
    const before = (await world.events()).length;
    expect(await send("/owntracks", fixAt(1), basic(token))).toMatchObject({ status: 200 });
    expect(await world.events()).toHaveLength(before);
    const seen = await fetch(`${world.url}/api/v1/trackers`, { headers: await as("manager") });
    expect(await seen.text()).toBe(
      JSON.stringify({ heard: [{ tracker, at: shiftStart, counted: 0, outside: 1 }], unknown: [] }),
    );
  });

  test("what does not count is told once, however often it is sent; a time beyond all numbers is refused", async () => {
    const { world, send, add, walkWith } = await open();
    const { token, tracker } = await add();
    await walkWith(tracker);
    world.passTime(10 * minute);
    for (let n = 0; n < 4; n += 1) await send("/owntracks", { ...fixAt(1), acc: 80 }, basic(token));
    expect(world.projection.board.get("patrol", "t1")?.excluded).toEqual({ accuracy: 1 });
    const endless = JSON.stringify(fixAt(2)).replace(/"tst":[0-9.]+/, '"tst":1e400');
    expect(await send("/owntracks", endless, basic(token))).toMatchObject({ status: 400 });
    const many = Array.from({ length: 2_001 }, () => fixAt(1));
    expect(await send("/owntracks", many, basic(token))).toMatchObject({ status: 400 });
  });

  test("[§4] a command of the wire keeps its id: sent again it is the same act, also where its fixes do not count", async () => {
    const { world, add, walkWith } = await open();
    const { tracker } = await add();
    const patrol = await walkWith(tracker);
    const gateway = await world.pair("gateway");
    const fixes = [{ at: shiftStart, lon: 119.9, lat: 47.2, acc: 80 }];
    const said = body("ReportFixes", { patrol, datum: "wgs84", fixes });
    const device = { screen: gateway.screen, profile: "gateway" } as const;
    const first = await world.intake.command(said, { kind: "screen", device });
    expect(first).toMatchObject({ kind: "ok" });
    expect(await world.intake.command(said, { kind: "screen", device })).toEqual(first);
    expect(world.projection.board.get("patrol", patrol)?.excluded).toEqual({ accuracy: 1 });
  });

  test("0,0 of a receiver that knows no place reaches no patrol; GCJ-02 said in the address is converted", async () => {
    const { world, send, add, walkWith, trail } = await open();
    const { token, tracker } = await add();
    await walkWith(tracker);
    world.passTime(10 * minute);
    await send("/owntracks", { ...fixAt(1), lat: 0, lon: 0 }, basic(token));
    expect(trail()).toEqual([]);
    await send("/owntracks?datum=gcj02", fixAt(2), basic(token));
    const [[, lon, lat] = [0, 0, 0]] = trail();
    expect(Math.hypot(lon - 119.901, lat - 47.2)).toBeGreaterThan(0.001);
    expect(await send("/owntracks?datum=mars", fixAt(3), basic(token))).toMatchObject({ status: 400 });
  });

  test.each([
    ["no token", {}, fixAt(1), 401, "token_unknown"],
    ["a made-up token", bearer("x".repeat(43)), fixAt(1), 401, "token_unknown"],
    ["no JSON", undefined, "not json", 400, "position_malformed"],
    ["a latitude in words", undefined, { ...fixAt(1), lat: "north" }, 400, "position_malformed"],
    ["a body of 300 kB", undefined, `"${"x".repeat(300_000)}"`, 413, "too_large"],
  ])("%s is refused, and nothing is recorded", async (_, headers, content, status, code) => {
    const { world, send, add, walkWith } = await open();
    const { token, tracker } = await add();
    await walkWith(tracker);
    const before = (await world.events()).length;
    expect(await send("/owntracks", content, headers ?? bearer(token))).toMatchObject({
      status,
      answer: { refusal: { code } },
    });
    expect(await world.events()).toHaveLength(before);
  });

  test("[SCR-1] a kiosk's token opens no door of trackers, and a tracker's none of a screen", async () => {
    const { world, send, add } = await open();
    const kiosk = await world.pair("kiosk");
    expect(await send("/owntracks", fixAt(1), bearer(kiosk.token))).toMatchObject({ status: 403 });
    const { token } = await add();
    const screen = await world.connect({ page: "wall", token });
    expect(await screen.join()).toMatchObject({ kind: "refused" });
  });
});

describe("[PAT-1] the register's door", () => {
  test("who may not add is refused; a unit that is not there too; the token is told to nobody else", async () => {
    const { world, send, as, add } = await open();
    expect(await send("/trackers", { name: "a", unit: "forest" })).toMatchObject({ status: 401 });
    expect(await send("/trackers", { name: "a", unit: "forest" }, await as("safety-officer"))).toMatchObject({
      status: 403,
    });
    expect(await send("/trackers", { name: "a", unit: "nowhere" }, await as("admin"))).toMatchObject({ status: 409 });
    expect(await send("/trackers", { name: "", unit: "forest" }, await as("admin"))).toMatchObject({ status: 400 });
    const { token } = await add("imei");
    expect(JSON.stringify(await world.events())).not.toContain(token);
    const twin = await send("/trackers", { name: "b", unit: "forest", uniqueId: "imei" }, await as("admin"));
    expect(twin).toMatchObject({ status: 409, answer: { refusal: { code: "tracker_named" } } });
  });

  test("who gives trackers is told where our broker listens; who may not give any is told nothing", async () => {
    const world = await openWorld({ mqttPort: 1883 });
    const ask = async (role: Role) =>
      fetch(`${world.url}/api/v1/trackers`, { headers: { cookie: await world.signIn(role) } });
    expect(await (await ask("foreman")).json()).toEqual({ heard: [], unknown: [], mqttPort: 1883 });
    expect((await ask("safety-officer")).status).toBe(403);
  });

  test("a new token ends the one before; a tracker removed is heard no more", async () => {
    const { world, send, as, add, walkWith } = await open();
    const { token, tracker } = await add();
    await walkWith(tracker);
    const anew = await send(`/trackers/${tracker}/token`, undefined, await as("duty-officer"));
    expect(await send("/owntracks", fixAt(1), basic(token))).toMatchObject({ status: 401 });
    expect(await send("/owntracks", fixAt(1), basic(anew.answer.token ?? ""))).toMatchObject({ status: 200 });
    await world.act({ type: "RemoveTracker", tracker }, admin);
    await world.room.devices.revoke(deviceOfTracker(tracker));
    expect(await send("/owntracks", fixAt(2), basic(anew.answer.token ?? ""))).toMatchObject({ status: 401 });
    expect(await send(`/trackers/${tracker}/token`, undefined, await as("admin"))).toMatchObject({ status: 410 });
    expect(await send("/trackers/nobody/token", undefined, await as("admin"))).toMatchObject({ status: 404 });
  });
});
