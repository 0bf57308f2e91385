// The outbox: an act is kept before it is sent, sent in its worker's order, and leaves only by the server's yes or a definite no.

import type { CommandAnswer } from "../domain/protocol.ts";
import type { Refusal, RefusalCode } from "../domain/refusals.ts";
import type { Act, RefusedAct } from "./act.ts";

/** Where acts outlive the page. Every promise resolves when the disk has it, not before. */
export type OutboxStore = {
  readonly load: () => Promise<{ readonly queued: readonly Act[]; readonly refused: readonly RefusedAct[] }>;
  readonly add: (act: Act) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Takes the act out of the queue, if it is there, and writes it under the refused ones, in one step. */
  readonly refuse: (refused: RefusedAct) => Promise<void>;
};

export type OutboxState = {
  /** Oldest first. */
  readonly queued: readonly Act[];
  readonly refused: readonly RefusedAct[];
  /** The store's last failure; empty once an act has been kept again. */
  readonly fault: string;
};

export type Outcome =
  | { readonly kind: "ok" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Kept on this machine, not yet answered. */
  | { readonly kind: "kept" }
  /** Neither kept nor answered: the disk refused and the line is down. The one case in which the worker is told to do it on paper. */
  | { readonly kind: "unkept" };

export type Outbox = {
  readonly state: () => OutboxState;
  readonly follow: (listener: () => void) => () => void;
  /** Keeps, sends, and answers within `patience` ms; what is unanswered then stays and is sent again. */
  readonly keep: (act: Act, patience: number) => Promise<Outcome>;
  /** The line is back: send now whatever waits. */
  readonly flush: () => void;
  /** A refused act was read by the worker himself, or dealt with by a person. */
  readonly settle: (id: string, by: "worker" | "person") => Promise<void>;
  readonly close: () => void;
};

/** A no that speaks of the machine or the moment, never of the act: the act stays. */
const notTheAct: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "not_signed_in",
  "screen_revoked",
  "protocol_mismatch",
  "no_site",
  "storage_failed",
  "too_many",
  "locked",
]);

/** His own, the other's who signs with him, and the post's: who comes after another must not be told before him. [POST-5] */
const lanesOf = ({ lane, also, body }: Act): readonly string[] => [
  ...new Set([lane, ...(also === undefined ? [] : [also]), ...("post" in body ? [`post:${body.post}`] : [])]),
];

const actsAtOnce = 8;
const firstRetry = 5_000;
const lastRetry = 60_000;

