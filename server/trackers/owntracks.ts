// OwnTracks' JSON, by HTTP or MQTT: a location is a position, its other messages are not. Source: owntracks.org/booklet/tech/json.

import * as v from "valibot";
import { finite, knownAccuracy, type Message, messagesMost, nothing, type Position } from "./position.ts";

const location = v.object({
  _type: v.literal("location"),
  lat: finite,
  lon: finite,
  /** Seconds since 1970; some senders quote it. */
  tst: v.union([finite, v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))]),
  /** Metres. */
  acc: v.nullish(finite),
  topic: v.nullish(v.string()),
});
const message = v.looseObject({ _type: v.string() });

/** `owntracks/<user>/<device>` → `user/device`; empty where it is no such topic. */
export const deviceOfTopic = (topic: string): string => /^owntracks\/([^/]+\/[^/]+)$/.exec(topic)?.[1] ?? "";

/** One message, or a list of them as some senders make after a while without a line. `topic`: as MQTT says it. */
export const readOwnTracks = (body: unknown, topic = ""): Message => {
  if (!Array.isArray(body)) return readOne(body, topic);
  if (body.length > messagesMost) return { ok: false, where: `length > ${messagesMost}` };
  const positions: Position[] = [];
  for (const one of body) {
    const read = readOne(one, topic);
    if (!read.ok) return read;
    positions.push(...read.positions);
  }
  return { ok: true, positions };
};

const readOne = (body: unknown, topic: string): Message => {
  const kind = v.safeParse(message, body);
  if (!kind.success) return { ok: false, where: "_type" };
  // A last will, a transition, a card … and an encrypted one, which only who holds the key can read.
  if (kind.output._type === "encrypted") return { ok: false, where: "_type = encrypted" };
  if (kind.output._type !== "location") return nothing;
  const parsed = v.safeParse(location, body);
  if (!parsed.success) return { ok: false, where: v.getDotPath(parsed.issues[0]) ?? "location" };
  const { lat, lon, tst, acc, topic: told } = parsed.output;
  const device = deviceOfTopic(topic === "" ? (told ?? "") : topic);
  return { ok: true, positions: [{ device, at: tst * 1000, lon, lat, acc: knownAccuracy(acc) }] };
};
