// What people do with alarms: shelve, give, comment, reset, take out of service, call for help; each given/when/then. [ALM-1]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AlarmRec, alarmIdOf, alarmStatus, isAnnounced, isOpen, rungs } from "../../../domain/alarms/alarm.ts";
import { climbDue, nextClimb, ownerOf } from "../../../domain/alarms/alarm-ladder.ts";
import { climbsNow } from "../../../domain/alarms/conditions.ts";
import type { Command } from "../../../domain/board.ts";
import { postId, workerId } from "../../../domain/ids.ts";
import { hour, minute, shiftAt } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const alarm = alarmIdOf("post-overdue", "p0");
const sos = alarmIdOf("sos", "w3");
const raise = (spec: Spec, priority: 1 | 2 | 3 | 4 = 2) =>
  ({
    type: "RaiseAlarm",
    sort: "post-overdue",
    source: "p0",
    scope: spec.board.look.post("p0")?.scope ?? [],
    priority,
    since: shiftStart,
  }) as const;
const back = { type: "ReturnAlarm", alarm } as const;
const acknowledge = { type: "AcknowledgeAlarm", alarm } as const;
const shelve = (minutes: 5 | 10 | 15 | 60 | "shift" = 5) =>
  ({ type: "ShelveAlarm", alarm, minutes, reason: "换电池" }) as const;
const callSos = { type: "CallSos", post: postId("p0"), place: "" } as const;
const officer = person("duty-officer", "mine");
const found = (spec: Spec, id = alarm): AlarmRec => spec.board.look.alarm(id) ?? expect.fail(`no alarm ${id}`);
const rung = (spec: Spec) => {
  for (const climb of climbsNow(spec.board, spec.board.look.site, spec.now()))
    spec.given({ type: "EscalateAlarm", ...climb }, watcher);
  return found(spec).rung;
};

describe("[ALM-1] shelving", () => {
  test("given an unanswered alarm, when it is shelved for 5 min with a reason, then it asks nobody until then and as before after", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.pass(minute).given(shelve(), officer);
    expect(alarmStatus(found(spec), spec.now())).toBe("shelved");
    expect(isAnnounced(found(spec), spec.now())).toBe(false);
    expect(found(spec).log).toEqual([
      { did: "shelved", at: shiftStart + minute, by: "赵主任", until: shiftStart + 6 * minute, reason: "换电池" },
    ]);
    spec.pass(5 * minute - 1);
    expect(alarmStatus(found(spec), spec.now())).toBe("shelved");
    spec.pass(1);
    expect(alarmStatus(found(spec), spec.now())).toBe("unack");
  });

  test("until the end of the shift is the longest; between shifts there is none", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.given(shelve("shift"), officer);
    const { site, clock } = spec.board.look;
    expect(found(spec).shelf?.until).toBe(shiftAt(clock, site.shifts, shiftStart)?.endsAt);
  });

  test("what comes back while it lies on the shelf stays there; taken down it asks again, its rung begun anew", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.given(shelve(60), officer);
    spec.pass(minute).given(back, watcher);
    spec.pass(minute).given(raise(spec), watcher);
    expect(alarmStatus(found(spec), spec.now())).toBe("shelved");
    spec.pass(minute).given({ type: "UnshelveAlarm", alarm }, officer);
    expect(found(spec)).toMatchObject({ is: { state: "unack" }, rungAt: shiftStart + 3 * minute, repeats: 1 });
    expect(found(spec)).not.toHaveProperty("shelf");
    expect(spec.when({ type: "UnshelveAlarm", alarm }, officer).is).toBe("already");
  });

  test("a closed alarm and a call for help cannot be shelved", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.given(acknowledge, officer);
    spec.given(back, watcher);
    expect(spec.when(shelve(), officer)).toMatchObject({ code: "alarm_closed" });
    spec.given(callSos, worker(3));
    expect(spec.when({ ...shelve(), alarm: sos }, officer)).toMatchObject({ code: "alarm_not_shelvable" });
  });
});

