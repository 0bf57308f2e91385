// What is too large is refused by what can be seen at once: its size, the size in its archive, its points counted in bytes; the rest is never read. [PAT-2]

import { describe, expect, test } from "vitest";
import { refusalText } from "../../domain/refusals.ts";
import { fileLimits, type Limits, trackLimits } from "../../server/ingest/limits.ts";
import { hasMorePoints } from "../../server/ingest/precount.ts";
import { readTrack } from "../../server/ingest/read-track.ts";
import { type Source, sourceOf } from "../../server/ingest/source.ts";
import { formatNames, formats, type Tape, zipOf } from "../kit/track-files.ts";

const start = Date.UTC(2026, 10, 22, 1);
const tapeOf = (points: number, segments = 1): Tape =>
  Array.from({ length: segments }, (_, segment) =>
    Array.from({ length: points / segments }, (_, i) => ({
      at: start + (segment * points + i) * 1000,
      lon: 119.9 + i * 1e-5,
      lat: 47.2,
    })),
  );
const limits: Limits = { ...trackLimits, points: 600 };
const codeOf = (source: Source, within = limits): string => {
  const read = readTrack(source, within);
  return read.ok ? String(read.track.points.count()) : read.refusal.code;
};

/** A file that says how long it is and throws when more of it is read than `most` bytes. */
const guarded = (size: number, head: string, line: string, most: number): Source => {
  const piece = Buffer.from(line.repeat(Math.ceil(64_000 / line.length)));
  const seen = (bytes: number): void => {
    if (bytes > most) throw new Error(`${bytes} bytes were read`);
  };
  return {
    size,
    pieces: function* () {
      let bytes = head.length;
      yield Buffer.from(head);
      for (; bytes < size; bytes += piece.length) {
        seen(bytes);
        yield piece;
      }
    },
    part: (from, to) => {
      seen(to - from);
      return new Uint8Array(to - from);
    },
  };
};
const when = "2026-11-22T01:00:00Z";
const endless = {
  gpx: ["<gpx><trk><trkseg>", `<trkpt lat="47.2" lon="119.9"><time>${when}</time></trkpt>\n`],
  kml: ["<kml><gx:Track>", `<when>${when}</when><gx:coord>119.9 47.2 900</gx:coord>\n`],
  tcx: ["<TrainingCenterDatabase><Track>", `<Trackpoint><Time>${when}</Time></Trackpoint>\n`],
  geojson: [
    '{"type":"FeatureCollection","features":[',
    `{"type":"Feature","properties":{"time":"${when}"},"geometry":{"type":"Point","coordinates":[119.9,47.2]}},\n`,
  ],
  line: ['{"type":"LineString","coordinates":[', "[119.9,47.2],\n"],
  csv: ["time,lat,lon\n", `${when},47.2,119.9\n`],
} as const;

describe("[PAT-2] too many points", () => {
  test.each(formatNames)("[PAT-2] %s: as many as are allowed are read, one more is refused", (format) => {
    for (const segments of [1, 3]) {
      expect(codeOf(sourceOf(formats[format](tapeOf(600, segments))))).toBe("600");
      expect(codeOf(sourceOf(formats[format](tapeOf(603, segments))))).toBe("too_large");
    }
    expect(codeOf(sourceOf(formats[format](tapeOf(601))))).toBe("too_large");
  });

  test.each(formatNames.filter((one) => one !== "kmz"))("[PAT-2] %s: the bytes alone tell one more", (format) => {
    const kind = format === "geojson" ? "json" : format === "csv" ? "table" : "xml";
    const more = (points: number): boolean => hasMorePoints(sourceOf(formats[format](tapeOf(points))), kind, 5000);
    expect([more(5000), more(5001)]).toEqual([false, true]);
  });

  test("[PAT-2] numbers beside the places are no points, and a name that is alike is none", () => {
    const features = Array.from({ length: 600 }, (_, i) => ({
      type: "Feature",
      bbox: [119, 47, 120, 48],
      properties: {
        time: start + i * 1000,
        acceleration: [0.1, 0.2, 9.8],
        coordinates2: [1, 2],
        note: '"coordinates":[[1,2',
      },
      geometry: { coordinates: [119.9 + i * 1e-4, 47.2, 900], type: "Point" },
    }));
    expect(codeOf(sourceOf(Buffer.from(JSON.stringify({ type: "FeatureCollection", features }))))).toBe("600");
    const blank = formats.csv(tapeOf(600)).toString().replaceAll("\n", "\r\n\r\n");
    expect(codeOf(sourceOf(Buffer.from(blank)))).toBe("600");
  });

  test.each(Object.entries(endless))("[PAT-2] 189 MB of %s: no more is read than shows it", (_, [head, line]) => {
    const most = (fileLimits.points + 4000) * line.length + 200_000;
    const size = Math.max(189_000_000, most);
    const read = readTrack(guarded(size, head, line, most), { ...fileLimits, bytes: size });
    expect(read.ok ? "" : refusalText(read.refusal, "en")).toBe(
      "Too large (limit 1250000 points). Nothing was recorded; send it in parts.",
    );
  });
});

describe("[PAT-2] too many bytes", () => {
  test("[PAT-2] a size past the limit is refused unread", () => {
    const read = readTrack(guarded(200_000_000, "<gpx>", "<trk>", -1), fileLimits);
    expect(read.ok ? "" : refusalText(read.refusal, "zh-CN")).toBe("内容太大（上限 190 MB）。没有记录，请分批发送。");
  });

  test("[PAT-2] of an archive only its directory and its track are read, and what says it is too large is not unpacked", () => {
    const kml = formats.kml(tapeOf(600));
    const photo = Buffer.alloc(3_000_000, 7);
    for (let i = 0; i < photo.length; i += 3) photo[i] = (i * i) % 251;
    const zip = zipOf([
      { name: "photo.jpg", bytes: photo },
      { name: "doc.kml", bytes: kml },
    ]);
    let most = 0;
    const inside = sourceOf(zip);
    const part: Source["part"] = (from, to) => {
      most = Math.max(most, to - from);
      return inside.part(from, to);
    };
    expect(codeOf({ ...inside, part })).toBe("600");
    expect(most).toBeLessThan(100_000);
    const says = zipOf([{ name: "doc.kml", bytes: kml, says: 65 * 1024 * 1024 }]);
    expect(codeOf(sourceOf(says), fileLimits)).toBe("too_large");
  });
});
