// What is really listened on: what the configuration wished counts for nothing here.

import type { Server } from "node:http";
import { networkInterfaces } from "node:os";
import { addressesOf } from "./addresses.ts";

const addressOf = (http: Server): { readonly address: string; readonly port: number } => {
  const found = http.address();
  return typeof found === "object" && found !== null ? found : { address: "", port: 0 };
};

export const listeningOn = (http: Server): string => addressOf(http).address;
/** Every address by which people reach it, those for other machines first. */
export const reachedAt = (http: Server): readonly string[] =>
  addressesOf(addressOf(http).address, addressOf(http).port, networkInterfaces());
