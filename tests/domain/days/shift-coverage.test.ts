// How a shift was manned, by time: gaps, their clock edges and its late acts. [POST-6]

import { describe, expect, test } from "vitest";
import {
  countedSince,
  coverageOf,
  gapsOf,
  type ShiftCoverage,
  shiftCoverage,
} from "../../../domain/days/shift-coverage.ts";
import { day, postId, shiftId, workerId } from "../../../domain/ids.ts";
import { hour, minute, type ShiftRun, shiftAt, shiftRun, siteClock } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, foreman, handOver, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p0 = postId("p0");
const p1 = postId("p1");
const on = (post = p0) => ({ type: "SignOn", post, briefing: ["b1"] }) as const;
const off = (post = p0) => ({ type: "SignOff", post }) as const;
const inAt = (post = p0) => ({ type: "CheckIn", post }) as const;

const signedBy = (n: number) => ({ worker: workerId(`w${n}`), roles: ["foreman"], reason: "事" }) as const;

const runAt = (spec: Spec, at: number): ShiftRun => {
  const run = shiftAt(spec.clock, spec.board.look.site.shifts, at);
  if (run === undefined) throw new Error("no shift runs");
  return run;
};
const coverage = (spec: Spec, at = shiftStart): ShiftCoverage =>
  shiftCoverage(spec.board.all("post"), runAt(spec, at), spec.board.look.site, spec.now());
const of = (spec: Spec, post = p0, at = shiftStart) => coverage(spec, at).posts.find((one) => one.post.id === post);
/** Signs every half hour, as p0 asks for, for so many hours. */
const stand = (spec: Spec, hours: number, n = 0): void => {
  for (let half = 0; half < hours * 2; half += 1) spec.pass(30 * minute).given(inAt(), worker(n));
};
const minutes = (spans: readonly { readonly from: number; readonly to: number }[], from = shiftStart) =>
  spans.map((one) => [(one.from - from) / minute, (one.to - from) / minute]);

