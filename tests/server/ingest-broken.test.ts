// Files that are cut, swapped, swollen or malicious: each is read whole or refused with a sentence, and soon.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import gcoord from "gcoord";
import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { isRefusalCode, refusalText } from "../../domain/refusals.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { type Imported, importTrack } from "../../server/ingest/import-track.ts";
import { trackLimits } from "../../server/ingest/limits.ts";
import { readTrack } from "../../server/ingest/read-track.ts";
import { sourceOf } from "../../server/ingest/source.ts";
import { tries } from "../kit/tries.ts";

const geodesy = createGeodesy();
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const upload = (bytes: Uint8Array, datum: string | undefined = "wgs84"): Imported =>
  importTrack({ bytes, name: "x.gpx", datum, profile: "foot", unit: unitId("farm") }, geodesy);
const codeOf = (read: Imported): string => (read.ok ? "imported" : read.refusal.code);

const point = (i: number): string =>
  `<trkpt lat="${47.2 + i * 1e-4}" lon="119.9"><ele>900</ele><time>2026-11-22T00:${String(i % 60).padStart(2, "0")}:00Z</time></trkpt>`;
const gpx = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${inside}</trkseg></trk></gpx>`;
const whole = gpx(Array.from({ length: 20 }, (_, i) => point(i)).join(""));

/** Imported with every point in it finite and in one piece, or refused in both languages. */
const isWhole = (read: Imported): void => {
  if (read.ok) {
    const points = read.command.raw.flat();
    expect(points.length).toBe(read.command.file.points);
    expect(points.length).toBeGreaterThan(0);
    // One expectation for all: a million of them would take the time that is measured.
    const odd = points.filter(([at, lon, lat]) => ![at ?? 0, lon, lat].every(Number.isFinite));
    expect(odd).toEqual([]);
    expect(Number.isFinite(read.command.file.metres)).toBe(true);
  } else {
    expect(isRefusalCode(read.refusal.code)).toBe(true);
    for (const lang of ["zh-CN", "en"] as const) expect(refusalText(read.refusal, lang)).not.toContain("—");
  }
};

describe("[PAT-2] what a file may not be", () => {
  const bomb = `<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  test.each([
    ["nothing at all", "", "track_unreadable"],
    ["not XML", "lat,lon\n47,119", "track_unreadable"],
    ["a zero byte", `${whole}\0`, "track_unreadable"],
    ["an entity bomb", whole.replace("<gpx", `${bomb}<gpx`), "track_unreadable"],
    ["an external entity", whole.replace("<gpx", `<!DOCTYPE x SYSTEM "file:///etc/passwd"><gpx`), "track_unreadable"],
    ["an unknown entity", gpx(point(1).replace("900", "&boom;")), "track_unreadable"],
    ["tags that do not match", whole.replace("</trkseg>", "</trksog>"), "track_unreadable"],
    ["a second root", `${whole}<gpx/>`, "track_unreadable"],
    ["another language", `<html><body>${point(1)}</body></html>`, "track_unreadable"],
    ["a thousand levels", gpx("<a>".repeat(1000) + "</a>".repeat(1000)), "too_large"],
    ["a tag as long as a book", gpx(`<trkpt lat="47" lon="${"1".repeat(20_000)}"/>`), "too_large"],
    ["points without a time", gpx(point(1).replace(/<time>.*<\/time>/, "")), "track_untimed"],
    ["one time for all", gpx(point(1) + point(61)), "track_untimed"],
    ["points without a place", gpx(`<trkpt lat="NaN" lon="Infinity"/><trkpt lat="" lon="0x10"/>`), "track_empty"],
    ["an empty track", gpx(""), "track_empty"],
  ])("[PAT-2] %s is refused", (_, text, code) => {
    const read = upload(bytesOf(text));
    isWhole(read);
    expect(codeOf(read)).toBe(code);
  });

  test("[PAT-2] the reason is said in the reader's own language and no other", () => {
    const texts = [
      "",
      "lat,lon",
      `${whole}\0`,
      `<html>${point(1)}</html>`,
      gpx(point(1) + point(61)),
      whole.slice(0, -9),
    ];
    for (const text of texts) {
      const read = upload(bytesOf(text));
      if (read.ok) throw new Error("it was taken");
      expect(refusalText(read.refusal, "en")).not.toMatch(/\p{Script=Han}/u);
      expect(refusalText(read.refusal, "zh-CN")).not.toMatch(/\b(?:not|the|all|is|are|file)\b/);
      expect(refusalText(read.refusal, "zh-CN")).not.toContain("\u001f");
    }
  });

  test("[PAT-2] a document type is named as what it is, wherever it stands", () => {
    for (const text of [whole.replace("<gpx", `${bomb}<gpx`), gpx(`${bomb}${point(1)}`)]) {
      const read = upload(bytesOf(text));
      expect(read.ok ? "" : refusalText(read.refusal, "en")).toContain("DOCTYPE");
    }
  });

  test("[PAT-2] bytes that are no UTF-8 are refused; GB 18030 is read where the file says so", () => {
    const named = whole.replace("<trk>", "<trk><name>巡护</name>");
    const [first = "", rest = ""] = named.split("巡护");
    const gbk = new Uint8Array([...bytesOf(first), 0xd1, 0xb2, 0xbb, 0xa4, ...bytesOf(rest)]);
    expect(codeOf(upload(gbk))).toBe("track_unreadable");
    const said = bytesOf(first.replace("UTF-8", "GBK"));
    expect(codeOf(upload(new Uint8Array([...said, 0xd1, 0xb2, 0xbb, 0xa4, ...bytesOf(rest)])))).toBe("imported");
  });

  test("[PAT-2] too many bytes, elements or points are refused before a DOM is built", () => {
    const limits = { ...trackLimits, bytes: 5000, elements: 50, points: 10 };
    const read = (text: string) => readTrack(sourceOf(bytesOf(text)), limits);
    expect(read(gpx(" ".repeat(6000)))).toMatchObject({ ok: false, refusal: { code: "too_large" } });
    expect(read(gpx("<a/>".repeat(100)))).toMatchObject({ ok: false, refusal: { code: "too_large" } });
    expect(read(gpx(Array.from({ length: 11 }, (_, i) => point(i)).join("")))).toMatchObject({
      ok: false,
      refusal: { code: "too_large" },
    });
  });
});

