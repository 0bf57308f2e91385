// A yard with one route, one zone and one patrol: decides, records and folds as the server does, in memory and at any hour.

import type { CoverRec } from "../../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../../domain/coverage/zone.ts";
import type { Actor, Change, Context, Decision } from "../../../domain/decider.ts";
import {
  checkpointId,
  commandId,
  day,
  type Millis,
  patrolId,
  routeId,
  type Seq,
  seq,
  unitId,
  workerId,
  zoneId,
} from "../../../domain/ids.ts";
import type { PatrolRec, RouteRec, TrailRec } from "../../../domain/patrols/patrol.ts";
import type { PatrolCommand, PatrolEvent } from "../../../domain/patrols/patrol-acts.ts";
import { decidePatrols, evolvePatrols, type PatrolLook } from "../../../domain/patrols/patrols.ts";
import type { TrackRec } from "../../../domain/patrols/track.ts";
import { defaultSettings, type LonLat, type SiteRec } from "../../../domain/site/site.ts";
import { minute, siteClock } from "../../../domain/time.ts";
import type { WorkerRec } from "../../../domain/workers.ts";
import { createEnrich, type EnrichLook } from "../../../server/ingest/enrich.ts";
import { createGeodesy } from "../../../server/ingest/geodesy.ts";
import { gridOf } from "../../../server/ingest/grid.ts";

export const clock = siteClock("Asia/Shanghai");
/** 2026-11-22 08:00 at the site. */
export const morning: Millis = clock.instant(day("2026-11-22"), 480);
export const farm = unitId("farm");
export const ranger = workerId("w1");
/** Walks with him. */
export const companion = workerId("w2");
export const stranger = workerId("w9");
export const walk = patrolId("p1");
export const gate = checkpointId("gate");
export const tower = checkpointId("tower");
/** The gate's place; the tower stands 2 km east of it. */
export const gateAt: LonLat = [119.9, 47.2];
export const towerAt: LonLat = [119.92638, 47.2];

export const site: SiteRec = {
  kind: "site",
  id: "site",
  seq: seq(1),
  name: "阿尔山",
  nameEn: "Arxan",
  zone: "Asia/Shanghai",
  shifts: [],
  settings: defaultSettings,
  rehearsal: false,
};

const worker = (id: typeof ranger): WorkerRec => ({
  kind: "worker",
  id,
  seq: seq(1),
  number: "1",
  name: "王",
  unit: farm,
  scope: [farm],
  crew: "",
  roles: ["worker"],
  badge: "",
  tags: [],
  qualifications: [],
  lang: "zh-CN",
  largeText: false,
  party: false,
});

const checkpoint = (id: typeof gate, at: LonLat, from: number, until: number) => ({
  id,
  name: id,
  nameEn: id,
  at,
  radius: 150,
  window: { from, until },
});
export const route: RouteRec = {
  kind: "route",
  id: routeId("r1"),
  seq: seq(1),
  unit: farm,
  scope: [farm],
  name: "北线",
  nameEn: "North",
  checkpoints: [checkpoint(gate, gateAt, 0, 30), checkpoint(tower, towerAt, 30, 120)],
};

export const geodesy = createGeodesy();

/** A zone of about 30 × 28 km around the gate. */
export const zoneAround = (cell: 500 | 1000 | 5000 = 1000): ZoneRec => {
  const ring: readonly LonLat[] = [
    [119.7, 47.1],
    [120.1, 47.1],
    [120.1, 47.35],
    [119.7, 47.35],
  ];
  const gridded = gridOf(geodesy, ring, cell);
  if (!gridded.ok) throw new Error(gridded.reason);
  return {
    kind: "zone",
    id: zoneId("z1"),
    seq: seq(1),
    unit: farm,
    scope: [farm],
    name: "一区",
    nameEn: "One",
    zoneClass: "fire-key",
    intervalDays: 7,
    ring,
    grid: gridded.grid,
    since: 0,
  };
};

export const asRanger = { kind: "worker", worker: ranger, proof: "badge", roles: ["worker"] } as const;

type PatrolRecs = PatrolRec | TrailRec | TrackRec | CoverRec;

