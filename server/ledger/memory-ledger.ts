// A ledger that forgets everything when the process ends: for tests, and for trying the board out.

import type { Recorded } from "../../domain/decider.ts";
import { seq } from "../../domain/ids.ts";
import type { Ledger } from "./ledger.ts";
import { createSingleWriterLedger } from "./single-writer.ts";

const batchSize = 1024;

export const createMemoryLedger = <E>(past: readonly Recorded<E>[] = []): Ledger<E> => {
  const events = [...past];
  async function* read(after: number, until: number) {
    for (let from = after; from < until; from += batchSize) yield events.slice(from, Math.min(from + batchSize, until));
  }
  return createSingleWriterLedger<E>({
    last: seq(events.length),
    write: async (batch) => {
      for (const event of batch) events.push(event);
    },
    read,
    window: read,
    close: async () => {},
  });
};
