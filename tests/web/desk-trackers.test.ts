// The desk's trackers: who is listed first, what may be done with one, what is typed into a device, and the doors behind it.

import { describe, expect, test } from "vitest";
import { type Millis, patrolId, routeId, seq, trackerId, unitId, workerId } from "../../domain/ids.ts";
import type { PatrolRec, PatrolRun } from "../../domain/patrols/patrol.ts";
import type { Carried, TrackerRec } from "../../domain/patrols/tracker.ts";
import { minute } from "../../domain/time.ts";
import { createDoors } from "../../web/desk/doors.ts";
import { linkTo, parseRoute, railPage } from "../../web/desk/route.ts";
import {
  formDevice,
  formFor,
  forwardUrl,
  isOnlyHere,
  mqttPlace,
  osmAndUrl,
  ownTracksUrl,
  traccarEntries,
} from "../../web/desk/trackers/tracker-addresses.ts";
import { hasIt, openPatrols, type TrackerRow, trackerActs, trackerRows } from "../../web/desk/trackers/tracker-rows.ts";
import { fixtureSite } from "../kit/board-fixture.ts";
import { shiftStart } from "../kit/site-fixture.ts";

const now = shiftStart + 120 * minute;
const site = { ...fixtureSite, settings: { ...fixtureSite.settings, silentMin: 30 } };
const ago = (minutes: number): Millis => now - minutes * minute;

const tracker = (
  id: string,
  carried: Carried = { by: "nobody" },
  more: Partial<Omit<TrackerRec, "stints">> = {},
): TrackerRec => ({
  kind: "tracker",
  id: trackerId(id),
  seq: seq(1),
  name: id,
  unit: unitId("forest"),
  scope: [unitId("co"), unitId("forest")],
  stints: [],
  uniqueId: "",
  carried,
  since: shiftStart,
  ...more,
});
const patrol = (id: string, run: PatrolRun, more: Partial<PatrolRec> = {}): PatrolRec => ({
  kind: "patrol",
  id: patrolId(id),
  seq: seq(1),
  route: routeId("r1"),
  unit: unitId("forest"),
  scope: [unitId("co"), unitId("forest")],
  leader: workerId("w1"),
  members: [workerId("w2")],
  profile: "foot",
  plannedAt: shiftStart,
  windowEnd: shiftStart + 240 * minute,
  run,
  line: [],
  km: 0,
  days: [],
  visits: [],
  excluded: {},
  lateDays: [],
  ...more,
});
const active = { state: "active", startedAt: ago(60), since: ago(60) } as const;
const byWorker = (worker: string): Carried => ({ by: "worker", worker: workerId(worker) });
const heardAt = (id: string, at: Millis) => ({ tracker: id, at, counted: 3, outside: 1 });
const rows = (
  trackers: readonly TrackerRec[],
  heard: readonly ReturnType<typeof heardAt>[] = [],
  patrols: readonly PatrolRec[] = [patrol("t1", active)],
) => trackerRows(trackers, { heard: { heard, unknown: [] }, patrols, site, now });
const names = (list: readonly TrackerRow[]): readonly string[] =>
  list.map((row) =>
    row.is === "unknown"
      ? `? ${row.unknown.device}`
      : `${row.is === "retired" ? "- " : row.isQuiet ? "! " : ""}${row.tracker.name}`,
  );

