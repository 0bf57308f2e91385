// The bytes of a file in pieces, so that a large one is never held whole.

import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export type Source = {
  /** Bytes in all. */
  readonly size: number;
  /** From the beginning each time; a piece is overwritten by the next. */
  readonly pieces: () => Iterable<Uint8Array>;
  /** Bytes of its own from `from` up to `to`; fewer where it ends before. */
  readonly part: (from: number, to: number) => Uint8Array;
};

/** Small enough that reading one holds nobody up. */
const pieceLength = 64 * 1024;

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  part: (from, to) => bytes.subarray(from, to),
  pieces: function* () {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  },
});

/** Throws what the file system throws: no such file, no leave to read it, a folder. */
export const fileSource = (path: string): { readonly source: Source; readonly close: () => void } => {
  const file = openSync(path, "r");
  const { size } = fstatSync(file);
  return {
    source: {
      size,
      part: (from, to) => {
        const part = new Uint8Array(Math.max(0, Math.min(to, size) - from));
        return part.subarray(0, part.length === 0 ? 0 : readSync(file, part, 0, part.length, from));
      },
      pieces: function* () {
        const piece = new Uint8Array(pieceLength);
        for (let at = 0; ; ) {
          const length = readSync(file, piece, 0, pieceLength, at);
          if (length === 0) return;
          yield piece.subarray(0, length);
          at += length;
        }
      },
    },
    close: () => closeSync(file),
  };
};
