// A seat offered by number: asked and answered by PIN, one at a time, until the deadline; a number says nothing of the register. [ACT-2, ACT-3, SCR-2]

import { expect, test } from "vitest";
import { swapsFor } from "../../../domain/activities/swap-asked.ts";
import { activityId, type EntryId, entryId, roleId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { system, worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const roles = [{ id: "r", name: "信号工", nameEn: "Signaller", capacity: 1, requires: ["信号工证"] }];
const numbered = (n: number) => String(100_000 + n);
const ask = (n: number | string) =>
  ({ type: "AskSwap", activity: a1, number: typeof n === "string" ? n : numbered(n) }) as const;
const back = { type: "TakeBackSwap", activity: a1 } as const;
const entryOf = (spec: Spec, n: number): EntryId =>
  [...spec.board.all("entry")].find((one) => one.worker === `w${n}`)?.id ?? entryId("none");
const answer = (spec: Spec, accept: boolean, of = 0) =>
  ({ type: "AnswerSwap", activity: a1, entry: entryOf(spec, of), accept }) as const;
const stateOf = (spec: Spec, n: number) =>
  [...spec.board.all("entry")].filter((one) => one.worker === `w${n}`).at(-1)?.is;
const counts = (spec: Spec) => spec.board.look.activity("a1")?.counts;
const offers = (spec: Spec, n: number) => swapsFor(workerId(`w${n}`), spec.board.look, spec.now());
/** One seat, for who holds the certificate, as w0, w3 and w4 do: w0 has it and w3 waits. */
const seated = (): Spec => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1, { roles }), activity("b", 3)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(3));
  return spec;
};
const asked = (): Spec => {
  const spec = seated();
  spec.given(ask(4), worker(0, "pin"));
  return spec;
};

test("[ACT-3] the other reads of it, says yes, and has the seat; nothing is freed and nobody of the queue is passed a free one", () => {
  const spec = asked();
  const before = counts(spec);
  expect(stateOf(spec, 0)).toMatchObject({ state: "confirmed", swapTo: { state: "asked", other: "w4" } });
  expect(offers(spec, 4)).toEqual([{ activity: "a1", entry: entryOf(spec, 0), role: "r", who: "王*明" }]);
  expect([offers(spec, 0), offers(spec, 3)]).toEqual([[], []]);
  expect(spec.given(answer(spec, true), worker(4, "pin"))).toMatchObject([
    { type: "SeatSwapped", worker: "w0", to: { worker: "w4", role: "r" } },
  ]);
  expect([0, 4, 3].map((n) => stateOf(spec, n)?.state)).toEqual(["swapped", "confirmed", "waiting"]);
  expect([counts(spec), offers(spec, 4)]).toEqual([before, []]);
  // The same yes under another id is the same yes; the seat is his, and he may offer it on.
  expect(spec.when(answer(spec, true), worker(4, "pin")).is).toBe("already");
  expect(spec.when(ask(0), worker(4, "pin")).is).toBe("done");
});

test("[SCR-2] a badge alone neither offers nor answers nor takes back", () => {
  expect(seated().when(ask(4), worker(0))).toMatchObject({ code: "pin_needed" });
  const spec = asked();
  for (const accept of [true, false])
    expect(spec.when(answer(spec, accept), worker(4))).toMatchObject({ code: "pin_needed" });
  expect(spec.when(back, worker(0))).toMatchObject({ code: "pin_needed" });
  expect(offers(spec, 4)).toHaveLength(1);
});

test("[SCR-2] who asks hears the same of a number that nobody has, of one who may not come, and of one who may", () => {
  const heard = ["777777", 9, 3, 4].map((number) => {
    const spec = seated();
    const outcome = spec.when(ask(number), worker(0, "pin"));
    const entry = spec.board.look.entry(entryOf(spec, 0));
    if (entry === undefined) throw new Error("the seat is gone");
    const again = spec.when(ask(4), worker(0, "pin"));
    return {
      ...{ is: outcome.is, again },
      seen: [
        present(entry, { kind: "person", worker: workerId("w0") }),
        present(entry, { kind: "desk", role: "manager", unit: unitId("co") }),
        present(entry, { kind: "auditor" }),
      ],
    };
  });
  expect(heard[0]).toMatchObject({ is: "done", again: { code: "swap_asked" } });
  expect(heard[0]?.seen).toMatchObject(Array(3).fill({ is: { swapTo: { state: "asked" } } }));
  expect(JSON.stringify(heard[0]?.seen)).not.toContain("other");
  for (const one of heard) expect(one).toEqual(heard[0]);
  // His own he knows.
  expect(seated().when(ask(0), worker(0, "pin"))).toMatchObject({ code: "swap_self" });
});

test("[SCR-2] the other's own records do not bear it: of another's entry he sees nothing", () => {
  const spec = asked();
  const entry = spec.board.look.entry(entryOf(spec, 0));
  if (entry === undefined) throw new Error("the seat is gone");
  expect(present(entry, { kind: "person", worker: workerId("w4") })).toBeUndefined();
});

