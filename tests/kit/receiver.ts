// A receiver of webhooks on a real port: keeps what came, answers as it is told, or keeps silent.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

export type Received = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
};

/** What it answers to call number `n`, from 1; "silence": nothing, for ever. */
export type Reply =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | "silence"
  | "endless";

export type Receiver = {
  readonly url: string;
  readonly got: readonly Received[];
  readonly answerWith: (reply: (n: number, call: Received) => Reply) => void;
  /** Resolves when so many calls have come in all. */
  readonly gets: (count: number) => Promise<void>;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const createReceiver = async (): Promise<Receiver> => {
  const got: Received[] = [];
  let replyTo: (n: number, call: Received) => Reply = () => ({ status: 200 });
  let asked: { readonly count: number; readonly met: () => void }[] = [];

  const answer = (reply: Reply, response: ServerResponse): void => {
    if (reply === "silence") return;
    if (reply === "endless") {
      response.writeHead(200, { "content-type": "application/json" });
      const more = (): void => {
        if (response.destroyed) return;
        if (response.write("x".repeat(65_536))) setImmediate(more);
        else response.once("drain", more);
      };
      more();
      return;
    }
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(reply.body ?? "");
  };

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const json: unknown = text === "" ? {} : JSON.parse(text);
      const call = { url: request.url ?? "", headers: request.headers, text, json: isRecord(json) ? json : {} };
      got.push(call);
      answer(replyTo(got.length, call), response);
      asked = asked.filter(({ count, met }) => {
        if (got.length < count) return true;
        met();
        return false;
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    got,
    answerWith: (reply) => {
      replyTo = reply;
    },
    gets: (count) =>
      got.length >= count ? Promise.resolve() : new Promise((met) => asked.push({ count, met: () => met() })),
  };
};
