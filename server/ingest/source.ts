// The bytes of a file in pieces, so that a large one is never held whole.

import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export type Source = {
  /** Bytes in all. */
  readonly size: number;
  /** From the beginning each time; a piece is overwritten by the next. */
  readonly pieces: () => Iterable<Uint8Array>;
};

const pieceLength = 256 * 1024;

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
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
