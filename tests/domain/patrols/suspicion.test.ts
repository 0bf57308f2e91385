// What marks a scan: its place, its clock, and whether its patrol was on its way then, however late it is told. [PAT-1]

import { describe, expect, test } from "vitest";
import type { PatrolRun } from "../../../domain/patrols/patrol.ts";
import { placeOfScan, suspicionOf } from "../../../domain/patrols/suspicion.ts";
import { minute } from "../../../domain/time.ts";
import { fromGate, gateAt, morning, route } from "./patrols-kit.ts";

const gate = route.checkpoints[0];
if (gate === undefined) throw new Error("the route has no gate");
const at = morning + 30 * minute;
const active: PatrolRun = { state: "active", startedAt: morning, since: morning };
const over: PatrolRun = { state: "completed", startedAt: morning, since: morning + 60 * minute };
const scan = { by: "qr", at, lonLat: gateAt, acc: 20 } as const;

describe("[PAT-1] a scan that is told late", () => {
  test.each([
    ["while it is under way", active, undefined],
    ["after its end, scanned before it", over, undefined],
    ["after its end, scanned after it", { ...over, since: at - minute }, "not-under-way"],
    ["scanned before its start", { ...active, startedAt: at + minute, since: at + minute }, "not-under-way"],
    ["paused, scanned before the pause", { ...over, state: "paused" }, undefined],
    ["never started", { state: "planned" }, "not-under-way"],
  ] satisfies readonly (readonly [string, PatrolRun, string | undefined])[])("of a patrol %s", (_, run, mark) => {
    expect(suspicionOf(run, gate, scan, at)).toBe(mark);
  });
});

describe("[PAT-1] a place that the phone hardly knows", () => {
  test("shows nothing: not that it was far, and not that it was there", () => {
    const far = { ...scan, lonLat: fromGate(900, 0) };
    expect(suspicionOf(active, gate, far, at)).toBe("far");
    expect(suspicionOf(active, gate, { ...far, acc: 2_000 }, at)).toBe("unplaced");
    expect(suspicionOf(active, gate, { ...scan, acc: 2_000 }, at)).toBe("unplaced");
    expect(suspicionOf(active, gate, { ...scan, acc: gate.radius }, at)).toBeUndefined();
    expect(placeOfScan({ ...scan, acc: gate.radius + 1 }, gate)).toBeUndefined();
    expect(placeOfScan({ ...scan, acc: undefined }, gate)).toEqual(gateAt);
  });
  test("takes nothing from a tag, which cannot be photographed", () => {
    expect(suspicionOf(active, gate, { ...scan, by: "nfc", acc: 2_000 }, at)).toBeUndefined();
  });
});

test("[PAT-1] a clock that is wrong by more than 2 min is said", () => {
  expect(suspicionOf(active, gate, { ...scan, at: at - 2 * minute }, at)).toBeUndefined();
  expect(suspicionOf(active, gate, { ...scan, at: at - 3 * minute }, at)).toBe("clock");
});