describe("[POST-4, ALM-2] the ladder", () => {
  test("unanswered, it asks the supervisor, after 5 min the next level, after 5 more everybody, and each once", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    expect(rung(spec)).toBe("supervisor");
    spec.pass(5 * minute - 1);
    expect(rung(spec)).toBe("supervisor");
    spec.pass(1);
    expect(rung(spec)).toBe("next-level");
    expect(spec.when({ type: "EscalateAlarm", alarm, rung: "next-level" }, watcher).is).toBe("already");
    spec.pass(5 * minute);
    expect(rung(spec)).toBe("everyone");
    spec.pass(hour);
    expect(climbsNow(spec.board, spec.board.look.site, spec.now())).toEqual([]);
    expect(spec.events.filter(({ data }) => data.type === "AlarmEscalated")).toHaveLength(2);
  });

  test("given a rung that was asked, when it or a lower one is asked again, then nothing happens; nor once somebody answered", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    const ask = (to: (typeof rungs)[number]) => spec.when({ type: "EscalateAlarm", alarm, rung: to }, watcher).is;
    expect(ask("supervisor")).toBe("already");
    expect(ask("next-level")).toBe("done");
    expect(ask("next-level")).toBe("already");
    expect(ask("supervisor")).toBe("already");
    expect(found(spec)).toMatchObject({ rung: "next-level" });
    spec.given(acknowledge, officer);
    expect(ask("everyone")).toBe("already");
    expect(found(spec)).toMatchObject({ rung: "next-level" });
    expect(spec.events.filter(({ data }) => data.type === "AlarmEscalated")).toHaveLength(1);
  });

  test("priority 1 climbs every 2 min", () => {
    const spec = createSpec();
    spec.given(raise(spec, 1), watcher);
    spec.pass(2 * minute);
    expect(rung(spec)).toBe("next-level");
  });

  test("an answer stops it; a graver alarm begins it anew", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.pass(5 * minute);
    expect(rung(spec)).toBe("next-level");
    spec.given(acknowledge, officer);
    spec.pass(hour);
    expect(rung(spec)).toBe("next-level");
    spec.given(raise(spec, 1), watcher);
    expect(found(spec)).toMatchObject({ rung: "supervisor", rungAt: spec.now() });
  });

  test("a shelf stops its clock: what had run before still counts", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.pass(3 * minute).given(shelve(10), officer);
    expect(nextClimb(found(spec), spec.board.look.site)).toEqual({ rung: "next-level", at: shiftStart + 15 * minute });
    spec.pass(9 * minute);
    expect(rung(spec)).toBe("supervisor");
    spec.pass(3 * minute);
    expect(rung(spec)).toBe("next-level");
  });

  test("a server's clock that was set back holds no timer up", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    expect(climbDue(found(spec), spec.board.look.site, spec.now() - hour)).toBe("next-level");
    expect(climbDue(found(spec), spec.board.look.site, spec.now() - 1000)).toBeUndefined();
  });

  test("an open alarm always has an owner: given to, answered by, or asked by the rung", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    expect(ownerOf(found(spec), spec.board)).toMatchObject({ is: expect.stringMatching(/worker|role/) });
    spec.given(acknowledge, officer);
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "answerer", by: "赵主任" });
    spec.given({ type: "AssignAlarm", alarm, worker: workerId("w2") }, officer);
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "worker", worker: "w2" });
    expect(spec.when({ type: "AssignAlarm", alarm, worker: workerId("nobody") }, officer)).toMatchObject({
      code: "worker_unknown",
    });
  });
});

describe("[POST-4, ALM-1] SOS 求助", () => {
  test("asks everybody at once, with where it came from; within 2 min it is one call, later it is louder", () => {
    const spec = createSpec();
    spec.given(callSos, worker(3));
    expect(found(spec, sos)).toMatchObject({
      priority: 1,
      rung: "everyone",
      is: { state: "unack" },
      place: spec.board.look.post("p0")?.name,
      scope: spec.board.look.post("p0")?.scope,
    });
    spec.pass(minute);
    expect(spec.when(callSos, worker(3)).is).toBe("already");
    spec.pass(minute).given(callSos, worker(3));
    expect(found(spec, sos)).toMatchObject({ repeats: 1, raisedAt: shiftStart });
  });

  test("latches: no clock clears it, an answer does not end it, only a reset with a reason after the answer", () => {
    const spec = createSpec();
    spec.given(callSos, worker(3));
    const reset = { type: "ResetAlarm", alarm: sos, reason: "人已接出" } as const;
    expect(spec.when({ type: "ReturnAlarm", alarm: sos }, watcher).is).toBe("already");
    expect(spec.when(reset, officer)).toMatchObject({ code: "alarm_unanswered" });
    spec.given({ type: "AcknowledgeAlarm", alarm: sos }, officer);
    expect(isOpen(found(spec, sos))).toBe(true);
    spec.given(reset, officer);
    expect(found(spec, sos)).toMatchObject({ is: { state: "normal", by: "赵主任" } });
    expect(found(spec, sos).log.at(-1)).toMatchObject({ did: "reset", reason: "人已接出" });
    expect(spec.when(reset, officer).is).toBe("already");
  });

  test("again after an answer: unanswered anew", () => {
    const spec = createSpec();
    spec.given(callSos, worker(3));
    spec.given({ type: "AcknowledgeAlarm", alarm: sos }, officer);
    spec.pass(3 * minute).given(callSos, worker(3));
    expect(found(spec, sos)).toMatchObject({ is: { state: "unack" }, repeats: 1 });
  });

  test("from a kiosk that nobody is known at, and from the desk", () => {
    const spec = createSpec();
    spec.given({ type: "CallSos", place: "二号井口" }, { kind: "device", profile: "kiosk" });
    spec.given({ type: "CallSos", place: "电台呼救" }, officer);
    expect([...spec.board.all("alarm")].map((one) => one.place)).toEqual(["二号井口", "电台呼救"]);
    expect([...spec.board.all("alarm")].every((one) => one.scope.length > 0)).toBe(true);
  });

  test("an ordinary alarm needs no reset and may not have one", () => {
    const spec = createSpec();
    spec.given(raise(spec), watcher);
    spec.given(acknowledge, officer);
    expect(spec.when({ type: "ResetAlarm", alarm, reason: "x" }, officer)).toMatchObject({
      code: "alarm_needs_no_reset",
    });
  });
});

