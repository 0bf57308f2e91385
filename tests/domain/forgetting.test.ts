// Forgetting a person by the rules: who has duties stays, and of whoever is forgotten the board keeps his place alone. [ORG-2]

import { expect, test } from "vitest";
import type { Command } from "../../domain/board.ts";
import { patrolId, routeId, unitId, workerId } from "../../domain/ids.ts";
import { inBoth } from "../../domain/in-both.ts";
import { hour } from "../../domain/time.ts";
import { isForgotten, maskName, shownName } from "../../domain/workers.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { createSpec, person, watcher } from "../kit/spec.ts";
import { system, worker } from "../kit/world.ts";

const admin = person("admin", "co");
const forget = (n: number): Command => ({ type: "ForgetWorker", worker: workerId(`w${n}`) });

test("[ORG-2] given nobody counts on a person, when he is forgotten, then an event without a word of his empties his record", () => {
  const spec = createSpec();
  const before = spec.board.get("worker", "w10");
  expect(before?.name).toBe("李10");
  expect(spec.given(forget(10), admin)).toEqual([
    { subject: "people", type: "WorkerForgotten", worker: "w10", at: spec.now() },
  ]);
  expect(spec.board.get("worker", "w10")).toEqual({
    kind: "worker",
    id: "w10",
    seq: 2,
    unit: before?.unit,
    scope: before?.scope,
    number: "forgotten w10",
    name: "",
    crew: "",
    roles: [],
    badge: "",
    tags: [],
    qualifications: [],
    lang: "zh-CN",
    largeText: false,
    party: false,
  });
});

test("[ORG-2] given he was forgotten, then nobody can come as him, by badge, number or what stands in its place", () => {
  const spec = createSpec();
  expect(spec.board.where("worker", "badge", "badge-10")).toHaveLength(1);
  expect(spec.board.where("worker", "number", "100010")).toHaveLength(1);
  spec.given(forget(10), admin);
  const stand = spec.board.get("worker", "w10")?.number ?? "";
  expect(spec.board.where("worker", "badge", "badge-10")).toEqual([]);
  for (const number of ["100010", stand, ""]) expect(spec.board.where("worker", "number", number)).toEqual([]);
});

test("[ORG-2] two who were forgotten have numbers of their own", () => {
  const spec = createSpec();
  spec.given(forget(10), admin);
  spec.given(forget(11), admin);
  expect(spec.board.get("worker", "w10")?.number).not.toBe(spec.board.get("worker", "w11")?.number);
});

test("[ORG-2] forgetting twice is done once", () => {
  const spec = createSpec();
  spec.given(forget(10), admin);
  expect(spec.when(forget(10), admin)).toEqual({ is: "already" });
});

test("[ORG-2] given he is on a roster, or answers for a post, then he is not forgotten and the post is named", () => {
  const spec = createSpec();
  expect(spec.when(forget(4), admin)).toEqual({
    is: "refused",
    code: "worker_needed",
    params: { where: inBoth("0号岗", "Post 0") },
  });
  expect(spec.when(forget(1), admin)).toMatchObject({
    code: "worker_needed",
    params: { where: inBoth("0号岗", "Post 0") },
  });
});

test("[ORG-2] given he holds a post that no roster gave him, then he is not forgotten until he has signed off", () => {
  const site = siteFixture();
  const spec = createSpec({ site: { ...site, posts: site.posts.map((post) => ({ ...post, roster: [] })) } });
  const countersign = { worker: workerId("w1"), roles: ["foreman"], reason: "顶班" } as const;
  spec.given({ type: "SignOn", post: site.posts[1]?.id ?? fail(), briefing: [] }, worker(10), { countersign });
  expect(spec.when(forget(10), admin)).toMatchObject({
    code: "worker_needed",
    params: { where: inBoth("1号岗", "Post 1") },
  });
  spec.pass(hour);
  spec.given({ type: "SignOff", post: site.posts[1]?.id ?? fail() }, worker(10));
  expect(spec.when(forget(10), admin)).toMatchObject({ is: "done" });
  expect(spec.board.get("worker", "w10")).not.toHaveProperty("lastOff");
});

test("[ORG-2] given he signed up for what is still to come, then he is not forgotten; when it is over, he is", () => {
  const spec = createSpec();
  const at = siteFixture().activities[0] ?? fail();
  spec.given({ type: "SignUp", activity: at.id, role: at.roles[0]?.id ?? fail(), wait: false }, worker(10));
  expect(spec.when(forget(10), admin)).toMatchObject({
    code: "worker_needed",
    params: { where: inBoth("活动a1", "Activity a1") },
  });
  spec.pass(at.endsAt - spec.now());
  expect(spec.when(forget(10), admin)).toMatchObject({ is: "done" });
  expect(spec.board.look.entriesOf("w10")).toHaveLength(1);
});

