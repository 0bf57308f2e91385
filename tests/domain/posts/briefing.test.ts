// The pre-shift briefing: composed for a day, confirmed alone or by the foreman, asked again only for what is new. [NOT-1, POST-2]

import { describe, expect, test } from "vitest";
import { day, postId, unitId, workerId } from "../../../domain/ids.ts";
import { briefingOf } from "../../../domain/posts/briefing.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p1 = postId("p1");
const p3 = postId("p3");
const mine = unitId("mine");
const today = day("2026-11-23");
const admin = person("admin", "co");
const point = (risk: string, act = "当心") => ({ risk, act, riskEn: "", actEn: "" });
const set = (
  points: readonly ReturnType<typeof point>[],
  more: { readonly rule?: string; readonly post?: typeof p1 } = {},
) =>
  ({
    type: "SetBriefing",
    unit: mine,
    day: today,
    points,
    rule: more.rule ?? "",
    ...(more.post === undefined ? {} : { post: more.post }),
  }) as const;
const told = (spec: Spec, post = p1) => {
  const record = spec.board.look.post(post);
  return record === undefined ? [] : briefingOf(record, today);
};
const ids = (spec: Spec, post = p1) => told(spec, post).map((one) => one.id);
const signOn = (briefing: readonly string[]) => ({ type: "SignOn", post: p1, briefing }) as const;

describe("[NOT-1] a day's briefing", () => {
  test("is told at every post of the unit and nowhere else, the standing points first, the rule last", () => {
    const spec = createSpec();
    spec.given(set([point("井口结冰")], { rule: "两人同行" }), admin);
    expect(ids(spec, postId("p0"))).toEqual(["b1", ...ids(spec)]);
    expect(told(spec).map(({ risk, act, riskEn }) => [risk, act, riskEn])).toEqual([
      ["井口结冰", "当心", "井口结冰"],
      ["今日规定", "两人同行", "Rule of the day"],
    ]);
    expect(told(spec, p3)).toEqual([]);
  });

  test("one word for the same takes the place of the other; a post's own stands beside; none takes it back", () => {
    const spec = createSpec();
    spec.given(set([point("甲")]), admin);
    spec.given(set([point("乙")]), admin);
    spec.given(set([point("丙")], { post: p1 }), admin);
    expect(told(spec).map((one) => one.risk)).toEqual(["乙", "丙"]);
    expect(told(spec, postId("p2")).map((one) => one.risk)).toEqual(["乙"]);
    spec.given(set([]), admin);
    expect(told(spec).map((one) => one.risk)).toEqual(["丙"]);
  });

  test("only for posts that are there, and for no day that is over", () => {
    const spec = createSpec();
    expect(spec.when({ ...set([point("甲")]), unit: unitId("x") }, admin)).toMatchObject({ code: "unit_unknown" });
    expect(spec.when({ ...set([point("甲")]), linkClass: "tailings" }, admin)).toMatchObject({
      code: "briefing_nobody",
    });
    expect(spec.when({ ...set([point("甲")]), day: day("2026-11-21") }, admin)).toMatchObject({
      code: "briefing_past",
    });
  });
});

describe("[POST-2] the gate asks for the briefing as it stands", () => {
  test("the day's points are asked for; changed after he confirmed, only what is new is", () => {
    const spec = createSpec();
    spec.given(set([point("甲"), point("乙")]), admin);
    expect(spec.when(signOn([]), worker(1))).toMatchObject({ code: "briefing_unconfirmed", params: { count: 2 } });
    const read = ids(spec);
    spec.given(set([point("甲"), point("丙")]), admin);
    expect(spec.when(signOn(read), worker(1))).toMatchObject({ code: "briefing_unconfirmed", params: { count: 1 } });
    const [event] = spec.given(signOn([...read, ...ids(spec)]), worker(1));
    expect(event).toMatchObject({ briefing: ids(spec) });
  });

  test("the foreman confirms for who stood there: they sign on at once, in that shift and no other", () => {
    const spec = createSpec({ at: shiftStart - 30 * minute });
    spec.given(set([point("甲")]), admin);
    spec.given({ type: "ConfirmBriefing", post: p1, workers: [workerId("w1"), workerId("w5")] }, admin);
    expect(spec.when(signOn([]), worker(1)).is).toBe("done");
    // w5 is due in the middle shift: that one has its own briefing.
    spec.pass(8 * hour).given({ type: "SignOff", post: p1 }, worker(1));
    expect(spec.when(signOn([]), worker(5))).toMatchObject({ code: "briefing_unconfirmed" });
  });

  test("what the foreman confirmed is confirmed once; what came after he did is asked for alone", () => {
    const spec = createSpec();
    spec.given(set([point("甲")]), admin);
    const confirm = { type: "ConfirmBriefing", post: p1, workers: [workerId("w1")] } as const;
    spec.given(confirm, admin);
    expect(spec.when(confirm, admin).is).toBe("already");
    spec.given(set([point("甲"), point("乙")]), admin);
    expect(spec.when(signOn([]), worker(1))).toMatchObject({ code: "briefing_unconfirmed", params: { count: 1 } });
    expect(spec.when(confirm, admin).is).toBe("done");
    expect(spec.when(signOn([]), worker(1)).is).toBe("done");
    expect(spec.when({ ...confirm, workers: [workerId("w99")] }, admin)).toMatchObject({ code: "worker_unknown" });
  });

  test("who signed on without a line, before the desk's word reached his kiosk, is on", () => {
    const spec = createSpec();
    spec.pass(5 * minute).given(set([point("甲")]), admin);
    expect(spec.pass(hour).when(signOn([]), worker(1), { at: shiftStart + 10 * minute }).is).toBe("done");
  });
});
