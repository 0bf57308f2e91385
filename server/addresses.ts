// Where people reach the server: one that listens everywhere is reached from other machines by the addresses of its own.

import type { NetworkInterfaceInfo } from "node:os";

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Every address worth printing, those for other machines first; a link-local one leads nowhere that can be typed. */
export const addressesOf = (host: string, port: number, interfaces: Interfaces): readonly string[] => {
  if (host !== "0.0.0.0" && host !== "::") return [urlOf(host, port)];
  const others = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => family === "IPv4" && !internal && !address.startsWith("169.254."))
    .map(({ address }) => urlOf(address, port));
  return [...new Set(others), urlOf("localhost", port)];
};

const urlOf = (host: string, port: number): string => `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
