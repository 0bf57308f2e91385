// Who walks alone owes a sign of life: due, reminded, silent; by a fix, a scan, the phone's key or a word by radio it begins anew. [PAT-1]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionsNow } from "../../../domain/alarms/conditions.ts";
import { type Actor, put } from "../../../domain/decider.ts";
import type { Millis } from "../../../domain/ids.ts";
import { patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import { createTables } from "../../../domain/tables.ts";
import { hour, minute } from "../../../domain/time.ts";
import {
  clock,
  companion,
  createYard,
  fixAt,
  fromGate,
  morning,
  planned,
  report,
  route,
  site,
  walk,
  type Yard,
} from "./patrols-kit.ts";

const officer: Actor = { kind: "person", login: "d", name: "值班", role: "duty-officer", unit: route.unit };
const checkIn = { type: "CheckInPatrol", patrol: walk } as const;
const alone = (members: (typeof planned)["members"] | readonly [] = []): Yard => {
  const yard = createYard();
  yard.act({ ...planned, members }, morning - 10 * minute);
  yard.act({ type: "StartPatrol", patrol: walk }, morning);
  return yard;
};
const stateAt = (yard: Yard, at: Millis) => patrolStatus(yard.patrol(), route, site, at);
const alarmsAt = (yard: Yard, at: Millis) => {
  const tables = createTables();
  tables.apply([put(yard.patrol())]);
  return conditionsNow(tables, site, clock, at);
};

describe("[PAT-1] the ladder of who walks alone", () => {
  test("given 20 min without a sign, then one is due; 10 min later he is silent, since his last sign", () => {
    const yard = alone();
    expect(stateAt(yard, morning + 20 * minute - 1)).toMatchObject({ state: "active", next: morning + 20 * minute });
    expect(stateAt(yard, morning + 20 * minute)).toMatchObject({
      state: "check-due",
      since: morning,
      next: morning + 30 * minute,
    });
    expect(stateAt(yard, morning + 30 * minute)).toMatchObject({ state: "silent", since: morning });
    expect(stateAt(yard, morning + 9 * hour).state).toBe("silent");
  });

  test("given he walks with another, then nothing is due, and silence is that of a group", () => {
    const yard = alone([companion]);
    expect(stateAt(yard, morning + 29 * minute).state).toBe("active");
    expect(stateAt(yard, morning + 30 * minute).state).toBe("silent");
  });

  test.each([
    ["a word by radio", (yard: Yard, at: Millis) => yard.act(checkIn, at, officer)],
    ["his own key", (yard: Yard, at: Millis) => yard.act(checkIn, at)],
    ["a fix", (yard: Yard, at: Millis) => yard.act(report([fixAt(at, fromGate(200, 0))]), at)],
  ])("given %s when he is silent, then it begins anew", (_, sign) => {
    const yard = alone();
    const at = morning + 40 * minute;
    expect(sign(yard, at)).not.toMatch(/_/);
    expect(stateAt(yard, at + 20 * minute - 1).state).toBe("active");
    expect(stateAt(yard, at + 20 * minute)).toMatchObject({ state: "check-due", since: at });
  });

  test("given he rests, then he owes it all the same; given he has not set out or has come back, then not", () => {
    const yard = alone();
    yard.act({ type: "PausePatrol", patrol: walk }, morning + 5 * minute);
    expect(stateAt(yard, morning + 25 * minute - 1).state).toBe("paused");
    expect(stateAt(yard, morning + 25 * minute).state).toBe("check-due");
    yard.act(checkIn, morning + 26 * minute);
    expect(stateAt(yard, morning + 27 * minute)).toMatchObject({ state: "paused", since: morning + 5 * minute });
    yard.act({ type: "EndPatrol", patrol: walk }, morning + 60 * minute);
    expect(stateAt(yard, morning + 5 * hour).state).toBe("completed");
    expect(yard.act(checkIn, morning + 5 * hour)).toBe("patrol_wrong_state");
    const before = createYard();
    before.act({ ...planned, members: [] }, morning - hour);
    expect(before.act(checkIn, morning)).toBe("patrol_wrong_state");
  });

  test("given he is silent, then it rings with priority 1; a silent group with priority 2; nobody rings while it is only due", () => {
    const yard = alone();
    expect(alarmsAt(yard, morning + 29 * minute)).toEqual([]);
    expect(alarmsAt(yard, morning + 30 * minute)).toMatchObject([{ sort: "patrol-silent", priority: 1 }]);
    expect(alarmsAt(alone([companion]), morning + 30 * minute)).toMatchObject([{ sort: "patrol-silent", priority: 2 }]);
  });

  test("given a site that calls a group silent early, then somebody alone is not seen later than that", () => {
    const yard = alone();
    const early = { ...site, settings: { ...site.settings, silentMin: 10 } };
    expect(patrolStatus(yard.patrol(), route, early, morning + 10 * minute - 1).state).toBe("active");
    expect(patrolStatus(yard.patrol(), route, early, morning + 10 * minute)).toMatchObject({ state: "silent" });
  });

  test("given a sign told late, or twice, or out of order, then the latest counts, and none makes him older", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 12 }), (minutes) => {
        const yard = alone();
        for (const n of minutes) yard.act(checkIn, morning + n * minute);
        const last = morning + Math.max(...minutes) * minute;
        expect(stateAt(yard, last + 20 * minute - 1).state).toBe("active");
        expect(stateAt(yard, last + 30 * minute)).toMatchObject({ state: "silent", since: last });
      }),
    );
  });
});
