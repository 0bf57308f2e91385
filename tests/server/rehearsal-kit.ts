// A small made-up site with the server's own rooms in memory, a clock that only the test moves, and a stage to play on.

import { v7 as uuid } from "uuid";
import type { Audience } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import type { Actor, Recorded } from "../../domain/decider.ts";
import {
  activityId,
  checkpointId,
  day,
  type Millis,
  postId,
  roleId,
  routeId,
  screenId,
  shiftId,
  unitId,
  type WorkerId,
  zoneId,
} from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import type { Rec, Records } from "../../domain/records.ts";
import type { LonLat } from "../../domain/site/site.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { dayLength, hour, siteClock } from "../../domain/time.ts";
import { granted } from "../../server/access/answer.ts";
import { badgeCode, createBadges } from "../../server/access/badges.ts";
import type { Identify } from "../../server/access/identify.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createEnrich } from "../../server/ingest/enrich.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridOf } from "../../server/ingest/grid.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import { createIntake, type Sender } from "../../server/intake.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection } from "../../server/projection.ts";
import type { Cast } from "../../server/rehearsal/cast.ts";
import { createDirector, type Director, type Stage } from "../../server/rehearsal/director.ts";
import { castOf } from "../../server/rehearsal/read-cast.ts";
import { readFolder } from "../../server/site/read-folder.ts";
import { readSite } from "../../server/site/read-site.ts";
import { createWatch } from "../../server/watch.ts";

export const clock = siteClock("Asia/Shanghai");
/** 03:12 at the site, in the night shift. */
export const night: Millis = clock.instant(day("2026-11-22"), 192);
const company = unitId("company");
const badges = createBadges("00".repeat(32));
export const geodesy = createGeodesy();

const shifts = [
  { id: shiftId("night"), name: "夜班", nameEn: "Night", start: 0, end: 480 },
  { id: shiftId("day"), name: "早班", nameEn: "Day", start: 480, end: 960 },
  { id: shiftId("swing"), name: "中班", nameEn: "Swing", start: 960, end: 0 },
] as const;
const postCount = 16;
const workerCount = 110;
const numberOf = (n: number): string => String(n).padStart(6, "0");
const idOf = (n: number): WorkerId => badges.workerIdOf(numberOf(n));

export const cast: Cast = {
  seed: "test",
  badgesByNumber: new Map(Array.from({ length: workerCount }, (_, n) => [numberOf(n), badgeCode(n)])),
};

const route = (n: number) => ({
  id: routeId(`r${n}`),
  unit: company,
  name: `${n} 号线`,
  nameEn: `Line ${n}`,
  checkpoints: [0, 1, 2, 3].map((i) => ({
    id: checkpointId(`r${n}c${i}`),
    name: `${i}`,
    nameEn: `${i}`,
    at: [119.82 + i * 0.03, 47.14 + n * 0.02] as const,
    radius: 150,
  })),
});

const zone = (n: number): SiteImport["zones"][number] => {
  const [west, south] = [119.8 + n * 0.1, 47.12];
  const ring: readonly LonLat[] = [
    [west, south],
    [west + 0.1, south],
    [west + 0.1, south + 0.13],
    [west, south + 0.13],
  ];
  const gridded = gridOf(geodesy, ring, 1000);
  if (!gridded.ok) throw new Error(gridded.reason);
  const fire = n === 0;
  return {
    id: zoneId(`z${n}`),
    unit: company,
    name: `${n} 区`,
    nameEn: `Zone ${n}`,
    zoneClass: fire ? "fire-key" : "deep",
    intervalDays: fire ? 7 : 30,
    ring,
    grid: gridded.grid,
  };
};

const activity = (n: number, startsAt: Millis): SiteImport["activities"][number] => ({
  id: activityId(`a${n}`),
  unit: company,
  sort: "volunteer",
  name: `活动 ${n}`,
  nameEn: `Activity ${n}`,
  place: "",
  startsAt,
  endsAt: startsAt + 2 * hour,
  opensAt: startsAt - 3 * dayLength,
  closesAt: startsAt - hour,
  cancelUntil: startsAt - 2 * hour,
  capacity: 10,
  roles: [{ id: roleId("all"), name: "参加", nameEn: "All", capacity: 10, requires: [] }],
});

/** Sixteen posts in three shifts with a worker for each, four of them key; the other workers are free. */
export const siteAt = (now: Millis, rehearsal = true): SiteImport => ({
  site: {
    name: "演练林场",
    nameEn: "Rehearsal",
    zone: "Asia/Shanghai",
    rehearsal,
    settings: {},
    shifts,
    units: [{ id: company, name: "公司", nameEn: "Company" }],
    map: { edge: [], compartments: [], rivers: [], roads: [], places: [] },
  },
  workers: Array.from({ length: workerCount }, (_, n) => ({
    id: idOf(n),
    number: numberOf(n),
    name: `王${n}`,
    unit: company,
    crew: "",
    roles: n % 20 === 19 ? (["foreman"] as const) : [],
    badge: badges.hashBadge(badgeCode(n)),
    tags: [],
    qualifications: [],
    lang: "zh-CN" as const,
    largeText: false,
    party: false,
  })),
  posts: Array.from({ length: postCount }, (_, n) => ({
    id: postId(`p${n}`),
    unit: company,
    name: `岗 ${n}`,
    nameEn: `Post ${n}`,
    linkClass: "mining" as const,
    requires: [],
    intervalMin: n % 3 === 0 ? 30 : 60,
    key: n % 4 === 0,
    party: false,
    briefing: [{ id: "b1", risk: "顶板", act: "敲帮问顶", riskEn: "Roof", actEn: "Sound it", icon: "" }],
    roster: shifts.map((shift, s) => ({ shift: shift.id, worker: idOf(n * 3 + s), days: "1234567" })),
  })),
  routes: [0, 1, 2, 3, 4].map(route),
  zones: [0, 1].map(zone),
  patrols: [],
  activities: [activity(1, now + 5 * hour), activity(2, now + 30 * hour), activity(3, now - 5 * hour)],
});

