// How a batch of events stands in a ledger file, and how its lines are checked.
//
// One event is one line:  `3f2a9c01 1/2 {"seq":17,"at":…}`  — the CRC-32 (hex) of everything after the first space up to the
// newline; which line of how many in its batch this is; the event as JSON, its number first. A batch is one write and one
// sync, so it counts only as a whole: without its last line (2/2) the others (1/2) are no events either.

import { crc32 } from "node:zlib";
import type { Recorded } from "../../domain/decider.ts";
import { type Seq, seq } from "../../domain/ids.ts";
import type { DamageReason } from "./failures.ts";

const newline = 0x0a;
const checksumBytes = 9;
const lineHead = /^([0-9a-f]{8}) ((\d{1,9})\/(\d{1,9}) )\{"seq":(\d{1,15}),/;
/** Longer than any line's head: 9 + 20 + 24 characters. */
const headBytes = 64;

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** Eight digits by table: a number's own `toString(16)` costs more than the checksum itself. */
const hex = (checksum: number): string =>
  `${hexPairs[checksum >>> 24]}${hexPairs[(checksum >>> 16) & 0xff]}${hexPairs[(checksum >>> 8) & 0xff]}${hexPairs[checksum & 0xff]}`;

/** The answer's bytes are good until the next call: the buffer is used again. */
export const createBatchEncoder = () => {
  let scratch = Buffer.allocUnsafe(64 * 1024);
  return (events: readonly Recorded<unknown>[]): Buffer => {
    let end = 0;
    for (const [index, event] of events.entries()) {
      const place = `${index + 1}/${events.length} `;
      const json = JSON.stringify(event);
      const line = `${hex(crc32(json, crc32(place)))} ${place}${json}\n`;
      // A UTF-16 unit takes at most three bytes.
      const room = end + line.length * 3;
      if (room > scratch.length) {
        const larger = Buffer.allocUnsafe(Math.max(room, scratch.length * 2));
        scratch.copy(larger, 0, 0, end);
        scratch = larger;
      }
      end += scratch.write(line, end);
    }
    return scratch.subarray(0, end);
  };
};

export type Line =
  | {
      readonly kind: "good";
      readonly seq: number;
      readonly part: number;
      readonly parts: number;
      /** Where the JSON begins. */
      readonly json: number;
      /** Where the newline stands, or would stand. */
      readonly end: number;
    }
  | { readonly kind: "bad"; readonly reason: DamageReason; readonly end: number };

/** What stands in `bytes` from `at` to `end`, taken as one line. */
export const lineWithin = (bytes: Buffer, at: number, end: number): Line => {
  const head = lineHead.exec(bytes.toString("latin1", at, Math.min(end, at + headBytes)));
  if (head === null) return { kind: "bad", reason: "not_a_line", end };
  const [, checksum = "", place = "", part, parts, number] = head;
  if (crc32(bytes.subarray(at + checksumBytes, end)) !== Number.parseInt(checksum, 16))
    return { kind: "bad", reason: "checksum", end };
  return {
    kind: "good",
    seq: Number(number),
    part: Number(part),
    parts: Number(parts),
    json: at + checksumBytes + place.length,
    end,
  };
};

/** The line that begins at `at`. */
export const lineAt = (bytes: Buffer, at: number): Line => {
  const end = bytes.indexOf(newline, at);
  return end === -1 ? { kind: "bad", reason: "torn", end: bytes.length } : lineWithin(bytes, at, end);
};

export type Scan = {
  /** The last event of the last whole batch, and where that batch ends. */
  readonly last: Seq;
  readonly end: number;
  /** Lines up to there. */
  readonly lines: number;
  readonly fault: { readonly reason: DamageReason; readonly line: number } | undefined;
};

/** Goes through a file that begins with event `first`, up to its end or the first thing that is wrong. */
export const scan = (bytes: Buffer, first: number): Scan => {
  let whole = { last: first - 1, end: 0, lines: 0 };
  let batch = { part: 0, parts: 0 };
  let at = 0;
  let lines = 0;
  const stopped = (fault: Scan["fault"]): Scan => ({ ...whole, last: seq(whole.last), fault });
  while (at < bytes.length) {
    const line = lineAt(bytes, at);
    if (line.kind === "bad") return stopped({ reason: line.reason, line: lines + 1 });
    if (line.seq !== first + lines) return stopped({ reason: "gap", line: lines + 1 });
    const begins = batch.part === batch.parts;
    if (line.part !== (begins ? 1 : batch.part + 1) || (!begins && line.parts !== batch.parts)) {
      return stopped({ reason: "batch_broken", line: lines + 1 });
    }
    batch = line;
    lines += 1;
    at = line.end + 1;
    if (line.part === line.parts) whole = { last: line.seq, end: at, lines };
  }
  return stopped(whole.end === at ? undefined : { reason: "torn", line: lines });
};

/** The last line of `bytes`, the end of a file; undefined where it begins before them or does not end. */
export const lastLine = (bytes: Buffer, isWholeFile: boolean): Line | undefined => {
  const end = bytes.length - 1;
  if (end < 1 || bytes[end] !== newline) return undefined;
  const before = bytes.lastIndexOf(newline, end - 1);
  return before === -1 && !isWholeFile ? undefined : lineWithin(bytes, before + 1, end);
};

/** Where the `count`-th line after `at` begins, or the end of `bytes`. */
export const skipLines = (bytes: Buffer, at: number, count: number): number => {
  let begin = at;
  for (let left = count; left > 0 && begin < bytes.length; left -= 1) {
    const end = bytes.indexOf(newline, begin);
    begin = end === -1 ? bytes.length : end + 1;
  }
  return begin;
};
