// Patrols as EarthRanger answers them: `GET /api/v1.0/activity/patrols/`, one page or one patrol, with or without its envelope; beside them
// the tracks of those who led them. Shapes after PADAS/er-server (das/activity/serializers/patrol_serializers.py), PADAS/er-client
// (tests/async_client/test_patrols.py) and wildlife-dynamics/ecoscope (tests/sample_data/io/sample_patrol.json). [PAT-1]

import type { MovedPerson } from "../../domain/patrols/moving.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import type { LonLat } from "../../domain/site/site.ts";
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
} from "./json-tree.ts";
import { type Loose, positionOf, type ReadLeg, type ReadMoved, type ReadPatrol } from "./moved-reading.ts";
import type { Steps } from "./steps.ts";
import { timeOf } from "./values.ts";

/** Events or fixes between two pauses. */
const readAStep = 1_000;

/** The patrols of a page; undefined where it is none of EarthRanger's. */
const patrolsIn = (whole: Json): readonly JsonObject[] | undefined => {
  if (isList(whole)) return isPatrol(whole[0]) ? whole.filter(isObject) : undefined;
  if (!isObject(whole)) return undefined;
  if (isPatrol(whole)) return [whole];
  const results = whole.get("results");
  if (isList(results)) return results.length === 0 || isPatrol(results[0]) ? results.filter(isObject) : undefined;
  const data = whole.get("data");
  return data === undefined ? undefined : patrolsIn(data);
};
const isPatrol = (value: Json | undefined): boolean => isObject(value) && isList(value.get("patrol_segments"));

/** A subject's tracks are lines with a time for each position. */
const tracksIn = (whole: Json): readonly JsonObject[] | undefined => {
  if (!isObject(whole)) return undefined;
  const features = objectsAt(whole, "features");
  if (features.some((one) => objectAt(one, "properties").has("coordinateProperties"))) return features;
  const data = whole.get("data");
  return data === undefined ? undefined : tracksIn(data);
};

export function* readEarthRanger(whole: Json): Steps<ReadMoved | undefined> {
  const tracks = tracksIn(whole);
  const none = { system: "earthranger", patrols: [], loose: [], files: 0, strange: 0 } as const;
  if (tracks !== undefined) {
    const loose: Loose[] = [];
    for (const one of tracks) loose.push(...(yield* looseOf(one)));
    return { ...none, loose };
  }
  const told = patrolsIn(whole);
  if (told === undefined) return undefined;
  const patrols: ReadPatrol[] = [];
  for (const one of told) {
    const patrol = yield* patrolOf(one);
    if (patrol !== undefined) patrols.push(patrol);
  }
  const files = told.reduce((sum, one) => sum + filesOf(one), 0);
  return { ...none, patrols, files, strange: told.length - patrols.length };
}

function* patrolOf(from: JsonObject): Steps<ReadPatrol | undefined> {
  const number = textAt(from, "serial_number", "id");
  const key = textAt(from, "id", "serial_number");
  if (key === "") return undefined;
  const segments = objectsAt(from, "patrol_segments");
  const state = textAt(from, "state");
  const times = (name: string) => segments.map((one) => timeOf(textAt(one, name))).filter((at) => at !== null);
  const [starts, ends] = [times("scheduled_start"), times("scheduled_end")];
  const events: ReadPatrol["events"][number][] = [];
  for (const [i, one] of segments.flatMap((segment) => objectsAt(segment, "events")).entries()) {
    if (i % readAStep === readAStep - 1) yield;
    events.push(...eventsOf(one));
  }
  yield;
  return {
    key,
    system: "earthranger",
    number,
    title: textAt(from, "title"),
    objective: textAt(from, "objective"),
    state: state === "done" || state === "cancelled" ? state : "open",
    planned: {
      from: starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b)),
      until: ends.length === 0 ? null : ends.reduce((a, b) => Math.max(a, b)),
    },
    legs: segments.map(legOf),
    events,
    notes: objectsAt(from, "notes")
      .map((one) => textAt(one, "text"))
      .filter((text) => text !== ""),
    bare: false,
  };
}

