// What leaves the house as a file: the same walk in three formats, back in again with the same figures; WGS-84, for whom it concerns, and no formula in it. [PAT-2, COV-1]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figuresOf } from "../../domain/coverage/coverage-figures.ts";
import { patrolId, unitId, workerId } from "../../domain/ids.ts";
import { layTogether } from "../../domain/patrols/recordings.ts";
import { caps, type RawFix, sift } from "../../domain/patrols/track.ts";
import { siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridOf } from "../../server/ingest/grid.ts";
import { gridsOf } from "../../server/ingest/grids.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import { walkFormats, walkText } from "../../server/reports/walk-text.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { asGpx, type Tape } from "../kit/track-files.ts";
import { tries } from "../kit/tries.ts";
import { openTracksDoor } from "./tracks-kit.ts";

const geodesy = createGeodesy();
const figures = (raw: readonly (readonly RawFix[])[]) => {
  const segments = raw.map((one) => sift(one, shiftStart, 0).fixes);
  const laid = layTogether([segments], caps.foot, geodesy.metres);
  const measure = {
    geodesy,
    clock: siteClock("UTC"),
    cap: caps.foot,
    grids: gridsOf(segments.flat()),
    cell: 1000,
    lmin: 0,
  };
  const { fixes, segments: kept, km, hours, cells } = figuresOf(laid, {}, 0, measure);
  return { fixes, kept, km, hours, cells };
};
const finely = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;
const importOf = (text: string, name = "x") =>
  importTrack({ bytes: Buffer.from(text), name, datum: "wgs84", profile: "foot", unit: unitId("co") }, geodesy);

test("[PAT-2] any walk, out in any format and in again: the same fixes, kilometres, hours and cells", () => {
  const step = fc.record({
    wait: fc.constantFrom(0, 1000, 1500, 30_000, 60_000, 1_000_000),
    east: fc.double({ min: -2e-3, max: 2e-3, noNaN: true }),
    north: fc.double({ min: -2e-3, max: 2e-3, noNaN: true }),
    acc: fc.constantFrom(null, 5, 12.5, 80),
  });
  const start = fc.tuple(
    fc.constantFrom(0, -0.000_000_1, 119.9, -71.2, 179.9995),
    fc.constantFrom(0, 47.2, -33.4, 70.1),
  );
  const walks = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(start, walks, ([west, south], steps) => {
      let [at, lon, lat] = [shiftStart - 86_400_000, Number(west), Number(south)];
      const raw = steps.map((row) =>
        row.map(({ wait, east, north, acc }): RawFix => {
          // No receiver tells more than a tenth of a millimetre.
          [at, lon, lat] = [at + wait, finely(lon + east), finely(lat + north)];
          return [at, lon, lat, acc];
        }),
      );
      const before = figures(raw);
      const segments = raw.map((one) => sift(one, shiftStart, 0).fixes).filter((one) => one.length > 0);
      fc.pre(before.fixes > 1 && new Set(segments.flat().map((fix) => fix[0])).size > 1);
      for (const format of walkFormats) {
        const read = importOf(walkText(format, { name: "北线 <&>", profile: "foot", segments }));
        if (!read.ok) throw new Error(`${format}: ${JSON.stringify(read.refusal)}`);
        expect(read.command.file.format).toBe(format);
        expect([format, figures(read.command.raw)]).toEqual([format, before]);
      }
    }),
    { numRuns: tries(150) },
  );
});

const tapeOf = (minute: number): Tape => [
  Array.from({ length: 12 }, (_, i) => ({
    at: shiftStart - 7_200_000 + (minute + i) * 60_000,
    lon: 119.9 + i * 8e-4,
    lat: 47.2,
  })),
];
const open = async () => {
  const ring = [
    [119.89, 47.19],
    [119.93, 47.19],
    [119.93, 47.21],
    [119.89, 47.21],
  ] as const;
  const gridded = gridOf(geodesy, ring, 1000);
  if (!gridded.ok) throw new Error(gridded.reason);
  const zone = { id: "z", unit: "forest", zoneClass: "deep", intervalDays: 30, ring, grid: gridded.grid };
  const patrol = { id: "pt", unit: "forest", route: "r", leader: workerId("w0"), members: [], profile: "foot" };
  const door = await openTracksDoor(
    siteFixture({
      zones: [{ ...zone, name: "=1+1", nameEn: "@SUM(A1)" }],
      routes: [{ id: "r", unit: "forest", name: "线", nameEn: "Line", checkpoints: [] }],
      patrols: [{ ...patrol, plannedAt: shiftStart - 7_200_000, windowEnd: shiftStart + 7_200_000 }],
    }),
  );
  for (const [n, more] of ["", "&patrol=pt"].entries()) {
    const headers = { cookie: door.cookie };
    const asked = { method: "POST", body: asGpx(tapeOf(n * 20)), headers };
    const answer = await door.app.request(`/tracks?datum=wgs84&profile=foot&unit=forest&name=a.gpx${more}`, asked);
    expect(answer.status).toBe(201);
  }
  const get = async (path: string, cookie = door.cookie) => {
    const response = await door.app.request(path, { headers: { cookie, "accept-language": "en" } });
    return {
      status: response.status,
      headers: response.headers,
      text: Buffer.from(await response.arrayBuffer()).toString(),
    };
  };
  return { ...door, get };
};

