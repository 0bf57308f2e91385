// Track files as disks, mail and ill will leave them: each mutilation is a number's own, so that any of them can be had again.

import { asGpx, asKml, formatNames, formats, type Tape, zipOf } from "./track-files.ts";

/** mulberry32, by T. Ettinger: 0…1, the same row for the same seed. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const start = Date.UTC(2026, 10, 22, 1);
const tape: Tape = [0, 1].map((segment) =>
  Array.from({ length: 60 }, (_, i) => ({
    at: start + (segment * 80 + i) * 30_000,
    lon: 119.9 + (segment * 80 + i) * 3e-4,
    lat: 47.2 + Math.sin(i / 9) * 1e-3,
  })),
);
const wholes: readonly Uint8Array[] = formatNames.map((format) => formats[format](tape));

/** What stands where a number or a time stood. */
const odd = [
  "NaN",
  "Infinity",
  "-1e999",
  "9007199254740992",
  "-9007199254740993",
  "",
  "0x1f",
  "９９",
  "1,5",
  "91",
  "-181",
  "1901-12-13T20:45:52Z",
  "2026-02-31T25:61:61Z",
  "+275760-09-13T00:00:01Z",
  "9999-12-31T23:59:59Z",
  "1e21",
  "null",
  "[]",
  "{}",
  "\u0000",
  "\ud800",
];
const bombs = [
  '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
  '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
  "&c;&c;&c;",
  "&#x110000;",
  "<![CDATA[",
  "<!--",
  "<?x ",
];
const nests = ["<a>", "[", '{"a":', '<a b="', '"', "<trkseg>", '{"features":['];

type Kind = (bytes: Uint8Array, random: () => number) => Uint8Array;
const placeIn = (bytes: Uint8Array, random: () => number): number => Math.floor(random() * (bytes.length + 1));
const spliced = (bytes: Uint8Array, at: number, drop: number, put: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]);

const kinds: readonly Kind[] = [
  (bytes, random) => bytes.slice(0, placeIn(bytes, random)),
  (bytes, random) => {
    const copy = bytes.slice();
    const most = random() < 0.5 ? 256 : 128;
    for (let i = 0; i < random() * 20; i++) copy[placeIn(bytes, random)] = Math.floor(random() * most);
    return copy;
  },
  (bytes, random) => {
    const [a = 0, b = 0, c = 0] = [1, 2, 3].map(() => placeIn(bytes, random)).sort((p, q) => p - q);
    return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c)]);
  },
  (bytes, random) => {
    const [a = 0, b = 0] = [1, 2].map(() => placeIn(bytes, random)).sort((p, q) => p - q);
    return Buffer.concat([bytes.subarray(0, b), bytes.subarray(a)]);
  },
  (bytes, random) => {
    const share = random() ** 3 * 0.3;
    const text = Buffer.from(bytes).toString("latin1");
    const put = text.replaceAll(/\d[\d.:TZ-]{3,}/g, (number) =>
      random() < share ? (odd[Math.floor(random() * odd.length)] ?? "") : number,
    );
    return Buffer.from(put, "latin1");
  },
  (bytes, random) =>
    spliced(bytes, placeIn(bytes, random), 0, Buffer.from(bombs[Math.floor(random() * bombs.length)] ?? "")),
  (bytes, random) =>
    spliced(
      bytes,
      placeIn(bytes, random),
      0,
      Buffer.from((nests[Math.floor(random() * nests.length)] ?? "").repeat(1 + random() * 20_000)),
    ),
  (bytes, random) =>
    spliced(bytes, placeIn(bytes, random), 0, Buffer.alloc(random() * 2_000_000, Math.floor(random() * 256))),
  (_, random) => {
    const blanks = Buffer.concat([Buffer.from(asKml(tape)), Buffer.alloc(random() * 12_000_000, " ")]);
    const says = random() < 0.5 ? {} : { says: Math.floor(random() * 4_294_967_295) };
    return zipOf([{ name: "doc.kml", bytes: random() < 0.8 ? blanks : Buffer.from(asGpx(tape)), ...says }]);
  },
];

/** The `n`th mutilated file; `more` are files to be mutilated beside our own. */
export const mutilated = (n: number, more: readonly Uint8Array[] = []): Uint8Array => {
  const random = randomOf(n);
  const sources = [...wholes, ...more];
  const source = sources[Math.floor(random() * sources.length)] ?? new Uint8Array();
  const kind = kinds[Math.floor(random() * kinds.length)] ?? kinds[0];
  const once = kind === undefined ? source : kind(source, random);
  // Now and then twice: a cut file is also overwritten.
  const other = kinds[Math.floor(random() * 6)];
  return random() < 0.2 && other !== undefined ? other(once, random) : once;
};