const withPatrol = () => {
  const start = createSpec().now();
  const plan = { unit: "mine", route: "r1", leader: "w10", members: ["w11"], profile: "foot" };
  return createSpec({
    site: siteFixture({
      activities: [activity("a1", 2)],
      routes: [{ id: "r1", unit: "mine", name: "北线", nameEn: "North", checkpoints: [] }],
      patrols: [{ id: "pt1", ...plan, plannedAt: start, windowEnd: start + hour }],
    }),
  });
};

test("[ORG-2] given he leads or walks a patrol that is ahead, then he is not forgotten; when its window is over, he is", () => {
  const spec = withPatrol();
  for (const n of [10, 11])
    expect(spec.when(forget(n), admin)).toMatchObject({ code: "worker_needed", params: { where: "pt1" } });
  spec.pass(hour);
  for (const n of [10, 11]) expect(spec.when(forget(n), admin)).toMatchObject({ is: "done" });
});

test("[ORG-2] given he was forgotten, then no patrol is planned with him", () => {
  const spec = withPatrol();
  spec.pass(hour);
  spec.given(forget(10), admin);
  const plan = {
    type: "PlanPatrol",
    patrol: patrolId("pt2"),
    route: routeId("r1"),
    profile: "foot",
    plannedAt: spec.now(),
    windowEnd: spec.now() + hour,
  } as const;
  const [w10, w11] = [workerId("w10"), workerId("w11")];
  expect(spec.when({ ...plan, leader: w10, members: [] }, admin)).toMatchObject({ code: "worker_unknown" });
  expect(spec.when({ ...plan, leader: w11, members: [w10] }, admin)).toMatchObject({ code: "worker_unknown" });
  expect(spec.when({ ...plan, leader: w11, members: [] }, admin)).toMatchObject({ is: "done" });
});

test("[ORG-2] given he left the board, when he is forgotten, then the event stands and the board stays", () => {
  const spec = createSpec();
  const site = siteFixture();
  spec.given(
    { type: "ImportSite", import: { ...site, workers: site.workers.filter(({ id }) => id !== "w10") } },
    system,
  );
  expect(spec.board.get("worker", "w10")).toBeUndefined();
  expect(spec.given(forget(10), admin)).toHaveLength(1);
  expect(spec.board.get("worker", "w10")).toBeUndefined();
});

test("[ORG-2] given he was forgotten, when an import names him again, then he is there with what it says and no more", () => {
  const spec = createSpec();
  const before = spec.board.get("worker", "w10");
  spec.given(forget(10), admin);
  spec.given({ type: "ImportSite", import: siteFixture() }, system);
  expect(spec.board.get("worker", "w10")).toEqual({ ...before, seq: 3 });
  expect(spec.board.where("worker", "number", "100010")).toHaveLength(1);
});

test("[ALM-1] a worker who answers an alarm stands in the ledger by his id, a person at the desk by his account's name", () => {
  const spec = createSpec();
  const scope = [unitId("co")];
  for (const source of ["p0", "p1"])
    spec.given({ type: "RaiseAlarm", sort: "post-vacant", source, scope, priority: 2, since: spec.now() }, watcher);
  const alarms = [...spec.board.all("alarm")].map(({ id }) => id);
  const [first = fail(), second = fail()] = alarms;
  expect(spec.given({ type: "AcknowledgeAlarm", alarm: first }, worker(1, "pin"))).toMatchObject([
    { by: { worker: "w1" } },
  ]);
  expect(spec.given({ type: "AcknowledgeAlarm", alarm: second }, admin)).toMatchObject([{ by: "赵主任" }]);
  expect(spec.when({ type: "AcknowledgeAlarm", alarm: first }, admin)).toMatchObject({
    code: "alarm_answered",
    params: { by: "李*" },
  });
  expect(JSON.stringify(spec.events.slice(1))).not.toContain("李1");
});

test("a forgotten person is shown by a fixed word, masked or not; anybody else by his name", () => {
  expect(isForgotten({ name: "" })).toBe(true);
  expect(shownName({ name: "" }, "zh-CN")).toBe("已注销");
  expect(shownName({ name: maskName("") }, "en")).toBe("removed");
  expect(shownName({ name: "王*明" }, "en")).toBe("王*明");
});

const fail = (): never => {
  throw new Error("the fixture has changed");
};
