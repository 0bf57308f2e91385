// Gives the cues: asks the script, sends what it names, waits until the board shows it. Bounded in how fast the ledger grows.

import { v5 as uuidOf } from "uuid";
import type { Millis, Seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Records } from "../../domain/records.ts";
import { minute, second } from "../../domain/time.ts";
import type { Cast } from "./cast.ts";
import type { Cue, Upload } from "./cue.ts";
import { createSceneReader } from "./scene.ts";
import { script } from "./script.ts";

/** The wire as the play needs it; it sends only while it is joined to a rehearsal. */
export type Stage = {
  /** The desk's copy of the board, and the name of its store; undefined while the line is down. */
  readonly seen: () => { readonly store: string; readonly records: Records } | undefined;
  readonly send: (by: "desk" | "kiosk" | "tracker", command: Body) => Promise<CommandAnswer>;
  readonly upload: (upload: Upload) => Promise<CommandAnswer>;
  /** Resolves when the copy has reached the number, or when waiting for it makes no sense any more. */
  readonly reached: (seq: Seq) => Promise<void>;
};
export type Body = {
  readonly id: string;
  readonly at: Millis;
  readonly type: string;
  readonly as?: { readonly badge: string };
  readonly incoming?: { readonly badge: string };
};

export type Director = {
  /** One look at the board and everything that follows from it; answers how many acts were given. Never overlap two. */
  readonly beat: () => Promise<number>;
};

/** The ledger grows by at most this many events at once, for the first scene, and by this many a second for ever. */
export const firstEvents = 900;
export const eventsPerSecond = 0.8;

const atOnce = 120;
const uploadsAtOnce = 2;
const refusedFor = 10 * minute;
const retriedAfter = 5 * second;
const namespace = "6f2a8f2e-6a53-5c0e-9f0a-7d1f1a5b7c11";
/** Cues that were given are remembered to be passed over; far more than are ever open at once. */
const remembered = 5_000;

export const createDirector = (deps: {
  readonly stage: Stage;
  readonly cast: Cast;
  readonly now: () => Millis;
  readonly onFault: (error: unknown) => void;
}): Director => {
  const { stage, cast, now, onFault } = deps;
  const read = createSceneReader(cast);
  /** Key → when it may be tried again; for ever where it was done. */
  const closed = new Map<string, Millis>();
  let startedAt: Millis | undefined;
  let left = firstEvents;
  let filledAt = now();

  const refill = (at: Millis): void => {
    left = Math.min(firstEvents, left + (Math.max(0, at - filledAt) / second) * eventsPerSecond);
    filledAt = at;
  };

  const close = (key: string, until: Millis): void => {
    closed.delete(key);
    closed.set(key, until);
    if (closed.size <= remembered) return;
    for (const oldest of closed.keys()) {
      closed.delete(oldest);
      break;
    }
  };

  /** Of each slot the first cue that can be tried. */
  const choose = (cues: readonly Cue[], at: Millis): readonly Cue[] => {
    const chosen = new Map<string, Cue>();
    let uploads = 0;
    for (const cue of cues) {
      if (chosen.has(cue.slot) || at < (closed.get(cue.key) ?? 0)) continue;
      if (cue.by === "upload" && uploads >= uploadsAtOnce) continue;
      if (cue.by === "upload") uploads += 1;
      chosen.set(cue.by === "upload" ? cue.key : cue.slot, cue);
      if (chosen.size >= Math.min(atOnce, Math.floor(left))) break;
    }
    return Math.floor(left) > 0 ? [...chosen.values()] : [];
  };

  const give = (cue: Cue, store: string): Promise<CommandAnswer> => {
    if (cue.by === "upload") return stage.upload(cue.upload);
    const body = { ...cue.command, id: uuidOf(`${store} ${cue.key}`, namespace), at: Math.round(cue.at) };
    if (cue.by !== "kiosk") return stage.send(cue.by, body);
    const incoming = cue.incoming === undefined ? {} : { incoming: { badge: cue.incoming } };
    return stage.send(cue.by, { ...body, as: { badge: cue.badge }, ...incoming });
  };

  const settle = (cue: Cue, answer: CommandAnswer): void => {
    const at = now();
    switch (answer.kind) {
      case "ok":
        close(cue.key, Number.POSITIVE_INFINITY);
        return;
      case "retry":
        close(cue.key, at + retriedAfter);
        return;
      case "refused": {
        const { code } = answer.refusal;
        close(cue.key, code === "track_known" ? Number.POSITIVE_INFINITY : at + refusedFor);
        // The play broke the wire's rules rather than the site's: somebody has to mend it.
        if (code === "malformed" || code === "unknown_command" || code === "forbidden" || code === "pin_needed")
          onFault(new Error(`rehearsal: ${cue.key} was refused: ${JSON.stringify(answer.refusal)}`));
      }
    }
  };

  return {
    beat: async () => {
      const seen = stage.seen();
      if (seen === undefined) return 0;
      const at = now();
      refill(at);
      startedAt ??= at;
      const scene = read(seen.records, at, startedAt);
      if (scene === undefined) return 0;
      const cues = choose(script(scene), at);
      left -= cues.length;
      const answers = await Promise.all(
        cues.map(async (cue) => {
          const answer = await give(cue, seen.store);
          settle(cue, answer);
          return answer;
        }),
      );
      const reached = answers.reduce<Seq | undefined>(
        (last, answer) => (answer.kind === "ok" && (last === undefined || answer.seq > last) ? answer.seq : last),
        undefined,
      );
      if (reached !== undefined) await stage.reached(reached);
      return cues.length;
    },
  };
};
