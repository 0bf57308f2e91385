// The watch over time: raises once, returns, leaves suspended posts alone, outlives a refusing disk and a clock set back. [ALM-2, POST-4]

import { describe, expect, test } from "vitest";
import {
  activityId,
  commandId,
  findingId,
  postId,
  roleId,
  roundId,
  routeId,
  unitId,
  workerId,
} from "../../domain/ids.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import type { Intake } from "../../server/intake.ts";
import { createWatch } from "../../server/watch.ts";
import { createHeldLedger } from "../kit/held-ledger.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { createWorld, type World, worker } from "../kit/world.ts";

const watchOf = (world: World, now = world.now, steady = now) => {
  const commanded: string[] = [];
  const own: Intake["own"] = (command, id, actor) => {
    commanded.push(command.type);
    return world.handler.submit({ id: commandId(id), command, claimedAt: now(), actor });
  };
  const watch = createWatch({
    projection: world.projection,
    intake: { own },
    now,
    steady,
  });
  /** What is raised has stood at two looks. */
  const look = async (): Promise<void> => {
    await watch.look();
    await watch.look();
  };
  return { look, once: watch.look, commanded };
};
const alarms = (world: World) =>
  [...world.projection.board.all("alarm")].map((one) => `${one.id} ${one.is.state}`).toSorted();