describe("[PAT-2] exports by the door", () => {
  test("[PAT-2] a track and a patrol in three formats, with the kilometres that the board shows", async () => {
    const { get, tracks, projection } = await open();
    const alone = tracks().find((one) => one.patrol === undefined);
    const patrol = projection.board.get("patrol", patrolId("pt"));
    if (alone === undefined || patrol === undefined) throw new Error("nothing was recorded");
    for (const [path, km] of [
      [`/tracks/${alone.id}`, alone.km],
      ["/patrols/pt", patrol.km],
    ] as const)
      for (const format of walkFormats) {
        const { status, headers, text } = await get(`${path}.${format}`);
        expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
        expect(headers.get("content-disposition")).toMatch(new RegExp(`^attachment; filename="[\\w.-]+\\.${format}"$`));
        expect(text).toContain("WGS-84");
        const read = importOf(text);
        if (!read.ok) throw new Error(JSON.stringify(read.refusal));
        expect(figures(read.command.raw)).toMatchObject({ fixes: 12, kept: 11 });
        expect(Math.abs(figures(read.command.raw).km - km)).toBeLessThan(0.001);
      }
  });

  test("[PAT-2] an export that is brought in under another datum is refused", async () => {
    const { get, tracks } = await open();
    for (const format of walkFormats) {
      const { text } = await get(`/tracks/${tracks()[0]?.id}.${format}`);
      const asked = {
        bytes: Buffer.from(text),
        name: "x",
        datum: "gcj02",
        profile: "foot",
        unit: unitId("co"),
      } as const;
      expect(importTrack(asked, geodesy)).toMatchObject({ ok: false, refusal: { code: "datum_contradicted" } });
    }
  });

  test("[PAT-2] who may not, of another unit, or unknown: nothing leaves", async () => {
    const { get, as, tracks } = await open();
    const path = `/tracks/${tracks()[0]?.id}.gpx`;
    const auditor = await as("auditor", unitId("co"));
    const union = await as("union-officer", unitId("co"));
    const elsewhere = await as("duty-officer", unitId("mine"));
    for (const one of [path, "/patrols/pt.csv"]) {
      for (const cookie of [auditor, union, elsewhere]) expect((await get(one, cookie)).status).toBe(403);
      expect((await get(one, "")).status).toBe(401);
      expect((await get(one, await as("foreman", unitId(one === path ? "co" : "forest")))).status).toBe(200);
    }
    for (const one of [
      "/tracks/nothing.gpx",
      "/tracks/x",
      "/patrols/pt.exe",
      "/patrols/pt",
      "/coverage.csv?zone=nothing",
    ])
      expect([one, (await get(one)).status]).toEqual([one, 404]);
    // A zone of another unit is no part of his coverage.
    expect((await get("/coverage.csv", elsewhere)).text.trim().split("\r\n")).toHaveLength(1);
    expect((await get("/coverage.csv", auditor)).status).toBe(200);
  });

  test("[COV-1] the cells of a zone, and of a day, as a table without a formula", async () => {
    const { get, projection } = await open();
    const rows = async (path: string) =>
      (await get(path)).text
        .replace("\ufeff", "")
        .trim()
        .split("\r\n")
        .map((one) => one.split(","));
    const [head, ...all] = await rows("/coverage.csv?zone=z");
    const zone = projection.board.get("zone", "z");
    expect(all).toHaveLength(zone?.grid.cells.length ?? 0);
    const visited = all.filter((row) => row[head?.indexOf("last_visit") ?? -1] !== "");
    const [dayHead, ...walked] = await rows("/coverage.csv?day=2026-11-23");
    const metres = walked.reduce((sum, row) => sum + Number(row[dayHead?.indexOf("walked_m") ?? -1]), 0);
    expect(walked.length).toBe(visited.length);
    expect(walked.length).toBeGreaterThan(0);
    // Two walks of 667 m over the same line.
    expect(metres).toBeCloseTo(2 * 667, -1);
    for (const row of [...all, ...walked]) for (const cell of row) expect(cell).not.toMatch(/^[=+@\t]/);
    expect(all[0]?.[1]).toBe("'@SUM(A1)");
    expect(await rows("/coverage.csv?day=2026-11-01")).toHaveLength(1);
    expect((await get("/coverage.csv?day=yesterday")).status).toBe(400);
  });
});
