// What is printed at the start is what another machine can type: the one-time link must not name localhost alone.

import { expect, test } from "vitest";
import { addressesOf } from "../../server/addresses.ts";

const of = (address: string, internal = false, family: "IPv4" | "IPv6" = "IPv4") => {
  const rest = { address, netmask: "", mac: "", internal, cidr: null };
  return family === "IPv4" ? { ...rest, family } : { ...rest, family, scopeid: 0 };
};
const interfaces = {
  lo: [of("127.0.0.1", true), of("::1", true, "IPv6")],
  eth0: [of("192.168.1.10"), of("fe80::1", false, "IPv6")],
  eth1: [of("169.254.7.7"), of("10.0.0.4")],
};

test("a server that listens everywhere names the machine's own addresses first, localhost last", () => {
  const all = ["http://192.168.1.10:8080", "http://10.0.0.4:8080", "http://localhost:8080"];
  expect(addressesOf("0.0.0.0", 8080, interfaces)).toEqual(all);
  expect(addressesOf("::", 8080, interfaces)).toEqual(all);
});

test("one that listens at one address names that alone; without a network there is still localhost", () => {
  expect(addressesOf("127.0.0.1", 80, interfaces)).toEqual(["http://127.0.0.1:80"]);
  expect(addressesOf("::1", 80, interfaces)).toEqual(["http://[::1]:80"]);
  expect(addressesOf("0.0.0.0", 80, { lo: interfaces.lo })).toEqual(["http://localhost:80"]);
});