describe("[PAT-2] the datum", () => {
  test("[PAT-2] must be said, known, and possible", () => {
    const abroad = bytesOf(whole.replaceAll('lon="119.9"', 'lon="14.2"'));
    expect(codeOf(upload(bytesOf(whole), ""))).toBe("datum_missing");
    expect(codeOf(upload(bytesOf(whole), "bd09"))).toBe("datum_unknown");
    expect(codeOf(upload(abroad, "GCJ-02"))).toBe("datum_implausible");
    expect(codeOf(upload(abroad, "WGS-84"))).toBe("imported");
    expect(codeOf(upload(bytesOf(whole), "CGCS2000"))).toBe("imported");
  });

  test("[PAT-2] GCJ-02 is moved back by about 540 m at Arxan, CGCS2000 by nothing", () => {
    const first = (datum: string) => {
      const read = upload(bytesOf(whole), datum);
      const fix = read.ok ? read.command.raw[0]?.[0] : undefined;
      if (fix === undefined) throw new Error("no fix");
      return [fix[1], fix[2]] as const;
    };
    expect(first("cgcs2000")).toEqual(first("wgs84"));
    const shift = geodesy.metres(first("gcj02"), first("wgs84"));
    expect(shift).toBeGreaterThan(500);
    expect(shift).toBeLessThan(580);
  });

  test.each([
    ["Arxan", 119.943, 47.177],
    ["Hailar", 119.736, 49.212],
    ["Genhe", 121.521, 50.78],
  ])("[PAT-2] GCJ-02 at %s lands within 2 m of its WGS-84 twin", (_, lon, lat) => {
    const twin = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
    const at = ([x = 0, y = 0]: readonly number[], minute: number) =>
      `<trkpt lat="${y}" lon="${x}"><time>2026-11-22T00:0${minute}:00Z</time></trkpt>`;
    const read = upload(bytesOf(gpx(at(twin, 1) + at(twin, 2))), "gcj02");
    const fix = read.ok ? read.command.raw[0]?.[0] : undefined;
    if (fix === undefined) throw new Error("no fix");
    expect(geodesy.metres([twin[0] ?? 0, twin[1] ?? 0], [lon, lat])).toBeGreaterThan(450);
    expect(geodesy.metres([fix[1], fix[2]], [lon, lat])).toBeLessThan(2);
  });
});

describe("[PAT-2] a few hundred mutilations", () => {
  const folder = resolve(import.meta.dirname, "../../../shared/data/gpx");
  const real = existsSync(folder)
    ? readdirSync(folder)
        .map((name) => readFileSync(resolve(folder, name)))
        .filter((bytes) => bytes.length < 40_000)
    : [];
  if (real.length === 0) console.log(`skipped: mutilations of real files, because ${folder} is not here`);
  const sources: readonly Uint8Array[] = [bytesOf(whole), ...real];
  const source = fc.constantFrom(...sources);
  const check = (bytes: Uint8Array): void => {
    isWhole(upload(bytes));
  };

  test("[PAT-2] cut off anywhere", () => {
    fc.assert(
      fc.property(source, fc.double({ min: 0, max: 1, noNaN: true }), (bytes, share) =>
        check(bytes.slice(0, Math.floor(bytes.length * share))),
      ),
      { numRuns: tries(100) },
    );
  });

  test("[PAT-2] bytes overwritten, parts swapped or doubled", () => {
    const place = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        source,
        place,
        place,
        fc.uint8Array({ maxLength: 6 }),
        fc.constantFrom("write", "swap", "double"),
        (bytes, p, q, junk, how) => {
          const a = Math.floor(Math.min(p, q) * bytes.length);
          const b = Math.floor(Math.max(p, q) * bytes.length);
          const copy = bytes.slice();
          if (how === "write") copy.set(junk.subarray(0, Math.max(0, copy.length - a)), a);
          const parts =
            how === "swap"
              ? [bytes.subarray(0, a), bytes.subarray(b), bytes.subarray(a, b)]
              : how === "double"
                ? [bytes.subarray(0, b), bytes.subarray(a)]
                : [copy];
          check(Uint8Array.from(parts.flatMap((part) => [...part])));
        },
      ),
      { numRuns: tries(150) },
    );
  });

  test("[PAT-2] numbers and times that are none", () => {
    const nonsense = fc.constantFrom(
      "NaN",
      "Infinity",
      "-1e999",
      "",
      "0x1f",
      "９９",
      "1,5",
      "abc",
      "91",
      "-181",
      "2026-02-31T25:61:61Z",
      "0000-00-00T00:00:00Z",
      "+275760-09-13T00:00:01Z",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(nonsense, nonsense, nonsense), { minLength: 1, maxLength: 5 }), (odd) => {
        const points = odd.map(([lat, lon, time]) => `<trkpt lat="${lat}" lon="${lon}"><time>${time}</time></trkpt>`);
        check(bytesOf(gpx(points.join(""))));
        const read = upload(bytesOf(gpx(points.join("") + point(1) + point(2))));
        isWhole(read);
        expect(codeOf(read)).toBe("imported");
      }),
      { numRuns: tries(100) },
    );
  });
});
