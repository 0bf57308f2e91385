// What sign-ups are measured against: a Socket.IO server that answers every command at once and does nothing else, in a process of its own.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import * as v from "valibot";
import { seq } from "../../domain/ids.ts";
import { type Wire, wireSettings } from "../../server/wire.ts";

const told = v.object({ port: v.number(), cpu: v.number() });
type Told = v.InferOutput<typeof told>;

/** Runs until the parent lets go of the channel; asked anything, it tells its port and the processor time it has used, s. */
export const serveBareAcks = (): void => {
  const http = createServer();
  const wire: Wire = new Server(http, wireSettings);
  let count = 0;
  wire.on("connection", (line) => {
    line.on("command", (_, answer) => {
      count += 1;
      answer({ kind: "ok", seq: seq(count) });
    });
  });
  const tell = (): void => {
    const address = http.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const { user, system } = process.cpuUsage();
    process.send?.({ port: address.port, cpu: (user + system) / 1e6 });
  };
  http.listen(0, "127.0.0.1", tell);
  process.on("message", tell);
  process.on("disconnect", () => process.exit(0));
};

export type BareAcks = { readonly port: number; readonly cpu: () => Promise<number>; readonly close: () => void };

export const openBareAcks = async (): Promise<BareAcks> => {
  const child: ChildProcess = fork(process.argv[1] ?? "", ["--bare-acks"]);
  const hear = async (): Promise<Told> => {
    const [message] = await once(child, "message");
    return v.parse(told, message);
  };
  const { port } = await hear();
  return {
    port,
    cpu: async () => {
      child.send("usage");
      return (await hear()).cpu;
    },
    close: () => child.disconnect(),
  };
};
