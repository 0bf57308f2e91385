// The embedded ledger: JSON Lines files in one folder, for one process. Every event that it answers for has been synced.
//
// Files are named by the number of their first event (`000000000001.jsonl`) and follow on without a gap; a full one is never
// written again. Only the last one may end in the remains of an unfinished write, which are cut off and reported
// (`unfinished-write.ts` has the rule). Anything else that is not as it was written stops the start with LedgerDamaged.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Seq, seq } from "../../domain/ids.ts";
import type { Disk } from "./disk.ts";
import type { OnReport } from "./failures.ts";
import type { Ledger } from "./ledger.ts";
import { createBatchEncoder } from "./lines.ts";
import { openSegments, startSegment } from "./open-segments.ts";
import type { Seal } from "./seal.ts";
import { eventsOf, type Segment } from "./segment.ts";
import { createSingleWriterLedger } from "./single-writer.ts";
import { windowOf } from "./window.ts";

export type FileLedgerOptions<E> = {
  readonly folder: string;
  readonly disk: Disk;
  /** A file that would grow beyond this begins a new one, bytes. */
  readonly segmentBytes?: number;
  /**
   * The event that the newest snapshot reaches. The ledger must reach it too, and of the files that end before it only the
   * last line is checked at the start; the rest is checked when it is read.
   */
  readonly snapshotSeq?: Seq;
  readonly onReport: OnReport;
  /** What lies in the files instead of the events; without it, the events themselves. */
  readonly seal?: Seal<E>;
};

const defaultSegmentBytes = 64 * 1024 * 1024;

/** Throws LedgerDamaged, or StorageFailed where the first file cannot be made. The caller holds the store's lock. */
export const createFileLedger = async <E>(options: FileLedgerOptions<E>): Promise<Ledger<E>> => {
  const { folder, disk, segmentBytes = defaultSegmentBytes, snapshotSeq = seq(0), onReport, seal } = options;
  await mkdir(folder, { recursive: true });
  await disk.syncFolder(dirname(folder));
  const opened = await openSegments({ folder, disk, snapshotSeq, onReport });
  const segments: Segment[] = [...opened.closed, opened.open];
  const encode = createBatchEncoder();
  let current = opened.open;

  async function* across(after: Seq, until: Seq, eventsIn: typeof eventsOf<E>) {
    for (let index = 0; index < segments.length; index += 1) {
      const segment = segments[index];
      if (segment === undefined || segment.first > until) return;
      const next = segments[index + 1]?.first ?? until + 1;
      if (next <= after + 1) continue;
      for await (const events of eventsIn(segment, Math.max(after + 1, segment.first), Math.min(until, next - 1))) {
        yield seal === undefined ? events : seal.open(events);
        // A long read lets others have their turn.
        await setImmediate();
      }
    }
  }

  return createSingleWriterLedger<E>({
    last: opened.last,
    write: async (events) => {
      const bytes = encode(seal === undefined ? events : await seal.close(events));
      const [begin] = events;
      if (begin !== undefined && current.file.size > 0 && current.file.size + bytes.length > segmentBytes) {
        const full = current;
        current = await startSegment(disk, folder, begin.seq);
        segments.push(current);
        await full.file.close();
      }
      await current.file.write(bytes);
      await seal?.kept(events);
    },
    read: (after, until) => across(after, until, eventsOf<E>),
    window: (after, until) => across(after, until, windowOf<E>),
    close: () => current.file.close(),
  });
};
