// Tracks as EarthRanger answers them and as Ecoscope writes them, composed here after their shapes: their times, their order, their envelope. [PAT-2]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { sift } from "../../domain/patrols/track.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { importTrack } from "../../server/ingest/import-track.ts";

const start = Date.UTC(2026, 10, 22, 1);
const place = (i: number): readonly [number, number] => [119.9 + i * 8e-4, 47.2];
const time = (i: number): string => new Date(start + i * 60_000).toISOString().replace(".000Z", "+00:00");
const newestFirst = [4, 3, 2, 1, 0];

/** `GET /subject/<id>/tracks/`: a line with its times, the newest first. */
const tracks = (more: object = {}) => ({
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: {
        title: "Ranger 7",
        subject_type: "person",
        subject_subtype: "ranger",
        id: "269524d5-a434-4377-9c27-6b8b4f2e0b0d",
        stroke: "#FFFF00",
        coordinateProperties: { times: newestFirst.map(time) },
        ...more,
      },
      geometry: { type: "LineString", coordinates: newestFirst.map(place) },
    },
  ],
});
/** Relocations of patrols as a GeoDataFrame is written: a point for each fix, patrols side by side. */
const relocations = {
  type: "FeatureCollection",
  crs: { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } },
  features: [0, 1, 2, 3, 4].flatMap((i) =>
    ["p-1", "p-2"].map((patrol) => ({
      type: "Feature",
      properties: { groupby_col: patrol, patrol_id: patrol, fixtime: time(i), junk_status: false },
      geometry: { type: "Point", coordinates: [place(i)[0], place(i)[1] + (patrol === "p-1" ? 0 : 0.1)] },
    })),
  ),
};
const geodesy = createGeodesy();
const read = (value: unknown, datum = "wgs84") => {
  const bytes = Buffer.from(JSON.stringify(value));
  const imported = importTrack({ bytes, name: "x", datum, profile: "foot", unit: unitId("co") }, geodesy);
  if (!imported.ok) return imported.refusal.code;
  const { file, raw } = imported.command;
  const rows = raw.map((one) => sift(one, start + 86_400_000, 0).fixes.map((fix) => (fix[0] - start) / 60_000));
  return { format: file.format, tracks: file.tracks, rows };
};

describe("[PAT-2] EarthRanger and Ecoscope", () => {
  test("[PAT-2] a subject's tracks, with the envelope of the answer and without, oldest first at last", () => {
    const told = { format: "geojson", tracks: 1, rows: [[0, 1, 2, 3, 4]] };
    expect(read(tracks())).toEqual(told);
    expect(read({ data: tracks(), status: { code: 200, message: "OK" } })).toEqual(told);
    expect(read({ status: { code: 200, message: "OK" }, data: tracks() })).toEqual(told);
  });

  test("[PAT-2] relocations of two patrols are two rows, however they are mixed", () => {
    const row = [0, 1, 2, 3, 4];
    expect(read(relocations)).toEqual({ format: "geojson", tracks: 2, rows: [row, row] });
  });

  test("[PAT-2] what is WGS-84 by its crs is not taken as GCJ-02; an envelope without tracks is no track", () => {
    expect(read(relocations, "gcj02")).toBe("datum_contradicted");
    expect(read({ data: { results: [], count: 0 } })).toBe("track_unreadable");
  });
});
