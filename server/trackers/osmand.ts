// The OsmAnd protocol of Traccar's clients: a query (GET or form), or the JSON body of the newer client. Source: traccar.org/osmand.

import * as v from "valibot";
import { finite, knownAccuracy, type Message, messagesMost, nothing, type Position } from "./position.ts";

const number = (text: string | undefined): number | undefined => {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};

/** Seconds, milliseconds, or a time in text, UTC where it names no zone; "wrong" where it is none of these. */
export const timeOf = (text: string): number | "wrong" => {
  const trimmed = text.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(trimmed)) {
    const value = Number(trimmed);
    // Seconds reach this only in the year 5138.
    return Math.round(Math.abs(value) < 1e11 ? value * 1000 : value);
  }
  const shape = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(trimmed);
  const [, date, clock, zone = "Z"] = shape ?? [];
  const at = Date.parse(`${date}T${clock}${zone.toUpperCase()}`);
  return Number.isFinite(at) ? at : "wrong";
};

/** `id` or `deviceid`; `lat` and `lon`, or `location=lat,lon`; `timestamp`; `accuracy`. Without a place it tells of cells and nets: no position. */
export const readOsmAndQuery = (query: Readonly<Record<string, string>>): Message => {
  const [first, second] = (query.location ?? "").split(",");
  const told = query.location === undefined ? [query.lat, query.lon] : [first, second];
  if (told[0] === undefined && told[1] === undefined) return nothing;
  const [lat, lon] = [number(told[0]), number(told[1])];
  if (lat === undefined || lon === undefined)
    return { ok: false, where: query.location === undefined ? "lat, lon" : "location" };
  // What the receiver itself calls no fix is a place that was true before.
  if (query.valid === "false" || query.valid === "0") return nothing;
  const at = query.timestamp === undefined ? undefined : timeOf(query.timestamp);
  if (at === "wrong") return { ok: false, where: "timestamp" };
  const device = query.id ?? query.deviceid ?? "";
  return { ok: true, positions: [{ device, at, lon, lat, acc: knownAccuracy(number(query.accuracy ?? query.hacc)) }] };
};

const one = v.object({
  timestamp: v.nullish(v.union([v.string(), v.number()])),
  coords: v.object({ latitude: finite, longitude: finite, accuracy: v.nullish(finite) }),
});
const body = v.object({
  location: v.union([one, v.pipe(v.array(one), v.maxLength(messagesMost))]),
  device_id: v.nullish(v.union([v.string(), v.number()])),
});

export const readOsmAndJson = (json: unknown): Message => {
  const parsed = v.safeParse(body, json);
  if (!parsed.success) return { ok: false, where: v.getDotPath(parsed.issues[0]) ?? "location" };
  const { location, device_id } = parsed.output;
  const positions: Position[] = [];
  for (const { timestamp, coords } of Array.isArray(location) ? location : [location]) {
    const at = timestamp === undefined || timestamp === null ? undefined : timeOf(String(timestamp));
    if (at === "wrong") return { ok: false, where: "location.timestamp" };
    const { latitude: lat, longitude: lon, accuracy } = coords;
    positions.push({ device: String(device_id ?? ""), at, lon, lat, acc: knownAccuracy(accuracy) });
  }
  return { ok: true, positions };
};
