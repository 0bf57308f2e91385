// A look back on this screen: its own clock at up to 60×, the records of that moment, and when it ends. The server is only asked. [SCR-3]

import type { Millis } from "../../domain/ids.ts";
import type { ReplayAnswer, ReplayMoreAnswer, ReplayStep } from "../../domain/protocol.ts";
import { type Key, keyOf, type Rec, type Records } from "../../domain/records.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { ReplaySpeed } from "../../domain/replay.ts";
import { second } from "../../domain/time.ts";
import { isForgotten } from "../../domain/workers.ts";
import type { Live } from "./live.svelte.ts";
import { asRecords } from "./replica-records.ts";

type Opened = Extract<ReplayAnswer, { readonly kind: "opened" }>;

/** Why a replay ended without anybody's wish. */
export type ReplayEnd = "untouched" | "p1" | "reached";

export type Replay = {
  /** There is a board of the past on the screen. */
  readonly on: boolean;
  /** The server was asked for a board and has not answered yet. */
  readonly opening: boolean;
  /** It plays faster than its events arrive. */
  readonly waiting: boolean;
  readonly refusal: Refusal | undefined;
  /** The last end that nobody wished, with the moment that was shown; until it is put away or another one begins. */
  readonly ended: { readonly why: ReplayEnd; readonly at: Millis } | undefined;
  /** The replayed moment, server ms. */
  readonly now: Millis;
  readonly records: Records;
  readonly speed: ReplaySpeed;
  readonly paused: boolean;
  readonly from: Millis;
  readonly to: Millis;
  readonly raised: Opened["raised"];
  /** Shows that moment, and goes on from there as it did. */
  readonly seek: (at: Millis) => void;
  readonly pause: (paused: boolean) => void;
  readonly play: (speed: ReplaySpeed) => void;
  /** To the alarm raised before (-1) or after (1) this moment; there is none: nothing happens. */
  readonly jump: (way: -1 | 1) => void;
  readonly jumpsTo: (way: -1 | 1) => Millis | undefined;
  readonly close: () => void;
  /** Puts the note of the last end, or of a refusal, away. */
  readonly putAway: () => void;
  /** A person is there. */
  readonly touch: () => void;
};

export type ReplayDeps = {
  readonly live: Pick<Live, "replay" | "replayMore" | "records">;
  /** Server time, ms. */
  readonly liveNow: () => Millis;
  /** A clock that only runs on, ms. */
  readonly monotonic: () => number;
  readonly every: (ms: number, tick: () => void) => () => void;
  /** It ends by itself when nobody has touched it for so long, ms. */
  readonly untouched?: number;
  /** It may not go on, nor begin: a priority-1 alarm waits. */
  readonly forbidden?: () => boolean;
};

const tickEvery = 250;
/** Asked for when less than this much of playing lies ahead, and how much then, ms of real time. */
const leastAhead = 5 * second;
const wantedAhead = 15 * second;

