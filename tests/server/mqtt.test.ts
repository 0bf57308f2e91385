// Positions by MQTT, through real sockets: our own broker and the site's, confirmed only when durable, and nobody hears anybody. [PAT-2]

import { connect as connectTcp, createServer } from "node:net";
import { Aedes } from "aedes";
import { connectAsync, type IClientOptions } from "mqtt";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { patrolId, routeId, screenId, trackerId, unitId, workerId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { deviceOfTracker } from "../../server/trackers/device.ts";
import type { Hear } from "../../server/trackers/hear.ts";
import { openMqttBroker } from "../../server/trackers/mqtt-broker.ts";
import { listenToBroker } from "../../server/trackers/mqtt-client.ts";
import { createPacketGuard } from "../../server/trackers/mqtt-guard.ts";
import { hearMessage } from "../../server/trackers/mqtt-message.ts";
import { openWorld } from "../kit/open-world.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const admin = person("admin", "co");
const topic = "owntracks/ranger/phone";
const fix = (n: number) =>
  JSON.stringify({ _type: "location", lat: 47.2, lon: 119.9 + n * 0.0005, tst: shiftStart / 1000 + n * 60, acc: 8 });

/** A world in which worker 5 walks with a tracker that the site's broker calls `ranger/phone`. */
const open = async () => {
  const fixture = siteFixture();
  const routes = [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North", checkpoints: [] }];
  const world = await openWorld({ site: { ...fixture, routes } });
  const tracker = trackerId("d1");
  await world.act(
    { type: "AddTracker", tracker, name: "手机", unit: unitId("forest"), uniqueId: "ranger/phone" },
    admin,
  );
  const { token } = await world.room.devices.issue({
    screen: (await world.pair("tracker")).screen,
    profile: "tracker",
  });
  const own = await world.room.devices.issue({ screen: deviceOfTracker(tracker), profile: "tracker" });
  const patrol = patrolId("t1");
  const planned = { plannedAt: shiftStart, windowEnd: shiftStart + 240 * minute, profile: "foot" } as const;
  await world.act(
    { type: "PlanPatrol", patrol, route: routeId("r1"), leader: workerId("w5"), members: [], ...planned },
    admin,
  );
  await world.act({ type: "StartPatrol", patrol }, admin);
  await world.act({ type: "AssignTracker", tracker, carried: { by: "worker", worker: workerId("w5") } }, admin);
  world.passTime(30 * minute);
  const trail = () => (world.projection.board.get("trail", "t1")?.fixes ?? []).map(([at, lon, lat]) => [at, lon, lat]);
  return { world, token, own: own.token, trail, tracker };
};
const walked = (...numbers: readonly number[]) =>
  numbers.map((n) => [shiftStart + n * minute, 119.9 + n * 0.0005, 47.2]);

const client = async (port: number, options: IClientOptions) => {
  const made = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options });
  onTestFinished(() => made.endAsync(true));
  return made;
};

const serve = async (hear?: Hear) => {
  const opened = await open();
  const faults: unknown[] = [];
  const broker = await openMqttBroker({
    port: 0,
    host: "127.0.0.1",
    devices: opened.world.room.devices,
    hear: hear ?? opened.world.hear,
    onFault: (_, error) => faults.push(error),
  });
  onTestFinished(broker.close);
  return { ...opened, broker, faults };
};

