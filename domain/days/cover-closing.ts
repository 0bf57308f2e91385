// A site day that is over is closed once: what its zones and patrols came to goes into the day's record. [COV-2]

import * as v from "valibot";
import { zoneCellsOn } from "../coverage/cell-day.ts";
import { type CoverRec, keptDays } from "../coverage/coverage.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { day as asDay, type Day, type Millis, type Seq, type ZoneId } from "../ids.ts";
import { teamsOn } from "../patrols/team-day.ts";
import type { Effort } from "../patrols/track.ts";
import type { Records } from "../records.ts";
import { retention } from "../retire.ts";
import type { SiteRec } from "../site/site.ts";
import { addDays, dayLength, minute, type SiteClock, stampText } from "../time.ts";
import { dayText } from "../workers.ts";
import type { CoverDayFigures, CoverDayRec } from "./cover-day.ts";
import { windowStart } from "./windows.ts";

export const coverDayCommands = {
  CloseDay: v.object({ type: v.literal("CloseDay"), day: dayText }),
} as const;
export type CoverDayCommand = v.InferOutput<typeof coverDayCommands.CloseDay>;

export type CoverDayEvent = {
  readonly subject: "days";
  readonly type: "DayClosed";
  readonly at: Millis;
  readonly day: Day;
  readonly figures: CoverDayFigures;
};

export type DayLook = Pick<Records, "all" | "get"> & { readonly site: SiteRec; readonly clock: SiteClock };

/** Days back that can still be closed: for older ones cells no longer know what was on which day. */
const closable = keptDays - 1;
/** Not so many days back, every patrol is still on the board. */
const patrolsKept = Math.floor(retention.patrol / dayLength);
/** Days closed at one look: after a long standstill the board is not held up by all of them at once. */
const atOnce = 7;

/** When the day's figures are made: outboxes have as long as after a shift. */
export const closesAt = (on: Day, { site, clock }: Pick<DayLook, "site" | "clock">): Millis =>
  clock.instant(addDays(on, 1), 0) + site.settings.closeMin * minute;

export const decideDays = (command: CoverDayCommand, context: Context, look: DayLook): Decision<CoverDayEvent> => {
  const on = asDay(command.day);
  const known = look.get("coverday", on);
  if (known !== undefined) return alreadyDone(known.seq);
  const at = closesAt(on, look);
  if (context.now < at) return refused({ code: "day_open", params: { day: on, at: stampText(look.clock, at) } });
  const today = look.clock.dayOf(context.now);
  if (on < addDays(today, -closable)) return refused({ code: "day_past", params: { day: on, days: keptDays } });
  return accepted({
    subject: "days",
    type: "DayClosed",
    at: context.now,
    day: on,
    figures: coverDayFigures(on, look, {
      now: context.now,
      teams: on > addDays(today, -patrolsKept) || isBroughtDay(on, look) ? "known" : "unknown",
    }),
  });
};

export const evolveDays = ({ day, at, figures }: CoverDayEvent, seq: Seq): readonly Change<CoverDayRec>[] => [
  put({ kind: "coverday", id: day, seq, closedAt: at, ...figures }),
];

/** What the day came to, or has come to by `now`. `teams`: whether all its patrols are still on the board. */
export const coverDayFigures = (
  on: Day,
  look: DayLook,
  { now, teams }: { readonly now: Millis; readonly teams: "known" | "unknown" },
): CoverDayFigures => {
  const { settings } = look.site;
  const season = windowStart("season", on, settings.seasons);
  const since = {
    week: windowStart("week", on, settings.seasons),
    month: windowStart("month", on, settings.seasons),
    season,
  };
  const coversByZone = new Map<ZoneId, CoverRec[]>();
  for (const cover of look.all("cover")) {
    const known = coversByZone.get(cover.zone);
    if (known === undefined) coversByZone.set(cover.zone, [cover]);
    else known.push(cover);
  }
  const before = isBroughtDay(on, look);
  const zones = [...look.all("zone")]
    // Nobody was asked to walk it before it was drawn; before the site itself was, only what moved over tells of that day.
    .filter((zone) => before || look.clock.dayOf(zone.since) <= on)
    .map((zone) => {
      const rule = { lmin: settings.lmin, intervalDays: zone.intervalDays, since };
      return {
        zone: zone.id,
        scope: zone.scope,
        cells: zone.grid.cells.length,
        crs: zone.grid.crs,
        cell: zone.grid.cell,
        lmin: rule.lmin,
        intervalDays: rule.intervalDays,
        ...zoneCellsOn(zone, coversByZone.get(zone.id) ?? [], on, rule, look.clock.dayOf),
      };
    });
  const route = (id: string) => look.get("route", id);
  if (teams === "unknown") return { season, zones };
  const asked = { clock: look.clock, route, now };
  return { season, zones, teams: teamsOn(on, [...look.all("patrol")], look.all("track"), asked) };
};

