// MQTT as the configuration wishes it: a broker of our own, the site's broker, both, or neither.

import type { UnitId } from "../../domain/ids.ts";
import type { Devices } from "../access/devices.ts";
import type { Config } from "../config.ts";
import type { Hear } from "./hear.ts";
import { type MqttBroker, openMqttBroker } from "./mqtt-broker.ts";
import { listenToBroker, type MqttListening } from "./mqtt-client.ts";

export const createMqtt = (deps: {
  readonly config: Pick<Config, "mqttPort" | "mqttUrl">;
  readonly devices: Pick<Devices, "deviceOf">;
  readonly hear: Hear;
  /** The store's own name. */
  readonly name: string;
  readonly unit: () => UnitId | undefined;
  readonly onFault: (what: string, error: unknown) => void;
}) => {
  const { config, ...rest } = deps;
  let broker: MqttBroker | undefined;
  let listening: MqttListening | undefined;
  return {
    /** Of our own broker, once it is open. */
    port: (): number | undefined => broker?.port,
    open: async (host: string): Promise<number | undefined> => {
      const { mqttPort: port, mqttUrl: url } = config;
      if (url !== undefined) listening = listenToBroker({ url, ...rest });
      if (port !== undefined) broker = await openMqttBroker({ port, host, ...rest });
      return broker?.port;
    },
    close: async (): Promise<void> => {
      await listening?.close();
      await broker?.close();
    },
  };
};
