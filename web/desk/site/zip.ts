// A ZIP archive of small text files, stored without compression: a site folder leaves the desk as one file. (PKWARE APPNOTE 6.3.3, 4.3.7–4.3.16)

const table: readonly number[] = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 as ZIP wants it (ISO 3309, reflected polynomial 0xEDB88320). */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** Names are UTF-8 (flag bit 11); every entry bears the earliest date that the format knows, 1980-01-01. */
const utf8Names = 0x0800;
const earliest = 0x0021;

type Entry = { readonly name: Uint8Array; readonly data: Uint8Array; readonly crc: number; readonly at: number };

export const zipped = (files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> => {
  const encoder = new TextEncoder();
  const entries: Entry[] = [];
  let at = 0;
  for (const [fileName, text] of files) {
    const name = encoder.encode(fileName);
    const data = encoder.encode(text);
    entries.push({ name, data, crc: crc32(data), at });
    at += 30 + name.length + data.length;
  }
  const directory = entries.reduce((sum, entry) => sum + 46 + entry.name.length, 0);
  const archive = new Uint8Array(at + directory + 22);
  const view = new DataView(archive.buffer);
  for (const entry of entries) {
    view.setUint32(entry.at, 0x04034b50, true);
    common(view, entry.at + 4, entry);
    archive.set(entry.name, entry.at + 30);
    archive.set(entry.data, entry.at + 30 + entry.name.length);
  }
  let place = at;
  for (const entry of entries) {
    view.setUint32(place, 0x02014b50, true);
    view.setUint16(place + 4, 20, true);
    common(view, place + 6, entry);
    view.setUint32(place + 42, entry.at, true);
    archive.set(entry.name, place + 46);
    place += 46 + entry.name.length;
  }
  view.setUint32(place, 0x06054b50, true);
  view.setUint16(place + 8, entries.length, true);
  view.setUint16(place + 10, entries.length, true);
  view.setUint32(place + 12, directory, true);
  view.setUint32(place + 16, at, true);
  return archive;
};

/** The fields that the local header and the directory share, from "version needed" on. */
const common = (view: DataView, at: number, { name, data, crc }: Entry): void => {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, utf8Names, true);
  view.setUint16(at + 8, earliest, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, data.length, true);
  view.setUint16(at + 22, name.length, true);
};
