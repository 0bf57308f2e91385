// How much the alarms ask of people: the meter, the flood and its end, the worst ten. [ALM-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmIdOf } from "../../../domain/alarms/alarm.ts";
import { loadAt, newestLoad, standing, worstTen } from "../../../domain/alarms/alarm-load.ts";
import { dayLength, hour, minute, second } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";

const officer = person("duty-officer", "co");
const ring = (spec: Spec, n: number) => {
  const alarm = alarmIdOf("post-vacant", `s${n}`);
  spec.when({ type: "ReturnAlarm", alarm }, watcher);
  spec.given({ type: "RaiseAlarm", sort: "post-vacant", source: `s${n}`, scope: [], priority: 3, since: 0 }, watcher);
};
const load = (spec: Spec) => loadAt(newestLoad(spec.board.all("load")), spec.now());

describe("[ALM-3] the meter", () => {
  test("counts what was raised in the last 10 min, repeats too, and forgets it by itself", () => {
    const spec = createSpec();
    ring(spec, 1);
    spec.pass(minute);
    ring(spec, 1);
    expect(load(spec)).toEqual({ per10: 2 });
    spec.pass(9 * minute);
    expect(load(spec)).toEqual({ per10: 1 });
    spec.pass(minute);
    expect(load(spec)).toEqual({ per10: 0 });
  });

  test("more than 10 in 10 min are a flood, until fewer than 5", () => {
    const spec = createSpec();
    for (let n = 0; n < 10; n += 1) ring(spec, n);
    expect(load(spec).flood).toBeUndefined();
    spec.pass(second);
    ring(spec, 10);
    expect(load(spec)).toEqual({ per10: 11, flood: shiftStart + second });
    // Six stay within the window: still a flood; four: none any more.
    spec.pass(5 * minute);
    for (let n = 0; n < 6; n += 1) ring(spec, n);
    spec.pass(5 * minute + second);
    expect(load(spec)).toEqual({ per10: 6, flood: shiftStart + second });
    spec.pass(5 * minute);
    expect(load(spec)).toEqual({ per10: 0 });
    // Five that come later are no flood by the old one's grace.
    for (let n = 0; n < 6; n += 1) ring(spec, n);
    expect(load(spec)).toEqual({ per10: 6 });
  });

  test("the published flood: 275 alarms in 11 min are a flood to its end, and every one is counted", () => {
    const spec = createSpec();
    for (let n = 0; n < 275; n += 1) {
      spec.pass((11 * minute) / 275);
      ring(spec, n % 90);
    }
    expect(load(spec).per10).toBeGreaterThan(240);
    expect(load(spec).flood).toBeDefined();
    const day = newestLoad(spec.board.all("load"));
    expect(Object.values(day?.bySlot ?? {}).reduce((sum, count) => sum + count, 0)).toBe(275);
    expect(Object.values(day?.byAlarm ?? {}).reduce((sum, count) => sum + count, 0)).toBe(275);
    expect(spec.board.get("daily", "2026-11-23")?.alarms).toBe(275);
    expect([...spec.board.all("alarm")]).toHaveLength(90);
  });

  test("over midnight the window goes on, the day's counts begin anew", () => {
    const spec = createSpec({ at: shiftStart + 16 * hour - minute });
    ring(spec, 1);
    spec.pass(2 * minute);
    ring(spec, 2);
    expect(load(spec).per10).toBe(2);
    expect([...spec.board.all("load")].map((one) => [one.id, Object.values(one.bySlot)])).toEqual([
      ["2026-11-23", [1]],
      ["2026-11-24", [1]],
    ]);
  });

  test("never a flood without more than 10 in some 10 min before it, whatever the rhythm", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 240 }), { maxLength: 60 }), (gaps) => {
        const spec = createSpec();
        const at: number[] = [];
        for (const [n, gap] of gaps.entries()) {
          spec.pass(gap * second);
          ring(spec, n);
          at.push(spec.now());
          const { per10, flood } = load(spec);
          expect(per10).toBe(at.filter((one) => spec.now() - one < 10 * minute).length);
          if (per10 > 10) expect(flood).toBeDefined();
          if (per10 < 5) expect(flood).toBeUndefined();
        }
      }),
    );
  });
});

test("[ALM-3] standing for more than 24 h, the longest first; the worst ten by how often they rang", () => {
  const spec = createSpec();
  for (let n = 0; n < 12; n += 1) for (let times = 0; times <= n; times += 1) ring(spec, n);
  spec.given({ type: "AcknowledgeAlarm", alarm: alarmIdOf("post-vacant", "s3") }, officer);
  expect(standing(spec.board.all("alarm"), spec.now() + dayLength)).toEqual([]);
  expect(standing(spec.board.all("alarm"), spec.now() + dayLength + 1)).toHaveLength(12);
  const worst = worstTen(spec.board.all("load"));
  expect(worst).toHaveLength(10);
  expect(worst[0]).toEqual({ alarm: alarmIdOf("post-vacant", "s11"), times: 12 });
  expect(worst.at(-1)?.times).toBe(3);
});
