// Track files as disks, mail and ill will leave them: each mutilation is a number's own, so that any of them can be had again.

import { asGpx, asKml, formatNames, formats, type Spot, type Tape, zipOf } from "./track-files.ts";

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

// ── files that are still files ───────────────────────────────────────────────────────────────────

type Spots = Spot[][];
const pick = <T>(all: readonly T[], random: () => number): T | undefined => all[Math.floor(random() * all.length)];
/** One point in some seven changed, or all of them. */
const some = (random: () => number): (() => boolean) => {
  const share = random() < 0.3 ? 1 : random() * 0.3;
  return () => random() < share;
};
const oddTimes = [
  Date.UTC(1901, 11, 13, 20, 45, 52),
  0,
  Date.UTC(1980, 0, 6),
  Date.UTC(2038, 0, 19, 3, 14, 8),
  Date.UTC(2100, 0, 1),
  8.64e15,
  -8.64e15,
  Date.UTC(2026, 10, 22, 15, 59, 59, 999),
];
const oddPlaces = [0, -0, 90, -90, 180, -180, 179.999_999_9, 1e-320, 47.2, 119.9, 1e21, 9_007_199_254_740_992, -9e15];

/** What a recorder, a tool or a tired clerk makes of a tape. */
const tapeKinds: readonly ((spots: Spots, random: () => number) => Spots)[] = [
  // Latitude and longitude swapped.
  (spots, random) => {
    const hit = some(random);
    return spots.map((row) => row.map((one) => (hit() ? { ...one, lon: one.lat, lat: one.lon } : one)));
  },
  // A clock that was set while it ran: forth, back, by the hours of a zone, by a day.
  (spots, random) => {
    const hit = some(random);
    const by = (pick([1, -1, 8 * 3600, -8 * 3600, 86_400, -86_400, 0.5, 1e6], random) ?? 0) * 1000;
    return spots.map((row) => row.map((one) => (hit() && one.at !== null ? { ...one, at: one.at + by } : one)));
  },
  // Points and segments twice.
  (spots, random) => {
    const hit = some(random);
    const doubled = spots.map((row) => row.flatMap((one) => (hit() ? [one, one] : [one])));
    return random() < 0.5 ? [...doubled, ...doubled] : doubled;
  },
  (spots, random) => {
    const hit = some(random);
    return spots.map((row) => row.map((one) => (hit() ? { ...one, at: pick(oddTimes, random) ?? null } : one)));
  },
  (spots, random) => {
    const hit = some(random);
    return spots.map((row) =>
      row.map((one) => {
        const [lon = one.lon, lat = one.lat] = [pick(oddPlaces, random), pick(oddPlaces, random)];
        return hit() ? { ...one, lon, lat: random() < 0.5 ? one.lat : lat } : one;
      }),
    );
  },
  // One time for many places, many times for one place, no time at all.
  (spots, random) => {
    const hit = some(random);
    const [at, lon] = [spots[0]?.[0]?.at ?? null, 119.9];
    const how = Math.floor(random() * 3);
    return spots.map((row) =>
      row.map((one) =>
        !hit() ? one : how === 0 ? { ...one, at } : how === 1 ? { ...one, lon, lat: 47.2 } : { ...one, at: null },
      ),
    );
  },
  // In any order, and in as many segments as there are points.
  (spots, random) => spots.map((row) => [...row].sort(() => random() - 0.5)),
  (spots) => spots.flatMap((row) => row.map((one) => [one])),
  // Over the date line, over the pole, round the world.
  (spots, random) => {
    const [east, north] = [random() * 360 - 180, random() * 180 - 90];
    return spots.map((row) => row.map((one) => ({ ...one, lon: one.lon - 119.9 + east, lat: one.lat - 47.2 + north })));
  },
];
/** In two points of the text a number that is none. */
const oneOdd = (bytes: Uint8Array, random: () => number): Uint8Array => {
  const text = Buffer.from(bytes).toString("latin1");
  const [first = 0, second = 0] = [random(), random()].map((one) => Math.floor(one * 240));
  let count = 0;
  const put = text.replaceAll(/\d[\d.:TZ-]{5,}/g, (number) => {
    count += 1;
    return count === first || count === second ? (odd[Math.floor(random() * 19)] ?? number) : number;
  });
  return Buffer.from(put, "latin1");
};

/** A tape that was changed once or twice, in a format, and sometimes a number in it that is none. */
const living = (random: () => number): Uint8Array => {
  let spots: Spots = tape.map((row) => [...row]);
  for (let i = 0; i < 1 + random() * 2; i++) spots = (pick(tapeKinds, random) ?? ((same) => same))(spots, random);
  const inDate = ({ at }: Spot): boolean => at === null || Math.abs(at) <= 8.64e15;
  const format = pick(formatNames, random) ?? "gpx";
  const bytes = formats[format](spots.map((row) => row.filter(inDate)));
  return format !== "kmz" && random() < 0.5 ? oneOdd(bytes, random) : bytes;
};

/** The `n`th mutilated file, two in three of them still files; `more` are files to be mutilated beside our own. */
export const mutilated = (n: number, more: readonly Uint8Array[] = []): Uint8Array => {
  const random = randomOf(n);
  if (random() < 0.67) return living(random);
  const sources = [...wholes, ...more];
  const source = sources[Math.floor(random() * sources.length)] ?? new Uint8Array();
  const kind = kinds[Math.floor(random() * kinds.length)] ?? kinds[0];
  const once = kind === undefined ? source : kind(source, random);
  // Now and then twice: a cut file is also overwritten.
  const other = kinds[Math.floor(random() * 6)];
  return random() < 0.2 && other !== undefined ? other(once, random) : once;
};

// ── JSON that is still JSON ──────────────────────────────────────────────────────────────────────

const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    "",
    "NaN",
    "x".repeat(3000),
    -1,
    0,
    9_007_199_254_740_992,
    1e308,
    -1e-320,
    [],
    {},
    [[]],
    [null, "", 91],
  ],
  ...["1901-12-13T20:45:52Z", "9999-12-31T23:59:59Z", "2026-02-31T25:61:61Z", "2026-11-20", "open", "done", "leg/end"],
];

/** The value with some of what is in it lost, doubled, exchanged or made strange. */
const strange = (value: unknown, random: () => number, share: number): unknown => {
  if (random() < share) return oddValues[Math.floor(random() * oddValues.length)];
  if (Array.isArray(value)) {
    const all = value.map((one) => strange(one, random, share));
    if (random() < share) return [...all, ...all];
    return random() < share ? all.slice(1).reverse() : all;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(() => random() >= share / 2);
  return Object.fromEntries(entries.map(([key, one]) => [key, strange(one, random, share)]));
};

/** The `n`th mutilation of one of these texts of JSON: in two of three cases it is JSON still. */
export const mutilatedText = (n: number, wholes: readonly string[]): Uint8Array => {
  const random = randomOf(n);
  const whole = pick(wholes, random) ?? "";
  if (random() < 0.67) return Buffer.from(JSON.stringify(strange(JSON.parse(whole), random, random() ** 3 * 0.1)));
  const kind = kinds[Math.floor(random() * (kinds.length - 1))];
  return kind === undefined ? Buffer.from(whole) : kind(Buffer.from(whole), random);
};