/** Days that are over and not closed, the first first. They are closed in order, so behind a closed one all are. */
export const daysToClose = (records: Records, site: SiteRec, clock: SiteClock, now: Millis): readonly Day[] => {
  const today = clock.dayOf(now);
  const due: Day[] = [];
  let on = addDays(today, -1);
  if (now < closesAt(on, { site, clock })) on = addDays(on, -1);
  if (records.get("coverday", on) !== undefined) return daysBefore(records, clock, today);
  const first = firstDay(records, clock, today);
  for (; first !== undefined && on >= first && records.get("coverday", on) === undefined; on = addDays(on, -1))
    due.push(on);
  return due.reverse().slice(0, atOnce);
};

/** The days of walks that may be older than the site: of patrols that moved over, and of tracks that came as files. They stay on the board as long as cells know their days. */
const broughtDays = function* ({ all }: Pick<Records, "all">): Iterable<readonly Effort[]> {
  for (const { origin, days } of all("patrol")) if (origin !== undefined) yield days;
  for (const { days } of all("track")) yield days;
};

/** Whether the day lies before all that the site has of its own, and somebody had walked by then whose walk was brought. */
const isBroughtDay = (on: Day, { all, clock }: Pick<DayLook, "all" | "clock">): boolean => {
  let first: Millis | undefined;
  for (const { since } of all("zone")) first = Math.min(first ?? since, since);
  if (first === undefined || on >= clock.dayOf(first)) return false;
  for (const [effort] of broughtDays({ all })) if (effort !== undefined && effort.day <= on) return true;
  return false;
};

/** Days before the first closed one back to the first walk that was brought, of those that can be closed; the last first, so that no gap can stay. */
const daysBefore = (records: Records, clock: SiteClock, today: Day): readonly Day[] => {
  let walked: Day | undefined;
  const oldest = addDays(today, -closable);
  for (const days of broughtDays(records)) {
    const on = days.find((one) => one.day >= oldest)?.day;
    if (on !== undefined && (walked === undefined || on < walked)) walked = on;
  }
  if (walked === undefined) return [];
  let begun = today;
  for (const { id } of records.all("coverday")) if (id < begun) begun = id;
  const due: Day[] = [];
  for (let on = addDays(begun, -1); on >= walked && due.length < atOnce; on = addDays(on, -1))
    if (isBroughtDay(on, { all: records.all, clock })) due.push(on);
  return due;
};

/** The first day that there was anything to walk, of those that can be closed. */
const firstDay = (records: Records, clock: SiteClock, today: Day): Day | undefined => {
  let first: Millis | undefined;
  for (const { since } of records.all("zone")) first = Math.min(first ?? since, since);
  for (const { plannedAt, origin } of records.all("patrol"))
    if (origin?.past !== true) first = Math.min(first ?? plannedAt, plannedAt);
  for (const [walked] of broughtDays(records))
    if (walked !== undefined) first = Math.min(first ?? Number.POSITIVE_INFINITY, clock.instant(walked.day, 0));
  for (const { id } of records.all("coverday"))
    first = Math.min(first ?? Number.POSITIVE_INFINITY, clock.instant(id, 0));
  if (first === undefined) return undefined;
  const oldest = addDays(today, -closable);
  const begun = clock.dayOf(first);
  return begun > oldest ? begun : oldest;
};
