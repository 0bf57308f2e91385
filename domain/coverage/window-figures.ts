// Coverage, effort and punctuality over a window, as far as it has come, with what each figure was counted by; and the window before it. [COV-2]

import { coverDayFigures, type DayLook } from "../days/cover-closing.ts";
import type { CoverDayFigures, Late, ZoneDay } from "../days/cover-day.ts";
import { type DayWindow, type Reach, reachOf, sameBefore, wholeBefore } from "../days/windows.ts";
import type { Day, Millis, UnitId, WorkerId, ZoneId } from "../ids.ts";
import { checkpointsOf, joinTeams, sumTeams, type TeamDay, type TeamSums } from "../patrols/team-day.ts";
import { headsOf, routeOf, walkersOf } from "../patrols/walkers.ts";
import { addDays, type ShiftRun } from "../time.ts";
import { createVisits } from "./coverage.ts";
import { foundIn } from "./findings-rate.ts";

/** One zone, or all of them; and the teams of its unit, or all of them. */
export type Filter = { readonly zone?: ZoneId; readonly unit?: UnitId };

/** A day as its record keeps it, or as the board stands where it is not over yet. */
export type ToldDay = CoverDayFigures & {
  readonly asOf: Millis;
  readonly isLive: boolean;
  readonly rewritten?: Late;
  readonly short?: Late;
};
export type DayAt = (on: Day) => ToldDay | undefined;

/** Days by their records; today, and yesterday until it is closed, from the board. Each is counted once. */
export const createDayAt = (look: DayLook, now: Millis): DayAt => {
  const today = look.clock.dayOf(now);
  const live = new Map<Day, ToldDay>();
  return (on) => {
    const record = look.get("coverday", on);
    if (record !== undefined) return { ...record, asOf: record.rewritten?.last ?? record.closedAt, isLive: false };
    if (on > today || on < addDays(today, -1)) return undefined;
    const told = live.get(on) ?? { ...coverDayFigures(on, look, { now, teams: "known" }), asOf: now, isLive: true };
    live.set(on, told);
    return told;
  };
};

/** What the figures were counted by; more than one where zones or days differ. */
export type WindowBasis = {
  readonly asOf?: Millis;
  readonly cell: readonly number[];
  readonly lmin: readonly number[];
  readonly intervalDays: readonly number[];
};
export type WindowFigures = {
  readonly reach: Reach;
  readonly basis: WindowBasis;
  /** At the end of the window's last day; undefined where nothing is on record of it. */
  readonly ground?: { readonly cells: number; readonly inTime: number; readonly visited: number };
  /** Kept metres inside the zones' cells; undefined where no day knew a zone; a shift's are not known. */
  readonly metres?: number;
  /** Findings of the window, in the teams' unit and below; undefined where not all of them are kept any more. */
  readonly found?: number;
  /** Over all the window's days that are known. */
  readonly teams: TeamSums;
  readonly byTeam: readonly TeamDay[];
  /** Days of the window of which no ground, or no team, is on record. */
  readonly unknown: { readonly ground: number; readonly teams: number };
  readonly rewritten: readonly Day[];
  readonly short: readonly Day[];
};

const isIn =
  (filter: Filter) =>
  (one: { readonly zone: ZoneId }): boolean =>
    filter.zone === undefined || one.zone === filter.zone;
const isOf =
  (filter: Filter) =>
  (team: TeamDay): boolean =>
    filter.unit === undefined || team.scope.includes(filter.unit);

const distinct = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);
const basisOf = (zones: readonly ZoneDay[], asOf: Millis | undefined): WindowBasis => ({
  ...(asOf === undefined ? {} : { asOf }),
  cell: distinct(zones.map((zone) => zone.cell)),
  lmin: distinct(zones.map((zone) => zone.lmin)),
  intervalDays: distinct(zones.map((zone) => zone.intervalDays)),
});

const groundOf = (zones: readonly ZoneDay[], name: DayWindow): WindowFigures["ground"] => ({
  cells: zones.reduce((sum, zone) => sum + zone.cells, 0),
  inTime: zones.reduce((sum, zone) => sum + zone.inTime, 0),
  visited: zones.reduce((sum, { [name]: visited }) => sum + visited, 0),
});

const teamsByUnit = (days: readonly ToldDay[], filter: Filter): readonly TeamDay[] => {
  const byUnit = new Map<UnitId, TeamDay>();
  for (const team of days.flatMap(({ teams = [] }) => teams).filter(isOf(filter))) {
    const known = byUnit.get(team.unit);
    byUnit.set(team.unit, known === undefined ? team : { ...team, ...sumTeams([known, team]) });
  }
  return [...byUnit.values()].sort((a, b) => b.metres - a.metres || (a.unit < b.unit ? -1 : 1));
};

/** `reach` must begin where a window of that name begins: what was visited since then is counted in each day's record. */
export const windowFigures = (name: DayWindow, reach: Reach, dayAt: DayAt, filter: Filter): WindowFigures => {
  const told = Array.from({ length: reach.days }, (_, n) => dayAt(addDays(reach.from, n)));
  const known = told.filter((one) => one !== undefined);
  const last = dayAt(reach.to);
  const zones = (last?.zones ?? []).filter(isIn(filter));
  const byTeam = teamsByUnit(known, filter);
  const ground = last === undefined ? undefined : groundOf(zones, name);
  const walked = known.flatMap((one) => one.zones.filter(isIn(filter)));
  const marked = (mark: "rewritten" | "short"): readonly Day[] =>
    told.flatMap((one, n) => (one?.[mark] === undefined ? [] : [addDays(reach.from, n)]));
  return {
    reach,
    basis: basisOf(
      zones,
      known.reduce<Millis | undefined>((at, one) => Math.max(at ?? one.asOf, one.asOf), undefined),
    ),
    ...(ground === undefined ? {} : { ground }),
    ...(walked.length === 0 ? {} : { metres: walked.reduce((sum, zone) => sum + zone.metres, 0) }),
    teams: sumTeams(byTeam),
    byTeam,
    unknown: { ground: told.length - known.length, teams: told.filter((one) => one?.teams === undefined).length },
    rewritten: marked("rewritten"),
    short: marked("short"),
  };
};

