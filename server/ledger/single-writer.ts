// Turns a store with one writer into a ledger: whose turn it is, who hears of it, and what happens after a failed write.

import type { Recorded, Unrecorded } from "../../domain/decider.ts";
import { type Seq, seq } from "../../domain/ids.ts";
import { LedgerClosed, StorageFailed } from "./failures.ts";
import type { Ledger } from "./ledger.ts";
import { createQueue } from "./queue.ts";

export interface EventStore<E> {
  /** The last event in the store when it was opened. */
  readonly last: Seq;
  /**
   * Resolves when the whole batch is durable. Rejects with StorageFailed, and is never called again, when the storage failed;
   * with any other error when nothing was attempted, as the batch cannot be written down.
   */
  write(events: readonly Recorded<E>[]): Promise<void>;
  /** The events `after < seq ≤ until`; `until` is durable. */
  read(after: Seq, until: Seq): AsyncIterable<readonly Recorded<E>[]>;
  /** The same, in the middle of much: what lies before it is not read. */
  window(after: Seq, until: Seq): AsyncIterable<readonly Recorded<E>[]>;
  close(): Promise<void>;
}

type Health = { readonly kind: "writable" } | { readonly kind: "failed"; readonly error: StorageFailed };

export const createSingleWriterLedger = <E>(store: EventStore<E>): Ledger<E> => {
  type Follower = { readonly listener: (events: readonly Recorded<E>[]) => void };
  const followers = new Set<Follower>();
  let head = store.last;
  let health: Health = { kind: "writable" };
  const queue = createQueue();
  let closing: Promise<void> | undefined;

  const tell = (events: readonly Recorded<E>[]) => {
    // A copy: whoever begins to follow while these events are told has seen them in `head` already.
    for (const follower of [...followers]) {
      if (!followers.has(follower)) continue;
      try {
        follower.listener(events);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  const write = async (events: readonly Recorded<E>[]) => {
    try {
      await store.write(events);
    } catch (error) {
      if (error instanceof StorageFailed) health = { kind: "failed", error };
      throw error;
    }
  };

  const appendNow = async (decide: (missed: readonly Recorded<E>[]) => readonly Unrecorded<E>[]) => {
    if (health.kind === "failed") throw health.error;
    const decided = decide([]);
    if (decided.length === 0) return [];
    const events = decided.map((event, index) => numbered(event, seq(head + 1 + index)));
    await write(events);
    head = seq(head + events.length);
    tell(events);
    return events;
  };

  const closeNow = async () => {
    await queue.idle();
    followers.clear();
    await store.close();
  };

  return {
    get head() {
      return head;
    },
    read: (after, until) =>
      until === undefined ? store.read(after, head) : store.window(after, seq(Math.min(until, head))),
    append: (decide) => {
      if (closing !== undefined) return Promise.reject(new LedgerClosed());
      return queue.run(() => appendNow(decide));
    },
    follow: (listener) => {
      const follower = { listener };
      followers.add(follower);
      return () => {
        followers.delete(follower);
      };
    },
    close: () => {
      closing ??= closeNow();
      return closing;
    },
  };
};

/** Every field by name: a spread behind the number would make each event of a batch a slow and larger object. */
const numbered = <E>({ at, claimedAt, actor, device, cause, v, data }: Unrecorded<E>, seq: Seq): Recorded<E> => ({
  seq,
  at,
  claimedAt,
  actor,
  device,
  cause,
  v,
  data,
});
