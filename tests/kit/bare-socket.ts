// A screen that is no more than a websocket: what it hears as it comes over the line.

import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { protocolVersion } from "../../domain/version.ts";

/** A bare websocket that joins and can stop reading. */
export const connectBare = async (url: string, token: string, page: string) => {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  let asked: { readonly until: (text: string) => boolean; readonly met: (text: string) => void }[] = [];
  socket.on("message", (data) => {
    const text = data.toString();
    texts.push(text);
    if (text === "2") socket.send("3");
    asked = asked.filter(({ until, met }) => {
      if (!until(text)) return true;
      met(text);
      return false;
    });
  });
  const hears = (until: (text: string) => boolean): Promise<string> =>
    new Promise((resolve) => asked.push({ until, met: resolve }));
  const opened = hears((text) => text.startsWith("0"));
  await opened;
  const connected = hears((text) => text.startsWith("40"));
  socket.send(`40${JSON.stringify({ token, page })}`);
  await connected;
  return {
    socket,
    texts,
    hears,
    join: async (since: number, store: string): Promise<string> => {
      const answer = hears((text) => text.startsWith("431"));
      socket.send(`421${JSON.stringify(["join", { protocol: protocolVersion, store, since }])}`);
      return answer;
    },
  };
};
