// A file from upload to board: recorded once, with its patrol or without, and the ground it was laid on.

import { describe, expect, test } from "vitest";
import { trackId, unitId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { beltOf } from "../../server/ingest/geodesy.ts";
import { gridOf } from "../../server/ingest/grid.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import {
  fixAt,
  fromGate,
  geodesy,
  morning,
  report,
  underWay,
  walk,
  zoneAround,
} from "../domain/patrols/patrols-kit.ts";

type Fix = ReturnType<typeof fixAt>;
const walkOf = (count: number, from = 0): readonly Fix[] =>
  Array.from({ length: count }, (_, i) => fixAt(morning + (from + i) * minute, fromGate((from + i) * 70, 0)));
const fileOf = (...segments: readonly (readonly Fix[])[]): Uint8Array => {
  const points = (fixes: readonly Fix[]): string =>
    fixes
      .map((fix) => `<trkpt lat="${fix.lat}" lon="${fix.lon}"><time>${new Date(fix.at).toISOString()}</time></trkpt>`)
      .join("");
  const inside = segments.map((fixes) => `<trkseg>${points(fixes)}</trkseg>`).join("");
  return new TextEncoder().encode(`<gpx xmlns="http://www.topografix.com/GPX/1/0"><trk>${inside}</trk></gpx>`);
};
const commandOf = (bytes: Uint8Array, patrol?: typeof walk) => {
  const read = importTrack(
    {
      bytes,
      name: "C:\\tracks\\北线.gpx",
      datum: "wgs84",
      profile: "foot",
      unit: unitId("farm"),
      ...(patrol === undefined ? {} : { patrol }),
    },
    geodesy,
  );
  if (!read.ok) throw new Error(read.refusal.code);
  return read.command;
};

describe("[PAT-2] recording a file", () => {
  test("[PAT-2] a track without a patrol covers its cells, and the same file again is refused", () => {
    const yard = underWay();
    const command = commandOf(fileOf(walkOf(20)));
    expect(yard.act(command, morning + hour)).toBe("TrackRecorded");
    expect(yard.act({ ...command }, morning + 2 * hour)).toBe("track_known");
    expect(yard.tracks()).toMatchObject([
      { id: trackId(command.file.digest), fixes: 20, segments: 19, late: false, km: 1.329, file: { name: "北线.gpx" } },
    ]);
    expect(yard.patrol().km).toBe(0);
    const metres = [...yard.metresByCell().values()].reduce((sum, one) => sum + one, 0);
    expect(metres).toBeCloseTo(command.file.metres, 1);
  });

  test("[PAT-2] a late file of a patrol fills in what the live reports missed, and counts nothing twice", () => {
    const all = walkOf(20);
    const yard = underWay();
    yard.act(report(all.filter((_, i) => i % 4 === 0)), morning + hour);
    expect(yard.act(commandOf(fileOf(all), walk), morning + 30 * hour)).toBe("TrackRecorded");
    const straight = underWay();
    straight.act(commandOf(fileOf(all), walk), morning + hour);
    expect(yard.trail()).toHaveLength(20);
    expect(yard.patrol().km).toBeCloseTo(straight.patrol().km, 3);
    expect(yard.patrol().excluded).toEqual({ duplicate: 5 });
    expect(yard.patrol().lateDays).toEqual(["2026-11-22"]);
    expect(yard.tracks()).toMatchObject([{ late: true, patrol: walk }]);
  });

  test("[PAT-2] a walk cut into files anywhere, uploaded in any order, is the walk uploaded whole", () => {
    const all = walkOf(20);
    const figures = (...files: readonly (readonly Fix[])[]) => {
      const yard = underWay();
      for (const [i, fixes] of files.entries()) yard.act(commandOf(fileOf(fixes), walk), morning + hour + i * minute);
      const { km, excluded } = yard.patrol();
      return { km, excluded, cells: [...yard.metresByCell()].map(([cell, m]) => [cell, Math.round(m)]).sort() };
    };
    const whole = figures(all);
    for (const [a, b] of [
      [1, 2],
      [7, 13],
      [18, 19],
    ]) {
      const [first, second, third] = [all.slice(0, a), all.slice(a, b), all.slice(b)];
      expect(figures(first, second, third)).toEqual(whole);
      expect(figures(third, first, second)).toEqual(whole);
      expect(figures(second, third, first)).toEqual(whole);
    }
    const odd = all.filter((_, i) => i % 2 === 1);
    expect(
      figures(
        odd,
        all.filter((fix) => !odd.includes(fix)),
      ),
    ).toEqual(whole);
  });

  test("[PAT-3] segments of a file are not joined: the recorder was off between them", () => {
    const yard = underWay();
    yard.act(commandOf(fileOf(walkOf(5), walkOf(5, 5)), walk), morning + hour);
    expect(yard.tracks()).toMatchObject([{ fixes: 10, segments: 8 }]);
    expect(yard.patrol().km).toBeCloseTo(0.56, 2);
    expect(yard.patrol().line).toHaveLength(2);
  });

  test("[PAT-1] a file brings its visits", () => {
    const yard = underWay();
    yard.act(commandOf(fileOf(walkOf(10)), walk), morning + hour);
    expect(yard.patrol().visits).toMatchObject([{ checkpoint: "gate", by: "gps", suspicious: "accuracy-unknown" }]);
  });
});

