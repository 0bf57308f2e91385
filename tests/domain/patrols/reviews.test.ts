// A patrol after it is over: reviewed, its track set aside and put back to the millimetre; and before it begins: given to others. [PAT-1, PAT-2]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CoverRec, evolveCover } from "../../../domain/coverage/coverage.ts";
import { day, type Millis, patrolId, seq, unitId, workerId, zoneId } from "../../../domain/ids.ts";
import { wasMissed } from "../../../domain/patrols/patrol-status.ts";
import { addedTo, takenAway } from "../../../domain/patrols/set-aside.ts";
import { present } from "../../../domain/present.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { tries } from "../../kit/tries.ts";
import { fixAt, fromGate, morning } from "./patrols-kit.ts";
import { admin, alike, createFarm, t1, t2, walked } from "./reviews-kit.ts";

describe("[PAT-1] review", () => {
  test("given a completed patrol, when it is reviewed, then it says who looked at it, when and what he wrote; once", () => {
    const farm = walked();
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "路况已核" })).toBe("PatrolReviewed");
    expect(farm.patrol().review).toEqual({ at: morning + 2 * hour, by: "赵主任", note: "路况已核" });
    expect(farm.state()).toBe("reviewed");
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "again" })).toBe("already");
    expect(farm.act({ type: "StartPatrol", patrol: t1 })).toBe("patrol_wrong_state");
  });

  test("a missed one is reviewed as it is; an incomplete one is people still out: it is ended first", () => {
    const farm = createFarm();
    farm.at(morning);
    farm.act({ type: "StartPatrol", patrol: t2 });
    farm.at(morning + 4 * hour - minute);
    farm.act({ type: "PausePatrol", patrol: t2 });
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "" })).toBe("patrol_wrong_state");
    farm.at(morning + 5 * hour);
    expect([farm.state(t1), farm.state(t2)]).toEqual(["missed", "incomplete"]);
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "大雪封路" })).toBe("PatrolReviewed");
    expect(farm.act({ type: "ReviewPatrol", patrol: t2, note: "" })).toBe("patrol_wrong_state");
    expect(farm.act({ type: "EndPatrol", patrol: t2 })).toBe("PatrolEnded");
    expect(farm.act({ type: "ReviewPatrol", patrol: t2, note: "" })).toBe("PatrolReviewed");
    expect([farm.state(t1), farm.state(t2)]).toEqual(["reviewed", "reviewed"]);
    expect(farm.patrol(t2).run.state).toBe("completed");
    expect([wasMissed(farm.patrol(t1), morning + 5 * hour), wasMissed(farm.patrol(t2), morning + 5 * hour)]).toEqual([
      true,
      false,
    ]);
  });

  test("a start that comes in late to a missed and reviewed one is people who are out: they are watched, and silent in time", () => {
    const farm = createFarm();
    farm.at(morning + 4 * hour + minute);
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "没去" })).toBe("PatrolReviewed");
    expect(farm.state()).toBe("reviewed");
    expect(farm.act({ type: "StartPatrol", patrol: t1 }, admin, morning + minute)).toBe("PatrolStarted");
    expect(farm.state()).toBe("silent");
    farm.at(morning + 5 * hour);
    farm.act({ type: "EndPatrol", patrol: t1 });
    expect(farm.state()).toBe("reviewed");
  });

  test("one that is under way or silent is not reviewed", () => {
    const farm = createFarm();
    farm.at(morning);
    farm.act({ type: "StartPatrol", patrol: t1 });
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "" })).toBe("patrol_wrong_state");
    farm.at(morning + 5 * hour);
    expect(farm.state()).toBe("silent");
    expect(farm.act({ type: "ReviewPatrol", patrol: t1, note: "" })).toBe("patrol_wrong_state");
    expect(farm.act({ type: "SetTrackAside", patrol: t1, reason: "x" })).toBe("patrol_wrong_state");
  });

  test("[ORG-2] who reviewed it and why its track does not count is the desk's; a wall and the walkers see that it is so", () => {
    const farm = walked();
    farm.act({ type: "ReviewPatrol", patrol: t1, note: "路况已核" });
    farm.act({ type: "SetTrackAside", patrol: t1, reason: "借给别人" });
    const seen = (audience: Parameters<typeof present>[1]) => JSON.stringify(present(farm.patrol(), audience));
    for (const audience of [
      { kind: "wall", unit: unitId("co") },
      { kind: "person", worker: workerId("w2") },
    ] as const) {
      expect(seen(audience)).toContain('"review":{"at"');
      expect(seen(audience)).not.toMatch(/赵主任|路况已核|借给别人/);
    }
    expect(seen({ kind: "desk", role: "foreman", unit: unitId("forest") })).toMatch(/赵主任.*路况已核.*借给别人/);
  });
});

