// A screen's copy: a join, then patches where they fit; one wholly past changes nothing, a gap is never bridged.

import { describe, expect, test } from "vitest";
import { day, seq } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import { joined, patched, type Replica } from "../../domain/replica.ts";

const daily = (on: string, at: number, signOns = at): Rec => ({
  kind: "daily",
  id: day(on),
  seq: seq(at),
  signUps: 0,
  volunteerMinutes: 0,
  signOns,
  checkIns: 0,
  alarms: 0,
  alarmPeak: 0,
  shifts: [],
});
const answer = (reset: boolean, at: number, put: readonly Rec[], drop: readonly "daily/2026-11-22"[] = []) =>
  ({
    kind: "joined",
    store: "s",
    reset,
    seq: seq(at),
    now: 0,
    put,
    drop,
    viewer: { audience: "wall", rehearsal: false },
    build: "b",
  }) as const;
const keys = (replica: Replica | "gap") => (replica === "gap" ? replica : [...replica.records.keys()].sort());

describe("replica", () => {
  const first = joined(undefined, answer(true, 4, [daily("2026-11-22", 2), daily("2026-11-23", 4)]));

  test("a reset replaces everything, a resume adds and takes away", () => {
    expect(keys(joined(first, answer(true, 9, [daily("2026-11-24", 9)])))).toEqual(["daily/2026-11-24"]);
    const resumed = joined(first, answer(false, 9, [daily("2026-11-24", 9)], ["daily/2026-11-22"]));
    expect(keys(resumed)).toEqual(["daily/2026-11-23", "daily/2026-11-24"]);
    expect(resumed.seq).toBe(9);
    expect(keys(first)).toEqual(["daily/2026-11-22", "daily/2026-11-23"]);
  });

  test("a patch applies where from ≤ local ≤ to", () => {
    const patch = (from: number, to: number) => ({
      from: seq(from),
      to: seq(to),
      put: [daily("2026-11-23", to)],
      drop: ["daily/2026-11-22"] as const,
    });
    for (const from of [0, 3, 4]) {
      const next = patched(first, patch(from, 6));
      expect(keys(next)).toEqual(["daily/2026-11-23"]);
      expect(next === "gap" ? 0 : next.seq).toBe(6);
    }
    expect(patched(first, patch(5, 6))).toBe("gap");
    expect(patched(first, patch(2, 3))).toBe(first);
    expect(patched(first, patch(2, 4))).toBe(first);
  });
});
