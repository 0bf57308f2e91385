// The one file wanted out of a ZIP (a KMZ), unpacked within a bound: what an archive says of itself is not believed.

import { crc32, inflateRawSync } from "node:zlib";
import { inBoth, type Refusal } from "../../domain/refusals.ts";
import { type Limits, tooManyBytes, unreadable } from "./limits.ts";

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

/** PKWARE APPNOTE 4.3: the directory stands at the end. Undefined where there is none, or it points outside of the file. */
const entriesOf = (zip: Buffer): readonly Entry[] | undefined => {
  const lowest = Math.max(0, zip.length - 22 - 0xffff);
  let end = zip.length - 22;
  while (end >= lowest && zip.readUInt32LE(end) !== endMark) end -= 1;
  if (end < lowest) return undefined;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count > maxEntries) return undefined;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== entryMark) return undefined;
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      isEncrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      unpacked: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

/** The document of a KMZ: `doc.kml`, or else the first KML in it. */
export const unpackKml = (packed: Uint8Array, limits: Limits): Unpacked => {
  const zip = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const entries = zip.length < 22 ? undefined : entriesOf(zip);
  if (entries === undefined) return damaged();
  const documents = entries.filter((one) => /\.kml$/i.test(one.name));
  const entry = documents.find((one) => one.name.toLowerCase() === "doc.kml") ?? documents[0];
  if (entry === undefined) return no("压缩包里没有 KML", "the archive holds no KML");
  if (entry.isEncrypted) return no("压缩包有密码", "the archive is encrypted");
  const bound = Math.min(limits.bytes, largest);
  if (entry.unpacked > bound) return { ok: false, refusal: tooManyBytes({ ...limits, bytes: bound }) };
  if (entry.at + 30 > zip.length || zip.readUInt32LE(entry.at) !== fileMark) return damaged();
  const begin = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28);
  if (begin + entry.packed > zip.length) return damaged();
  const body = zip.subarray(begin, begin + entry.packed);
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
