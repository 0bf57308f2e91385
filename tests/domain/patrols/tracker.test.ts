// Trackers: registered once, given to one worker or one patrol, and their fixes go to the patrol that was walked at that moment. [PAT-1, PAT-2]

import { describe, expect, it } from "vitest";
import type { Actor } from "../../../domain/decider.ts";
import { patrolId, routeId, trackerId, unitId, workerId } from "../../../domain/ids.ts";
import { patrolOfFix } from "../../../domain/patrols/tracker-bearer.ts";
import { minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";

const fixture = siteFixture();
const site = {
  ...fixture,
  routes: [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North line", checkpoints: [] }],
};
const start = (): Spec => createSpec({ site });
const officer: Actor = person("duty-officer", "co");
const tracker = trackerId("d1");
const add = (uniqueId = "", id = tracker) =>
  ({ type: "AddTracker", tracker: id, name: "北斗 01", unit: unitId("forest"), uniqueId }) as const;
const toWorker = (n: number) =>
  ({ type: "AssignTracker", tracker, carried: { by: "worker", worker: workerId(`w${n}`) } }) as const;
const plan = (id: string, leader: number, inMinutes: number) =>
  ({
    type: "PlanPatrol",
    patrol: patrolId(id),
    route: routeId("r1"),
    leader: workerId(`w${leader}`),
    members: [workerId("w7")],
    profile: "foot",
    plannedAt: shiftStart + inMinutes * minute,
    windowEnd: shiftStart + (inMinutes + 240) * minute,
  }) as const;

const whose = (spec: Spec, at = spec.now()) => {
  const record = spec.board.get("tracker", tracker);
  if (record === undefined) throw new Error("no tracker");
  return patrolOfFix(record, at, spec.board.look)?.id;
};

describe("[PAT-1] the register of trackers", () => {
  it("given none, when one is added, then it lies in the drawer of its unit", () => {
    const spec = start();
    expect(spec.when(add("860123"), officer)).toMatchObject({ is: "done", types: ["TrackerAdded"] });
    expect(spec.board.get("tracker", tracker)).toMatchObject({ carried: { by: "nobody" }, uniqueId: "860123" });
    expect(spec.board.get("tracker", tracker)?.scope).toContain("co");
  });

  it("given one, when another is added under its id or under its device id, then it is refused with the name of the first", () => {
    const spec = start();
    spec.given(add("860123"), officer);
    expect(spec.when(add("other"), officer)).toMatchObject({ is: "refused", code: "tracker_exists" });
    expect(spec.when(add("860123", trackerId("d2")), officer)).toMatchObject({
      is: "refused",
      code: "tracker_named",
      params: { name: "北斗 01" },
    });
    expect(spec.when(add("", trackerId("d3")), officer)).toMatchObject({ is: "done" });
    expect(spec.when(add("", trackerId("d4")), officer)).toMatchObject({ is: "done" });
  });

  it("given one removed, when its device id is added again, then it may; the removed one itself never comes back", () => {
    const spec = start();
    spec.given(add("860123"), officer);
    spec.given(toWorker(5), officer);
    spec.given({ type: "RemoveTracker", tracker }, officer);
    expect(spec.board.get("tracker", tracker)).toMatchObject({ carried: { by: "nobody" }, removedAt: spec.now() });
    expect(spec.when({ type: "RemoveTracker", tracker }, officer)).toEqual({ is: "already" });
    expect(spec.when(toWorker(5), officer)).toMatchObject({ is: "refused", code: "tracker_removed" });
    expect(spec.when(add(), officer)).toMatchObject({ is: "refused", code: "tracker_removed" });
    expect(spec.when(add("860123", trackerId("d2")), officer)).toMatchObject({ is: "done" });
  });

  it("given one, when it is renamed, then it has the new name and keeps its bearer; not under the same name, nor once it is removed", () => {
    const spec = start();
    const named = (name: string) => ({ type: "RenameTracker", tracker, name }) as const;
    expect(spec.when(named("北斗 02"), officer)).toMatchObject({ is: "refused", code: "tracker_unknown" });
    spec.given(add("860123"), officer);
    spec.given(toWorker(5), officer);
    const before = spec.board.get("tracker", tracker);
    expect(spec.when(named("北斗 02"), officer)).toMatchObject({ is: "done", types: ["TrackerRenamed"] });
    expect(spec.board.get("tracker", tracker)).toEqual({ ...before, name: "北斗 02", seq: expect.anything() });
    expect(spec.when(named("北斗 02"), officer)).toEqual({ is: "already" });
    spec.given({ type: "RemoveTracker", tracker }, officer);
    expect(spec.when(named("北斗 03"), officer)).toMatchObject({ is: "refused", code: "tracker_removed" });
    expect(spec.board.get("tracker", tracker)?.name).toBe("北斗 02");
  });

  it("given to a stranger, to no patrol or to one that is over: refused, and it stays where it was", () => {
    const spec = start();
    spec.given(add(), officer);
    expect(spec.when(toWorker(999), officer)).toMatchObject({ is: "refused", code: "worker_unknown" });
    const toPatrol = { type: "AssignTracker", tracker, carried: { by: "patrol", patrol: patrolId("t1") } } as const;
    expect(spec.when(toPatrol, officer)).toMatchObject({ is: "refused", code: "patrol_unknown" });
    spec.given(plan("t1", 5, 0), officer);
    spec.given({ type: "CancelPatrol", patrol: patrolId("t1"), reason: "雪" }, officer);
    expect(spec.when(toPatrol, officer)).toMatchObject({ is: "refused", code: "patrol_wrong_state" });
    expect(spec.board.get("tracker", tracker)?.carried).toEqual({ by: "nobody" });
    expect(spec.when({ ...toWorker(5), tracker: trackerId("d9") }, officer)).toMatchObject({ code: "tracker_unknown" });
  });

  it("[ORG-2] given that he carries one, when a person is to be forgotten, then it is named as what he must lay down first", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(toWorker(11), officer);
    const forget = { type: "ForgetWorker", worker: workerId("w11") } as const;
    expect(spec.when(forget, person("admin", "co"))).toMatchObject({
      code: "worker_needed",
      params: { where: "北斗 01" },
    });
    spec.given({ type: "AssignTracker", tracker, carried: { by: "nobody" } }, officer);
    expect(spec.when(forget, person("admin", "co"))).toMatchObject({ is: "done" });
  });
});

describe("[ORG-1] an import that moves units", () => {
  const importOf = (units: readonly { readonly id: string; readonly parent?: string }[]) => {
    const named = units.map(({ id, parent }) => ({
      id: unitId(id),
      name: id,
      nameEn: "",
      ...(parent === undefined ? {} : { parent: unitId(parent) }),
    }));
    const home = unitId("co");
    return {
      ...site,
      site: { ...site.site, units: named },
      workers: site.workers.map((one) => ({ ...one, unit: home })),
      posts: site.posts.map((one) => ({ ...one, unit: home })),
      activities: site.activities.map((one) => ({ ...one, unit: home })),
      routes: [],
    };
  };
  it("given its unit lies elsewhere now, then the tracker lies under the new parents; gone, then under the whole site", () => {
    const spec = start();
    spec.given(add(), officer);
    const scope = () => spec.board.get("tracker", tracker)?.scope;
    const under = [{ id: "co" }, { id: "mine", parent: "co" }, { id: "forest", parent: "mine" }];
    spec.given({ type: "ImportSite", import: importOf(under) }, { kind: "system", part: "import" });
    expect(new Set(scope())).toEqual(new Set(["co", "mine", "forest"]));
    spec.given({ type: "ImportSite", import: importOf([{ id: "co" }]) }, { kind: "system", part: "import" });
    expect(scope()).toEqual(["co"]);
  });
});

describe("[PAT-2] whose fix it is", () => {
  it("given nobody carries it, then nobody's; given its bearer is on no patrol, then nobody's", () => {
    const spec = start();
    spec.given(add(), officer);
    expect(whose(spec)).toBeUndefined();
    spec.given(toWorker(5), officer);
    expect(whose(spec)).toBeUndefined();
  });

  it("given a patrol that he leads or walks with is under way, then that patrol's; after its end only what lay before it", () => {
    const spec = start();
    spec.given({ ...add(), unit: unitId("co") }, officer);
    spec.given(toWorker(7), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.pass(10 * minute).given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    expect(whose(spec)).toBe("t1");
    spec.pass(60 * minute).given({ type: "EndPatrol", patrol: patrolId("t1") }, officer);
    expect(whose(spec, spec.now() - minute)).toBe("t1");
    expect(whose(spec, spec.now() + minute)).toBeUndefined();
  });

  it("given he forgot to start it, then from an hour before its time on it is that patrol's; not earlier and not after its window", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(toWorker(5), officer);
    spec.given(plan("t1", 5, 120), officer);
    expect(whose(spec, shiftStart + 59 * minute)).toBeUndefined();
    expect(whose(spec, shiftStart + 60 * minute)).toBe("t1");
    expect(whose(spec, shiftStart + 360 * minute)).toBe("t1");
    expect(whose(spec, shiftStart + 361 * minute)).toBeUndefined();
  });

  it("given one under way and one to begin, then the one under way; given two under way, then the later begun", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(toWorker(5), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.given(plan("t2", 5, 30), officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    spec.pass(45 * minute);
    expect(whose(spec)).toBe("t1");
    spec.given({ type: "StartPatrol", patrol: patrolId("t2") }, officer);
    expect(whose(spec)).toBe("t2");
    expect(whose(spec, spec.now() - minute)).toBe("t1");
  });

  it("given it changed hands, then each fix is of whoever carried it when it was made, however late it comes", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(toWorker(5), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.given(plan("t2", 8, 0), officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t2") }, officer);
    spec.pass(60 * minute).given({ type: "EndPatrol", patrol: patrolId("t1") }, officer);
    spec.given({ type: "AssignTracker", tracker, carried: { by: "nobody" } }, officer);
    expect(whose(spec, spec.now() - minute)).toBe("t1");
    expect(whose(spec)).toBeUndefined();
    spec.pass(10 * minute).given(toWorker(8), officer);
    expect(whose(spec)).toBe("t2");
    expect(whose(spec, spec.now() - 30 * minute)).toBe("t1");
    expect(whose(spec, spec.now() - 5 * minute)).toBeUndefined();
  });

  it("given nobody ever carried it before, then what it kept from before is its first bearer's", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    spec.pass(30 * minute).given(toWorker(5), officer);
    expect(whose(spec, spec.now() - minute)).toBe("t1");
    expect(spec.board.get("tracker", tracker)?.stints).toHaveLength(1);
  });

  it("given nobody ended the patrol, then twelve hours after its window its bearer has gone home", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(toWorker(5), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    expect(whose(spec, shiftStart + (240 + 719) * minute)).toBe("t1");
    expect(whose(spec, shiftStart + (240 + 721) * minute)).toBeUndefined();
  });

  it("[ORG-1] given a tracker of another unit, when it is to go with a worker or a patrol, then refused", () => {
    const spec = start();
    spec.given({ ...add(), unit: unitId("mine") }, officer);
    spec.given(plan("t1", 7, 0), officer);
    const onPatrol = { type: "AssignTracker", tracker, carried: { by: "patrol", patrol: patrolId("t1") } } as const;
    expect(spec.when(onPatrol, officer)).toMatchObject({ is: "refused", code: "tracker_of_others" });
    const mine = spec.board.get("worker", "w7")?.scope.includes(unitId("mine"));
    expect(spec.when(toWorker(7), officer)).toMatchObject(mine ? { is: "done" } : { code: "tracker_of_others" });
    expect(spec.when({ ...add("", trackerId("d8")), unit: unitId("nowhere") }, officer)).toMatchObject({
      code: "unit_unknown",
    });
  });

  it("given it was set on one patrol, then that one's alone, whoever walks it", () => {
    const spec = start();
    spec.given(add(), officer);
    spec.given(plan("t1", 5, 0), officer);
    spec.given({ type: "AssignTracker", tracker, carried: { by: "patrol", patrol: patrolId("t1") } }, officer);
    spec.given({ type: "StartPatrol", patrol: patrolId("t1") }, officer);
    expect(whose(spec)).toBe("t1");
    spec.given({ type: "CancelPatrol", patrol: patrolId("t1"), reason: "雪" }, officer);
    expect(whose(spec)).toBeUndefined();
  });
});
