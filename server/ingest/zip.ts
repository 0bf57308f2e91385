// The one file wanted out of a ZIP (a KMZ), unpacked within a bound: what an archive says of itself is not believed.

import { crc32, inflateRawSync } from "node:zlib";
import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { type Limits, tooManyBytes, unreadable } from "./limits.ts";
import type { Source } from "./source.ts";

export type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly refusal: Refusal };

/** Unpacked in one piece, so it is held whole; a larger document is no patrol. */
const largest = 64 * 1024 * 1024;
const maxEntries = 10_000;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;

const damaged = (): Unpacked => ({ ok: false, refusal: unreadable(inBoth("压缩包已损坏", "the archive is damaged")) });
const no = (zh: string, en: string): Unpacked => ({ ok: false, refusal: unreadable(inBoth(zh, en)) });

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
};

/** The longest comment at the end, and the longest directory: 10,000 names of some 400 bytes. */
const longestComment = 0xffff;
const longestDirectory = 4_000_000;

/** PKWARE APPNOTE 4.3: the directory stands at the end. Undefined where there is none, or it points outside of the file. */
const entriesOf = (zip: Source): readonly Entry[] | undefined => {
  const tail = bufferOf(zip.part(Math.max(0, zip.size - 22 - longestComment), zip.size));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end -= 1;
  if (end < 0) return undefined;
  const count = tail.readUInt16LE(end + 10);
  const from = tail.readUInt32LE(end + 16);
  if (count > maxEntries) return undefined;
  const directory = bufferOf(zip.part(from, Math.min(zip.size, from + longestDirectory)));
  const entries: Entry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entryMark) return undefined;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
};

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The document of a KMZ: `doc.kml`, or else the first KML in it. Pictures beside it are not read. */
export const unpackKml = (zip: Source, limits: Limits): Unpacked => {
  const entries = entriesOf(zip);
  if (entries === undefined) return damaged();
  const documents = entries.filter((one) => /\.kml$/i.test(one.name));
  const entry = documents.find((one) => one.name.toLowerCase() === "doc.kml") ?? documents[0];
  if (entry === undefined) return no("压缩包里没有 KML", "the archive holds no KML");
  if (entry.isEncrypted) return no("压缩包有密码", "the archive is encrypted");
  const bound = Math.min(limits.bytes, largest);
  if (entry.unpacked > bound || entry.packed > bound)
    return { ok: false, refusal: tooManyBytes({ ...limits, bytes: bound }) };
  const head = bufferOf(zip.part(entry.at, entry.at + 30));
  if (head.length < 30 || head.readUInt32LE(0) !== fileMark) return damaged();
  const begin = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const body = zip.part(begin, begin + entry.packed);
  if (body.length < entry.packed) return damaged();
  if (entry.method !== 0 && entry.method !== 8) return no("压缩方法不认识", "its compression is not known");
  try {
    // One byte more than it says: an archive that says less than it holds is found out before it is unpacked.
    const bytes = entry.method === 0 ? body : inflateRawSync(body, { maxOutputLength: entry.unpacked + 1 });
    return bytes.length === entry.unpacked && crc32(bytes) === entry.crc ? { ok: true, bytes } : damaged();
  } catch (error) {
    // What zlib says of bytes that are no deflate, or of more of them than the bound.
    if (error instanceof Error && "code" in error && /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code)))
      return damaged();
    throw error;
  }
};
