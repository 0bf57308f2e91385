// Who walks a patrol and along which route, where that is known: one that moved over may have brought neither. [PAT-1]

import type { RouteId, WorkerId } from "../ids.ts";
import type { PatrolRec, RouteRec } from "./patrol.ts";

/** Leader and members, each once. */
export const walkersOf = ({ leader, members }: PatrolRec): ReadonlySet<WorkerId> =>
  new Set(leader === undefined ? members : [leader, ...members]);

/** How many they are, with those whom the register does not hold; somebody walked it in any case. */
export const headsOf = (patrol: PatrolRec): number =>
  Math.max(1, walkersOf(patrol).size + (patrol.origin?.unnamed ?? 0));

/** The patrol's route where it has one and the board still holds it. */
export const routeOf = ({ route }: PatrolRec, look: (id: RouteId) => RouteRec | undefined): RouteRec | undefined =>
  route === undefined ? undefined : look(route);
