// Messages that nobody here wrote, through real HTTP and a real broker: on the patrol, at the place and the time that they state. [PAT-2]

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { connectAsync } from "mqtt";
import * as v from "valibot";
import { describe, expect, onTestFinished, test } from "vitest";
import { patrolId, routeId, trackerId, unitId, workerId } from "../../domain/ids.ts";
import { dayLength } from "../../domain/time.ts";
import { deviceOfTracker } from "../../server/trackers/device.ts";
import { openMqttBroker } from "../../server/trackers/mqtt-broker.ts";
import { openWorld } from "../kit/open-world.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const folder = resolve(import.meta.dirname, "../../../shared/data");
const found = existsSync(folder);
if (!found) console.log(`skipped: real messages, because ${folder} is not here`);

const admin = person("admin", "co");
const patrol = patrolId("t1");

/** A tracker on a patrol that was planned for all the years in which the messages were recorded. */
const open = async () => {
  const fixture = siteFixture();
  const routes = [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North", checkpoints: [] }];
  const world = await openWorld({ site: { ...fixture, routes } });
  const tracker = trackerId("d1");
  await world.act({ type: "AddTracker", tracker, name: "旧机", unit: unitId("forest"), uniqueId: "" }, admin);
  const { token } = await world.room.devices.issue({ screen: deviceOfTracker(tracker), profile: "tracker" });
  const years = { plannedAt: Date.UTC(2013, 0, 1), windowEnd: world.now() + dayLength, profile: "vehicle" } as const;
  await world.act(
    { type: "PlanPatrol", patrol, route: routeId("r1"), leader: workerId("w5"), members: [], ...years },
    admin,
  );
  await world.act({ type: "AssignTracker", tracker, carried: { by: "patrol", patrol } }, admin);
  const kept = () =>
    (world.projection.board.get("trail", patrol)?.fixes ?? []).map(([at, lon, lat]) => ({ at, lon, lat }));
  return { world, token, kept };
};

const stated = v.object({
  cases: v.array(
    v.object({
      n: v.number(),
      body: v.optional(v.string()),
      request_target: v.optional(v.string()),
      expected: v.object({
        lat: v.nullish(v.number()),
        lon: v.nullish(v.number()),
        time_utc: v.nullish(v.string()),
        rejected: v.optional(v.string()),
      }),
    }),
  ),
});
const casesOf = (name: string) =>
  v.parse(stated, JSON.parse(readFileSync(resolve(folder, "osmand", name), "utf8"))).cases;
const line = v.object({
  _type: v.string(),
  tst: v.unknown(),
  lon: v.optional(v.number()),
  lat: v.optional(v.number()),
  acc: v.optional(v.number()),
});

describe.skipIf(!found)("[PAT-2] real messages", () => {
  test("OsmAnd's and OwnTracks' lists over HTTP: every place is where the list says, at its time or at its arrival", async () => {
    const { world, token, kept } = await open();
    const all = [
      ...casesOf("osmand-requests.json").map((one) => ({ ...one, door: `/osmand/${token}` })),
      ...casesOf("owntracks-http-bodies.json").map((one) => ({ ...one, door: "/owntracks" })),
    ];
    for (const { n, body, request_target = "", door } of all) {
      const response = await fetch(`${world.url}/api/v1${door}${request_target.replace(/^\//, "")}`, {
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { method: "POST", body }),
      });
      expect.soft(response.status, `case ${n}`).toBe(200);
    }
    const want = all
      .flatMap(({ expected: { lat, lon, time_utc, rejected } }) =>
        // Without a device's name it is the token's own: the list's reader knows of no token.
        rejected !== undefined
          ? [{ at: 1_377_177_267_000, lon: 30, lat: 60 }]
          : typeof lat === "number" && typeof lon === "number"
            ? [{ at: typeof time_utc === "string" ? Date.parse(time_utc) : world.now(), lon, lat }]
            : [],
      )
      .map((one) => JSON.stringify(one));
    expect(
      kept()
        .map((one) => JSON.stringify(one))
        .sort(),
    ).toEqual([...new Set(want)].sort());
  });

  test("a train ride by MQTT: the 8 fixes that are sure lie where they were, the 15 unsure ones are kept apart", async () => {
    const { world, token, kept } = await open();
    const broker = await openMqttBroker({
      port: 0,
      host: "127.0.0.1",
      devices: world.room.devices,
      hear: world.hear,
      onFault: (what, error) => {
        throw new Error(what, { cause: error });
      },
    });
    onTestFinished(broker.close);
    const phone = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { username: "jp", password: token });
    onTestFinished(() => phone.endAsync());
    const payloads = readFileSync(resolve(folder, "owntracks/demo-iphone.rec"), "utf8")
      .trim()
      .split("\n")
      .map((one) => one.split("\t")[2] ?? "");
    for (const payload of payloads) await phone.publishAsync("owntracks/jp/iphone", payload, { qos: 1 });
    const sure = payloads
      .map((payload) => v.parse(line, JSON.parse(payload)))
      .filter(({ _type, acc = 0 }) => _type === "location" && acc <= 50)
      .map(({ tst, lon, lat }) => ({ at: Number(tst) * 1000, lon, lat }));
    expect(sure).toHaveLength(8);
    expect(kept()).toEqual(sure.sort((a, b) => a.at - b.at));
    expect(world.projection.board.get("patrol", patrol)?.excluded.accuracy).toBe(15);
  });
});
