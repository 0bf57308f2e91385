// A seat given to another: his PIN and the other's badge, the same checks as at a sign-up, one seat before and after. [ACT-2]

import { expect, test } from "vitest";
import { activityId, roleId, workerId } from "../../../domain/ids.ts";
import { refusalText } from "../../../domain/refusals.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const swap = { type: "SwapSeat", activity: a1 } as const;
const roles = [{ id: "r", name: "信号工", nameEn: "Signaller", capacity: 1, requires: ["信号工证"] }];
const counts = (spec: Spec) => spec.board.look.activity("a1")?.counts;
const states = (spec: Spec, n: number) =>
  [...spec.board.all("entry")].filter((one) => one.worker === `w${n}`).map((one) => one.is.state);
const to = (n: number) => ({ incoming: workerId(`w${n}`) });
/** One seat, for who holds the certificate: w0 has it, w3 waits, and the deadline has passed. */
const seated = (): Spec => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1, { roles }), activity("b", 3)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(3));
  return spec.pass(4 * dayLength + minute);
};

test("[ACT-2] the seat is the other's, the same role, nothing is freed and nobody of the queue is passed a free one", () => {
  const spec = seated();
  const before = counts(spec);
  expect(spec.given(swap, worker(0, "pin"), to(4))).toMatchObject([
    { type: "SeatSwapped", worker: "w0", to: { worker: "w4", role: "r" } },
  ]);
  expect([states(spec, 0), states(spec, 4), states(spec, 3)]).toEqual([["swapped"], ["confirmed"], ["waiting"]]);
  expect(counts(spec)).toEqual(before);
  // He who gave it has none: to give it again, to come in it.
  expect(spec.when(swap, worker(0, "pin"), to(1))).toMatchObject({ code: "entry_unknown" });
  expect(spec.when(swap, worker(4, "pin"), to(0)).is).toBe("done");
  expect(states(spec, 0)).toEqual(["swapped", "confirmed"]);
});

test("[ACT-2] both must agree: his PIN, and another's own badge", () => {
  const spec = seated();
  expect(spec.when(swap, worker(0), to(4))).toMatchObject({ code: "pin_needed" });
  expect(spec.when(swap, worker(0, "pin"))).toMatchObject({ code: "swap_alone" });
  expect(spec.when(swap, worker(0, "pin"), to(0))).toMatchObject({ code: "swap_alone" });
  expect(states(spec, 0)).toEqual(["confirmed"]);
});

test("[ACT-2] the other is checked as at a sign-up, and the refusal says who and why", () => {
  const spec = seated();
  const lacking = spec.when(swap, worker(0, "pin"), to(9));
  expect(lacking).toMatchObject({ code: "swap_barred", params: { who: "李* 009" } });
  if (lacking.is !== "refused") throw new Error("swapped in spite of a certificate");
  expect(refusalText(lacking, "zh-CN")).toContain("信号工证");
  expect(spec.when(swap, worker(0, "pin"), to(3))).toMatchObject({ code: "swap_barred" });
  spec.given({ type: "SignUp", activity: activityId("b"), role: roleId("r"), wait: false }, worker(4));
  const collides = spec.when(swap, worker(0, "pin"), to(4));
  expect(collides).toMatchObject({ params: { why: expect.stringContaining("活动b") } });
});

test("[ACT-2] a seat only: not a place in the queue, not after the start, not of what was cancelled; one that he asked to give back, yes", () => {
  const spec = seated();
  expect(spec.when(swap, worker(3, "pin"), to(4))).toMatchObject({ code: "entry_unknown" });
  const startsAt = spec.board.look.activity("a1")?.startsAt ?? 0;
  expect(spec.when(swap, worker(0, "pin"), { ...to(4), now: startsAt })).toMatchObject({ code: "swap_begun" });
  spec.given({ type: "CancelEntry", activity: a1 }, worker(0, "pin"));
  expect(states(spec, 0)).toEqual(["cancel-requested"]);
  const gone = seated();
  gone.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
  expect(gone.when(swap, worker(0, "pin"), to(4))).toMatchObject({ code: "activity_cancelled" });
  expect(spec.when(swap, worker(0, "pin"), to(4)).is).toBe("done");
});
