// The start of the file ledger: are all files there and as they were written, and where does the next event go?

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Adapter } from "lowdb";
import { type Seq, seq } from "../../domain/ids.ts";
import { type AppendingFile, createAppendingFile, readPart } from "./appending-file.ts";
import type { Disk } from "./disk.ts";
import { type DamageReason, LedgerDamaged, type OnReport, StorageFailed } from "./failures.ts";
import { lastLine, scan } from "./lines.ts";
import { firstOf, isSegmentName, type Segment, segmentPath } from "./segment.ts";
import { isUnfinishedWrite } from "./unfinished-write.ts";

export type OpenOptions = {
  readonly folder: string;
  readonly disk: Disk;
  readonly snapshotSeq: Seq;
  readonly onReport: OnReport;
};

export type OpenLedger = { readonly closed: readonly Segment[]; readonly open: OpenSegment; readonly last: Seq };
export type OpenSegment = Segment & { readonly file: AppendingFile };

/** A new, empty file, whose name would survive a power cut. */
export const startSegment = async (disk: Disk, folder: string, first: number): Promise<OpenSegment> => {
  const path = segmentPath(folder, first);
  const file = await createAppendingFile(disk, path, { kind: "new" });
  try {
    await disk.syncFolder(folder);
    return { first, path, file };
  } catch (error) {
    // An empty file stays, with which the next start goes on.
    await file.close();
    throw new StorageFailed("sync", folder, "none", error);
  }
};

export const openSegments = async (options: OpenOptions): Promise<OpenLedger> => {
  const { folder, disk, snapshotSeq } = options;
  const names = (await readdir(folder)).filter(isSegmentName).sort();
  const newest = names.pop();
  if (newest === undefined) {
    if (snapshotSeq > 0) throw damaged("missing_segment", segmentPath(folder, 1));
    return { closed: [], open: await startSegment(disk, folder, 1), last: seq(0) };
  }
  const closed: Segment[] = [];
  let last = seq(0);
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    if (firstOf(name) !== last + 1) throw damaged("missing_segment", segmentPath(folder, last + 1));
    const isBehindSnapshot = firstOf(names[index + 1] ?? newest) - 1 <= snapshotSeq;
    last = isBehindSnapshot ? await lastByItsLine(path) : await lastByAllLines(path, firstOf(name));
    closed.push({ first: firstOf(name), path, file: fullFile(path) });
  }
  if (firstOf(newest) !== last + 1) throw damaged("missing_segment", segmentPath(folder, last + 1));
  return { closed, ...(await openNewest(newest, options)) };
};

const openNewest = async (
  name: string,
  { folder, disk, snapshotSeq, onReport }: OpenOptions,
): Promise<{ readonly open: OpenSegment; readonly last: Seq }> => {
  const path = join(folder, name);
  const first = firstOf(name);
  const bytes = await readFile(path);
  const { last, end, lines, fault } = scan(bytes, first);
  if (fault !== undefined && !isUnfinishedWrite(bytes, end)) {
    throw damaged(fault, path, lines + 1, end);
  }
  if (last < snapshotSeq) throw damaged("missing_end", path, lines + 1, end);
  const file = await createAppendingFile(disk, path, { kind: fault === undefined ? "kept" : "cut", size: end });
  if (fault !== undefined) {
    const report = { file: path, line: lines + 1, offset: end, bytes: bytes.length - end, head: last };
    onReport({ kind: "tail_cut", ...report });
  }
  return { open: { first, path, file }, last };
};

const lastByAllLines = async (path: string, first: number): Promise<Seq> => {
  const { last, end, lines, fault } = scan(await readFile(path), first);
  if (fault !== undefined) throw damaged(fault, path, lines + 1, end);
  return last;
};

const lastByItsLine = async (path: string): Promise<Seq> => {
  const { size } = await stat(path);
  for (let length = 64 * 1024; ; length *= 8) {
    const from = Math.max(0, size - length);
    const line = lastLine(await readPart(path, from, size - from), from === 0);
    if (line?.kind === "good") return seq(line.first + line.count - 1);
    if (from === 0 || line !== undefined) throw damaged(line?.reason ?? "torn", path, 1, size);
  }
};

const fullFile = (path: string): Adapter<Buffer> => ({
  read: () => readFile(path),
  write: () => Promise.reject(new Error(`${path} is full and is never written again`)),
});

const damaged = (reason: DamageReason, file: string, line = 1, offset = 0) =>
  new LedgerDamaged(reason, { file, line, offset });