describe("[ALM-2] watch", () => {
  test("raises once for each empty post and not again; returns it when somebody stands there", async () => {
    const world = await createWorld();
    const { look, commanded } = watchOf(world);
    await look();
    expect(commanded).toEqual([]);
    world.passTime(10 * minute);
    for (let n = 0; n < 4; n += 1) await look();
    expect(commanded).toEqual(["RaiseAlarm", "RaiseAlarm", "RaiseAlarm", "RaiseAlarm"]);
    await world.act({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
    await look();
    await look();
    expect(commanded.slice(4)).toEqual(["ReturnAlarm"]);
    expect(alarms(world)).toContain("post-vacant:p1 returned-unack");
  });

  test("[ACT-3] an offer that nobody answered goes on at its shift start, once, by the watch's own command", async () => {
    const site = siteFixture({ posts: 0, activities: [activity("a1", 1)] });
    const world = await createWorld({ site });
    const { once, commanded } = watchOf(world);
    const a1 = activityId("a1");
    for (const n of [0, 7, 8])
      await world.act({ type: "SignUp", activity: a1, role: roleId("r"), wait: n === 8 || "ask" }, worker(n));
    await world.act({ type: "CancelEntry", activity: a1 }, worker(0, "pin"));
    world.passTime(16 * hour - minute);
    await once();
    expect(commanded).not.toContain("LapseOffers");
    world.passTime(minute);
    for (let n = 0; n < 3; n += 1) await once();
    expect(commanded.filter((type) => type === "LapseOffers")).toHaveLength(1);
    expect([...world.projection.board.all("entry")].map((one) => one.is.state)).toEqual([
      "cancelled",
      "lapsed",
      "confirmed",
    ]);
  });

  test("never for a suspended post", async () => {
    const world = await createWorld();
    for (const id of ["p0", "p1", "p2", "p3"])
      await world.act({ type: "SuspendPost", post: postId(id), reason: "修" }, person("admin", "co"));
    const { look, commanded } = watchOf(world);
    world.passTime(3 * hour);
    await look();
    expect(commanded).toEqual([]);
  });

  test("what stood at one look only is not raised: an outbox may be telling old acts just then", async () => {
    const world = await createWorld();
    const { once, commanded } = watchOf(world);
    world.passTime(10 * minute);
    await once();
    expect(commanded).toEqual([]);
    await world.act({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1), { at: world.now() - 9 * minute });
    await once();
    expect(commanded).toHaveLength(3);
    expect(alarms(world).join()).not.toContain("p1");
  });

  test("[COV-3] a fire that somebody told rings at the first look, and is over once it is closed", async () => {
    const world = await createWorld();
    const { once } = watchOf(world);
    const fire = { finding: findingId("f1"), sort: "fire", unit: unitId("co"), note: "" } as const;
    await world.act({ type: "ReportFinding", ...fire }, person("duty-officer", "co"));
    await once();
    expect(alarms(world)).toEqual(["fire-sign:f1 unack"]);
    await world.act({ type: "CloseFinding", finding: fire.finding, outcome: "扑灭" }, person("duty-officer", "co"));
    await once();
    expect(alarms(world)).toEqual(["fire-sign:f1 returned-unack"]);
  });

  test("two looks at once are one", async () => {
    const world = await createWorld();
    const { once, commanded } = watchOf(world);
    world.passTime(10 * minute);
    await once();
    await Promise.all([once(), once(), once()]);
    expect(commanded).toHaveLength(4);
  });

  test("goes on looking while the disk refuses", async () => {
    const held = createHeldLedger();
    const world = await createWorld({ ledger: held.ledger });
    held.fail();
    const { look, commanded } = watchOf(world);
    world.passTime(10 * minute);
    await look();
    await look();
    expect(world.handler.readOnly()).toBe(true);
    expect(commanded).toHaveLength(12);
    expect(alarms(world)).toEqual([]);
  });

  test("without a site there is nothing to watch", async () => {
    const world = await createWorld();
    world.projection.board.apply([{ kind: "drop", of: "site", id: "site" }]);
    await watchOf(world).look();
  });

  test("[PAT-1] makes the patrols of a plan once each, after a restart and an absence of days as well", async () => {
    const route = { id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [] };
    const world = await createWorld({ site: siteFixture({ posts: 0, routes: [route] }) });
    const plan = {
      leader: workerId("w2"),
      members: [],
      profile: "foot",
      days: "1234567",
      start: 540,
      lengthMin: 60,
    } as const;
    await world.act({ type: "PlanRound", round: roundId("n"), route: routeId("r1"), ...plan }, person("admin", "co"));
    const { look, commanded } = watchOf(world);
    await look();
    expect(commanded).toEqual(["MakePatrol", "MakePatrol"]);
    const again = await createWorld({ ledger: world.ledger, at: world.now() + 3 * dayLength + 2 * hour });
    const after = watchOf(again);
    await after.look();
    expect(after.commanded.filter((type) => type === "MakePatrol")).toHaveLength(4);
    const patrols = [...again.projection.board.all("patrol")];
    expect(patrols.map((one) => one.id.slice(-2)).sort()).toEqual(["23", "24", "25", "26", "27", "28"]);
    expect(patrols.filter((one) => one.madeLate !== undefined)).toHaveLength(2);
    const made = (await again.events()).filter((one) => one.data.type === "PatrolMade");
    expect(made.every((one) => one.actor.kind === "system" && one.actor.part === "watch")).toBe(true);
    expect(new Set(made.map((one) => one.data.type === "PatrolMade" && one.data.draft.id)).size).toBe(made.length);
  });

  test("a clock that was set back neither raises nor stops the sweep for ever", async () => {
    const world = await createWorld();
    const { look, commanded } = watchOf(world);
    // A year ahead by mistake: what is over by then is swept, once an hour at most.
    world.passTime(365 * dayLength + 10 * minute);
    await look();
    expect(commanded).toContain("Retire");
    for (const alarm of world.projection.board.all("alarm")) {
      expect(alarm.since).toBeLessThanOrEqual(world.now());
      await world.act({ type: "AcknowledgeAlarm", alarm: alarm.id }, person("admin", "co"));
    }
    world.passTime(-365 * dayLength - 5 * minute);
    commanded.length = 0;
    await look();
    expect(commanded).not.toContain("RaiseAlarm");
    expect(alarms(world).every((one) => one.endsWith(" normal"))).toBe(true);
    world.passTime(40 * dayLength);
    await look();
    expect(commanded.filter((type) => type === "Retire")).toHaveLength(1);
  });
});

describe("[ALM-2] the server's clock", () => {
  const clocks = async () => {
    const world = await createWorld();
    let shift = 0;
    let steady = 0;
    const { look } = watchOf(
      world,
      () => world.now() + shift,
      () => steady,
    );
    const run = async (ms: number): Promise<void> => {
      world.passTime(ms);
      steady += ms;
      await look();
    };
    const set = (ms: number): void => {
      shift += ms;
    };
    const fault = () => world.projection.board.get("alarm", "clock-stepped:server");
    return { run, set, fault };
  };

  test("set back or ahead: a fault of the system is raised, said for 10 min, and over by itself", async () => {
    for (const by of [-hour, 10 * minute]) {
      const { run, set, fault } = await clocks();
      await run(minute);
      expect(fault()).toBeUndefined();
      set(by);
      await run(5_000);
      expect(fault()).toMatchObject({ is: { state: "unack" }, source: "server", scope: ["co"] });
      await run(9 * minute);
      expect(fault()?.is.state).toBe("unack");
      await run(2 * minute);
      expect(fault()?.is.state).toBe("returned-unack");
    }
  });

  test("a clock that drifts or is slewed raises nothing", async () => {
    const { run, set, fault } = await clocks();
    for (let n = 0; n < 20; n += 1) {
      set(n % 2 === 0 ? 900 : -400);
      await run(5_000);
    }
    expect(fault()).toBeUndefined();
  });
});

test("[ACT-4] after an activity the watch leaves open who never checked out and proposes who never came, once each", async () => {
  const site = siteFixture({ posts: 0, activities: [activity("a1", 3)] });
  const world = await createWorld({ site });
  const a1 = activityId("a1");
  for (const n of [0, 1, 2])
    await world.act({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(n));
  const { look, commanded } = watchOf(world);
  world.passTime(5 * dayLength + 19 * hour);
  for (const n of [0, 1]) await world.act({ type: "CheckInEntry", activity: a1 }, worker(n));
  world.passTime(2 * hour);
  await world.act({ type: "CheckOutEntry", activity: a1 }, worker(0));
  world.passTime(30 * minute);
  const ofAttendance = () => commanded.filter((type) => type === "LeaveOpen" || type === "ProposeNoShow");
  await look();
  expect(ofAttendance()).toEqual([]);
  world.passTime(1);
  for (let n = 0; n < 3; n += 1) await look();
  expect(ofAttendance().toSorted()).toEqual(["LeaveOpen", "ProposeNoShow"]);
  const states = [0, 1, 2].map((n) => world.projection.board.look.entriesOf(`w${n}`)[0]?.is.state);
  expect(states).toEqual(["attended", "unclosed", "no-show"]);
});