describe("[PAT-2] our own broker", () => {
  test("a position with a token is on its patrol when it is confirmed, once however often it comes", async () => {
    const { broker, own, trail, faults } = await serve();
    const phone = await client(broker.port, { username: "ranger", password: own });
    await phone.publishAsync(topic, fix(1), { qos: 1, retain: true });
    expect(trail()).toEqual(walked(1));
    await phone.publishAsync(topic, fix(1), { qos: 1 });
    await phone.publishAsync(topic, fix(2), { qos: 1 });
    expect(trail()).toEqual(walked(1, 2));
    expect(faults).toEqual([]);
  });

  test("is not confirmed before it is durable, and not at all when the disk refuses: the line is closed", async () => {
    let answer: (answered: Awaited<ReturnType<Hear>>) => void = () => undefined;
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { broker, own } = await serve(() => {
      asked();
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const phone = await client(broker.port, { username: "ranger", password: own });
    let confirmed = false;
    phone.publishAsync(topic, fix(1), { qos: 1 }).then(
      () => {
        confirmed = true;
      },
      () => undefined,
    );
    const closed = new Promise((resolve) => phone.once("close", () => resolve("closed")));
    await isAsked;
    // What was said before this one is greeted has arrived before the greeting.
    await client(broker.port, { username: "ranger", password: own });
    expect(confirmed).toBe(false);
    answer({ kind: "retry", refusal: { code: "storage_failed" } });
    expect(await closed).toBe("closed");
    expect(confirmed).toBe(false);
  });

  test("a wrong token is sent away; who is removed while connected is heard no more", async () => {
    const { broker, own, trail, world, tracker } = await serve();
    await expect(client(broker.port, { username: "ranger", password: "x".repeat(43) })).rejects.toThrow(
      /bad user|not authorized/i,
    );
    const phone = await client(broker.port, { username: "ranger", password: own });
    await phone.publishAsync(topic, fix(1), { qos: 1 });
    await world.room.devices.revoke(deviceOfTracker(tracker));
    const closed = new Promise((resolve) => phone.once("close", () => resolve("closed")));
    phone.publish(topic, fix(2), { qos: 1 });
    expect(await closed).toBe("closed");
    expect(trail()).toEqual(walked(1));
  });

  test("nobody hears anybody: a subscription is refused, and what is told reaches no other", async () => {
    const { broker, own, token } = await serve();
    const spy = await client(broker.port, { username: "spy", password: token });
    const heard: string[] = [];
    spy.on("message", (on) => heard.push(on));
    const granted = await spy.subscribeAsync("#", { qos: 1 }).catch((error: unknown) => String(error));
    expect(JSON.stringify(granted)).not.toContain('"qos":1');
    const phone = await client(broker.port, { username: "ranger", password: own });
    await phone.publishAsync(topic, fix(1), { qos: 1 });
    await spy.publishAsync("owntracks/spy/x/event", "{}", { qos: 1 });
    expect(heard).toEqual([]);
  });
});

describe("[PAT-2] our own broker, wronged", () => {
  test("nobody throws another off the line by taking his name, tells of the system, or leaves a last will", async () => {
    const { broker, own, token, trail, faults } = await serve();
    const phone = await client(broker.port, { username: "ranger", password: own, clientId: "phone-A" });
    const spy = await client(broker.port, {
      username: "spy",
      password: token,
      clientId: "phone-A",
      will: { topic, payload: Buffer.from(fix(9)), qos: 1, retain: true },
    });
    await phone.publishAsync(topic, fix(1), { qos: 1 });
    const closed = new Promise((resolve) => spy.once("close", () => resolve("closed")));
    spy.publish("$SYS/x/new/clients", "phone-A", { qos: 1 });
    expect(await closed).toBe("closed");
    await phone.publishAsync(topic, fix(2), { qos: 1 });
    expect(trail()).toEqual(walked(1, 2));
    expect(faults).toEqual([]);
  });

  test("a packet that claims 256 MB ends its line; a stop waits for no idle line", async () => {
    const { broker } = await serve();
    const line = connectTcp(broker.port, "127.0.0.1");
    const ended = new Promise((resolve) => line.once("close", () => resolve("closed")));
    line.on("error", () => undefined);
    line.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    expect(await ended).toBe("closed");
    const idle = connectTcp(broker.port, "127.0.0.1");
    idle.on("error", () => undefined);
    await new Promise((resolve) => idle.once("connect", resolve));
    const gone = new Promise((resolve) => idle.once("close", () => resolve("closed")));
    await broker.close();
    expect(await gone).toBe("closed");
  });
});

describe("[PAT-2] the site's broker", () => {
  test("its devices land on their patrols, what came while we were away as well, and a stranger is only counted", async () => {
    const { world, trail } = await open();
    const aedes = await Aedes.createBroker();
    const server = createServer(aedes.handle);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => aedes.close(() => server.close(() => resolve()))));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const faults: unknown[] = [];
    const listen = () =>
      listenToBroker({
        url: `mqtt://127.0.0.1:${port}`,
        name: "test",
        unit: () => unitId("co"),
        hear: world.hear,
        onFault: (_, error) => faults.push(error),
      });
    const first = listen();
    await vi.waitFor(() => expect(first.isConnected()).toBe(true));
    const phone = await client(port, { username: "anybody" });
    await vi.waitFor(async () => {
      await phone.publishAsync(topic, fix(1), { qos: 1 });
      expect(trail()).toEqual(walked(1));
    });
    await first.close();
    await phone.publishAsync(topic, fix(2), { qos: 1 });
    await phone.publishAsync("owntracks/nobody/knows", fix(3), { qos: 1 });
    const second = listen();
    onTestFinished(second.close);
    await vi.waitFor(() => expect(trail()).toEqual(walked(1, 2)), { timeout: 5_000 });
    const cookie = await world.signIn("admin");
    await vi.waitFor(async () => {
      const register = await fetch(`${world.url}/api/v1/trackers`, { headers: { cookie } });
      expect(await register.json()).toMatchObject({ unknown: [{ device: "nobody/knows" }] });
    });
    expect(faults).toEqual([]);
  });
});

describe("[PAT-2] a line that claims too much", () => {
  const bytes = (...claimed: readonly number[]) => Uint8Array.from([0x10, ...claimed]);
  test.each([
    ["a packet of 2 bytes in one piece", [Uint8Array.from([0xc0, 0, 0x10, 2, 1, 1])], true],
    ["the same in pieces of one byte", [0xc0, 0, 0x10, 2, 1, 1].map((one) => Uint8Array.from([one])), true],
    ["300 bytes as it says", [bytes(0xac, 2), new Uint8Array(300), Uint8Array.from([0xc0, 0])], true],
    ["256 MB", [bytes(0xff, 0xff, 0xff, 0x7f)], false],
    ["a length of five digits", [bytes(0x80, 0x80, 0x80, 0x80)], false],
    ["a long one behind a short one", [Uint8Array.from([0xc0, 0]), bytes(0xff, 0xff, 0x7f)], false],
  ])("%s", (_, chunks, is) => {
    const guard = createPacketGuard(1_000);
    expect(chunks.every((chunk) => guard(chunk))).toBe(is);
  });
});

describe("[PAT-2] what an MQTT message comes to", () => {
  const never: Hear = () => Promise.reject(new Error("nobody should be asked"));
  test.each([
    ["a longer topic", "owntracks/a/b/event", fix(1), "nothing"],
    ["another topic", "weather/a/b", fix(1), "nothing"],
    ["an empty one, which ends a retained one", topic, "", "nothing"],
    ["a last will", topic, '{"_type":"lwt","tst":"1440363922"}', "nothing"],
    ["no JSON", topic, "{", "refused"],
    ["no latitude", topic, '{"_type":"location"}', "refused"],
    ["300 kB", topic, `"${"x".repeat(300_000)}"`, "refused"],
  ])("%s", async (_, on, payload, outcome) => {
    const speaker = { screen: screenId("s"), profile: "gateway" } as const;
    expect(await hearMessage(never, speaker, on, Buffer.from(payload))).toBe(outcome);
  });
});
