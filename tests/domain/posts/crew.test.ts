// The briefing of a whole crew: confirmed by its foreman for who stood there, at their own posts, and for nobody else. [NOT-1]

import { describe, expect, test } from "vitest";
import { postId, unitId, type WorkerId, workerId } from "../../../domain/ids.ts";
import { crewOf } from "../../../domain/posts/crew.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const mine = unitId("mine");
const [p0, p1, p3] = [postId("p0"), postId("p1"), postId("p3")];
const w = (n: number): WorkerId => workerId(`w${n}`);
const signOn = (post = p0) => ({ type: "SignOn", post, briefing: [] }) as const;
const foreman = () => ({ ...worker(1), roles: ["foreman"] }) as const;
/** Half an hour before the day shift; p0 has its standing point, and the desk has added one for every post of the mine. */
const early = (): Spec => {
  const spec = createSpec({ at: shiftStart - 30 * minute });
  const points = [{ risk: "顶板淋水", act: "先敲帮问顶", riskEn: "", actEn: "" }];
  const day = spec.clock.dayOf(shiftStart);
  spec.given({ type: "SetBriefing", unit: mine, day, points, rule: "" }, person("admin", "co"), { id: "day" });
  return spec;
};
const crewAt = (spec: Spec, n = 1) => {
  const one = spec.board.look.worker(`w${n}`);
  return one === undefined ? [] : crewOf(one, spec.board.look, spec.now());
};
const confirm = (
  crew: readonly { post: typeof p0; workers: readonly WorkerId[]; points: readonly string[] }[],
  unit = mine,
) => ({ type: "ConfirmCrew", unit, crew }) as const;

describe("[NOT-1] the crew that a foreman sees at the kiosk", () => {
  test("who is due in the coming shift at the posts of his unit, by masked names; nobody's but a foreman's", () => {
    const spec = early();
    expect(crewAt(spec)).toEqual([
      { worker: "w0", name: "王*明", tail: "000", post: "p0", heard: false },
      { worker: "w1", name: "李*", tail: "001", post: "p1", heard: false },
      { worker: "w2", name: "李*", tail: "002", post: "p2", heard: false },
    ]);
    expect(crewAt(spec, 2)).toEqual([]);
    expect(crewAt(spec, 0)).toEqual([]);
  });

  test("who is briefed already is marked; the next shift's crew comes within its hour", () => {
    const spec = early();
    spec.given(confirm([{ post: p1, workers: [w(1)], points: ["day.0"] }]), foreman());
    expect(crewAt(spec).map((one) => one.heard)).toEqual([false, true, false]);
    expect(crewAt(spec.pass(8 * hour)).map((one) => one.worker)).toEqual(["w4", "w5", "w6"]);
  });

  test("a suspended post briefs nobody, nor does one at which nothing is told", () => {
    const spec = early();
    spec.given({ type: "SuspendPost", post: p0, reason: "修" }, person("admin", "co"));
    expect(crewAt(spec).map((one) => one.post)).toEqual(["p1", "p2"]);
    expect(crewAt(createSpec()).map((one) => one.post)).toEqual(["p0"]);
  });
});

describe("[NOT-1] confirmed per crew by the foreman", () => {
  test("who stood there signs on at once; who was left off confirms for himself", () => {
    const spec = early();
    const events = spec.given(
      confirm([
        { post: p0, workers: [w(0)], points: ["b1", "day.0"] },
        { post: p1, workers: [w(1)], points: ["day.0"] },
      ]),
      foreman(),
    );
    expect(events.map((event) => event.type)).toEqual(["BriefingConfirmed", "BriefingConfirmed"]);
    expect(spec.when(signOn(), worker(0)).is).toBe("done");
    expect(spec.when(signOn(p1), worker(1)).is).toBe("done");
    expect(spec.when(signOn(postId("p2")), worker(2))).toMatchObject({ code: "briefing_unconfirmed" });
  });

  test("only what was read out counts: a point that the desk added meanwhile is asked for alone", () => {
    const spec = early();
    spec.given(confirm([{ post: p0, workers: [w(0)], points: ["b1", "no such point"] }]), foreman());
    expect(spec.when(signOn(), worker(0))).toMatchObject({ code: "briefing_unconfirmed", params: { count: 1 } });
  });

  test("told twice it is once; told late by an outbox it is of the shift in which it was said", () => {
    const spec = early();
    const act = confirm([{ post: p1, workers: [w(1)], points: ["day.0"] }]);
    spec.given(act, foreman());
    expect(spec.when(act, foreman()).is).toBe("already");
    const late = early();
    const at = late.now();
    late.pass(8 * hour).given(act, foreman(), { at });
    expect(late.board.look.worker("w1")?.briefed).toMatchObject({ shift: "day", points: ["p1/day.0"] });
  });

  test("not for another unit's post, not for who is not due there, not between the shifts", () => {
    const spec = early();
    const points = ["day.0"];
    expect(spec.when(confirm([{ post: p3, workers: [w(3)], points }]), foreman())).toMatchObject({
      code: "crew_elsewhere",
    });
    expect(spec.when(confirm([{ post: p1, workers: [w(5)], points }]), foreman())).toMatchObject({
      code: "crew_not_due",
    });
    expect(spec.when(confirm([{ post: p1, workers: [w(1)], points }], unitId("x")), foreman())).toMatchObject({
      code: "unit_unknown",
    });
    const site = siteFixture();
    const only = { ...site.site, shifts: site.site.shifts.filter((one) => one.id === "day") };
    const night = createSpec({ site: { ...site, site: only }, at: shiftStart + 12 * hour });
    expect(night.when(confirm([{ post: p1, workers: [w(1)], points }]), foreman())).toMatchObject({
      code: "briefing_no_shift",
    });
    expect(crewAt(night)).toEqual([]);
  });
});
