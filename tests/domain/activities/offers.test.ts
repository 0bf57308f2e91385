// A freed seat is offered to who wanted to be asked: kept for so many shift starts, his to take or to leave, then the next one's. [ACT-3]

import { describe, expect, test } from "vitest";
import type { Wait } from "../../../domain/activities/activity-acts.ts";
import { offerUntil } from "../../../domain/activities/offer-until.ts";
import { offersPast } from "../../../domain/activities/offers.ts";
import { activityId, roleId, seq } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { defaultSettings, type SiteRec } from "../../../domain/site/site.ts";
import { hour, minute, siteClock } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const signUp = (wait: Wait, id = a1) => ({ type: "SignUp", activity: id, role: roleId("r"), wait }) as const;
const cancel = { type: "CancelEntry", activity: a1 } as const;
const answer = (accept: boolean) => ({ type: "AnswerOffer", activity: a1, accept }) as const;
const lapse = { type: "LapseOffers", activity: a1 } as const;
const counts = (spec: Spec) => spec.board.look.activity("a1")?.counts;
const states = (spec: Spec, n: number) =>
  [...spec.board.all("entry")].filter((one) => one.worker === `w${n}`).map((one) => one.is.state);

/** One seat, held by w0; then they queue as they are named, w7 first. */
const queued = (...waits: readonly Wait[]): Spec => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1)] }) });
  spec.given(signUp(false), worker(0));
  for (const [n, wait] of waits.entries()) spec.given(signUp(wait), worker(7 + n));
  return spec;
};
const offered = (...waits: readonly Wait[]): Spec => {
  const spec = queued(...waits);
  spec.given(cancel, worker(0, "pin"));
  return spec;
};

describe("[ACT-3] a freed seat in the queue's order", () => {
  test("who wanted to be asked is offered it, and it counts as taken: a newcomer finds no seat", () => {
    const spec = queued("ask", true);
    expect(spec.given(cancel, worker(0, "pin"))).toMatchObject([
      { type: "EntryCancelled", worker: "w0" },
      { type: "SeatOffered", worker: "w7" },
    ]);
    expect(counts(spec)).toEqual({ taken: 1, waiting: 1, here: 0, takenByRole: { r: 1 } });
    expect(spec.when(signUp(false), worker(6))).toMatchObject({ code: "activity_full" });
    expect(spec.when(signUp(false), worker(7))).toMatchObject({ code: "already_in" });
  });

  test("who ticked 直接补位 has it at once, though one who asks stands behind him", () => {
    const spec = queued(true, "ask");
    expect(spec.given(cancel, worker(0, "pin"))).toMatchObject([
      {},
      { type: "SeatTaken", worker: "w7", promoted: true },
    ]);
    expect(states(spec, 8)).toEqual(["waiting"]);
  });
});

describe("[ACT-3] his answer", () => {
  test("[SCR-2] a badge alone takes the seat, as it signs up; to give it away needs the PIN", () => {
    const spec = offered("ask", true);
    expect(spec.when(answer(false), worker(7))).toMatchObject({ code: "pin_needed" });
    expect(states(spec, 7)).toEqual(["offered"]);
    expect(spec.when(answer(true), worker(7)).is).toBe("done");
  });

  test("yes: he has the very seat that was kept; told twice it is one answer", () => {
    const spec = offered("ask", true);
    const before = counts(spec);
    expect(spec.given(answer(true), worker(7))).toMatchObject([{ type: "SeatTaken", worker: "w7", promoted: true }]);
    expect([counts(spec), states(spec, 7)]).toEqual([before, ["confirmed"]]);
    expect(spec.when(answer(true), worker(7)).is).toBe("already");
  });

  test("yes, after an import added seats: those go to who waits, in the same act", () => {
    const spec = offered("ask", true);
    spec.given({ type: "ImportSite", import: siteFixture({ activities: [activity("a1", 2)] }) }, person("admin", "co"));
    expect(spec.given(answer(true), worker(7))).toMatchObject([{ worker: "w7" }, { type: "SeatTaken", worker: "w8" }]);
  });

  test("no: it is over for him and the seat goes to the next in the same act; to come after all he queues anew", () => {
    const spec = offered("ask", "ask", true);
    expect(spec.given(answer(false), worker(7, "pin"))).toMatchObject([
      { type: "OfferLapsed", worker: "w7", how: "declined" },
      { type: "SeatOffered", worker: "w8" },
    ]);
    expect(spec.when(answer(true), worker(7))).toMatchObject({ code: "offer_none" });
    expect(spec.given(signUp("ask"), worker(7))).toMatchObject([{ type: "QueueJoined", place: 4, asks: true }]);
    expect(states(spec, 7)).toEqual(["lapsed", "waiting"]);
    expect(counts(spec)).toEqual({ taken: 1, waiting: 2, here: 0, takenByRole: { r: 1 } });
  });

  test("[ACT-2] what came between meanwhile is said, and the offer stands until its time", () => {
    const site = siteFixture({ activities: [activity("a1", 1), activity("b", 3)] });
    const spec = createSpec({ site });
    spec.given(signUp(false), worker(0));
    spec.given(signUp("ask"), worker(7));
    spec.given(cancel, worker(0, "pin"));
    // Meanwhile an import moves the other one to that hour.
    const apart = siteFixture({
      activities: [
        activity("a1", 1),
        activity("b", 3, {
          startsAt: shiftStart + 100 * hour,
          endsAt: shiftStart + 101 * hour,
          closesAt: shiftStart + 99 * hour,
        }),
      ],
    });
    spec.given({ type: "ImportSite", import: apart }, person("admin", "co"));
    spec.given(signUp(false, activityId("b")), worker(7));
    spec.given({ type: "ImportSite", import: site }, person("admin", "co"));
    expect(spec.when(answer(true), worker(7))).toMatchObject({
      code: "activity_collides",
      params: { with: inBoth("活动b", "Activity b") },
    });
    expect(states(spec, 7)).toEqual(["offered", "confirmed"]);
    spec.given({ type: "CancelEntry", activity: activityId("b") }, worker(7, "pin"));
    expect(spec.when(answer(true), worker(7)).is).toBe("done");
  });

  test("a seat that is only offered is nobody's yet: not to arrive in; to cancel it is to give it on", () => {
    const spec = offered("ask", true);
    expect(spec.when({ type: "CheckInEntry", activity: a1 }, worker(7))).toMatchObject({ code: "entry_unknown" });
    expect(spec.given(cancel, worker(7, "pin"))).toMatchObject([{ worker: "w7" }, { type: "SeatTaken", worker: "w8" }]);
    expect(counts(spec)).toEqual({ taken: 1, waiting: 0, here: 0, takenByRole: { r: 1 } });
  });

  test("not of what was cancelled meanwhile, with its reason; to nobody who was asked nothing", () => {
    const spec = offered("ask");
    expect(spec.when(answer(false), worker(9))).toMatchObject({ code: "offer_none" });
    spec.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
    expect(spec.when(answer(true), worker(7))).toMatchObject({ code: "activity_cancelled", params: { reason: "雪" } });
    expect(spec.when(answer(false), worker(7, "pin")).is).toBe("done");
  });
});

