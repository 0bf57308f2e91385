// The port of the ledger: one numbered row of events, which every adapter keeps in the same way.

import type { Recorded, Unrecorded } from "../../domain/decider.ts";
import type { Seq } from "../../domain/ids.ts";

/**
 * What every adapter promises (`tests/ledger/contract.ts` holds them to it):
 * - numbers run 1, 2, 3 … without a gap, in the order of the commits;
 * - an event that `append` answered or that a follower heard is durable;
 * - a batch is kept whole or not at all.
 * Events are plain JSON and nobody changes them after they were handed over.
 */
export interface Ledger<E> {
  /** The number of the newest event that was told to the followers, or is being told; 0 in an empty ledger. */
  readonly head: Seq;

  /**
   * The events after `after`, up to the `head` of the moment of the call, in batches of a bounded size.
   * `const from = ledger.head; ledger.follow(…); ledger.read(…)` in one tick misses nothing and hears nothing twice.
   * `until`: not beyond it; a window in the middle costs what is in it, not what lies before.
   * Throws LedgerDamaged where the stored bytes are not what was written.
   */
  read(after: Seq, until?: Seq): AsyncIterable<readonly Recorded<E>[]>;

  /**
   * Lets `decide` say what happens next and makes it durable. One append at a time, in the order of the calls;
   * `decide` runs when all earlier appends are done and their events have been told to the followers.
   * `missed` holds what other writers have added since then; with one writer it is always empty.
   * An empty decision writes nothing. If `decide` throws, the append rejects with that error and nothing has happened.
   * Rejects with StorageFailed when the write failed: from then on every append rejects so, without asking `decide`.
   * Rejects with LedgerClosed after `close`.
   */
  append(decide: (missed: readonly Recorded<E>[]) => readonly Unrecorded<E>[]): Promise<readonly Recorded<E>[]>;

  /**
   * Tells `listener` each batch after its commit, in order, without a gap, before the append resolves and before the
   * next `decide`. A listener must not throw: if one does, the others still hear, and the error ends the process as uncaught,
   * since a projection that missed an event is wrong until it is rebuilt. The answer stops the listening.
   */
  follow(listener: (events: readonly Recorded<E>[]) => void): () => void;

  /** Lets the appends that were called before finish, then lets go of the storage. A second call does nothing more. */
  close(): Promise<void>;
}
