// The Socket.IO server: its types, its settings, and what the doors know of each connected screen.

import type { Server, ServerOptions, Socket } from "socket.io";
import type { Audience } from "../domain/audience.ts";
import type { Millis, ScreenId } from "../domain/ids.ts";
import type { ClientToServer, ServerToClient } from "../domain/protocol.ts";
import type { ScreenReport } from "../domain/site/screens.ts";
import { second } from "../domain/time.ts";

export type Wire = Server<ClientToServer, ServerToClient, Record<string, never>, Seat>;
export type Line = Socket<ClientToServer, ServerToClient, Record<string, never>, Seat>;

/** What the doors know of a connected screen. */
export type Seat = {
  audience?: Audience;
  screen?: ScreenId;
  /** Server clock at the connection, ms. */
  since?: Millis;
  seen?: Millis;
  report?: ScreenReport;
};

/** Measured: no compression and no polling, both cost more than they save here; a dead line is closed within 10 s. */
export const wireSettings: Partial<ServerOptions> = {
  serveClient: false,
  destroyUpgrade: false,
  transports: ["websocket"],
  pingInterval: 5 * second,
  pingTimeout: 5 * second,
  maxHttpBufferSize: 100_000,
  perMessageDeflate: false,
  httpCompression: false,
};
