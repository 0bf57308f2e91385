// The one decision by which the ledger throws bytes away by itself: are these the remains of a write nobody was answered for?
//
// A batch is written only after the one before it was synced, and its caller is answered only after its own sync. So after a
// power cut everything up to the last whole batch is as it was written, and behind it stand the remains of at most ONE batch,
// which is one line. The disk may have kept any of its pages: none; the first half; the last half with NULs before it; NULs
// alone. `isUnfinishedWrite` says yes only where nothing else explains the bytes behind the last whole batch:
//  1. nothing follows the line's newline: what follows was written after this batch had been answered for;
//  2. a line that ends with its newline holds a lost page: a run of NULs (which JSON never contains) from a sector's border, or
//     from the start of the write, to a sector's border, or to the end of the file;
//  3. a line without its newline may be anything, unless all but its last byte is a sound line: then the newline was changed.
// All else is damage, also a last line that ends properly but fails its checksum: that batch may have been answered for.
// What it cannot see: an answered batch whose end the disk lost later, together with all that followed; a power cut looks alike.
// A snapshot that reaches further shows it (`snapshotSeq`).

import { lineWithin } from "./lines.ts";

const newline = 0x0a;
/** The smallest unit that a disk writes as a whole, bytes. */
const sector = 512;

/** `bytes` is the whole file, `start` the end of its last whole batch, behind which something is wrong. */
export const isUnfinishedWrite = (bytes: Buffer, start: number): boolean => {
  const end = bytes.indexOf(newline, start);
  if (end !== -1 && end + 1 < bytes.length) return false;
  if (holdsLostPage(bytes, start)) return true;
  return end === -1 && lineWithin(bytes, start, bytes.length - 1).kind === "bad";
};

const holdsLostPage = (bytes: Buffer, start: number): boolean => {
  for (let at = bytes.indexOf(0, start); at !== -1; ) {
    let end = at;
    while (bytes[end] === 0) end += 1;
    const beginsAtBorder = at === start || at % sector === 0;
    const endsAtBorder = end === bytes.length || end % sector === 0;
    if (beginsAtBorder && endsAtBorder) return true;
    at = bytes.indexOf(0, end);
  }
  return false;
};
