// The outbox: an act is sealed and kept before it is sent, sent in its worker's order, and leaves only by the server's yes, by a no
// that its worker reads, or by a no that the server has written down.

import type { CommandAnswer } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";
import { ofAll, staysKept } from "../domain/refused/not-the-act.ts";
import { type Act, type ClearAct, deedOf, type KeptAct, type Parcel, type Queued } from "./act.ts";
import { createKeeping } from "./keeping.ts";
import { createLanes, lanesOf } from "./lanes.ts";

/** Where acts outlive the page. Every promise resolves when the disk has it, not before. */
export type OutboxStore = {
  /** Oldest first. */
  readonly load: () => Promise<readonly (KeptAct | ClearAct)[]>;
  /** In the place of what it holds under the same id. */
  readonly add: (act: KeptAct) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

export type OutboxState = {
  /** Oldest first. */
  readonly queued: readonly Queued[];
  /** Ids of the last acts that were refused, since this page began. */
  readonly refused: readonly string[];
  /** Why the last act could not be kept; empty once one has been kept again. */
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
  /**
   * Keeps, sends, and answers within `patience` ms; what is unanswered then stays and is sent again. `isHere`: whether its worker
   * still stands before the page that shows the answer.
   */
  readonly keep: (act: Act, patience: number, isHere?: () => boolean) => Promise<Outcome>;
  /** The line is back: send now whatever waits. */
  readonly flush: () => void;
  readonly close: () => void;
};

const isOfAct = (answer: CommandAnswer): boolean =>
  answer.kind === "refused" && (answer.noted !== undefined || !staysKept.has(answer.refusal.code));

/** An act that waits, with what it is sent as: clear words while its worker stands here, or where it has no box. */
export type Item = Queued & {
  readonly lanes: readonly string[];
  readonly box?: string;
  readonly clear?: ClearAct;
};

const actsAtOnce = 8;
const firstRetry = 5_000;
const lastRetry = 60_000;
/** Refused ids that are remembered: whoever asks does so at once. */
const mostRefused = 20;

export const createOutbox = async (deps: {
  readonly store: OutboxStore;
  readonly send: (parcel: Parcel) => Promise<CommandAnswer>;
  /** The box for the act; undefined where it cannot be made now, and soon: nobody's act waits for it. */
  readonly seal: (act: ClearAct) => Promise<string | undefined>;
  /** Runs later; the answer calls it off. */
  readonly wait: (ms: number, run: () => void) => () => void;
}): Promise<Outbox> => {
  const listeners = new Set<() => void>();
  const waiting = new Map<string, { readonly tell: (outcome: Outcome) => void; readonly isHere: () => boolean }>();
  const lanes = createLanes();
  let underWay = 0;
  let retryIn = firstRetry;
  let callOffRetry: (() => void) | undefined;
  let closed = false;
  let items: readonly Item[] = [];
  let state: OutboxState = { queued: items, refused: [], fault: "" };

  const change = (next: Partial<Omit<OutboxState, "queued">> & { readonly queued?: readonly Item[] }): void => {
    items = next.queued ?? items;
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const keeping = createKeeping(deps, {
    fault: (fault) => {
      if (fault !== state.fault) change({ fault });
    },
    late: (id, box) => {
      boxed(id, box);
      answerStuck(id);
    },
  });
  const itemOf = (id: string): Item | undefined => items.find((one) => one.id === id);
  /** What an older build was refused goes up in a box only: the server is to write it down, not to ask it anew. Nobody waits for it. */
  const ready = (): readonly Item[] => items.filter(({ box, clear }) => box !== undefined || clear?.was === undefined);
  const without = (id: string): readonly Item[] => items.filter((one) => one.id !== id);

  const answerTo = (id: string, outcome: Outcome): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    one?.tell(outcome);
  };
  const answerUnsent = (id: string): void => {
    shed(id);
    answerTo(id, { kind: keeping.isKept(id) ? "kept" : "unkept" });
  };
  const answerKept = (id: string): void => {
    if (!keeping.isUnderWay(id)) answerUnsent(id);
  };
  /** Nobody waits before the screen for what is not even sent. */
  const answerStuck = (id: string): void => {
    if (lanes.stuck(ready()).some((one) => one.id === id)) answerKept(id);
  };
  /** Its worker stands here and has heard nothing yet. */
  const isAwaited = (id: string): boolean => waiting.get(id)?.isHere() === true;

  /** Nobody stands here for it any more: from now on it is in its box alone. */
  const shed = (id: string): void => {
    if (items.some((one) => one.id === id && one.box !== undefined && one.clear !== undefined))
      change({ queued: items.map((one) => (one.id === id && one.box !== undefined ? sealed(one, one.box) : one)) });
  };

  const retryLater = (ms: number): void => {
    if (callOffRetry !== undefined) return;
    callOffRetry = deps.wait(ms, flush);
    retryIn = Math.min(lastRetry, retryIn * 2);
  };

  /** A no that nobody stands here to read goes up once more as one that has waited: the server then writes it down. */
  const ask = async (item: Item): Promise<CommandAnswer> => {
    const { id } = item;
    const send = (waited: boolean): Promise<CommandAnswer> => deps.send(parcelOf(itemOf(id) ?? item, waited));
    const answer = await send(!isAwaited(id));
    const isUnread = isOfAct(answer) && answer.kind === "refused" && answer.noted === undefined && !isAwaited(id);
    return isUnread ? send(true) : answer;
  };

  const sendOne = async (item: Item): Promise<void> => {
    const { id } = item;
    const done = lanes.take(item, ready());
    underWay += 1;
    const answer = await ask(item);
    const isRead = isOfAct(answer) && answer.kind === "refused" && (answer.noted !== undefined || isAwaited(id));
    if (answer.kind === "ok" || isRead) {
      if (answer.kind === "ok") retryIn = firstRetry;
      const refused = answer.kind === "ok" ? state.refused : [...state.refused, id].slice(-mostRefused);
      change({ queued: without(id), refused });
      answerTo(id, answer.kind === "ok" ? { kind: "ok" } : { kind: "refused", refusal: answer.refusal });
      // Whoever comes next waits for no disk: what it still holds after a reload is answered by its id.
      void keeping.drop(id);
    } else {
      shed(id);
      lanes.halt(item, ready(), ofAll.has(answer.refusal.code) ? "all" : "itself");
      for (const one of lanes.stuck(ready())) answerKept(one.id);
      const seconds = Number(answer.refusal.params?.seconds ?? 0);
      retryLater(Math.max(retryIn, seconds * 1_000));
    }
    done();
    underWay -= 1;
    pump();
  };

  /** The first act of each lane goes, where it is the first of all its lanes. */
  const pump = (): void => {
    for (const item of lanes.free(ready())) {
      if (closed || (underWay >= actsAtOnce && item.body.type !== "CallSos")) return;
      void sendOne(item);
    }
  };

  /** What could not be sealed or kept before is tried again. */
  const keepRest = async (): Promise<void> => {
    for (const { id, clear, box: has } of items) {
      if (clear === undefined || has !== undefined || keeping.isUnderWay(id)) continue;
      const box = await keeping.keep(clear);
      if (box !== undefined) boxed(id, box);
    }
  };
  /** Sealed: its words leave this page's memory. Gone meanwhile: it leaves the disk too. */
  const boxed = (id: string, box: string): void => {
    if (itemOf(id) === undefined) void keeping.drop(id);
    else change({ queued: items.map((one) => (one.id === id ? sealed(one, box) : one)) });
  };

  const flush = (): void => {
    callOffRetry?.();
    callOffRetry = undefined;
    lanes.goOn();
    void keepRest().then(pump);
    pump();
  };

  items = (await deps.store.load()).map(earlier);
  change({ queued: items });
  await keepRest();
  pump();

  return {
    state: () => state,
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keep: async (act, patience, isHere = () => true) => {
      const { id, at, name, nameEn, tail } = act;
      const answered = new Promise<Outcome>((resolve) => {
        const callOff = deps.wait(patience, () => answerUnsent(id));
        const tell = (outcome: Outcome): void => {
          callOff();
          resolve(outcome);
        };
        waiting.set(id, { tell, isHere });
      });
      const item: Item = { id, at, name, nameEn, tail, body: deedOf(act.body), lanes: lanesOf(act), clear: { act } };
      const begin = (one: Item, queued: readonly Item[]): void => {
        change({ queued });
        lanes.goOn(one, ready());
        pump();
      };
      // A call for help waits behind nobody, nor for a cipher and a disk.
      const urgent = act.body.type === "CallSos";
      if (urgent) begin(item, [item, ...items]);
      const box = await keeping.keep({ act });
      const kept = box === undefined ? item : { ...item, box };
      if (!urgent) begin(kept, [...items, kept]);
      else if (box !== undefined) boxed(id, box);
      answerStuck(id);
      return answered;
    },
    flush: () => {
      retryIn = firstRetry;
      flush();
    },
    close: () => {
      closed = true;
      callOffRetry?.();
      listeners.clear();
    },
  };
};

const sealed = ({ clear: _, ...item }: Item, box: string): Item => ({ ...item, box });

/** From before this page began: nobody here knows any more whose it is. */
const earlier = (one: KeptAct | ClearAct): Item => {
  if ("box" in one) return { ...one, tail: "", lanes: [] };
  const { id, at, name, nameEn, body } = one.act;
  return { id, at, name, nameEn, tail: "", body: deedOf(body), lanes: [], clear: one };
};

/** As its worker said it while he stands here; else in its box, which costs the server an opening. */
const parcelOf = ({ id, at, body, box, clear }: Item, waited: boolean): Parcel => {
  if (box !== undefined && (waited || clear === undefined)) return { id, at, waited, type: body.type, box };
  if (clear === undefined) throw new Error("unreachable: an act is in a box or in the clear");
  return { id, at, waited, body: clear.act.body };
};
