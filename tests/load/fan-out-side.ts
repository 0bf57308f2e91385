// One server in a process of its own and so many screens that read it: what a run of changes costs it, how late the screens learn.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { protocolVersion } from "../../domain/version.ts";
import { answer, preciseNow, type Role, type request, type Usage } from "./fan-out-servers.ts";
import { openSocket, type SocketReader } from "./socket-reader.ts";

/** Of every so many sockets one reads what it gets and looks at the clock. */
const curiousEvery = 50;

export type Side = {
  readonly usage: () => Promise<Usage>;
  readonly run: (perSecond: number, ms: number) => Promise<Run>;
  /** So many more screens join, and read nothing from then on; their connections stay open. */
  readonly freeze: (count: number) => Promise<void>;
  readonly close: () => void;
  /** Bytes for each idle screen. */
  readonly perScreen: { readonly heap: number; readonly rss: number };
};
export type Run = {
  /** The share of one processor core that the rate takes, %; above 100 where one core is too few and less was done. */
  readonly load: number;
  readonly done: number;
  /** From the act to the screen, ms. */
  readonly delays: readonly number[];
};

const patch = v.object({ put: v.array(v.object({ watch: v.optional(v.object({ since: v.number() })) })) });
const record = v.object({ watch: v.object({ since: v.number() }) });

/** When the acts were done that a text tells of, ms. */
const actsIn = (role: Role, text: string): readonly number[] => {
  if (role === "raw-ws") return [v.parse(record, JSON.parse(text)).watch.since];
  if (!text.startsWith('42["patch",')) return [];
  const [, body] = v.parse(v.tuple([v.string(), patch]), JSON.parse(text.slice(2)));
  return body.put.flatMap(({ watch }) => (watch === undefined ? [] : [watch.since]));
};

const told = async (child: ChildProcess): Promise<unknown> => {
  const [message] = await once(child, "message");
  return message;
};

export const openSide = async (role: Role, screens: number): Promise<Side> => {
  const child = fork(process.argv[1] ?? "", ["--role", role], { execArgv: ["--expose-gc"] });
  const { port } = v.parse(v.object({ port: v.number() }), await told(child));
  const ask = async (question: v.InferOutput<typeof request>): Promise<Usage> => {
    child.send(question);
    return v.parse(answer, await told(child));
  };
  let delays: number[] = [];
  let begunAt = Number.POSITIVE_INFINITY;
  let joined = 0;

  const hear = (isCurious: boolean) => (text: string, reader: SocketReader) => {
    if (role === "ours") {
      if (text === "2") reader.say("3");
      else if (text.startsWith("0{")) reader.say('40{"page":"wall","token":""}');
      else if (text.startsWith("40{"))
        reader.say(`420${JSON.stringify(["join", { protocol: protocolVersion, store: "", since: 0 }])}`);
      else if (text.startsWith("430")) joined += 1;
    }
    if (!isCurious || begunAt === Number.POSITIVE_INFINITY) return;
    const at = preciseNow();
    for (const since of actsIn(role, text)) if (since >= begunAt) delays.push(at - since);
  };

  const open = (n: number): Promise<SocketReader> => {
    const isCurious = n % curiousEvery === 0;
    let isGreeted = role === "raw-ws";
    const onText = hear(isCurious);
    return openSocket({
      port,
      path: role === "ours" ? "/socket.io/?EIO=4&transport=websocket" : "/",
      onText: (text, reader) => {
        isGreeted ||= text.startsWith("430");
        onText(text, reader);
      },
      isCurious: () => isCurious || !isGreeted,
    });
  };
  const readers: SocketReader[] = [];
  /** Until nothing has come for a while. */
  const quiet = async (): Promise<void> => {
    const heard = (): number => readers.reduce((sum, reader) => sum + reader.frames(), 0);
    for (let before = -1, now = heard(); now - before > screens / 10; now = heard()) {
      before = now;
      await wait(300);
    }
  };
  const frozen: SocketReader[] = [];
  const join = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += curiousEvery) {
      const more = await Promise.all(Array.from({ length: Math.min(curiousEvery, count - n) }, (_, k) => open(n + k)));
      readers.push(...more);
      while (role === "ours" && joined < readers.length) await wait(5);
      await ask({ ask: "usage" });
    }
  };

  // The first few bring the code itself into memory: it does not count to a screen.
  await join(curiousEvery);
  const before = await ask({ ask: "usage" });
  await join(screens - curiousEvery);
  await quiet();
  const after = await ask({ ask: "usage" });
  const more = screens - curiousEvery;

  return {
    usage: () => ask({ ask: "usage" }),
    perScreen: { heap: (after.heap - before.heap) / more, rss: (after.rss - before.rss) / more },
    freeze: async (count) => {
      const before = joined;
      frozen.push(...(await Promise.all(Array.from({ length: count }, () => open(1)))));
      while (joined < before + count) await wait(5);
      for (const reader of frozen) reader.freeze();
    },
    run: async (perSecond, runMs) => {
      const start = await ask({ ask: "usage" });
      delays = [];
      begunAt = preciseNow();
      await ask({ ask: "change", perSecond, ms: runMs });
      await quiet();
      const end = await ask({ ask: "usage" });
      const done = end.changes - start.changes;
      // µs for a change × changes a second = µs a second, of which a core has a million.
      const load = (((end.cpu - start.cpu) / done) * perSecond) / 10_000;
      return { load, done: (done * 1000) / runMs, delays };
    },
    close: () => {
      for (const reader of [...readers, ...frozen]) reader.close();
      child.disconnect();
    },
  };
};
