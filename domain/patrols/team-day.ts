// What the patrols of each team come to on a site day: effort, checkpoints in time, who came. Sums over patrols, without names. [COV-2]

import type { Day, Millis, RouteId, UnitId, WorkerId } from "../ids.ts";
import { hour, minute, type SiteClock } from "../time.ts";
import type { PatrolRec, RouteRec } from "./patrol.ts";
import type { TrackRec } from "./track.ts";
import { headsOf, routeOf, walkersOf } from "./walkers.ts";

/** 出巡达标: at least so long and so far on one day. */
export const metHours = 1;
export const metKm = 1;

export type TeamSums = {
  /** On kept segments of the day. */
  readonly metres: number;
  readonly ms: number;
  /** Patrols, and tracks that belong to none, with kept segments that day. */
  readonly patrols: number;
  /** Leader and members of those patrols; a track without a patrol counts one. */
  readonly personDays: number;
  /** Checkpoints whose time ran out that day; of those, visited within their time, and visited by nobody before the patrol's window ended. */
  readonly due: number;
  readonly inTime: number;
  readonly missed: number;
  /** People planned to walk that day; of those, who walked at all, and who walked an hour and a kilometre. */
  readonly called: number;
  readonly online: number;
  readonly met: number;
};
export type TeamDay = TeamSums & { readonly unit: UnitId; readonly scope: readonly UnitId[] };

export type TeamLook = {
  readonly clock: SiteClock;
  readonly route: (id: RouteId) => RouteRec | undefined;
  /** What is planned for later than this has not begun to count: of a day that is not over yet. */
  readonly now: Millis;
};

const nothing: TeamSums = {
  metres: 0,
  ms: 0,
  patrols: 0,
  personDays: 0,
  due: 0,
  inTime: 0,
  missed: 0,
  called: 0,
  online: 0,
  met: 0,
};
const thousandth = (n: number): number => Math.round(n * 1000) / 1000;

export const addTeams = (a: TeamSums, b: TeamSums, times: 1 | -1 = 1): TeamSums => ({
  metres: thousandth(a.metres + times * b.metres),
  ms: a.ms + times * b.ms,
  patrols: a.patrols + times * b.patrols,
  personDays: a.personDays + times * b.personDays,
  due: a.due + times * b.due,
  inTime: a.inTime + times * b.inTime,
  missed: a.missed + times * b.missed,
  called: a.called + times * b.called,
  online: a.online + times * b.online,
  met: a.met + times * b.met,
});
const isNothing = (sums: TeamSums): boolean =>
  sums.ms === 0 && sums.metres === 0 && sums.patrols === 0 && sums.due === 0 && sums.called === 0;

/** The teams with the others' sums added or taken away; teams that come to nothing are left out. */
export const joinTeams = (
  teams: readonly TeamDay[],
  others: readonly TeamDay[],
  times: 1 | -1 = 1,
): readonly TeamDay[] => {
  const byUnit = new Map(teams.map((team) => [team.unit, team]));
  for (const { unit, scope, ...sums } of others) {
    const known = byUnit.get(unit);
    byUnit.set(unit, { unit, scope: known?.scope ?? scope, ...addTeams(known ?? nothing, sums, times) });
  }
  return [...byUnit.values()].filter((team) => !isNothing(team)).sort((a, b) => (a.unit < b.unit ? -1 : 1));
};

export const sumTeams = (teams: Iterable<TeamSums>): TeamSums => {
  let sum = nothing;
  for (const team of teams) sum = addTeams(sum, team);
  return sum;
};

