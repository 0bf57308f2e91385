// Events out of the middle of a file: their line is found by halving, and only what is asked for is read and checked.

import { type FileHandle, open } from "node:fs/promises";
import type { Recorded } from "../../domain/decider.ts";
import { headBytes, lineWithin, startOf } from "./lines.ts";
import { batchOf, eventsOf, type Segment } from "./segment.ts";

const newline = 0x0a;
/** Read at once while looking for the place, and while reading on, bytes. */
const probeBytes = 16 * 1024;
const chunkBytes = 256 * 1024;

/**
 * The events `from … to` of a segment, in bounded batches; whatever of it is awaited is a few milliseconds' work. What is not
 * as it should be is left to the reader that checks the whole file and says where.
 */
export async function* windowOf<E>(segment: Segment, from: number, to: number): AsyncGenerator<readonly Recorded<E>[]> {
  let due = from;
  const file = await open(segment.path, "r");
  try {
    for await (const { bytes, at, end } of linesFrom(file, await placeOf(file, from))) {
      const line = lineWithin(bytes, at, end);
      const batch = line.kind === "bad" ? undefined : batchOf<E>(bytes, line);
      if (batch === undefined || !batch.some((event) => event.seq === due)) break;
      const wanted = batch.filter((event) => event.seq >= due && event.seq <= to);
      due += wanted.length;
      yield wanted;
      if (due > to) return;
    }
  } finally {
    await file.close();
  }
  yield* eventsOf<E>(segment, due, to);
}

/** Where the line begins that holds event `wanted`, or one before it. */
const placeOf = async (file: FileHandle, wanted: number): Promise<number> => {
  let low = 0;
  let high = (await file.stat()).size;
  while (high - low > chunkBytes) {
    const middle = Math.floor((low + high) / 2);
    const found = await lineAfter(file, middle, high);
    // A line that no one can read, and the end of a write under way, count as too far: the walk from `low` meets them.
    if (found === undefined || found.first === undefined || found.first > wanted) high = middle;
    else low = found.at;
  }
  return low;
};

/** The first line that begins behind `from`, and the number with which it begins. */
const lineAfter = async (
  file: FileHandle,
  from: number,
  end: number,
): Promise<{ readonly at: number; readonly first: number | undefined } | undefined> => {
  for (let at = from; at < end; at += probeBytes) {
    const bytes = await part(file, at, probeBytes);
    const border = bytes.indexOf(newline);
    if (border === -1) continue;
    const begin = at + border + 1;
    if (begin >= end) return undefined;
    return { at: begin, first: startOf(await part(file, begin, headBytes)) };
  }
  return undefined;
};

async function* linesFrom(
  file: FileHandle,
  from: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly at: number; readonly end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = from; ; at += chunkBytes) {
    const read = await part(file, at, chunkBytes);
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    let begin = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, begin)) {
      yield { bytes, at: begin, end };
      begin = end + 1;
    }
    if (read.length < chunkBytes) return;
    rest = bytes.subarray(begin);
  }
}

const part = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
};
