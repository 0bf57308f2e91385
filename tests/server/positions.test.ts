// Positions as devices and platforms send them: read to the place and time they state, or refused with where they cannot be read. [PAT-2]

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { readOsmAndJson, readOsmAndQuery, timeOf } from "../../server/trackers/osmand.ts";
import { deviceOfTopic, readOwnTracks } from "../../server/trackers/owntracks.ts";
import type { Message, Position } from "../../server/trackers/position.ts";
import { readTraccar } from "../../server/trackers/traccar.ts";

const folder = resolve(import.meta.dirname, "../../../shared/data");
const found = existsSync(folder);
if (!found) console.log(`skipped: real positions, because ${folder} is not here`);

const only = (message: Message): Position => {
  const [one] = message.ok ? message.positions : [];
  if (one === undefined || (message.ok && message.positions.length !== 1)) throw new Error(JSON.stringify(message));
  return one;
};

describe("[PAT-2] times of the OsmAnd protocol", () => {
  test.each([
    ["1377177267", 1_377_177_267_000],
    ["1377177267000", 1_377_177_267_000],
    ["1377177267.5", 1_377_177_267_500],
    ["2013-08-22T13:14:27Z", 1_377_177_267_000],
    ["2013-08-22 13:14:27", 1_377_177_267_000],
    ["2013-08-22T21:14:27.000+0800", 1_377_177_267_000],
    ["2013-08-22T21:14:27+08:00", 1_377_177_267_000],
    ["yesterday", "wrong"],
    ["", "wrong"],
    ["2013-13-45 99:99:99", "wrong"],
  ])("%j", (text, at) => {
    expect(timeOf(text)).toBe(at);
  });
});

describe("[PAT-2] what says nothing of a place, or cannot be read", () => {
  const location = { _type: "location", lat: 47.2, lon: 119.9, tst: 1_763_859_600 };
  test.each([
    ["a last will", { _type: "lwt", tst: "1440363922" }],
    ["a transition", { _type: "transition", event: "enter" }],
    ["nothing at all", []],
  ])("OwnTracks: %s is heard and is no position", (_, body) => {
    expect(readOwnTracks(body)).toEqual({ ok: true, positions: [] });
  });

  test.each([
    ["no JSON object", undefined, "_type"],
    ["a number", 7, "_type"],
    ["an encrypted one", { _type: "encrypted", data: "x" }, "_type = encrypted"],
    ["no latitude", { ...location, lat: undefined }, "lat"],
    ["a latitude in words", { ...location, lat: "47" }, "lat"],
    ["no time", { ...location, tst: undefined }, "tst"],
    ["one of several wrong", [location, { ...location, lon: null }], "lon"],
  ])("OwnTracks: %s is refused", (_, body, where) => {
    expect(readOwnTracks(body)).toEqual({ ok: false, where });
  });

  test("OwnTracks: the topic names the device, the sender's own word only where MQTT says none", () => {
    expect(only(readOwnTracks(location)).device).toBe("");
    expect(only(readOwnTracks({ ...location, topic: "owntracks/a/b" })).device).toBe("a/b");
    expect(only(readOwnTracks({ ...location, topic: "owntracks/a/b" }, "owntracks/c/d")).device).toBe("c/d");
    expect(deviceOfTopic("owntracks/a/b/event")).toBe("");
    expect(deviceOfTopic("other/a/b")).toBe("");
  });

  test("OsmAnd: cells and nets without a place are no position, half a place is refused, an invalid one is passed over", () => {
    expect(readOsmAndQuery({ id: "1", cell: "257,02,16,2224" })).toEqual({ ok: true, positions: [] });
    expect(readOsmAndQuery({ id: "1", lat: "47.2" })).toEqual({ ok: false, where: "lat, lon" });
    expect(readOsmAndQuery({ id: "1", lat: "47.2", lon: "east" })).toEqual({ ok: false, where: "lat, lon" });
    expect(readOsmAndQuery({ id: "1", location: "47.2" })).toEqual({ ok: false, where: "location" });
    expect(readOsmAndQuery({ id: "1", lat: "47.2", lon: "119.9", timestamp: "soon" })).toEqual({
      ok: false,
      where: "timestamp",
    });
    expect(readOsmAndQuery({ id: "1", lat: "47.2", lon: "119.9", valid: "false" })).toEqual({
      ok: true,
      positions: [],
    });
    expect(readOsmAndJson({ location: {} })).toMatchObject({ ok: false });
    expect(readOsmAndJson(undefined)).toMatchObject({ ok: false });
  });

  test("an accuracy of 0 or below is unknown", () => {
    expect(only(readOsmAndQuery({ id: "1", lat: "47.2", lon: "119.9", accuracy: "0" })).acc).toBeUndefined();
    expect(only(readOwnTracks({ ...location, acc: -1 })).acc).toBeUndefined();
    expect(only(readOwnTracks({ ...location, acc: 12.5 })).acc).toBe(12.5);
  });
});

