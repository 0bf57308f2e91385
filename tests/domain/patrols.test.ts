// Patrols: acts, states that follow from the clock, checkpoints, and fixes that arrive in any order.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effortOn } from "../../domain/coverage-views.ts";
import type { Actor } from "../../domain/decider.ts";
import { commandId, day, patrolId, routeId, seq, workerId } from "../../domain/ids.ts";
import { checkpointLines, patrolStatus } from "../../domain/patrol-status.ts";
import { decidePatrols } from "../../domain/patrols.ts";
import { hour, minute, second } from "../../domain/time.ts";
import { maxLinePoints } from "../../domain/track-line.ts";
import {
  asRanger,
  clock,
  createYard,
  fixAt,
  fromGate,
  gate,
  gateAt,
  morning,
  planned,
  report,
  route,
  site,
  stranger,
  tower,
  underWay,
  walk,
  type Yard,
} from "./patrols-kit.ts";

const officer: Actor = { kind: "person", login: "d", name: "值班", role: "duty-officer", unit: route.unit };
const start = { type: "StartPatrol", patrol: walk } as const;
const pause = { type: "PausePatrol", patrol: walk } as const;
const resume = { type: "ResumePatrol", patrol: walk } as const;
const end = { type: "EndPatrol", patrol: walk } as const;
const cancel = { type: "CancelPatrol", patrol: walk, reason: "大雪" } as const;
const stateAt = (yard: Yard, at: number) => patrolStatus(yard.patrol(), route, site, at);

describe("[PAT-1] acts of a patrol", () => {
  test("[PAT-1] runs from plan over pause to its end, each act once", () => {
    const yard = createYard();
    expect(yard.act(planned, morning)).toBe("PatrolPlanned");
    expect(yard.act(planned, morning)).toBe("patrol_exists");
    expect(yard.act(pause, morning)).toBe("patrol_wrong_state");
    expect(yard.act(start, morning)).toBe("PatrolStarted");
    expect(yard.act(start, morning + 1)).toBe("already");
    expect(yard.act(pause, morning + 2)).toBe("PatrolPaused");
    expect(yard.act(resume, morning + 3)).toBe("PatrolResumed");
    expect(yard.act(end, morning + 4)).toBe("PatrolEnded");
    expect(yard.patrol().run).toEqual({ state: "completed", startedAt: morning, since: morning + 4 });
    expect(yard.act(cancel, morning + 5)).toBe("patrol_wrong_state");
  });

  test("[PAT-1] a plan names a known route, known people and a window that opens before it closes", () => {
    const yard = createYard();
    expect(yard.act({ ...planned, route: routeId("none") }, morning)).toBe("route_unknown");
    expect(yard.act({ ...planned, members: [workerId("nobody")] }, morning)).toBe("worker_unknown");
    expect(yard.act({ ...planned, windowEnd: planned.plannedAt }, morning)).toBe("times_wrong");
    expect(yard.act({ ...start, patrol: patrolId("none") }, morning)).toBe("patrol_unknown");
  });

  test("[PAT-1] a worker who does not walk with it cannot act for it; the desk can", () => {
    const yard = createYard();
    yard.act(planned, morning);
    expect(yard.act(start, morning, { ...asRanger, worker: stranger })).toBe("forbidden");
    expect(yard.act(start, morning, { ...asRanger, worker: stranger, roles: ["foreman"] })).toBe("PatrolStarted");
    expect(yard.act(cancel, morning, officer)).toBe("PatrolCancelled");
  });

  test("[PAT-1] a missed patrol is not started afterwards, and the refusal says so", () => {
    const yard = createYard();
    yard.act(planned, morning);
    const decision = yard.decide(start, planned.windowEnd);
    expect(decision).toEqual({
      kind: "refused",
      refusal: { code: "patrol_wrong_state", params: { state: "漏巡 missed" } },
    });
  });
});

describe("[PAT-1] what follows from the clock", () => {
  test("[PAT-1] planned, ready at T−60, overdue at T+30, missed when the window closes", () => {
    const yard = createYard();
    yard.act(planned, morning - 3 * hour);
    expect(stateAt(yard, morning - hour - 1).state).toBe("planned");
    expect(stateAt(yard, morning - hour)).toMatchObject({ state: "ready", next: morning + 30 * minute });
    expect(stateAt(yard, morning + 30 * minute - 1).state).toBe("ready");
    expect(stateAt(yard, morning + 30 * minute)).toMatchObject({ state: "start-overdue", since: morning });
    expect(stateAt(yard, planned.windowEnd).state).toBe("missed");
  });

  test("[PAT-1] silent after 30 min without a sign of life, until a sign or an end; never before", () => {
    const yard = underWay();
    expect(stateAt(yard, morning + 30 * minute - 1)).toMatchObject({ state: "active", next: morning + 30 * minute });
    expect(stateAt(yard, morning + 30 * minute)).toMatchObject({ state: "silent", since: morning });
    yard.act(report([fixAt(morning + 31 * minute, gateAt, 5)]), morning + 31 * minute);
    expect(stateAt(yard, morning + 32 * minute)).toMatchObject({ state: "active", since: morning + 31 * minute });
    expect(stateAt(yard, planned.windowEnd + hour).state).toBe("silent");
    yard.act(end, planned.windowEnd + hour, officer);
    expect(stateAt(yard, planned.windowEnd + hour).state).toBe("completed");
  });

  test("[PAT-1] a device clock that runs ahead cannot hide a silence", () => {
    const yard = underWay();
    yard.act(report([fixAt(morning + 8 * hour, gateAt, 5)]), morning + minute);
    expect(yard.trail()).toHaveLength(0);
    expect(yard.patrol().excluded).toEqual({ future: 1 });
    expect(stateAt(yard, morning + 31 * minute).state).toBe("silent");
    yard.act(report([fixAt(morning + 41 * minute, gateAt, 5)]), morning + 32 * minute);
    expect(stateAt(yard, morning + 32 * minute)).toMatchObject({ state: "active", since: morning + 32 * minute });
  });

  test("[PAT-1] the window closed with open checkpoints: incomplete, and they are named one by one", () => {
    const yard = underWay();
    yard.act({ type: "ScanCheckpoint", patrol: walk, checkpoint: gate, by: "nfc" }, morning + minute);
    yard.act(report([fixAt(planned.windowEnd - minute, gateAt, 5)]), planned.windowEnd);
    expect(stateAt(yard, planned.windowEnd)).toMatchObject({ state: "incomplete", open: [tower] });
    yard.act({ type: "ScanCheckpoint", patrol: walk, checkpoint: tower, by: "nfc" }, planned.windowEnd + minute);
    expect(stateAt(yard, planned.windowEnd + minute)).toMatchObject({ state: "active", open: [] });
  });
});

