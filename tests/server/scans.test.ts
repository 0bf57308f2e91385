// The door of phones that scan: late scans go by their own time to the patrol that was walked then, each is answered, and counts once. [PAT-1]

import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { patrolId, routeId, trackerId, workerId } from "../../domain/ids.ts";
import type { ScanAnswer } from "../../domain/patrols/scan-report.ts";
import { minute } from "../../domain/time.ts";
import { openWorld } from "../kit/open-world.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const admin = person("admin", "co");
const points = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `c${n}`,
    name: `桩 ${n}`,
    nameEn: `Post ${n}`,
    at: [119.9 + n * 0.01, 47.2],
    radius: 150,
  }));
const at = (n: number): number => shiftStart + n * minute;

const open = async (count = 3) => {
  const routes = [
    { id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: points(count) },
    { id: "r2", unit: "forest", name: "南线", nameEn: "South", checkpoints: points(2) },
    { id: "r3", unit: "mine", name: "矿线", nameEn: "Mine", checkpoints: points(1) },
  ];
  const world = await openWorld({ site: siteFixture({ routes }) });
  const cookie = await world.signIn("duty-officer");
  const made = await fetch(`${world.url}/api/v1/trackers`, {
    method: "POST",
    body: JSON.stringify({ name: "手机 1", unit: "forest" }),
    headers: { cookie },
  });
  const { token, tracker }: { readonly token: string; readonly tracker: string } = await made.json();
  const phone = (by = token, lang = "zh-CN") => ({ authorization: `Bearer ${by}`, "accept-language": lang });
  const post = (body: unknown, headers: Readonly<Record<string, string>> = phone()) =>
    fetch(`${world.url}/api/v1/scans`, { method: "POST", body: JSON.stringify(body), headers });
  const tell = async (scans: readonly unknown[], now = world.now(), lang = "zh-CN") => {
    const response = await post({ now, scans }, phone(token, lang));
    const { answers }: { readonly answers: readonly ScanAnswer[] } = await response.json();
    return answers;
  };
  const give = async (bearer = "w5") => {
    const carried = { by: "worker", worker: workerId(bearer) } as const;
    const given = await world.act({ type: "AssignTracker", tracker: trackerId(tracker), carried }, admin);
    if (given.kind !== "ok") throw new Error(JSON.stringify(given));
  };
  const walk = async (patrol: string, route = "r1") => {
    const planned = { plannedAt: shiftStart, windowEnd: at(240), profile: "foot", members: [] } as const;
    const plan = { ...planned, patrol: patrolId(patrol), route: routeId(route), leader: workerId("w5") };
    await world.act({ type: "PlanPatrol", ...plan }, admin);
    await world.act({ type: "StartPatrol", patrol: patrolId(patrol) }, admin);
  };
  const scanned = async () => (await world.events()).filter(({ data }) => data.type === "CheckpointScanned");
  const visits = (patrol: string) => world.projection.board.get("patrol", patrol)?.visits;
  return { world, token, tracker, phone, post, tell, give, walk, scanned, visits };
};
const scan = (checkpoint: string, when: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id: uuid(),
  route: "r1",
  checkpoint,
  by: "nfc",
  at: when,
  ...more,
});

describe("[PAT-1] all is well, told by a phone", () => {
  const word = (when: number) => ({ id: uuid(), what: "check-in", at: when });

  test("it is a sign of life of the patrol that was walked then, at its own time, once however often it is sent", async () => {
    const { world, tell, give, walk } = await open();
    await give();
    await walk("t1");
    world.passTime(40 * minute);
    const one = word(at(25));
    expect(await tell([one])).toEqual([{ id: one.id, kind: "ok" }]);
    expect(await tell([one, one])).toEqual([one, one].map(({ id }) => ({ id, kind: "ok" })));
    expect(world.projection.board.get("patrol", "t1")?.sign).toBe(at(25));
    expect((await world.events()).filter(({ data }) => data.type === "PatrolCheckedIn")).toHaveLength(1);
  });

  test("outside a patrol it is refused with a sentence that says whom to call, and scans beside it count", async () => {
    const { world, tell, give, walk, visits } = await open();
    await give();
    await walk("t1");
    world.passTime(30 * minute);
    const answers = await tell([word(shiftStart - 300 * minute), scan("c0", at(10))], world.now(), "en");
    expect(answers).toMatchObject([
      { kind: "refused", refusal: { code: "check_no_patrol" }, message: expect.stringContaining("radio") },
      { kind: "ok" },
    ]);
    expect(visits("t1")).toHaveLength(1);
  });
});

