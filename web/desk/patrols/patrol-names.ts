// What a patrol and its leader are called: by route and register, or as the system called them that it moved over from.

import { movedName } from "../../../domain/patrols/moved.ts";
import type { PatrolRec, RouteRec } from "../../../domain/patrols/patrol.ts";
import type { Records } from "../../../domain/records.ts";
import type { Lang } from "../../../domain/refusals.ts";
import type { Desk } from "../desk.svelte.ts";
import { nameIn } from "../texts.ts";

export const routeIn = ({ route }: PatrolRec, records: Pick<Records, "get">): RouteRec | undefined =>
  route === undefined ? undefined : records.get("route", route);

export const patrolName = (patrol: PatrolRec, route: RouteRec | undefined, lang: Lang): string => {
  if (route !== undefined) return nameIn(lang, route);
  return patrol.origin === undefined ? (patrol.route ?? patrol.id) : movedName(patrol.origin);
};

/** `of`: how somebody of the register is told. */
export const leaderText = (
  { leader, origin }: PatrolRec,
  desk: Pick<Desk, "say">,
  of: (leader: string) => string,
): string => {
  if (leader !== undefined) return of(leader);
  return origin?.leader === undefined
    ? desk.say("patrol.leader.none")
    : desk.say("moved.not-ours", { name: origin.leader });
};
