// Writes a snapshot of the board whenever enough events have come since the last, and once more at an orderly stop.

import type { Snapshots } from "./ledger/snapshots.ts";
import type { Projection, SnapshotLine } from "./projection.ts";

export type Snapshotter = {
  /** Looks whether a snapshot is due and writes it; resolves when it is written. One at a time. */
  readonly look: () => Promise<void>;
  readonly last: () => Promise<void>;
};

export const createSnapshotter = (deps: {
  readonly projection: Projection;
  readonly snapshots: Snapshots<SnapshotLine>;
  readonly every: number;
  readonly from: number;
  /** A snapshot that could not be written: the ledger stands, the next start only takes longer. */
  readonly onFailed: (error: unknown) => void;
}): Snapshotter => {
  const { projection, snapshots, every, onFailed } = deps;
  let written = deps.from;
  let saving: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    const at = projection.seq();
    try {
      await snapshots.save(at, projection.snapshot());
      written = at;
    } catch (error) {
      onFailed(error);
    } finally {
      saving = undefined;
    }
  };
  const save = (): Promise<void> => {
    saving ??= write();
    return saving;
  };

  return {
    look: async () => {
      if (projection.seq() - written >= every) await save();
    },
    last: async () => {
      await saving;
      if (projection.seq() > written) await save();
    },
  };
};
