// A seat that changes hands while its activity is moved: no date wakes what has lapsed, and all is measured by the new plan. [ACT-1, ACT-2, ACT-3]

import { describe, expect, test } from "vitest";
import { swapsFor } from "../../../domain/activities/swap-asked.ts";
import { workerId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { a1, activityOf, change, desk, entryOf, moved, opened, seats, signUp, untold } from "../../kit/changed.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import type { Spec } from "../../kit/spec.ts";
import { system, worker } from "../../kit/world.ts";

const offers = (spec: Spec) => swapsFor(workerId("w4"), spec.board.look, spec.now()).length;
const answer = (spec: Spec, accept = true) =>
  ({ type: "AnswerSwap", activity: a1, entry: entryOf(spec, 0).id, accept }) as const;
/** w0 has offered his seat to w4 by number. */
const asked = (): Spec => {
  const spec = opened();
  signUp(spec, 0);
  spec.given({ type: "AskSwap", activity: a1, number: "100004" }, worker(0, "pin"));
  return spec;
};
const lapsed = (): Spec => {
  const spec = asked();
  spec.pass(activityOf(spec).cancelUntil + minute - spec.now());
  return spec;
};
const demanding = { roles: seats(2).roles.map((role) => ({ ...role, requires: ["潜水证"] })) };
const badge = (spec: Spec, more = {}) =>
  spec.when({ type: "SwapSeat", activity: a1 }, worker(0, "pin"), { incoming: workerId("w4"), ...more });

describe("[ACT-3] by number", () => {
  test("what has lapsed stays so when a move sets a later date; he is told so, and may offer it anew", () => {
    const spec = lapsed();
    expect(offers(spec)).toBe(0);
    expect(spec.given(change(spec, moved(spec, 2 * dayLength)), desk)).toMatchObject([
      { type: "SwapEnded", worker: "w0", how: "lapsed" },
      { type: "ActivityChanged" },
    ]);
    expect(spec.now()).toBeLessThan(activityOf(spec).cancelUntil);
    expect([offers(spec), entryOf(spec, 0).is]).toMatchObject([0, { state: "confirmed", swapTo: { state: "lapsed" } }]);
    expect(spec.when(answer(spec), worker(4, "pin"))).toMatchObject({ code: "swap_none" });
    // Once ended it does not end again.
    expect(spec.given(change(spec, { place: "东坡" }), desk)).toHaveLength(1);
    spec.given({ type: "AskSwap", activity: a1, number: "100004" }, worker(0, "pin"));
    expect(offers(spec)).toBe(1);
  });

  test("an offer that waits waits on until the new date, and is taken for the new plan", () => {
    const spec = asked();
    expect(spec.given(change(spec, moved(spec, dayLength)), desk).map(({ type }) => type)).toEqual(["ActivityChanged"]);
    expect(offers(spec)).toBe(1);
    expect(untold(spec, 0)).toBeDefined();
    spec.given(answer(spec), worker(4, "pin"));
    expect([entryOf(spec, 0).is.state, entryOf(spec, 4).is.state]).toEqual(["swapped", "confirmed"]);
    expect(untold(spec, 4)).toBeUndefined();
  });

  test("whom the new plan keeps from it cannot take it; the offer stands", () => {
    const spec = asked();
    spec.given(change(spec, demanding, { despite: true }), desk);
    expect(spec.when(answer(spec), worker(4, "pin"))).toMatchObject({ code: "qualification_missing" });
    expect(offers(spec)).toBe(1);
  });

  test("a date set earlier than now ends nobody's seat, and a later move does not wake the offer", () => {
    const spec = asked();
    spec.pass(hour);
    spec.given(change(spec, { cancelUntil: spec.now() - minute }), desk);
    expect([offers(spec), entryOf(spec, 0).is.state]).toEqual([0, "confirmed"]);
    spec.given(change(spec, { cancelUntil: spec.now() + dayLength }), desk);
    expect([offers(spec), entryOf(spec, 0).is]).toMatchObject([0, { swapTo: { state: "lapsed" } }]);
  });

  test("an import that moves it wakes nothing either", () => {
    const spec = lapsed();
    const by = 2 * dayLength;
    const { startsAt, endsAt, closesAt, cancelUntil } = activityOf(spec);
    const later = {
      ...{ startsAt: startsAt + by, endsAt: endsAt + by, closesAt: closesAt + by, cancelUntil: cancelUntil + by },
    };
    const site = siteFixture({ activities: [activity("a1", 2, later), activity("a2", 9)] });
    spec.given({ type: "ImportSite", import: site }, system);
    expect(spec.now()).toBeLessThan(activityOf(spec).cancelUntil);
    expect([offers(spec), entryOf(spec, 0).is]).toMatchObject([0, { swapTo: { state: "lapsed" } }]);
  });

  test("an import leaves an offer that waits", () => {
    const spec = asked();
    const site = siteFixture({ activities: [activity("a1", 2, { place: "北坡" }), activity("a2", 9)] });
    spec.given({ type: "ImportSite", import: site }, system);
    expect(offers(spec)).toBe(1);
  });
});

describe("[ACT-2] by badge", () => {
  test("until the new start, by the new plan; who takes it after the move knows of it, whose touch was before is told", () => {
    const spec = opened();
    signUp(spec, 0);
    const touched = spec.now();
    const { startsAt } = activityOf(spec);
    spec.pass(minute).given(change(spec, moved(spec, 2 * dayLength)), desk);
    expect(badge(spec, { now: activityOf(spec).startsAt })).toMatchObject({ code: "swap_begun" });
    // Past the old start nothing has begun.
    const past = startsAt + minute - spec.now();
    expect(badge(spec.pass(past), { at: touched })).toMatchObject({ types: ["SeatSwapped"] });
    expect(untold(spec, 4)?.was.startsAt).toBe(startsAt);
    const on = spec.when({ type: "SwapSeat", activity: a1 }, worker(4, "pin"), { incoming: workerId("w8") });
    expect([on.is, untold(spec, 8)]).toEqual(["done", undefined]);
  });

  test("whom the new demands keep from it cannot be given it", () => {
    const spec = opened();
    signUp(spec, 0);
    spec.given(change(spec, demanding, { despite: true }), desk);
    expect(badge(spec)).toMatchObject({ code: "swap_barred" });
  });
});