export type Comparison = {
  readonly now: WindowFigures;
  /** As many days of the window before; and all of it. */
  readonly same: WindowFigures;
  readonly before: WindowFigures;
};

/** The window that holds `to`, beside the one before it. */
export const comparison = (
  name: DayWindow,
  to: Day,
  dayAt: DayAt,
  look: DayLook,
  filter: Filter,
  now: Millis,
): Comparison => {
  const { seasons } = look.site.settings;
  const reach = reachOf(name, to, seasons);
  const findings = [...look.all("finding")];
  const figuresOf = (one: Reach): WindowFigures => {
    const found = foundIn(findings, one, filter.unit, look.clock, now);
    return { ...windowFigures(name, one, dayAt, filter), ...(found === undefined ? {} : { found }) };
  };
  return {
    now: figuresOf(reach),
    same: figuresOf(sameBefore(name, reach, seasons)),
    before: figuresOf(wholeBefore(name, reach, seasons)),
  };
};

/** The cells that were left since the run under way began, and those in time now. */
const groundOfRun = (run: ShiftRun, zones: readonly ZoneDay[], look: DayLook): NonNullable<WindowFigures["ground"]> => {
  const covers = [...look.all("cover")];
  let [cells, inTime, visited] = [0, 0, 0];
  for (const { zone: id, inTime: fresh } of zones) {
    const zone = look.get("zone", id);
    if (zone === undefined) continue;
    const own = covers.filter((one) => one.zone === id);
    const visitOf = createVisits(id, zone.grid, own, look.site.settings.lmin);
    cells += zone.grid.cells.length;
    inTime += fresh;
    for (const [column, row] of zone.grid.cells) if ((visitOf(column, row) ?? 0) >= run.startsAt) visited += 1;
  }
  return { cells, inTime, visited };
};

/** Who was planned to set out then, once for each team that planned him, and of those who walked on any of its patrols then. */
const attendance = (look: DayLook, isWithin: (at: Millis) => boolean): readonly TeamDay[] => {
  const teams = new Map<UnitId, { scope: readonly UnitId[]; called: Set<WorkerId>; online: Set<WorkerId> }>();
  for (const patrol of look.all("patrol")) {
    const { unit, scope, days, run, origin, plannedAt } = patrol;
    // One that moved over without its track tells nothing of who came.
    if (run.state === "cancelled" || !isWithin(plannedAt) || (origin?.past === true && days.length === 0)) continue;
    const team = teams.get(unit) ?? { scope, called: new Set<WorkerId>(), online: new Set<WorkerId>() };
    teams.set(unit, team);
    for (const walker of walkersOf(patrol)) {
      team.called.add(walker);
      if (days.length > 0) team.online.add(walker);
    }
  }
  return [...teams].map(([unit, { scope, called, online }]) => ({
    unit,
    scope,
    ...sumTeams([]),
    called: called.size,
    online: online.size,
  }));
};

/**
 * A run of a shift, under way or over: patrols that set out in it, each whole; checkpoints whose time ran out in it, what runs
 * out at its end with it. Under way also the cells left since it began: they keep no more than the hour of their last visit, so
 * of a shift that is over no ground is told. Right for as long as its patrols are on the board, a week.
 */
export const shiftFigures = (run: ShiftRun, look: DayLook, now: Millis, filter: Filter): WindowFigures => {
  const today = look.clock.dayOf(now);
  const isOver = now >= run.endsAt;
  const end = isOver ? run.endsAt : now;
  const isWithin = (at: Millis): boolean => at >= run.startsAt && (isOver ? at < end : at <= end);
  const zones = isOver ? [] : coverDayFigures(today, look, { now, teams: "unknown" }).zones.filter(isIn(filter));
  const teams = [...look.all("patrol")].map((patrol): TeamDay => {
    const { unit, scope, days } = patrol;
    const due = checkpointsOf(
      patrol,
      routeOf(patrol, (id) => look.get("route", id)),
      (until) => until > run.startsAt && until <= end,
    );
    const walked = "startedAt" in patrol.run && isWithin(patrol.run.startedAt) && days.length > 0;
    const people = headsOf(patrol);
    return {
      unit,
      scope,
      ...due,
      metres: walked ? days.reduce((sum, one) => sum + one.metres, 0) : 0,
      ms: walked ? days.reduce((sum, one) => sum + one.ms, 0) : 0,
      patrols: walked ? 1 : 0,
      personDays: walked ? people : 0,
      called: 0,
      online: 0,
      met: 0,
    };
  });
  const all = joinTeams([], [...teams, ...attendance(look, isWithin)]);
  const byTeam = teamsByUnit([{ season: today, zones: [], teams: all, asOf: now, isLive: true }], filter).filter(
    (team) => team.patrols + team.due + team.called > 0,
  );
  return {
    reach: { from: run.day, to: isOver ? look.clock.dayOf(end - 1) : today, days: 1 },
    basis: basisOf(zones, now),
    ...(isOver ? {} : { ground: groundOfRun(run, zones, look) }),
    teams: sumTeams(byTeam),
    byTeam,
    unknown: { ground: 0, teams: 0 },
    rewritten: [],
    short: [],
  };
};
