// Routes, patrols, zones and the map from their sheets and GeoJSON; a zone's cells are computed here, once, at the import. [PAT-1, COV-1]

import * as v from "valibot";
import { checkpointId, type Day, patrolId, routeId, unitId, zoneId } from "../../domain/ids.ts";
import type { PatrolDraft, RouteDraft } from "../../domain/patrol.ts";
import { lonLat, type MapRec } from "../../domain/site.ts";
import type { SiteClock } from "../../domain/time.ts";
import { profiles } from "../../domain/track.ts";
import { type ZoneDraft, zoneClasses } from "../../domain/zone.ts";
import type { Belts } from "../ingest/geodesy.ts";
import { type CellSize, gridOf } from "../ingest/grid.ts";
import { cellsOf, instantOf } from "./cells.ts";
import type { LayerName } from "./columns.ts";
import type { Problems } from "./problems.ts";
import { unique } from "./read-people.ts";
import { type Known, placeIn, workerIn } from "./read-work.ts";
import type { Row } from "./sheet.ts";

export const readRoutes = (
  sheets: { readonly routes: readonly Row[]; readonly checkpoints: readonly Row[] },
  known: Pick<Known, "units">,
  problems: Problems,
): readonly RouteDraft[] => {
  const seen = new Set<string>();
  const ids = new Set(sheets.routes.map((row) => row.cell("id")));
  const points = new Map<string, RouteDraft["checkpoints"][number][]>();
  for (const row of sheets.checkpoints) {
    const cells = cellsOf(row, problems);
    const route = cells.text("route", 64);
    cells.known("route", route, ids, "路线", "route");
    const name = cells.text("name");
    const [lon, lat] = placeIn(cells);
    const point = {
      id: checkpointId(cells.text("id", 64)),
      name,
      nameEn: cells.optional("name_en") || name,
      at: [lon, lat] as const,
      radius: cells.figure("radius", 100, 200, 150),
    };
    const before = points.get(route) ?? [];
    if (before.some((one) => one.id === point.id))
      cells.wrong("id", `重复：${point.id}`, `${point.id} stands here a second time`);
    points.set(route, [...before, point]);
  }
  return sheets.routes.map((row) => {
    const cells = cellsOf(row, problems);
    const id = cells.text("id", 64);
    unique(seen, id, row, "id", problems);
    cells.known("unit", row.cell("unit"), known.units, "单位", "unit");
    const name = cells.text("name");
    return {
      id: routeId(id),
      unit: unitId(cells.text("unit", 64)),
      name,
      nameEn: cells.optional("name_en") || name,
      checkpoints: points.get(id) ?? [],
    };
  });
};

export const readPatrols = (
  rows: readonly Row[],
  routes: readonly RouteDraft[],
  known: Known,
  clock: SiteClock,
  today: Day,
  problems: Problems,
): readonly PatrolDraft[] => {
  const seen = new Set<string>();
  const routeIds = new Set<string>(routes.map((route) => route.id));
  return rows.flatMap((row) => {
    const cells = cellsOf(row, problems);
    const id = cells.text("id", 64);
    unique(seen, id, row, "id", problems);
    cells.known("unit", cells.text("unit", 64), known.units, "单位", "unit");
    cells.known("route", cells.text("route", 64), routeIds, "路线", "route");
    const leader = workerIn(cells, "leader", cells.text("leader", 20), known.idOf);
    const members = cells.list("members").flatMap((number) => workerIn(cells, "members", number, known.idOf) ?? []);
    const plannedAt = instantOf(row, "starts", clock, today, cells);
    const windowEnd = instantOf(row, "ends", clock, today, cells);
    if (windowEnd <= plannedAt) cells.wrong("ends", "结束要晚于开始", "the end must follow the start");
    const profile = row.cell("profile") === "" ? "foot" : cells.oneOf("profile", profiles, "foot");
    if (leader === undefined) return [];
    const [unit, route] = [unitId(row.cell("unit")), routeId(row.cell("route"))];
    return [{ id: patrolId(id), unit, route, leader, members, profile, plannedAt, windowEnd }];
  });
};

// ── GeoJSON ──────────────────────────────────────────────────────────────────────────────────────

const position = v.pipe(
  v.array(v.number()),
  v.minLength(2),
  v.transform(([lon = Number.NaN, lat = Number.NaN]) => [lon, lat]),
  lonLat,
);
const ring = v.pipe(v.array(position), v.minLength(2), v.maxLength(20_000), v.readonly());
const name = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), "");
const feature = v.object({
  properties: v.nullish(v.record(v.string(), v.unknown()), {}),
  geometry: v.variant("type", [
    v.object({ type: v.literal("Polygon"), coordinates: v.pipe(v.array(ring), v.minLength(1)) }),
    v.object({ type: v.literal("LineString"), coordinates: ring }),
    v.object({ type: v.literal("Point"), coordinates: position }),
  ]),
});
type Feature = v.InferOutput<typeof feature>;

