// The form of a single patrol: what is typed, what is wrong with it, and the command that it becomes.

import { type Millis, type PatrolId, routeId, type WorkerId } from "../../../domain/ids.ts";
import type { PatrolWire } from "../../../domain/patrols/patrol-acts.ts";
import type { Profile } from "../../../domain/patrols/track.ts";
import { hour, type SiteClock } from "../../../domain/time.ts";
import { fromField, toField } from "../activities/activity-form.ts";

export type PatrolForm = {
  route: string;
  leader: WorkerId | undefined;
  members: readonly WorkerId[];
  profile: Profile;
  starts: string;
  ends: string;
};
export type PatrolFormFlaws = Readonly<
  Partial<Record<"route" | "leader" | "starts" | "ends", "needed.one" | "people.leader.ask" | "patrol.ends.wrong">>
>;

/** From the next full hour on, for six hours. */
export const freshPatrol = (clock: SiteClock, now: Millis): PatrolForm => {
  const starts = Math.ceil((now + 1) / hour) * hour;
  return {
    route: "",
    leader: undefined,
    members: [],
    profile: "foot",
    starts: toField(clock, starts),
    ends: toField(clock, starts + 6 * hour),
  };
};

export const patrolFlaws = (form: PatrolForm, clock: SiteClock): PatrolFormFlaws => {
  const [starts, ends] = [fromField(clock, form.starts), fromField(clock, form.ends)];
  return {
    ...(form.route === "" ? { route: "needed.one" } : {}),
    ...(form.leader === undefined ? { leader: "people.leader.ask" } : {}),
    ...(starts === undefined ? { starts: "needed.one" } : {}),
    ...(ends === undefined ? { ends: "needed.one" } : {}),
    ...(starts !== undefined && ends !== undefined && ends <= starts ? { ends: "patrol.ends.wrong" } : {}),
  };
};

export const planOf = (
  form: PatrolForm,
  clock: SiteClock,
  patrol: PatrolId,
): Extract<PatrolWire, { readonly type: "PlanPatrol" }> | undefined => {
  const { leader, members, profile } = form;
  const [plannedAt, windowEnd] = [fromField(clock, form.starts), fromField(clock, form.ends)];
  if (Object.keys(patrolFlaws(form, clock)).length > 0) return undefined;
  if (leader === undefined || plannedAt === undefined || windowEnd === undefined) return undefined;
  const others = members.filter((one) => one !== leader);
  const route = routeId(form.route);
  return { type: "PlanPatrol", patrol, route, leader, members: others, profile, plannedAt, windowEnd };
};
