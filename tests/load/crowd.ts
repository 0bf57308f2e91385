// Screens on bare sockets, as the fan-out reads them: some look at the clock, the crowd only answers pings. The crowd lives in a
// process of its own, as screens live on machines of their own: whoever looks at the clock shall not wait behind a thousand reads.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { protocolVersion } from "../../domain/version.ts";
import { type Role, roles } from "./fan-out-servers.ts";
import { openSocket, type SocketReader } from "./socket-reader.ts";

/** So many are opened at once. */
const handful = 50;

export type Screens = {
  /** Resolves when all of them have the board. */
  readonly join: (count: number) => Promise<void>;
  /** Frames that came to all of them so far. */
  readonly frames: () => Promise<number>;
  readonly close: () => void;
};

/** Screens read by this process. `onText` hears each long frame too, where it is given. */
export const openScreens = (
  role: Role,
  port: number,
  onText?: (text: string) => void,
): Screens & { readonly readers: readonly SocketReader[] } => {
  const readers: SocketReader[] = [];
  let joined = 0;
  const open = (): Promise<SocketReader> => {
    let isGreeted = role === "raw-ws";
    return openSocket({
      port,
      path: role === "ours" ? "/socket.io/?EIO=4&transport=websocket" : "/",
      onText: (text, reader) => {
        if (role === "ours") {
          if (text === "2") reader.say("3");
          else if (text.startsWith("0{")) reader.say('40{"page":"wall","token":""}');
          else if (text.startsWith("40{"))
            reader.say(`420${JSON.stringify(["join", { protocol: protocolVersion, store: "", since: 0 }])}`);
          else if (text.startsWith("430")) {
            joined += 1;
            isGreeted = true;
          }
        }
        onText?.(text);
      },
      isCurious: () => onText !== undefined || !isGreeted,
    });
  };
  return {
    readers,
    join: async (count) => {
      for (let n = 0; n < count; n += handful) {
        readers.push(...(await Promise.all(Array.from({ length: Math.min(handful, count - n) }, open))));
        while (role === "ours" && joined < readers.length) await wait(5);
      }
    },
    frames: async () => readers.reduce((sum, reader) => sum + reader.frames(), 0),
    close: () => {
      for (const reader of readers) reader.close();
    },
  };
};

const question = v.union([
  v.object({ ask: v.literal("join"), count: v.number() }),
  v.object({ ask: v.literal("frames") }),
]);
const words = v.tuple([v.picklist(roles), v.pipe(v.string(), v.toNumber())]);

/** The crowd's own process, told its role and port: runs until the parent lets go of the channel. */
export const serveCrowd = (told: readonly string[]): void => {
  const screens = openScreens(...v.parse(words, told));
  const answer = async (message: unknown): Promise<void> => {
    const asked = v.parse(question, message);
    if (asked.ask === "join") await screens.join(asked.count);
    process.send?.({ frames: await screens.frames() });
  };
  process.on("message", (message) => void answer(message));
  process.on("disconnect", () => process.exit(0));
};

/** Screens that a process of their own reads. */
export const forkCrowd = (role: Role, port: number): Screens => {
  const child: ChildProcess = fork(process.argv[1] ?? "", ["--crowd", role, String(port)]);
  const ask = async (asked: v.InferOutput<typeof question>): Promise<number> => {
    child.send(asked);
    const [message] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(([code]) => {
        throw new Error(`the crowd's process ended with ${String(code)}`);
      }),
    ]);
    return v.parse(v.object({ frames: v.number() }), message).frames;
  };
  return {
    join: async (count) => {
      await ask({ ask: "join", count });
    },
    frames: () => ask({ ask: "frames" }),
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
};