export const createReplay = (deps: ReplayDeps): Replay => {
  const { live, liveNow, monotonic, every, untouched = Number.POSITIVE_INFINITY, forbidden = () => false } = deps;
  let opened = $state.raw<Opened | undefined>(undefined);
  let board = $state.raw<ReadonlyMap<Key, Rec>>(new Map());
  let now = $state(0);
  let speed = $state<ReplaySpeed>(1);
  let paused = $state(false);
  let waiting = $state(false);
  let opening = $state(false);
  let refusal = $state.raw<Refusal | undefined>(undefined);
  let ended = $state.raw<Replay["ended"]>(undefined);
  /** What will happen, in order, and up to when it is known that nothing else will. */
  let ahead: readonly ReplayStep[] = [];
  let reached: Millis = 0;
  let after = 0;
  let asking = false;
  /** For how long what is wished has not been known, ms. */
  let behind = 0;
  /** Counts boards and ends: an answer to an earlier question is nobody's. */
  let turn = 0;
  let wanted: Millis | undefined;
  let ticked = 0;
  let touchedAt = 0;
  let stop: (() => void) | undefined;

  const leave = (): void => {
    stop?.();
    stop = undefined;
    turn += 1;
    opened = undefined;
    board = new Map();
    [ahead, opening, waiting, asking, wanted] = [[], false, false, false, undefined];
  };
  const end = (why: ReplayEnd): void => {
    ended = { why, at: now };
    leave();
  };

  const open = async (at: Millis): Promise<void> => {
    turn += 1;
    const mine = turn;
    opening = true;
    const answer = await live.replay({ at: Math.max(0, Math.floor(at)) });
    if (mine !== turn) return;
    opening = false;
    if (answer.kind === "refused") {
      leave();
      refusal = answer.refusal;
      return;
    }
    opened = answer;
    board = new Map(answer.put.map((record) => [keyOf(record), record]));
    [now, reached, after, ahead, asking] = [answer.at, answer.at, answer.seq, [], false];
    ticked = monotonic();
    stop ??= every(tickEvery, tick);
    const next = wanted;
    wanted = undefined;
    if (next !== undefined) await open(next);
  };

  const more = async (): Promise<void> => {
    const mine = turn;
    asking = true;
    const until = Math.floor(Math.min(now + speed * wantedAhead, liveNow()));
    const answer: ReplayMoreAnswer = await live.replayMore({ after, until, grain: speed * tickEvery });
    if (mine !== turn) return;
    asking = false;
    if (answer.kind === "gone") await open(now);
    // The line is lost or the server is busy: what is known is played, then it waits; the next tick asks again.
    if (answer.kind !== "steps") return;
    ahead = [...ahead, ...answer.steps];
    [after, reached] = [answer.seq, Math.max(reached, answer.reached)];
  };

  /** Lays down what has happened by now. */
  const moveOn = (): void => {
    const due = ahead.findIndex((step) => step.at > now);
    const steps = due === -1 ? ahead : ahead.slice(0, due);
    if (steps.length === 0) return;
    ahead = ahead.slice(steps.length);
    const next = new Map(board);
    for (const { put, drop } of steps) {
      for (const key of drop) next.delete(key);
      for (const record of put) next.set(keyOf(record), record);
    }
    board = next;
  };

  /** Why it must end now; undefined: it may go on. */
  const endNow = (at: Millis): ReplayEnd | undefined => {
    if (forbidden()) return "p1";
    if (at - touchedAt >= untouched) return "untouched";
    // What is known of the present is always a little old.
    return !opening && now >= liveNow() - second ? "reached" : undefined;
  };

  function tick(): void {
    const at = monotonic();
    const passed = Math.max(0, at - ticked);
    ticked = at;
    const why = endNow(at);
    if (why !== undefined) end(why);
    if (why !== undefined || opening || paused) return;
    const wished = now + passed * speed;
    now = Math.min(wished, Math.max(now, reached));
    behind = wished > reached ? behind + passed : 0;
    waiting = behind >= second;
    moveOn();
    if (!asking && reached < Math.min(now + speed * leastAhead, liveNow())) void more();
  }

  const touch = (): void => {
    touchedAt = monotonic();
  };

  const jumpsTo = (way: -1 | 1): Millis | undefined => {
    const moments = opened?.raised ?? [];
    if (way === 1) return moments.find((one) => one.at > now)?.at;
    // At speed the moment just jumped to is soon behind: it is not the one before.
    return moments.findLast((one) => one.at < now - Math.max(second, speed * 1.5 * second))?.at;
  };
  const seek = (at: Millis): void => {
    touch();
    [refusal, ended] = [undefined, undefined];
    if (forbidden()) refusal = { code: "replay_p1" };
    else if (opening) wanted = at;
    else void open(at);
  };

  const past = asRecords(() => board);
  const forgottenNow = (id: string): boolean => {
    const worker = live.records.get("worker", id);
    return worker !== undefined && isForgotten(worker);
  };
  const records: Records = {
    get: (kind, id) => (kind === "worker" && forgottenNow(id) ? live.records.get(kind, id) : past.get(kind, id)),
    *all(kind) {
      for (const record of past.all(kind))
        yield (kind === "worker" && forgottenNow(record.id) ? live.records.get(kind, record.id) : undefined) ?? record;
    },
  };

  return {
    get on() {
      return opened !== undefined;
    },
    get opening() {
      return opening;
    },
    get waiting() {
      return waiting;
    },
    get refusal() {
      return refusal;
    },
    get ended() {
      return ended;
    },
    get now() {
      return now;
    },
    records,
    get speed() {
      return speed;
    },
    get paused() {
      return paused;
    },
    get from() {
      return opened?.from ?? 0;
    },
    get to() {
      return opened?.to ?? 0;
    },
    get raised() {
      return opened?.raised ?? [];
    },
    seek,
    pause: (is) => {
      touch();
      paused = is;
    },
    play: (wished) => {
      touch();
      [speed, paused] = [wished, false];
    },
    jump: (way) => {
      const at = jumpsTo(way);
      if (at !== undefined) seek(at);
    },
    jumpsTo,
    close: () => {
      leave();
      [refusal, ended] = [undefined, undefined];
    },
    putAway: () => {
      [refusal, ended] = [undefined, undefined];
    },
    touch,
  };
};

/** The real clock and timer of a page. */
export const pageTime: Pick<ReplayDeps, "monotonic" | "every"> = {
  monotonic: () => performance.now(),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
};
