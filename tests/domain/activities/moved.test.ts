// Whoever is in an activity that was given another time or place hears of it, once, and is not bound by what he did not know. [ACT-1, ACT-2]

import { describe, expect, test } from "vitest";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import {
  a1,
  activityOf,
  change,
  desk,
  entryOf,
  moved,
  opened,
  r,
  read,
  seats,
  signUp,
  untold,
} from "../../kit/changed.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import { system, worker } from "../../kit/world.ts";

describe("[ACT-1] who is in it is told", () => {
  test("of a new time or place, what it was before; of nothing else; and only until he has read it", () => {
    const spec = opened();
    signUp(spec, 0);
    const { startsAt, endsAt } = activityOf(spec);
    spec.given(change(spec, { ...seats(4), name: "植树" }), desk);
    expect(untold(spec, 0)).toBeUndefined();
    spec.given(change(spec, moved(spec, dayLength)), desk);
    expect(untold(spec, 0)).toMatchObject({ nth: 1, was: { startsAt, endsAt, place: "广场" } });
    spec.given(change(spec, { place: "东坡" }), desk);
    // Told at one sight from what he knew.
    expect(untold(spec, 0)).toMatchObject({ nth: 1, was: { startsAt, place: "广场" } });
    expect(spec.given(read(spec, 0), worker(0))).toMatchObject([{ type: "MoveRead", worker: "w0", nth: 2 }]);
    expect(untold(spec, 0)).toBeUndefined();
    expect(spec.when(read(spec, 0), worker(0)).is).toBe("already");
    spec.given(change(spec, { place: "西坡" }), desk);
    expect(untold(spec, 0)).toMatchObject({ was: { place: "东坡" } });
  });

  test("there and back is nothing to tell", () => {
    const spec = opened();
    signUp(spec, 0);
    spec.given(change(spec, { place: "东坡" }), desk);
    spec.given(change(spec, { place: "广场" }), desk);
    expect(untold(spec, 0)).toBeUndefined();
  });

  test("who signs up after it knows; whose touch was before it does not, nor who is seated from the queue", () => {
    const spec = opened(1);
    signUp(spec, 8);
    signUp(spec, 9);
    const touched = spec.now();
    spec.pass(minute).given(change(spec, { place: "东坡", ...seats(3) }), desk);
    expect([entryOf(spec, 9).is.state, untold(spec, 9)?.was.place]).toEqual(["confirmed", "广场"]);
    signUp(spec, 4);
    expect(untold(spec, 4)).toBeUndefined();
    spec.given(change(spec, seats(4)), desk);
    spec.given({ type: "SignUp", activity: a1, role: r, wait: false }, worker(10), { at: touched });
    expect(untold(spec, 10)?.was.place).toBe("广场");
  });

  test("[ACT-2] until he has read it no date binds him to his seat, up to the new start", () => {
    const spec = opened();
    signUp(spec, 0);
    signUp(spec, 8);
    spec.pass(4 * dayLength + hour);
    const cancel = { type: "CancelEntry", activity: a1 } as const;
    const { cancelUntil } = activityOf(spec);
    spec.given(change(spec, { ...moved(spec, 2 * hour), cancelUntil }), desk);
    spec.given(read(spec, 8), worker(8));
    expect(spec.when(cancel, worker(8, "pin"))).toMatchObject({ types: ["CancelAsked"] });
    const late = { now: activityOf(spec).startsAt };
    expect(spec.when(cancel, worker(0, "pin"), late)).toMatchObject({ code: "cancel_late" });
    expect(spec.when(cancel, worker(0, "pin"))).toMatchObject({ types: ["EntryCancelled"] });
  });

  test("[ACT-2] who had asked to be let go is freed by a move as the others are, until he has read it or the new date is past", () => {
    const spec = opened(1);
    signUp(spec, 0);
    signUp(spec, 8);
    spec.pass(activityOf(spec).cancelUntil + minute - spec.now());
    const cancel = { type: "CancelEntry", activity: a1 } as const;
    spec.given(cancel, worker(0, "pin"));
    expect(spec.when(cancel, worker(0, "pin")).is).toBe("already");
    // Of a new place alone: the date is past, but he has not read of it.
    spec.given(change(spec, { place: "东坡" }), desk);
    expect(spec.when(cancel, worker(0, "pin"), { now: activityOf(spec).startsAt }).is).toBe("already");
    spec.given(read(spec, 0), worker(0));
    expect(spec.when(cancel, worker(0, "pin")).is).toBe("already");
    // Of another day: the date moves with it.
    spec.given(change(spec, moved(spec, 2 * dayLength)), desk);
    spec.given(read(spec, 0), worker(0));
    expect(entryOf(spec, 0).is.state).toBe("cancel-requested");
    expect(spec.given(cancel, worker(0, "pin"))).toMatchObject([
      { type: "EntryCancelled", worker: "w0" },
      { type: "SeatTaken", worker: "w8", promoted: true },
    ]);
  });

  test("[ACT-2] and at once where he has not read of it", () => {
    const spec = opened();
    signUp(spec, 0);
    spec.pass(activityOf(spec).cancelUntil + minute - spec.now());
    const cancel = { type: "CancelEntry", activity: a1 } as const;
    spec.given(cancel, worker(0, "pin"));
    spec.given(change(spec, { place: "东坡" }), desk);
    expect(spec.given(cancel, worker(0, "pin"))).toMatchObject([{ type: "EntryCancelled", worker: "w0" }]);
  });

  test("nobody reads it for another; an import that moves it tells likewise", () => {
    const spec = opened();
    signUp(spec, 0);
    spec.given(change(spec, { place: "东坡" }), desk);
    expect(spec.when(read(spec, 0), worker(8))).toMatchObject({ code: "entry_unknown" });
    spec.given(read(spec, 0), worker(0));
    const moving = { activities: [activity("a1", 2, { place: "北坡" })] };
    spec.given({ type: "ImportSite", import: siteFixture(moving) }, system);
    expect(untold(spec, 0)).toMatchObject({ nth: 2, was: { place: "东坡" } });
    expect(activityOf(spec).changed?.times).toBe(2);
    spec.given({ type: "ImportSite", import: siteFixture(moving) }, system);
    expect(activityOf(spec).changed?.times).toBe(2);
  });
});