describe("[COV-1] the ground", () => {
  test("[COV-1] Arxan lies in EPSG:4549, and a belt is there and back to a millimetre", () => {
    expect([beltOf(119.9), beltOf(118.6), beltOf(118.4), beltOf(75), beltOf(135)]).toEqual([
      "EPSG:4549",
      "EPSG:4549",
      "EPSG:4548",
      "EPSG:4534",
      "EPSG:4554",
    ]);
    expect([beltOf(14.5), beltOf(37.6), beltOf(-122)]).toEqual([undefined, undefined, undefined]);
    const plane = geodesy.toPlane("EPSG:4549", [120, 47]);
    expect(plane?.[0]).toBeCloseTo(500_000, 3);
    // Length of the meridian from the equator to 47° N on GRS80: 5207247.0 m.
    expect(plane?.[1]).toBeCloseTo(5_207_247.009, 2);
    const back = geodesy.toLonLat("EPSG:4549", geodesy.toPlane("EPSG:4549", [121.4, 47.2]) ?? [0, 0]);
    expect(geodesy.metres(back ?? [0, 0], [121.4, 47.2])).toBeLessThan(0.001);
    expect(geodesy.toPlane("EPSG:4549", [14.5, 45.8])).toBeUndefined();
    expect(geodesy.toPlane("EPSG:3857", [119.9, 47.2])).toBeUndefined();
  });

  test("[COV-1] a zone's cells are those whose centre it holds: as many as its area has squares", () => {
    const { grid, ring } = zoneAround(500);
    expect(grid.crs).toBe("EPSG:4549");
    // 30.24 km × 27.80 km; its edges run along the grid, so a row more or less is 1.8 %
    expect(Math.abs(grid.cells.length * 0.25 - 840.7) / 840.7).toBeLessThan(0.02);
    const [west, south] = ring[0] ?? [0, 0];
    const [east, north] = ring[2] ?? [0, 0];
    expect(
      grid.cells.every(
        ([, , lon, lat]) => lon > west - 1e-4 && lon < east + 1e-4 && lat > south - 1e-4 && lat < north + 1e-4,
      ),
    ).toBe(true);
    expect(grid.half[0] * 75_800).toBeCloseTo(250, -1);
    expect(grid.half[1] * 111_180).toBeCloseTo(250, -1);
  });

  test("[COV-1] an edited ring moves no cell", () => {
    const wide = new Map(zoneAround().grid.cells.map((cell) => [`${cell[0]} ${cell[1]}`, cell]));
    const narrow = gridOf(
      geodesy,
      [
        [119.8, 47.15],
        [120, 47.15],
        [120, 47.3],
      ],
      1000,
    );
    if (!narrow.ok) throw new Error(narrow.reason);
    expect(narrow.grid.cells.length).toBeGreaterThan(50);
    for (const cell of narrow.grid.cells) expect(wide.get(`${cell[0]} ${cell[1]}`)).toEqual(cell);
  });

  test("[COV-1] what cannot be a zone is refused by name", () => {
    const reason = (ring: readonly (readonly [number, number])[]) => {
      const gridded = gridOf(geodesy, ring, 500);
      return gridded.ok ? "grid" : gridded.reason;
    };
    expect(
      reason([
        [119, 47],
        [120, 47],
      ]),
    ).toBe("ring");
    expect(
      reason([
        [120, 47],
        [120, 48],
        [120, 47.5],
      ]),
    ).toBe("ring");
    expect(
      reason([
        [14, 45],
        [15, 45],
        [15, 46],
      ]),
    ).toBe("belt");
    expect(
      reason([
        [100, 40],
        [120, 40],
        [120, 50],
      ]),
    ).toBe("belt");
    expect(
      reason([
        [118, 45],
        [122, 45],
        [122, 49],
        [118, 49],
      ]),
    ).toBe("size");
  });
});
