// What a file says of its own datum is held against what was said: a contradiction is refused with a sentence, never weighed. [PAT-2]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { refusalText } from "../../domain/refusals.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { type Imported, importTrack } from "../../server/ingest/import-track.ts";
import { asCsv, asGeoJson, asGpx, asKml, asTcx, type Tape, zipOf } from "../kit/track-files.ts";

const geodesy = createGeodesy();
const tape: Tape = [
  Array.from({ length: 4 }, (_, i) => ({ at: Date.UTC(2026, 10, 22, 1, i), lon: 119.9 + i * 1e-3, lat: 47.2 })),
];
const upload = (bytes: string | Uint8Array, datum: string): Imported =>
  importTrack({ bytes: Buffer.from(bytes), name: "x", datum, profile: "foot", unit: unitId("farm") }, geodesy);
const codeOf = (read: Imported): string => (read.ok ? "imported" : read.refusal.code);

const crs = (name: string): string =>
  asGeoJson(tape).replace("{", `{"crs":{"type":"name","properties":{"name":"${name}"}},`);
const table = (head: string, ...cells: readonly string[]): string =>
  [`time,lat,lon,${head}`, ...cells.map((cell, i) => `2026-11-22T01:0${i}:00Z,47.2,119.9${i},${cell}`)].join("\n");
const spots = (...datums: readonly string[]): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: datums.map((datum, i) => ({
      type: "Feature",
      properties: { time: `2026-11-22T01:0${i}:00Z`, datum },
      geometry: { type: "Point", coordinates: [119.9 + i * 1e-3, 47.2] },
    })),
  });
const kml = asKml(tape).replace(
  "<gx:MultiTrack>",
  '<ExtendedData><Data name="datum"><displayName>x</displayName><value>GCJ-02</value></Data></ExtendedData><gx:MultiTrack>',
);

/** Files that say GCJ-02 of themselves, each in the way of its format. */
const shifted: readonly (readonly [string, string | Uint8Array])[] = [
  ["GeoJSON, its crs member", crs("urn:x-autonavi:GCJ-02").replace("urn:x-autonavi:GCJ-02", "GCJ-02")],
  ["GeoJSON, its points", spots("gcj02", "GCJ-02")],
  ["CSV, a column", table("datum", "GCJ-02", "gcj02")],
  ["CSV, the Chinese column", table("坐标系", "火星坐标系", "GCJ02")],
  ["CSV, in the head", asCsv(tape).replace("lat,lon", "纬度(GCJ-02),经度（GCJ02）")],
  ["GPX, an attribute", asGpx(tape).replace("<gpx ", '<gpx datum="gcj02" ')],
  ["GPX, an extension", asGpx(tape).replace("</trk>", "<extensions><coordType>GCJ-02</coordType></extensions></trk>")],
  ["KML, ExtendedData", kml],
  ["KMZ, the KML in it", zipOf([{ name: "doc.kml", bytes: Buffer.from(kml) }])],
  ["TCX, an extension", asTcx(tape).replace("</Lap>", "<Extensions><x:Datum>GCJ02</x:Datum></Extensions></Lap>")],
];

describe("[PAT-2] a file that names its datum", () => {
  test.each(shifted)("[PAT-2] %s: GCJ-02 is refused as another, and taken as itself", (_, bytes) => {
    for (const said of ["wgs84", "cgcs2000"])
      expect([said, codeOf(upload(bytes, said))]).toEqual([said, "datum_contradicted"]);
    expect(codeOf(upload(bytes, "gcj02"))).toBe("imported");
  });

  test.each([
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "wgs84", "imported"],
    ["urn:ogc:def:crs:EPSG::4326", "cgcs2000", "imported"],
    ["http://www.opengis.net/def/crs/EPSG/0/4490", "wgs84", "imported"],
    ["EPSG:4490", "gcj02", "datum_contradicted"],
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "gcj02", "datum_contradicted"],
    ["EPSG:3857", "wgs84", "datum_unknown"],
    ["urn:ogc:def:crs:EPSG::4214", "wgs84", "datum_unknown"],
    ["BD-09", "gcj02", "datum_unknown"],
    ["whatever", "wgs84", "datum_unknown"],
  ])("[PAT-2] a crs member %s, said to be %s: %s", (name, said, code) => {
    expect(codeOf(upload(crs(name), said))).toBe(code);
  });

  test("[PAT-2] points that say two datums are refused whichever is said", () => {
    for (const said of ["wgs84", "cgcs2000", "gcj02"])
      for (const bytes of [
        table("datum", "WGS-84", "GCJ-02"),
        spots("wgs84", "", "gcj02"),
        table("datum", "wgs84", "BD09"),
      ])
        expect(codeOf(upload(bytes, said))).toBe("datum_mixed");
    expect(codeOf(upload(spots("wgs84", "CGCS2000", ""), "wgs84"))).toBe("imported");
  });

  test("[PAT-2] a German date, a flag and an empty cell are no datum", () => {
    for (const cell of ["22.11.2026", "valid", "", "2026-11-22", "1"])
      expect(codeOf(upload(table("Datum", cell, cell), "wgs84"))).toBe("imported");
    expect(codeOf(upload(asGeoJson(tape).replace("{", '{"crs":null,'), "wgs84"))).toBe("imported");
  });

  test("[PAT-2] the sentence says what happened, that nothing was kept, and what to do", () => {
    const read = upload(crs("GCJ-02"), "wgs84");
    if (read.ok) throw new Error("it was taken");
    expect(refusalText(read.refusal, "en")).toBe(
      "The datum does not agree: WGS-84 was chosen, but the file itself says GCJ-02. Nothing was imported; check the file, choose its datum and import it again.",
    );
    expect(refusalText(read.refusal, "zh-CN")).toBe(
      "坐标系对不上：选的是 WGS-84，文件自己写的是 GCJ-02。没有导入；请核对文件，改选坐标系后再导入。",
    );
  });
});