describe("[PAT-1] the list", () => {
  test("devices that nobody registered first, then those silent on a patrol, then the rest by name, those retired last, the latest first", () => {
    const unknown = [
      { device: "999", at: ago(1), times: 4 },
      { device: "111", at: ago(2), times: 1 },
    ];
    const all = [
      tracker("北斗 10"),
      tracker("北斗 2"),
      tracker("北斗 9", byWorker("w2")),
      tracker("北斗 1", byWorker("w1")),
      tracker("北斗 0", byWorker("w1"), { removedAt: ago(5) }),
      tracker("北斗 00", { by: "nobody" }, { removedAt: ago(3) }),
    ];
    const heard = { heard: [heardAt("北斗 9", ago(20)), heardAt("北斗 1", ago(2))], unknown };
    const list = trackerRows(all, { heard, patrols: [patrol("t1", active)], site, now });
    expect(names(list)).toEqual(["? 999", "? 111", "! 北斗 9", "北斗 1", "北斗 2", "北斗 10", "- 北斗 00", "- 北斗 0"]);
  });

  test.each<[string, Carried, readonly ReturnType<typeof heardAt>[], readonly PatrolRec[], boolean]>([
    ["14 min ago", byWorker("w1"), [heardAt("d", ago(14))], [patrol("t", active)], false],
    [
      "15 min ago: half of what makes the patrol silent",
      byWorker("w1"),
      [heardAt("d", ago(15))],
      [patrol("t", active)],
      true,
    ],
    ["a member's", byWorker("w2"), [heardAt("d", ago(15))], [patrol("t", active)], true],
    ["the patrol's own", { by: "patrol", patrol: patrolId("t") }, [heardAt("d", ago(15))], [patrol("t", active)], true],
    ["another's patrol", byWorker("w3"), [heardAt("d", ago(90))], [patrol("t", active)], false],
    ["in the drawer", { by: "nobody" }, [heardAt("d", ago(90))], [patrol("t", active)], false],
    [
      "not set out yet",
      byWorker("w1"),
      [heardAt("d", ago(90))],
      [patrol("t", { state: "planned" }, { plannedAt: now })],
      false,
    ],
    [
      "resting",
      byWorker("w1"),
      [heardAt("d", ago(90))],
      [patrol("t", { state: "paused", startedAt: ago(100), since: ago(90) })],
      false,
    ],
    [
      "just set out",
      byWorker("w1"),
      [heardAt("d", ago(90))],
      [patrol("t", { state: "active", startedAt: ago(5), since: ago(5) })],
      false,
    ],
    ["never heard since the server started", byWorker("w1"), [], [patrol("t", active)], true],
    [
      "never heard, but the patrol told a minute ago",
      byWorker("w1"),
      [],
      [patrol("t", active, { last: { at: ago(1), lonLat: [119.9, 47.2] } })],
      false,
    ],
  ])("silent on a patrol, heard %s: %#", (_, carried, heard, patrols, isQuiet) => {
    expect(rows([tracker("d", carried)], heard, patrols)).toMatchObject([{ is: "known", isQuiet }]);
  });
});

describe("[PAT-1] what may be done", () => {
  test("by the role, and by what the device is; who may nothing is offered nothing", () => {
    const carried = tracker("d", byWorker("w1"));
    expect(trackerActs(carried, undefined)).toEqual(["give", "take", "token", "rename", "remove"]);
    expect(trackerActs(tracker("d"), undefined)).toEqual(["give", "token", "rename", "remove"]);
    expect(trackerActs({ ...carried, uniqueId: "imei" }, undefined)).toEqual(["give", "take", "rename", "remove"]);
    // A foreman gives and takes, and registers none.
    expect(trackerActs(carried, ["AssignTracker"])).toEqual(["give", "take"]);
    expect(trackerActs(carried, ["AcknowledgeAlarm"])).toEqual([]);
  });

  test("a patrol that is over or missed takes none; the next to set out stands first", () => {
    const list = [
      patrol("later", { state: "planned" }, { plannedAt: now + minute }),
      patrol("missed", { state: "planned" }, { windowEnd: ago(1) }),
      patrol("walked", active),
      patrol("over", { state: "completed", startedAt: ago(60), since: ago(1) }),
      patrol("off", { state: "cancelled", reason: "雪", since: ago(1) }),
      patrol("resting", { state: "paused", startedAt: ago(60), since: ago(1) }, { plannedAt: shiftStart + minute }),
    ];
    expect(openPatrols(list, now).map(({ id }) => id)).toEqual(["walked", "resting", "later"]);
  });

  test("who has it already is told so", () => {
    const carried = tracker("d", byWorker("w1"));
    expect(hasIt(carried, { by: "worker", worker: workerId("w1") })).toBe(true);
    expect(hasIt(carried, { by: "worker", worker: workerId("w2") })).toBe(false);
    expect(hasIt(carried, { by: "patrol", patrol: patrolId("w1") })).toBe(false);
    expect(
      hasIt(tracker("d", { by: "patrol", patrol: patrolId("t1") }), { by: "patrol", patrol: patrolId("t1") }),
    ).toBe(true);
  });
});

