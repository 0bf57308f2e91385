// The leader on shift: at least one of a unit's leader posts manned in every shift worked there, or an alarm of its own. [POST-6]

import { describe, expect, test } from "vitest";
import { alarmStory } from "../../../domain/alarms/alarm-story.ts";
import { alarmActs, conditionsNow } from "../../../domain/alarms/conditions.ts";
import { postId, unitId, workerId } from "../../../domain/ids.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, foreman, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const mine = unitId("mine");
const admin = person("admin", "co");
const [p1, p2] = [postId("p1"), postId("p2")];
const signOn = (post = p1) => ({ type: "SignOn", post, briefing: [] }) as const;
/** p1 and p2 of the mine are its leader posts; the night is worked at p0 alone, without a leader on the roster. */
const led = (at = shiftStart): Spec => {
  const site = siteFixture();
  const posts = site.posts.map((post) => ({
    ...post,
    key: post.key || post.id === p1,
    leader: post.id === p1 || post.id === p2,
    roster:
      post.id === "p0"
        ? [
            ...post.roster,
            ...post.roster.slice(0, 1).map((line) => ({ ...line, shift: night, worker: workerId("w9") })),
          ]
        : post.roster,
  }));
  return createSpec({ site: { ...site, posts }, at });
};
const night = siteFixture().site.shifts[2]?.id ?? never();
function never(): never {
  throw new Error("no night");
}
const gap = (spec: Spec, now = spec.now()) =>
  conditionsNow(spec.board, spec.board.look.site, spec.board.look.clock, now).filter(
    (one) => one.sort === "leader-missing",
  );
const vacant = (spec: Spec, now = spec.now()) =>
  conditionsNow(spec.board, spec.board.look.site, spec.board.look.clock, now)
    .filter((one) => one.sort === "post-vacant")
    .map((one) => one.source);
/** One look of the watch. */
const look = (spec: Spec): void => {
  const { site, clock } = spec.board.look;
  const { raise, clear } = alarmActs(spec.board, conditionsNow(spec.board, site, clock, spec.now()));
  for (const one of raise) spec.given({ type: "RaiseAlarm", ...one }, watcher);
  for (const alarm of clear) spec.given({ type: "ReturnAlarm", alarm }, watcher);
};
const stateOf = (spec: Spec) => spec.board.look.alarm("leader-missing:mine")?.is.state;

describe("[POST-6] the leader on shift", () => {
  test("nobody leads after the grace: one alarm of the unit, priority 1, in the place of its posts' own", () => {
    const spec = led();
    expect(gap(spec, shiftStart + 10 * minute - 1)).toEqual([]);
    expect(gap(spec, shiftStart + 10 * minute)).toEqual([
      { sort: "leader-missing", source: "mine", scope: ["co", "mine"], priority: 1, since: shiftStart },
    ]);
    expect(vacant(spec, shiftStart + 10 * minute)).toEqual(["p0", "p3"]);
  });

  test("one of them is enough; the other's post is then empty like any", () => {
    const spec = led();
    spec.given(signOn(p2), worker(2));
    expect(gap(spec, shiftStart + 10 * minute)).toEqual([]);
    expect(vacant(spec, shiftStart + 10 * minute)).toContain("p1");
  });

  test("raised once, back to normal when one signs on, raised again a grace after the last has gone", () => {
    const spec = led();
    spec.pass(15 * minute);
    for (let n = 0; n < 3; n += 1) look(spec);
    expect(
      spec.events.filter(({ data }) => data.type === "AlarmRaised" && data.sort === "leader-missing"),
    ).toHaveLength(1);
    expect(stateOf(spec)).toBe("unack");
    spec.given(signOn(), worker(1));
    look(spec);
    expect(stateOf(spec)).toBe("returned-unack");
    spec.pass(hour).given({ type: "SignOff", post: p1 }, worker(1));
    expect(gap(spec.pass(10 * minute - 1))).toEqual([]);
    expect(gap(spec.pass(1))).toMatchObject([{ since: shiftStart + 75 * minute }]);
  });

  test("at the change of shift the leader who stays still leads; handed over, the next does", () => {
    const spec = led();
    spec.given(signOn(), worker(1));
    expect(gap(spec.pass(8.5 * hour))).toEqual([]);
    spec.given({ type: "BeginHandover", post: p1, notes: [] }, worker(1), { incoming: workerId("w5") });
    spec.given({ type: "TakeOver", post: p1, briefing: [], read: [] }, worker(5));
    expect(gap(spec.pass(hour))).toEqual([]);
  });

  test("across midnight: worked without a leader on the roster is the gap itself, from the shift's begin", () => {
    const midnight = shiftStart + 16 * hour;
    const spec = led(midnight - hour);
    spec.given(signOn(), worker(5));
    spec.given({ type: "SignOff", post: p1 }, worker(5), { at: midnight - minute, now: midnight - minute });
    expect(gap(spec, midnight + 10 * minute - 1)).toEqual([]);
    expect(gap(spec, midnight + 10 * minute)).toMatchObject([{ since: midnight, priority: 1 }]);
    // Where nobody works at all, nobody leads.
    const idle = led(midnight);
    idle.given({ type: "SuspendPost", post: postId("p0"), reason: "修" }, admin);
    expect(gap(idle, midnight + hour)).toEqual([]);
  });

  test("suspended by design: all leader posts suspended, or the unit evacuated, ask nobody; resumed, the grace begins anew", () => {
    const spec = led();
    spec.pass(15 * minute);
    look(spec);
    spec.given({ type: "SuspendPost", post: p1, reason: "修" }, admin);
    expect(gap(spec)).toHaveLength(1);
    spec.given({ type: "SuspendPost", post: p2, reason: "修" }, admin);
    look(spec);
    expect(stateOf(spec)).toBe("returned-unack");
    const away = led();
    away.pass(15 * minute).given({ type: "EvacuateUnit", unit: mine, reason: "险情" }, admin);
    expect(gap(away)).toEqual([]);
    away.pass(hour).given({ type: "ResumeUnit", unit: mine }, admin);
    expect(gap(away, away.now() + 10 * minute - 1)).toEqual([]);
    expect(gap(away, away.now() + 10 * minute)).toMatchObject([{ since: away.now() }]);
  });

  test("a unit without leader posts, and one whose shift nobody works, has no gap", () => {
    expect(gap(createSpec().pass(hour))).toEqual([]);
    expect(gap(led().pass(20 * hour), shiftStart + 8 * hour - minute).length).toBe(1);
    const site = siteFixture();
    const only = { ...site.site, shifts: site.site.shifts.filter((one) => one.id === "day") };
    const posts = site.posts.map((post) => ({ ...post, leader: true }));
    expect(gap(createSpec({ site: { ...site, site: only, posts }, at: shiftStart + 9 * hour }))).toEqual([]);
  });

  test("whoever is due to lead and whoever answers for it stand in the story, each once", () => {
    const spec = led();
    spec.pass(15 * minute);
    look(spec);
    const alarm = spec.board.look.alarm("leader-missing:mine");
    const { site, clock } = spec.board.look;
    if (alarm === undefined) throw new Error("not raised");
    const { actors } = alarmStory(alarm, { records: spec.board, site, clock, now: spec.now() });
    expect(actors.map(({ worker: { id }, as }) => [id, as])).toEqual([
      ["w1", "expected"],
      ["w2", "expected"],
    ]);
    spec.given(signOn(), worker(4), { countersign: { ...foreman(), worker: workerId("w10") } });
    expect(stateOf(spec)).toBe("unack");
  });
});
