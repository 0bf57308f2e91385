// Records that nobody here wrote, through the import that a user has: exactly what each file holds, or a sentence.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import type { RecordTrack } from "../../domain/patrols/patrol-acts.ts";
import type { Profile } from "../../domain/patrols/track.ts";
import { refusalText } from "../../domain/refusals.ts";
import { siteClock } from "../../domain/time.ts";
import { createEnrich } from "../../server/ingest/enrich.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { type Imported, importTrack } from "../../server/ingest/import-track.ts";
import { trackLimits } from "../../server/ingest/limits.ts";
import { createXmlScan } from "../../server/ingest/xml.ts";

const folder = resolve(import.meta.dirname, "../../../shared/data");
const found = existsSync(folder);
if (!found) console.log(`skipped: real tracks, because ${folder} is not here`);

const geodesy = createGeodesy();
const now = Date.UTC(2026, 10, 22);

const importOf = (path: string, profile: Profile = "foot"): Imported =>
  importTrack(
    { bytes: readFileSync(resolve(folder, path)), name: path, datum: "wgs84", profile, unit: unitId("farm") },
    geodesy,
  );
const walked = (command: RecordTrack) => {
  const look = {
    clock: siteClock("Asia/Shanghai"),
    all: () => [],
    patrol: () => undefined,
    route: () => undefined,
    trail: () => undefined,
  };
  const enriched = createEnrich(geodesy)<RecordTrack>(command, look, now);
  if (!enriched.ok || enriched.command.type !== "RecordTrack" || enriched.command.own === undefined)
    throw new Error("not enriched");
  return enriched.command.own;
};