export const createYard = (zones: readonly ZoneRec[] = [zoneAround()]) => {
  const records = new Map<string, PatrolRecs>();
  const enrich = createEnrich(geodesy);
  let last = 1;
  const of = <K extends PatrolRecs["kind"]>(kind: K, id: string) => {
    const record = records.get(`${kind}/${id}`);
    const isKind = (one: PatrolRecs | undefined): one is Extract<PatrolRecs, { readonly kind: K }> =>
      one?.kind === kind;
    return isKind(record) ? record : undefined;
  };
  const look: PatrolLook & EnrichLook = {
    site,
    clock,
    all: () => zones,
    scopeOf: (unit) => [unit],
    worker: (id) => ([ranger, companion, stranger].includes(id) ? worker(id) : undefined),
    route: (id) => (id === route.id ? route : undefined),
    patrol: (id) => of("patrol", id),
    trail: (id) => of("trail", id),
    track: (id) => of("track", id),
    zone: (id) => zones.find((zone) => zone.id === id),
    cover: (id) => of("cover", id),
  };
  const fold = (changes: readonly Change<PatrolRecs>[]): void => {
    for (const change of changes)
      if (change.kind === "put") records.set(`${change.record.kind}/${change.record.id}`, change.record);
  };
  const decide = (command: PatrolCommand, now: Millis, actor: Actor = asRanger): Decision<PatrolEvent> => {
    const context: Context = { now, at: now, id: commandId("c"), actor };
    const enriched = enrich<PatrolCommand>(command, look, now);
    if (!enriched.ok) return { kind: "refused", refusal: enriched.refusal };
    if (enriched.command.type === "ImportPatrols") throw new Error("a yard has no door for other systems");
    return decidePatrols(enriched.command, context, look);
  };
  const record = (event: PatrolEvent): Seq => {
    last += 1;
    fold(evolvePatrols(event, seq(last), look));
    return seq(last);
  };
  return {
    look,
    decide,
    /** Decides and records; answers the refusal's code, `already`, or the types of the events. */
    act: (command: PatrolCommand, now: Millis, actor: Actor = asRanger): string => {
      const decision = decide(command, now, actor);
      if (decision.kind === "refused") return decision.refusal.code;
      for (const event of decision.events) record(event);
      return decision.events.map((event) => event.type).join(" ") || "already";
    },
    patrol: (): PatrolRec => {
      const patrol = of("patrol", walk);
      if (patrol === undefined) throw new Error("no patrol yet");
      return patrol;
    },
    trail: () => of("trail", walk)?.fixes ?? [],
    tracks: () => [...records.values()].filter((one) => one.kind === "track"),
    covers: (): readonly CoverRec[] => [...records.values()].filter((one) => one.kind === "cover"),
    /** Kept metres by cell and day, over all zones. */
    metresByCell: (): ReadonlyMap<string, number> => {
      const metres = new Map<string, number>();
      for (const record of records.values())
        if (record.kind === "cover")
          for (const cell of record.cells)
            for (const [on, length] of cell.days) metres.set(`${record.id}#${cell.cell} ${on}`, length);
      return metres;
    },
  };
};
export type Yard = ReturnType<typeof createYard>;

export const planned = {
  type: "PlanPatrol",
  patrol: walk,
  route: route.id,
  leader: ranger,
  members: [companion],
  profile: "foot",
  plannedAt: morning,
  windowEnd: morning + 240 * minute,
} as const;

/** A yard whose patrol is planned for 08:00 and started then. */
export const underWay = (zones?: readonly ZoneRec[]): Yard => {
  const yard = createYard(zones);
  yard.act(planned, morning - 10 * minute);
  yard.act({ type: "StartPatrol", patrol: walk }, morning);
  return yard;
};

/** A place so many metres east and north of the gate (on its parallel; good to a metre). */
export const fromGate = (east: number, north: number): LonLat => [
  gateAt[0] + east / 75_823,
  gateAt[1] + north / 111_180,
];

export const fixAt = (at: Millis, place: LonLat, acc?: number) => ({
  at,
  lon: place[0],
  lat: place[1],
  ...(acc === undefined ? {} : { acc }),
});
type FixIn = ReturnType<typeof fixAt>;
export const report = (fixes: readonly FixIn[]) =>
  ({ type: "ReportFixes", patrol: walk, datum: "wgs84", fixes }) as const;