/** Every team that had something to do or did something on the day, by unit. */
export const teamsOn = (
  on: Day,
  patrols: readonly PatrolRec[],
  tracks: Iterable<TrackRec>,
  look: TeamLook,
): readonly TeamDay[] => {
  const teams: TeamDay[] = [];
  const add = (of: Pick<TeamDay, "unit" | "scope">, sums: Partial<TeamSums>): void => {
    teams.push({ unit: of.unit, scope: of.scope, ...nothing, ...sums });
  };
  const walked = (days: PatrolRec["days"]) => days.find((one) => one.day === on);
  for (const patrol of patrols) {
    const effort = walked(patrol.days);
    const { metres = 0, ms = 0 } = effort ?? {};
    if (effort !== undefined) add(patrol, { metres, ms, patrols: 1, personDays: headsOf(patrol) });
    add(patrol, checkpointsOn(on, patrol, look));
  }
  for (const track of tracks) {
    const effort = track.patrol === undefined ? walked(track.days) : undefined;
    if (effort !== undefined) add(track, { metres: effort.metres, ms: effort.ms, patrols: 1, personDays: 1 });
  }
  for (const { patrol, metres, ms } of calledOn(on, patrols, look)) {
    const met = ms >= metHours * hour && metres >= metKm * 1000;
    add(patrol, { called: 1, online: metres > 0 || ms > 0 ? 1 : 0, met: met ? 1 : 0 });
  }
  return joinTeams([], teams);
};

/** The day on which a checkpoint's time runs out: what runs out at midnight belongs to the day that ends. */
export const dueDay = (clock: SiteClock, until: Millis): Day => clock.dayOf(until - 1);

const checkpointsOn = (on: Day, patrol: PatrolRec, { clock, route, now }: TeamLook): Partial<TeamSums> =>
  checkpointsOf(patrol, routeOf(patrol, route), (until) => until <= now && dueDay(clock, until) === on);

/** The checkpoints of the patrol whose time ran out when it is asked for. */
export const checkpointsOf = (
  patrol: PatrolRec,
  route: RouteRec | undefined,
  isAsked: (until: Millis) => boolean,
): Pick<TeamSums, "due" | "inTime" | "missed"> => {
  if (patrol.run.state === "cancelled") return { due: 0, inTime: 0, missed: 0 };
  const { plannedAt, windowEnd, visits } = patrol;
  let [due, inTime, missed] = [0, 0, 0];
  for (const { id, window } of route?.checkpoints ?? []) {
    const until: Millis = window === undefined ? windowEnd : plannedAt + window.until * minute;
    if (!isAsked(until)) continue;
    due += 1;
    // A checkpoint without a window of its own has the patrol's; who sets out early is not late.
    const from = window === undefined ? 0 : plannedAt + window.from * minute;
    const own = visits.filter((visit) => visit.checkpoint === id);
    if (own.some(({ at }) => from <= at && at <= until)) inTime += 1;
    if (!own.some(({ at }) => at <= Math.max(until, windowEnd))) missed += 1;
  }
  return { due, inTime, missed };
};

type Called = { readonly patrol: PatrolRec; metres: number; ms: number };

/** Whoever was planned to walk that day, once for each team that planned him, with all that he walked that day. */
const calledOn = (on: Day, patrols: readonly PatrolRec[], { clock, now }: TeamLook): readonly Called[] => {
  const byWalker = new Map<WorkerId, Map<UnitId, Called>>();
  for (const patrol of patrols) {
    const { plannedAt, run } = patrol;
    if (run.state === "cancelled" || plannedAt > now || clock.dayOf(plannedAt) !== on) continue;
    // One that moved over without its track tells nothing of who came: it was walked, and nobody knows how far.
    if (patrol.origin?.past === true && patrol.days.length === 0) continue;
    for (const walker of walkersOf(patrol)) {
      const byUnit = byWalker.get(walker) ?? new Map<UnitId, Called>();
      byWalker.set(walker, byUnit);
      if (!byUnit.has(patrol.unit)) byUnit.set(patrol.unit, { patrol, metres: 0, ms: 0 });
    }
  }
  for (const patrol of patrols) {
    const effort = patrol.days.find((one) => one.day === on);
    if (effort === undefined) continue;
    for (const walker of walkersOf(patrol))
      for (const one of byWalker.get(walker)?.values() ?? []) {
        one.metres += effort.metres;
        one.ms += effort.ms;
      }
  }
  return [...byWalker.values()].flatMap((byUnit) => [...byUnit.values()]);
};
