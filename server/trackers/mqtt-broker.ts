// A broker of our own for trackers that speak MQTT: a token opens it, positions go in, nothing comes out, and PUBACK means durable. [PAT-2]

import { createServer } from "node:net";
import { Aedes, type Client } from "aedes";
import type { Device, Devices } from "../access/devices.ts";
import type { Hear } from "./hear.ts";
import { hearMessage } from "./mqtt-message.ts";

export type MqttBroker = { readonly port: number; readonly close: () => Promise<void> };

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
    connectTimeout: 30_000,
    maxClientsIdLength: 256,
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
      if (device === undefined) return done(denied());
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
  const server = createServer(broker.handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(deps.port, deps.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : deps.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await closed;
    },
  };
};
