// A patrol as the reader of another system hands it on, for tests of the rules behind it.

import { findingId, patrolId, type UnitId, unitId } from "../../domain/ids.ts";
import type { ImportPatrols, MovedPatrol } from "../../domain/patrols/moving.ts";
import { hour } from "../../domain/time.ts";
import { shiftStart } from "./site-fixture.ts";

/** Words that came with it and are a desk's alone. */
export const movedWords = ["迁入某人", "迁入的话", "迁入的目的"] as const;

export const movedPatrolOf = (id: string, more: Partial<MovedPatrol> = {}): MovedPatrol => ({
  id: patrolId(id),
  system: "earthranger",
  number: "23494",
  title: movedWords[1],
  objective: movedWords[2],
  state: "done",
  planned: { from: null, until: null },
  legs: [
    {
      kind: "routine_patrol",
      from: shiftStart - 30 * hour,
      until: shiftStart - 26 * hour,
      leader: { names: [movedWords[0]] },
      members: [{ names: ["702999"] }],
      raw: [],
    },
  ],
  events: [],
  notes: [`${movedWords[0]}：${movedWords[1]}`],
  bare: false,
  ...more,
});

/** One that is over, or one that is planned for the evening, with a fire and a remark. */
export const movingOf = (id: string, is: "over" | "planned", unit: UnitId = unitId("forest")): ImportPatrols => {
  const events = [
    { id: findingId(`${id}-f`), kind: "fire_rep", words: movedWords[1], at: null, isOpen: true },
    { id: findingId(`${id}-r`), kind: "rainfall_rep", words: movedWords[1], at: null, isOpen: true },
  ];
  const planned = { from: shiftStart + 200 * hour, until: shiftStart + 206 * hour };
  const legs = movedPatrolOf(id).legs.map((leg) => ({ ...leg, from: null, until: null }));
  const patrol =
    is === "over" ? movedPatrolOf(id, { events }) : movedPatrolOf(id, { events, state: "open", planned, legs });
  return { type: "ImportPatrols", unit, patrols: [patrol] };
};
