// The play's lines to the server, the same as any screen's: a desk that follows the board, a kiosk with badges, a tracker.

import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import * as v from "valibot";
import { seq as asSeq } from "../../domain/ids.ts";
import type { ClientToServer, CommandAnswer, ServerToClient } from "../../domain/protocol.ts";
import type { Key, Kind, Rec, RecOf, Records } from "../../domain/records.ts";
import { isRefusalCode } from "../../domain/refusals.ts";
import { joined, patched, type Replica } from "../../domain/replica.ts";
import { protocolVersion } from "../../domain/version.ts";
import type { Stage } from "./director.ts";

export type WireStage = Stage & { readonly close: () => void };
type Line = Socket<ServerToClient, ClientToServer>;

const answerWithin = 8_000;
const unsure: CommandAnswer = { kind: "retry", refusal: { code: "no_answer" } };

/** `onEnded`: the server no longer takes us for a rehearsal; every line is closed and none is opened again. */
export const createWireStage = (deps: { readonly url: string; readonly onEnded: () => void }): WireStage => {
  const { url } = deps;
  let replica: Replica | undefined;
  let joining = false;
  let live = false;
  let ended = false;
  let waiting: { readonly seq: number; readonly done: () => void }[] = [];

  const open = (page: "desk" | "kiosk" | "tracker"): Line => {
    const line: Line = io(url, {
      transports: ["websocket"],
      forceNew: true,
      auth: { page, token: randomBytes(24).toString("base64url") },
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    line.on("goodbye", end);
    return line;
  };

  const release = (seq: number): void => {
    const free = waiting.filter((one) => one.seq <= seq);
    waiting = waiting.filter((one) => one.seq > seq);
    for (const { done } of free) done();
  };

  const hold = (next: Replica): void => {
    replica = next;
    release(next.seq);
  };

  const end = (): void => {
    if (ended) return;
    ended = true;
    live = false;
    for (const line of Object.values(lines)) line.disconnect();
    release(Number.POSITIVE_INFINITY);
    deps.onEnded();
  };

  const join = (): void => {
    if (joining || ended) return;
    joining = true;
    live = false;
    const request = { protocol: protocolVersion, store: replica?.store ?? "", since: replica?.seq ?? 0 };
    lines.desk.timeout(answerWithin).emit("join", request, (error, answer) => {
      joining = false;
      if (error !== null) {
        // The line is dead: begin anew.
        if (!ended) lines.desk.disconnect().connect();
        return;
      }
      if (answer.kind === "refused" || !answer.viewer.rehearsal) {
        end();
        return;
      }
      live = true;
      hold(joined(replica, answer));
    });
  };

  const lines = { desk: open("desk"), kiosk: open("kiosk"), tracker: open("tracker") } as const;
  lines.desk.on("connect", join);
  lines.desk.on("rejoin", join);
  lines.desk.on("disconnect", () => {
    joining = false;
    live = false;
    release(Number.POSITIVE_INFINITY);
  });
  lines.desk.on("patch", (patch) => {
    if (replica === undefined || !live) return;
    const next = patched(replica, patch);
    if (next === "gap") join();
    else hold(next);
  });
  lines.desk.on("tick", (tick) => {
    if (replica !== undefined && live && tick.seq > replica.seq) hold({ ...replica, seq: asSeq(tick.seq) });
  });

  return {
    seen: () =>
      replica !== undefined && live && lines.kiosk.connected && lines.tracker.connected
        ? { store: replica.store, records: recordsOf(replica) }
        : undefined,
    send: (by, command) =>
      new Promise((resolve) => {
        const line = lines[by];
        if (!live || !line.connected) resolve(unsure);
        else
          line
            .timeout(answerWithin)
            .emit("command", command, (error, answer) => resolve(error === null ? answer : unsure));
      }),
    upload: async ({ name, gpx, unit, profile }) => {
      if (!live) return unsure;
      const query = new URLSearchParams({ name, unit, profile, datum: "wgs84" });
      try {
        const answer = await fetch(`${url}/api/v1/tracks?${query}`, {
          method: "POST",
          body: gpx(),
          signal: AbortSignal.timeout(answerWithin),
        });
        return uploadAnswer(await answer.json());
      } catch (error) {
        // No answer by HTTP: fetch throws TypeError for a dead line and DOMException when the time is over.
        if (error instanceof TypeError || error instanceof DOMException) return unsure;
        throw error;
      }
    },
    reached: (seq) =>
      replica === undefined || replica.seq >= seq || !live
        ? Promise.resolve()
        : new Promise((done) => {
            waiting.push({ seq, done });
          }),
    close: () => {
      ended = true;
      live = false;
      for (const line of Object.values(lines)) line.disconnect();
      release(Number.POSITIVE_INFINITY);
    },
  };
};

const uploaded = v.union([
  v.object({ kind: v.literal("ok"), seq: v.pipe(v.number(), v.transform(asSeq)) }),
  v.object({
    kind: v.picklist(["refused", "retry"]),
    refusal: v.object({ code: v.pipe(v.string(), v.check(isRefusalCode)) }),
  }),
]);

const uploadAnswer = (answer: unknown): CommandAnswer => {
  const parsed = v.parse(uploaded, answer);
  if (parsed.kind === "ok") return parsed;
  const { code } = parsed.refusal;
  return { kind: parsed.kind, refusal: { code: isRefusalCode(code) ? code : "server_fault" } };
};

const recordsOf = ({ records }: Replica): Records => {
  const isKind =
    <K extends Kind>(kind: K) =>
    (record: Rec): record is RecOf<K> =>
      record.kind === kind;
  return {
    get: (kind, id) => {
      const key: Key = `${kind}/${id}`;
      const record = records.get(key);
      return record !== undefined && isKind(kind)(record) ? record : undefined;
    },
    *all(kind) {
      const wanted = isKind(kind);
      for (const record of records.values()) if (wanted(record)) yield record;
    },
  };
};
