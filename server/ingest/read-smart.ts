// Patrols as SMART Connect tells them, in all its JSON shapes: features with `smartDataType` and `smartFeatureType` as they are sent to
// `/api/data`, and the answers of `/api/query/custom/patrol`, `…/waypoint/patrol` and `…/track/patrol`. Shapes after PADAS/smartconnect-client
// (smartconnect/models.py) and SMART's own server (IJsonFeatureProcessor, PatrolJsonFeatureProcessor, CustomPatrolQueryEngine). Its
// times bear no zone: they are those of the site's clocks. [PAT-1, PAT-2]

import type { Millis } from "../../domain/ids.ts";
import type { MovedPerson } from "../../domain/patrols/moving.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { SiteClock } from "../../domain/time.ts";
import { isList, isObject, type Json, type JsonObject, listAt, objectAt, objectsAt, textAt } from "./json-tree.ts";
import { type Limits, tooManyPoints } from "./limits.ts";
import { positionOf, type ReadMoved, type ReadPatrol } from "./moved-reading.ts";
import { createSmartPatrols, type SmartPatrols } from "./smart-patrols.ts";
import type { Steps } from "./steps.ts";

/** The features or rows of the whole; undefined where none of them is SMART's. */
const rowsIn = (whole: Json): readonly JsonObject[] | undefined => {
  const rows = isList(whole) ? whole.filter(isObject) : isObject(whole) ? featuresOf(whole) : [];
  return rows.some((one) => shapeOf(one) !== undefined) ? rows : undefined;
};
const featuresOf = (whole: JsonObject): readonly JsonObject[] =>
  whole.has("features") ? objectsAt(whole, "features") : [whole];

type Shape = "data" | "waypoint" | "track" | "patrol";
const shapeOf = (row: JsonObject): Shape | undefined => {
  if (row.has("patrol_legs")) return "patrol";
  const properties = objectAt(row, "properties");
  if (properties.has("smartDataType")) return "data";
  if (!properties.has("patrol") || !properties.has("patrol_leg")) return undefined;
  return properties.has("waypoint") ? "waypoint" : properties.has("timestamps") ? "track" : undefined;
};

export const isSmart = (whole: Json): boolean => rowsIn(whole) !== undefined;

/** Rows or fixes between two pauses. */
const readAStep = 500;

/** All files of an upload together: a track point names its leg only, and another file says whose leg that is. */
export function* readSmart(
  wholes: readonly Json[],
  clock: SiteClock,
  now: Millis,
  limits: Limits,
): Steps<ReadMoved | Refusal> {
  const rows = wholes.flatMap((whole) => rowsIn(whole) ?? []);
  const into = createSmartPatrols(clock, now);
  let [files, strange] = [0, 0];
  for (const row of rows) {
    const from = objectAt(objectAt(row, "properties"), "smartAttributes");
    into.patrolOf(textAt(from, "patrolUuid"), textAt(from, "patrolLegUuid"));
  }
  yield;
  for (const [i, row] of rows.entries()) {
    if (i % readAStep === readAStep - 1) yield;
    const shape = shapeOf(row);
    const taken = shape === "track" ? yield* takeTrack(row, into) : shape !== undefined && takers[shape](row, into);
    if (!taken) strange += 1;
    if (into.fixes() > limits.points) return tooManyPoints(limits);
    files += attachmentsOf(row);
  }
  yield;
  return { system: "smart", patrols: into.finished(), loose: [], files, strange };
}

/** False: it belongs to no patrol, and is left out. */
type Taker = (row: JsonObject, into: SmartPatrols) => boolean;

