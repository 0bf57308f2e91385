// The same walk in every format is the same fixes; what a format cannot say is refused with a sentence, and names of files decide nothing.

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { refusalText } from "../../domain/refusals.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { type Imported, importTrack } from "../../server/ingest/import-track.ts";
import { trackLimits } from "../../server/ingest/limits.ts";
import { asCsv, asGeoJson, asGpx, asKml, asKmz, formatNames, formats, type Tape, zipOf } from "../kit/track-files.ts";

const geodesy = createGeodesy();
const start = Date.UTC(2026, 10, 22, 1);
const tape: Tape = [0, 1].map((segment) =>
  Array.from({ length: 7 }, (_, i) => ({
    at: start + (segment * 20 + i) * 60_000,
    lon: 119.9 + (segment * 20 + i) * 1e-3,
    lat: 47.2 + i * 1e-4,
  })),
);
const upload = (file: Uint8Array | string, limits = trackLimits): Imported =>
  importTrack(
    {
      bytes: typeof file === "string" ? Buffer.from(file) : file,
      name: "whatever.bin",
      datum: "wgs84",
      profile: "foot",
      unit: unitId("farm"),
    },
    geodesy,
    limits,
  );
const fixesOf = (file: Uint8Array | string) => {
  const read = upload(file);
  if (!read.ok) throw new Error(refusalText(read.refusal, "en"));
  return read.command.raw;
};
const wanted = tape.map((segment) => segment.map(({ at, lon, lat }) => [at, lon, lat, null]));
/** Code and English sentence of the refusal. */
const refused = (file: Uint8Array | string): readonly [string, string] => {
  const read = upload(file);
  if (read.ok) throw new Error("it was imported");
  expect(refusalText(read.refusal, "zh-CN")).toMatch(/没有(导入|记录)/);
  return [read.refusal.code, refusalText(read.refusal, "en")];
};

describe("[PAT-2] one walk in six formats", () => {
  test.each(formatNames)("[PAT-2] %s: the same fixes in the same segments", (format) => {
    const bytes = formats[format](tape);
    const read = upload(bytes);
    if (!read.ok) throw new Error(refusalText(read.refusal, "en"));
    expect(read.command.file).toMatchObject({ format, segments: 2, points: 14, timed: 14, unplaced: 0 });
    expect(read.command.raw).toEqual(wanted);
  });

  test.each(["gpx", "kml", "tcx", "geojson", "csv"] as const)(
    "[PAT-2] %s in UTF-8 with a mark and in UTF-16 of both orders is the same file",
    (format) => {
      const text = Buffer.from(formats[format](tape)).toString().replace("UTF-8", "UTF-16");
      const little = Buffer.from(`\ufeff${text}`, "utf16le");
      for (const bytes of [Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16(), little.subarray(2)])
        expect(fixesOf(bytes)).toEqual(wanted);
    },
  );

  test("[PAT-2] GPX 1.0 is GPX, and Latin-1 is read where the file says so", () => {
    expect(fixesOf(asGpx(tape, "1.0"))).toEqual(wanted);
    const said = asGpx(tape).replace("UTF-8", "ISO-8859-1").replace("北线", "forêt");
    expect(fixesOf(Buffer.from(said, "latin1"))).toEqual(wanted);
  });
});

describe("[PAT-2] KML and KMZ", () => {
  test("[PAT-2] a drawn line has no times: it is counted as a route and refused", () => {
    const drawn = `<kml><Placemark><LineString><coordinates>119.9,47.2 119.91,47.2,3\n119.92,47.2</coordinates></LineString></Placemark><Placemark><Point><coordinates>119.9,47.2</coordinates></Point></Placemark></kml>`;
    expect(refused(drawn)).toEqual(["track_empty", expect.stringContaining("1 waypoints, 3 route points")]);
  });

  test("[PAT-2] a lone gx:Track, and a `when` too few", () => {
    const kml = `<kml><gx:Track><when>2026-11-22T01:00:00Z</when><when>2026-11-22T01:01:00Z</when><gx:coord>119.9 47.2</gx:coord><gx:coord>119.901 47.2</gx:coord><gx:coord>119.902 47.2</gx:coord></gx:Track></kml>`;
    expect(fixesOf(kml)).toEqual([
      [
        [start, 119.9, 47.2, null],
        [start + 60_000, 119.901, 47.2, null],
        [null, 119.902, 47.2, null],
      ],
    ]);
  });

  test("[PAT-2] an archive is unpacked no further than it says and than is allowed", () => {
    const kml = Buffer.from(asKml(tape));
    expect(refused(zipOf([{ name: "a.txt", bytes: kml }]))[1]).toContain("no KML");
    expect(refused(zipOf([{ name: "doc.kml", bytes: kml, says: 10 }]))[1]).toContain("damaged");
    expect(refused(zipOf([{ name: "doc.kml", bytes: Buffer.from("PK\u0003\u0004") }]))[1]).toContain("not XML");
    expect(refused(asKmz(tape).slice(0, -30))[1]).toContain("damaged");
    // 40 MB of blanks in 40 kB
    const bomb = Buffer.concat([kml, Buffer.alloc(40_000_000, " ")]);
    for (const says of [bomb.length, 1000, 11_000_000])
      expect(refused(zipOf([{ name: "doc.kml", bytes: bomb, says }]))[0]).toMatch(/too_large|track_unreadable/);
    const used = process.memoryUsage().arrayBuffers;
    expect(upload(zipOf([{ name: "doc.kml", bytes: bomb, says: 11_000_000 }])).ok).toBe(false);
    expect(process.memoryUsage().arrayBuffers - used).toBeLessThan(30_000_000);
  });
});

