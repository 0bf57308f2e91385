// Patrols and imported tracks as the desk lists them: what needs somebody first, then what is under way, then the rest by time.

import type { Priority } from "../../../domain/alarms/alarm.ts";
import type { Millis } from "../../../domain/ids.ts";
import type { PatrolRec, RouteRec } from "../../../domain/patrols/patrol.ts";
import {
  isLone,
  type PatrolState,
  type PatrolStatus,
  patrolStatus,
  wasMissed,
} from "../../../domain/patrols/patrol-status.ts";
import { type Exclusion, exclusions, type TrackRec } from "../../../domain/patrols/track.ts";
import type { Records } from "../../../domain/records.ts";
import type { Lang } from "../../../domain/refusals.ts";
import type { SiteRec } from "../../../domain/site/site.ts";
import { patrolName, routeIn } from "./patrol-names.ts";

export type PatrolRow = {
  readonly patrol: PatrolRec;
  readonly route: RouteRec | undefined;
  readonly status: PatrolStatus;
  readonly priority: Priority | undefined;
  readonly isUnderWay: boolean;
  readonly name: (lang: Lang) => string;
};

const rank: Readonly<Record<PatrolState, number>> = {
  silent: 0,
  "check-due": 1,
  "start-overdue": 2,
  incomplete: 3,
  missed: 4,
  active: 5,
  paused: 6,
  ready: 7,
  planned: 8,
  completed: 9,
  reviewed: 10,
  cancelled: 11,
};
/** As the alarm raised for it: a silent patrol speaks of a person, a late one of a plan. */
const priorities: Readonly<Partial<Record<PatrolState, Priority>>> = { silent: 2, "start-overdue": 3 };

export const patrolRows = (
  patrols: Iterable<PatrolRec>,
  records: Pick<Records, "get">,
  site: SiteRec,
  now: Millis,
): readonly PatrolRow[] =>
  [...patrols]
    .map((patrol): PatrolRow => {
      const route = routeIn(patrol, records);
      const status = patrolStatus(patrol, route, site, now);
      const { state } = patrol.run;
      return {
        patrol,
        route,
        status,
        priority: status.state === "silent" && isLone(patrol) ? 1 : priorities[status.state],
        isUnderWay: state === "active" || state === "paused",
        name: (lang) => patrolName(patrol, route, lang),
      };
    })
    .sort(
      (a, b) => rank[a.status.state] - rank[b.status.state] || soonest(a, b) || (a.patrol.id < b.patrol.id ? -1 : 1),
    );

/** What is over is told newest first. */
const soonest = (a: PatrolRow, b: PatrolRow): number =>
  rank[a.status.state] >= rank.completed || a.status.state === "missed"
    ? b.patrol.plannedAt - a.patrol.plannedAt
    : a.patrol.plannedAt - b.patrol.plannedAt;

/** In the address: the list of imported tracks, none of them opened. */
export const tracksList = "tracks";
/** The list of missed patrols, none of them opened. */
export const missedList = "missed";

/** Those that nobody walked, called off or reviewed yet. */
export const missedPatrols = (patrols: Iterable<PatrolRec>, now: Millis): readonly PatrolRec[] =>
  [...patrols].filter((patrol) => wasMissed(patrol, now) && patrol.review === undefined);

export const trackRows = (tracks: Iterable<TrackRec>): readonly TrackRec[] =>
  [...tracks].sort((a, b) => b.recordedAt - a.recordedAt || (a.id < b.id ? -1 : 1));

/** What did not count, by reason in the fixed order; reasons that we do not know are passed over. */
export const excludedCounts = (
  tally: Readonly<Record<string, number | undefined>>,
): readonly { readonly reason: Exclusion; readonly count: number }[] =>
  exclusions.flatMap((reason) => {
    const count = tally[reason] ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });

/** What it is in words: a review of one that nobody walked does not make it walked. */
export const stateWords = (patrol: PatrolRec, state: PatrolState, now: Millis): readonly PatrolState[] =>
  state === "reviewed" && wasMissed(patrol, now) ? ["missed", "reviewed"] : [state];

/** Those to come, the soonest first; then those that are over, the newest first. */
export const byTime = (patrols: Iterable<PatrolRec>, now: Millis): readonly PatrolRec[] => {
  const all = [...patrols];
  return [
    ...all.filter((one) => one.windowEnd > now).sort((a, b) => a.plannedAt - b.plannedAt),
    ...all.filter((one) => one.windowEnd <= now).sort((a, b) => b.plannedAt - a.plannedAt),
  ];
};

/** Its review is due: it is over, one way or another, and nobody has looked at it. */
export const mayReview = ({ status: { state } }: PatrolRow): boolean => state === "completed" || state === "missed";
/** Others may walk it: it has not set out, and still can. */
export const mayAssign = ({ patrol, status }: PatrolRow): boolean =>
  patrol.run.state === "planned" && status.state !== "missed" && status.state !== "reviewed";

export type PatrolAct = "StartPatrol" | "PausePatrol" | "ResumePatrol" | "EndPatrol" | "CheckInPatrol";
/** The acts that the state allows, the likely one first. */
export const patrolActs = ({ patrol, status }: PatrolRow): readonly PatrolAct[] => {
  switch (patrol.run.state) {
    case "planned":
      return status.state === "missed" || status.state === "reviewed" ? [] : ["StartPatrol"];
    case "active":
      // He owes a word, or has been heard by radio: that comes first.
      return status.state === "check-due" || status.state === "silent"
        ? ["CheckInPatrol", "EndPatrol", "PausePatrol"]
        : ["EndPatrol", "PausePatrol"];
    case "paused":
      return status.state === "check-due" || status.state === "silent"
        ? ["CheckInPatrol", "ResumePatrol", "EndPatrol"]
        : ["ResumePatrol", "EndPatrol"];
    case "completed":
    case "cancelled":
      return [];
  }
};
