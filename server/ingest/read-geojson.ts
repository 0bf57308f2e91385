// GeoJSON: lines that bear a time for each position, and points that bear one; a line without times is a drawn line. [PAT-2]

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { datumKeys } from "./declared.ts";
import type { JsonReader } from "./json.ts";
import { type Limits, unreadable } from "./limits.ts";
import type { Points } from "./points.ts";
import { maxGroups } from "./read-csv.ts";
import type { Counts } from "./read-track.ts";
import { anyTimeOf } from "./values.ts";

/** Times of a line: `coordTimes` (togeojson), `coordinateProperties.times` (its successor), `times`. */
const timeLists = new Set(["coordTimes", "times"]);
const timeKeys = new Set([
  "time",
  "timestamp",
  "datetime",
  "recorded_at",
  "recordedAt",
  "fixTime",
  "fix_time",
  "fixtime",
  "date",
]);
const accuracyKeys = new Set(["accuracy", "acc", "hacc", "horizontalAccuracy"]);
/** Points of one recorder among those of others. */
const groupKeys = new Set([
  ...["segment", "track", "trackId", "patrol", "device", "deviceId", "subject"],
  // Relocations as Ecoscope writes them.
  ...["patrol_id", "groupby_col"],
]);
const types = new Set(["FeatureCollection", "Feature", "GeometryCollection"]);
const geometries = new Set(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]);

/** Positions of a geometry, one after another, and where each list inside of it begins: a line, in a MultiLineString. */
type Shape = { type: string; readonly places: number[]; readonly begins: number[] };
/** Points of one recorder, four numbers each: time, longitude, latitude, accuracy. */
type Pins = number[];

export type GeoJson = JsonReader & { readonly end: () => Refusal | undefined };

export const createGeoJson = (points: Points, counts: Counts, limits: Limits): GeoJson => {
  const path: { readonly kind: "{" | "["; readonly key: string }[] = [];
  let rootType = "";
  let shape: Shape = { type: "", places: [], begins: [] };
  let times: number[] = [];
  let time: number | null = null;
  let acc = Number.NaN;
  let group = "";
  /** Lists that are open: coordinates or times, and the numbers read of the position under way. */
  let list: "coordinates" | "times" | undefined;
  let listDepth = 0;
  let position: number[] = [];
  const pinsByGroup = new Map<string, Pins>();

  const forget = (): void => {
    shape = { type: "", places: [], begins: [] };
    times = [];
    time = null;
    acc = Number.NaN;
    group = "";
  };
  const takeLine = (): void => {
    const count = shape.places.length / 2;
    if (times.every(Number.isNaN)) {
      counts.routePoints += count;
      return;
    }
    counts.tracks += 1;
    const begins = new Set(shape.type === "MultiLineString" ? shape.begins : []);
    for (let i = 0; i < count; i++) {
      if (i === 0 || begins.has(i)) points.begin();
      const at = times[i] ?? Number.NaN;
      points.add(
        Number.isNaN(at) ? null : at,
        shape.places[2 * i] ?? Number.NaN,
        shape.places[2 * i + 1] ?? Number.NaN,
      );
    }
  };
  /** The feature, or the geometry that is the whole, has ended. */
  const take = (): void => {
    const [lon = Number.NaN, lat = Number.NaN] = shape.places;
    if (shape.type === "LineString" || shape.type === "MultiLineString") takeLine();
    else if (shape.type === "Point" && time !== null) {
      const known = pinsByGroup.size < maxGroups ? group : "";
      const pins = pinsByGroup.get(known) ?? [];
      if (pins.length <= 4 * limits.points) pins.push(time, lon, lat, acc);
      pinsByGroup.set(known, pins);
    } else if (shape.type === "Point") counts.waypoints += 1;
    else counts.routePoints += shape.places.length / 2;
    forget();
  };
  const isGeometry = (): boolean => path.length === 1 || path.at(-1)?.key === "geometry";
  return {
    open: (kind, key) => {
      if (list !== undefined) {
        listDepth += 1;
        // The list that holds positions begins a line; the position itself is told apart when it closes.
        position = [];
      } else if (kind === "[" && key === "coordinates") list = "coordinates";
      else if (kind === "[" && timeLists.has(key)) list = "times";
      // EarthRanger answers `{"data": …, "status": …}`: what stands in `data` is the whole.
      if (path.length === 1 && rootType === "" && kind === "{" && key === "data") path.length = 0;
      path.push({ kind, key });
      if (list === "coordinates" && listDepth === 1 && shape.begins.length <= limits.points)
        shape.begins.push(shape.places.length / 2);
    },
    value: (value, key) => {
      if (list === "coordinates") {
        if (position.length < 3) position.push(typeof value === "number" ? value : Number.NaN);
      } else if (list === "times") {
        if (times.length <= limits.points)
          times.push((typeof value === "boolean" ? null : anyTimeOf(value)) ?? Number.NaN);
      } else if (typeof value === "string" && isCrs(path, key)) counts.declared.name(value);
      else if (path.length === 1 && key === "type" && typeof value === "string") {
        rootType = value;
        if (geometries.has(value)) shape.type = value;
      } else if (key === "type" && isGeometry() && typeof value === "string") shape.type = value;
      else if (path.at(-1)?.key === "properties") {
        if (typeof value === "string" && datumKeys.has(key)) counts.declared.hint(value);
        if (timeKeys.has(key) && time === null && typeof value !== "boolean") time = anyTimeOf(value);
        else if (accuracyKeys.has(key) && typeof value === "number") acc = value;
        else if (groupKeys.has(key)) group = `${group} ${String(value).slice(0, 60)}`;
      }
    },
    close: (kind) => {
      const closed = path.pop();
      if (list !== undefined) {
        // A flat list of numbers is a position; deeper ones hold positions, and their own end tells nothing new.
        if (list === "coordinates" && position.length > 0 && shape.places.length <= 2 * limits.points)
          shape.places.push(position[0] ?? Number.NaN, position[1] ?? Number.NaN);
        position = [];
        if (listDepth === 0) list = undefined;
        else listDepth -= 1;
      } else if (kind === "{" && isFeatureEnd(path, closed?.key ?? "")) take();
    },
    end: () => {
      if (!types.has(rootType) && !geometries.has(rootType))
        return unreadable(inBoth("是 JSON，但不是 GeoJSON", "it is JSON but no GeoJSON"));
      const hasTracks = points.count() > 0;
      for (const pins of pinsByGroup.values()) {
        if (hasTracks) {
          counts.waypoints += pins.length / 4;
          continue;
        }
        counts.tracks += 1;
        points.begin();
        for (let i = 0; i < pins.length; i += 4)
          points.add(pins[i] ?? null, pins[i + 1] ?? Number.NaN, pins[i + 2] ?? Number.NaN, pins[i + 3]);
      }
      return undefined;
    },
  };
};

/** GeoJSON of 2008, 3: `"crs": {"type": "name", "properties": {"name": …}}`, or a `link` with its `href`; some write the name alone. */
const isCrs = (path: readonly { readonly key: string }[], key: string): boolean =>
  (key === "crs" && path.at(-1)?.key !== "properties") ||
  ((key === "name" || key === "href") && path.at(-1)?.key === "properties" && path.at(-2)?.key === "crs");

/** The whole when it is no collection, or an element of `features`. */
const isFeatureEnd = (path: readonly { readonly kind: "{" | "["; readonly key: string }[], key: string): boolean =>
  path.length === 0 || (path.length === 2 && key === "" && path.at(-1)?.key === "features");