export type House = Awaited<ReturnType<typeof openTestHouse>>;

/** The site that the product ships, and its cast. */
export const sampleSite = async (now: Millis): Promise<{ readonly site: SiteImport; readonly cast: Cast }> => {
  const files = await readFolder("data/sample");
  const { hashBadge, workerIdOf } = badges;
  const read = readSite(files, {
    hashBadge,
    workerIdOf,
    badgeNow: () => "",
    belts: geodesy,
    now: () => now,
    rehearsal: true,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.rows));
  return { site: read.site, cast: castOf(files.get("workers.csv") ?? new Uint8Array(), "test") };
};

/** The server's rooms without sockets; `time.now` is the time. */
export const openTestHouse = async (start: Millis, rehearsal = true, site = siteAt(start, rehearsal)) => {
  const time = { now: start };
  const now = (): Millis => time.now;
  const ledger = createMemoryLedger<Event>();
  const projection = createProjection();
  ledger.follow(projection.apply);
  const enrich = createEnrich(geodesy);
  const faults: unknown[] = [];
  const handler = createCommandHandler({
    ledger,
    projection,
    now,
    enrich: (command, board) => enrich(command, board.look, now()),
    onFault: (error) => faults.push(error),
  });
  const identify: Identify = {
    identify: async () => ({ kind: "refused", refusal: { code: "no_match" } }),
    actorOf: (claim) => {
      const hash = "badge" in claim ? badges.hashBadge(claim.badge) : "";
      const worker = projection.board.where("worker", "badge", hash)[0];
      if (worker === undefined) return { kind: "refused", refusal: { code: "worker_unknown" } };
      return granted({ kind: "worker", worker: worker.id, proof: "badge", roles: worker.roles });
    },
  };
  const intake = createIntake({ handler, projection, identify, now });
  const importSite = (one: SiteImport) =>
    intake.own({ type: "ImportSite", import: one }, uuid(), { kind: "system", part: "import" });
  const imported = await importSite(site);
  if (imported.kind !== "ok") throw new Error(imported.refusal.code);
  const events = async (): Promise<readonly Recorded<Event>[]> => {
    const all: Recorded<Event>[] = [];
    for await (const batch of ledger.read(projection.seq() > 0 ? siteSeq : projection.seq())) all.push(...batch);
    return all;
  };
  const siteSeq = imported.seq;
  const upload: Stage["upload"] = async ({ name, gpx, unit, profile }) => {
    const bytes = new TextEncoder().encode(gpx());
    const read = importTrack({ bytes, name, datum: "wgs84", profile, unit: unitId(unit) }, geodesy);
    if (!read.ok) return { kind: "refused", refusal: read.refusal };
    return intake.own(read.command, uuid(), { kind: "system", part: "ingest" });
  };
  return {
    time,
    now,
    projection,
    intake,
    identify,
    upload,
    faults,
    events,
    importSite,
    watch: createWatch({ projection, intake, now, steady: now }),
  };
};

export const clerk: Extract<Actor, { readonly kind: "person" }> = {
  kind: "person",
  login: "rehearsal",
  name: "演练",
  role: "admin",
  unit: company,
};
const deskAudience: Audience = { kind: "desk", role: "admin", unit: company };

/** The board as the desk sees it, and commands through the same door as the wire's. */
export const stageOf = (house: House): Stage => {
  const { board } = house.projection;
  // A record never changes, and every beat looks at all of them.
  const shown = new WeakMap<Rec, boolean>();
  const isShown = (record: Rec): boolean => {
    const known = shown.get(record) ?? present(record, deskAudience) !== undefined;
    shown.set(record, known);
    return known;
  };
  const seen: Records = {
    get: (kind, id) => {
      const record = board.get(kind, id);
      return record === undefined || !isShown(record) ? undefined : record;
    },
    *all(kind) {
      for (const record of board.all(kind)) if (isShown(record)) yield record;
    },
  };
  const senders: Readonly<Record<"desk" | "kiosk" | "tracker", Sender>> = {
    desk: { kind: "person", person: clerk },
    kiosk: { kind: "screen", device: { screen: screenId("rehearsal-kiosk"), profile: "kiosk" } },
    tracker: { kind: "screen", device: { screen: screenId("rehearsal-tracker"), profile: "tracker" } },
  };
  return {
    seen: () => ({ store: "test", records: seen }),
    send: (by, command) => house.intake.command(command, senders[by]),
    upload: house.upload,
    reached: () => Promise.resolve(),
  };
};

export const directorOf = (house: House, actors = cast): Director =>
  createDirector({
    stage: stageOf(house),
    cast: actors,
    now: house.now,
    onFault: (error) => house.faults.push(error),
  });

/** Beats without a pause until nothing is left to do, or `most` of them. */
export const playOut = async (director: Director, most = 60): Promise<void> => {
  for (let i = 0; i < most; i += 1) if ((await director.beat()) === 0) return;
};

/** Lets the time pass in steps, with the server's own look at the clock before each. */
export const pass = async (house: House, director: Director, time: Millis, step: Millis): Promise<void> => {
  const end = house.time.now + time;
  while (house.time.now < end) {
    house.time.now = Math.min(end, house.time.now + step);
    await house.watch.look();
    await playOut(director, 3);
  }
};
