// The types of the Socket.IO server and of what the doors know of each connected screen.

import type { Server, Socket } from "socket.io";
import type { Audience } from "../domain/audience.ts";
import type { Millis, ScreenId } from "../domain/ids.ts";
import type { ClientToServer, ServerToClient } from "../domain/protocol.ts";
import type { ScreenReport } from "../domain/screens.ts";

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
