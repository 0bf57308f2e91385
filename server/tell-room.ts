// Tells a whole room one event, encoded once. Socket.IO's own broadcast spends a third of a screen's share on the bookkeeping
// of its queues and on a frame in two parts. A socket that has nothing left to write needs neither: it is given the frame, in
// one part, as Engine.IO would give it. Any other gets it by its queue, so order and the bound of slow screens stay as they are.

import type { ServerToClient } from "../domain/protocol.ts";
import type { Line, Wire } from "./wire.ts";

type Conn = Line["conn"];
type FrameOptions = { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] };
type FrameSocket = {
  readonly bufferedAmount: number;
  readonly _sender: { readonly sendFrame: (parts: readonly Buffer[]) => void };
};
type FrameTransport = Conn["transport"] & { readonly socket: FrameSocket };
type Told = "patch" | "tick" | "presence";

export const tellRoom = <E extends Told>(
  wire: Wire,
  room: string,
  event: E,
  ...said: Parameters<ServerToClient[E]>
): void => {
  const { rooms } = wire.sockets.adapter;
  // An EVENT packet of the Socket.IO protocol in the root namespace; "4" is Engine.IO's sign of a message.
  const data = `2${JSON.stringify([event, ...said])}`;
  const options = { compress: false, wsPreEncodedFrame: [textFrame(`4${data}`)] };
  for (const id of rooms.get(room) ?? []) {
    const line = wire.sockets.sockets.get(id);
    if (line !== undefined) hand(line.conn, { data, options });
  }
};

const hand = (conn: Conn, packet: { readonly data: string; readonly options: FrameOptions }): void => {
  const { transport } = conn;
  if (conn.readyState === "open" && transport.writable && isIdle(transport))
    transport.socket._sender.sendFrame(packet.options.wsPreEncodedFrame);
  else conn.write(packet.data, packet.options);
};

/** Engine.IO's WebSocket transport and what it uses of `ws`: an open socket that has handed all it was given to the system. */
const isIdle = (transport: Conn["transport"]): transport is FrameTransport =>
  "socket" in transport && isFrameSocket(transport.socket) && transport.socket.bufferedAmount === 0;

const isFrameSocket = (socket: unknown): socket is FrameSocket =>
  typeof socket === "object" &&
  socket !== null &&
  "_sender" in socket &&
  "readyState" in socket &&
  socket.readyState === 1;

/** A whole text message of a server as one WebSocket frame, in one piece (RFC 6455 §5.2). */
const textFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = 0x81;
  if (headLength === 2) frame[1] = length;
  else if (headLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headLength);
  return frame;
};
