// The one decision by which the ledger throws bytes away by itself: are these the remains of a write nobody was answered for?
//
// A batch is written only after the one before it was synced, and its caller is answered only after its own sync. So after a
// power cut everything up to the last whole batch is as it was written, and behind it stand the remains of at most ONE batch.
// The disk may have kept any of its pages: none; the first half; the last half with NULs before it; NULs alone.
// `isUnfinishedWrite` says yes only where nothing else explains the bytes behind the last whole batch:
//  1. every sound line there belongs to the very next batch, in its place: a sound line of a later batch proves that this one
//     was answered;
//  2. nothing follows that batch's last line, for the same reason;
//  3. a line that ends with its newline but is not sound holds a lost page: a run of NULs (which JSON never contains) from a
//     sector's border, or from the start of the write, to a sector's border, or to the end of the file;
//  4. a last line without its newline may be anything, unless all but its last byte is a sound line: then the newline was changed.
// All else is damage, also a last line that ends properly but fails its checksum: that event may have been answered for.
// What it cannot see: an answered batch whose end the disk lost later, together with all that followed; a power cut looks alike.
// A snapshot that reaches further shows it (`snapshotSeq`).

import { lineWithin } from "./lines.ts";

const newline = 0x0a;
/** The smallest unit that a disk writes as a whole, bytes. */
const sector = 512;

/** `bytes` is the whole file, `start` the end of its last whole batch, `first` the number of the event due there. */
export const isUnfinishedWrite = (bytes: Buffer, start: number, first: number): boolean => {
  let due = 1;
  let isBehindHole = false;
  for (let at = start; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    if (end === -1) return lineWithin(bytes, at, bytes.length - 1).kind === "bad";
    const line = lineWithin(bytes, at, end);
    if (line.kind === "good") {
      const isOfNextBatch = line.seq - line.part + 1 === first;
      const isInPlace = line.part === due || (isBehindHole && line.part > due);
      const isFollowed = line.part === line.parts && end + 1 < bytes.length;
      if (!isOfNextBatch || !isInPlace || isFollowed) return false;
      due = line.part + 1;
    } else if (!holdsLostPage(bytes, start, at, end)) return false;
    isBehindHole = line.kind === "bad";
    at = end + 1;
  }
  return true;
};

const holdsLostPage = (bytes: Buffer, start: number, from: number, to: number): boolean => {
  for (let at = bytes.indexOf(0, from); at !== -1 && at < to; ) {
    let end = at;
    while (bytes[end] === 0) end += 1;
    const beginsAtBorder = at === start || at % sector === 0;
    const endsAtBorder = end === bytes.length || end % sector === 0;
    if (beginsAtBorder && endsAtBorder) return true;
    at = bytes.indexOf(0, end);
  }
  return false;
};
