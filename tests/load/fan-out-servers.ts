// The server's side of the fan-out, in a process of its own: ours as the house wires it but without a disk, and the bare `ws`
// that it is measured against. The parent says how fast the board changes; the answer is what that cost.

import { createServer } from "node:http";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { Server } from "socket.io";
import * as v from "valibot";
import { WebSocketServer } from "ws";
import type { Command, Event } from "../../domain/board.ts";
import { commandId, type Millis, postId, unitId } from "../../domain/ids.ts";
import { second } from "../../domain/time.ts";
import { createRehearsalDoors } from "../../server/access/rehearsal-access.ts";
import { createBroadcast } from "../../server/broadcast.ts";
import { type CommandHandler, createCommandHandler } from "../../server/command-handler.ts";
import { createIntake } from "../../server/intake.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { openLines } from "../../server/lines.ts";
import { createProjection, type Projection } from "../../server/projection.ts";
import { type Wire, wireSettings } from "../../server/wire.ts";
import { noReplays } from "../kit/no-replays.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { countedId } from "../kit/world.ts";

export const roles = ["ours", "raw-ws"] as const;
export type Role = (typeof roles)[number];

/** What the parent asks: change the board for a while, or tell what has been used so far. */
export const request = v.union([
  v.object({ ask: v.literal("change"), perSecond: v.number(), ms: v.number() }),
  v.object({ ask: v.literal("usage") }),
]);
export const answer = v.object({
  /** Changes made since the process began. */
  changes: v.number(),
  /** Processor time, µs. */
  cpu: v.number(),
  /** After a collection of garbage, bytes. */
  heap: v.number(),
  rss: v.number(),
});
export type Usage = v.InferOutput<typeof answer>;

const posts = 200;
const system = { kind: "system", part: "import" } as const;

/** Milliseconds with a fraction: what is measured is often less than one. */
export const preciseNow = (): Millis => performance.timeOrigin + performance.now();

/** What the n-th change does: 200 posts are suspended in turn, then all are resumed. */
const nthChange = (n: number): Command => {
  const post = postId(`p${n % posts}`);
  return Math.floor(n / posts) % 2 === 0
    ? { type: "SuspendPost", post, reason: "道路抢修" }
    : { type: "ResumePost", post };
};

type Started = { readonly port: number; readonly change: (n: number) => Promise<void> };

const listen = async (http: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

/** The handler on a ledger without a disk, and the board of a site. */
const openBoard = async (): Promise<{ readonly projection: Projection; readonly handler: CommandHandler }> => {
  const ledger = createMemoryLedger<Event>();
  const projection = createProjection();
  ledger.follow(projection.apply);
  const handler = createCommandHandler({
    ledger,
    projection,
    now: preciseNow,
    enrich: (command) => ({ ok: true, command }),
    onFault: (error) => {
      throw error;
    },
  });
  const site = siteFixture({ posts, workers: 12, rehearsal: true });
  const command: Command = { type: "ImportSite", import: site };
  await handler.submit({ id: commandId(countedId(1)), command, claimedAt: preciseNow(), actor: system });
  return { projection, handler };
};

const startOurs = async (): Promise<Started> => {
  const { projection, handler } = await openBoard();
  const http = createServer();
  const wire: Wire = new Server(http, wireSettings);
  const identify = {
    identify: () => Promise.resolve({ kind: "refused", refusal: { code: "no_match" } } as const),
    actorOf: () => ({ kind: "refused", refusal: { code: "no_match" } }) as const,
  };
  const broadcast = createBroadcast({ wire, projection, now: preciseNow, fault: () => "none" });
  const intake = createIntake({ handler, projection, identify, now: preciseNow });
  const doors = createRehearsalDoors({
    site: () => projection.board.get("site", "site"),
    host: "127.0.0.1",
    rootUnit: () => unitId("co"),
  });
  openLines({
    wire,
    doors: () => doors,
    identify,
    intake,
    broadcast,
    projection,
    replays: noReplays,
    store: "bench",
    build: "bench",
    now: preciseNow,
    onFault: (error) => {
      throw error;
    },
  });
  setInterval(broadcast.tick, 5 * second);
  setInterval(broadcast.sweep, second);
  return {
    port: await listen(http),
    change: async (n) => {
      const answered = await intake.own(nthChange(n), countedId(n + 2), system);
      if (answered.kind !== "ok") throw new Error(`the change was refused: ${JSON.stringify(answered)}`);
    },
  };
};

/** The simplest fan-out there is: the changed record as JSON, sent to every client. */
const startRaw = async (): Promise<Started> => {
  const { projection } = await openBoard();
  const records = Array.from({ length: posts }, (_, n) => projection.board.get("post", `p${n}`));
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  return {
    port: await listen(http),
    change: async (n) => {
      const command = nthChange(n);
      const since = preciseNow();
      const state =
        command.type === "SuspendPost" ? { state: "suspended", reason: command.reason } : { state: "unheld" };
      const text = JSON.stringify({ ...records[n % posts], seq: n + 2, watch: { ...state, since } });
      for (const socket of sockets.clients) socket.send(text);
    },
  };
};

const usage = (changes: number): Usage => {
  globalThis.gc?.();
  const { user, system: kernel } = process.cpuUsage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { changes, cpu: user + kernel, heap: heapUsed + external, rss };
};

/** Runs until the parent lets go of the channel. */
export const serve = async (role: Role): Promise<void> => {
  const { port, change } = await (role === "ours" ? startOurs() : startRaw());
  let changes = 0;
  const run = async (perSecond: number, ms: number): Promise<void> => {
    const begun = performance.now();
    for (let n = 0; performance.now() - begun < ms; n += 1) {
      const due = begun + (n * 1000) / perSecond;
      // Who is late catches up, but lets the sockets have their turn.
      if (performance.now() < due) await wait(due - performance.now());
      else await turn();
      void change(changes);
      changes += 1;
    }
  };
  const tell = (message: unknown): void => {
    process.send?.(message);
  };
  process.on("message", (message) => {
    const asked = v.parse(request, message);
    if (asked.ask === "usage") tell(usage(changes));
    else void run(asked.perSecond, asked.ms).then(() => tell(usage(changes)));
  });
  process.on("disconnect", () => process.exit(0));
  tell({ port });
};
