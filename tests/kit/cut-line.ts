// A line that can be cut: bytes pass between a kiosk and the server until it is, and again once it is mended, at the same address.

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type CutLine = {
  readonly url: string;
  /** What the server answers from now on is lost on the way; what it is told arrives. */
  readonly deafen: () => void;
  /** Nobody answers at this address any more. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
};

export const createCutLine = async (serverUrl: string): Promise<CutLine> => {
  const { hostname, port } = new URL(serverUrl);
  const ends = new Set<Socket>();
  let deaf = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      ends.add(end);
      // A line that is cut says so by an error at one end or the other.
      end.on("error", () => end.destroy());
      end.on("close", () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      if (!deaf) near.write(bytes);
    });
  });
  const listen = async (at: number): Promise<number> => {
    server.listen(at, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return address.port;
  };
  const own = await listen(0);
  return {
    url: `http://127.0.0.1:${own}`,
    deafen: () => {
      deaf = true;
    },
    cut: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      for (const end of ends) end.destroy();
      await closed;
    },
    mend: async () => {
      deaf = false;
      await listen(own);
    },
  };
};
