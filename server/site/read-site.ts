// A site folder becomes one import, or a list of everything that is wrong in it; nothing is half-imported. [ORG-4]

import * as v from "valibot";
import { isSeasonStart } from "../../domain/days/windows.ts";
import type { Millis, WorkerId } from "../../domain/ids.ts";
import type { Datum } from "../../domain/patrols/track.ts";
import { scopeOf } from "../../domain/site/site.ts";
import { type SiteImport, siteImport } from "../../domain/site/site-import.ts";
import { siteClock } from "../../domain/time.ts";
import { namedDatum, toWgs84 } from "../ingest/datum.ts";
import type { Belts } from "../ingest/geodesy.ts";
import { type Cells, cellsOf } from "./cells.ts";
import { type LayerName, mostRows, neededSheets, type SheetName, sheetNames, sheets } from "./columns.ts";
import { createProblems, type Problems, type RowProblem } from "./problems.ts";
import { readMap, readPatrols, readRoutes, readZones } from "./read-ground.ts";
import { readCertificateNames, readPeople, readShifts, readUnits } from "./read-people.ts";
import { readRounds } from "./read-rounds.ts";
import { type Known, readActivities, readPosts } from "./read-work.ts";
import { type Row, readSheet } from "./sheet.ts";

export type SiteDeps = {
  readonly hashBadge: (code: string) => string;
  readonly workerIdOf: (number: string) => WorkerId;
  /** The hash of the badge that a worker has on the board now, which an empty cell keeps. */
  readonly badgeNow: (worker: WorkerId) => string;
  readonly belts: Belts;
  readonly now: () => Millis;
  /** Marks the site as a rehearsal's. */
  readonly rehearsal: boolean;
};

export type SiteRead =
  | { readonly ok: true; readonly site: SiteImport }
  | { readonly ok: false; readonly count: number; readonly rows: readonly RowProblem[] };

/** `files`: name → bytes; names that are none of the format's are passed over. */
export const readSite = (files: ReadonlyMap<string, Uint8Array>, deps: SiteDeps): SiteRead => {
  const problems = createProblems();
  for (const name of neededSheets)
    if (!files.has(name)) problems.add(name, 0, "", "缺少这个文件", "this file is missing");
  const failed = (): SiteRead => ({ ok: false, count: problems.count(), rows: problems.list() });
  if (problems.count() > 0) return failed();
  const rows = new Map<string, readonly Row[]>();
  for (const name of sheetNames) {
    const bytes = files.get(name);
    if (bytes === undefined) continue;
    const read = readSheet(name, bytes, sheets[name], problems);
    const most = mostRows[name];
    if (read.length > most) problems.add(name, 0, "", `行数太多（上限 ${most}）`, `too many rows (limit ${most})`);
    rows.set(name, read);
  }
  // Where a whole file cannot be read, all that other files say of it would be named as unknown: it comes first.
  if (problems.count() > 0) return failed();
  const rowsOf = (name: SheetName): readonly Row[] => rows.get(name) ?? [];
  const head = readHead(rowsOf("site.csv"), problems);
  if (head === undefined) return failed();
  const clock = siteClock(head.zone);
  const today = clock.dayOf(deps.now());
  const shifts = readShifts(rowsOf("shifts.csv"), problems);
  const units = readUnits(rowsOf("units.csv"), problems);
  const people = readPeople(
    rowsOf("workers.csv"),
    rowsOf("qualifications.csv"),
    units,
    head.numberWidth,
    deps,
    problems,
  );
  const certificates = readCertificateNames(rowsOf("certificates.csv"), problems);
  const known: Known = {
    units: new Set<string>(units.keys()),
    shifts: new Set<string>(shifts.keys()),
    idOf: people.idOf,
    scopeOf: (unit) => scopeOf(units, unit),
    toWgs84: (at) => toWgs84(head.datum, at),
  };
  const posts = readPosts(
    { posts: rowsOf("posts.csv"), roster: rowsOf("roster.csv"), briefing: rowsOf("briefing.csv") },
    known,
    problems,
  );
  const activities = readActivities(
    { activities: rowsOf("activities.csv"), roles: rowsOf("activity_roles.csv") },
    units,
    clock,
    today,
    problems,
  );
  const routes = readRoutes({ routes: rowsOf("routes.csv"), checkpoints: rowsOf("checkpoints.csv") }, known, problems);
  const patrols = readPatrols(rowsOf("patrols.csv"), routes, known, clock, today, problems);
  const rounds = readRounds(rowsOf("patrol_plans.csv"), routes, known, today, problems);
  const layer = (name: LayerName): Uint8Array => files.get(name) ?? noFeatures;
  const zones = readZones(layer("zones.geojson"), known, head.settings.cell ?? 1000, deps.belts, problems);
  const map = readMap(layer("map.geojson"), known, problems);
  if (problems.count() > 0) return failed();

  const { name, nameEn, zone, settings } = head;
  const whole = v.safeParse(siteImport, {
    site: {
      name,
      nameEn,
      zone,
      rehearsal: deps.rehearsal,
      settings,
      shifts: [...shifts.values()],
      units: [...units.values()],
      map,
      ...(certificates.length === 0 ? {} : { certificates }),
    },
    workers: people.drafts,
    posts,
    routes,
    zones,
    patrols,
    rounds,
    activities,
  });
  if (whole.success) return { ok: true, site: whole.output };
  // The sheets and the schema say the same in two ways; where they differ, nothing is imported either.
  for (const issue of whole.issues) problems.add("", 0, v.getDotPath(issue) ?? "", issue.message, issue.message);
  return failed();
};