describe("[PAT-1] checkpoints", () => {
  const scan = { type: "ScanCheckpoint", patrol: walk, checkpoint: gate, by: "nfc" } as const;

  test("[PAT-1] a scan is recorded once; an odd one is marked, never refused", () => {
    const odd = (
      command: Partial<{ by: "nfc" | "qr"; at: number; lonLat: readonly [number, number] }>,
      yard = underWay(),
    ) => {
      expect(yard.act({ ...scan, ...command }, morning + 10 * minute)).toBe("CheckpointScanned");
      return yard.patrol().visits[0]?.suspicious;
    };
    expect(odd({})).toBeUndefined();
    expect(odd({ by: "qr", lonLat: gateAt })).toBeUndefined();
    expect(odd({ by: "qr" })).toBe("unplaced");
    expect(odd({ lonLat: fromGate(160, 0) })).toBe("far");
    expect(odd({ at: morning })).toBe("clock");
    const paused = underWay();
    paused.act(pause, morning + minute);
    expect(odd({}, paused)).toBe("not-under-way");
    const yard = underWay();
    yard.act(scan, morning + minute);
    expect(yard.act(scan, morning + 2 * minute)).toBe("already");
    expect(yard.act({ ...scan, checkpoint: tower }, morning + 2 * minute)).toBe("CheckpointScanned");
  });

  test("[PAT-1] a point that the route has not, or a cancelled patrol, cannot be scanned", () => {
    const yard = underWay();
    const other = { ...scan, checkpoint: route.checkpoints[0]?.id ?? gate };
    yard.act(cancel, morning);
    expect(yard.act(other, morning)).toBe("patrol_wrong_state");
  });

  /** Through the gate's circle (150 m) from west to east at `kmh`, one fix every `every` seconds. */
  const passing = (kmh: number, every: number, acc?: number) =>
    Array.from({ length: 40 }, (_, i) =>
      fixAt(morning + i * every * second, fromGate(-600 + (i * every * kmh) / 3.6, 20), acc),
    ).filter((fix) => fix.lon < fromGate(700, 0)[0]);
  const visited = (fixes: readonly ReturnType<typeof fixAt>[]) => {
    const yard = underWay();
    yard.act(report(fixes), morning + 2 * hour);
    return yard.patrol().visits;
  };

  test("[PAT-1] 60 s inside the radius is a visit, passing by is not", () => {
    expect(visited(passing(5, 20, 10))).toMatchObject([{ checkpoint: gate, by: "gps" }]);
    expect(visited(passing(11.9, 15, 10))).toHaveLength(1);
    const hurried = passing(11.9, 15, 10).map((fix) => ({ ...fix, lat: fromGate(0, 145)[1] }));
    expect(visited(hurried)).toHaveLength(0);
  });

  test("[PAT-1] the line between two fixes is tested: both outside, 90 s inside", () => {
    const both = [fixAt(morning, fromGate(-400, 0), 10), fixAt(morning + 4 * minute, fromGate(400, 0), 10)];
    const [visit] = visited(both);
    expect(visit).toMatchObject({ checkpoint: gate, by: "gps" });
    expect(visit?.at).toBeCloseTo(morning + 75 * second, -3);
  });

  test("[PAT-1] two short touches are not one stay", () => {
    const touches = [0, 300, 0].map((north, i) => fixAt(morning + i * 100 * second, fromGate(0, north), 10));
    expect(visited(touches)).toHaveLength(0);
    expect(visited([...touches, fixAt(morning + 250 * second, fromGate(50, 0), 10)])).toHaveLength(1);
  });

  test("[PAT-1] fixes worse than 30 m make no visit; fixes that tell no accuracy make a marked one", () => {
    expect(visited(passing(5, 20, 31))).toHaveLength(0);
    expect(visited(passing(5, 20))).toMatchObject([{ suspicious: "accuracy-unknown" }]);
  });

  test("[PAT-1] each point is waiting, due, visited in time or late, or missed", () => {
    const yard = underWay();
    const states = (at: number) => checkpointLines(yard.patrol(), route, at).map((one) => one.state);
    expect(states(morning)).toEqual(["due", "waiting"]);
    expect(states(morning + 31 * minute)).toEqual(["missed", "due"]);
    yard.act(scan, morning + 40 * minute);
    yard.act({ ...scan, checkpoint: tower }, morning + 45 * minute);
    expect(checkpointLines(yard.patrol(), route, morning + hour)).toMatchObject([
      { state: "visited", punctual: false },
      { state: "visited", punctual: true },
    ]);
  });
});

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
      { numRuns: 60 },
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
    expect(effortOn(day("2026-11-23"), [yard.patrol()], [])).toMatchObject({ km: 0.1, patrols: 1, personDays: 1 });
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
