// The port between a ledger and what must not lie on its disk in the clear.

import type { Recorded } from "../../domain/decider.ts";

export interface Seal<E> {
  /**
   * The batch as it shall stand on the disk; most batches are answered as they came. Whatever opens it again is durable when this
   * resolves. Rejects with StorageFailed.
   */
  close(events: readonly Recorded<E>[]): Promise<readonly Recorded<unknown>[]>;
  /** Hears of each batch when it is durable, before anybody else; where this rejects with StorageFailed, so does the append. */
  kept(events: readonly Recorded<E>[]): Promise<void>;
  /** What was written, in the clear as far as it can still be opened. */
  open(events: readonly Recorded<E>[]): readonly Recorded<E>[];
}
