// Who sees what: the table's promises record by record, and that a view ends only where visibility says so.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Audience, audienceName } from "../../domain/audience.ts";
import { roles } from "../../domain/decider.ts";
import {
  activityId,
  entryId,
  findingId,
  patrolId,
  postId,
  roleId,
  routeId,
  seq,
  shiftId,
  unitId,
  workerId,
} from "../../domain/ids.ts";
import { plannedPatrol } from "../../domain/patrols/patrol.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { emptyLog } from "../../domain/posts/post-log.ts";
import { present } from "../../domain/present.ts";
import type { Rec } from "../../domain/records.ts";
import { sameVisibility } from "../../domain/visibility.ts";
import { audiences, hiddenFrom } from "../kit/audiences.ts";
import { livedWorld } from "../kit/lived-world.ts";
import { movedWords } from "../kit/moved-patrol.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { tries } from "../kit/tries.ts";

describe("[audience]", () => {
  test("equal names are equal audiences, and nobody's name is another's", () => {
    const all = audiences();
    expect(new Set(all.map(audienceName)).size).toBe(all.length);
  });

  test("nothing that an audience may not know is in anything that it is shown", async () => {
    const { projection } = await livedWorld();
    for (const audience of audiences()) {
      const shown = JSON.stringify(projection.lackOf(audience, seq(0)).put);
      for (const secret of hiddenFrom(audience))
        expect(shown, `${audienceName(audience)}: ${secret}`).not.toContain(secret);
    }
  });

  test("a trail never leaves the server, a badge's hash and a party membership neither", async () => {
    const { projection } = await livedWorld();
    for (const audience of audiences())
      for (const record of projection.lackOf(audience, seq(0)).put) {
        expect(record.kind).not.toBe("trail");
        const isBranch = audience.kind === "desk" && audience.role === "branch-secretary";
        if (record.kind === "worker") expect(record.badge).toBe("");
        if (record.kind === "worker" && !isBranch) expect(record.party).toBe(false);
        if (record.kind === "post") expect(record.party).toBe(false);
      }
  });

  test("[POST-6] who is a party member is told to the branch's own desk, of its own unit and below, and to nobody else", async () => {
    const { projection } = await livedWorld();
    const members = (audience: Audience) =>
      projection.lackOf(audience, seq(0)).put.flatMap((one) => (one.kind === "worker" && one.party ? [one.id] : []));
    for (const audience of audiences()) {
      const told = members(audience);
      if (audience.kind !== "desk" || audience.role !== "branch-secretary") expect(told).toEqual([]);
    }
    const branch = (unit: string) => members({ kind: "desk", role: "branch-secretary", unit: unitId(unit) });
    expect(branch("co").length).toBeGreaterThan(branch("mine").length);
    expect(branch("mine").length).toBeGreaterThan(0);
  });

  test("a unit's screen and desk see their unit and what is below, and nothing of another", async () => {
    const { projection } = await livedWorld();
    const posts = (audience: Audience) =>
      projection.lackOf(audience, seq(0)).put.flatMap((record) => (record.kind === "post" ? [record.id] : []));
    for (const kind of ["wall", "kiosk"] as const) {
      expect(posts({ kind, unit: unitId("co") })).toHaveLength(4);
      expect(posts({ kind, unit: unitId("forest") })).toEqual(["p3"]);
    }
    expect(posts({ kind: "desk", role: "manager", unit: unitId("forest") })).toEqual(["p3"]);
    expect(posts({ kind: "desk", role: "manager", unit: unitId("-") })).toEqual([]);
  });

  test("[PAT-1] a recurring plan is read at the desks of its unit and above, and nowhere else", async () => {
    const { projection } = await livedWorld();
    for (const audience of audiences()) {
      const seen = projection.lackOf(audience, seq(0)).put.some((one) => one.kind === "round");
      const isDesk = audience.kind === "desk" && audience.unit !== "mine";
      expect(seen, audienceName(audience)).toBe(isDesk || audience.kind === "auditor");
    }
  });

  test("a worker sees his posts, his entries and himself, and no colleague", async () => {
    const { projection } = await livedWorld();
    const seen = projection.lackOf({ kind: "person", worker: workerId("w1") }, seq(0)).put;
    expect(seen.flatMap((one) => (one.kind === "worker" ? [one.id] : []))).toEqual(["w1"]);
    expect(seen.flatMap((one) => (one.kind === "post" ? [one.id] : []))).toEqual(["p1"]);
    for (const one of seen) if (one.kind === "entry") expect(one.worker).toBe("w1");
  });

  test("[COV-2] whoever told of something learns what became of it, and not the name of the desk that closed it", async () => {
    const world = await livedWorld();
    const finding = findingId("f1");
    const told = { sort: "fire", unit: unitId("forest"), note: "", bearer: workerId("w2") } as const;
    await world.act({ type: "ReportFinding", finding, ...told }, { kind: "device", profile: "tracker" });
    await world.act({ type: "CloseFinding", finding, outcome: "已扑灭" }, person("admin", "co"));
    const seen = world.projection.lackOf({ kind: "person", worker: workerId("w2") }, seq(0)).put;
    const is = seen.flatMap((one) => (one.kind === "finding" ? [one.is] : []));
    expect(is).toMatchObject([{ state: "closed", outcome: "已扑灭" }]);
    expect(JSON.stringify(is)).not.toContain("赵主任");
  });

  test("[PAT-1] a patrol that moved over: over, it is read at desks and by its own people; planned, it is on the wall, nobody's words with it", async () => {
    const { projection } = await livedWorld();
    for (const audience of audiences()) {
      const seen = projection.lackOf(audience, seq(0)).put.flatMap((one) => (one.kind === "patrol" ? [one] : []));
      const moved = (id: string) => seen.find((one) => one.id === id);
      const isDesk = (audience.kind === "desk" && audience.unit !== "mine") || audience.kind === "auditor";
      const isOwn = audience.kind === "person" && audience.worker === "w2";
      const isWall = audience.kind === "wall" && audience.unit !== "mine";
      expect(moved("moved1") !== undefined, audienceName(audience)).toBe(isDesk || isOwn);
      expect(moved("moved2") !== undefined, audienceName(audience)).toBe(isDesk || isOwn || isWall);
      expect(moved("moved2")?.origin?.leader, audienceName(audience)).toBe(isDesk ? movedWords[0] : undefined);
    }
  });

  test.each(roles)("%s at a desk sees sign-ups and screens only where his work asks for them", async (role) => {
    const { projection } = await livedWorld();
    const kinds = new Set(
      projection.lackOf({ kind: "desk", role, unit: unitId("co") }, seq(0)).put.map((one) => one.kind),
    );
    expect(kinds.has("entry")).toBe(!["worker", "safety-officer", "auditor"].includes(role));
    expect(kinds.has("screen")).toBe(["duty-officer", "manager", "admin"].includes(role));
  });
});

