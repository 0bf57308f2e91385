// Traccar's position forwarding as JSON: by it come the 260 protocols that Traccar speaks. Source: traccar.org/forward.

import * as v from "valibot";
import { timeOf } from "./osmand.ts";
import { finite, knownAccuracy, type Message, nothing } from "./position.ts";

const forwarded = v.object({
  position: v.object({
    latitude: finite,
    longitude: finite,
    fixTime: v.string(),
    /** Metres; 0 where the device told none. */
    accuracy: v.nullish(finite),
    /** False: the receiver had no fix. */
    valid: v.nullish(v.boolean()),
    /** True: the place is the one of before. */
    outdated: v.nullish(v.boolean()),
  }),
  device: v.object({ uniqueId: v.pipe(v.string(), v.minLength(1)) }),
});

export const readTraccar = (json: unknown): Message => {
  const parsed = v.safeParse(forwarded, json);
  if (!parsed.success) return { ok: false, where: v.getDotPath(parsed.issues[0]) ?? "position" };
  const { position, device } = parsed.output;
  const at = timeOf(position.fixTime);
  if (at === "wrong") return { ok: false, where: "position.fixTime" };
  if (position.valid === false || position.outdated === true) return nothing;
  const { latitude: lat, longitude: lon, accuracy } = position;
  return { ok: true, positions: [{ device: device.uniqueId, at, lon, lat, acc: knownAccuracy(accuracy) }] };
};
