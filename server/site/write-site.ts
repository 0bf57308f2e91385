// The board's site as a folder again: the same files and columns that are read. Badges stay out: only their hashes are known. [ORG-4]

import type { Millis } from "../../domain/ids.ts";
import { trainingSettings } from "../../domain/learning/tracks.ts";
import type { Records } from "../../domain/records.ts";
import type { LonLat, MapRec } from "../../domain/site/site.ts";
import { clockText, siteClock } from "../../domain/time.ts";
import { isForgotten } from "../../domain/workers.ts";
import { briefingLines } from "./briefing-lines.ts";
import { type LayerName, type SheetName, sheetNames, sheets } from "./columns.ts";

type Cell = string | number | boolean | undefined;
type Line = Readonly<Record<string, Cell>>;

/** File name → text. The board must hold a site. */
export const writeSite = (records: Records): ReadonlyMap<SheetName | LayerName, string> => {
  const site = records.get("site", "site");
  if (site === undefined) throw new Error("there is no site to write");
  const clock = siteClock(site.zone);
  const time = (at: Millis): string => `${clock.dayOf(at)} ${clockText(clock, at)}`;
  const minutes = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const workers = [...records.all("worker")].filter((worker) => !isForgotten(worker));
  const numbers = new Map(workers.map((worker) => [worker.id, worker.number]));
  const number = (id: string | undefined): string => workers.find((worker) => worker.id === id)?.number ?? "";
  const posts = [...records.all("post")];
  const { settings: set } = site;
  const figures = trainingSettings(site);
  const lines: Readonly<Record<SheetName, readonly Line[]>> = {
    "site.csv": [
      {
        name: site.name,
        name_en: site.nameEn,
        zone: site.zone,
        datum: "wgs84",
        number_width: 1,
        grace_min: set.graceMin,
        remind_min: set.remindMin,
        ladder_step_min: set.ladderStepMin,
        first_step_min: set.firstStepMin,
        rest_hours: set.restHours,
        early_min: set.earlyMin,
        cell: set.cell,
        lmin: set.lmin,
        silent_min: set.silentMin,
        lone_min: set.loneMin,
        close_min: set.closeMin,
        handover_min: set.handoverMin,
        leave_min: set.leaveMin,
        credit_min: set.creditMin,
        answer_days: set.answerDays,
        offer_shifts: set.offerShifts,
        train_hours: figures.trainHours,
        tracks: figures.tracks.join(";"),
        seasons: set.seasons.join(";"),
      },
    ],
    "shifts.csv": site.shifts.map(({ id, name, nameEn, start, end }) => ({
      id,
      name,
      name_en: nameEn,
      start: minutes(start),
      end: minutes(end),
    })),
    "units.csv": [...records.all("unit")].map(({ id, name, nameEn, scope }) => ({
      id,
      name,
      name_en: nameEn,
      parent: scope.at(-2),
    })),
    "workers.csv": workers.map((one) => ({
      number: one.number,
      name: one.name,
      unit: one.unit,
      crew: one.crew,
      roles: one.roles.join(";"),
      tags: one.tags.join(";"),
      language: one.lang,
      large_text: one.largeText,
      party: one.party,
    })),
    "qualifications.csv": workers.flatMap((one) =>
      one.qualifications.map(({ name, until }) => ({ number: one.number, name, until })),
    ),
    "certificates.csv": (site.certificates ?? []).map(({ name, nameEn }) => ({ name, name_en: nameEn })),
    "posts.csv": posts.map((post) => ({
      id: post.id,
      unit: post.unit,
      name: post.name,
      name_en: post.nameEn,
      link_class: post.linkClass,
      requires: post.requires.join(";"),
      interval_min: post.intervalMin,
      key: post.key,
      party_post: post.party,
      lon: post.at?.[0],
      lat: post.at?.[1],
      plan: post.spot?.plan,
      plan_x: post.spot?.x,
      plan_y: post.spot?.y,
      responsible: number(post.responsible),
      deputy: number(post.deputy),
      leader: post.leader === true,
    })),
    "roster.csv": posts.flatMap((post) =>
      post.roster.map(({ shift, worker, days, from, until }) => ({
        post: post.id,
        shift,
        number: numbers.get(worker),
        days,
        from,
        until,
      })),
    ),
    "briefing.csv": briefingLines(posts),
    "activities.csv": [...records.all("activity")].map((one) => ({
      id: one.id,
      unit: one.unit,
      kind: one.sort,
      name: one.name,
      name_en: one.nameEn,
      place: one.place,
      starts: time(one.startsAt),
      ends: time(one.endsAt),
      opens: time(one.opensAt),
      closes: time(one.closesAt),
      cancel_until: time(one.cancelUntil),
      capacity: one.capacity,
      track: one.training?.track,
      gives: one.training?.gives?.name,
      gives_months: one.training?.gives?.months,
      quiz: one.training?.quiz,
    })),
    "activity_roles.csv": [...records.all("activity")].flatMap((one) =>
      one.roles.map((role) => ({
        activity: one.id,
        id: role.id,
        name: role.name,
        name_en: role.nameEn,
        capacity: role.capacity,
        requires: role.requires.join(";"),
      })),
    ),
    "routes.csv": [...records.all("route")].map(({ id, unit, name, nameEn }) => ({ id, unit, name, name_en: nameEn })),
    "checkpoints.csv": [...records.all("route")].flatMap((route) =>
      route.checkpoints.map(({ id, name, nameEn, at, radius, window }) => ({
        route: route.id,
        id,
        name,
        name_en: nameEn,
        lon: at[0],
        lat: at[1],
        radius,
        from_min: window?.from,
        until_min: window?.until,
      })),
    ),
    // What moved over without a route or a leader of ours has no row that could be read again.
    "patrols.csv": [...records.all("patrol")].flatMap((one) =>
      one.route === undefined || one.leader === undefined
        ? []
        : [
            {
              id: one.id,
              unit: one.unit,
              route: one.route,
              leader: number(one.leader),
              members: one.members.map(number).join(";"),
              profile: one.profile,
              starts: time(one.plannedAt),
              ends: time(one.windowEnd),
              plan: one.round,
            },
          ],
    ),
    "patrol_plans.csv": [...records.all("round")]
      .filter(({ ended }) => ended === undefined)
      .map((one) => ({
        id: one.id,
        route: one.route,
        leader: number(one.leader),
        members: one.members.map(number).join(";"),
        profile: one.profile,
        days: one.days,
        start: minutes(one.start),
        length_min: one.lengthMin,
        from: one.from,
        until: one.until,
      })),
  };
  const out = new Map<SheetName | LayerName, string>();
  for (const name of sheetNames)
    out.set(
      name,
      csv(
        sheets[name].map((column) => column.key),
        lines[name],
      ),
    );
  out.set("zones.geojson", zonesOf(records));
  out.set("map.geojson", mapOf(records.get("map", "map")));
  return out;
};

