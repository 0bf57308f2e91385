// Acts at a post: who may sign on, who holds it, when the same act is the same act. [POST-2, POST-3]

import { describe, expect, test } from "vitest";
import { postId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, foreman, handOver, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p0 = postId("p0");
const p1 = postId("p1");
const p2 = postId("p2");
const signOn = (post = p1, briefing: readonly string[] = []) => ({ type: "SignOn", post, briefing }) as const;
const watchOf = (spec: Spec, post = p1) => spec.board.look.post(post)?.watch;

describe("[POST-2] sign-on", () => {
  test("who is rostered, qualified, rested and briefed holds the post in this run of the shift", () => {
    const spec = createSpec();
    const [event] = spec.given(signOn(p0, ["b1"]), worker(0));
    expect(event).toMatchObject({ type: "SignedOn", worker: "w0", shift: "day", day: "2026-11-23", briefing: ["b1"] });
    expect(watchOf(spec, p0)).toMatchObject({ state: "held", holder: "w0", since: shiftStart, signedAt: shiftStart });
    expect(spec.board.get("daily", "2026-11-23")?.signOns).toBe(1);
  });

  test("from an hour before the shift, not earlier", () => {
    const early = createSpec({ at: shiftStart - hour });
    expect(early.when(signOn(), worker(1)).is).toBe("done");
    expect(watchOf(early)).toMatchObject({ shift: "day", day: "2026-11-23" });
    const tooEarly = createSpec({ at: shiftStart - hour - 1 });
    expect(tooEarly.when(signOn(), worker(1))).toMatchObject({ is: "refused", code: "not_rostered" });
  });

  test("an unknown post, an unknown worker, a device", () => {
    const spec = createSpec();
    expect(spec.when(signOn(postId("x")), worker(1))).toMatchObject({ code: "post_unknown" });
    expect(spec.when(signOn(), worker(99))).toMatchObject({ code: "worker_unknown" });
    expect(spec.when(signOn(), { kind: "device", profile: "kiosk" })).toMatchObject({ code: "worker_unknown" });
  });

  test("not rostered: refused with the post's name; a foreman's countersign lets him on and stands in the event", () => {
    const spec = createSpec();
    expect(spec.when(signOn(), worker(2))).toMatchObject({
      code: "not_rostered",
      params: { post: inBoth("1号岗", "Post 1") },
    });
    const [event] = spec.given(signOn(), worker(2), { countersign: foreman() });
    expect(event).toMatchObject({ type: "SignedOn", worker: "w2", countersigned: { by: "w1", reason: "临时调换" } });
  });

  test("a countersign counts only from a foreman or station head, with a reason, for somebody else", () => {
    const spec = createSpec();
    const by = (n: number, roles: readonly ("foreman" | "worker" | "manager" | "station-head")[], reason = "事") =>
      ({ worker: workerId(`w${n}`), roles, reason }) as const;
    for (const countersign of [by(3, ["worker"]), by(3, ["manager"]), by(2, ["foreman"]), by(3, ["foreman"], "  ")])
      expect(spec.when(signOn(), worker(2), { countersign })).toMatchObject({ code: "countersign_refused" });
    expect(spec.when(signOn(), worker(2), { countersign: by(3, ["station-head"]) }).is).toBe("done");
  });

  test("a missing or expired qualification is named, and no countersign stands in for it", () => {
    const missing = createSpec();
    expect(missing.when(signOn(p0, ["b1"]), worker(6), { countersign: foreman() })).toMatchObject({
      code: "qualification_missing",
      params: { name: "信号工证" },
    });
    expect(missing.when(signOn(p0, ["b1"]), worker(5), { countersign: foreman() })).toMatchObject({
      code: "qualification_expired",
      params: { name: "信号工证", until: "2026-11-20" },
    });
  });

  test("a qualification holds on its last day and not on the next", () => {
    const site = siteFixture();
    const until = (last: string) => ({
      ...site,
      workers: site.workers.map((one) =>
        one.id === "w0"
          ? { ...one, qualifications: one.qualifications.map((held) => ({ ...held, until: siteDay(last) })) }
          : one,
      ),
    });
    const siteDay = (text: string) => createSpec().clock.dayOf(Date.parse(`${text}T00:00:00Z`));
    expect(createSpec({ site: until("2026-11-23") }).when(signOn(p0, ["b1"]), worker(0)).is).toBe("done");
    expect(createSpec({ site: until("2026-11-22") }).when(signOn(p0, ["b1"]), worker(0))).toMatchObject({
      code: "qualification_expired",
    });
  });

  test("unconfirmed briefing points are counted; confirmed ones that the post does not have help nobody", () => {
    const spec = createSpec();
    expect(spec.when(signOn(p0, ["other"]), worker(0))).toMatchObject({
      code: "briefing_unconfirmed",
      params: { count: 1 },
    });
  });

  test("rest: less than 11 h since the last watch is refused, naming hours and until when; a foreman may countersign", () => {
    // w1 works the middle shift by countersign and is due again in the morning.
    const spec = createSpec({ at: shiftStart + 8 * hour });
    const signed = { worker: workerId("w3"), roles: ["foreman"], reason: "缺员" } as const;
    spec.given(signOn(), worker(1), { countersign: signed });
    spec.pass(6 * hour).given({ type: "SignOff", post: p1 }, worker(1));
    spec.pass(11 * hour - 1);
    expect(spec.when(signOn(), worker(1))).toMatchObject({
      code: "rest_short",
      params: { hours: 10, need: 11, until: "11-24 09:00" },
    });
    expect(spec.when(signOn(), worker(1), { countersign: foreman() })).toMatchObject({ code: "countersign_refused" });
    expect(spec.when(signOn(), worker(1), { now: spec.now() + 1 }).is).toBe("done");
  });

  test("rest is short for the very next shift, also when the relief came in the hour before it", () => {
    // w4 is due at p0 in the middle shift; here he first works the day by countersign.
    const spec = createSpec();
    spec.given(signOn(p1), worker(4), { countersign: foreman() });
    spec.pass(7.5 * hour).given({ type: "SignOff", post: p1 }, worker(4));
    spec.pass(20 * minute);
    expect(spec.when(signOn(p0, ["b1"]), worker(4))).toMatchObject({
      code: "rest_short",
      params: { hours: 0, need: 11, until: "11-24 02:30" },
    });
  });

  test("rest: back at another post in the same run is no new shift", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    spec.pass(hour).given({ type: "SignOff", post: p1 }, worker(1));
    expect(spec.when(signOn(), worker(1)).is).toBe("done");
  });

  test("nobody holds two posts", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    expect(spec.when(signOn(p2), worker(1))).toMatchObject({
      code: "on_other_post",
      params: { post: inBoth("1号岗", "Post 1") },
    });
  });

  test("a suspended post takes nobody and says why; resumed, it does", () => {
    const spec = createSpec();
    spec.given({ type: "SuspendPost", post: p1, reason: "检修" }, person("duty-officer", "mine"));
    expect(spec.when(signOn(), worker(1))).toMatchObject({ code: "post_suspended", params: { reason: "检修" } });
    expect(spec.when({ type: "SuspendPost", post: p1, reason: "又" }, person("admin", "co")).is).toBe("already");
    spec.given({ type: "ResumePost", post: p1 }, person("admin", "co"));
    expect(spec.when({ type: "ResumePost", post: p1 }, person("admin", "co"))).toMatchObject({ code: "not_suspended" });
    expect(spec.when(signOn(), worker(1)).is).toBe("done");
  });

  test("suspending a held post sends its holder off, and his rest begins", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    const [event] = spec.pass(hour).given({ type: "SuspendPost", post: p1, reason: "检修" }, person("admin", "co"));
    expect(event).toMatchObject({ relieved: "w1" });
    expect(spec.board.look.worker("w1")?.lastOff?.at).toBe(shiftStart + hour);
    expect(spec.board.look.heldBy("w1")).toBeUndefined();
  });

  test("without a shift at this hour there is nothing to sign on to", () => {
    const site = siteFixture();
    const spec = createSpec({
      site: { ...site, site: { ...site.site, shifts: site.site.shifts.filter((one) => one.id === "day") } },
      at: shiftStart + 12 * hour,
    });
    expect(spec.when(signOn(), worker(1))).toMatchObject({ code: "post_unscheduled" });
  });
});

