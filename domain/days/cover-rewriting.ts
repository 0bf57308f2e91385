// 补传: what is uploaded after a day was closed changes that day's record at once, and says so; so the order of uploads changes no figure. [PAT-2, COV-2]

import { addCells, type CellSums, cellOn, noCells } from "../coverage/cell-day.ts";
import { type CoverRec, keptDays } from "../coverage/coverage.ts";
import type { ZoneRec } from "../coverage/zone.ts";
import { type Change, put } from "../decider.ts";
import type { Day, Millis, Seq, WorkerId } from "../ids.ts";
import type { PatrolRec } from "../patrols/patrol.ts";
import { dueDay, joinTeams, type TeamDay, type TeamLook, teamsOn } from "../patrols/team-day.ts";
import type { TrackRec, ZoneWalk } from "../patrols/track.ts";
import { routeOf, walkersOf } from "../patrols/walkers.ts";
import type { Rec, Records } from "../records.ts";
import { addDays, minute } from "../time.ts";
import { type CoverDayRec, lateAgain, type ZoneDay } from "./cover-day.ts";
import { windowStart } from "./windows.ts";

export type RewriteLook = Omit<TeamLook, "now"> &
  Pick<Records, "get"> & { readonly patrolsOf: (worker: WorkerId) => readonly PatrolRec[] };

/** What the records of closed days have to follow of an event's changes; `walks`: what it added to the cells or took from them. `at`: server clock. */
export const rewrittenDays = (
  walks: readonly ZoneWalk[],
  changes: readonly Change<Rec>[],
  { at, seq }: { readonly at: Millis; readonly seq: Seq },
  look: RewriteLook,
): readonly Change<CoverDayRec>[] => {
  const today = look.clock.dayOf(at);
  const pairs = pairsIn(changes, look);
  // Nearly every event speaks of today alone: told apart without asking for the days of each checkpoint.
  const dawn = look.clock.instant(today, 0);
  // A clock that was set forward for a while has closed days that were yet to be walked: they follow like any other.
  const isClosed = (on: Day): boolean => on < today || look.get("coverday", on) !== undefined;
  if (
    !isClosed(today) &&
    walks.every(({ parts }) => parts.every((part) => part[2] >= today)) &&
    pairs.every((pair) => isSince(pair, dawn, today))
  )
    return [];
  const teamDays = [...new Set(pairs.flatMap((pair) => daysOf(pair, look)))].filter(isClosed);
  const cellDays = new Set(walks.flatMap(({ parts }) => parts.map((part) => part[2])).filter(isClosed));
  if (teamDays.length === 0 && cellDays.size === 0) return [];

  const then = { ...look, now: at };
  const dayById = new Map<Day, CoverDayRec>();
  const dayAt = (on: Day): CoverDayRec | undefined => dayById.get(on) ?? look.get("coverday", on);
  // Beyond this a track may have left the board, and the same file would count again: such a day falls short, and says so.
  const oldest = addDays(today, 1 - keptDays);
  const late = [...cellDays].sort();
  const short = new Set([...late, ...teamDays].filter((on) => on < oldest));
  for (const on of teamDays) {
    const day = on < oldest ? undefined : dayAt(on);
    if (day?.teams === undefined) continue;
    const teams = joinTeams(
      joinTeams(day.teams, teamsOf(on, pairs, "before", then), -1),
      teamsOf(on, pairs, "after", then),
    );
    if (JSON.stringify(teams) !== JSON.stringify(day.teams)) dayById.set(on, { ...day, seq, teams });
  }

  for (const { zone, cells } of changedCells(walks, changes, look))
    for (let on = late[0]; on !== undefined && isClosed(on); on = addDays(on, 1)) {
      const day = on < oldest ? undefined : dayAt(on);
      const known = day?.zones.find((one) => one.zone === zone.id);
      if (day === undefined || known === undefined) continue;
      if (isRegridded(known, zone)) {
        if (cellDays.has(on)) short.add(on);
        continue;
      }
      const change = cellChange(on, day, known, cells, look);
      if (isSame(change, noCells)) continue;
      const zones = day.zones.map((one) => (one === known ? { ...one, ...addCells(one, change, 1) } : one));
      dayById.set(on, { ...day, seq, zones });
    }

  for (const [on, day] of dayById) dayById.set(on, { ...day, rewritten: lateAgain(day.rewritten, at) });
  for (const on of short) {
    const day = dayAt(on);
    if (day !== undefined) dayById.set(on, { ...day, seq, short: lateAgain(day.short, at) });
  }
  return [...dayById.values()].map(put);
};

// ── teams ────────────────────────────────────────────────────────────────────────────────────────

type Pair =
  | { readonly of: "patrol"; readonly before: PatrolRec | undefined; readonly after: PatrolRec }
  | { readonly of: "track"; readonly before: TrackRec | undefined; readonly after: TrackRec };

const pairsIn = (changes: readonly Change<Rec>[], look: RewriteLook): readonly Pair[] =>
  changes.flatMap((change): readonly Pair[] => {
    if (change.kind !== "put") return [];
    const { record } = change;
    if (record.kind === "patrol") return [{ of: "patrol", before: look.get("patrol", record.id), after: record }];
    if (record.kind === "track") return [{ of: "track", before: look.get("track", record.id), after: record }];
    return [];
  });

