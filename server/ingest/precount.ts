// Whether a large file holds more points than are read, told from its bytes alone: a tenth of the time that reading them would take. [PAT-2]

import type { Source } from "./source.ts";

export type TextKind = "xml" | "json" | "table";

/** No format writes a point in fewer bytes: a smaller file is not asked. */
const leastPoint = 20;

/**
 * True as soon as more than `most` are seen; what follows is not read. Where it is false the reader itself still counts: UTF-16
 * and elements with a prefix are not looked for here.
 */
export const hasMorePoints = (source: Source, kind: TextKind, most: number): boolean => {
  if (source.size < most * leastPoint) return false;
  switch (kind) {
    case "xml":
      return hasMoreTags(source, most);
    case "json":
      return hasMorePositions(source, most);
    case "table":
      return hasMoreLines(source, most + 1);
  }
};

/** A point of GPX, of a gx:Track, of TCX. Whichever comes first is the file's own. */
const marks = ["<trkpt", "<gx:coord>", "<Trackpoint>"].map((mark) => Buffer.from(mark));

const hasMoreTags = (source: Source, most: number): boolean => {
  let count = 0;
  let mark: Buffer | undefined;
  let end = Buffer.alloc(0);
  for (const bytes of source.pieces()) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    mark ??= marks.find((one) => piece.includes(one));
    if (mark === undefined) continue;
    const edge = mark.length - 1;
    // A mark may be cut in two by the end of a piece.
    count += countIn(Buffer.concat([end, piece.subarray(0, edge)]), mark) + countIn(piece, mark);
    if (count > most) return true;
    end = Buffer.from(piece.subarray(Math.max(0, piece.length - edge)));
  }
  return false;
};
const countIn = (bytes: Buffer, mark: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) count += 1;
  return count;
};

/** Lines that are more than an end of line. */
const hasMoreLines = (source: Source, most: number): boolean => {
  let [count, length] = [0, 0];
  for (const piece of source.pieces())
    for (let i = 0; i < piece.length; i++) {
      if (piece[i] !== 0x0a) length += 1;
      else {
        if (length > 1) count += 1;
        if (count > most) return true;
        length = 0;
      }
    }
  return false;
};

/** In JSON no text holds this name: inside of a string its quotes would be escaped. */
const coordinates = Buffer.from('"coordinates"');

/** Lists that begin with a number, inside of a member called `coordinates`. */
const hasMorePositions = (source: Source, most: number): boolean => {
  let count = 0;
  /** What is looked for: the name, its colon, its list, or the end of the list. */
  let sought: "name" | "colon" | "list" | "end" = "name";
  let depth = 0;
  /** A list has just begun. */
  let isFirst = false;
  let end = Buffer.alloc(0);
  for (const bytes of source.pieces()) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let i = 0;
    while (i < piece.length) {
      if (sought === "name") {
        // The name may be cut in two by the end of a piece.
        const edge =
          i === 0 ? Buffer.concat([end, piece.subarray(0, coordinates.length - 1)]).indexOf(coordinates) : -1;
        const at = edge === -1 ? piece.indexOf(coordinates, i) : edge - end.length;
        if (at === -1) break;
        i = at + coordinates.length;
        sought = "colon";
      } else if (sought !== "end") {
        const c = piece[i] ?? 0;
        if (c > 0x20) {
          const isIt: boolean = c === (sought === "colon" ? 0x3a : 0x5b);
          sought = !isIt ? "name" : sought === "colon" ? "list" : "end";
          [depth, isFirst] = [1, true];
        }
        i += 1;
      } else {
        for (; i < piece.length && depth > 0; i++) {
          const c = piece[i] ?? 0;
          if (c === 0x5b) {
            depth += 1;
            isFirst = true;
          } else if (c === 0x5d) {
            depth -= 1;
            isFirst = false;
          } else if (isFirst && c > 0x20) {
            isFirst = false;
            count += 1;
          }
        }
        if (count > most) return true;
        if (depth === 0) sought = "name";
      }
    }
    end = Buffer.from(piece.subarray(Math.max(0, piece.length - coordinates.length + 1)));
  }
  return false;
};
