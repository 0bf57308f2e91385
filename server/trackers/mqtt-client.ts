// The site's own broker: we listen there for OwnTracks' positions, whose devices the register names, and confirm what is durable. [PAT-2]

import { connect, type MqttClient } from "mqtt";
import { screenId, type UnitId } from "../../domain/ids.ts";
import type { Hear, Speaker } from "./hear.ts";
import { hearMessage, locationTopics } from "./mqtt-message.ts";

export type MqttListening = { readonly isConnected: () => boolean; readonly close: () => Promise<void> };

const tryAgainAfter = 5_000;

export const listenToBroker = (deps: {
  /** `mqtt://user:password@host:port` or `mqtts://…`. */
  readonly url: string;
  /** Names our session at the broker, which keeps for us what comes while we are away. */
  readonly name: string;
  /** The broker speaks for the whole site. */
  readonly unit: () => UnitId | undefined;
  readonly hear: Hear;
  readonly onFault: (what: string, error: unknown) => void;
}): MqttListening => {
  const { hear, unit, onFault } = deps;
  const client: MqttClient = connect(deps.url, {
    clientId: `shouwang-${deps.name}`,
    clean: false,
    reconnectPeriod: tryAgainAfter,
    connectTimeout: 10_000,
    resubscribe: true,
    // A broker that is only starting says no at first.
    reconnectOnConnackError: true,
  });
  let told = false;
  /** What is still under way at the end is not confirmed, and comes again. */
  let closing = false;
  client.on("connect", () => {
    told = false;
    client.subscribe(locationTopics, { qos: 1 }, (error) => {
      if (error) onFault("mqtt: subscribe", error);
    });
  });
  client.on("error", (error) => {
    // Once for each time that it is away: it is tried every few seconds.
    if (!told && !closing) onFault("mqtt", error);
    told = true;
  });
  // The confirmation goes out when the callback is called without an error.
  client.handleMessage = (packet, done) => {
    // The line on which it came; by the time it is recorded there may be another.
    const { stream } = client;
    const home = unit();
    const speaker: Speaker = {
      screen: screenId("mqtt"),
      profile: "gateway",
      ...(home === undefined ? {} : { unit: home }),
    };
    const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
    hearMessage(hear, speaker, packet.topic, payload).then(
      (outcome) => {
        if (outcome !== "later") return done();
        // Not confirmed: after the next connection the broker sends it again.
        stream.destroy();
      },
      (error: unknown) => {
        onFault("mqtt", error);
        stream.destroy();
      },
    );
  };
  return {
    isConnected: () => client.connected,
    close: () => {
      closing = true;
      return client.endAsync(true);
    },
  };
};
