// A phone at the scan page: its tags, its disk, and a line between it and the server that can swallow an answer.

import { createServer, type IncomingMessage } from "node:http";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";

declare global {
  interface Window {
    /** Holds a tag with this link to the phone; made by `withTags`. */
    readonly holdTag?: (link: string) => void;
  }
}

/** Runs in the page before its own scripts: a reader of tags as Android's Chrome has one, and a hand that holds tags to it. */
export const withTags = (): void => {
  type Reading = { readonly message: { readonly records: readonly object[] } };
  const listeners = new Set<(event: Reading) => void>();
  class Reader {
    addEventListener(_: "reading", listener: (event: Reading) => void): void {
      listeners.add(listener);
    }
    async scan(): Promise<void> {}
  }
  const holdTag = (link: string): void => {
    const data = new DataView(new TextEncoder().encode(link).buffer);
    for (const listener of listeners) listener({ message: { records: [{ recordType: "url", data }] } });
  };
  Object.assign(window, { NDEFReader: Reader, holdTag });
};

/** What the phone's own disk holds. */
export const keptScans = (
  page: Page,
): Promise<readonly { readonly id: string; readonly fate: { readonly state: string } }[]> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open("shouwang-scan");
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    return new Promise((resolve, reject) => {
      const all = db.transaction("scans").objectStore("scans").getAll();
      all.onsuccess = () => resolve(all.result);
      all.onerror = () => reject(all.error);
      db.close();
    });
  });

const bodyOf = async (request: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};

/**
 * A line from the phone to `server`. `onReport` hears each report of scans that the server has answered, before the phone does; `lose` cuts
 * the line instead of bringing the answer. A server that is away is a line that is cut.
 */
export const createPhoneLine = async (
  server: string,
  onReport: (body: string) => Promise<"bring" | "lose">,
): Promise<string> => {
  const relay = createServer((request, response) => {
    const carry = async (): Promise<void> => {
      const body = await bodyOf(request);
      const { authorization, "content-type": type } = request.headers;
      const answer = await fetch(`${server}${request.url ?? "/"}`, {
        method: request.method ?? "GET",
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(type === undefined ? {} : { "content-type": type }),
        },
        ...(body.length === 0 ? {} : { body }),
      });
      const told = Buffer.from(await answer.arrayBuffer());
      const isReport = request.method === "POST" && request.url === "/api/v1/scans";
      if (isReport && (await onReport(body.toString())) === "lose") throw new TypeError("lost on the way");
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
      response.end(told);
    };
    carry().catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    relay.closeAllConnections();
    relay.close();
  });
  const address = relay.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
};