const takeData: Taker = (row, into) => {
  const properties = objectAt(row, "properties");
  const from = objectAt(properties, "smartAttributes");
  if (textAt(properties, "smartDataType").toLowerCase() !== "patrol") return false;
  const key = textAt(from, "patrolLegUuid");
  const draft = into.patrolFor(textAt(from, "patrolUuid"), key);
  if (draft === undefined) return false;
  const feature = textAt(properties, "smartFeatureType").toLowerCase();
  const at = into.stamp(textAt(properties, "dateTime"));
  const isStart = /^(patrol|leg)(\/new|\/start)?$|^(start|newleg)$/.test(feature);
  const leg = key === "" ? undefined : into.legFor(draft, key);
  if (isStart) into.tell(draft, from);
  if (isStart && leg !== undefined) {
    leg.kind ||= textAt(from, "transportType");
    const leader = textAt(from, "leader");
    const names = listAt(from, "members").filter((one) => typeof one === "string");
    if (leader !== "") leg.leader ??= { names: [leader] };
    if (names.length > 0) leg.members = names.filter((one) => one !== leader).map((one) => ({ names: [one] }));
  }
  const words = ["team", "station", "mandate"].flatMap((name) => {
    const said = textAt(from, name);
    return said === "" ? [] : [`${name}: ${said}`];
  });
  if (isStart && words.length > 0) draft.notes.add(words.join(", "));
  // As SMART itself does, every feature with a time and a place is a point of the leg's track.
  const lonLat = positionOf(objectAt(row, "geometry").get("coordinates"));
  if (leg !== undefined) {
    into.spread(leg, at);
    if (lonLat !== undefined && at !== null) into.addPoint(leg, [at, ...lonLat, null]);
    if (/end$/.test(feature)) leg.ended = true;
  }
  const groups = objectsAt(from, "observationGroups");
  for (const [i, one] of groups.flatMap((group) => objectsAt(group, "observations")).entries()) {
    const kind = textAt(one, "category").replace(/\.$/, "");
    const incident = textAt(from, "incidentUuid") || [draft.key, key, at, lonLat, kind].join("/");
    const name = textAt(one, "observationUuid") || `${incident}/${i}`;
    const values = [...objectAt(one, "attributes")].map(([attribute, value]) => [attribute, value] as const);
    draft.events.set(name, eventOf(name, kind, textAt(from, "comment"), values, at, lonLat));
  }
  return true;
};

const eventOf = (
  key: string,
  kind: string,
  comment: string,
  attributes: readonly (readonly [string, Json])[],
  at: Millis | null,
  lonLat: readonly [number, number] | undefined,
): ReadPatrol["events"][number] => {
  const told = attributes.flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [`${name}: ${value}`] : [],
  );
  const words = [comment, ...told.slice(0, 8)].filter((one) => one !== "").join("; ");
  return { key, kind, words, at, ...(lonLat === undefined ? {} : { lonLat }), isOpen: false };
};

/** `name_zh`, `name_en`: the first of them is as good as any where there is no key. */
const nameOf = (from: JsonObject): string => {
  const named = [...from.keys()].find((key) => /^(name|label)(_|$)/.test(key));
  return named === undefined ? "" : textAt(from, named);
};

const takeLeg = (from: JsonObject, key: string, draft: Draft, into: SmartPatrols): void => {
  const leg = into.legFor(draft, key);
  leg.ended = true;
  const type = objectAt(from, "type");
  leg.kind ||= textAt(type, "key") || nameOf(type);
  leg.dates = [textAt(from, "start_date") || leg.dates[0], textAt(from, "end_date") || leg.dates[1]];
  const members = objectsAt(from, "members");
  const leader = members.find((one) => one.get("is_leader") === true);
  const person = (one: JsonObject): MovedPerson => ({
    names: [textAt(one, "name"), textAt(one, "id"), textAt(one, "uuid")].filter((name) => name !== ""),
  });
  if (leader !== undefined) leg.leader ??= person(leader);
  if (members.length > 0 && leg.members.length === 0) leg.members = members.filter((one) => one !== leader).map(person);
  const days = [objectAt(from, "patrol_leg_day"), ...objectsAt(from, "patrol_leg_days")];
  for (const one of days)
    for (const name of ["start_time", "end_time"]) into.spread(leg, into.time(textAt(one, "date"), textAt(one, name)));
  const mandate = objectAt(from, "mandate");
  const said = textAt(mandate, "key") || nameOf(mandate);
  if (said !== "") draft.notes.add(`mandate: ${said}`);
};
type Draft = NonNullable<ReturnType<SmartPatrols["patrolFor"]>>;

const takePatrolWords = (from: JsonObject, draft: Draft, into: SmartPatrols): void => {
  into.tell(draft, from);
  for (const name of ["team", "station"]) {
    const said = nameOf(objectAt(from, name));
    if (said !== "") draft.notes.add(`${name}: ${said}`);
  }
};

