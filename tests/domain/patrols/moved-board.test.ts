// What a patrol that moved over is on the board from then on: watched, kept, assigned, reviewed and exported like any other, as far as it is whole. [PAT-1]

import { describe, expect, test } from "vitest";
import { conditionsNow, retiring } from "../../../domain/alarms/conditions.ts";
import { effortOn } from "../../../domain/coverage/coverage-views.ts";
import { day, patrolId, workerId } from "../../../domain/ids.ts";
import { patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import { headsOf } from "../../../domain/patrols/walkers.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import { writeSite } from "../../../server/site/write-site.ts";
import { movedPatrolOf, movingOf } from "../../kit/moved-patrol.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { admin, at, clock, createLand } from "../../kit/walked-land.ts";

const lived = (...ids: readonly ("over" | "planned")[]) => {
  const land = createLand(shiftStart);
  for (const is of ids) expect(land.act(movingOf(is, is), admin)).toContain("PatrolImported");
  const patrol = (id: string) => {
    const found = land.board.get("patrol", id);
    if (found === undefined) throw new Error(`${id} is not on the board`);
    return found;
  };
  const stateOf = (id: string, now = land.now()) =>
    patrolStatus(patrol(id), undefined, land.board.look.site, now).state;
  return { land, patrol, stateOf };
};

describe("[PAT-1] a patrol that moved over", () => {
  test("[PAT-1] given one that is over, then nothing rings for it, and it is kept 63 days from its import, not from its end", () => {
    const { land, stateOf } = lived("over");
    const gone = (days: number) =>
      retiring(land.board, clock, shiftStart + days * dayLength).filter(({ of }) => of === "patrol");
    expect(stateOf("over")).toBe("completed");
    const rings = conditionsNow(land.board, land.board.look.site, clock, land.now() + hour);
    expect(rings.filter(({ source }) => source === "over")).toEqual([]);
    expect([gone(63), gone(64)]).toEqual([[], [{ of: "patrol", id: "over" }]]);
  });

  test("[PAT-1] given one that is planned, then it becomes ready, overdue and missed as any other, and rings", () => {
    const { land, patrol, stateOf } = lived("planned");
    const { plannedAt, windowEnd } = patrol("planned");
    const states = [plannedAt - 2 * hour, plannedAt - hour / 2, plannedAt + hour, windowEnd].map((now) =>
      stateOf("planned", now),
    );
    expect(states).toEqual(["planned", "ready", "start-overdue", "missed"]);
    const rings = conditionsNow(land.board, land.board.look.site, clock, plannedAt + hour);
    expect(rings.filter(({ source }) => source === "planned")).toMatchObject([{ sort: "patrol-late" }]);
  });

  test("[PAT-1] given nobody of ours leads it, then the desk assigns who does, and it is walked and ended here", () => {
    const { land, patrol } = lived("planned");
    expect(patrol("planned").leader).toBeUndefined();
    const id = patrolId("planned");
    land.act({ type: "AssignPatrol", patrol: id, leader: workerId("w2"), members: [] }, admin);
    land.goTo(patrol("planned").plannedAt, false);
    expect(land.act({ type: "StartPatrol", patrol: id }, admin)).toBe("PatrolStarted");
    expect(land.act({ type: "EndPatrol", patrol: id }, admin)).toBe("PatrolEnded");
    expect(patrol("planned")).toMatchObject({ leader: "w2", run: { state: "completed" } });
  });

  test("[PAT-1] a review is taken; a scan finds no route; a start comes too late", () => {
    const { land } = lived("over");
    const id = patrolId("over");
    expect(land.act({ type: "ReviewPatrol", patrol: id, note: "" }, admin)).toBe("PatrolReviewed");
    expect(land.act({ type: "StartPatrol", patrol: id }, admin)).toBe("patrol_wrong_state");
  });

  test("[PAT-1] it has no row in the site's folder, for no import could read it", () => {
    const { land } = lived("over", "planned");
    land.plan("own", at("2026-11-24", 9));
    const rows = (writeSite(land.board).get("patrols.csv") ?? "").trim().split("\n").slice(1);
    expect(rows.map((row) => row.split(",")[0])).toEqual(["own"]);
  });

  test("[COV-2] who is not on the register is a person-day all the same, and nobody at all is one", () => {
    const { land, patrol } = lived("over");
    // Its leader is a stranger; 702999 is nobody here.
    expect([headsOf(patrol("over")), patrol("over").origin?.unnamed]).toEqual([2, 2]);
    const alone = {
      ...movedPatrolOf("alone"),
      legs: movedPatrolOf("alone").legs.map(({ leader: _, ...leg }) => ({ ...leg, members: [] })),
    };
    land.act({ type: "ImportPatrols", unit: patrol("over").unit, patrols: [alone] }, admin);
    expect(headsOf(patrol("alone"))).toBe(1);
    const walked = { ...patrol("over"), days: [{ day: day("2026-11-22"), metres: 1000, ms: hour }] };
    expect(effortOn(day("2026-11-22"), [walked], [])).toMatchObject({ km: 1, patrols: 1, personDays: 2 });
  });
});
