// Reads a WebSocket on a bare TCP socket: the handshake by hand, frames counted by their headers, so that the reader is not
// what is measured. Only short frames, and all of a socket that is asked for, are looked into.

import { connect, type Socket } from "node:net";

export type SocketReader = {
  /** Frames received. */
  readonly frames: () => number;
  readonly say: (text: string) => void;
  /** Reads no more; the connection stays open. */
  readonly freeze: () => void;
  readonly close: () => void;
};

/** Frames up to this long carry their length in the second byte; pings and greetings are among them. */
const shortFrame = 125;
/** Two bytes, and up to eight more for the length of a long frame. */
const longestHeader = 10;

export const openSocket = (options: {
  readonly port: number;
  readonly path: string;
  /** Hears each short frame, and each long one while `isCurious` says so. */
  readonly onText: (text: string, reader: SocketReader) => void;
  readonly isCurious: () => boolean;
}): Promise<SocketReader> =>
  new Promise((resolve, reject) => {
    const { port, path, onText, isCurious } = options;
    let frames = 0;
    let greeting = Buffer.alloc(0);
    let isOpen = false;
    const header = Buffer.alloc(longestHeader);
    let headed = 0;
    let left = 0;
    let body: Buffer[] | undefined;

    const socket: Socket = connect(port, "127.0.0.1", () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`,
      ),
    );
    socket.setNoDelay(true);

    const reader: SocketReader = {
      frames: () => frames,
      say: (text) => socket.write(maskedFrame(text)),
      freeze: () => socket.pause(),
      close: () => socket.destroy(),
    };

    const ended = (): void => {
      frames += 1;
      headed = 0;
      const heard = body;
      body = undefined;
      if (heard !== undefined) onText(Buffer.concat(heard).toString(), reader);
    };

    const feed = (chunk: Buffer): void => {
      for (let at = 0; at < chunk.length; ) {
        if (left > 0) {
          const end = Math.min(chunk.length, at + left);
          body?.push(chunk.subarray(at, end));
          left -= end - at;
          at = end;
          if (left === 0) ended();
          continue;
        }
        header[headed] = chunk[at] ?? 0;
        headed += 1;
        at += 1;
        const length = lengthOf(header, headed);
        if (length === undefined) continue;
        left = length;
        body = length <= shortFrame || isCurious() ? [] : undefined;
        if (left === 0) ended();
      }
    };

    socket.on("data", (chunk) => {
      if (isOpen) {
        feed(chunk);
        return;
      }
      greeting = Buffer.concat([greeting, chunk]);
      const end = greeting.indexOf("\r\n\r\n");
      if (end === -1) return;
      if (!greeting.toString("latin1", 0, 12).endsWith("101")) {
        reject(new Error(`no upgrade: ${greeting.toString("latin1", 0, end)}`));
        return;
      }
      isOpen = true;
      resolve(reader);
      feed(greeting.subarray(end + 4));
    });
    socket.on("error", reject);
  });

/** The payload's length once the header is whole; a server's frames bear no mask. */
const lengthOf = (header: Buffer, read: number): number | undefined => {
  if (read < 2) return undefined;
  const short = (header[1] ?? 0) & 0x7f;
  if (short <= shortFrame) return short;
  if (short === 126) return read < 4 ? undefined : header.readUInt16BE(2);
  return read < longestHeader ? undefined : Number(header.readBigUInt64BE(2));
};

/** One text frame; the mask that a client owes is nought. */
const maskedFrame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const length =
    payload.length <= shortFrame
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), payload]);
};