describe("[ALM-1] out of service", () => {
  const out = { type: "TakeAlarmOut", sort: "post-overdue", source: "p0", reason: "读卡器检修" } as const;

  test("nothing is raised of it, before or after it ever rang, until it is put back", () => {
    const spec = createSpec();
    spec.given(out, officer);
    expect(alarmStatus(found(spec), spec.now())).toBe("out-of-service");
    expect(spec.when(raise(spec, 1), watcher).is).toBe("already");
    expect(spec.when(out, officer).is).toBe("already");
    spec.given({ type: "PutAlarmBack", alarm }, officer);
    spec.given(raise(spec), watcher);
    expect(alarmStatus(found(spec), spec.now())).toBe("unack");
    spec.given(out, officer);
    expect(isOpen(found(spec))).toBe(false);
  });

  test("a call for help stays in service", () => {
    expect(createSpec().when({ ...out, sort: "sos" }, officer)).toMatchObject({ code: "alarm_stays_in_service" });
  });
});

test("[ALM-1] whatever comes in whatever order: one record, a known state, an owner while it is open, a bounded log", () => {
  const acts: readonly (readonly [string, (spec: Spec) => Command])[] = [
    ["raise 1", (spec) => raise(spec, 1)],
    ["raise 3", (spec) => raise(spec, 3)],
    ["back", () => back],
    ["acknowledge", () => acknowledge],
    ["shelve", () => shelve(15)],
    ["unshelve", () => ({ type: "UnshelveAlarm", alarm })],
    ["assign", () => ({ type: "AssignAlarm", alarm, worker: workerId("w2") })],
    ["comment", () => ({ type: "CommentAlarm", alarm, text: "已派人" })],
    ["reset", () => ({ type: "ResetAlarm", alarm: sos, reason: "已复位" })],
    ["out", () => ({ type: "TakeAlarmOut", sort: "post-overdue", source: "p0", reason: "检修" })],
    ["in", () => ({ type: "PutAlarmBack", alarm })],
    ["sos", () => callSos],
    ["sos back", () => ({ type: "ReturnAlarm", alarm: sos })],
    ["sos acknowledge", () => ({ type: "AcknowledgeAlarm", alarm: sos })],
  ];
  fc.assert(
    fc.property(
      fc.array(fc.record({ act: fc.nat({ max: acts.length - 1 }), wait: fc.nat({ max: 20 }) }), { maxLength: 60 }),
      (steps) => {
        const spec = createSpec();
        let last = rungs.indexOf("supervisor");
        for (const { act, wait } of steps) {
          spec.pass(wait * minute);
          for (const climb of climbsNow(spec.board, spec.board.look.site, spec.now()))
            spec.given({ type: "EscalateAlarm", ...climb }, watcher);
          const [name, command] = acts[act] ?? expect.fail("no act");
          const before = spec.board.look.alarm(alarm);
          spec.when(command(spec), name === "sos" ? worker(3) : name.includes("back") ? watcher : officer);
          for (const one of spec.board.all("alarm")) {
            expect(["unack", "acked", "returned-unack", "latched", "normal"]).toContain(one.is.state);
            expect(one.log.length).toBeLessThanOrEqual(30);
            if (isOpen(one)) expect(["worker", "answerer", "role"]).toContain(ownerOf(one, spec.board).is);
            if (one.out !== undefined) expect(isOpen(one)).toBe(false);
          }
          const now = spec.board.look.alarm(alarm);
          const place = rungs.indexOf(now?.rung ?? "supervisor");
          // It climbs by itself only while nobody has answered, and never falls but for a new or graver alarm.
          if (place < last) expect(name.startsWith("raise")).toBe(true);
          if (before !== undefined && before.is.state !== "unack" && !name.startsWith("raise"))
            expect(place).toBe(rungs.indexOf(before.rung));
          last = place;
        }
        expect([...spec.board.all("alarm")].length).toBeLessThanOrEqual(2);
      },
    ),
  );
});