describe("[POST-3] check-in and sign-off", () => {
  test("only the holder; the same act within 2 minutes is the same act", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    expect(spec.when({ type: "CheckIn", post: p1 }, worker(2))).toMatchObject({ code: "not_holder" });
    expect(spec.pass(2 * minute - 1).when({ type: "CheckIn", post: p1 }, worker(1)).is).toBe("already");
    expect(spec.pass(1).when({ type: "CheckIn", post: p1 }, worker(1)).is).toBe("done");
    expect(watchOf(spec)).toMatchObject({ since: shiftStart, signedAt: shiftStart + 2 * minute });
    expect(spec.when(signOn(), worker(1)).is).toBe("already");
  });

  test("signing off twice is once; a stranger's is refused; long after, it is no repetition", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    expect(spec.pass(hour).when({ type: "SignOff", post: p1 }, worker(2))).toMatchObject({ code: "not_holder" });
    spec.given({ type: "SignOff", post: p1 }, worker(1));
    expect(watchOf(spec)).toEqual({ state: "unheld", since: shiftStart + hour });
    expect(spec.pass(minute).when({ type: "SignOff", post: p1 }, worker(1)).is).toBe("already");
    expect(spec.pass(minute).when({ type: "SignOff", post: p1 }, worker(1))).toMatchObject({ code: "not_holder" });
  });

  test("an act from an outbox counts from when it was done", () => {
    const spec = createSpec();
    spec.pass(3 * hour).given(signOn(), worker(1), { at: shiftStart + 5 * minute });
    expect(watchOf(spec)).toMatchObject({ since: shiftStart + 5 * minute, shift: "day" });
    spec.given({ type: "CheckIn", post: p1 }, worker(1), { at: shiftStart + 2 * hour });
    expect(spec.when({ type: "CheckIn", post: p1 }, worker(1), { at: shiftStart + hour }).is).toBe("already");
    expect(watchOf(spec)).toMatchObject({ signedAt: shiftStart + 2 * hour });
  });

  test("a late sign-off ends the watch it was done in, never a later one", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    spec.pass(7.5 * hour);
    handOver(spec, { post: p1, from: 1, to: 5 });
    spec.pass(16.5 * hour);
    handOver(spec, { post: p1, from: 5, to: 1 });
    const stale = spec.pass(hour).when({ type: "SignOff", post: p1 }, worker(1), { at: shiftStart + 8 * hour });
    expect(stale).toMatchObject({ code: "not_holder" });
    expect(watchOf(spec)).toMatchObject({ holder: "w1", day: "2026-11-24" });
  });
});
