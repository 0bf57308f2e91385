// The life of an alarm in the states of ISA-18.2, and what the clock raises and clears. [ALM-1, ALM-2]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AlarmRec, alarmIdOf, byUrgency, isOpen } from "../../../domain/alarms/alarm.ts";
import { unitId } from "../../../domain/ids.ts";
import { minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";

const alarm = alarmIdOf("post-vacant", "p0");
const raise = (priority: 1 | 2 | 3 | 4 = 2, source = "p0") =>
  ({
    type: "RaiseAlarm",
    sort: "post-vacant",
    source,
    scope: [unitId("co"), unitId("mine")],
    priority,
    since: shiftStart,
  }) as const;
const back = { type: "ReturnAlarm", alarm } as const;
const acknowledge = { type: "AcknowledgeAlarm", alarm } as const;
const officer = person("duty-officer", "mine");
const recordIn = (spec: Spec): AlarmRec | undefined => spec.board.look.alarm(alarm);

describe("[ALM-1] one open alarm per source and kind", () => {
  test("raised: unacknowledged, with when the condition began and when it was raised", () => {
    const spec = createSpec({ at: shiftStart + 10 * minute });
    spec.given(raise(), watcher);
    expect(recordIn(spec)).toMatchObject({
      is: { state: "unack" },
      raisedAt: shiftStart + 10 * minute,
      since: shiftStart,
      repeats: 0,
      scope: ["co", "mine"],
    });
    expect(spec.board.get("daily", "2026-11-23")?.alarms).toBe(1);
  });

  test("raised again while it stands: nothing; a graver one is told anew, and is no repetition", () => {
    const spec = createSpec();
    spec.given(raise(2), watcher);
    spec.given(acknowledge, officer);
    expect(spec.when(raise(2), watcher).is).toBe("already");
    expect(spec.when(raise(3), watcher).is).toBe("already");
    spec.given(raise(1), watcher);
    expect(recordIn(spec)).toMatchObject({ is: { state: "unack" }, priority: 1, repeats: 0, raisedAt: shiftStart });
  });

  test("acknowledged by name, then gone: normal, and the name stays", () => {
    const spec = createSpec();
    spec.given(raise(), watcher);
    spec.pass(minute).given(acknowledge, officer);
    expect(recordIn(spec)?.is).toEqual({ state: "acked", by: "赵主任", at: shiftStart + minute });
    spec.pass(minute).given(back, watcher);
    expect(recordIn(spec)?.is).toEqual({ state: "normal", by: "赵主任", at: shiftStart + 2 * minute });
    expect(spec.when(back, watcher).is).toBe("already");
    expect(spec.when(acknowledge, officer)).toMatchObject({ code: "alarm_closed" });
  });

  test("gone before anybody answered: it stays until somebody does", () => {
    const spec = createSpec();
    spec.given(raise(), watcher);
    spec.given(back, watcher);
    expect(recordIn(spec)?.is.state).toBe("returned-unack");
    expect(spec.when(back, watcher).is).toBe("already");
    spec.given(acknowledge, officer);
    expect(recordIn(spec)?.is).toMatchObject({ state: "normal", by: "赵主任" });
  });

  test("back while still unanswered: the same alarm once more, first raised then, counted", () => {
    const spec = createSpec();
    spec.given(raise(), watcher);
    for (const times of [1, 2, 3]) {
      spec.pass(minute).given(back, watcher);
      spec.given(raise(), watcher);
      expect(recordIn(spec)).toMatchObject({ is: { state: "unack" }, repeats: times, raisedAt: shiftStart });
    }
    expect([...spec.board.all("alarm")]).toHaveLength(1);
  });

  test("back after it was closed: a new alarm", () => {
    const spec = createSpec();
    spec.given(raise(), watcher);
    spec.given(acknowledge, officer);
    spec.given(back, watcher);
    spec.pass(minute).given(raise(), watcher);
    expect(recordIn(spec)).toMatchObject({ is: { state: "unack" }, repeats: 0, raisedAt: shiftStart + minute });
  });

  test("who comes second is told who was first and when, with the name masked", () => {
    const spec = createSpec();
    spec.given(raise(), watcher);
    spec.given(acknowledge, officer);
    expect(spec.when(acknowledge, person("manager", "co"))).toMatchObject({
      code: "alarm_answered",
      params: { by: "赵*任", at: "08:00" },
    });
  });

  test("an unknown alarm", () => {
    expect(createSpec().when(acknowledge, officer)).toMatchObject({ code: "alarm_unknown" });
    expect(createSpec().when(back, watcher)).toMatchObject({ code: "alarm_unknown" });
  });

  test("whatever comes in whatever order: one record, and open exactly where a person or the condition still asks", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("raise1", "raise2", "back", "ack"), { maxLength: 30 }), (acts) => {
        const spec = createSpec();
        let holds = false;
        let answered = true;
        for (const act of acts) {
          if (act === "raise1" || act === "raise2") {
            const done = spec.when(raise(act === "raise1" ? 1 : 2), watcher).is === "done";
            holds = true;
            if (done) answered = false;
          } else if (act === "back") {
            spec.when(back, watcher);
            holds = false;
          } else if (spec.when(acknowledge, officer).is === "done") answered = true;
          const record = recordIn(spec);
          if (record !== undefined) expect(isOpen(record)).toBe(holds || !answered);
        }
        expect([...spec.board.all("alarm")].length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("[ALM-1] people look at the unanswered first, then by urgency, then by age; the order is total", () => {
  const spec = createSpec();
  for (const [n, priority] of ([3, 1, 2, 2] as const).entries()) {
    spec.pass(minute).given(raise(priority, `p${n}`), watcher);
  }
  spec.given({ type: "AcknowledgeAlarm", alarm: alarmIdOf("post-vacant", "p1") }, officer);
  spec.given({ type: "ReturnAlarm", alarm: alarmIdOf("post-vacant", "p2") }, watcher);
  const order = [...spec.board.all("alarm")].toSorted(byUrgency).map((one) => one.source);
  expect(order).toEqual(["p3", "p0", "p2", "p1"]);
});