describe("[PAT-2] Traccar's forwarding", () => {
  const position = {
    latitude: 47.2,
    longitude: 119.9,
    fixTime: "2026-11-23T01:00:00.000+00:00",
    accuracy: 4,
    valid: true,
  };
  const device = { id: 3, name: "巡护 3", uniqueId: "013912345678" };
  test("is a position of the device that it names", () => {
    expect(only(readTraccar({ position, device }))).toEqual({
      device: "013912345678",
      at: Date.UTC(2026, 10, 23, 1),
      lon: 119.9,
      lat: 47.2,
      acc: 4,
    });
  });
  test("without a fix, or with the place of before, is no position; without a device it is refused", () => {
    expect(readTraccar({ position: { ...position, valid: false }, device })).toEqual({ ok: true, positions: [] });
    expect(readTraccar({ position: { ...position, outdated: true }, device })).toEqual({ ok: true, positions: [] });
    expect(readTraccar({ position })).toMatchObject({ ok: false, where: "device" });
    expect(readTraccar({ position: { ...position, fixTime: "noon" }, device })).toEqual({
      ok: false,
      where: "position.fixTime",
    });
    expect(readTraccar({ position: { ...position, latitude: "47" }, device })).toEqual({
      ok: false,
      where: "position.latitude",
    });
  });
});

const expected = v.object({
  lat: v.nullish(v.number()),
  lon: v.nullish(v.number()),
  time_utc: v.nullish(v.string()),
  accuracy_m: v.nullish(v.number()),
  horizontal_accuracy_m: v.nullish(v.number()),
  rejected: v.optional(v.string()),
  device_id: v.nullish(v.string()),
  topic: v.nullish(v.string()),
});
const cases = v.object({
  cases: v.array(
    v.object({
      n: v.number(),
      body: v.optional(v.string()),
      request_target: v.optional(v.string()),
      expected: v.unknown(),
    }),
  ),
});
const realCases = (name: string) =>
  found ? v.parse(cases, JSON.parse(readFileSync(resolve(folder, "osmand", name), "utf8"))).cases : [];

describe.skipIf(!found)("[PAT-2] real messages", () => {
  test("of Traccar's clients state the place, time, accuracy and device that their list says", () => {
    const read = realCases("osmand-requests.json");
    expect(read).toHaveLength(10);
    for (const one of read) {
      const query = new URLSearchParams(one.request_target?.replace(/^[^?]*\?/, ""));
      const message =
        one.body === undefined ? readOsmAndQuery(Object.fromEntries(query)) : readOsmAndJson(JSON.parse(one.body));
      const told = v.parse(expected, one.expected);
      const { lat, lon, time_utc, accuracy_m, horizontal_accuracy_m, device_id } = told;
      // Which device it was, the token may say: without one of its own it is refused at the door.
      if (told.rejected !== undefined) expect.soft(only(message).device, `case ${one.n}`).toBe("");
      else if (typeof lat !== "number") expect.soft(message, `case ${one.n}`).toEqual({ ok: true, positions: [] });
      else {
        const acc = accuracy_m ?? horizontal_accuracy_m ?? 0;
        expect.soft(only(message), `case ${one.n}`).toEqual({
          device: device_id ?? "",
          at: typeof time_utc === "string" ? Date.parse(time_utc) : undefined,
          lon,
          lat,
          acc: acc > 0 ? acc : undefined,
        });
      }
    }
  });

  test("of OwnTracks over HTTP state what their list says", () => {
    const read = realCases("owntracks-http-bodies.json");
    expect(read).toHaveLength(4);
    for (const one of read) {
      const { lat, lon, time_utc, accuracy_m, topic } = v.parse(expected, one.expected);
      expect.soft(only(readOwnTracks(JSON.parse(one.body ?? ""))), `case ${one.n}`).toEqual({
        device: deviceOfTopic(topic ?? ""),
        at: Date.parse(time_utc ?? ""),
        lon,
        lat,
        acc: accuracy_m ?? undefined,
      });
    }
  });

  test("a recorded train ride: 23 positions and 2 last wills, each at its own time, not at its arrival", () => {
    const lines = readFileSync(resolve(folder, "owntracks/demo-iphone.rec"), "utf8").trim().split("\n");
    const messages = lines.map((line) => readOwnTracks(JSON.parse(line.split("\t")[2] ?? "")));
    const positions = messages.flatMap((message) => (message.ok ? message.positions : []));
    expect(messages.every((message) => message.ok)).toBe(true);
    expect(positions).toHaveLength(23);
    expect(positions[0]).toMatchObject({ at: 1_440_395_361_000, lon: 10.02785726730668, acc: 3000 });
    expect(positions.filter(({ acc }) => acc !== undefined && acc <= 10)).toHaveLength(8);
  });
});
