// One walk written in every format that the import reads, and archives as a phone or an attacker would pack them.

import { crc32, deflateRawSync } from "node:zlib";

/** `at` is null where the file shall tell no time. */
export type Spot = { readonly at: number | null; readonly lon: number; readonly lat: number };
/** One list for each segment. */
export type Tape = readonly (readonly Spot[])[];

const iso = (at: number): string => new Date(at).toISOString();
const timed = (at: number | null, tag: string): string => (at === null ? "" : `<${tag}>${iso(at)}</${tag}>`);
const joined = (tape: Tape, one: (spot: Spot) => string, around: (inside: string) => string): string =>
  tape.map((segment) => around(segment.map(one).join(""))).join("");

export const asGpx = (tape: Tape, version: "1.0" | "1.1" = "1.1"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="${version}" creator="test" xmlns="http://www.topografix.com/GPX/${version.replace(".", "/")}"><trk><name>北线</name>${joined(
    tape,
    ({ at, lon, lat }) => `<trkpt lat="${lat}" lon="${lon}"><ele>900</ele>${timed(at, "time")}</trkpt>\n`,
    (inside) => `<trkseg>${inside}</trkseg>`,
  )}</trk></gpx>`;

export const asKml = (tape: Tape): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><gx:MultiTrack>${joined(
    tape,
    ({ at, lon, lat }) => `<when>${at === null ? "" : iso(at)}</when><gx:coord>${lon} ${lat} 900</gx:coord>\n`,
    (inside) => `<gx:Track>${inside}</gx:Track>`,
  )}</gx:MultiTrack></Placemark></Document></kml>`;

export const asTcx = (tape: Tape): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Other"><Lap>${joined(
    tape,
    ({ at, lon, lat }) =>
      `<Trackpoint>${timed(at, "Time")}<Position><LatitudeDegrees>${lat}</LatitudeDegrees><LongitudeDegrees>${lon}</LongitudeDegrees></Position></Trackpoint>\n`,
    (inside) => `<Track>${inside}</Track>`,
  )}</Lap></Activity></Activities></TrainingCenterDatabase>`;

export const asGeoJson = (tape: Tape): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: {
          name: "北线",
          coordinateProperties: { times: tape.map((one) => one.map(({ at }) => (at === null ? null : iso(at)))) },
        },
        geometry: {
          type: "MultiLineString",
          coordinates: tape.map((one) => one.map(({ lon, lat }) => [lon, lat, 900])),
        },
      },
    ],
  });

export const asCsv = (tape: Tape): string =>
  `segment,time,lat,lon\n${tape
    .flatMap((one, i) => one.map(({ at, lon, lat }) => `${i + 1},${at === null ? "" : iso(at)},${lat},${lon}`))
    .join("\n")}\n`;

export type Packed = { readonly name: string; readonly bytes: Uint8Array; readonly says?: number };

/** A ZIP of deflated files; `says` is an unpacked size other than the true one. */
export const zipOf = (files: readonly Packed[]): Uint8Array => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, says = bytes.length } of files) {
    const body = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(says, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    parts.push(head, title, body);
    directory.push(entry, title);
    at += head.length + title.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
};
export const asKmz = (tape: Tape): Uint8Array =>
  zipOf([
    { name: "files/photo.txt", bytes: Buffer.from("no KML") },
    { name: "doc.kml", bytes: Buffer.from(asKml(tape)) },
  ]);

/** Every format, by the name under which the import knows it. */
export const formats = {
  gpx: (tape: Tape) => Buffer.from(asGpx(tape)),
  kml: (tape: Tape) => Buffer.from(asKml(tape)),
  kmz: asKmz,
  tcx: (tape: Tape) => Buffer.from(asTcx(tape)),
  geojson: (tape: Tape) => Buffer.from(asGeoJson(tape)),
  csv: (tape: Tape) => Buffer.from(asCsv(tape)),
} as const;
export const formatNames = ["gpx", "kml", "kmz", "tcx", "geojson", "csv"] as const;
