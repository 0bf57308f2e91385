// Where seats and attendance meet: a seat that went to another, was never taken, or has been used brings nobody a second one.

import { expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import type { Actor } from "../../../domain/decider.ts";
import { roleId, unitId, workerId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import {
  a1,
  cameAndLeft,
  checkIn,
  checkOut,
  creditOf,
  endsAt,
  enter,
  entryOf,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  watched,
} from "../../kit/attended.ts";
import type { Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const pin = (n: number): Actor => {
  const actor = worker(n);
  if (actor.kind !== "worker") throw new Error("no worker");
  return { ...actor, proof: "pin" };
};
const signUp = (wait: boolean | "ask") => ({ type: "SignUp", activity: a1, role: roleId("r"), wait }) as const;
const cancel = { type: "CancelEntry", activity: a1 } as const;
const swap = { type: "SwapSeat", activity: a1 } as const;
const counts = (spec: Spec) => spec.board.look.activity(a1)?.counts;
const answer = (spec: Spec, n: number, accept: boolean) =>
  ({ type: "AnswerCancel", activity: a1, entry: entryOf(spec, n).id, accept, reason: "有人顶" }) as const;

test("[ACT-4] no times are entered for a seat that was swapped away, only offered, or let lapse", () => {
  const swapped = signedUp(1);
  swapped.given(swap, pin(0), { incoming: workerId("w5") });
  cameAndLeft(swapped, 5, startsAt, endsAt);
  expect(enter(swapped, 0, startsAt, endsAt)).toMatchObject({ code: "entry_unknown" });
  swapped.given(settleIt, organiser, { now: overAt });
  expect([creditOf(swapped, 0), creditOf(swapped, 5)?.lines.length]).toEqual([undefined, 1]);

  const asked = signedUp(1);
  asked.given(signUp("ask"), worker(1));
  asked.given(cancel, pin(0));
  expect(entryOf(asked, 1).is.state).toBe("offered");
  expect(enter(asked, 1, startsAt - hour, undefined, startsAt - minute)).toMatchObject({ code: "entry_unknown" });
  asked.given({ type: "AnswerOffer", activity: a1, accept: false }, worker(1, "pin"));
  expect(enter(asked, 1, startsAt, endsAt)).toMatchObject({ code: "entry_unknown" });
  expect(counts(asked)?.taken).toBe(0);
});

test("[ACT-1] who came and left gets no second seat: not by himself, not by a swap, not with his crew", () => {
  const roles = [{ id: roleId("r"), name: "r", nameEn: "r", capacity: 3, requires: [] }];
  const spec = signedUp(2, {}, { closesAt: endsAt, capacity: 3, roles });
  cameAndLeft(spec, 0, startsAt - 30 * minute, startsAt - 20 * minute);
  const now = startsAt - 10 * minute;
  expect(spec.when(signUp(false), worker(0), { now })).toMatchObject({ code: "already_in" });
  expect(spec.when(swap, pin(1), { now, incoming: workerId("w0") })).toMatchObject({ code: "swap_barred" });
  const unit = spec.board.look.worker(workerId("w0"))?.unit ?? unitId("");
  const crew = [{ worker: workerId("w0"), role: roleId("r") }];
  expect(spec.when({ type: "SignUpCrew", unit, activity: a1, crew }, organiser, { now })).toMatchObject({
    code: "crew_barred",
  });
  expect(counts(spec)?.taken).toBe(2);
});

test("[ACT-4] nobody is missed on a seat that came to him unasked after the start, or was kept his after it", () => {
  const filled = signedUp(1);
  filled.given(signUp(true), worker(1));
  filled.given(cancel, pin(0), {
    now: endsAt - minute,
    countersign: { worker: workerId("w9"), roles: ["foreman"], reason: "家里有事" },
  });
  expect(entryOf(filled, 1).is.state).toBe("confirmed");
  expect(watched(filled, overAt)).toEqual([]);

  const kept = signedUp(1, {}, { cancelUntil: startsAt - 10 * hour });
  kept.given(cancel, pin(0), { now: startsAt - hour });
  expect(kept.when(settleIt, organiser, { now: overAt })).toMatchObject({ code: "activity_unentered" });
  kept.given(answer(kept, 0, false), organiser, { now: overAt });
  expect(watched(kept, overAt)).toEqual([]);
  expect(kept.when(settleIt, organiser, { now: overAt }).is).toBe("done");
});

test("[ACT-2, ACT-4] who asked to be let go and comes after all is checked in, by himself or at the desk; he answers nothing of his own", () => {
  const spec = signedUp(2, {}, { cancelUntil: startsAt - 10 * hour });
  for (const n of [0, 1]) spec.given(cancel, pin(n), { now: startsAt - hour });
  if (organiser.kind !== "person") throw new Error("no person");
  const himself: Actor = { ...organiser, worker: workerId("w0") };
  expect(spec.when(answer(spec, 0, true), himself, { now: startsAt - minute })).toMatchObject({ code: "own_entry" });
  spec.given(checkIn, worker(0), { now: startsAt });
  expect(enter(spec, 1, startsAt, undefined, startsAt + minute).is).toBe("done");
  expect(counts(spec)).toMatchObject({ taken: 2, here: 2 });
});

test("[ACT-4] what was broken off gives minutes to where it was broken off; what is settled cannot be cancelled", () => {
  const broken = signedUp(1);
  broken.given(checkIn, worker(0), { now: startsAt });
  broken.given({ type: "CancelActivity", activity: a1, reason: "暴雪" }, organiser, { now: startsAt + 10 * minute });
  broken.given(checkOut, worker(0), { now: endsAt });
  expect(entryOf(broken, 0).is).toMatchObject({ state: "attended", minutes: 10 });

  const settled = signedUp(1);
  cameAndLeft(settled, 0, startsAt, endsAt);
  settled.given(settleIt, organiser, { now: overAt });
  expect(
    settled.when({ type: "CancelActivity", activity: a1, reason: "暴雪" }, organiser, { now: overAt }),
  ).toMatchObject({ code: "activity_settled" });
});

test("[POST-3, ACT-4] the key to go pressed twice is one act; who is out does not come in again", () => {
  const spec = signedUp(1);
  cameAndLeft(spec, 0, startsAt, startsAt + hour);
  expect(spec.when(checkOut, worker(0), { now: startsAt + hour + minute }).is).toBe("already");
  expect(spec.when(checkOut, worker(0), { now: startsAt + hour + 3 * minute })).toMatchObject({
    code: "not_checked_in",
  });
  expect(spec.when(checkIn, worker(0), { now: startsAt + hour + 3 * minute })).toMatchObject({ code: "entry_unknown" });
  expect(entryOf(spec, 0).is).toMatchObject({ state: "attended", minutes: 60 });
});

test("[ACT-4] a slip in the day books no minutes beyond the end; who is missed stays on the board until somebody has decided", () => {
  const spec = signedUp(2);
  expect(enter(spec, 0, startsAt, endsAt + dayLength, overAt + 2 * dayLength).is).toBe("done");
  expect(entryOf(spec, 0).is).toMatchObject({ to: endsAt, minutes: 120 });
  spec.given(settleIt, organiser, { now: overAt + 2 * dayLength });
  watched(spec, overAt + 2 * dayLength);
  expect(entryOf(spec, 1).is.state).toBe("no-show");
  const site = spec.board.get("site", "site");
  if (site === undefined) throw new Error("no site");
  const leaving = retiring(spec.board, spec.board.look.clock, endsAt + 40 * dayLength).map(
    ({ of, id }) => `${of} ${id}`,
  );
  expect(leaving).not.toContain(`entry ${entryOf(spec, 1).id}`);
});
