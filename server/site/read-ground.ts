// Routes, patrols, zones and the map from their sheets and GeoJSON; a zone's cells are computed here, once, at the import. [PAT-1, COV-1]

import * as v from "valibot";
import { type ZoneDraft, zoneClasses } from "../../domain/coverage/zone.ts";
import { checkpointId, type Day, patrolId, roundId, routeId, unitId, zoneId } from "../../domain/ids.ts";
import type { PatrolDraft, RouteDraft } from "../../domain/patrols/patrol.ts";
import { profiles } from "../../domain/patrols/track.ts";
import { type LonLat, lonLat, type MapRec } from "../../domain/site/site.ts";
import type { SiteClock } from "../../domain/time.ts";
import type { Belts } from "../ingest/geodesy.ts";
import { type CellSize, gridOf } from "../ingest/grid.ts";
import { type Cells, cellsOf, instantOf } from "./cells.ts";
import type { LayerName } from "./columns.ts";
import type { Problems } from "./problems.ts";
import { unique } from "./read-people.ts";
import { type Known, placeIn, workerIn } from "./read-work.ts";
import type { Row } from "./sheet.ts";

export const readRoutes = (
  sheets: { readonly routes: readonly Row[]; readonly checkpoints: readonly Row[] },
  known: Pick<Known, "units" | "toWgs84">,
  problems: Problems,
): readonly RouteDraft[] => {
  const seen = new Set<string>();
  const seenPoints = new Set<string>();
  const ids = new Set(sheets.routes.map((row) => row.cell("id")));
  const points = new Map<string, RouteDraft["checkpoints"][number][]>();
  for (const row of sheets.checkpoints) {
    const cells = cellsOf(row, problems);
    const route = cells.text("route", 64);
    cells.known("route", route, ids, "路线", "route");
    const name = cells.text("name");
    const point = {
      id: checkpointId(cells.text("id", 64)),
      name,
      nameEn: cells.optional("name_en") || name,
      at: placeIn(cells, known),
      radius: cells.figure("radius", 100, 200, 150),
      ...windowIn(row, cells),
    };
    unique(seenPoints, `${route}\n${point.id}`, row, "id", problems);
    const before = points.get(route);
    if (before === undefined) points.set(route, [point]);
    else if (before.length < 200) before.push(point);
    else cells.wrong("route", "一条路线最多 200 个巡护点", "a route has at most 200 checkpoints");
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

/** Minutes after the planned start within which the checkpoint is due; both or neither. */
const windowIn = (row: Row, cells: Cells): Pick<RouteDraft["checkpoints"][number], "window"> => {
  if (row.cell("from_min") === "" && row.cell("until_min") === "") return {};
  const window = { from: cells.figure("from_min", 0, 10_080), until: cells.figure("until_min", 0, 10_080) };
  if (window.from >= window.until) cells.wrong("until_min", "要大于 from_min", "it must be above from_min");
  return { window };
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
    if (members.length > 50) cells.wrong("members", "最多 50 人", "at most 50 people");
    if (leader === undefined) return [];
    const [unit, route] = [unitId(row.cell("unit")), routeId(row.cell("route"))];
    const round = row.cell("plan") === "" ? {} : { round: roundId(cells.text("plan", 48)) };
    return [{ id: patrolId(id), unit, route, leader, members, profile, plannedAt, windowEnd, ...round }];
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
  known: Pick<Known, "units" | "toWgs84">,
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
    const [drawn = [], ...holes] = geometry.coordinates;
    if (holes.length > 0 || drawn.length > 5000)
      problems.add(
        file,
        row,
        "geometry",
        "区域不能有洞，最多 5000 点",
        "an area with holes, or of more than 5000 points",
      );
    const outline = toWgs84(drawn, known);
    if (outline === undefined) {
      problems.add(file, row, "geometry", ...outsideChina);
      return [];
    }
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
        ring: outline,
        grid: gridded.grid,
      },
    ];
  });
};

/** The shape's points; of an area its outline. */
const pointsOf = (geometry: Feature["geometry"]): readonly LonLat[] => {
  switch (geometry.type) {
    case "Polygon":
      return geometry.coordinates[0] ?? [];
    case "LineString":
      return geometry.coordinates;
    case "Point":
      return [geometry.coordinates];
  }
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

const outsideChina = ["不在中国境内，坐标系不会是 GCJ-02", "GCJ-02 is used only within China"] as const;
/** All of the places in WGS-84, or none. */
const toWgs84 = (line: readonly LonLat[], known: Pick<Known, "toWgs84">): LonLat[] | undefined => {
  const out = line.map(known.toWgs84).filter((at) => at !== undefined);
  return out.length === line.length ? out : undefined;
};

export const readMap = (bytes: Uint8Array, known: Pick<Known, "toWgs84">, problems: Problems): MapDraft => {
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
    const line = toWgs84(pointsOf(geometry), known);
    const [at] = line ?? [];
    const { type } = geometry;
    if (line === undefined || at === undefined) problems.add("map.geojson", index + 1, "geometry", ...outsideChina);
    else if (output.layer === "edge" && type === "Polygon") map.edge.push(line);
    else if (output.layer === "compartment" && type === "Polygon")
      map.compartments.push({ name: output.name, ring: line });
    else if (output.layer === "river" && type === "LineString") map.rivers.push(line);
    else if (output.layer === "road" && type === "LineString") map.roads.push(line);
    else if (output.layer === "place" && type === "Point" && output.name !== "")
      map.places.push({ name: output.name, nameEn: output.name_en || output.name, at, form: output.form });
    else problems.add("map.geojson", index + 1, "geometry", "图形和 layer 不合", "the shape does not fit its layer");
  });
  return map;
};
