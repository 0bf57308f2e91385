// A worker's own patrol at the kiosk: which one he sees, what is left of it, what he may do, and signs held to the reader. [PAT-1]

import { describe, expect, test } from "vitest";
import { put } from "../../domain/decider.ts";
import { checkpointId, type PatrolId, patrolId, routeId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { PatrolRec, PatrolRun, RouteRec } from "../../domain/patrols/patrol.ts";
import { createTables } from "../../domain/tables.ts";
import { hour, minute } from "../../domain/time.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { behind } from "../../kiosk/behind.ts";
import type { Page } from "../../kiosk/pages.ts";
import { isSign, ownPatrols, signIn } from "../../kiosk/patrol/own-patrol.ts";
import { scanned } from "../../kiosk/patrol/scanned.ts";
import type { Person } from "../../kiosk/person.ts";
import { clock, morning, site } from "../domain/patrols/patrols-kit.ts";
import { boardFixture, plainScene } from "../kit/board-fixture.ts";

const [ranger] = boardFixture(plainScene).all("worker");
if (ranger === undefined) throw new Error("the fixture has nobody");
const self: WorkerRec = ranger;
const route: RouteRec = {
  kind: "route",
  id: routeId("r-birch"),
  seq: seq(1),
  unit: unitId("co"),
  scope: [unitId("co")],
  name: "白桦沟线",
  nameEn: "Birch line",
  checkpoints: ["birch-1", "birch.2"].map((id, n) => ({
    id: checkpointId(id),
    name: `桩 ${n}`,
    nameEn: `Post ${n}`,
    at: [119.9 + n / 100, 47.2],
    radius: 150,
  })),
};
const patrol = (id: string, run: PatrolRun, at = morning, more: Partial<PatrolRec> = {}): PatrolRec => ({
  kind: "patrol",
  id: patrolId(id),
  seq: seq(1),
  route: route.id,
  unit: unitId("co"),
  scope: [unitId("co")],
  leader: self.id,
  members: [],
  profile: "foot",
  plannedAt: at,
  windowEnd: at + 4 * hour,
  run,
  line: [],
  km: 0,
  days: [],
  visits: [],
  excluded: {},
  lateDays: [],
  ...more,
});
const active: PatrolRun = { state: "active", startedAt: morning, since: morning };
const placeWith = (...patrols: readonly PatrolRec[]) => {
  const records = createTables();
  records.apply([put(route), put(self), ...patrols.map((one) => put(one))]);
  return { records, site, clock };
};
const seen = (now: number, ...patrols: readonly PatrolRec[]): readonly PatrolId[] =>
  ownPatrols(placeWith(...patrols), self, now).map((one) => one.patrol.id);

describe("[PAT-1] which patrol is his", () => {
  test("the one under way comes first, then today's by time; of yesterday or tomorrow none, of others none", () => {
    const later = patrol("later", { state: "planned" }, morning + 3 * hour);
    const done = patrol("done", { state: "completed", startedAt: morning, since: morning }, morning - hour);
    const tomorrow = patrol("tomorrow", { state: "planned" }, morning + 24 * hour);
    const others = patrol("others", active, morning, { leader: workerId("somebody-else") });
    const with_ = patrol("with", { state: "planned" }, morning + hour, {
      leader: workerId("somebody-else"),
      members: [self.id],
    });
    expect(seen(morning, later, done, tomorrow, others, with_, patrol("on", active))).toEqual([
      "on",
      "with",
      "later",
      "done",
    ]);
  });

  test("a night's patrol that began before midnight is still his in the morning", () => {
    const night = patrol("night", active, morning - 10 * hour, { windowEnd: morning + hour });
    expect(seen(morning, night)).toEqual(["night"]);
    const missed = patrol("gone", { state: "planned" }, morning - 20 * hour);
    expect(seen(morning, missed)).toEqual([]);
  });

  test.each([
    ["planned for later", { state: "planned" }, -2 * hour, undefined],
    ["ready", { state: "planned" }, -30 * minute, "StartPatrol"],
    ["late", { state: "planned" }, 40 * minute, "StartPatrol"],
    ["missed", { state: "planned" }, 5 * hour, undefined],
    ["under way", active, minute, "EndPatrol"],
    ["paused", { state: "paused", startedAt: morning, since: morning }, minute, "EndPatrol"],
    ["ended", { state: "completed", startedAt: morning, since: morning }, minute, undefined],
  ] as const)("%s", (_, run, after, may) => {
    const [own] = ownPatrols(placeWith(patrol("one", run)), self, morning + after);
    expect(own?.may).toBe(may);
  });

  test("what is left is what nobody visited", () => {
    const visited = { checkpoint: checkpointId("birch-1"), at: morning + minute, by: "qr" } as const;
    const [own] = ownPatrols(placeWith(patrol("one", active, morning, { visits: [visited] })), self, morning + hour);
    expect(own).toMatchObject({ left: 1, lines: [{ state: "due" }, { state: "visited" }] });
  });
});

describe("[PAT-1] a sign held to the kiosk's reader", () => {
  const person: Person = {
    kind: "known",
    request: { badge: "SW2041307189" },
    card: {
      name: "李*霞",
      tail: "701",
      lang: "zh-CN",
      largeText: false,
      proof: "p".repeat(20),
      level: "badge",
      records: [self],
    },
  };
  const page: Page = { at: "patrol", person, sheet: 0, wrong: false };
  const place = placeWith(patrol("one", active));
  const at = { time: 7, now: morning + hour };

  test("in capitals, as readers type, it is that checkpoint of his patrol; with a dot in its name too", () => {
    const patrols = ownPatrols(place, self, at.now);
    expect(signIn(patrols, "HTTPS://10.0.0.8:8080/SCAN?C=R-BIRCH.BIRCH-1")).toEqual({
      patrol: "one",
      checkpoint: "birch-1",
    });
    expect(signIn(patrols, "HTTP://X/SCAN?C=R-BIRCH.BIRCH%2E2")?.checkpoint).toBe("birch.2");
    expect(signIn(patrols, "HTTP://X/SCAN?C=R-GATE.BIRCH-1")).toBeUndefined();
    expect(signIn(patrols, "HTTP://X/SCAN?C=%")).toBeUndefined();
  });

  test("no badge is taken for one", () => {
    for (const badge of ["SW2041307189", "04A1B2C3", "LNT:8392/1=7"]) expect(isSign(badge)).toBe(false);
  });

  test("on his patrol's page and his first it is recorded; one that is not his is said", () => {
    expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH-1", page, place, at)).toEqual({
      type: "act",
      person,
      draft: { command: { type: "ScanCheckpoint", patrol: "one", checkpoint: "birch-1", by: "qr" } },
      now: 7,
    });
    expect(scanned("HTTPS://X/SCAN?C=R-GATE.G1", page, place, at)).toEqual({
      type: "go",
      page: { ...page, wrong: true },
      now: 7,
    });
    const home = { at: "home", person, post: undefined } as const;
    expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH-1", home, place, at)).toMatchObject({ type: "act", person });
    expect(scanned("SW2041307189", page, place, at)).toEqual({ type: "badge", code: "SW2041307189", now: 7 });
  });

  test("before a badge it asks for one; amid another act nothing happens", () => {
    const asks = { type: "go", page: { at: "stopped", why: { kind: "sign" } }, now: 7 } as const;
    expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH-1", { at: "idle" }, place, at)).toEqual(asks);
    expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH-1", asks.page, place, at)).toEqual(asks);
    const number = { at: "number", digits: "" } as const;
    expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH-1", number, place, at)).toBeUndefined();
  });

  test("codes are held up one after another: while one is sent, and on the page that says it is recorded, the next counts", () => {
    const draft = {
      command: { type: "ScanCheckpoint", patrol: patrolId("one"), checkpoint: checkpointId("birch-1"), by: "qr" },
    } as const;
    const done = { at: "done", person, draft, outcome: { kind: "ok" }, actAt: 0 } as const;
    for (const on of [done, { at: "sending", person, draft } as const])
      expect(scanned("HTTPS://X/SCAN?C=R-BIRCH.BIRCH.2", on, place, at)).toMatchObject({
        type: "act",
        draft: { command: { checkpoint: "birch.2" } },
      });
    expect(scanned("HTTPS://X/SCAN?C=R-GATE.G1", done, place, at)).toEqual({
      type: "go",
      page: { ...page, wrong: true },
      now: 7,
    });
  });

  test("behind the page lies his own; behind a refused act of the patrol lies the patrol", () => {
    expect(behind(page)).toMatchObject({ at: "home", person });
    const draft = { command: { type: "EndPatrol", patrol: patrolId("one") } } as const;
    expect(behind({ at: "refused", person, draft, refusal: { code: "forbidden" } })).toMatchObject({ at: "patrol" });
  });
});
