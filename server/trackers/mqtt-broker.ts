// A broker of our own for trackers that speak MQTT: a token opens it, positions go in, nothing comes out, and PUBACK means durable. [PAT-2]

import type { EventEmitter } from "node:events";
import { createServer, type Socket } from "node:net";
import { Aedes, type Client } from "aedes";
import type { Device, Devices } from "../access/devices.ts";
import { tokenHash } from "../access/digests.ts";
import type { Hear } from "./hear.ts";
import { createPacketGuard } from "./mqtt-guard.ts";
import { hearMessage, isLocation, messageMost } from "./mqtt-message.ts";

export type MqttBroker = { readonly port: number; readonly close: () => Promise<void> };

/** Lines at once; a site has some thousand trackers. */
const linesMost = 10_000;
/** A line that has not said who it is by then is closed, ms. */
const greetingWithin = 5_000;
/** Return code 4 of MQTT 3.1.1: bad user name or password. */
const denied = (): Error & { returnCode: number } => Object.assign(new Error("token unknown"), { returnCode: 4 });

/** Throws what `listen` throws: EADDRINUSE. */
export const openMqttBroker = async (deps: {
  readonly port: number;
  readonly host: string;
  readonly devices: Pick<Devices, "deviceOf">;
  readonly hear: Hear;
  readonly onFault: (what: string, error: unknown) => void;
}): Promise<MqttBroker> => {
  const { devices, hear, onFault } = deps;
  const tokens = new WeakMap<Client, string>();
  /** Asked anew for each message: a tracker removed while it is connected is heard no more. */
  const deviceOf = (client: Client): Device | undefined => {
    const found = devices.deviceOf(tokens.get(client) ?? "");
    if (found.kind === "refused") return undefined;
    const { profile } = found.value;
    return profile === "tracker" || profile === "gateway" ? found.value : undefined;
  };

  const broker = await Aedes.createBroker({
    connectTimeout: greetingWithin,
    maxClientsIdLength: 256,
    maxInflightInbound: 20,
    preConnect: (_client, packet, done) => {
      // Nobody subscribes: a session, and a last will, would be kept for nobody.
      packet.clean = true;
      delete packet.will;
      // A name under another's token is another name: nobody can throw anybody off the line by taking his.
      packet.clientId = `${tokenHash(String(packet.password ?? "")).slice(0, 24)} ${packet.clientId.slice(0, 100)}`;
      done(null, true);
    },
    // Whatever the user is called, the password is the token.
    authenticate: (client, _user, password, done) => {
      tokens.set(client, password?.toString("utf8") ?? "");
      if (deviceOf(client) === undefined) done(denied(), null);
      else done(null, true);
    },
    // Nobody hears anybody.
    authorizeSubscribe: (_client, _subscription, done) => done(null, null),
    // The confirmation goes out when this is answered.
    authorizePublish: (client, packet, done) => {
      // A place that a broker keeps for whoever comes is a place kept for nobody's good.
      packet.retain = false;
      const device = client === null ? undefined : deviceOf(client);
      if (device === undefined || packet.topic.startsWith("$")) return done(denied());
      if (!isLocation(packet.topic)) return done(null);
      const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
      hearMessage(hear, device, packet.topic, payload).then(
        // Not confirmed: the line is closed, and the device sends it again.
        (outcome) => done(outcome === "later" ? new Error("not recorded") : null),
        (error: unknown) => {
          onFault("mqtt", error);
          done(new Error("not recorded"));
        },
      );
    },
  });
  const emitter: EventEmitter = broker;
  emitter.on("error", (error: unknown) => onFault("mqtt", error));
  const lines = new Set<Socket>();
  const server = createServer((line) => {
    lines.add(line);
    line.once("close", () => lines.delete(line));
    const mayGoOn = createPacketGuard(messageMost + 1_024);
    line.on("data", (chunk) => {
      if (!mayGoOn(chunk)) line.destroy();
    });
    broker.handle(line);
  });
  server.maxConnections = linesMost;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(deps.port, deps.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : deps.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const line of lines) line.destroy();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await closed;
    },
  };
};
