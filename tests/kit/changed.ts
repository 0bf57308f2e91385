// An activity as a desk changes it in tests: what stands is asked for again, but for a part of it. [ACT-1]

import type { ActivityRec } from "../../domain/activities/activity.ts";
import { untoldMove } from "../../domain/activities/activity-move.ts";
import type { ChangeTo } from "../../domain/activities/change-acts.ts";
import type { Command } from "../../domain/board.ts";
import { activityId, roleId } from "../../domain/ids.ts";
import { activity, siteFixture } from "./site-fixture.ts";
import { createSpec, person, type Spec } from "./spec.ts";
import { worker } from "./world.ts";

export const a1 = activityId("a1");
export const r = roleId("r");
export const desk = person("union-officer", "co");

export const opened = (capacity = 2, more = {}): Spec =>
  createSpec({ site: siteFixture({ activities: [activity("a1", capacity, more), activity("a2", 9)] }) });
export const activityOf = (spec: Spec, id = "a1"): ActivityRec => {
  const found = spec.board.look.activity(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
/** As it stands, for a desk that changes a part of it. */
export const planned = (spec: Spec, id = "a1"): ChangeTo => {
  const { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles, fair } = activityOf(
    spec,
    id,
  );
  return {
    ...{ name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles },
    ...(fair === undefined ? {} : { fairUntil: fair.until }),
  };
};
export const change = (
  spec: Spec,
  to: Partial<ChangeTo>,
  more: { readonly despite?: boolean; readonly version?: number } = {},
) =>
  ({
    ...{ type: "ChangeActivity", activity: a1, version: activityOf(spec).changed?.times ?? 0 },
    ...{ to: { ...planned(spec), ...to }, ...more },
  }) as const satisfies Command;
export const seats = (n: number) => ({
  capacity: n,
  roles: [{ id: r, name: "队员", nameEn: "Member", capacity: n, requires: [] }],
});
export const moved = (spec: Spec, by: number): Partial<ChangeTo> => {
  const { startsAt, endsAt, closesAt } = activityOf(spec);
  return { startsAt: startsAt + by, endsAt: endsAt + by, closesAt: closesAt + by, cancelUntil: undefined };
};
export const signUp = (spec: Spec, n: number, wait: boolean | "ask" = true, id = a1) =>
  spec.given({ type: "SignUp", activity: id, role: r, wait }, worker(n));
export const entryOf = (spec: Spec, n: number, id = "a1") => {
  const found = [...spec.board.all("entry")].findLast((one) => one.worker === `w${n}` && one.activity === id);
  if (found === undefined) throw new Error(`w${n} is not in`);
  return found;
};
export const untold = (spec: Spec, n: number) => untoldMove(activityOf(spec), entryOf(spec, n));
export const read = (spec: Spec, n: number): Command => ({
  type: "ReadMoves",
  moves: [{ activity: a1, entry: entryOf(spec, n).id, nth: activityOf(spec).changed?.moves.at(-1)?.nth ?? 0 }],
});
