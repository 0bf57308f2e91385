// After the deadline he asks to be let go: the seat is his until the desk answers, and the answer is his to read. [ACT-2]

import { describe, expect, test } from "vitest";
import { activityId, entryId, roleId } from "../../../domain/ids.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, foreman, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const cancel = { type: "CancelEntry", activity: a1 } as const;
const counts = (spec: Spec) => spec.board.look.activity("a1")?.counts;
const entryOf = (spec: Spec, n: number) => {
  const found = [...spec.board.all("entry")].findLast((one) => one.worker === `w${n}`);
  if (found === undefined) throw new Error(`w${n} is not in`);
  return found;
};
const answer = (spec: Spec, accept: boolean, reason = "家里有事") =>
  ({ type: "AnswerCancel", activity: a1, entry: entryOf(spec, 0).id, accept, reason }) as const;
const read = (spec: Spec) => ({ type: "ReadAnswer", activity: a1, entry: entryOf(spec, 0).id }) as const;
const desk = person("union-officer", "co");

/** One seat, held by w0; w7 waits to fill in at once; the deadline (four days on) has passed. */
const late = (): Spec => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(7));
  return spec.pass(4 * dayLength + minute);
};
const asked = (): Spec => {
  const spec = late();
  spec.given(cancel, worker(0, "pin"));
  return spec;
};

describe("[ACT-2] asking to be let go", () => {
  test("he keeps his seat, and nobody is seated in it; asked twice it is one request", () => {
    const spec = late();
    const before = counts(spec);
    expect(spec.given(cancel, worker(0, "pin"))).toMatchObject([{ type: "CancelAsked", worker: "w0" }]);
    expect([entryOf(spec, 0).is.state, entryOf(spec, 7).is.state]).toEqual(["cancel-requested", "waiting"]);
    expect(counts(spec)).toEqual(before);
    const again = { type: "SignUp", activity: a1, role: roleId("r"), wait: true } as const;
    expect(spec.when(again, worker(0))).toMatchObject({ code: "already_in" });
    expect(spec.pass(dayLength / 2).when(cancel, worker(0, "pin")).is).toBe("already");
  });

  test("up to the deadline it needs nobody's answer, nor does a place in the queue; after the start none is asked for", () => {
    const spec = late();
    expect(spec.when(cancel, worker(7, "pin"))).toMatchObject({ types: ["EntryCancelled"] });
    expect(spec.when(cancel, worker(0))).toMatchObject({ code: "pin_needed" });
    const startsAt = spec.board.look.activity("a1")?.startsAt ?? 0;
    expect(spec.when(cancel, worker(0, "pin"), { now: startsAt })).toMatchObject({ code: "cancel_late" });
    // What he touched in time counts as in time, though the line was down.
    expect(spec.when(cancel, worker(0, "pin"), { at: shiftStart + 4 * dayLength })).toMatchObject({
      types: ["EntryCancelled"],
    });
  });

  test("a foreman beside him lets him go at once, and who comes after all is there", () => {
    expect(asked().when(cancel, worker(0, "pin"), { countersign: foreman("病") })).toMatchObject({
      types: ["EntryCancelled", "SeatTaken"],
    });
    const spec = asked();
    const startsAt = spec.board.look.activity("a1")?.startsAt ?? 0;
    expect(spec.when({ type: "CheckInEntry", activity: a1 }, worker(0), { now: startsAt }).is).toBe("done");
  });
});

describe("[ACT-2] the desk's answer", () => {
  test("let go: the seat goes on in the same act, and the reason is his to read", () => {
    const spec = asked();
    expect(spec.given(answer(spec, true), desk)).toMatchObject([
      { type: "EntryCancelled", worker: "w0", granted: "家里有事" },
      { type: "SeatTaken", worker: "w7", promoted: true },
    ]);
    expect(counts(spec)).toMatchObject({ taken: 1, waiting: 0 });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "cancelled", told: { reason: "家里有事", read: false } });
    expect(spec.when(answer(spec, false), desk)).toMatchObject({ code: "cancel_unasked" });
  });

  test("kept: he is in as before, with the reason; he may ask again", () => {
    const spec = asked();
    expect(spec.given(answer(spec, false, "人手不够"), desk)).toMatchObject([{ type: "CancelKept", worker: "w0" }]);
    expect(entryOf(spec, 0).is).toMatchObject({ state: "confirmed", told: { reason: "人手不够", read: false } });
    expect(counts(spec)).toMatchObject({ taken: 1, waiting: 1 });
    expect(spec.when(cancel, worker(0, "pin"))).toMatchObject({ types: ["CancelAsked"] });
  });

  test("only he has read it when he says so, once; nobody answers what was not asked", () => {
    const spec = late();
    expect(spec.when(answer(spec, true), desk)).toMatchObject({ code: "cancel_unasked" });
    spec.given(cancel, worker(0, "pin"));
    spec.given(answer(spec, false), desk);
    expect(spec.when(read(spec), worker(7))).toMatchObject({ code: "entry_unknown" });
    // By badge alone nobody reads it. [SCR-2]
    expect(spec.when(read(spec), worker(0))).toMatchObject({ code: "pin_needed" });
    expect(spec.when(read(spec), worker(0, "pin"))).toMatchObject({ types: ["AnswerRead"] });
    expect(entryOf(spec, 0).is).toMatchObject({ state: "confirmed", told: { read: true } });
    expect(spec.when(read(spec), worker(0, "pin")).is).toBe("already");
    expect(spec.when({ ...answer(spec, true), entry: entryId("x") }, desk)).toMatchObject({ code: "entry_unknown" });
  });
});
