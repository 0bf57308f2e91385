// A ledger whose disk a test holds open, lets go, or breaks: to see what happens between deciding and being durable.

import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { seq } from "../../domain/ids.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { createSingleWriterLedger } from "../../server/ledger/single-writer.ts";
import { promised } from "./promised.ts";

export type HeldLedger = {
  readonly ledger: Ledger<Event>;
  /** What was written, batch by batch, the one held among them. */
  readonly writes: readonly (readonly Recorded<Event>[])[];
  /** From now on a write waits until `release`; the answer resolves when one does wait. */
  readonly hold: () => Promise<void>;
  readonly release: () => void;
  /** From now on, and for the one that waits, a write fails as on a full disk. */
  readonly fail: () => void;
};

export const createHeldLedger = (past: readonly Recorded<Event>[] = []): HeldLedger => {
  const events = [...past];
  const writes: (readonly Recorded<Event>[])[] = [];
  let gate: { readonly open: Promise<void>; readonly release: () => void; readonly reached: () => void } | undefined;
  let broken = false;
  async function* read(after: number, until: number) {
    yield events.slice(after, until);
  }
  const ledger = createSingleWriterLedger<Event>({
    last: seq(events.length),
    write: async (batch) => {
      writes.push(batch);
      gate?.reached();
      await gate?.open;
      if (broken) throw new StorageFailed("write", "held", "none", new Error("ENOSPC"));
      events.push(...batch);
    },
    read,
    window: read,
    close: async () => {},
  });
  return {
    ledger,
    writes,
    hold: () => {
      const open = promised();
      const reached = promised();
      gate = { open: open.promise, release: () => open.keep(), reached: () => reached.keep() };
      return reached.promise;
    },
    release: () => {
      const { release } = gate ?? { release: () => {} };
      gate = undefined;
      release();
    },
    fail: () => {
      broken = true;
      const { release } = gate ?? { release: () => {} };
      gate = undefined;
      release();
    },
  };
};
