// One file of the ledger: its name, and its events read back with every line checked.

import { join } from "node:path";
import type { Adapter } from "lowdb";
import type { Recorded } from "../../domain/decider.ts";
import { type DamageReason, LedgerDamaged } from "./failures.ts";
import { type GoodLine, lineAt } from "./lines.ts";

/** `first` is the number of its first event, which is its name too. */
export type Segment = { readonly first: number; readonly path: string; readonly file: Adapter<Buffer> };

const segmentName = /^\d{12}\.jsonl$/;
const batchSize = 1024;

export const isSegmentName = (name: string): boolean => segmentName.test(name);
export const firstOf = (name: string): number => Number.parseInt(name, 10);
export const segmentPath = (folder: string, first: number): string =>
  join(folder, `${String(first).padStart(12, "0")}.jsonl`);

/** The events `from … to` of a segment, in batches of a bounded size. All of them must be there. */
export async function* eventsOf<E>(segment: Segment, from: number, to: number): AsyncGenerator<readonly Recorded<E>[]> {
  const bytes = (await segment.file.read()) ?? Buffer.alloc(0);
  let events: Recorded<E>[] = [];
  let at = 0;
  for (let due = segment.first, number = 1; due <= to; number += 1) {
    const damaged = (reason: DamageReason) =>
      new LedgerDamaged(reason, { file: segment.path, line: number, offset: at });
    if (at >= bytes.length) throw damaged("missing_end");
    const line = lineAt(bytes, at);
    if (line.kind === "bad") throw damaged(line.reason);
    if (line.first !== due) throw damaged("gap");
    if (due + line.count > from) {
      const values = parsed(bytes, line);
      if (values.length !== line.count) throw damaged("unreadable");
      for (const value of values) {
        if (!isRecorded<E>(value)) throw damaged(isNewer(value) ? "newer_version" : "unreadable");
        if (value.seq !== due) throw damaged("gap");
        if (due >= from && due <= to) events.push(value);
        if (events.length === batchSize) {
          yield events;
          events = [];
        }
        due += 1;
      }
    } else due += line.count;
    at = line.end + 1;
  }
  if (events.length > 0) yield events;
}

/** The events of one sound line; undefined where they are not what the line says. */
export const batchOf = <E>(bytes: Buffer, line: GoodLine): readonly Recorded<E>[] | undefined => {
  const values = parsed(bytes, line);
  const events = values.filter(isRecorded<E>);
  return events.length === line.count && events.every((event, n) => event.seq === line.first + n) ? events : undefined;
};

const parsed = (bytes: Buffer, { json, end }: GoodLine): readonly unknown[] => {
  try {
    const values: unknown = JSON.parse(bytes.toString("utf8", json, end));
    return Array.isArray(values) ? values : [];
  } catch {
    // A sound checksum over something that is no JSON: it holds none of the events it should.
    return [];
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