describe("[POST-6] a post in a run of its shift", () => {
  test("manned from the first minute: all of the time, no gap", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    stand(spec, 4);
    expect(of(spec)).toMatchObject({ gaps: [], manned: [{ from: shiftStart, to: shiftStart + 4 * hour }] });
    expect(coverage(spec).key).toEqual({ askedMs: 4 * hour, mannedMs: 4 * hour, posts: 1, whole: 1 });
  });

  test("shorter than the grace is no gap and counts as manned; as long as the grace is one", () => {
    const spec = createSpec();
    spec.pass(10 * minute - 1).given(on(), worker(0));
    expect(of(spec)?.gaps).toEqual([]);
    expect(coverage(spec).key).toMatchObject({ askedMs: 10 * minute - 1, mannedMs: 10 * minute - 1 });
    const late = createSpec();
    late.pass(10 * minute).given(on(), worker(0));
    expect(minutes(of(late)?.gaps ?? [])).toEqual([[0, 10]]);
    expect(coverage(late).key).toEqual({ askedMs: 10 * minute, mannedMs: 0, posts: 1, whole: 0 });
  });

  test("registered within the run: counted from then on, and the moment is told; a vacancy may be older than the count", () => {
    const at = shiftStart + 5 * hour;
    const spec = createSpec({ at });
    spec.pass(5 * minute);
    expect(coverage(spec)).toMatchObject({ key: { askedMs: 5 * minute, mannedMs: 5 * minute } });
    expect(countedSince(coverage(spec))).toBe(at);
    expect(countedSince(coverage(createSpec()))).toBeUndefined();
    const early = createSpec();
    early.pass(hour);
    expect(countedSince(coverage(early))).toBeUndefined();
  });

  test("gone for 20 minutes at noon: one gap, named with its post", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    stand(spec, 4);
    spec.given(off(), worker(0));
    spec.pass(20 * minute).given(on(), worker(0));
    stand(spec, 1);
    expect(gapsOf(coverage(spec))).toContainEqual({
      post: "p0",
      key: true,
      from: shiftStart + 240 * minute,
      to: shiftStart + 260 * minute,
    });
    expect(coverage(spec).key).toEqual({ askedMs: 320 * minute, mannedMs: 300 * minute, posts: 1, whole: 0 });
  });

  test("key posts' gaps come first, then the longest", () => {
    const spec = createSpec();
    spec.pass(15 * minute).given(on(), worker(0));
    spec.pass(45 * minute);
    expect(gapsOf(coverage(spec)).map((one) => [one.post, (one.to - one.from) / minute])).toEqual([
      ["p0", 15],
      ["p1", 60],
      ["p2", 60],
      ["p3", 60],
    ]);
  });

  test("a relief is no gap, and its two spells are one", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    stand(spec, 7.5);
    handOver(spec, { post: p0, from: 0, to: 4 }, { countersign: foreman() });
    stand(spec, 1, 4);
    expect(of(spec)?.gaps).toEqual([]);
    expect(spec.board.look.post("p0")?.log.spells).toEqual([
      { was: "held", from: shiftStart, to: shiftStart + 7.5 * hour },
    ]);
    spec.given(off(), worker(4));
    expect(spec.board.look.post("p0")?.log.spells).toEqual([
      { was: "held", from: shiftStart, to: shiftStart + 8.5 * hour },
    ]);
  });

  test("a holder who gives no sign of life counts until he is absent, and again from his next sign", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    spec.pass(2 * hour).given(inAt(), worker(0));
    // 30 min interval + 10 min reminder + 5 min step.
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[45, 120]]);
    spec.pass(55 * minute);
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([
      [45, 120],
      [165, 175],
    ]);
    spec.given(off(), worker(0));
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([
      [45, 120],
      [165, 175],
    ]);
  });

  test("a sign of life told late fills the silence that was noted in its place", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    spec.pass(2 * hour).given(inAt(), worker(0));
    spec.given(inAt(), worker(0), { at: shiftStart + 50 * minute });
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[95, 120]]);
    // The last sign of life stands, and the same one told again changes nothing.
    expect(spec.board.look.post("p0")?.watch).toMatchObject({ signedAt: shiftStart + 2 * hour });
    expect(spec.when(inAt(), worker(0), { at: shiftStart + 51 * minute }).is).toBe("already");
  });

  test("acts told late by an outbox count from when they were done", () => {
    const spec = createSpec();
    spec.pass(3 * hour);
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[0, 180]]);
    spec.given(on(), worker(0), { at: shiftStart + 5 * minute });
    for (let n = 1; n < 6; n += 1) spec.given(inAt(), worker(0), { at: shiftStart + (5 + 30 * n) * minute });
    spec.given(off(), worker(0), { at: shiftStart + 160 * minute });
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[160, 180]]);
  });

  test("who stands there by an act told late was there, however silent his predecessor was", () => {
    const spec = createSpec({ at: shiftStart + 7 * hour });
    spec.given(on(), worker(0));
    spec.pass(3 * hour).given(off(), worker(0));
    // The middle shift's man had relieved him by the foreman's word at 16:00, at a kiosk without a line.
    const countersign = foreman("已下班离开");
    const relieve = { type: "RelievePost", post: p0, briefing: ["b1"], read: [] } as const;
    spec.given(relieve, worker(4), { at: shiftStart + 8 * hour, countersign });
    expect(minutes(of(spec, p0, shiftStart + 8 * hour)?.gaps ?? [], shiftStart + 8 * hour)).toEqual([[45, 120]]);
  });

  test("suspended, it is asked for by nobody, and resumed, it is again", () => {
    const spec = createSpec();
    spec.given(on(), worker(0));
    stand(spec, 1);
    spec.given({ type: "SuspendPost", post: p0, reason: "检修" }, person("admin", "co"));
    spec.pass(3 * hour);
    expect(coverage(spec).key).toEqual({ askedMs: hour, mannedMs: hour, posts: 1, whole: 1 });
    spec.given({ type: "ResumePost", post: p0 }, person("admin", "co"));
    spec.pass(hour);
    expect(coverage(spec).key).toEqual({ askedMs: 2 * hour, mannedMs: hour, posts: 1, whole: 0 });
  });

  test("a post that is suspended all through the run is not scheduled in it", () => {
    const spec = createSpec({ at: shiftStart - minute });
    spec.given({ type: "SuspendPost", post: p0, reason: "检修" }, person("admin", "co"));
    spec.pass(hour);
    expect(coverage(spec).key).toEqual({ askedMs: 0, mannedMs: 0, posts: 0, whole: 0 });
  });

  test("before it came onto the register nobody was asked to stand there; a new import keeps what was lived", () => {
    const spec = createSpec({ at: shiftStart + 3 * hour });
    spec.pass(hour);
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[180, 240]]);
    spec.given({ type: "ImportSite", import: siteFixture() }, { kind: "system", part: "import" });
    expect(minutes(of(spec)?.gaps ?? [])).toEqual([[180, 240]]);
  });

  test("by link class, key posts alone; the sum of the classes is the whole", () => {
    const site = siteFixture();
    const spec = createSpec({ site: { ...site, posts: site.posts.map((one) => ({ ...one, key: one.id !== "p2" })) } });
    spec.given(on(p1), worker(1));
    spec.pass(hour);
    const { key, keyByClass } = coverage(spec);
    expect(keyByClass).toEqual([
      { linkClass: "mining", coverage: { askedMs: 2 * hour, mannedMs: hour, posts: 2, whole: 1 } },
      { linkClass: "station", coverage: { askedMs: hour, mannedMs: 0, posts: 1, whole: 0 } },
    ]);
    expect(key).toEqual({ askedMs: 3 * hour, mannedMs: hour, posts: 3, whole: 1 });
  });

  test("the log forgets what ended more than 48 h ago, and stays short whatever happens", () => {
    const spec = createSpec();
    for (let n = 0; n < 200; n += 1) {
      spec.given(on(p1), worker(1), { countersign: signedBy(3) });
      spec.pass(10 * minute).given(off(p1), worker(1));
      spec.pass(10 * minute);
    }
    const spells = spec.board.look.post("p1")?.log.spells ?? [];
    expect(spells.length).toBeLessThanOrEqual(96);
    expect(spells.every((one) => one.to > spec.now() - 48 * hour - 10 * minute)).toBe(true);
  });
});

