// The coverage command on files that anyone has: only JSON on stdout, a sentence for every no, and the figures that the records' own lists state.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Coverage, coverageOf, runCoverage } from "../../server/coverage-command.ts";
import { parseWords } from "../../server/coverage-words.ts";
import { tempRoot } from "../kit/temp-folder.ts";
import { asGpx, formatNames, formats, type Spot, type Tape } from "../kit/track-files.ts";
import { tries } from "../kit/tries.ts";
import { cutApart } from "../kit/walks.ts";

const now = Date.UTC(2026, 10, 23);
const data = resolve(import.meta.dirname, "../../../shared/data");
const found = existsSync(data);
if (!found) console.log(`skipped: coverage of real tracks, because ${data} is not here`);

const folder = mkdtempSync(join(tempRoot(), "shouwang-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (...words: readonly string[]) => {
  const out: string[] = [];
  const said: string[] = [];
  const code = runCoverage(
    words,
    now,
    (text) => out.push(text),
    (text) => said.push(text),
  );
  return { code, out: out.join(""), said: said.join("\n") };
};
const coverage = (words: string, ...files: readonly string[]): Coverage => {
  const parsed = parseWords([...words.split(" "), ...files]);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return coverageOf(parsed.asked, now);
};
const foot = "--datum wgs84 --profile foot --cell 100 --lmin 0";
const any = "--datum wgs84 --profile vehicle --speed 100000 --gap 1e9 --lmin 0";

const start = Date.UTC(2026, 10, 22, 1);
const walk = (from: number, count: number): readonly Spot[] =>
  Array.from({ length: count }, (_, i) => ({
    at: start + (from + i) * 60_000,
    lon: 119.9 + (from + i) * 1e-3,
    lat: 47.2,
  }));

describe("[COV-1] the command's words", () => {
  const path = file("walk.gpx", asGpx([walk(0, 20)]));
  test.each([
    ["", "datum"],
    ["--profile foot", "datum was not stated"],
    ["--datum wgs84", "--profile must be one of foot, ride, vehicle"],
    ["--datum wgs84 --profile swim", "--profile must be one of"],
    ["--datum bd09 --profile foot", "bd09"],
    ["--datum wgs84 --profile foot --cell 0", "--cell must be between"],
    ["--datum wgs84 --profile foot --cell NaN", "not NaN"],
    ["--datum wgs84 --profile foot --cell 1e400", "--cell must be between"],
    ["--datum wgs84 --profile foot --lmin -1", "--lmin must be between"],
    ["--datum wgs84 --profile foot --speed 0", "--speed must be between"],
    ["--datum wgs84 --profile foot --gap soon", "--gap must be between"],
    ["--datum wgs84 --profile foot --crs EPSG:3857", "no UTM zone"],
    ["--datum wgs84 --profile foot --crs EPSG:32661", "no UTM zone"],
    ["--datum wgs84 --profile foot --crs EPSG:4490", "no UTM zone"],
    ["--datum wgs84 --profile foot --crs", "--crs"],
    ["--datum wgs84 --datum wgs84 --profile foot", "given twice"],
    ["--datum wgs84 --profile foot --swath 9", "no option --swath"],
  ])("[COV-1] %s: a sentence, nothing on stdout, an exit that tells", (words, sentence) => {
    const told = run(...words.split(" ").filter((word) => word !== ""), path);
    expect(told).toMatchObject({ code: 2, out: "" });
    expect(told.said).toContain(sentence);
    expect(told.said).toMatch(/\p{Script=Han}/u);
  });

  test("[COV-1] without a file there is nothing to count", () => {
    expect(run("--datum", "wgs84", "--profile", "foot")).toMatchObject({ code: 2, out: "" });
  });

  test("[COV-1] the profile's caps, 1 km cells and 100 m are taken where nothing else is said", () => {
    const { speedKmh, gapSeconds, cellMetres, lminMetres, crs } = coverage("--datum wgs84 --profile ride", path);
    expect({ speedKmh, gapSeconds, cellMetres, lminMetres, crs }).toEqual({
      speedKmh: 25,
      gapSeconds: 900,
      cellMetres: 1000,
      lminMetres: 100,
      crs: ["EPSG:4549"],
    });
  });

  test("[PAT-2] files that cannot be read are named with their reason; the others are counted", () => {
    const broken = file("broken.kml", "<kml>");
    const told = run(...foot.split(" "), path, broken, join(folder, "none.gpx"), folder);
    expect(told.code).toBe(0);
    expect(told.said).toContain(`${broken}: `);
    const { files, total } = JSON.parse(told.out);
    expect(files).toMatchObject([
      { file: path, fixes: 20, segments: 19 },
      { refused: { code: "track_unreadable", en: expect.stringContaining("cut off") } },
      { refused: { en: expect.stringContaining("ENOENT") } },
      { refused: { en: expect.stringContaining("EISDIR") } },
    ]);
    expect(total).toMatchObject({ fixes: 20, segments: 19 });
    expect(run(...foot.split(" "), broken).code).toBe(1);
  });
});

describe("[PAT-2] files and their total", () => {
  test.each(formatNames)("[PAT-2] %s: the same figures as in any other format", (format) => {
    const tape: Tape = [walk(0, 20), walk(22, 10)];
    const path = file(`walk.${format}`, formats[format](tape));
    const { files, total } = coverage(foot, path);
    expect(files).toEqual([{ file: path, format, ...total }]);
    // 28 steps of 0.001° of longitude at 47.2° N, 75.77 m each on the ellipsoid.
    expect(total).toMatchObject({ fixes: 30, duplicates: 0, excluded: {}, segments: 28 });
    expect(total.km).toBeCloseTo(2.1216, 3);
    expect(total.hours).toBeCloseTo(28 / 60, 6);
    expect(total.effortAreaKm2).toBeCloseTo(total.km * 0.5, 3);
  });

  test("[PAT-2] the same track twice, under two names and in two formats, is one track and its duplicates", () => {
    const tape: Tape = [walk(0, 20)];
    const once = coverage(foot, file("once.gpx", asGpx(tape)));
    const twice = coverage(foot, file("once.gpx", asGpx(tape)), file("again.csv", formats.csv(tape)));
    expect(twice.total).toEqual({ ...once.total, duplicates: 20 });
  });

  test("[PAT-2] split into files at any places, given in any order: the figures of the whole", () => {
    fc.assert(
      fc.property(cutApart, ({ whole, parts }) => {
        const spots = (fixes: typeof whole): readonly Spot[] => fixes.map(([at, lon, lat]) => ({ at, lon, lat }));
        const full = parts.filter((part) => part.length > 0);
        // A file whose times are all the same is refused, and a walk may stand still: not what is asked here.
        fc.pre(full.every((part) => part.length === 1 || part[0]?.[0] !== part.at(-1)?.[0]));
        fc.pre(whole.length === 1 || whole[0]?.[0] !== whole.at(-1)?.[0]);
        const paths = full.map((part, i) => {
          const format = formatNames[i % formatNames.length] ?? "gpx";
          return file(`part${i}.${format}`, formats[format]([spots(part)]));
        });
        expect(coverage(foot, ...paths).total).toEqual(coverage(foot, file("whole.gpx", asGpx([spots(whole)]))).total);
      }),
      { numRuns: tries(40) },
    );
  });

  test("[COV-1] a cell is counted from the least length on, of all files together", () => {
    const paths = [walk(0, 5), walk(4, 5)].map((part, i) => file(`half${i}.gpx`, asGpx([part])));
    const cells = (lmin: number): number =>
      coverage(`--datum wgs84 --profile foot --cell 1000 --lmin ${lmin}`, ...paths).total.cells;
    expect(cells(0)).toBeGreaterThan(0);
    expect(cells(600)).toBeLessThanOrEqual(cells(0));
    expect(cells(700)).toBe(0);
  });

  test("[COV-1] a belt is the data's own, one for all of it, and another only for what that cannot hold", () => {
    const moved = (lon: number, lat: number) =>
      file(`at${lon}.gpx`, asGpx([walk(0, 9).map((spot) => ({ ...spot, lon: spot.lon - 119.9 + lon, lat }))]));
    expect(coverage(foot, moved(118.4, 47)).crs).toEqual(["EPSG:4548"]);
    expect(coverage(foot, moved(14, 45)).crs).toEqual(["EPSG:32633"]);
    expect(coverage(foot, moved(36.5, -2)).crs).toEqual(["EPSG:32737"]);
    const both = coverage(foot, moved(118.4, 47), moved(118.6, 47), moved(118.7, 47), moved(36.5, -2));
    expect(both.crs).toEqual(["EPSG:4549", "EPSG:32637"]);
    expect(both.total.cells).toBe(both.files.reduce((sum, one) => sum + ("cells" in one ? one.cells : 0), 0));
  });
});

describe.skipIf(!found)("[COV-1] real records", () => {
  test.each([
    // file, lines kept when nothing is capped, kilometres inside of its segments (the list's own figure)
    ["gpx/cerknicko-jezero.gpx", 289, 4.577],
    ["gpx/around-visnjan-with-car.gpx", 103, 2.736],
    ["gpx/blue_hills.gpx", 1229, 51.929],
    ["gpx/garmin_connect.tcx", 315, 1.792],
    ["gpx/sample.tcx", 14, 0.174],
    ["gpx/gpxstudio-with_tracks_and_segments.gpx", 75, 2.126],
    ["gpx/gpxstudio-with_time.gpx", 79, 2.229],
    ["tracks/gpsmap_data.gpx", 641, 140.137],
  ])("[PAT-3] %s without caps is as long as its list says", (path, segments, km) => {
    const { total } = coverage(any, join(data, path));
    expect(total.segments + (total.excluded.speed ?? 0)).toBe(segments);
    expect(Math.abs(total.km - km)).toBeLessThan(0.001);
  });

  test.each([
    "gpx/Mojstrovka.gpx",
    "gpx/unicode_with_bom.gpx",
    "gpx/gpxstudio-with_routes.gpx",
    "trajectory-oracle.csv",
    "osmand/osmand-requests.json",
    "owntracks/demo-iphone.rec",
    "sensors/machine_temperature_system_failure.csv",
  ])("[PAT-2] %s is no track and is refused", (path) => {
    expect(run(...any.split(" "), join(data, path))).toMatchObject({ code: 1 });
  });

  test("[PAT-3] the oracle's 800 segments: its kilometres and hours, in one file or one for each subject", () => {
    const rows = readFileSync(join(data, "trajectory-oracle.csv"), "utf8").trim().split("\n").slice(1);
    const segments = rows.map((row) => {
      const [, subject = "", from = "", until = "", ...numbers] = row.split(",");
      const [lonA = 0, latA = 0, lonB = 0, latB = 0] = numbers.map(Number);
      const [a, b] = [Date.parse(from), Date.parse(until)];
      return {
        subject,
        spots: [
          { at: a, lon: lonA, lat: latA },
          { at: b, lon: lonB, lat: latB },
        ],
      };
    });
    const tapeOf = (...subjects: readonly string[]): Tape =>
      segments.filter((one) => subjects.includes(one.subject)).map((one) => one.spots);
    const one = coverage(foot, file("oracle.gpx", asGpx(tapeOf("S1", "S2"))));
    const two = coverage(foot, file("s1.gpx", asGpx(tapeOf("S1"))), file("s2.gpx", asGpx(tapeOf("S2"))));
    for (const { total } of [one, two]) {
      // Most segments begin with the fix that the one before ends with.
      expect(total).toMatchObject({ fixes: 945, duplicates: 655, excluded: {}, segments: 800 });
      expect(Math.abs(total.km - 239.296423)).toBeLessThan(0.00002);
      expect(total.hours).toBeCloseTo(800 / 6, 5);
    }
    expect(two.total.cells).toBe(one.total.cells);
  });

  test("[COV-1] from the shell: only JSON on stdout, by the word that the README tells", () => {
    const path = join(data, "gpx/korita-zbevnica.gpx");
    const words = ["run", "--silent", "coverage", "--", ...foot.split(" "), "--crs", "EPSG:32633", path];
    const told = spawnSync("npm", words, { encoding: "utf8", cwd: resolve(import.meta.dirname, "../..") });
    expect(told.status).toBe(0);
    expect(JSON.parse(told.stdout)).toMatchObject({
      crs: ["EPSG:32633"],
      total: { fixes: 513, excluded: { "no-time": 358, gap: 2 } },
    });
    const wrong = spawnSync("npm", ["run", "--silent", "coverage", "--", "--datum", "wgs84"], {
      encoding: "utf8",
      cwd: resolve(import.meta.dirname, "../.."),
    });
    expect(wrong.status).toBe(2);
    expect(wrong.stdout).toBe("");
    expect(wrong.stderr).toContain("--profile");
  });
});
