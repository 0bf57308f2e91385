// A foreman signs his crew up in one act: all of them or none, never into the queue, and nobody who is not his. [ACT-1, ACT-2, ORG-2]

import { describe, expect, test } from "vitest";
import { candidatesOf } from "../../../domain/activities/crew-sign-up.ts";
import { activityId, commandId, roleId, unitId, workerId } from "../../../domain/ids.ts";
import { refusalText } from "../../../domain/refusals.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { parseCommand } from "../../../domain/wire-commands.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const a1 = activityId("a1");
const mine = unitId("mine");
const foreman = () => ({ ...worker(1), roles: ["foreman"] }) as const;
const line = (n: number, role = "r") => ({ worker: workerId(`w${n}`), role: roleId(role) });
const crewOf = (...members: readonly number[]) =>
  ({ type: "SignUpCrew", unit: mine, activity: a1, crew: members.map((n) => line(n)) }) as const;
const roles = [
  { id: "r", name: "队员", nameEn: "Member", capacity: 3, requires: [] },
  { id: "s", name: "信号工", nameEn: "Signaller", capacity: 1, requires: ["信号工证"] },
];
const withSeats = (capacity: number, more: Readonly<Record<string, unknown>> = {}): Spec =>
  createSpec({ site: siteFixture({ activities: [activity("a1", capacity, more)] }) });
const counts = (spec: Spec) => spec.board.look.activity("a1")?.counts;
const states = (spec: Spec, n: number) =>
  [...spec.board.all("entry")].filter((one) => one.worker === `w${n}`).map((one) => one.is.state);

describe("[ACT-1] a crew is signed up whole or not at all", () => {
  test("each gets a seat in the role he was named for, in one act", () => {
    const spec = withSeats(4, { roles });
    const crew = [line(0, "s"), line(6), line(7)];
    expect(spec.given({ ...crewOf(), crew }, foreman(), { id: "c" })).toMatchObject([
      { type: "SeatTaken", worker: "w0", role: "s", promoted: false },
      { type: "SeatTaken", worker: "w6", role: "r", promoted: false },
      { type: "SeatTaken", worker: "w7", role: "r", promoted: false },
    ]);
    expect(counts(spec)).toEqual({ taken: 3, waiting: 0, here: 0, takenByRole: { r: 2, s: 1 } });
  });

  test("[ACT-2] one seat too few: nobody sits, nobody waits, and the first for whom none was left is named", () => {
    const spec = withSeats(2);
    const no = spec.when(crewOf(0, 6, 7, 9), foreman());
    expect(no).toMatchObject({ code: "crew_barred", params: { who: "李* 007", worker: "w7" } });
    if (no.is !== "refused") throw new Error("a crew of four took two seats");
    expect(refusalText(no, "zh-CN")).toBe("李* 007：「队员」没有空位了。全班一个也没报上。去掉他再报。");
    expect(refusalText(no, "en")).toContain("No seat is left as Member.");
    expect(counts(spec)).toEqual({ taken: 0, waiting: 0, here: 0, takenByRole: {} });
    expect(spec.when(crewOf(0, 6), foreman()).is).toBe("done");
  });

  test("a role that is full bars them though the activity has room", () => {
    const spec = withSeats(4, { roles });
    const crew = [line(0, "s"), line(3, "s")];
    expect(spec.when({ ...crewOf(), crew }, foreman())).toMatchObject({
      code: "crew_barred",
      params: { worker: "w3" },
    });
    expect(counts(spec)?.taken).toBe(0);
  });

  test("[ACT-3] seats that an import added go to who waits first; what is left is the crew's, or nobody's", () => {
    const spec = withSeats(1);
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(9));
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(10));
    const added = (capacity: number) =>
      spec.given(
        { type: "ImportSite", import: siteFixture({ activities: [activity("a1", capacity)] }) },
        person("admin", "co"),
      );
    added(3);
    expect(spec.when(crewOf(0, 6), foreman())).toMatchObject({ code: "crew_barred", params: { worker: "w6" } });
    expect(states(spec, 10)).toEqual(["waiting"]);
    added(4);
    expect(spec.given(crewOf(0, 6), foreman())).toMatchObject([
      { type: "SeatTaken", worker: "w10", promoted: true },
      { worker: "w0", promoted: false },
      { worker: "w6", promoted: false },
    ]);
  });

  test("two crews that share a man, named in opposite order: whoever comes second gets nothing and is told of him", () => {
    const spec = withSeats(9);
    spec.given(crewOf(0, 6, 7), foreman());
    expect(spec.when(crewOf(9, 7, 10), foreman())).toMatchObject({ code: "crew_barred", params: { worker: "w7" } });
    expect(counts(spec)?.taken).toBe(3);
  });
});

