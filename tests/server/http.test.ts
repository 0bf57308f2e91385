// The HTTP door: the same bodies as the socket, statuses, sentences in the person's language, and every way of knocking wrongly.

import { describe, expect, test } from "vitest";
import { screenId, unitId } from "../../domain/ids.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import { openWorld, password } from "../kit/open-world.ts";
import { badgeOf, body } from "../kit/said.ts";
import { person } from "../kit/spec.ts";

type Opened = Awaited<ReturnType<typeof openWorld>>;
const send = async (world: Opened, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${world.url}/api/v1${path}`, { method: "POST", ...init });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, answer };
};
const post = (world: Opened, path: string, content: unknown, headers: Readonly<Record<string, string>> = {}) =>
  send(world, path, { body: JSON.stringify(content), headers: { "content-type": "application/json", ...headers } });
const suspend = () => body("SuspendPost", { post: "p1", reason: "雪" });

describe("POST /api/v1/commands", () => {
  test("the same body does the same as on the socket, once", async () => {
    const world = await openWorld();
    const cookie = await world.signIn("duty-officer");
    const sent = suspend();
    const first = await post(world, "/commands", sent, { cookie });
    expect(first).toMatchObject({ status: 200, answer: { kind: "ok", seq: 2 } });
    expect(await post(world, "/commands", sent, { cookie })).toMatchObject({
      status: 200,
      answer: { kind: "ok", seq: 2 },
    });
    const desk = await world.connect({ page: "desk", cookie });
    expect(await desk.command(sent)).toEqual({ kind: "ok", seq: 2 });
    expect(world.projection.board.look.post("p1")?.watch.state).toBe("suspended");
  });

  test("a kiosk's token carries its worker's claim, a wall's carries nothing", async () => {
    const world = await openWorld();
    const kiosk = await world.pair("kiosk");
    const wall = await world.pair("wall");
    const signOn = () => body("SignOn", { post: "p1", briefing: [], as: { badge: badgeOf(1) } });
    const as = (token: string) => ({ authorization: `Bearer ${token}` });
    expect(await post(world, "/commands", signOn(), as(wall.token))).toMatchObject({ status: 403 });
    expect(await post(world, "/commands", signOn(), as(kiosk.token))).toMatchObject({ status: 200 });
    expect(await post(world, "/commands", signOn(), as("x".repeat(40)))).toMatchObject({ status: 401 });
  });

  test.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "没有这个岗位。请刷新后重选。"],
    ["en-GB,en;q=0.9,zh;q=0.5", "en", "There is no such post. Choose again."],
    ["fr", "zh-CN", "没有这个岗位。请刷新后重选。"],
    ["", "zh-CN", "没有这个岗位。请刷新后重选。"],
  ])("a refusal speaks to %j in %s", async (asked, lang, message) => {
    const world = await openWorld();
    const cookie = await world.signIn("admin");
    const { status, headers, answer } = await post(
      world,
      "/commands",
      body("SuspendPost", { post: "no", reason: "雪" }),
      {
        cookie,
        "accept-language": asked,
      },
    );
    expect(status).toBe(409);
    expect(headers.get("content-language")).toBe(lang);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(answer).toEqual({ kind: "refused", refusal: { code: "post_unknown" }, message });
  });

  test.each([
    ["nobody signed in", {}, 401, "not_signed_in"],
    ["a session made up", { cookie: "shouwang_session=aaaaaaaaaaaaaaaaaaaaaaaa" }, 401, "not_signed_in"],
  ])("%s", async (_, headers, status, code) => {
    const world = await openWorld();
    expect(await post(world, "/commands", suspend(), headers)).toMatchObject({ status, answer: { refusal: { code } } });
  });

  test("another site's page has no use of a person's cookie", async () => {
    const world = await openWorld();
    const cookie = await world.signIn("admin");
    for (const origin of ["http://evil.example", "null", "not a url", `${world.url}.evil.example`])
      expect(await post(world, "/commands", suspend(), { cookie, origin })).toMatchObject({
        status: 403,
        answer: { refusal: { code: "forbidden" } },
      });
    expect(world.projection.seq()).toBe(1);
    expect(await post(world, "/commands", suspend(), { cookie, origin: world.url })).toMatchObject({ status: 200 });
  });

  test("a role that may not, a unit that is not his", async () => {
    const world = await openWorld();
    const union = await world.signIn("union-officer");
    expect(await post(world, "/commands", suspend(), { cookie: union })).toMatchObject({ status: 403 });
    const elsewhere = await world.signIn("duty-officer", unitId("forest"));
    expect(await post(world, "/commands", suspend(), { cookie: elsewhere })).toMatchObject({ status: 403 });
    expect(
      await post(world, "/commands", body("SuspendPost", { post: "p3", reason: "雪" }), { cookie: elsewhere }),
    ).toMatchObject({ status: 200 });
  });

  test.each([
    ["not JSON", "{", 400],
    ["nothing", "", 400],
    ["a list", "[]", 400],
    ["null", "null", 400],
    ["deep", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, 400],
    ["JavaScript's own names", '{"__proto__":{"type":"SuspendPost"},"constructor":1}', 400],
    ["an unknown command", JSON.stringify(body("constructor")), 400],
    ["65 kB", JSON.stringify({ ...suspend(), more: "x".repeat(66_000) }), 413],
  ])("%s", async (_, content, status) => {
    const world = await openWorld();
    const cookie = await world.signIn("admin");
    const got = await send(world, "/commands", {
      body: content,
      headers: { cookie, "content-type": "application/json" },
    });
    expect(got).toMatchObject({ status, answer: { kind: "refused" } });
    expect(world.projection.seq()).toBe(1);
    expect(world.faults).toEqual([]);
  });

  test("65 kB without saying so beforehand", async () => {
    const world = await openWorld();
    const cookie = await world.signIn("admin");
    const stream = new ReadableStream({
      start: (controller) => {
        for (let n = 0; n < 9; n += 1) controller.enqueue(new Uint8Array(8192).fill(32));
        controller.close();
      },
    });
    const init = { body: stream, headers: { cookie }, duplex: "half" };
    expect(await send(world, "/commands", init)).toMatchObject({
      status: 413,
      answer: { refusal: { code: "too_large" } },
    });
  });

  test.each(["GET", "PUT", "DELETE", "PATCH"])("%s is no way to command", async (method) => {
    const world = await openWorld();
    const got = await send(world, "/commands", { method });
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(500);
    expect(got.answer).toMatchObject({ kind: "refused", refusal: { code: "not_found" } });
  });
});

describe("the other doors", () => {
  test("pairing from begin to token: shown once to who asked, approved by who may, joined at once", async () => {
    const world = await openWorld();
    const cookie = await world.signIn("admin");
    const { answer: begun } = await post(world, "/screens/begin", { profile: "wall" });
    const [code, secret] = pick(begun, "code", "secret");
    const approval = { code, name: "大厅", unit: "mine", profile: "wall", layout: defaultLayout };
    expect(await post(world, "/screens/collect", { secret })).toMatchObject({ answer: { state: "pending" } });
    expect(await post(world, "/screens/approve", approval)).toMatchObject({ status: 401 });
    expect(await post(world, "/screens/approve", { ...approval, code: "ZZZZ-ZZZZ" }, { cookie })).toMatchObject({
      status: 404,
    });
    expect(await post(world, "/screens/approve", approval, { cookie })).toMatchObject({
      status: 200,
      answer: { kind: "ok" },
    });
    const { answer: got } = await post(world, "/screens/collect", { secret });
    const [token, id] = pick(got, "token", "screen");
    const screen = await world.connect({ page: "wall", token });
    expect(await screen.join()).toMatchObject({ kind: "joined", viewer: { screen: { id, name: "大厅" } } });
    expect(await post(world, "/screens/collect", { secret: "no" })).toMatchObject({ answer: { state: "expired" } });
  });

  test("a token whose pairing is not on the board yet sees no unit's posts, and its own as soon as it is", async () => {
    const world = await openWorld();
    const begun = world.room.devices.begin("wall", "");
    if (begun.kind === "refused") throw new Error("begin");
    const id = screenId("early");
    world.room.devices.approve(begun.value.code, { screen: id, profile: "wall" }, "admin");
    const got = await world.room.devices.collect(begun.value.secret);
    if (got.kind !== "paired") throw new Error("collect");
    const screen = await world.connect({ page: "wall", token: got.token });
    await screen.join();
    expect([...(screen.replica()?.records.keys() ?? [])].filter((key) => key.startsWith("post/"))).toEqual([]);
    await world.act(
      { type: "PairScreen", screen: id, profile: "wall", name: "屏", unit: unitId("forest"), layout: defaultLayout },
      person("admin", "co"),
    );
    await screen.reaches((replica) => replica.records.has("post/p3"));
    expect([...(screen.replica()?.records.keys() ?? [])].filter((key) => key.startsWith("post/"))).toEqual(["post/p3"]);
  });

  test("sign-in sets a cookie that scripts cannot read; a wrong password says no more than that", async () => {
    const world = await openWorld();
    await world.signIn("manager");
    const good = await post(world, "/sign-in", { login: "manager.co", password });
    expect(good.status).toBe(200);
    const cookie = good.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const me = await send(world, "/me", { method: "GET", headers: { cookie: cookie.split(";")[0] ?? "" } });
    expect(me).toMatchObject({ status: 200, answer: { login: "manager.co", role: "manager", rehearsal: false } });
    for (const wrong of [
      { login: "manager.co", password: "x" },
      { login: "nobody", password: "x" },
    ])
      expect(await post(world, "/sign-in", wrong)).toMatchObject({
        status: 401,
        answer: { refusal: { code: "login_wrong" } },
      });
  });

  test.each(["/setup", "/sign-in", "/screens/begin", "/screens/collect"])("%s refuses junk with 400", async (path) => {
    const world = await openWorld();
    for (const junk of ["{", "[]", "null", '"x"', '{"profile":7,"login":[],"secret":{},"token":null}'])
      expect(await send(world, path, { body: junk })).toMatchObject({
        status: 400,
        answer: { refusal: { code: "malformed" } },
      });
    expect(world.faults).toEqual([]);
  });

  test.each(["/accounts", "/screens/approve", "/workers/w1/pin"])(
    "%s is shut for who is not signed in, and for a role that may not",
    async (path) => {
      const world = await openWorld();
      expect(await post(world, path, {})).toMatchObject({ status: 401 });
      const cookie = await world.signIn("union-officer");
      expect(await post(world, path, {}, { cookie })).toMatchObject({ status: 403 });
    },
  );

  test("an unknown path is refused in the person's language", async () => {
    const world = await openWorld();
    expect(await post(world, "/nonsense", {}, { "accept-language": "en" })).toMatchObject({
      status: 404,
      answer: { message: "There is no such door: POST /api/v1/nonsense. Nothing was recorded." },
    });
  });
});

/** The named texts of an answer; fails the test where one is missing. */
const pick = (value: unknown, first: string, second: string): readonly [string, string] => {
  const [a, b] = [first, second].map((name): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined,
  );
  if (typeof a !== "string" || typeof b !== "string") throw new Error(`no ${first} or ${second}`);
  return [a, b];
};