const csv = (keys: readonly string[], lines: readonly Line[]): string => {
  const cell = (value: Cell): string => {
    const text = value === undefined ? "" : value === true ? "yes" : value === false ? "no" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[keys.join(","), ...lines.map((line) => keys.map((key) => cell(line[key])).join(","))].join("\n")}\n`;
};

const collection = (features: readonly object[]): string =>
  `${JSON.stringify({ type: "FeatureCollection", features })}\n`;
const feature = (properties: object, type: string, coordinates: unknown): object => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});

const zonesOf = (records: Records): string =>
  collection(
    [...records.all("zone")].map(({ id, name, nameEn, unit, zoneClass, intervalDays, ring }) =>
      feature({ id, name, name_en: nameEn, unit, zone_class: zoneClass, interval_days: intervalDays }, "Polygon", [
        ring,
      ]),
    ),
  );

const mapOf = (map: MapRec | undefined): string => {
  const area = (ring: readonly LonLat[], properties: object) => feature(properties, "Polygon", [ring]);
  const line = (path: readonly LonLat[], properties: object) => feature(properties, "LineString", path);
  return collection([
    ...(map?.edge ?? []).map((ring) => area(ring, { layer: "edge" })),
    ...(map?.compartments ?? []).map(({ name, ring }) => area(ring, { layer: "compartment", name })),
    ...(map?.rivers ?? []).map((path) => line(path, { layer: "river" })),
    ...(map?.roads ?? []).map((path) => line(path, { layer: "road" })),
    ...(map?.places ?? []).map(({ name, nameEn, at, form }) =>
      feature({ layer: "place", name, name_en: nameEn, form }, "Point", at),
    ),
  ]);
};