describe("[PAT-2] GeoJSON", () => {
  const line = (properties: object, geometry: object) => JSON.stringify({ type: "Feature", properties, geometry });
  const coordinates = tape[0]?.map(({ lon, lat }) => [lon, lat]) ?? [];
  const times = tape[0]?.map(({ at }) => new Date(at ?? 0).toISOString()) ?? [];

  test("[PAT-2] times by their older name, in seconds, or before the geometry", () => {
    const geometry = { type: "LineString", coordinates };
    const first = [wanted[0]];
    expect(fixesOf(line({ coordTimes: times }, geometry))).toEqual(first);
    expect(fixesOf(line({ times: tape[0]?.map(({ at }) => (at ?? 0) / 1000) }, geometry))).toEqual(first);
    expect(fixesOf(JSON.stringify({ geometry, properties: { coordTimes: times }, type: "Feature" }))).toEqual(first);
  });

  test("[PAT-2] points that tell their time are fixes, each recorder's apart, with their accuracy", () => {
    const features = tape.flatMap((segment, i) =>
      segment.map(({ at, lon, lat }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [lon, lat] },
        properties: { time: at, accuracy: 5, device: `d${i}` },
      })),
    );
    const raw = fixesOf(JSON.stringify({ type: "FeatureCollection", features }));
    expect(raw).toEqual(wanted.map((segment) => segment.map(([at, lon, lat]) => [at, lon, lat, 5])));
  });

  test("[PAT-2] lines without times, areas and points without one are a plan; other JSON is refused by name", () => {
    expect(refused(line({}, { type: "LineString", coordinates }))[1]).toContain("7 route points");
    expect(refused(line({}, { type: "Polygon", coordinates: [coordinates] }))[1]).toContain("7 route points");
    expect(refused(line({}, { type: "Point", coordinates: [119.9, 47.2] }))[1]).toContain("1 waypoints");
    expect(refused('{"note": [1, 2, 3]}')[1]).toContain("no GeoJSON");
    expect(refused(asGeoJson(tape).slice(0, -1))[1]).toContain("cut off");
    for (const text of ['{"a":1,}', '{"a" 1}', "[1 2]", '{"a":01}', '{"a":"\\x"}', "[}", "{}{}", "{]"])
      expect(refused(text)[0]).toBe("track_unreadable");
    expect(refused(`${"[".repeat(100_000)}1`)[0]).toBe("too_large");
  });
});

describe("[PAT-2] tables", () => {
  test("[PAT-2] separators, names of columns, counted and written times", () => {
    const rows = tape[0] ?? [];
    const first = [wanted[0]];
    const table = (head: string, row: (spot: (typeof rows)[number]) => string, end = "\r\n") =>
      [head, ...rows.map(row)].join(end);
    expect(fixesOf(table("Latitude;Longitude;Timestamp", (s) => `${s.lat};${s.lon};${(s.at ?? 0) / 1000}`))).toEqual(
      first,
    );
    expect(fixesOf(table('"time (UTC)"\t"lat"\t"lng"', (s) => `"${s.at}"\t"${s.lat}"\t${s.lon}`))).toEqual(first);
    const written = (at: number | null) => new Date(at ?? 0).toISOString().slice(0, 19);
    const dates = table(
      "DATE,TIME,LAT,LON",
      (s) => `${written(s.at).replaceAll("-", "/").replace("T", ",")},${s.lat},${s.lon}`,
    );
    expect(fixesOf(dates)).toEqual(first);
    const local = (at: number | null) => `${written((at ?? 0) + 8 * 3_600_000).replace("T", " ")}+08:00`;
    const chinese = table("时间,经度,纬度,精度", (s) => `${local(s.at)},${s.lon},${s.lat},`);
    expect(fixesOf(chinese)).toEqual(first);
    const gbk = Buffer.concat([
      Buffer.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3, 0xb6, 0xc8]),
      Buffer.from(chinese.slice(chinese.indexOf("\r\n"))),
    ]);
    expect(fixesOf(gbk)).toEqual(first);
  });

  test("[PAT-2] rows of several recorders may be mixed; a row without a place is counted", () => {
    const [head = "", ...rows] = asCsv(tape).trim().split("\n");
    const mixed = rows.map((row, i) => rows[(i * 5) % rows.length] ?? row);
    const raw = fixesOf([head, ...mixed, "1,2026-11-22T02:00:00Z,,"].join("\n"));
    expect(raw.map((segment) => segment.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)))).toEqual(wanted);
    const read = upload([head, ...mixed, "1,2026-11-22T02:00:00Z,,"].join("\n"));
    expect(read).toMatchObject({ command: { file: { unplaced: 1, tracks: 2 } } });
  });

  test("[PAT-2] text without those columns is told so", () => {
    expect(refused("name,lat,lon\na,47,119")[1]).toContain("columns lat, lon and time");
    expect(refused("hello")[1]).toContain("columns lat, lon and time");
    expect(refused(`lat,lon,time\n${"1".repeat(20_000)}`)[0]).toBe("too_large");
  });
});

test.each(formatNames)("[PAT-2] %s: too many points are refused before they are kept", (format) => {
  const read = upload(formats[format](tape), { ...trackLimits, points: 13 });
  expect(read).toMatchObject({ ok: false, refusal: { code: "too_large" } });
});