describe("[ACT-2] who of a crew cannot, and why, is said of the first", () => {
  test("in already, waiting already, a certificate missing or expired, a shift at that hour", () => {
    const spec = withSeats(5, { roles: roles.map((one) => ({ ...one, capacity: 5 })) });
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(6));
    expect(spec.pass(3 * minute).when(crewOf(0, 6), foreman())).toMatchObject({ params: { worker: "w6" } });
    const inRole = (...crew: readonly ReturnType<typeof line>[]) => spec.when({ ...crewOf(), crew }, foreman());
    const lacking = inRole(line(0, "s"), line(7, "s"));
    expect(lacking).toMatchObject({ params: { worker: "w7", why: expect.stringContaining("信号工证") } });
    const full = withSeats(1);
    full.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
    full.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: true }, worker(6));
    expect(full.when(crewOf(6), foreman())).toMatchObject({ params: { worker: "w6" } });
    const from = shiftStart + 2 * dayLength;
    const byDay = withSeats(5, { startsAt: from, closesAt: from, endsAt: from + hour });
    expect(byDay.when(crewOf(9, 0), foreman())).toMatchObject({
      params: { worker: "w0", why: expect.stringContaining("0号岗") },
    });
  });

  test("not whoever is of another unit, nor nobody; not for an unknown activity or role", () => {
    const spec = withSeats(5);
    expect(spec.when(crewOf(0, 2), foreman())).toMatchObject({ code: "crew_stranger" });
    expect(spec.when(crewOf(99), foreman())).toMatchObject({ code: "crew_stranger" });
    expect(spec.when({ ...crewOf(0), activity: activityId("x") }, foreman())).toMatchObject({
      code: "activity_unknown",
    });
    expect(spec.when({ ...crewOf(), crew: [line(0, "x")] }, foreman())).toMatchObject({ code: "role_unknown" });
    // The company's foreman has all of them.
    expect(spec.when({ ...crewOf(0, 2), unit: unitId("co") }, foreman()).is).toBe("done");
  });

  test("not before the opening, not after the close, not what was cancelled", () => {
    const spec = withSeats(5, { opensAt: shiftStart + hour, closesAt: shiftStart + 2 * hour });
    expect(spec.when(crewOf(0), foreman())).toMatchObject({ code: "activity_not_open" });
    expect(spec.pass(2 * hour).when(crewOf(0), foreman(), { at: spec.now() - hour })).toMatchObject({
      code: "activity_closed",
    });
    spec.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
    expect(spec.when(crewOf(0), foreman())).toMatchObject({ code: "activity_cancelled" });
  });
});

describe("[POST-3] a crew told twice is told once", () => {
  test("within two minutes the same crew in the same roles is the same act; later each is in already", () => {
    const spec = withSeats(5);
    spec.given(crewOf(0, 6), foreman());
    expect(spec.pass(2 * minute - 1).when(crewOf(6, 0), foreman())).toMatchObject({ types: ["SignUpRepeated"] });
    // With one more it is another act, and none of them is done by halves.
    expect(spec.when(crewOf(0, 6, 7), foreman())).toMatchObject({ code: "crew_barred", params: { worker: "w0" } });
    expect(spec.pass(1).when(crewOf(0, 6), foreman())).toMatchObject({ code: "crew_barred" });
    expect(counts(spec)?.taken).toBe(2);
  });

  test("nobody is named twice, nor nobody, in one act", () => {
    const body = (...members: readonly number[]) => ({ ...crewOf(...members), id: commandId("x"), at: 0 });
    expect(parseCommand("SignUpCrew", body(0, 6)).ok).toBe(true);
    expect(parseCommand("SignUpCrew", body(0, 6, 0)).ok).toBe(false);
    expect(parseCommand("SignUpCrew", body()).ok).toBe(false);
  });
});

describe("[ORG-1] whom a foreman is shown", () => {
  const shown = (spec: Spec, n: number) => {
    const one = spec.board.look.worker(`w${n}`);
    if (one === undefined) throw new Error(`no worker ${n}`);
    return candidatesOf(one, { liveOf: spec.board.look.liveOf, workers: () => spec.board.all("worker") });
  };

  test("everybody of his unit and below by masked name, with what each is in; nobody's but a foreman's", () => {
    const spec = withSeats(5);
    spec.given(crewOf(0), foreman());
    const all = shown(spec, 1);
    expect(all[0]).toEqual({ worker: "w0", name: "王*明", tail: "000", unit: "mine", in: ["a1"] });
    expect(all.map((one) => one.worker)).toEqual(["w0", "w1", "w3", "w4", "w6", "w7", "w9", "w10"]);
    expect(all.find((one) => one.worker === "w3")?.in).toEqual([]);
    expect(shown(spec, 0)).toEqual([]);
  });
});
