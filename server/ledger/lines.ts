// How a batch of events stands in a ledger file, and how its line is checked.
//
// One batch is one line:  `3f2a9c01 17 3 [{"seq":17,"at":…},{…},{…}]`  — the CRC-32 (hex) of everything after the first space up
// to the newline; the number of its first event; how many events there are; the events as a JSON array. So a batch is there
// whole or not at all, and its newline is the last byte of its write.

import { crc32 } from "node:zlib";
import type { Recorded } from "../../domain/decider.ts";
import { type Seq, seq } from "../../domain/ids.ts";
import type { DamageReason } from "./failures.ts";

const newline = 0x0a;
const checksumBytes = 9;
const lineHead = /^([0-9a-f]{8}) (([1-9]\d{0,14}) ([1-9]\d{0,8}) )\[/;
/** Longer than any line's head: 9 + 16 + 10 + 1 characters. */
export const headBytes = 40;
/** A batch of up to this is written into a buffer that is used again, bytes. */
const usualBytes = 4 * 1024 * 1024;
/** What would be longer could not be read back as one text by every version of Node, bytes. */
const longestLine = 256 * 1024 * 1024;

/**
 * The answer's bytes are good until the next call: the buffer is used again. Throws for what cannot be written down.
 * One array for the whole batch: a text, a checksum and a write for each event would cost twice as much.
 */
export const createBatchEncoder = (limit = longestLine) => {
  const usual = Buffer.allocUnsafe(usualBytes);
  return (events: readonly Recorded<unknown>[]): Buffer => {
    const head = `${events[0]?.seq} ${events.length} `;
    const json = JSON.stringify(events);
    const aroundJson = checksumBytes + head.length + 1;
    // A UTF-16 unit takes at most three bytes.
    const isUsual = aroundJson + json.length * 3 <= usual.length;
    const length = isUsual ? usual.length : aroundJson + Buffer.byteLength(json);
    if (length > limit) throw new RangeError(`a batch of ${length} bytes is more than one line of the ledger may hold`);
    const bytes = isUsual ? usual : Buffer.allocUnsafe(length);
    let end = checksumBytes;
    end += bytes.write(head, end, "latin1");
    end += bytes.write(json, end);
    bytes.write(`${hex(crc32(bytes.subarray(checksumBytes, end)))} `, 0, "latin1");
    bytes[end] = newline;
    return bytes.subarray(0, end + 1);
  };
};

const hex = (checksum: number): string => checksum.toString(16).padStart(8, "0");

export type GoodLine = {
  readonly kind: "good";
  /** The number of the batch's first event. */
  readonly first: number;
  readonly count: number;
  /** Where the JSON begins. */
  readonly json: number;
  /** Where the newline stands, or would stand. */
  readonly end: number;
};
export type Line = GoodLine | { readonly kind: "bad"; readonly reason: DamageReason };

/** What stands in `bytes` from `at` to `end`, taken as one line. */
export const lineWithin = (bytes: Buffer, at: number, end: number): Line => {
  const head = lineHead.exec(bytes.toString("latin1", at, Math.min(end, at + headBytes)));
  if (head === null) return { kind: "bad", reason: "not_a_line" };
  const [, checksum = "", place = "", first, count] = head;
  if (crc32(bytes.subarray(at + checksumBytes, end)) !== Number.parseInt(checksum, 16))
    return { kind: "bad", reason: "checksum" };
  return { kind: "good", first: Number(first), count: Number(count), json: at + checksumBytes + place.length, end };
};

/** The number with which the line at the start of `bytes` begins; undefined where there is no line's head. */
export const startOf = (bytes: Buffer): number | undefined => {
  const first = lineHead.exec(bytes.toString("latin1", 0, Math.min(bytes.length, headBytes)))?.[3];
  return first === undefined ? undefined : Number(first);
};

/** The line that begins at `at`. */
export const lineAt = (bytes: Buffer, at: number): Line => {
  const end = bytes.indexOf(newline, at);
  return end === -1 ? { kind: "bad", reason: "torn" } : lineWithin(bytes, at, end);
};

export type Scan = {
  /** The last event of the last whole batch, and where that batch ends. */
  readonly last: Seq;
  readonly end: number;
  /** Lines up to there; what is wrong stands in the next one. */
  readonly lines: number;
  readonly fault: DamageReason | undefined;
};

/** Goes through a file that begins with event `first`, up to its end or the first thing that is wrong. */
export const scan = (bytes: Buffer, first: number): Scan => {
  let due = first;
  let end = 0;
  let lines = 0;
  let fault: DamageReason | undefined;
  while (end < bytes.length && fault === undefined) {
    const line = lineAt(bytes, end);
    if (line.kind === "bad") fault = line.reason;
    else if (line.first !== due) fault = "gap";
    else {
      due += line.count;
      end = line.end + 1;
      lines += 1;
    }
  }
  return { last: seq(due - 1), end, lines, fault };
};

/** The last line of `bytes`, the end of a file; undefined where it begins before them or does not end. */
export const lastLine = (bytes: Buffer, isWholeFile: boolean): Line | undefined => {
  const end = bytes.length - 1;
  if (end < 1 || bytes[end] !== newline) return undefined;
  const before = bytes.lastIndexOf(newline, end - 1);
  return before === -1 && !isWholeFile ? undefined : lineWithin(bytes, before + 1, end);
};
