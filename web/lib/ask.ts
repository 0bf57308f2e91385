// One question to the server and its answer, or the answer that stands where none came.

import type { Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient } from "../../domain/protocol.ts";

type Line = Socket<ServerToClient, ClientToServer>;

/** Nothing is kept to be sent later: without a line, and without an answer within so many ms, it is `unsure`. */
export const createAsk =
  (socket: Line, within: number) =>
  <A>(
    put: (line: ReturnType<Line["timeout"]>, done: (error: Error | null, answer: A) => void) => void,
    unsure: A,
  ): Promise<A> =>
    new Promise((resolve) => {
      if (!socket.connected) resolve(unsure);
      else put(socket.timeout(within), (error, answer) => resolve(error === null ? answer : unsure));
    });
