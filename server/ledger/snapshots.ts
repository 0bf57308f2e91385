// Snapshots of the board, so that a start reads the newest one and the ledger's tail instead of the whole ledger.
//
// A snapshot is JSON Lines: what it is, one line per record, then the count and the CRC-32 of all bytes before. It is no truth of
// its own: a damaged one, or one of an older layout, is passed over and reported, and the board is built from further back.

import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Seq, seq } from "../../domain/ids.ts";
import type { Disk } from "./disk.ts";
import { createDurableDocument, type DocumentFormat } from "./durable-document.ts";
import { type OnReport, storageCall } from "./failures.ts";
import { createQueue } from "./queue.ts";

/** The board as it was after event `seq`. */
export type Snapshot<R> = { readonly seq: Seq; readonly records: readonly R[] };

export interface Snapshots<R> {
  /**
   * Takes the records at once (they must not be changed afterwards, only replaced) and writes them bit by bit, so that
   * commands are answered meanwhile. Rejects with StorageFailed; the older snapshots stand.
   */
  save(at: Seq, records: Iterable<R>): Promise<void>;
  /** The newest good one. */
  newest(): Promise<Snapshot<R> | undefined>;
}

export type SnapshotsOptions = {
  readonly folder: string;
  readonly disk: Disk;
  /** The number of the records' shape. Raise it when a record's type changes: older snapshots are then passed over. */
  readonly layout: number;
  readonly onReport: OnReport;
};

const generations = 3;
const recordsPerChunk = 256;
const fileName = /^\d{12}\.jsonl$/;

class SnapshotUnusable extends Error {
  readonly why: "damaged" | "other_layout";
  constructor(why: "damaged" | "other_layout") {
    super(`snapshot ${why}`);
    this.why = why;
  }
}

export const createSnapshots = <R>({ folder, disk, layout, onReport }: SnapshotsOptions): Snapshots<R> => {
  const format = snapshotFormat<R>(layout);
  const documentAt = (path: string) => createDurableDocument(disk, path, format);
  const queue = createQueue();

  const namesNewestFirst = async () => {
    await mkdir(folder, { recursive: true });
    return (await readdir(folder)).sort().reverse();
  };

  const save = async (snapshot: Snapshot<R>): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await documentAt(join(folder, `${String(snapshot.seq).padStart(12, "0")}.jsonl`)).write(snapshot);
    const names = await namesNewestFirst();
    const kept = new Set(names.filter((name) => fileName.test(name)).slice(0, generations));
    for (const name of names) {
      const path = join(folder, name);
      if (!kept.has(name)) await storageCall("remove", path, () => disk.remove(path));
    }
  };

  return {
    save: (at, records) => {
      const snapshot = { seq: at, records: [...records] };
      return queue.run(() => save(snapshot));
    },
    newest: async () => {
      for (const name of (await namesNewestFirst()).filter((name) => fileName.test(name))) {
        const path = join(folder, name);
        try {
          const snapshot = await documentAt(path).read();
          if (snapshot !== null) return snapshot;
        } catch (error) {
          if (!(error instanceof SnapshotUnusable)) throw error;
          onReport({ kind: "snapshot_passed_over", file: path, why: error.why });
        }
      }
      return undefined;
    },
  };
};

const snapshotFormat = <R>(layout: number): DocumentFormat<Snapshot<R>> => ({
  encode: function* ({ seq: at, records }) {
    const first = Buffer.from(`${JSON.stringify({ snapshot: 1, layout, seq: at })}\n`);
    let checksum = crc32(first);
    yield first;
    for (let from = 0; from < records.length; from += recordsPerChunk) {
      const part = records.slice(from, from + recordsPerChunk);
      const chunk = Buffer.from(part.map((record) => `${JSON.stringify(record)}\n`).join(""));
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    yield Buffer.from(`${JSON.stringify({ records: records.length, crc32: checksum })}\n`);
  },
  decode: (bytes) => {
    const lastLine = bytes.lastIndexOf("\n", bytes.length - 2) + 1;
    const end = objectIn(bytes.toString("utf8", lastLine));
    if (end.crc32 !== crc32(bytes.subarray(0, lastLine))) throw new SnapshotUnusable("damaged");
    const [head = "", ...lines] = bytes.toString("utf8", 0, Math.max(0, lastLine - 1)).split("\n");
    const { snapshot, layout: found, seq: at } = objectIn(head);
    if (snapshot !== 1 || found !== layout) throw new SnapshotUnusable("other_layout");
    const values: readonly unknown[] = lines.map(objectIn);
    const records = values.filter(isRecord<R>);
    if (typeof at !== "number" || records.length !== end.records) throw new SnapshotUnusable("damaged");
    return { seq: seq(at), records };
  },
});

const objectIn = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SnapshotUnusable("damaged");
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The checksum and the layout's number stand for the shape: these very bytes were written from an `R`. */
const isRecord = <R>(value: unknown): value is R => isObject(value);
