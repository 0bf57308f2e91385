// A file too large for the door, over a real line: the answer comes while nearly all of it has still not been sent. [PAT-2]

import { createServer, type IncomingMessage, request } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { openTracksDoor } from "./tracks-kit.ts";

const megabyte = Buffer.alloc(1_000_000, " ");

const openLine = async () => {
  const { app, cookie, tracks, projection } = await openTracksDoor();
  const listener = getRequestListener(app.fetch);
  const http = createServer((asked, answer) => void listener(asked, answer));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  /** Sends as many megabytes, a few at a time, until it is answered. */
  const send = (megabytes: number, headers: Readonly<Record<string, string>>) =>
    new Promise<{ status: number | undefined; text: string; sent: number }>((resolve, reject) => {
      let sent = 0;
      let isAnswered = false;
      const asking = request(
        {
          port,
          host: "127.0.0.1",
          method: "POST",
          path: "/tracks?datum=wgs84&profile=foot",
          headers: { cookie, "accept-language": "en", ...headers },
        },
        (answer: IncomingMessage) => {
          isAnswered = true;
          let text = "";
          answer.on("data", (piece) => {
            text += String(piece);
          });
          answer.on("end", () => {
            resolve({ status: answer.statusCode, text, sent });
            asking.destroy();
          });
        },
      );
      // The server closes what it will not read: what was answered counts.
      asking.on("error", (error) => (isAnswered ? undefined : reject(error)));
      const more = (): void => {
        if (isAnswered || asking.destroyed) return;
        if (sent >= megabytes) asking.end();
        else {
          sent += 1;
          asking.write(megabyte, () => setImmediate(more));
        }
      };
      more();
    });
  return { send, tracks, projection };
};

describe("[PAT-2] a file too large for the door", () => {
  test.each([
    ["whose length is told", { "content-length": "200000000" }, 12],
    ["that comes in pieces of no told length", { "transfer-encoding": "chunked" }, 12],
    ["of several in a form", { "content-length": "200000000", "content-type": "multipart/form-data; boundary=x" }, 32],
  ])("[PAT-2] %s is refused with its sentence before it is sent", async (_, headers, limit) => {
    const { send, tracks, projection } = await openLine();
    const before = projection.seq();
    const { status, text, sent } = await send(200, headers);
    expect(status).toBe(413);
    expect(text).toContain(`Too large (limit ${limit} MB). Nothing was recorded; send it in parts.`);
    expect(sent).toBeLessThan(100);
    expect([projection.seq(), tracks()]).toEqual([before, []]);
  });
});