describe("[PAT-2] a track set aside", () => {
  test("takes its metres from the cells and the effort, its stays from the checkpoints, and says so of days that were over", () => {
    const farm = walked();
    expect(farm.patrol()).toMatchObject({ km: 2.318, visits: [{ by: "gps" }] });
    expect(farm.metres().size).toBeGreaterThan(2);
    farm.at(morning + dayLength);
    expect(farm.act({ type: "SetTrackAside", patrol: t1, reason: "手机借给别人" })).toBe("TrackSetAside");
    expect(farm.patrol()).toMatchObject({ km: 0, days: [], visits: [], lateDays: ["2026-11-22"] });
    expect(farm.metres().size).toBe(0);
    expect(farm.act({ type: "SetTrackAside", patrol: t1, reason: "x" })).toBe("already");
    expect(farm.act({ type: "PutTrackBack", patrol: t1, reason: "弄错了" })).toBe("TrackPutBack");
    expect(farm.patrol()).toMatchObject({ km: 2.318, visits: [{ by: "gps" }] });
    expect(farm.patrol().setAside).toBeUndefined();
    expect(farm.act({ type: "PutTrackBack", patrol: t1, reason: "x" })).toBe("already");
  });

  test("to the millimetre: what is left of a cell's day stays, however small, until it is put back", () => {
    const part = (metres: number, at: Millis) => [0, 0, day("2026-11-22"), metres, at] as const;
    const walk = (metres: number, at = 5) =>
      [{ zone: zoneId("z1"), crs: "EPSG:4549", cell: 1000, parts: [part(metres, at)] }] as const;
    const zone = () => ({ scope: [unitId("co")] });
    let cover: CoverRec | undefined;
    const give = (walks: ReturnType<typeof walk> | ReturnType<typeof takenAway>, rest?: "exactly") => {
      const look = { zone, cover: () => cover };
      for (const change of evolveCover(walks, seq(2), day("2026-11-22"), 100, look, rest))
        if (change.kind === "put") cover = change.record;
      return cover?.cells;
    };
    give(walk(100, 5));
    const before = give(walk(0.03, 9));
    const added = addedTo(addedTo([], walk(60, 5)), walk(40, 3));
    expect(added).toEqual(walk(100, 5));
    expect(give(takenAway(added), "exactly")?.[0]?.days).toEqual([["2026-11-22", 0.03, 9]]);
    expect(give(added, "exactly")).toEqual(before);
    expect(addedTo(added, walk(-100, 1))[0]?.parts).toEqual([]);
  });

  test("nothing to set aside where nobody walked", () => {
    const farm = createFarm();
    farm.at(morning + 5 * hour);
    expect(farm.act({ type: "SetTrackAside", patrol: t1, reason: "x" })).toBe("patrol_no_track");
  });

  test("any two patrols in any parts: without the one it is as if only the other had walked; put back, it is as it was", () => {
    const track = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 20 }),
        east: fc.integer({ min: -400, max: 900 }),
        north: fc.integer({ min: -300, max: 300 }),
      }),
      { minLength: 2, maxLength: 25 },
    );
    const fixesOf = (steps: readonly { readonly minutes: number; readonly east: number; readonly north: number }[]) => {
      let [at, east, north] = [morning + 14 * hour, 0, 0];
      return steps.map((step) => {
        at += step.minutes * minute;
        east += step.east;
        north += step.north;
        return fixAt(at, fromGate(east, north), 8);
      });
    };
    let shared = 0;
    fc.assert(
      fc.property(
        track,
        track,
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        fc.boolean(),
        (one, two, size, midway, late) => {
          const [mine, others] = [late ? fixesOf(one).reverse() : fixesOf(one), fixesOf(two)];
          // All is told when both are over; the walks may lie on both sides of midnight.
          const [both, alone, never] = [createFarm(), createFarm(), createFarm()];
          for (const farm of [both, alone, never]) farm.at(morning + 30 * hour);
          const half = midway ? Math.ceil(mine.length / 2) : mine.length;
          for (let n = 0; n < Math.max(mine.length, others.length); n += size) {
            const [a, b] = [mine.slice(0, half).slice(n, n + size), others.slice(n, n + size)];
            if (a.length > 0) for (const farm of [both, never]) farm.walk(t1, a);
            if (b.length > 0) for (const farm of [both, alone, never]) farm.walk(t2, b);
          }
          const before = both.cells();
          expect(both.act({ type: "SetTrackAside", patrol: t1, reason: "x" })).toBe("TrackSetAside");
          expect(both.patrol().km).toBe(0);
          const left = both.metres();
          alike(left, alone.metres());
          for (const [cell, metres] of left) if (Math.abs((never.metres().get(cell) ?? 0) - metres) > 1) shared += 1;
          // What arrives meanwhile is kept and does not count.
          const rest = mine.slice(half);
          if (rest.length > 0) for (const farm of [both, never]) farm.walk(t1, rest);
          expect(both.metres()).toEqual(left);
          expect(both.patrol().km).toBe(0);
          both.act({ type: "PutTrackBack", patrol: t1, reason: "y" });
          const { seq: _, lateDays: __, ...after } = both.patrol();
          const { seq: ___, lateDays: ____, ...was } = never.patrol();
          expect(after).toEqual(was);
          alike(both.metres(), never.metres());
          if (rest.length === 0) expect(both.cells()).toEqual(before);
        },
      ),
      { numRuns: tries(60) },
    );
    expect(shared).toBeGreaterThan(0);
  });
});

