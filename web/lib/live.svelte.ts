// The one way from the server to a screen: join by number, fold patches, prove liveness, reconnect for ever, send commands.

import { io, type Socket } from "socket.io-client";
import { v7 as uuid } from "uuid";
import { seq as asSeq, type Seq } from "../../domain/ids.ts";
import type {
  ClientToServer,
  CommandAnswer,
  IdentifyAnswer,
  IdentifyRequest,
  Presence,
  ReplayAnswer,
  ReplayMoreAnswer,
  ReplayMoreRequest,
  ReplayRequest,
  ServerToClient,
  Viewer,
} from "../../domain/protocol.ts";
import type { Key, Rec, Records } from "../../domain/records.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { joined, patched } from "../../domain/replica.ts";
import type { DiskState } from "../../domain/site/screens.ts";
import { protocolVersion } from "../../domain/version.ts";
import { createAsk } from "./ask.ts";
import { backoff } from "./backoff.ts";
import { heapNow } from "./heap.ts";
import type { LiveOptions, Outgoing } from "./live-options.ts";
import { asRecords } from "./replica-records.ts";
import { createShown } from "./shown.svelte.ts";

export type Link =
  | { readonly state: "connecting"; readonly since: number; readonly attempt: number }
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly since: number; readonly attempt: number }
  | { readonly state: "refused"; readonly refusal: Refusal };

export type Live = {
  readonly link: Link;
  readonly viewer: Viewer | undefined;
  readonly seq: Seq;
  readonly build: string;
  /** Server clock of the last tick, patch or join, ms; 0 before the first. */
  readonly lastSign: number;
  /** How often this page has joined; it grows with every line that is made anew, however short the break. */
  readonly joins: number;
  /** Server minus device, ms. */
  readonly offset: number;
  readonly fault: "none" | "storage" | "webhook";
  readonly records: Records;
  readonly presence: readonly Presence[];
  readonly send: (body: Outgoing, options?: { readonly id?: string; readonly at?: number }) => Promise<CommandAnswer>;
  readonly identify: (request: IdentifyRequest) => Promise<IdentifyAnswer>;
  readonly replay: (request: ReplayRequest) => Promise<ReplayAnswer>;
  readonly replayMore: (request: ReplayMoreRequest) => Promise<ReplayMoreAnswer>;
  readonly report: (fields: {
    readonly queue: number;
    readonly error: string;
    readonly disk?: DiskState | undefined;
    readonly sealed?: boolean | undefined;
  }) => void;
  readonly close: () => void;
};

/** No sign for this long, ms: the screen is not live. A tick is due every 5 s; a busy device has the rest of 10 s to show it. */
const silentAfter = 8_000;
/** How often the line is looked at, ms. */
const lookEvery = 250;
const answerWithin = 8_000;
/** A connection that is not made by then is tried again: a packet lost on the way must not cost the 20 s of the default. */
const connectWithin = 5_000;

const noReplay = { kind: "refused", refusal: { code: "replay_unanswered" } } as const;