/** The id that the client gave it goes before SMART's own: what was sent to SMART and what SMART answers are then the same patrol. */
const takePatrol: Taker = (row, into) => {
  const draft = into.patrolFor(textAt(row, "client_uuid", "uuid"), "");
  if (draft === undefined) return false;
  takePatrolWords(row, draft, into);
  for (const leg of objectsAt(row, "patrol_legs")) takeLeg(leg, textAt(leg, "client_uuid", "uuid", "id"), draft, into);
  return true;
};

const takeWaypoint: Taker = (row, into) => {
  const properties = objectAt(row, "properties");
  const [patrol, leg, waypoint] = ["patrol", "patrol_leg", "waypoint"].map((name) => objectAt(properties, name));
  if (patrol === undefined || leg === undefined || waypoint === undefined) return false;
  const draft = into.patrolFor(textAt(patrol, "client_uuid", "uuid"), textAt(leg, "client_uuid", "uuid", "id"));
  if (draft === undefined) return false;
  takePatrolWords(patrol, draft, into);
  takeLeg(leg, textAt(leg, "client_uuid", "uuid", "id"), draft, into);
  const at = into.time(textAt(waypoint, "date"), textAt(waypoint, "time"));
  const lonLat = positionOf(objectAt(row, "geometry").get("coordinates"));
  const groups = objectsAt(waypoint, "observation_groups");
  for (const [i, one] of groups.flatMap((group) => objectsAt(group, "observations")).entries()) {
    const category = objectAt(one, "category");
    const kind = (textAt(category, "hkey") || nameOf(category)).replace(/\.$/, "");
    const told = ["id", "date", "time"].map((key) => textAt(waypoint, key));
    const met = textAt(waypoint, "uuid") || [draft.key, textAt(leg, "uuid", "id"), ...told, lonLat, kind].join("/");
    const name = textAt(one, "uuid") || `${met}/${i}`;
    const values = objectsAt(one, "attributes").map(
      (value) => [textAt(value, "attribute_key"), value.get("value") ?? null] as const,
    );
    draft.events.set(name, eventOf(name, kind, textAt(waypoint, "comment"), values, at, lonLat));
  }
  return true;
};

/** A LineString with a list of times, or a MultiLineString with a list of lists. */
function* takeTrack(row: JsonObject, into: SmartPatrols): Steps<boolean> {
  const properties = objectAt(row, "properties");
  const leg = objectAt(properties, "patrol_leg");
  const draft = into.patrolFor(
    textAt(objectAt(properties, "patrol"), "client_uuid", "uuid"),
    textAt(leg, "client_uuid", "uuid", "id"),
  );
  if (draft === undefined) return false;
  draft.id ||= textAt(objectAt(properties, "patrol"), "id");
  const walked = into.legFor(draft, textAt(leg, "client_uuid", "uuid", "id"));
  walked.ended = true;
  const geometry = objectAt(row, "geometry");
  const [lines, times] = [listAt(geometry, "coordinates"), listAt(properties, "timestamps")];
  const isMany = textAt(geometry, "type") === "MultiLineString";
  for (const [i, line] of (isMany ? lines : [lines]).entries()) {
    const stamps = isMany ? times[i] : times;
    if (!isList(line) || !isList(stamps)) continue;
    const raw: RawFix[] = [];
    for (const [n, place] of line.entries()) {
      if (n % readAStep === readAStep - 1) yield;
      const lonLat = positionOf(place);
      const stamp = stamps[n];
      if (lonLat !== undefined && typeof stamp === "string") raw.push([into.stamp(stamp), ...lonLat, null]);
    }
    if (raw.length > 0) into.addLine(walked, raw);
  }
  return true;
}

const takers: Readonly<Record<Exclude<Shape, "track">, Taker>> = {
  data: takeData,
  waypoint: takeWaypoint,
  patrol: takePatrol,
};

const attachmentsOf = (row: JsonObject): number => {
  const properties = objectAt(row, "properties");
  return [objectAt(properties, "smartAttributes"), objectAt(properties, "waypoint")].reduce(
    (sum, from) => sum + listAt(from, "attachments").length,
    0,
  );
};