describe.skipIf(!found)("[PAT-2] real files", () => {
  test.each([
    // file, tracks, segments with points, points, unplaced, timed, metres in segments, waypoints
    ["gpx/korita-zbevnica.gpx", 4, 3, 871, 0, 513, 14_914, 2],
    ["gpx/cerknicko-jezero.gpx", 8, 7, 296, 0, 296, 4577, 7],
    ["gpx/around-visnjan-with-car.gpx", 1, 1, 104, 0, 104, 2736, 0],
    ["gpx/blue_hills.gpx", 3, 14, 1243, 0, 1243, 51_929, 46],
    ["gpx/gxmultitrack.kml", 1, 2, 26, 0, 26, 85_255, 2],
    ["gpx/garmin_connect.tcx", 1, 1, 316, 1, 316, 1792, 0],
    ["gpx/sample.tcx", 1, 3, 17, 2, 17, 174, 0],
    ["gpx/gpxstudio-with_tracks_and_segments.gpx", 2, 4, 79, 0, 79, 2126, 0],
    ["gpx/gpxstudio-with_time.gpx", 1, 1, 80, 0, 80, 2229, 0],
    ["tracks/gpsmap_data.gpx", 1, 1, 642, 0, 642, 140_137, 14],
  ])(
    "[PAT-2] %s holds what its list says, to a metre",
    (path, tracks, segments, points, unplaced, timed, metres, waypoints) => {
      const read = importOf(path);
      if (!read.ok) throw new Error(refusalText(read.refusal, "en"));
      expect(read.command.file).toMatchObject({ tracks, segments, points, unplaced, timed, waypoints });
      expect(Math.abs(read.command.file.metres - metres)).toBeLessThanOrEqual(1);
      expect(read.command.raw.reduce((sum, one) => sum + one.length, 0)).toBe(points);
      const own = walked(read.command);
      const { duplicate = 0, "no-time": untimed = 0 } = own.excluded;
      expect(own.fixes + duplicate + untimed).toBe(points);
      expect(own.metres).toBeLessThanOrEqual(read.command.file.metres + 0.1);
      expect(own.line.reduce((sum, line) => sum + line.length, 0)).toBeLessThanOrEqual(200);
    },
  );

  test.each([
    ["gpx/Mojstrovka.gpx", "track_untimed", "1980"],
    ["gpx/unicode_with_bom.gpx", "track_empty", "1 waypoints"],
    ["gpx/gpxstudio-with_routes.gpx", "track_empty", "77 route points"],
  ])("[PAT-2] %s is refused with a sentence", (path, code, words) => {
    const read = importOf(path);
    if (read.ok) throw new Error("imported");
    expect(read.refusal.code).toBe(code);
    expect(refusalText(read.refusal, "en")).toContain(words);
    expect(refusalText(read.refusal, "zh-CN")).toContain("没有导入");
  });

  test("[PAT-2] our reading finds the elements that a DOM finds", () => {
    for (const name of readdirSync(resolve(folder, "gpx"))) {
      const bytes = readFileSync(resolve(folder, "gpx", name));
      const document = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/xml");
      const ours = new Map<string, number>();
      const theirs = new Map<string, number>();
      const open: { said: string; leaf: boolean }[] = [];
      const scan = createXmlScan(
        {
          open: () => {
            const parent = open.at(-1);
            if (parent !== undefined) parent.leaf = false;
            open.push({ said: "", leaf: true });
          },
          text: (piece) => {
            const here = open.at(-1);
            if (here !== undefined) here.said += piece;
          },
          close: (name) => {
            const { said, leaf } = open.pop() ?? { said: "", leaf: false };
            const key = `${name} ${leaf ? said.replaceAll("\r\n", "\n").trim() : ""}`;
            ours.set(key, (ours.get(key) ?? 0) + 1);
          },
        },
        trackLimits,
      );
      const text = new TextDecoder().decode(bytes);
      // In pieces of an odd length, so that everything is cut in two somewhere.
      for (let at = 0; at < text.length; at += 61) expect(scan.write(text.slice(at, at + 61))).toBeUndefined();
      expect(scan.end()).toBeUndefined();
      for (const one of document.getElementsByTagName("*")) {
        const leaf = ![...one.childNodes].some((node) => node.nodeType === 1);
        const said = leaf ? (one.textContent ?? "").trim() : "";
        theirs.set(`${one.localName} ${said}`, (theirs.get(`${one.localName} ${said}`) ?? 0) + 1);
      }
      expect(ours.size).toBeGreaterThan(3);
      expect([...ours].sort()).toEqual([...theirs].sort());
    }
  });

  test("[PAT-3] jumps and gaps in real tracks are named, and what they spanned is not walked", () => {
    const own = (path: string, profile?: Profile) => {
      const read = importOf(path, profile);
      if (!read.ok) throw new Error(read.refusal.code);
      return walked(read.command);
    };
    expect(own("gpx/cerknicko-jezero.gpx").excluded.speed).toBeGreaterThan(0);
    expect(own("gpx/korita-zbevnica.gpx").excluded).toMatchObject({ "no-time": 358, gap: 2 });
    expect(own("tracks/gpsmap_data.gpx", "vehicle").excluded.gap).toBe(1);
    expect(own("tracks/gpsmap_data.gpx", "vehicle").metres).toBeLessThan(60_000);
    expect(own("gpx/gpxstudio-with_time.gpx", "vehicle")).toMatchObject({ segments: 79, metres: 2228.97, ms: 400_567 });
  });

  test("[PAT-3] GeographicLib through our port is the oracle's distance to a millimetre", () => {
    const rows = readFileSync(resolve(folder, "trajectory-oracle.csv"), "utf8").trim().split("\n").slice(1);
    expect(rows).toHaveLength(800);
    let worst = 0;
    for (const row of rows) {
      const cells = row.split(",").map(Number);
      const [lonA = 0, latA = 0, lonB = 0, latB = 0] = cells.slice(4, 8);
      worst = Math.max(worst, Math.abs(geodesy.metres([lonA, latA], [lonB, latB]) - (cells[9] ?? Number.NaN)));
    }
    expect(worst).toBeLessThan(0.001);
  });
});