describe("[ACT-3] no answer", () => {
  const clock = siteClock("Asia/Shanghai");
  const base = siteFixture().site;
  const site = (offerShifts: number, shifts = base.shifts): SiteRec => ({
    ...{ kind: "site", id: "site", seq: seq(1), name: "", nameEn: "", zone: base.zone, rehearsal: false },
    ...{ shifts, settings: { ...defaultSettings, offerShifts } },
  });

  test("the time is the site's second shift start, any number by its setting, never past the activity's own start", () => {
    const far = { startsAt: shiftStart + 100 * hour };
    const until = (at: number, n = 2, from = far) => offerUntil(at, from, { site: site(n), clock });
    // Shifts begin at 8, 16 and 24.
    expect(until(shiftStart + 1) - shiftStart).toBe(16 * hour);
    expect(until(shiftStart) - shiftStart).toBe(16 * hour);
    expect(until(shiftStart - 1) - shiftStart).toBe(8 * hour);
    expect(until(shiftStart, 1) - shiftStart).toBe(8 * hour);
    expect(until(shiftStart, 5) - shiftStart).toBe(40 * hour);
    expect(until(shiftStart, 2, { startsAt: shiftStart + 9 * hour }) - shiftStart).toBe(9 * hour);
    expect(offerUntil(shiftStart, far, { site: site(2, []), clock })).toBe(far.startsAt);
  });

  test("the time runs from when the seat was freed here, not from a touch that waited in an outbox for hours", () => {
    const spec = queued("ask").pass(15 * hour);
    spec.given(cancel, worker(0, "pin"), { at: spec.now() - 14 * hour });
    expect(offersPast(spec.board.look, spec.pass(8 * hour).now())).toEqual([]);
    expect(spec.when(answer(true), worker(7)).is).toBe("done");
  });

  test("till then nothing lapses; then the seat goes on, and a late yes is told so, however early it was touched", () => {
    const spec = offered("ask", true).pass(16 * hour - 1);
    expect(offersPast(spec.board.look, spec.now())).toEqual([]);
    expect(spec.when(lapse, watcher).is).toBe("already");
    spec.pass(1);
    expect(offersPast(spec.board.look, spec.now())).toEqual(["a1"]);
    expect(spec.when(answer(true), worker(7), { at: spec.now() - hour })).toMatchObject({ code: "offer_past" });
    expect(spec.given(lapse, watcher)).toMatchObject([
      { type: "OfferLapsed", worker: "w7", how: "expired" },
      { type: "SeatTaken", worker: "w8", promoted: true },
    ]);
    expect(offersPast(spec.board.look, spec.now())).toEqual([]);
    expect(spec.when(answer(true), worker(7))).toMatchObject({ code: "offer_none" });
    expect(spec.when(lapse, watcher).is).toBe("already");
  });

  test("once it has begun nobody is asked any more: the seat goes to who wants it at once", () => {
    const roles = [{ id: "r", name: "员", nameEn: "M", capacity: 1, requires: [] }];
    const spec = createSpec({
      site: siteFixture({ activities: [activity("a1", 1, { roles, cancelUntil: shiftStart + 7 * 24 * hour })] }),
    });
    spec.given(signUp(false), worker(0));
    spec.given(signUp("ask"), worker(7));
    spec.given(signUp(true), worker(8));
    const startsAt = spec.board.look.activity("a1")?.startsAt ?? 0;
    expect(spec.given(cancel, worker(0, "pin"), { now: startsAt + minute })).toMatchObject([
      {},
      { type: "SeatTaken", worker: "w8", promoted: true },
    ]);
    expect(states(spec, 7)).toEqual(["waiting"]);
  });
});
