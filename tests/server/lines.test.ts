// The wire over real Socket.IO: join, patch, tick, resume, and who may be where.

import { describe, expect, test, vi } from "vitest";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import { postId, unitId, workerId } from "../../domain/ids.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf, body } from "../kit/said.ts";
import { board, held, layoutOf, root, unpaired, upTo, wall, wallOf } from "../kit/screens.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { system, worker } from "../kit/world.ts";

const admin = person("admin", "co");
const signOn = (n: number) => ({ type: "SignOn", post: postId(`p${n}`), briefing: ["b1"] }) as const;

describe("join and patch", () => {
  test("the first join brings the whole of the audience's board; then every change comes as a patch", async () => {
    const world = await openWorld();
    const screen = await wallOf(world);
    expect(held(screen)).toBe(board(world, wall));
    await world.act(signOn(1), worker(1));
    await screen.reaches(upTo(world));
    expect(held(screen)).toBe(board(world, wall));
    expect(screen.heard.patches).toBe(1);
  });

  test("who it is told to be: viewer, build, the server's clock", async () => {
    const world = await openWorld();
    const { token, screen: id } = await world.pair("wall");
    const screen = await world.connect({ page: "wall", token });
    expect(await screen.join()).toMatchObject({
      kind: "joined",
      reset: true,
      now: shiftStart,
      build: "build-1",
      store: "store-1 wall:co",
      viewer: { audience: "wall", rehearsal: false, screen: { id } },
    });
  });

  test("a tick proves the line alive and carries the number where nothing concerned the screen", async () => {
    const world = await openWorld();
    const screen = await wallOf(world, unitId("forest"));
    const entries = world.projection.seq();
    await world.act(
      { type: "PairScreen", screen: unpaired, profile: "wall", name: "n", unit: root, layout: layoutOf(world) },
      admin,
    );
    expect(world.projection.seq()).toBeGreaterThan(entries);
    world.broadcast.tick();
    await screen.reaches(upTo(world));
    expect(screen.heard.patches).toBe(0);
  });

  test("a resume costs what changed: of 1,000 posts 50 changed while away, 50 records are on the wire", async () => {
    const world = await openWorld({ site: siteFixture({ posts: 1000, workers: 1000 }) });
    const { token } = await world.pair("kiosk");
    const before = await world.connect({ page: "kiosk", token });
    await before.join();
    const replica = before.replica();
    if (replica === undefined) throw new Error("not joined");
    before.socket.disconnect();
    await before.gone;
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        world.act({ type: "SuspendPost", post: postId(`p${n * 20}`), reason: "雪" }, admin),
      ),
    );
    const after = await world.connect({ page: "kiosk", token, since: replica });
    const answer = await after.join();
    expect(answer).toMatchObject({ kind: "joined", reset: false, drop: [] });
    const packets = after.raw.filter((packet) => packet.includes('"post"'));
    expect(packets).toHaveLength(1);
    const parsed: unknown = JSON.parse(packets[0]?.replace(/^\d+/, "") ?? "");
    expect(parsed).toMatchObject([{ put: Array.from({ length: 50 }, () => ({ kind: "post" })) }]);
    expect(packets[0]?.match(/"kind":"post"/g)).toHaveLength(50);
    expect(held(after)).toBe(board(world, { kind: "kiosk", unit: root }));
  });

  test("another store or another audience begins anew, whatever the number says", async () => {
    const world = await openWorld();
    const screen = await wallOf(world);
    expect(await screen.join()).toMatchObject({ reset: false, put: [] });
    expect(await screen.join({ store: "store-0 wall:co" })).toMatchObject({ reset: true });
    expect(await screen.join({ store: "store-1 wall:mine" })).toMatchObject({ reset: true });
    expect(await screen.join({ since: 99_999 })).toMatchObject({ reset: true });
  });

  test("the first change goes at once, a burst comes in few patches, and an alarm does not wait for them", async () => {
    const world = await openWorld({ site: siteFixture({ posts: 300, workers: 300 }) });
    const screen = await wallOf(world);
    const since = performance.now();
    for (let n = 1; n <= 200; n += 1) await world.act(signOn(n), worker(n));
    await screen.reaches(upTo(world));
    // Each was an append of its own; told one by one they would have been 200 patches.
    expect(screen.heard.patches).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - since) / 50));
    expect(screen.heard.patches).toBeLessThan(200);
    const before = screen.heard.patches;
    await world.act(signOn(201), worker(201));
    await world.act(
      { type: "RaiseAlarm", sort: "post-vacant", source: "p9", scope: [root], priority: 1, since: 0 },
      watcher,
    );
    const at = upTo(world);
    await screen.reaches(at);
    expect(screen.heard.patches - before).toBeLessThanOrEqual(2);
    expect(screen.replica()?.records.has(`alarm/${alarmIdOf("post-vacant", "p9")}`)).toBe(true);
    expect(held(screen)).toBe(board(world, wall));
  });

  test("an import tells every screen to join again, and each ends with its board", async () => {
    const world = await openWorld();
    const screens = [await wallOf(world), await wallOf(world, unitId("forest"))];
    await world.act({ type: "ImportSite", import: siteFixture({ posts: 2 }) }, system);
    await Promise.all(screens.map((screen) => screen.reaches(upTo(world))));
    expect(screens.map((screen) => screen.heard.rejoins)).toEqual([1, 1]);
    expect(screens.map(held)).toEqual([board(world, wall), board(world, { kind: "wall", unit: unitId("forest") })]);
  });
});

