// Evacuating a unit: all its posts at once, nothing raised for them, and each back as it was when the unit is resumed. [POST-4, ALM-1]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionsNow } from "../../../domain/alarms/conditions.ts";
import { coverageOf, shiftCoverage } from "../../../domain/days/shift-coverage.ts";
import { postId, unitId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { calledBack, evacuations } from "../../../domain/posts/evacuation.ts";
import { manning, postOrder } from "../../../domain/posts/manning.ts";
import { hour, minute, shiftAt } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

const duty = person("duty-officer", "co");
const evacuate = (unit: string, reason = "瓦斯超限") => ({ type: "EvacuateUnit", unit: unitId(unit), reason }) as const;
const resume = (unit: string) => ({ type: "ResumeUnit", unit: unitId(unit) }) as const;
const on = (n: number) => ({ type: "SignOn", post: postId(`p${n}`), briefing: ["b1"] }) as const;
const states = (spec: Spec) => [...spec.board.all("post")].map((post) => post.watch.state);
const conditions = (spec: Spec) => conditionsNow(spec.board, spec.board.look.site, spec.clock, spec.now());

describe("[POST-4] an evacuated unit", () => {
  test("every post of it and below is suspended at once, its holders go off, and one event says so", () => {
    const spec = createSpec();
    spec.given(on(0), worker(0));
    spec.given(on(1), worker(1));
    spec.pass(hour);
    const events = spec.given(evacuate("co"), duty);
    expect(events).toEqual([
      {
        subject: "units",
        type: "UnitEvacuated",
        unit: "co",
        at: shiftStart + hour,
        reason: "瓦斯超限",
        relieved: ["w0", "w1"],
      },
    ]);
    expect(states(spec)).toEqual(["suspended", "suspended", "suspended", "suspended"]);
    expect(spec.board.look.heldBy("w0")).toBeUndefined();
    expect(spec.board.look.worker("w0")?.lastOff).toEqual({ at: spec.now(), shift: "day", day: "2026-11-23" });
  });

  test("units beside it go on", () => {
    const spec = createSpec();
    spec.given(on(1), worker(1));
    spec.given(evacuate("forest"), duty);
    expect(states(spec)).toEqual(["unheld", "held", "unheld", "suspended"]);
  });

  test("its posts raise nothing, what was raised for them is over, and they are counted as suspended", () => {
    const spec = createSpec();
    spec.pass(20 * minute);
    const raised = conditions(spec);
    expect(raised).toHaveLength(4);
    for (const one of raised) spec.given({ type: "RaiseAlarm", ...one }, watcher);
    spec.given(evacuate("co"), duty);
    spec.pass(5 * hour);
    expect(conditions(spec)).toEqual([]);
    const look = { site: spec.board.look.site, clock: spec.clock };
    const { counts, key } = manning(postOrder(spec.board.all("post")), spec.board, look, spec.now());
    expect(counts).toMatchObject({ suspended: 4, vacant: 0 });
    expect(key).toEqual({ held: 0, scheduled: 0, suspended: 1 });
  });

  test("its time is asked of nobody: the shift's figures end where it was called back", () => {
    const spec = createSpec();
    spec.given(on(1), worker(1));
    spec.pass(hour).given(evacuate("mine"), duty);
    spec.pass(3 * hour);
    const run = shiftAt(spec.clock, spec.board.look.site.shifts, shiftStart);
    if (run === undefined) throw new Error("no shift runs");
    const covered = shiftCoverage(spec.board.all("post"), run, spec.board.look.site, spec.now()).posts;
    expect(coverageOf(covered.filter(({ post }) => post.id === "p1"))).toMatchObject({ askedMs: hour, mannedMs: hour });
  });

  test("nobody signs on there and no single post is resumed until the unit is", () => {
    const spec = createSpec();
    spec.given(evacuate("mine"), duty);
    expect(spec.when(on(1), worker(1))).toMatchObject({ code: "post_suspended", params: { reason: "瓦斯超限" } });
    expect(spec.when({ type: "ResumePost", post: postId("p1") }, duty)).toMatchObject({ code: "unit_evacuated" });
    spec.given(resume("mine"), duty);
    expect(spec.when(on(1), worker(1)).is).toBe("done");
  });

  test("twice is once; an unknown unit and one that is not evacuated are refused", () => {
    const spec = createSpec();
    expect(spec.when(evacuate("x"), duty)).toMatchObject({ code: "unit_unknown" });
    expect(spec.when(resume("mine"), duty)).toMatchObject({
      code: "not_evacuated",
      params: { unit: inBoth("矿", "Mine") },
    });
    spec.given(evacuate("mine"), duty);
    expect(spec.when(evacuate("mine", "又"), duty).is).toBe("already");
    expect(spec.board.get("unit", "mine")?.evacuated).toEqual({ reason: "瓦斯超限", since: shiftStart });
  });

  test("a post that was suspended by itself stays so after the unit is resumed", () => {
    const spec = createSpec();
    spec.given({ type: "SuspendPost", post: postId("p2"), reason: "检修" }, duty);
    spec.given(evacuate("mine"), duty);
    expect(spec.when({ type: "ResumePost", post: postId("p2") }, duty)).toMatchObject({ code: "unit_evacuated" });
    spec.given(resume("mine"), duty);
    expect(states(spec)).toEqual(["unheld", "unheld", "suspended", "unheld"]);
    expect(spec.board.look.post("p2")?.watch).toMatchObject({ reason: "检修" });
  });

  test("one within another: a post comes back when no unit above it is evacuated any more, in whatever order", () => {
    for (const [first, then] of [
      ["co", "mine"],
      ["mine", "co"],
    ] as const)
      for (const [back, last] of [
        ["co", "mine"],
        ["mine", "co"],
      ] as const) {
        const spec = createSpec();
        spec.given(evacuate(first, `因${first}`), duty);
        spec.given(evacuate(then, `因${then}`), duty);
        spec.pass(minute).given(resume(back), duty);
        expect(spec.board.look.post("p1")?.watch).toMatchObject({ state: "suspended", reason: `因${last}` });
        spec.given(resume(last), duty);
        expect(states(spec)).toEqual(["unheld", "unheld", "unheld", "unheld"]);
      }
  });

  test("a new register ends no evacuation, and a post new in it begins suspended", () => {
    const spec = createSpec();
    spec.given(evacuate("mine"), duty);
    spec.given({ type: "ImportSite", import: siteFixture({ posts: 6 }) }, { kind: "system", part: "import" });
    expect(states(spec)).toEqual(["suspended", "suspended", "suspended", "unheld", "suspended", "suspended"]);
    spec.given(resume("mine"), duty);
    expect(new Set(states(spec))).toEqual(new Set(["unheld"]));
  });

  test("the desk names beforehand how many posts and people it calls back; screens list what is evacuated", () => {
    const spec = createSpec();
    spec.given(on(1), worker(1));
    const taken = calledBack(spec.board.all("post"), unitId("mine"));
    expect([taken.posts.length, taken.holders]).toEqual([3, ["w1"]]);
    spec.given(evacuate("mine"), duty);
    spec.pass(minute).given(evacuate("forest", "山火"), duty);
    expect(evacuations(spec.board).map(({ unit, reason, posts }) => [unit.id, reason, posts])).toEqual([
      ["forest", "山火", 1],
      ["mine", "瓦斯超限", 3],
    ]);
  });
});

test("[POST-4] in whatever order units are evacuated, resumed and posts suspended: suspended if and only if something says so", () => {
  const act = fc.record({
    what: fc.constantFrom("EvacuateUnit", "ResumeUnit", "SuspendPost", "ResumePost", "SignOn"),
    unit: fc.constantFrom("co", "mine", "forest"),
    n: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const spec = createSpec();
      for (const { what, unit, n } of acts) {
        spec.pass(minute);
        const post = postId(`p${n}`);
        if (what === "EvacuateUnit") spec.when(evacuate(unit), duty);
        else if (what === "ResumeUnit") spec.when(resume(unit), duty);
        else if (what === "SignOn") spec.when(on(n), worker(n));
        else if (what === "SuspendPost") spec.when({ type: what, post, reason: "修" }, duty);
        else spec.when({ type: what, post }, duty);
        for (const { watch, scope } of spec.board.all("post")) {
          const evacuated = scope.filter((one) => spec.board.get("unit", one)?.evacuated !== undefined);
          if (evacuated.length > 0) expect(watch.state).toBe("suspended");
          if (watch.state === "suspended" && watch.evacuated !== undefined)
            expect(evacuated).toContain(watch.evacuated);
        }
      }
      for (const unit of ["co", "mine", "forest"]) spec.when(resume(unit), duty);
      for (const { id, watch } of spec.board.all("post")) {
        if (watch.state !== "suspended") continue;
        expect(watch.reason).toBe("修");
        expect(spec.when({ type: "ResumePost", post: id }, duty).is).toBe("done");
      }
    }),
    { numRuns: tries(100) },
  );
});
