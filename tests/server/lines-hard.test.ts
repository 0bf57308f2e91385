// What the wire bears: junk in every word, programs gone wild, screens that stop reading; one screen's fate is not another's.

import { describe, expect, test } from "vitest";
import { postId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { openWorld, type Screen } from "../kit/open-world.ts";
import { badgeOf, body } from "../kit/said.ts";
import { board, held, type Opened, root, upTo, wall, wallOf } from "../kit/screens.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const admin = person("admin", "co");
const signOn = (n: number) => ({ type: "SignOn", post: postId(`p${n}`), briefing: ["b1"] }) as const;

describe("bad words", () => {
  const junk: readonly unknown[] = [
    undefined,
    null,
    0,
    "x".repeat(50_000),
    [],
    [[[[]]]],
    {},
    { protocol: "1" },
    { protocol: 1, store: 7, since: -1 },
    { protocol: 1, store: "", since: 1.5 },
    JSON.parse('{"__proto__":{"kind":"person"},"constructor":{"prototype":{}},"protocol":1,"store":"","since":"0"}'),
    { id: "no", type: "SignOn", at: 1 },
    { id: "00000000-0000-7000-8000-000000000001", type: "constructor", at: 1 },
    { id: "00000000-0000-7000-8000-000000000001", type: "__proto__", at: 1 },
    { id: "00000000-0000-7000-8000-000000000001", type: "SignOn", at: -1 },
    { id: "00000000-0000-7000-8000-000000000001", type: "SignOn", at: 1, as: { badge: "x" } },
    { badge: "\u0000\u0000\u0000\u0000" },
    { number: "1", pin: "123" },
    { proof: "a.b" },
  ];

  test("any junk in any word is refused, and the screen, the others and the server go on", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    for (const one of junk) {
      expect(await kiosk.command(one)).toMatchObject({ kind: "refused" });
      expect(await kiosk.identify(one)).toMatchObject({ kind: "refused" });
      expect(await new Promise((resolve) => kiosk.say("join", one, resolve))).toMatchObject({ kind: "refused" });
      kiosk.say("report", one);
      // Without a function to answer by, and as words that nobody knows.
      for (const word of ["join", "command", "identify", "report", "nonsense"]) kiosk.say(word, one);
      kiosk.say("join");
    }
    expect(await kiosk.join()).toMatchObject({ kind: "joined" });
    expect(Object.prototype).not.toHaveProperty("kind");
    expect(world.projection.seq()).toBe(2);
    expect(world.faults).toEqual([]);
  });

  test("an older page is told to reload; a program gone wild is told to wait, and loses nothing", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    expect(await kiosk.join({ protocol: 0 })).toMatchObject({ refusal: { code: "protocol_mismatch" } });
    const answers = await Promise.all(Array.from({ length: 1_600 }, () => kiosk.command({})));
    expect(answers.filter((one) => one.kind === "retry").length).toBe(100);
    world.passTime(2_000);
    expect(await kiosk.command({})).toMatchObject({ kind: "refused", refusal: { code: "malformed" } });
  });

  test("a packet beyond the limit ends that line and no other", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    const other = await wallOf(world);
    kiosk.say("command", { x: "x".repeat(200_000) });
    await kiosk.gone;
    await world.act(signOn(1), worker(1));
    await other.reaches(upTo(world));
    expect(held(other)).toBe(board(world, wall));
  });
});

describe("slow screens", () => {
  test("a kiosk that empties its outbox gets every answer, however many come in one turn", async () => {
    const world = await openWorld();
    const { token } = await world.pair("kiosk");
    const kiosk = await world.connect({ page: "kiosk", token });
    await kiosk.join();
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => kiosk.command(body("CheckIn", { post: "p1", as: { badge: badgeOf(1) } }))),
    );
    expect(answers).toHaveLength(500);
    expect(world.slow).toEqual([]);
  });

  /** Stops reading and lets changes come until nothing more goes down its line. */
  const freeze = async (world: Opened) => {
    const { token, screen: id } = await world.pair("wall");
    const bare = await world.connectBare(token, "wall");
    await bare.join(0, "");
    const line = [...world.wire.sockets.sockets.values()].find((one) => one.data.screen === id);
    if (line === undefined) throw new Error("no line");
    bare.socket.pause();
    for (let round = 0; line.conn.transport.writable && round < 200; round += 1) await everyoneChecksIn(world);
    expect(line.conn.transport.writable).toBe(false);
    const waiting = (): number => {
      const buffer: unknown = Reflect.get(line.conn, "writeBuffer");
      return Array.isArray(buffer) ? buffer.length : -1;
    };
    return { bare, line, waiting };
  };
  const many = siteFixture({ posts: 1000, workers: 1000 });
  const everyoneChecksIn = async (world: Opened): Promise<void> => {
    const other = nearby.get(world);
    world.passTime(2 * minute);
    await Promise.all(many.posts.map((post, n) => world.act({ type: "CheckIn", post: post.id }, worker(n))));
    await other?.reaches(upTo(world));
  };
  const nearby = new WeakMap<Opened, Screen>();
  const crowded = async () => {
    const site = { ...many, posts: many.posts.map((post) => ({ ...post, requires: [] })) };
    const world = await openWorld({ site });
    await Promise.all(many.posts.map((_, n) => world.act(signOn(n), worker(n))));
    const other = await wallOf(world);
    nearby.set(world, other);
    return { world, other };
  };

  test("frozen for more than 5 s: its queue is dropped and bounded, others go on; reading again it is told to join and ends equal", async () => {
    const { world, other } = await crowded();
    const { bare, line, waiting } = await freeze(world);
    world.broadcast.sweep();
    expect(world.slow).toEqual([]);
    await everyoneChecksIn(world);
    world.passTime(5_001);
    world.broadcast.sweep();
    expect(world.slow).toHaveLength(1);
    // At most the packet on whose making it was found out.
    expect(waiting()).toBeLessThanOrEqual(1);
    for (let n = 0; n < 3; n += 1) await everyoneChecksIn(world);
    expect(waiting()).toBeLessThanOrEqual(1);
    world.broadcast.sweep();
    expect(world.slow).toHaveLength(1);
    expect(held(other)).toBe(board(world, wall));
    const rejoin = bare.hears((packet) => packet.startsWith('42["rejoin"'));
    bare.socket.resume();
    await rejoin;
    expect(line.connected).toBe(true);
    const answer: unknown = JSON.parse((await bare.join(0, "")).replace(/^\d+/, ""));
    const puts = Array.isArray(answer) ? answer[0] : undefined;
    expect(puts).toMatchObject({ kind: "joined", seq: world.projection.seq() });
    // It hears again what happens now.
    const heard = bare.hears((packet) => packet.startsWith('42["patch"'));
    await world.act({ type: "SuspendPost", post: postId("p9"), reason: "雪" }, admin);
    expect(await heard).toContain('"雪"');
  });

  test("more than 64 packets behind: dropped before the 5 s are over", async () => {
    const { world, other } = await crowded();
    const { waiting } = await freeze(world);
    const alarm = async (n: number): Promise<void> => {
      await world.act(
        { type: "RaiseAlarm", sort: "post-vacant", source: `x${n}`, scope: [root], priority: 3, since: 0 },
        watcher,
      );
      await other.reaches(upTo(world));
    };
    for (let n = 0; n < 70; n += 1) await alarm(n);
    expect(waiting()).toBeLessThanOrEqual(72);
    world.passTime(300);
    await alarm(70);
    expect(world.slow).toHaveLength(1);
    expect(waiting()).toBeLessThanOrEqual(1);
    expect(held(other)).toBe(board(world, wall));
  });
});