describe("who may be where", () => {
  test("no token, a wrong one, a wrong page, no cookie: goodbye with the reason, and the line ends", async () => {
    const world = await openWorld();
    for (const [as, code] of [
      [{ page: "wall" }, "screen_unknown"],
      [{ page: "wall", token: "x".repeat(40) }, "screen_unknown"],
      [{ page: "nowhere", token: "x" }, "malformed"],
      [{ page: "desk" }, "not_signed_in"],
      [{ page: "desk", token: "x" }, "not_signed_in"],
    ] as const) {
      const screen = await world.connect(as);
      expect(await screen.goodbye).toBe(code);
      await screen.gone;
    }
  });

  test("a wall's token is a wall on every page: it joins no person's page, identifies nobody, commands nothing", async () => {
    const world = await openWorld();
    const { token } = await world.pair("wall");
    const proof = world.room.proofs.issue({ worker: workerId("w1"), level: "pin" }, unpaired).proof;
    const screen = await world.connect({ page: "kiosk", token });
    expect(await screen.join({ proof })).toMatchObject({ kind: "refused", refusal: { code: "forbidden" } });
    expect(await screen.join()).toMatchObject({ viewer: { audience: "wall" } });
    expect(await screen.identify({ badge: badgeOf(1) })).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await screen.command(body("SignOn", { post: "p1", briefing: [], as: { badge: badgeOf(1) } }))).toMatchObject(
      {
        kind: "refused",
        refusal: { code: "forbidden" },
      },
    );
    expect(await screen.command(body("AcknowledgeAlarm", { alarm: "a" }))).toMatchObject({
      refusal: { code: "forbidden" },
    });
    expect(world.projection.seq()).toBe(2);
  });

  test("a worker's own page opens by his PIN's proof at his kiosk only; a badge's proof is not enough", async () => {
    const world = await openWorld();
    const { token, screen: id } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    const proofOf = (level: "badge" | "pin", at = id) =>
      world.room.proofs.issue({ worker: workerId("w1"), level }, at).proof;
    expect(await kiosk.join({ proof: proofOf("badge") })).toMatchObject({ refusal: { code: "pin_needed" } });
    expect(await kiosk.join({ proof: proofOf("pin", unpaired) })).toMatchObject({ refusal: { code: "not_signed_in" } });
    expect(await kiosk.join({ proof: `${proofOf("pin")}x` })).toMatchObject({ kind: "refused" });
    expect(await kiosk.join({ proof: proofOf("pin") })).toMatchObject({ viewer: { audience: "person" } });
    expect(held(kiosk)).toBe(board(world, { kind: "person", worker: workerId("w1") }));
  });

  test("a badge shows a masked name and no number, also in the records that come with it", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    const answer = await kiosk.identify({ badge: badgeOf(0) });
    expect(answer).toMatchObject({ kind: "ok", card: { name: "王*明", tail: "000", level: "badge" } });
    expect(JSON.stringify(answer)).not.toMatch(/王小明|100000/);
    expect(await kiosk.identify({ badge: "NOBODY-99" })).toMatchObject({ refusal: { code: "worker_unknown" } });
  });

  test("a kiosk's command bears its worker; the same answer comes by the stream and by the call", async () => {
    const world = await openWorld();
    const { token, screen: id } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    await kiosk.join();
    const sent = body("SignOn", { post: "p1", briefing: [], as: { badge: badgeOf(1) } });
    const answer = await kiosk.command(sent);
    expect(answer).toEqual({ kind: "ok", seq: world.projection.seq() });
    await kiosk.reaches(upTo(world));
    expect(kiosk.replica()?.records.get("post/p1")).toMatchObject({ watch: { state: "held", holder: "somebody" } });
    expect(await kiosk.command(sent)).toEqual(answer);
    const [last] = (await world.events()).slice(-1);
    expect(last).toMatchObject({ actor: { kind: "worker", worker: "w1", proof: "badge" }, device: id });
  });

  test("a countersign goes by the foreman's own badge", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    const by = (n: number) =>
      body("SignOn", {
        post: "p2",
        briefing: [],
        as: { badge: badgeOf(6) },
        countersign: { as: { badge: badgeOf(n) }, reason: "调换" },
      });
    expect(await kiosk.command(by(3))).toMatchObject({ refusal: { code: "countersign_refused" } });
    expect(await kiosk.command(by(1))).toMatchObject({ kind: "ok" });
  });

  test("revoked: goodbye at once on the line, and the door stays shut", async () => {
    const world = await openWorld();
    const { token, screen: id } = await world.pair("wall");
    const screen = await world.connect({ page: "wall", token });
    await screen.join();
    const other = await wallOf(world);
    await world.act({ type: "RevokeScreen", screen: id }, admin);
    expect(await screen.goodbye).toBe("screen_revoked");
    await screen.gone;
    const again = await world.connect({ page: "wall", token });
    expect(await again.join()).toMatchObject({ kind: "refused", refusal: { code: "screen_revoked" } });
    expect(other.socket.connected).toBe(true);
  });

  test("a session that ends is sent away, and what it still says is refused", async () => {
    const world = await openWorld();
    const cookie = await world.signIn("duty-officer");
    const desk = await world.connect({ page: "desk", cookie });
    expect(await desk.join()).toMatchObject({ viewer: { audience: "desk", person: { role: "duty-officer" } } });
    await world.room.people.signOut(cookie.split("=")[1] ?? "");
    expect(await desk.command(body("SuspendPost", { post: "p1", reason: "雪" }))).toMatchObject({
      refusal: { code: "not_signed_in" },
    });
    world.sendAway();
    expect(await desk.goodbye).toBe("not_signed_in");
  });

  test("[SCR-1] each screen is told its own moment to reload; one that was away is told while that is to come", async () => {
    const world = await openWorld();
    const walls = [await world.pair("wall"), await world.pair("wall"), await world.pair("wall")];
    const line = async (token: string) => {
      const screen = await world.connect({ page: "wall", token });
      const told: number[] = [];
      screen.socket.on("reload", ({ dueAt }) => told.push(dueAt - shiftStart));
      await screen.join();
      return { screen, told };
    };
    const [first, second, third] = walls;
    if (first === undefined || second === undefined || third === undefined) throw new Error("no walls");
    const [a, b] = [await line(first.token), await line(second.token)];
    const cookie = await world.signIn("duty-officer");
    const screens = walls.map(({ screen }) => screen);
    const desk = await world.connect({ page: "desk", cookie });
    await desk.join();
    const elsewhere = await world.connect({
      page: "desk",
      cookie: await world.signIn("duty-officer", unitId("forest")),
    });
    const asked = () => body("ReloadScreens", { screens, spreadS: 60 });
    expect(await elsewhere.command(asked())).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await desk.command(asked())).toMatchObject({ kind: "ok" });
    await vi.waitFor(() => expect([a.told, b.told]).toEqual([[0], [20_000]]));
    expect(a.screen.heard.rejoins).toBe(0);
    const c = await line(third.token);
    const late = await line(first.token);
    await vi.waitFor(() => expect(c.told).toEqual([40_000]));
    expect(late.told).toEqual([]);
    // A wall may not ask it of others.
    expect(await a.screen.command(asked())).toMatchObject({ refusal: { code: "forbidden" } });
  });

  test("a screen that is configured joins again; the desk sees who is there", async () => {
    const world = await openWorld();
    const { token, screen: id } = await world.pair("wall");
    const screen = await world.connect({ page: "wall", token });
    await screen.join();
    screen.say("report", { build: "b", seq: 3, heap: 1, queue: 0, error: "" });
    const cookie = await world.signIn("admin");
    const desk = await world.connect({ page: "desk", cookie });
    await desk.join();
    const presence = new Promise((resolve) => desk.socket.on("presence", resolve));
    world.broadcast.tick();
    expect(await presence).toMatchObject([{ screen: id, audience: "wall" }, { audience: "desk" }]);
    await world.act({ type: "ConfigureScreen", screen: id, name: "新", layout: layoutOf(world) }, admin);
    await screen.reaches(upTo(world));
    expect(screen.heard.rejoins).toBe(1);
  });
});
