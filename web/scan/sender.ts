// Brings what waits to the server, oldest first, in small reports one after another: kept before sent, gone only by an answer.

import type { ScanAnswer } from "../../domain/patrols/scan-report.ts";
import type { Fate, Kept } from "./scan.ts";
import type { ScanStore } from "./scan-store.ts";

/** `note`: what was recorded otherwise than it was sent. */
export type Answered = ScanAnswer & { readonly note?: string };

/** What came of one report. `stopped`: the server does not know this phone; asking again is of no use until somebody acts. */
export type Told =
  | { readonly kind: "answered"; readonly answers: readonly Answered[] }
  | { readonly kind: "no-line" }
  /** The server is there and asks for patience. */
  | { readonly kind: "later"; readonly message: string }
  | { readonly kind: "stopped"; readonly message: string };

export type LineState =
  | { readonly state: "idle" }
  | { readonly state: "sending" }
  | { readonly state: "no-line" }
  | { readonly state: "later"; readonly message: string }
  | { readonly state: "stopped"; readonly message: string };

export type Sender = {
  /** Something waits, or the line may be back: send now. */
  readonly flush: () => void;
  readonly close: () => void;
};

/** Some 8 kB: on a bad line a report is soon through, and what was answered never goes again. */
export const scansAtOnce = 50;
export const firstRetry = 2_000;
export const lastRetry = 60_000;

export const createSender = (deps: {
  readonly store: Pick<ScanStore, "waiting" | "settle">;
  readonly tell: (kept: readonly Kept[]) => Promise<Told>;
  /** Of one report. */
  readonly atOnce: number;
  /** Those whose place is still being asked for. */
  readonly isHeld: (id: string) => boolean;
  readonly now: () => number;
  readonly wait: (ms: number, run: () => void) => () => void;
  /** Runs it in one tab at a time. */
  readonly alone: (run: () => Promise<void>) => Promise<void>;
  /** The store or the line's state has changed. */
  readonly onChange: (line: LineState) => void;
}): Sender => {
  const { store, now } = deps;
  let running = false;
  let askedAgain = false;
  let closed = false;
  let retryIn = firstRetry;
  let callOff: (() => void) | undefined;

  const retry = (): void => {
    callOff = deps.wait(retryIn, flush);
    retryIn = Math.min(lastRetry, retryIn * 2);
  };

  const fateOf = (answer: Answered): Fate | undefined => {
    switch (answer.kind) {
      case "ok":
        return { state: "sent", at: now(), ...(answer.note === undefined ? {} : { note: answer.note }) };
      case "refused":
        return { state: "refused", message: answer.message };
      case "retry":
        return undefined;
    }
  };

  const drain = async (): Promise<void> => {
    while (!closed) {
      const scans = (await store.waiting(deps.atOnce)).filter(({ id }) => !deps.isHeld(id));
      if (scans.length === 0) return deps.onChange({ state: "idle" });
      deps.onChange({ state: "sending" });
      const told = await deps.tell(scans);
      if (told.kind === "stopped") return deps.onChange({ state: "stopped", message: told.message });
      const fates = new Map<string, Fate>();
      for (const answer of told.kind === "answered" ? told.answers : []) {
        const fate = fateOf(answer);
        if (fate !== undefined) fates.set(answer.id, fate);
      }
      await store.settle(fates);
      // Nothing moved: the line is down, or the server cannot record now.
      if (fates.size === 0) {
        retry();
        return deps.onChange(told.kind === "later" ? { state: "later", message: told.message } : { state: "no-line" });
      }
      retryIn = firstRetry;
    }
  };

  const run = async (): Promise<void> => {
    running = true;
    do {
      askedAgain = false;
      await deps.alone(drain);
    } while (askedAgain && !closed);
    running = false;
  };

  const flush = (): void => {
    callOff?.();
    callOff = undefined;
    askedAgain = true;
    if (!running && !closed) void run();
  };
  return {
    flush,
    close: () => {
      closed = true;
      callOff?.();
    },
  };
};
