// One file of the ledger: its name, and its events read back with every line checked.

import { join } from "node:path";
import type { Adapter } from "lowdb";
import type { Recorded } from "../../domain/decider.ts";
import { type DamageReason, LedgerDamaged } from "./failures.ts";
import { type Line, lineAt, skipLines } from "./lines.ts";

/** `first` is the number of its first event, which is its name too. */
export type Segment = { readonly first: number; readonly path: string; readonly file: Adapter<Buffer> };

const segmentName = /^\d{12}\.jsonl$/;
const batchSize = 1024;

export const isSegmentName = (name: string): boolean => segmentName.test(name);
export const firstOf = (name: string): number => Number.parseInt(name, 10);
export const segmentPath = (folder: string, first: number): string =>
  join(folder, `${String(first).padStart(12, "0")}.jsonl`);

/** The events `from … to` of a segment, in batches. All of them must be there. */
export async function* eventsOf<E>(segment: Segment, from: number, to: number): AsyncGenerator<readonly Recorded<E>[]> {
  const bytes = (await segment.file.read()) ?? Buffer.alloc(0);
  let at = skipLines(bytes, 0, from - segment.first);
  for (let begin = from; begin <= to; begin += batchSize) {
    const events: Recorded<E>[] = [];
    for (let number = begin; number <= to && number < begin + batchSize; number += 1) {
      const damaged = (reason: DamageReason) =>
        new LedgerDamaged(reason, { file: segment.path, line: number - segment.first + 1, offset: at });
      if (at >= bytes.length) throw damaged("missing_end");
      const line = lineAt(bytes, at);
      if (line.kind === "bad") throw damaged(line.reason);
      if (line.seq !== number) throw damaged("gap");
      const event = parsed(bytes, line);
      if (!isRecorded<E>(event)) throw damaged(isNewer(event) ? "newer_version" : "unreadable");
      events.push(event);
      at = line.end + 1;
    }
    yield events;
  }
}

const parsed = (bytes: Buffer, line: Line & { readonly kind: "good" }): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8", line.json, line.end));
  } catch {
    // A sound checksum over something that is no JSON: `isRecorded` refuses it by its place.
    return undefined;
  }
};

/** The envelope is checked here. For `data` the checksum stands: these very bytes were written from an `E`. */
const isRecorded = <E>(value: unknown): value is Recorded<E> =>
  typeof value === "object" &&
  value !== null &&
  "seq" in value &&
  "at" in value &&
  typeof value.at === "number" &&
  "cause" in value &&
  typeof value.cause === "string" &&
  "actor" in value &&
  "data" in value &&
  "v" in value &&
  value.v === 1;

const isNewer = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "v" in value && typeof value.v === "number" && value.v > 1;
