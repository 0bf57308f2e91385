// Fixes of a patrol: what counts, what is left out and why, in whatever order they come. [PAT-2] [PAT-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effortOn } from "../../../domain/coverage/coverage-views.ts";
import { commandId, day, seq } from "../../../domain/ids.ts";
import { decidePatrols } from "../../../domain/patrols/patrols.ts";
import { maxLinePoints } from "../../../domain/patrols/track-line.ts";
import { hour, minute, second } from "../../../domain/time.ts";
import { tries } from "../../kit/tries.ts";
import { asRanger, clock, fixAt, fromGate, gateAt, morning, report, underWay } from "./patrols-kit.ts";

describe("[PAT-2] [PAT-3] fixes", () => {
  const spaced = (times: readonly number[], metres = 50) =>
    times.map((minutes, i) => fixAt(morning + minutes * minute, fromGate(i * metres, 0), 8));

  test("[PAT-3] a segment counts within the speed cap and the gap cap of the profile; what does not is counted by name", () => {
    const yard = underWay();
    yard.act(report(spaced([0, 15])), morning + hour);
    expect(yard.patrol().km).toBeCloseTo(0.05, 3);
    yard.act(report([fixAt(morning + 30 * minute + 1, fromGate(100, 0), 8)]), morning + hour);
    expect(yard.patrol().excluded).toEqual({ gap: 1 });
    yard.act(report([fixAt(morning + 31 * minute, fromGate(400, 0), 8)]), morning + hour);
    expect(yard.patrol().excluded).toEqual({ gap: 1, speed: 1 });
    expect(yard.patrol().km).toBeCloseTo(0.05, 3);
  });

  test("[PAT-2] bad fixes are kept in the event with their reason, and cost no good one", () => {
    const yard = underWay();
    const good = spaced([0, 1, 2]);
    const decision = yard.decide(
      report([
        ...good,
        fixAt(morning + minute, [0, 0], 5),
        fixAt(morning + minute, [180, 90], 5),
        fixAt(morning + minute, [500, 47], 5),
        fixAt(0, gateAt, 5),
        fixAt(morning + 90 * second, fromGate(5000, 0), 51),
        fixAt(morning + hour + 11 * minute, gateAt, 5),
        ...good.slice(0, 1),
      ]),
      morning + hour,
    );
    if (decision.kind !== "accepted" || decision.events[0]?.type !== "FixesReported") throw new Error("refused");
    const { walk: walked } = decision.events[0];
    expect(walked.fixes).toHaveLength(3);
    expect(walked.segments).toBe(2);
    expect(walked.excluded.map(([reason]) => reason)).toEqual([
      "implausible",
      "implausible",
      "implausible",
      "no-time",
      "accuracy",
      "future",
      "duplicate",
    ]);
  });

  test("[PAT-2] the same report again is the same act", () => {
    const yard = underWay();
    const fixes = report(spaced([0, 1, 2]));
    expect(yard.act(fixes, morning + hour)).toBe("FixesReported");
    expect(yard.act(fixes, morning + hour)).toBe("already");
    expect(yard.trail()).toHaveLength(3);
  });

  test("[PAT-2] in whatever order and parts fixes arrive, the walk is the same", () => {
    const walked = Array.from({ length: 40 }, (_, i) =>
      fixAt(morning + i * 25 * second, fromGate(Math.sin(i / 3) * 110 + i * 30, i * 50), i % 7 === 3 ? 60 : 9),
    );
    const whole = underWay();
    whole.act(report(walked), morning + hour);
    expect(whole.patrol().km).toBeGreaterThan(0.5);
    expect(whole.metresByCell().size).toBeGreaterThan(2);
    const order = fc.shuffledSubarray(walked, { minLength: walked.length });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 12 }), (fixes, size) => {
        const yard = underWay();
        for (let i = 0; i < fixes.length; i += size)
          yard.act(report(fixes.slice(Math.max(0, i - 1), i + size)), morning + hour);
        expect(yard.trail()).toEqual(whole.trail());
        expect(yard.patrol().km).toBeCloseTo(whole.patrol().km, 2);
        expect(yard.patrol().days[0]?.ms).toBe(whole.patrol().days[0]?.ms);
        expect(yard.patrol().visits).toEqual(whole.patrol().visits);
        const cells = yard.metresByCell();
        for (const [cell, metres] of whole.metresByCell())
          expect(Math.abs((cells.get(cell) ?? 0) - metres)).toBeLessThan(0.3);
        for (const [cell, metres] of cells) expect(whole.metresByCell().has(cell) || metres < 0.3).toBe(true);
      }),
      { numRuns: tries(60) },
    );
  });

  test("[PAT-3] a segment over local midnight falls on both days by its time", () => {
    const yard = underWay();
    const midnight = clock.instant(day("2026-11-23"), 0);
    yard.act(
      report([fixAt(midnight - 6 * minute, fromGate(0, 0), 8), fixAt(midnight + 2 * minute, fromGate(400, 0), 8)]),
      midnight + hour,
    );
    const [before, after] = yard.patrol().days;
    expect([before?.day, before?.ms, after?.day, after?.ms]).toEqual([
      "2026-11-22",
      6 * minute,
      "2026-11-23",
      2 * minute,
    ]);
    expect((before?.metres ?? 0) / (after?.metres ?? 1)).toBeCloseTo(3, 3);
    expect(effortOn(day("2026-11-23"), [yard.patrol()], [])).toMatchObject({ km: 0.1, patrols: 1, personDays: 2 });
  });

  test("[PAT-2] fixes for a day that is over say 补传 and change that day", () => {
    const yard = underWay();
    yard.act(report(spaced([0, 5])), morning + hour);
    expect(yard.patrol().lateDays).toEqual([]);
    yard.act(report([fixAt(morning + 10 * minute, fromGate(100, 0), 8)]), morning + 30 * hour);
    expect(yard.patrol().lateDays).toEqual(["2026-11-22"]);
    expect(yard.patrol().days).toHaveLength(1);
    expect(yard.patrol().km).toBeCloseTo(0.1, 3);
  });

  test("[PAT-2] a GCJ-02 report is converted; outside China it is refused whole", () => {
    const yard = underWay();
    const gcj = { ...report([fixAt(morning, gateAt, 8)]), datum: "gcj02" } as const;
    yard.act(gcj, morning + minute);
    const [fix] = yard.trail();
    expect(Math.abs((fix?.[1] ?? 0) - gateAt[0])).toBeGreaterThan(0.003);
    const abroad = {
      ...report([fixAt(morning, gateAt, 8), fixAt(morning + second, [14.5, 45.8], 8)]),
      datum: "gcj02",
    } as const;
    expect(yard.act(abroad, morning + minute)).toBe("datum_implausible");
    expect(yard.trail()).toHaveLength(1);
  });

  test("[PAT-2] the wall's line stays within 200 points over a whole day, and breaks at a gap", () => {
    const yard = underWay();
    for (let batch = 0; batch < 12; batch++)
      yard.act(
        report(
          Array.from({ length: 150 }, (_, i) => {
            const n = batch * 150 + i;
            return fixAt(morning + n * 15 * second, fromGate(n * 20, Math.sin(n / 9) * 300), 8);
          }),
        ),
        morning + 12 * hour,
      );
    const count = () => yard.patrol().line.reduce((sum, line) => sum + line.length, 0);
    expect(yard.trail()).toHaveLength(1800);
    expect(count()).toBeLessThanOrEqual(maxLinePoints);
    expect(count()).toBeGreaterThan(20);
    const parts = yard.patrol().line.length;
    const later = morning + 1800 * 15 * second + hour;
    yard.act(report([fixAt(later, gateAt, 8), fixAt(later + minute, fromGate(60, 0), 8)]), later + minute);
    expect(yard.patrol().line.length).toBe(parts + 1);
    expect(yard.patrol().last).toMatchObject({ at: later + minute, heading: 90 });
  });

  test("[PAT-2] fixes that did not pass ingest, or a walk computed on an older trail, never reach the ledger", () => {
    const yard = underWay();
    const context = { now: morning, at: morning, id: commandId("c"), actor: asRanger };
    expect(() => decidePatrols(report(spaced([0])), context, yard.look)).toThrow("ingest");
    const old = yard.decide(report(spaced([0])), morning + hour);
    if (old.kind !== "accepted" || old.events[0]?.type !== "FixesReported") throw new Error("refused");
    yard.act(report(spaced([0, 1])), morning + hour);
    const stale = { ...report(spaced([0])), walk: { ...old.events[0].walk, base: seq(1) } };
    expect(() => decidePatrols(stale, context, yard.look)).toThrow("older trail");
  });
});
