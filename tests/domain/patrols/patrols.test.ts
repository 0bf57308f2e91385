// Patrols: acts, states that follow from the clock, checkpoints, and fixes that arrive in any order.

import { describe, expect, test } from "vitest";
import type { Actor } from "../../../domain/decider.ts";
import { patrolId, routeId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { checkpointLines, patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import { hour, minute, second } from "../../../domain/time.ts";
import {
  asRanger,
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
      refusal: { code: "patrol_wrong_state", params: { state: inBoth("漏巡", "missed") } },
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
