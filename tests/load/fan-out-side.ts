// One server in a process of its own and so many screens that read it: what a run of changes costs it, how late the screens learn.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { forkCrowd, openScreens } from "./crowd.ts";
import { answer, preciseNow, type Role, type request, type Usage } from "./fan-out-servers.ts";

/** So many screens look at the clock; they join spread over the crowd, for a server tells its screens one after another. */
const curious = 20;

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
  const look = (text: string): void => {
    if (begunAt === Number.POSITIVE_INFINITY) return;
    const at = preciseNow();
    for (const since of actsIn(role, text)) if (since >= begunAt) delays.push(at - since);
  };
  const watchers = openScreens(role, port, look);
  const crowd = forkCrowd(role, port);
  const frozen = openScreens(role, port);
  /** Until nothing has come for a while. */
  const quiet = async (): Promise<void> => {
    const heard = async (): Promise<number> => (await watchers.frames()) + (await crowd.frames());
    for (let before = -1, now = await heard(); now - before > screens / 10; now = await heard()) {
      before = now;
      await wait(300);
    }
  };

  // The first few bring the code itself into memory: it does not count to a screen.
  const slice = screens / curious;
  const joinSlice = async (): Promise<void> => {
    await watchers.join(1);
    await crowd.join(slice - 1);
  };
  await joinSlice();
  const before = await ask({ ask: "usage" });
  for (let n = 1; n < curious; n += 1) await joinSlice();
  const more = screens - slice;
  await quiet();
  const after = await ask({ ask: "usage" });

  return {
    usage: () => ask({ ask: "usage" }),
    perScreen: { heap: (after.heap - before.heap) / more, rss: (after.rss - before.rss) / more },
    freeze: async (count) => {
      await frozen.join(count);
      for (const reader of frozen.readers) reader.freeze();
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
      for (const some of [watchers, crowd, frozen]) some.close();
      child.disconnect();
    },
  };
};
