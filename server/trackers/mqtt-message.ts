// One MQTT message of OwnTracks, from our own broker or from the site's: read, heard, and only then confirmed. [PAT-2]

import type { Hear, Speaker } from "./hear.ts";
import { readOwnTracks } from "./owntracks.ts";

/** `kept`: durable. `nothing`: it spoke of no place. `refused`: read and refused for good. `later`: to be sent again. */
export type Outcome = "kept" | "nothing" | "refused" | "later";

/** Where OwnTracks tells places; what it tells beside them has longer topics. */
export const locationTopics = "owntracks/+/+";
export const isLocation = (topic: string): boolean => /^owntracks\/[^/]+\/[^/]+$/.test(topic);

export const messageMost = 256 * 1024;

export const hearMessage = async (
  hear: Hear,
  speaker: Speaker,
  topic: string,
  payload: Uint8Array,
): Promise<Outcome> => {
  if (!isLocation(topic) || payload.length === 0) return "nothing";
  if (payload.length > messageMost) return "refused";
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(payload));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return "refused";
  }
  const message = readOwnTracks(json, topic);
  if (!message.ok) return "refused";
  if (message.positions.length === 0) return "nothing";
  const heard = await hear(speaker, message.positions, "wgs84");
  return heard.kind === "ok" ? "kept" : heard.kind === "retry" ? "later" : "refused";
};
