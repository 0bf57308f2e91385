// A site with two zones and a route on a real board: decides, enriches and folds as the server does, closes its days as the watch does, in memory and at any hour.

import * as v from "valibot";
import { type Command, createBoard, type Event } from "../../domain/board.ts";
import { daysToClose } from "../../domain/days/cover-closing.ts";
import type { CoverDayRec } from "../../domain/days/cover-day.ts";
import { decide } from "../../domain/decide.ts";
import type { Actor, Context } from "../../domain/decider.ts";
import { evolve } from "../../domain/evolve.ts";
import { commandId, type Day, day, type Millis, patrolId, routeId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { siteImport } from "../../domain/site/site-import.ts";
import { dayLength, minute, siteClock } from "../../domain/time.ts";
import { createEnrich } from "../../server/ingest/enrich.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridOf } from "../../server/ingest/grid.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import { siteFixture } from "./site-fixture.ts";
import { person, watcher } from "./spec.ts";

export const clock = siteClock("Asia/Shanghai");
const geodesy = createGeodesy();
export const admin = person("admin", "co");
const tracker: Actor = { kind: "device", profile: "tracker" };

/** The gate; the places of a walk are told in metres east and north of it. */
export const gateAt: LonLat = [119.9, 47.2];
export const fromGate = (east: number, north: number): LonLat => [
  gateAt[0] + east / 75_823,
  gateAt[1] + north / 111_180,
];

const zone = (id: string, unit: string, from: LonLat, to: LonLat, more: Readonly<Record<string, unknown>> = {}) => {
  const ring: readonly LonLat[] = [from, [to[0], from[1]], to, [from[0], to[1]]];
  const gridded = gridOf(geodesy, ring, 1000);
  if (!gridded.ok) throw new Error(gridded.reason);
  return { id, unit, name: id, nameEn: id, zoneClass: "fire-key", intervalDays: 7, ring, grid: gridded.grid, ...more };
};

export const north = routeId("r1");
/** At the site's clocks. */
export const at = (on: string, hours: number): Millis => clock.instant(day(on), Math.round(hours * 60));

/** Two zones side by side, of the forest and of the mine; a day begins there with the import. */
export const landImport = (
  more: { readonly wide?: boolean; readonly settings?: Readonly<Record<string, unknown>> } = {},
) => {
  const site = siteFixture({
    zones: [
      zone("z-forest", "forest", [119.85, 47.15], more.wide === true ? [119.98, 47.25] : [119.95, 47.25]),
      zone("z-mine", "mine", [119.75, 47.15], [119.85, 47.25], { zoneClass: "deep", intervalDays: 30 }),
    ],
    routes: [
      {
        id: "r1",
        unit: "forest",
        name: "北线",
        nameEn: "North",
        checkpoints: [
          { id: "gate", name: "门", nameEn: "Gate", at: gateAt, radius: 150, window: { from: 0, until: 60 } },
          { id: "tower", name: "塔", nameEn: "Tower", at: fromGate(2000, 0), radius: 150 },
        ],
      },
    ],
  });
  return v.parse(siteImport, {
    ...site,
    site: { ...site.site, settings: { ...site.site.settings, ...more.settings } },
  });
};

export const createLand = (begun: Millis, site = landImport()) => {
  const board = createBoard();
  const enrich = createEnrich(geodesy);
  let last = 0;
  let now = begun;
  const events: Event[] = [];

  const act = (command: Command, actor: Actor, claimed = now): string => {
    const context: Context = { now, at: Math.min(claimed, now), id: commandId(`c${last}`), actor };
    const enriched =
      command.type === "ImportSite" ? ({ ok: true, command } as const) : enrich<Command>(command, board.look, now);
    if (!enriched.ok) return enriched.refusal.code;
    const decision = decide(board, enriched.command, context);
    if (decision.kind === "refused") return decision.refusal.code;
    for (const data of decision.events) {
      last += 1;
      events.push(data);
      board.apply(evolve(board, { seq: seq(last), at: now, data }));
    }
    return decision.events.map(({ type }) => type).join(" ") || "already";
  };
  act({ type: "ImportSite", import: site }, { kind: "system", part: "import" });

  const due = (): readonly Day[] => daysToClose(board, board.look.site, clock, now);
  return {
    board,
    events,
    act,
    due,
    now: () => now,
    /** The clock goes on to the moment, day by day; on the way the watch closes what is over, if it looks. */
    goTo: (moment: Millis, watched = true): void => {
      const look = (): void => {
        for (let days = due(); watched && days.length > 0; days = due())
          for (const on of days) act({ type: "CloseDay", day: on }, watcher);
      };
      for (; now + dayLength < moment && watched; now += dayLength) look();
      now = Math.max(now, moment);
      look();
    },
    /** The day is closed by a clock that stands at `wrong` for one look, and is put right again. */
    close: (on: string, wrong: Millis): string => {
      const right = now;
      now = wrong;
      const done = act({ type: "CloseDay", day: day(on) }, watcher);
      now = right;
      return done;
    },
    plan: (
      id: string,
      plannedAt: Millis,
      more: { readonly leader?: string; readonly members?: readonly string[]; readonly windowEnd?: Millis } = {},
    ): string =>
      act(
        {
          type: "PlanPatrol",
          patrol: patrolId(id),
          route: north,
          leader: workerId(more.leader ?? "w2"),
          members: (more.members ?? []).map(workerId),
          profile: "foot",
          plannedAt,
          windowEnd: more.windowEnd ?? plannedAt + 240 * minute,
        },
        admin,
      ),
    report: (id: string, fixes: readonly RawFix[]): string =>
      fixes.length === 0
        ? "already"
        : act(
            {
              type: "ReportFixes",
              patrol: patrolId(id),
              datum: "wgs84",
              fixes: fixes.map(([when, lon, lat]) => ({ at: when ?? 0, lon, lat })),
            },
            tracker,
          ),
    /** A file of no patrol. */
    upload: (fixes: readonly RawFix[], unit = "forest"): string => {
      const points = fixes
        .map(
          ([when, lon, lat]) =>
            `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(when ?? 0).toISOString()}</time></trkpt>`,
        )
        .join("");
      const gpx = `<gpx xmlns="http://www.topografix.com/GPX/1/0"><trk><trkseg>${points}</trkseg></trk></gpx>`;
      const read = importTrack(
        { bytes: new TextEncoder().encode(gpx), name: "t.gpx", datum: "wgs84", profile: "foot", unit: unitId(unit) },
        geodesy,
      );
      return read.ok ? act(read.command, { kind: "system", part: "ingest" }) : read.refusal.code;
    },
    dayRec: (on: string): CoverDayRec => {
      const record = board.get("coverday", on);
      if (record === undefined) throw new Error(`${on} is not closed`);
      return record;
    },
    days: (): readonly CoverDayRec[] => [...board.all("coverday")].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
};
export type Land = ReturnType<typeof createLand>;

/** A walk eastward from a place, a fix each minute, 70 m on (4.2 km/h). */
export const walkEast = (
  from: Millis,
  count: number,
  start: readonly [east: number, north: number] = [0, 0],
): readonly RawFix[] =>
  Array.from({ length: count }, (_, i) => [from + i * minute, ...fromGate(start[0] + i * 70, start[1]), 5] as const);