describe("[PAT-2] what is typed elsewhere", () => {
  const origin = "http://192.168.1.10:8080";

  test("stands at the address under which the desk was opened", () => {
    expect(ownTracksUrl(origin)).toBe("http://192.168.1.10:8080/api/v1/owntracks");
    expect(osmAndUrl(origin, "tok-en_1")).toBe("http://192.168.1.10:8080/api/v1/osmand/tok-en_1");
    expect(forwardUrl("https://desk.farm")).toBe("https://desk.farm/api/v1/traccar");
    expect(mqttPlace({ origin, mqttPort: 1883 })).toEqual({ host: "192.168.1.10", port: "1883" });
    expect(mqttPlace({ origin, mqttPort: undefined })).toBeUndefined();
    expect(traccarEntries(origin, "tok").split("\n")).toEqual([
      "<entry key='forward.type'>json</entry>",
      "<entry key='forward.url'>http://192.168.1.10:8080/api/v1/traccar</entry>",
      "<entry key='forward.header'>Authorization: Bearer tok</entry>",
    ]);
  });

  test("an address of this machine alone is known as one", () => {
    for (const one of ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"])
      expect(isOnlyHere(one)).toBe(true);
    for (const one of [origin, "https://desk.farm"]) expect(isOnlyHere(one)).toBe(false);
  });

  test("an unknown device's id reaches the form whole, whatever is in it", () => {
    for (const device of ["013912345678", "ranger/phone", "+gateway", "北斗 #1?"]) {
      const { page, id } = parseRoute(linkTo("trackers", formFor(device)));
      expect(page).toBe("trackers");
      expect(formDevice(id)).toBe(device);
    }
    expect(formDevice("+")).toBe("");
    for (const id of ["+gateway", "d1", undefined]) expect(formDevice(id)).toBeUndefined();
    expect(railPage("trackers")).toBe("patrols");
  });
});

describe("[PAT-1] the doors", () => {
  const answering = (status: number, body: unknown) => {
    const asked: { path: string; method: string | undefined; body: unknown }[] = [];
    const doors = createDoors(
      (path, init) => {
        asked.push({ path: String(path), method: init?.method, body: JSON.parse(String(init?.body ?? "null")) });
        return Promise.resolve(new Response(JSON.stringify(body), { status }));
      },
      () => "en",
    );
    return { doors, asked };
  };

  test("who was heard, with our broker's port only where there is one", async () => {
    const told = { heard: [heardAt("d1", now)], unknown: [{ device: "999", at: now, times: 2 }] };
    expect(await answering(200, told).doors.trackers()).toEqual({ kind: "ok", value: told });
    expect(await answering(200, { ...told, mqttPort: 1883 }).doors.trackers()).toEqual({
      kind: "ok",
      value: { ...told, mqttPort: 1883 },
    });
  });

  test("adding, a new token and a platform go where they belong; an answer without a token is no answer", async () => {
    const { doors, asked } = answering(201, { tracker: "d1", token: "t" });
    const draft = { name: "北斗 01", unit: "forest", uniqueId: "" };
    expect(await doors.addTracker(draft)).toEqual({ kind: "ok", value: { tracker: "d1", token: "t" } });
    expect(await doors.newTrackerToken("../screens")).toEqual({ kind: "ok", value: { token: "t" } });
    expect(await doors.addGateway({ name: "Traccar", unit: "co" })).toEqual({ kind: "ok", value: { token: "t" } });
    expect(asked).toEqual([
      { path: "/api/v1/trackers", method: "POST", body: draft },
      { path: "/api/v1/trackers/..%2Fscreens/token", method: "POST", body: {} },
      { path: "/api/v1/trackers/gateways", method: "POST", body: { name: "Traccar", unit: "co" } },
    ]);
    expect(await answering(200, {}).doors.addTracker(draft)).toEqual({ kind: "not-understood" });
  });
});