/** Whether all that the record counts for lies on this day or after it. */
const isSince = ({ before, after }: Pair, dawn: Millis, today: Day): boolean =>
  [before, after].every(
    (one) =>
      one === undefined ||
      (one.days.every(({ day }) => day >= today) && (one.kind === "track" || one.plannedAt >= dawn)),
  );

/** Every day on which the record counts for something, before or after. */
const daysOf = ({ of, before, after }: Pair, { clock, route }: RewriteLook): readonly Day[] => {
  const walked = [...(before?.days ?? []), ...after.days].map((one) => one.day);
  if (of === "track") return walked;
  return [before, after].flatMap((patrol) =>
    patrol === undefined
      ? []
      : [
          ...walked,
          clock.dayOf(patrol.plannedAt),
          dueDay(clock, patrol.windowEnd),
          ...(routeOf(patrol, route)?.checkpoints ?? []).flatMap(({ window }) =>
            window === undefined ? [] : [dueDay(clock, patrol.plannedAt + window.until * minute)],
          ),
        ],
  );
};

/**
 * The teams of the changed records, and of all the patrols of that day that their walkers are on: who came is asked of all of
 * them together. What did not change is the same before and after, and falls out of the difference.
 */
const teamsOf = (
  on: Day,
  pairs: readonly Pair[],
  side: "before" | "after",
  look: RewriteLook & { readonly now: Millis },
): readonly TeamDay[] => {
  const patrols = new Map<string, PatrolRec>();
  const tracks: TrackRec[] = [];
  for (const pair of pairs)
    if (pair.of === "patrol") {
      const walkers = new Set(
        [pair.before, pair.after].flatMap((one) => (one === undefined ? [] : [...walkersOf(one)])),
      );
      for (const walker of walkers)
        for (const one of look.patrolsOf(walker)) if (calls(one, on, look)) patrols.set(one.id, one);
    }
  for (const pair of pairs) {
    const { [side]: one } = pair;
    if (one?.kind === "patrol") patrols.set(one.id, one);
    if (one?.kind === "track") tracks.push(one);
  }
  return teamsOn(on, [...patrols.values()], tracks, look);
};

/** Whether anybody was called by it that day, or walked on it; all else of a patrol that did not change falls out anyway. */
const calls = ({ days, plannedAt }: PatrolRec, on: Day, { clock }: RewriteLook): boolean =>
  days.some(({ day }) => day === on) || clock.dayOf(plannedAt) === on;

// ── cells ────────────────────────────────────────────────────────────────────────────────────────

type CellPair = {
  readonly before: CoverRec["cells"][number] | undefined;
  readonly after: CoverRec["cells"][number] | undefined;
};

const changedCells = (
  walks: readonly ZoneWalk[],
  changes: readonly Change<Rec>[],
  look: RewriteLook,
): readonly { readonly zone: ZoneRec; readonly cells: readonly CellPair[] }[] =>
  walks.flatMap((walk) => {
    const zone = look.get("zone", walk.zone);
    const cells = changes.flatMap((change) =>
      change.kind === "put" && change.record.kind === "cover" && isOn(walk, change.record)
        ? pairsOfCells(look.get("cover", change.record.id), change.record)
        : [],
    );
    return zone === undefined || zone.grid.crs !== walk.crs || zone.grid.cell !== walk.cell ? [] : [{ zone, cells }];
  });

/** Of the same grid: a track may have been walked on one that the zone had before. */
const isOn = ({ zone, crs, cell }: ZoneWalk, cover: CoverRec): boolean =>
  cover.zone === zone && cover.crs === crs && cover.cellSize === cell;

const pairsOfCells = (before: CoverRec | undefined, after: CoverRec): readonly CellPair[] => {
  const old = new Map((before?.cells ?? []).map((one) => [one.cell, one]));
  const places = new Set([...old.keys(), ...after.cells.map((one) => one.cell)]);
  const fresh = new Map(after.cells.map((one) => [one.cell, one]));
  return [...places]
    .map((place) => ({ before: old.get(place), after: fresh.get(place) }))
    .filter((pair) => pair.before !== pair.after);
};

/** Counted on another grid: the sums cannot be carried on. */
const isRegridded = (known: ZoneDay, { grid }: ZoneRec): boolean =>
  known.crs !== grid.crs || known.cell !== grid.cell || known.cells !== grid.cells.length;

const cellChange = (
  on: Day,
  { season }: CoverDayRec,
  { lmin, intervalDays }: ZoneDay,
  cells: readonly CellPair[],
  { clock }: RewriteLook,
): CellSums => {
  const since = { week: windowStart("week", on, []), month: windowStart("month", on, []), season };
  const rule = { lmin, intervalDays, since };
  return cells.reduce((sum, { before, after }) => {
    const gained = addCells(sum, cellOn(after, on, rule, clock.dayOf), 1);
    return addCells(gained, cellOn(before, on, rule, clock.dayOf), -1);
  }, noCells);
};

const isSame = (a: CellSums, b: CellSums): boolean => JSON.stringify(a) === JSON.stringify(b);