const noFeatures = new TextEncoder().encode('{"features":[]}');

type Head = Pick<SiteImport["site"], "name" | "nameEn" | "zone" | "settings"> & {
  readonly datum: Datum;
  /** How many figures a worker's number has. */
  readonly numberWidth: number | undefined;
};

const readHead = (rows: readonly Row[], problems: Problems): Head | undefined => {
  const [row] = rows;
  if (row === undefined) {
    if (problems.count() === 0) problems.add("site.csv", 0, "", "没有现场这一行", "the row of the site is missing");
    return undefined;
  }
  const cells = cellsOf(row, problems);
  const zone = cells.text("zone");
  if (!isZone(zone)) {
    cells.wrong("zone", `没有这个时区：${zone}（如 Asia/Shanghai）`, `there is no such zone: ${zone} (Asia/Shanghai)`);
    return undefined;
  }
  const name = cells.text("name");
  const numberWidth = row.cell("number_width") === "" ? undefined : cells.count("number_width", 1, 20);
  const settings = settingsIn(row, cells);
  return { name, nameEn: cells.optional("name_en") || name, zone, settings, numberWidth, datum: datumIn(row, cells) };
};

/** A folder that does not say is in WGS-84, as GeoJSON is (RFC 7946). */
const datumIn = (row: Row, cells: Cells): Datum => {
  const told = namedDatum(row.cell("datum") || "wgs84");
  if (!told.ok) cells.wrong("datum", "要 WGS-84、CGCS2000 或 GCJ-02", "WGS-84, CGCS2000 or GCJ-02 is needed");
  return told.ok ? told.datum : "wgs84";
};

const isZone = (zone: string): boolean => {
  try {
    siteClock(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const settingsIn = (row: Row, cells: Cells): Head["settings"] => {
  const set = (key: string, lo: number, hi: number): number | undefined =>
    row.cell(key) === "" ? undefined : cells.figure(key, lo, hi);
  const edge = row.cell("cell");
  return {
    graceMin: set("grace_min", 0, 120),
    remindMin: set("remind_min", 0, 120),
    ladderStepMin: set("ladder_step_min", 1, 60),
    firstStepMin: set("first_step_min", 1, 60),
    restHours: set("rest_hours", 0, 48),
    earlyMin: set("early_min", 0, 240),
    cell: edge === "" ? undefined : cellSize(cells.oneOf("cell", ["500", "1000", "5000"], "1000")),
    lmin: set("lmin", 0, 5000),
    silentMin: set("silent_min", 5, 360),
    loneMin: set("lone_min", 5, 360),
    closeMin: set("close_min", 0, 720),
    handoverMin: set("handover_min", 1, 60),
    leaveMin: set("leave_min", 0, 240),
    creditMin: set("credit_min", 10, 600),
    answerDays: set("answer_days", 1, 90),
    offerShifts: set("offer_shifts", 1, 20),
    trainHours: set("train_hours", 0, 2000),
    tracks: row.cell("tracks") === "" ? undefined : [...cells.list("tracks")],
    seasons: seasonsIn(row, cells),
  };
};

/** `03-15; 06-16`: the days on which seasons begin; an empty cell leaves the calendar's quarters. */
const seasonsIn = (row: Row, cells: Cells): readonly string[] | undefined => {
  if (row.cell("seasons") === "") return undefined;
  const starts = cells.list("seasons");
  const wrong = starts.find((one) => !isSeasonStart(one));
  if (wrong !== undefined || starts.length === 0 || starts.length > 12)
    cells.wrong(
      "seasons",
      `「${wrong ?? row.cell("seasons")}」不是月-日（如 03-15）`,
      `“${wrong ?? row.cell("seasons")}” is not MM-DD (03-15)`,
    );
  return wrong === undefined && starts.length > 0 && starts.length <= 12 ? starts : undefined;
};

const cellSize = (edge: "500" | "1000" | "5000"): 500 | 1000 | 5000 => {
  switch (edge) {
    case "500":
      return 500;
    case "1000":
      return 1000;
    case "5000":
      return 5000;
  }
};