export const createOutbox = async (deps: {
  readonly store: OutboxStore;
  readonly send: (act: Act) => Promise<CommandAnswer>;
  readonly now: () => number;
  /** Runs later; the answer calls it off. */
  readonly wait: (ms: number, run: () => void) => () => void;
}): Promise<Outbox> => {
  const listeners = new Set<() => void>();
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const unkept = new Set<string>();
  const busy = new Set<string>();
  let underWay = 0;
  /** Lanes whose last answer was "not now"; they go on at the next flush. */
  const halted = new Set<string>();
  let retryIn = firstRetry;
  let callOffRetry: (() => void) | undefined;
  let closed = false;
  let state: OutboxState = { queued: [], refused: [], fault: "" };

  const change = (next: Partial<OutboxState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  /** The browser's storage failing is expected (full, forbidden, broken); it is shown and reported, never swallowed. */
  const stored = async (work: Promise<void>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      change({ fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return false;
    }
  };

  const answerTo = (id: string, outcome: Outcome): boolean => {
    const tell = waiting.get(id);
    waiting.delete(id);
    tell?.(outcome);
    return tell !== undefined;
  };
  const answerKept = ({ id }: Act): boolean => answerTo(id, { kind: unkept.has(id) ? "unkept" : "kept" });
  /** Acts in a lane that is halted, and those behind them in any other of theirs. */
  const stuck = (): readonly Act[] => {
    const still = new Set(halted);
    return state.queued.filter((act) => {
      const lanes = lanesOf(act);
      const isStuck = lanes.some((lane) => still.has(lane));
      if (isStuck) for (const lane of lanes) still.add(lane);
      return isStuck;
    });
  };
  const without = (id: string): readonly Act[] => state.queued.filter((act) => act.id !== id);

  const retryLater = (ms: number): void => {
    if (callOffRetry !== undefined) return;
    callOffRetry = deps.wait(ms, flush);
    retryIn = Math.min(lastRetry, retryIn * 2);
  };

  const sendOne = async (act: Act, lanes: readonly string[]): Promise<void> => {
    for (const lane of lanes) busy.add(lane);
    underWay += 1;
    const answer = await deps.send(act);
    if (answer.kind === "ok") {
      retryIn = firstRetry;
      change({ queued: without(act.id) });
      answerTo(act.id, { kind: "ok" });
      unkept.delete(act.id);
      await stored(deps.store.remove(act.id));
    } else if (answer.kind === "refused" && !notTheAct.has(answer.refusal.code)) {
      const told = answerTo(act.id, answer);
      const entry: RefusedAct = {
        act,
        refusal: answer.refusal,
        at: deps.now(),
        told: { by: told ? "worker" : "nobody" },
      };
      change({ queued: without(act.id), refused: [...state.refused, entry] });
      unkept.delete(act.id);
      await stored(deps.store.refuse(entry));
    } else {
      for (const lane of lanes) halted.add(lane);
      for (const one of stuck()) answerKept(one);
      const seconds = Number(answer.refusal.params?.seconds ?? 0);
      retryLater(Math.max(retryIn, seconds * 1_000));
    }
    for (const lane of lanes) busy.delete(lane);
    underWay -= 1;
    pump();
  };

  /** The first act of each lane goes, where it is the first of all its lanes. */
  const pump = (): void => {
    const waited = new Set<string>();
    for (const act of state.queued) {
      if (closed || (underWay >= actsAtOnce && act.body.type !== "CallSos")) return;
      const lanes = lanesOf(act);
      const isFree = lanes.every((lane) => !busy.has(lane) && !halted.has(lane) && !waited.has(lane));
      for (const lane of lanes) waited.add(lane);
      if (isFree) void sendOne(act, lanes);
    }
  };

  const flush = (): void => {
    callOffRetry?.();
    callOffRetry = undefined;
    halted.clear();
    pump();
  };

  const { queued, refused } = await deps.store.load();
  state = { queued, refused, fault: "" };
  pump();

  return {
    state: () => state,
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keep: async (act, patience) => {
      const answered = new Promise<Outcome>((resolve) => {
        waiting.set(act.id, resolve);
        deps.wait(patience, () => answerKept(act));
      });
      if (await stored(deps.store.add(act))) change({ fault: "" });
      else unkept.add(act.id);
      // A call for help waits behind nobody.
      const urgent = act.body.type === "CallSos";
      change({ queued: urgent ? [act, ...state.queued] : [...state.queued, act] });
      for (const lane of lanesOf(act)) halted.delete(lane);
      pump();
      // Nobody waits before the screen for what is not even sent.
      if (stuck().includes(act)) answerKept(act);
      return answered;
    },
    flush: () => {
      retryIn = firstRetry;
      flush();
    },
    settle: async (id, by) => {
      const entry = state.refused.find((one) => one.act.id === id);
      if (entry === undefined) return;
      const settled: RefusedAct = { ...entry, told: by === "worker" ? { by } : { by, at: deps.now() } };
      change({ refused: state.refused.map((one) => (one === entry ? settled : one)) });
      await stored(deps.store.refuse(settled));
    },
    close: () => {
      closed = true;
      callOffRetry?.();
      listeners.clear();
    },
  };
};

/** Refused acts that nobody has heard of yet. */
export const toDealWith = (state: OutboxState): readonly RefusedAct[] =>
  state.refused.filter((entry) => entry.told.by === "nobody");