test("[ACT-2] what keeps the other from it is said when he says yes, in the rule's own words; the offer stands meanwhile", () => {
  const spec = seated();
  spec.given(ask(9), worker(0, "pin"));
  expect(spec.when(answer(spec, true), worker(9, "pin"))).toMatchObject({
    code: "qualification_missing",
    params: { name: "信号工证" },
  });
  expect(offers(spec, 9)).toHaveLength(1);
  const waiting = seated();
  waiting.given(ask(3), worker(0, "pin"));
  expect(waiting.when(answer(waiting, true), worker(3, "pin"))).toMatchObject({ code: "already_in" });
  const busy = asked();
  busy.given({ type: "SignUp", activity: activityId("b"), role: roleId("r"), wait: false }, worker(4));
  expect(busy.when(answer(busy, true), worker(4, "pin"))).toMatchObject({ code: "activity_collides" });
  busy.given({ type: "CancelEntry", activity: activityId("b") }, worker(4, "pin"));
  expect(busy.when(answer(busy, true), worker(4, "pin")).is).toBe("done");
});

test("[ACT-3] whoever is not asked finds nothing to answer, as after a no, a taking back, or where there is no such seat", () => {
  const none = { code: "swap_none", params: { activity: "活动a1" } };
  const spec = asked();
  expect(spec.when(answer(spec, true), worker(5, "pin"))).toMatchObject(none);
  expect(spec.when({ ...answer(spec, true), entry: entryId("nowhere") }, worker(4, "pin"))).toMatchObject(none);
  expect(spec.given(answer(spec, false), worker(4, "pin"))).toMatchObject([{ type: "SwapEnded", how: "declined" }]);
  // He has his seat still, reads that it was declined, and may offer it anew.
  expect(stateOf(spec, 0)).toMatchObject({ state: "confirmed", swapTo: { state: "declined" } });
  expect(spec.when(answer(spec, true), worker(4, "pin"))).toMatchObject(none);
  spec.given(ask(4), worker(0, "pin"));
  expect(spec.given(back, worker(0, "pin"))).toMatchObject([{ type: "SwapEnded", how: "taken-back" }]);
  expect(stateOf(spec, 0)).not.toHaveProperty("swapTo");
  expect([offers(spec, 4), spec.when(back, worker(0, "pin")).is]).toEqual([[], "already"]);
  expect(spec.when(answer(spec, true), worker(4, "pin"))).toMatchObject(none);
  expect([...spec.board.all("entry")]).toHaveLength(2);
});

test("[ACT-3] one at a time, and only until the time up to which he cancels by himself; then it has lapsed by the clock alone", () => {
  const spec = asked();
  expect(spec.when(ask(1), worker(0, "pin"))).toMatchObject({ code: "swap_asked" });
  const until = spec.board.look.activity("a1")?.cancelUntil ?? 0;
  spec.pass(until - spec.now());
  expect(offers(spec, 4)).toHaveLength(1);
  spec.pass(1);
  expect(offers(spec, 4)).toEqual([]);
  // Said in time and told too late is too late: nobody else may have been counting on it.
  expect(spec.when(answer(spec, true), worker(4, "pin"), { at: until - minute })).toMatchObject({ code: "swap_past" });
  expect(spec.when(ask(1), worker(0, "pin"))).toMatchObject({ code: "swap_late" });
  expect(stateOf(spec, 0)?.state).toBe("confirmed");
});

test("[ACT-3] what becomes of the seat otherwise ends the offer with it", () => {
  const left = asked();
  left.given({ type: "CancelEntry", activity: a1 }, worker(0, "pin"));
  expect(left.when(answer(left, true), worker(4, "pin"))).toMatchObject({ code: "swap_none" });
  const given = asked();
  given.given({ type: "SwapSeat", activity: a1 }, worker(0, "pin"), { incoming: workerId("w1") });
  expect(given.when(answer(given, true), worker(4, "pin"))).toMatchObject({ code: "swap_none" });
  expect(given.when(ask(4), worker(0, "pin"))).toMatchObject({ code: "entry_unknown" });
  const gone = asked();
  gone.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
  expect([offers(gone, 4), gone.when(answer(gone, true), worker(4, "pin"))]).toMatchObject([
    [],
    { code: "activity_cancelled" },
  ]);
  expect(seated().when(ask(4), worker(3, "pin"))).toMatchObject({ code: "entry_unknown" });
});

test("[ORG-2] when either of the two is forgotten nothing of it is left", () => {
  const forget = (n: number) => ({ type: "ForgetWorker", worker: workerId(`w${n}`) }) as const;
  // He may be free of every duty: to be asked is none.
  const spec = createSpec({ site: siteFixture({ posts: 0, activities: [activity("a1", 1)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
  spec.given(ask(4), worker(0, "pin"));
  spec.given(forget(4), system);
  expect([stateOf(spec, 0), offers(spec, 4)]).toEqual([expect.objectContaining({ state: "confirmed" }), []]);
  expect(stateOf(spec, 0)).not.toHaveProperty("swapTo");
  spec.given(ask(5), worker(0, "pin"));
  spec.pass(7 * dayLength);
  spec.given(forget(0), system);
  expect(stateOf(spec, 0)).not.toHaveProperty("swapTo");
  expect(spec.board.look.askedOf("w5")).toEqual([]);
});