export const createLive = (options: LiveOptions): Live => {
  let link = $state.raw<Link>({ state: "connecting", since: Date.now(), attempt: 0 });
  const copy = createShown(options);
  let viewer = $state.raw<Viewer | undefined>(undefined);
  let presence = $state.raw<readonly Presence[]>([]);
  let build = $state("");
  let offset = $state(options.offset ?? 0);
  let lastSign = $state(0);
  let joins = $state(0);
  let fault = $state<"none" | "storage" | "webhook">("none");
  let attempt = 0;
  let joining = false;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastHeard = 0;
  let lastHeardAt = 0;

  const silent = (): boolean =>
    // Two clocks: the one that only runs on may stand still while a tablet sleeps, the other may be set.
    performance.now() - lastHeard >= silentAfter || Math.abs(Date.now() - lastHeardAt) >= silentAfter;

  const settings = {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    timeout: connectWithin,
    auth: { token: options.token ?? "", page: options.page },
  };
  const socket: Socket<ServerToClient, ClientToServer> =
    options.url === undefined ? io(settings) : io(options.url, settings);

  const heard = (serverNow: number | undefined): void => {
    lastHeard = performance.now();
    lastHeardAt = Date.now();
    if (serverNow !== undefined) offset = serverNow - Date.now();
    lastSign = serverNow ?? Date.now() + offset;
  };

  const goLive = (): void => {
    attempt = 0;
    if (link.state !== "live") link = { state: "live" };
  };

  const lose = (): void => {
    if (link.state === "refused") return;
    link =
      lastSign === 0
        ? { state: "connecting", since: link.state === "connecting" ? link.since : Date.now(), attempt }
        : { state: "lost", since: lastSign, attempt };
  };

  const refuse = (refusal: Refusal): void => {
    link = { state: "refused", refusal };
    socket.disconnect();
  };

  /** Ask for everything after our number. An answer to an older request of a replaced connection never arrives here. */
  const join = (): void => {
    if (joining || !socket.connected) return;
    joining = true;
    const request = {
      protocol: protocolVersion,
      store: copy.held?.store ?? "",
      since: copy.held?.seq ?? 0,
      ...(options.proof === undefined ? {} : { proof: options.proof }),
    };
    socket.timeout(answerWithin).emit("join", request, (error, answer) => {
      joining = false;
      if (error !== null) {
        // Its `disconnect` schedules the next try.
        socket.disconnect();
        return;
      }
      if (answer.kind === "refused") {
        refuse(answer.refusal);
        if (answer.refusal.code === "protocol_mismatch") options.onOutdated?.();
        return;
      }
      heard(answer.now);
      viewer = answer.viewer;
      if (build !== "" && build !== answer.build) options.onOutdated?.();
      build = answer.build;
      copy.hold(joined(copy.held, answer), "at-once");
      joins += 1;
      goLive();
    });
  };

  const schedule = (): void => {
    if (closed || link.state === "refused") return;
    clearTimeout(retry);
    retry = setTimeout(connect, backoff(attempt, Math.random()));
    attempt += 1;
    if (link.state === "lost" || link.state === "connecting") link = { ...link, attempt };
  };

  const connect = (): void => {
    if (closed || socket.connected) return;
    socket.connect();
  };

  const hurry = (): void => {
    if (closed || document.visibilityState === "hidden") return;
    if (link.state === "live" && silent()) fallSilent();
    if (socket.connected) return;
    clearTimeout(retry);
    connect();
  };

  socket.on("connect", join);
  socket.on("connect_error", () => {
    // A blip is not a dead screen: for as long as two ticks might still be due, what is shown is as fresh as it was.
    if (link.state !== "live" || silent()) lose();
    schedule();
  });
  socket.on("disconnect", () => {
    joining = false;
    if (link.state === "live" && silent()) lose();
    schedule();
  });
  socket.on("patch", (patch) => {
    const { held } = copy;
    if (held === undefined || joining) return;
    heard(undefined);
    const next = patched(held, patch);
    if (next === "gap") join();
    else if (next !== held) copy.hold(next);
  });
  socket.on("tick", (tick) => {
    heard(tick.now);
    fault = tick.fault;
    const { held } = copy;
    // The server has flushed all it had for us up to this number: whatever lies between did not concern us.
    if (held !== undefined && !joining && tick.seq > held.seq) copy.hold({ ...held, seq: tick.seq });
    if (!joining) goLive();
  });
  socket.on("rejoin", join);
  socket.on("presence", (screens) => {
    presence = screens;
  });
  socket.on("reload", (asked) => options.onReload?.(asked));
  socket.on("goodbye", refuse);

  const fallSilent = (): void => {
    lose();
    // A line that says nothing is no line. One that is only being made is left to its own time-out: cut, it would never say so.
    if (socket.connected) socket.disconnect();
  };
  const watch = setInterval(() => {
    if (link.state === "live" && silent()) fallSilent();
  }, lookEvery);
  const ask = createAsk(socket, answerWithin);
  window.addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);

  return {
    get link() {
      return link;
    },
    get viewer() {
      return viewer;
    },
    get seq() {
      return copy.replica?.seq ?? asSeq(0);
    },
    get build() {
      return build;
    },
    get lastSign() {
      return lastSign;
    },
    get joins() {
      return joins;
    },
    get offset() {
      return offset;
    },
    get fault() {
      return fault;
    },
    get presence() {
      return presence;
    },
    records: asRecords(() => copy.replica?.records ?? new Map<Key, Rec>()),
    send: (body, told = {}) => {
      const command = { ...body, id: told.id ?? uuid(), at: told.at ?? Date.now() + offset };
      const unsure = { kind: "retry", refusal: { code: "no_answer" } } as const;
      return ask<CommandAnswer>((line, done) => line.emit("command", command, done), unsure);
    },
    identify: (request) => {
      const unsure = { kind: "refused", refusal: { code: "no_answer" } } as const;
      return ask<IdentifyAnswer>((line, done) => line.emit("identify", request, done), unsure);
    },
    replay: (request) => ask<ReplayAnswer>((line, done) => line.emit("replay", request, done), noReplay),
    replayMore: (request) => ask<ReplayMoreAnswer>((line, done) => line.emit("replay-more", request, done), noReplay),
    report: ({ queue, error, disk, sealed }) => {
      if (!socket.connected) return;
      socket.volatile.emit("report", {
        build,
        seq: copy.held?.seq ?? 0,
        heap: heapNow(),
        queue,
        error,
        clockOff: Math.round(-offset),
        ...(disk === undefined ? {} : { disk }),
        ...(sealed === undefined ? {} : { sealed }),
      });
    },
    close: () => {
      closed = true;
      copy.close();
      clearTimeout(retry);
      clearInterval(watch);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      socket.disconnect();
    },
  };
};
