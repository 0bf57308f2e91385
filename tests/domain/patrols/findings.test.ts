// Findings: told once, closed once, a fire rings until somebody closes it, and each audience sees its part. [COV-2, COV-3]

import { describe, expect, it } from "vitest";
import { alarmActs, conditionsNow, retiring } from "../../../domain/alarms/conditions.ts";
import type { Actor } from "../../../domain/decider.ts";
import { findingId, patrolId, routeId, unitId, workerId } from "../../../domain/ids.ts";
import { isFireOverdue } from "../../../domain/patrols/finding.ts";
import { present } from "../../../domain/present.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";

const fixture = siteFixture();
const site = {
  ...fixture,
  routes: [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North line", checkpoints: [] }],
};
const start = (): Spec => createSpec({ site });
const officer: Actor = person("duty-officer", "co");
const phone: Actor = { kind: "device", profile: "tracker" };
const finding = findingId("f1");
const report = (sort: "fire" | "pest" = "fire") =>
  ({
    type: "ReportFinding",
    finding,
    sort,
    unit: unitId("forest"),
    bearer: workerId("w5"),
    lonLat: [119.9, 47.2],
    acc: 12,
    note: "沟里冒烟",
  }) as const;
const record = (spec: Spec) => spec.board.get("finding", finding) ?? expect.fail("no finding");
const watch = (spec: Spec): void => {
  const { records, site: at } = { records: spec.board, site: spec.board.look.site };
  const { raise, clear } = alarmActs(records, conditionsNow(records, at, spec.clock, spec.now()));
  for (const { sort, source, scope, priority, since } of raise)
    spec.given({ type: "RaiseAlarm", sort, source, scope, priority, since }, watcher);
  for (const alarm of clear) spec.given({ type: "ReturnAlarm", alarm }, watcher);
};

describe("[COV-2] a finding", () => {
  it("given none, when a phone tells of one, then it stands with place, moment and bearer, under its unit", () => {
    const spec = start();
    const told = spec.when(report(), phone, { at: shiftStart - 3 * minute });
    expect(told).toMatchObject({ is: "done", types: ["FindingReported"] });
    expect(record(spec)).toMatchObject({
      sort: "fire",
      at: shiftStart - 3 * minute,
      toldAt: shiftStart,
      by: { worker: "w5" },
      lonLat: [119.9, 47.2],
      acc: 12,
      note: "沟里冒烟",
      scope: expect.arrayContaining(["forest", "co"]),
      is: { state: "open" },
    });
  });

  it("given it was told, when it is told again under its id, then it was done, and nothing changes", () => {
    const spec = start();
    spec.given(report(), phone);
    expect(spec.when({ ...report("pest"), note: "other" }, phone)).toEqual({ is: "already" });
    expect(record(spec)).toMatchObject({ sort: "fire", note: "沟里冒烟" });
  });

  it("given no such unit or patrol, when one is told of it, then it is refused and nothing stands", () => {
    const spec = start();
    expect(spec.when({ ...report(), unit: unitId("nowhere") }, phone)).toMatchObject({ code: "unit_unknown" });
    expect(spec.when({ ...report(), patrol: patrolId("none") }, phone)).toMatchObject({ code: "patrol_unknown" });
    expect([...spec.board.all("finding")]).toEqual([]);
  });

  it("given one told by the desk itself, then it is in the person's name; by a phone that nobody has, in nobody's", () => {
    const spec = start();
    const { bearer: _, ...told } = report();
    spec.given(told, officer);
    expect(record(spec).by).toBe("赵主任");
    spec.given({ ...told, finding: findingId("f2") }, phone);
    expect(spec.board.get("finding", "f2")?.by).toBeUndefined();
  });

  it("given it is open, when the desk closes it, then it says by whom and with what outcome; a second time it was done", () => {
    const spec = start();
    const close = { type: "CloseFinding", finding, outcome: "火已扑灭" } as const;
    expect(spec.when(close, officer)).toMatchObject({ is: "refused", code: "finding_unknown" });
    spec.given(report(), phone);
    spec.pass(20 * minute);
    spec.given(close, officer);
    const is = { state: "closed", at: spec.now(), by: "赵主任", outcome: "火已扑灭" };
    expect(record(spec).is).toEqual(is);
    expect(spec.when({ ...close, outcome: "再来" }, officer)).toEqual({ is: "already" });
    expect(record(spec).is).toEqual(is);
  });

  it("given it was closed 92 days ago, then it leaves the board; an open fire never does, a sighting of an animal or pest by itself", () => {
    const spec = start();
    spec.given(report(), phone);
    spec.given({ ...report(), finding: findingId("f2") }, phone);
    spec.given({ ...report("pest"), finding: findingId("f3") }, phone);
    spec.given({ type: "CloseFinding", finding, outcome: "已处理" }, officer);
    const gone = (): readonly string[] =>
      retiring(spec.board, spec.clock, spec.now()).flatMap(({ of, id }) => (of === "finding" ? [id] : []));
    spec.pass(92 * dayLength);
    expect(gone()).toEqual([]);
    spec.pass(minute);
    expect(gone()).toEqual([finding, "f3"]);
  });
});

describe("[COV-3] a fire", () => {
  it("given a fire is told, when the watch looks, then it rings with priority 1 until it is closed; a pest never rings", () => {
    const spec = start();
    spec.given({ ...report("pest"), finding: findingId("f2") }, phone);
    watch(spec);
    expect([...spec.board.all("alarm")].filter(({ sort }) => sort === "fire-sign")).toEqual([]);
    spec.given(report(), phone);
    watch(spec);
    const alarm = () => spec.board.look.alarm(`fire-sign:${finding}`);
    expect(alarm()).toMatchObject({ priority: 1, is: { state: "unack" }, scope: record(spec).scope });
    spec.pass(hour);
    watch(spec);
    expect(alarm()).toMatchObject({ is: { state: "unack" } });
    spec.given({ type: "CloseFinding", finding, outcome: "误报" }, officer);
    watch(spec);
    expect(alarm()).toMatchObject({ is: { state: "returned-unack" } });
  });

  it("given it is open for more than two hours, then it is named as such, and no more once it is closed", () => {
    const spec = start();
    spec.given(report(), phone);
    spec.pass(2 * hour);
    expect(isFireOverdue(record(spec), spec.now())).toBe(false);
    spec.pass(1);
    expect(isFireOverdue(record(spec), spec.now())).toBe(true);
    spec.given({ type: "CloseFinding", finding, outcome: "扑灭" }, officer);
    expect(isFireOverdue(record(spec), spec.now())).toBe(false);
  });
});

describe("[ORG-2] who sees a finding", () => {
  const told = (): Spec => {
    const spec = start();
    spec.given({ ...report(), photo: { hash: "a".repeat(64), form: "jpeg", width: 8, height: 8, bytes: 9 } }, phone);
    return spec;
  };

  it("given a photo and words, then a wall of its unit sees what and where, not the words, not the photo", () => {
    const seen = present(record(told()), { kind: "wall", unit: unitId("forest") });
    expect(seen).toMatchObject({ sort: "fire", lonLat: [119.9, 47.2], note: "" });
    expect(JSON.stringify(seen)).not.toMatch(/photo|冒烟/);
  });

  it("given anything but a fire, then no wall knows of it, nor of who told it", () => {
    const spec = start();
    spec.given(report("pest"), phone);
    expect(present(record(spec), { kind: "wall", unit: unitId("forest") })).toBeUndefined();
  });

  it("given another unit's screens, then they know nothing of it; a kiosk never does", () => {
    const spec = told();
    expect(present(record(spec), { kind: "wall", unit: unitId("mine") })).toBeUndefined();
    expect(present(record(spec), { kind: "desk", role: "manager", unit: unitId("mine") })).toBeUndefined();
    expect(present(record(spec), { kind: "kiosk", unit: unitId("forest") })).toBeUndefined();
  });

  it("given who told it, then his own page shows it, and nobody else's", () => {
    const spec = told();
    expect(present(record(spec), { kind: "person", worker: workerId("w5") })).toMatchObject({ note: "沟里冒烟" });
    expect(present(record(spec), { kind: "person", worker: workerId("w6") })).toBeUndefined();
  });
});

it("[ORG-1] given an import that moves units, then an open finding lies under the new parents; its unit gone, under the whole site", () => {
  const spec = start();
  spec.given(report(), phone);
  const home = unitId("co");
  const importOf = (...units: readonly (readonly [id: string, parent?: string])[]) => ({
    ...site,
    site: {
      ...site.site,
      units: units.map(([id, parent]) => ({
        id: unitId(id),
        name: id,
        nameEn: "",
        ...(parent === undefined ? {} : { parent: unitId(parent) }),
      })),
    },
    workers: site.workers.map((one) => ({ ...one, unit: home })),
    posts: site.posts.map((one) => ({ ...one, unit: home })),
    activities: site.activities.map((one) => ({ ...one, unit: home })),
    routes: [],
  });
  const importer: Actor = { kind: "system", part: "import" };
  spec.given({ type: "ImportSite", import: importOf(["co"], ["mine", "co"], ["forest", "mine"]) }, importer);
  expect(new Set(record(spec).scope)).toEqual(new Set(["co", "mine", "forest"]));
  spec.given({ type: "ImportSite", import: importOf(["co"]) }, importer);
  expect(record(spec)).toMatchObject({ unit: "co", scope: ["co"] });
});