describe("[PAT-1] its people", () => {
  test("given one that has not set out, when others are chosen, then they lead and walk, and the leader counts once", () => {
    const farm = createFarm();
    const assign = (leader: string, ...members: readonly string[]) =>
      farm.act({ type: "AssignPatrol", patrol: t1, leader: workerId(leader), members: members.map(workerId) });
    expect(assign("w8", "w2", "w8")).toBe("PatrolAssigned");
    expect(farm.patrol()).toMatchObject({ leader: "w8", members: ["w2"], assigned: true });
    expect(assign("w8", "w2")).toBe("already");
    expect(assign("w99")).toBe("worker_unknown");
    expect(farm.board.look.patrolsOf("w8").map((one) => one.id)).toEqual(["t1"]);
    farm.at(morning);
    farm.act({ type: "StartPatrol", patrol: t1 });
    expect(assign("w5")).toBe("patrol_wrong_state");
    farm.at(morning + 5 * hour);
    expect(farm.act({ type: "AssignPatrol", patrol: t2, leader: workerId("w8"), members: [] })).toBe(
      "patrol_wrong_state",
    );
    expect(farm.act({ type: "AssignPatrol", patrol: patrolId("-"), leader: workerId("w8"), members: [] })).toBe(
      "patrol_unknown",
    );
  });
});
