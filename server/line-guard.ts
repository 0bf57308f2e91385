// Bounds what one slow screen may cost: past 64 packets or 5 s behind, its queue is dropped and it is told to join again
// when it reads once more. The others never wait for it. A frozen one is closed by its missed ping within 10 s.

import type { Millis } from "../domain/ids.ts";
import type { Line } from "./wire.ts";

type Watched = {
  readonly room: string;
  /** Packets handed over since the transport last drained. */
  behind: number;
  /** When the transport last had nothing left to send, ms. */
  drainedAt: Millis;
  lagging: boolean;
};

export const mostPackets = 64;
export const longestDelay = 5_000;
/** A burst of answers is created in one turn of the event loop, before the transport can drain: it is not yet a delay. */
export const shortestDelay = 250;

export type LineGuard = {
  readonly watch: (line: Line, room: string) => void;
  /** Looks at every line; call it at least once a second. */
  readonly sweep: () => void;
};

export const createLineGuard = (deps: { readonly now: () => Millis; readonly onSlow: () => void }): LineGuard => {
  const watched = new Map<Line, Watched>();

  const check = (line: Line, state: Watched): void => {
    if (state.lagging || line.conn.transport.writable) return;
    const delay = deps.now() - state.drainedAt;
    if (delay <= (state.behind > mostPackets ? shortestDelay : longestDelay)) return;
    state.lagging = true;
    deps.onSlow();
    // Out of the room, nothing more is queued for it; what waited is thrown away: a join brings the newest of it.
    void line.leave(state.room);
    dropQueue(line);
  };

  return {
    watch: (line, room) => {
      const known = watched.get(line);
      if (known !== undefined) {
        // Whoever joins again without reading stays as far behind as he was.
        watched.set(line, { ...known, room, lagging: false });
        return;
      }
      watched.set(line, { room, behind: 0, drainedAt: deps.now(), lagging: false });
      line.conn.on("packetCreate", () => {
        const state = watched.get(line);
        if (state === undefined) return;
        if (line.conn.transport.writable) {
          state.behind = 0;
          state.drainedAt = deps.now();
        }
        state.behind += 1;
        check(line, state);
      });
      line.conn.transport.on("drain", () => {
        const state = watched.get(line);
        if (state === undefined) return;
        state.behind = 0;
        state.drainedAt = deps.now();
        if (!state.lagging) return;
        state.lagging = false;
        line.emit("rejoin");
      });
      line.on("disconnect", () => watched.delete(line));
    },
    sweep: () => {
      for (const [line, state] of watched) check(line, state);
    },
  };
};

/** Engine.IO keeps what waits for the transport in an array of its own; emptied in place, nothing of it is ever sent. */
const dropQueue = (line: Line): void => {
  const waiting: unknown = Reflect.get(line.conn, "writeBuffer");
  if (Array.isArray(waiting)) waiting.length = 0;
};