describe("[POST-6] the hours of a run", () => {
  const berlin = () => {
    const site = siteFixture();
    return { ...site, site: { ...site.site, zone: "Europe/Berlin" } };
  };
  const night = (zone: string, on: string): ShiftRun =>
    shiftRun(siteClock(zone), { id: shiftId("night"), name: "", nameEn: "", start: 0, end: 480 }, day(on));

  test.each([
    ["2026-10-25", 9],
    ["2026-03-29", 7],
    ["2026-07-01", 8],
  ])("a night shift on %s in Europe/Berlin lasts %i h", (date, hours) => {
    const run = night("Europe/Berlin", date);
    const spec = createSpec({ site: berlin(), at: run.startsAt });
    const site = berlin();
    const posts = site.posts.map((one) => ({
      ...one,
      roster: [{ shift: shiftId("night"), worker: workerId("w1"), days: "1234567" }],
    }));
    spec.given({ type: "ImportSite", import: { ...site, posts } }, { kind: "system", part: "import" });
    spec.given(on(p1), worker(1));
    for (let n = 0; n < hours; n += 1) spec.pass(hour).given(inAt(p1), worker(1));
    const covered = shiftCoverage(spec.board.all("post"), run, spec.board.look.site, spec.now());
    const mine = covered.posts.filter(({ post }) => post.id === "p1");
    expect(coverageOf(mine)).toEqual({ askedMs: hours * hour, mannedMs: hours * hour, posts: 1, whole: 1 });
  });

  test("a middle shift over midnight and the month's end belongs to the day on which it began", () => {
    const start = Date.UTC(2026, 10, 30, 8);
    const spec = createSpec({ at: start });
    spec.given(on(p1), worker(5));
    for (let n = 0; n < 8; n += 1) spec.pass(hour).given(inAt(p1), worker(5));
    const covered = coverage(spec, start);
    expect(covered.run).toMatchObject({ day: "2026-11-30", endsAt: start + 8 * hour });
    expect(covered.posts.find(({ post }) => post.id === "p1")?.gaps).toEqual([]);
    spec.pass(hour);
    expect(coverage(spec, start).key.askedMs).toBe(covered.key.askedMs);
  });
});