const legOf = (from: JsonObject): ReadLeg => {
  const range = objectAt(from, "time_range");
  const leader = objectAt(from, "leader");
  const person = personOf(leader);
  return {
    key: textAt(from, "id"),
    subject: textAt(leader, "id"),
    kind: textAt(from, "patrol_type"),
    from: timeOf(textAt(range, "start_time")),
    until: timeOf(textAt(range, "end_time")),
    ...(person === undefined ? {} : { leader: person }),
    members: [],
    raw: [],
  };
};

/** A subject, or an account; where a site keeps staff numbers, they stand in `additional`. */
const personOf = (from: JsonObject): MovedPerson | undefined => {
  const more = objectAt(from, "additional");
  const names = [
    textAt(from, "name"),
    textAt(from, "common_name"),
    [textAt(from, "first_name"), textAt(from, "last_name")].join(" ").trim(),
    [textAt(from, "last_name"), textAt(from, "first_name")].join(" ").trim(),
    textAt(from, "username"),
    textAt(more, "employee_number", "employee_id", "staff_number", "number", "工号"),
    textAt(more, "smart_member_id"),
    textAt(from, "id"),
  ].filter((name, i, all) => name !== "" && all.indexOf(name) === i);
  return names.length === 0 ? undefined : { names };
};

/** A collection brings the events that it holds. */
const eventsOf = (from: JsonObject): ReadPatrol["events"] => {
  const held = objectsAt(from, "contains").map((one) => objectAt(one, "related_event"));
  const key = textAt(from, "id", "serial_number");
  const own = from.get("is_collection") === true && held.length > 0 ? [] : [from];
  return [...(key === "" ? [] : own.map(eventOf)), ...held.filter((one) => one.size > 0).map(eventOf)];
};

const eventOf = (from: JsonObject): ReadPatrol["events"][number] => {
  const shape = objectAt(from, "geojson");
  const kind = textAt(from, "event_type");
  const title = textAt(from, "title");
  const details = [...objectAt(from, "event_details")].flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? [`${name}: ${value}`] : [],
  );
  const notes = objectsAt(from, "notes").map((one) => textAt(one, "text"));
  const lonLat = positionOf(objectAt(shape, "geometry").get("coordinates")) ?? locationOf(objectAt(from, "location"));
  return {
    key: textAt(from, "id", "serial_number"),
    kind,
    words: [title === kind ? "" : title, ...details.slice(0, 8), ...notes].filter((one) => one !== "").join("; "),
    at: timeOf(textAt(from, "time")) ?? timeOf(textAt(objectAt(shape, "properties"), "datetime")),
    ...(lonLat === undefined ? {} : { lonLat }),
    isOpen: textAt(from, "state") !== "resolved",
  };
};

const locationOf = (from: JsonObject): LonLat | undefined =>
  positionOf([numberAt(from, "longitude"), numberAt(from, "latitude")]);

const filesOf = (from: JsonObject): number =>
  listAt(from, "files").length +
  objectsAt(from, "patrol_segments")
    .flatMap((one) => objectsAt(one, "events"))
    .reduce((sum, one) => sum + listAt(one, "files").length, 0);

function* looseOf(feature: JsonObject): Steps<readonly Loose[]> {
  const properties = objectAt(feature, "properties");
  const times = listAt(objectAt(properties, "coordinateProperties"), "times");
  const raw: RawFix[] = [];
  for (const [i, one] of listAt(objectAt(feature, "geometry"), "coordinates").entries()) {
    if (i % readAStep === readAStep - 1) yield;
    const at = times[i];
    const place = positionOf(one);
    if (place !== undefined && typeof at === "string") raw.push([timeOf(at), ...place, null]);
  }
  return raw.length === 0 ? [] : [{ subject: textAt(properties, "id"), raw }];
}
