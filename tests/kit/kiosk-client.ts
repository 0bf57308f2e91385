// A screen without a browser: joins by number, folds patches, sends commands. What the live store does, for load and fault tests.

import { io, type Socket } from "socket.io-client";
import type { Audience } from "../../domain/audience.ts";
import type { ClientToServer, CommandAnswer, JoinAnswer, ServerToClient } from "../../domain/protocol.ts";
import { joined, patched, type Replica } from "../../domain/replica.ts";
import { protocolVersion } from "../../domain/version.ts";

export type Client = {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly replica: () => Replica | undefined;
  readonly connect: () => Promise<JoinAnswer>;
  readonly send: (body: Readonly<Record<string, unknown>>) => Promise<CommandAnswer | "no answer">;
  readonly close: () => void;
};

export const createClient = (
  url: string,
  page: Exclude<Audience["kind"], "person" | "auditor">,
  token: string,
): Client => {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ["websocket"],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    auth: { page, token },
  });
  let replica: Replica | undefined;
  const join = (): Promise<JoinAnswer> =>
    new Promise((resolve) => {
      const request = { protocol: protocolVersion, store: replica?.store ?? "", since: replica?.seq ?? 0 };
      socket.emit("join", request, (answer) => {
        if (answer.kind === "joined") replica = joined(replica, answer);
        resolve(answer);
      });
    });
  socket.on("patch", (patch) => {
    const next = replica === undefined ? "gap" : patched(replica, patch);
    if (next === "gap") void join();
    else replica = next;
  });
  socket.on("tick", ({ seq }) => {
    if (replica !== undefined && seq > replica.seq) replica = { ...replica, seq };
  });
  socket.on("rejoin", () => void join());
  return {
    socket,
    replica: () => replica,
    connect: () =>
      new Promise((resolve, reject) => {
        socket.once("connect", () => void join().then(resolve));
        socket.once("connect_error", reject);
        socket.connect();
      }),
    send: (body) =>
      new Promise((resolve) => {
        const lost = (): void => resolve("no answer");
        socket.once("disconnect", lost);
        socket.emit("command", body, (answer) => {
          socket.off("disconnect", lost);
          resolve(answer);
        });
      }),
    close: () => {
      socket.disconnect();
    },
  };
};