const draft = siteFixture().posts[0];
if (draft === undefined) throw new Error("fixture");
// Ids may hold any sign, so that no joining of them may be read as another.
const name = fc.constantFrom("a", "b", "a,b", "a b", "", '"', "co", "mine");
const scope = fc.array(name.map(unitId), { maxLength: 3 });
const post: fc.Arbitrary<PostRec> = fc
  .record({
    scope,
    holder: fc.option(name, { nil: undefined }),
    to: fc.option(name, { nil: undefined }),
    roster: fc.array(name, { maxLength: 3 }),
  })
  .map(({ scope, holder, to, roster }) => ({
    kind: "post",
    ...draft,
    id: postId("p"),
    seq: seq(1),
    scope,
    log: emptyLog(0),
    notes: [],
    today: [],
    roster: roster.map((who) => ({ shift: shiftId("day"), worker: workerId(who), days: "1" })),
    watch:
      holder === undefined
        ? { state: "unheld", since: 0 }
        : {
            state: "held",
            holder: workerId(holder),
            since: 0,
            signedAt: 0,
            shift: shiftId("day"),
            day: someDay,
            ...(to === undefined ? {} : { handover: { to: workerId(to), since: 0, until: 9, notes: [] } }),
          },
  }));
const someDay = siteFixture().workers[0]?.qualifications[0]?.until ?? fail();
function fail(): never {
  throw new Error("fixture");
}
const patrol: fc.Arbitrary<Rec> = fc
  .record({ scope, leader: name, members: fc.array(name, { maxLength: 2 }) })
  .map(({ scope, leader, members }) => ({
    ...plannedPatrol(
      {
        id: patrolId("x"),
        unit: unitId("co"),
        route: routeId("r"),
        leader: workerId(leader),
        members: members.map(workerId),
        profile: "foot",
        plannedAt: 0,
        windowEnd: 0,
      },
      seq(1),
      scope,
    ),
  }));
const entry: fc.Arbitrary<Rec> = fc.record({ scope, worker: name }).map(({ scope, worker }) => ({
  kind: "entry",
  id: entryId("e"),
  seq: seq(1),
  activity: activityId("a"),
  scope,
  worker: workerId(worker),
  role: roleId("r"),
  is: { state: "checked-in", at: 0 },
}));
const anyone: fc.Arbitrary<Audience> = fc.oneof(
  name.map((who) => ({ kind: "person", worker: workerId(who) }) as const),
  name.map((unit) => ({ kind: "wall", unit: unitId(unit) }) as const),
  name.map((unit) => ({ kind: "desk", role: "manager", unit: unitId(unit) }) as const),
);

test("[audience] a view of a record ends only where its visibility changed", () => {
  for (const record of [post, patrol, entry])
    fc.assert(
      fc.property(record, record, anyone, fc.boolean(), (before, other, audience, acted) => {
        // An act at a post leaves its definition as it was.
        const after =
          acted && before.kind === "post" && other.kind === "post" ? { ...before, watch: other.watch } : other;
        const ends = present(before, audience) !== undefined && present(after, audience) === undefined;
        if (ends) expect(sameVisibility(before, after)).toBe(false);
      }),
      { numRuns: tries(1000) },
    );
});