const readLayer = (file: LayerName, bytes: Uint8Array, problems: Problems): readonly Feature[] => {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    problems.add(file, 0, "", "不是 GeoJSON 文件", "not a GeoJSON file");
    return [];
  }
  const collection = v.safeParse(v.object({ features: v.pipe(v.array(v.unknown()), v.maxLength(10_000)) }), json);
  if (!collection.success) {
    problems.add(file, 0, "features", "要一个 FeatureCollection", "a FeatureCollection is needed");
    return [];
  }
  return collection.output.features.flatMap((one, index) => {
    const parsed = v.safeParse(feature, one);
    if (parsed.success) return [parsed.output];
    const where = parsed.issues[0] === undefined ? "" : (v.getDotPath(parsed.issues[0]) ?? "");
    problems.add(
      file,
      index + 1,
      where,
      "图形有误：要 WGS-84 经纬度的点、线或面",
      "a wrong shape: a point, line or area in WGS-84 degrees is needed",
    );
    return [];
  });
};

const zoneProperties = v.object({
  id: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  name_en: name,
  unit: v.string(),
  zone_class: v.picklist(zoneClasses),
  interval_days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
});

export const readZones = (
  bytes: Uint8Array,
  known: Pick<Known, "units">,
  cell: CellSize,
  belts: Belts,
  problems: Problems,
): readonly ZoneDraft[] => {
  const file = "zones.geojson";
  const seen = new Set<string>();
  return readLayer(file, bytes, problems).flatMap(({ properties, geometry }, index) => {
    const row = index + 1;
    const told = v.safeParse(zoneProperties, properties);
    if (!told.success || geometry.type !== "Polygon") {
      const where = told.success ? "geometry" : told.issues.map((issue) => v.getDotPath(issue) ?? "").join(", ");
      problems.add(
        file,
        row,
        where,
        "区域要有 id、name、unit、zone_class、interval_days，且是面",
        "a zone needs id, name, unit, zone_class, interval_days, and is an area",
      );
      return [];
    }
    const { id, unit, zone_class: zoneClass, interval_days: intervalDays, name_en: nameEn } = told.output;
    if (seen.has(id)) problems.add(file, row, "id", `重复：${id}`, `${id} stands here a second time`);
    seen.add(id);
    if (!known.units.has(unit))
      problems.add(file, row, "unit", `没有这个单位：${unit}`, `there is no such unit: ${unit}`);
    const [outline = []] = geometry.coordinates;
    const gridded = gridOf(belts, outline, cell);
    if (!gridded.ok) {
      problems.add(file, row, "geometry", "区域太大、不成面或跨带", "the area is too large, no area, or spans belts");
      return [];
    }
    return [
      {
        id: zoneId(id),
        unit: unitId(unit),
        name: told.output.name,
        nameEn: nameEn || told.output.name,
        zoneClass,
        intervalDays,
        ring: [...outline],
        grid: gridded.grid,
      },
    ];
  });
};

const mapProperties = v.variant("layer", [
  v.object({ layer: v.literal("edge") }),
  v.object({ layer: v.literal("compartment"), name }),
  v.object({ layer: v.literal("river") }),
  v.object({ layer: v.literal("road") }),
  v.object({ layer: v.literal("place"), name, name_en: name, form: v.picklist(["station", "mine"]) }),
]);

export type MapDraft = {
  -readonly [K in "edge" | "compartments" | "rivers" | "roads" | "places"]: MapRec[K][number][];
};

export const readMap = (bytes: Uint8Array, problems: Problems): MapDraft => {
  const map: MapDraft = { edge: [], compartments: [], rivers: [], roads: [], places: [] };
  readLayer("map.geojson", bytes, problems).forEach(({ properties, geometry }, index) => {
    const told = v.safeParse(mapProperties, properties);
    if (!told.success) {
      problems.add(
        "map.geojson",
        index + 1,
        "layer",
        "layer 要是 edge、compartment、river、road 或 place",
        "layer must be edge, compartment, river, road or place",
      );
      return;
    }
    const { output } = told;
    const outline = geometry.type === "Polygon" ? geometry.coordinates[0] : undefined;
    if (output.layer === "edge" && outline !== undefined) map.edge.push(outline);
    else if (output.layer === "compartment" && outline !== undefined)
      map.compartments.push({ name: output.name, ring: outline });
    else if (output.layer === "river" && geometry.type === "LineString") map.rivers.push(geometry.coordinates);
    else if (output.layer === "road" && geometry.type === "LineString") map.roads.push(geometry.coordinates);
    else if (output.layer === "place" && geometry.type === "Point" && output.name !== "")
      map.places.push({
        name: output.name,
        nameEn: output.name_en || output.name,
        at: geometry.coordinates,
        form: output.form,
      });
    else problems.add("map.geojson", index + 1, "geometry", "图形和 layer 不合", "the shape does not fit its layer");
  });
  return map;
};