describe("[PAT-1] scans of a phone", () => {
  test("told late, they count for the patrol of their own time and route, unmarked, though it is over", async () => {
    const { world, tell, give, walk, visits } = await open();
    await give();
    await walk("t1");
    await walk("t2", "r2");
    world.passTime(60 * minute);
    await world.act({ type: "EndPatrol", patrol: patrolId("t1") }, admin);
    world.passTime(300 * minute);
    const place = { by: "qr", lonLat: [119.9, 47.2], acc: 15 };
    const scans = [scan("c0", at(10), place), scan("c1", at(50)), scan("c1", at(55), { route: "r2" })];
    expect(await tell(scans)).toEqual(scans.map(({ id }) => ({ id, kind: "ok" })));
    expect(visits("t1")).toEqual([
      { checkpoint: "c0", at: at(10), by: "qr" },
      { checkpoint: "c1", at: at(50), by: "nfc" },
    ]);
    expect(visits("t2")).toEqual([{ checkpoint: "c1", at: at(55), by: "nfc" }]);
    expect(world.faults).toEqual([]);
  });

  test("500 in one report are answered one by one, and told again have no second effect", async () => {
    const count = 200;
    const { world, tell, give, walk, scanned } = await open(count);
    await give();
    await walk("t1");
    world.passTime(60 * minute);
    // Every checkpoint twice and some three times, as a thumb does it: each scan is answered, each checkpoint counts once.
    const scans = Array.from({ length: 500 }, (_, n) => scan(`c${n % count}`, at(5) + n * 1_000));
    expect((await tell(scans)).every(({ kind }) => kind === "ok")).toBe(true);
    const once = await scanned();
    expect(once.map(({ cause }) => cause)).toEqual(scans.slice(0, count).map(({ id }) => id));
    world.passTime(500 * minute);
    await world.act({ type: "EndPatrol", patrol: patrolId("t1") }, admin);
    expect((await tell(scans)).every(({ kind }) => kind === "ok")).toBe(true);
    expect(await scanned()).toEqual(once);
  });

  test("what belongs to no patrol is refused with a sentence, holds up no other, and counts once somebody has arranged it", async () => {
    const { world, tell, give, walk, scanned } = await open();
    const early = scan("c0", at(1));
    expect(await tell([early])).toMatchObject([{ kind: "refused", refusal: { code: "scan_no_bearer" } }]);
    await give();
    const [, unread] = [early, { ...scan("c1", at(2)), at: "noon" }];
    const answers = await tell([early, unread, scan("c9", at(0)), scan("c0", at(0), { route: "nowhere" })]);
    expect(answers).toMatchObject([
      { id: early.id, kind: "refused", refusal: { code: "scan_no_patrol" } },
      { id: unread?.id, kind: "refused", refusal: { code: "malformed", params: { where: "at" } } },
      { kind: "refused" },
      { kind: "refused" },
    ]);
    expect(await scanned()).toEqual([]);
    await walk("t1");
    world.passTime(10 * minute);
    const [again, off] = await tell([early, scan("c9", at(3))], world.now(), "en");
    expect(again).toEqual({ id: early.id, kind: "ok" });
    expect(off).toMatchObject({ refusal: { code: "checkpoint_unknown" }, message: expect.stringContaining("no such") });
  });

  test("a phone whose clock is an hour wrong is put right and marked", async () => {
    const { world, tell, give, walk, visits, scanned } = await open();
    await give();
    await walk("t1");
    world.passTime(30 * minute);
    const slow = -60 * minute;
    expect(await tell([scan("c0", at(20) + slow)], at(30) + slow)).toMatchObject([{ kind: "ok" }]);
    expect(visits("t1")).toMatchObject([{ checkpoint: "c0", suspicious: "clock" }]);
    expect((await scanned())[0]?.data).toMatchObject({ at: at(20) });
  });

  test("what was scanned before the phone changed hands is not its new bearer's", async () => {
    const { world, tell, give, walk } = await open();
    await give("w8");
    await walk("t1");
    world.passTime(30 * minute);
    await give();
    expect(await tell([scan("c0", at(20)), scan("c1", at(30))])).toMatchObject([
      { kind: "refused", refusal: { code: "scan_no_patrol" } },
      { kind: "ok" },
    ]);
  });
});

describe("[SCR-1] who may knock", () => {
  test("a phone learns the names on the signs of its unit, and no place", async () => {
    const { world, phone } = await open();
    const got = await fetch(`${world.url}/api/v1/scans`, { headers: phone() });
    const text = await got.text();
    expect(JSON.parse(text)).toMatchObject({ phone: "手机 1", routes: [{ id: "r1", name: "北线" }, { id: "r2" }] });
    expect(JSON.parse(text).routes).toHaveLength(2);
    expect(text).not.toContain("119.");
    expect(got.headers.get("cache-control")).toBe("no-store");
  });

  test("no token, a made-up one, a kiosk's, and a removed phone's are refused, and nothing is recorded", async () => {
    const { world, tracker, phone, post, give, walk } = await open();
    await give();
    await walk("t1");
    const kiosk = await world.pair("kiosk");
    const before = (await world.events()).length;
    const report = { now: world.now(), scans: [scan("c0", at(0))] };
    expect((await post(report, {})).status).toBe(401);
    expect((await post(report, phone("x".repeat(43)))).status).toBe(401);
    expect((await post(report, phone(kiosk.token))).status).toBe(403);
    expect((await post({ ...report, scans: Array.from({ length: 501 }, () => report.scans[0]) })).status).toBe(400);
    expect((await post({ scans: "all" })).status).toBe(400);
    expect(await world.events()).toHaveLength(before);
    await world.act({ type: "RemoveTracker", tracker: trackerId(tracker) }, admin);
    expect((await post(report)).status).toBe(410);
  });
});
