// What a desk may change of an activity of the races, as chance draws it, and who reads of it. [ACT-1]

import { timesChanged, untoldMove } from "../../domain/activities/activity-move.ts";
import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import type { ActivityId } from "../../domain/ids.ts";
import type { Records } from "../../domain/records.ts";
import { hour } from "../../domain/time.ts";
import type { Draw } from "./draw.ts";
import { person } from "./spec.ts";

type Drawn = { readonly command: Command; readonly actor: Actor };

/** More seats or fewer, a role less, an hour earlier or later, another place; now and then by a desk that has not looked again. */
export const changeOf = ({ below, of }: Draw, board: Records, id: ActivityId): Drawn | undefined => {
  const activity = board.get("activity", id);
  if (activity === undefined) return undefined;
  const by = of([0, 0, hour, -hour, 3 * hour]);
  const more = of([-2, -1, 0, 1, 2]);
  const { name, nameEn, opensAt, closesAt, startsAt, endsAt, fair } = activity;
  const roles = activity.roles
    .slice(0, below(6) === 0 ? 1 : undefined)
    .map((role) => ({ ...role, capacity: Math.max(1, role.capacity + more) }));
  const room = roles.reduce((sum, { capacity }) => sum + capacity, 0);
  const command: Command = {
    ...{ type: "ChangeActivity", activity: id, version: timesChanged(activity) + (below(8) === 0 ? 1 : 0) },
    to: {
      ...{ name, nameEn, place: of(["", "东坡", "西坡"]), startsAt: startsAt + by, endsAt: endsAt + by, opensAt },
      ...{ closesAt: closesAt + by, capacity: Math.min(room, Math.max(1, activity.capacity + more)), roles },
      ...(fair === undefined || below(4) === 0 ? {} : { fairUntil: fair.until }),
    },
    despite: below(2) === 0,
  };
  return { command, actor: person("manager", "co") };
};

export const readOf = ({ below }: Draw, board: Records): Drawn | undefined => {
  const untold = [...board.all("entry")].flatMap((entry) => {
    const activity = board.get("activity", entry.activity);
    const nth = activity?.changed?.moves.at(-1)?.nth;
    return activity === undefined || nth === undefined || untoldMove(activity, entry) === undefined
      ? []
      : [{ entry, nth }];
  });
  const one = untold[below(untold.length)];
  if (one === undefined) return undefined;
  const { id, activity, worker } = one.entry;
  return {
    command: { type: "ReadMoves", moves: [{ activity, entry: id, nth: one.nth }] },
    actor: { kind: "worker", worker, proof: "badge", roles: [] },
  };
};
