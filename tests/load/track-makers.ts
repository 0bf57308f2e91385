// Track files as large as asked, written line by line: a walk at one fix a second, in every format that the import reads.

import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import type { formatNames } from "../kit/track-files.ts";
import { zipOf } from "../kit/track-files.ts";

export type Format = (typeof formatNames)[number];
type Maker = {
  readonly head: string;
  readonly line: (at: string, lon: string, lat: string) => string;
  readonly tail: string;
};

const kml: Maker = {
  head: '<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><gx:Track>\n',
  line: (at, lon, lat) => `<when>${at}</when><gx:coord>${lon} ${lat} 900</gx:coord>\n`,
  tail: "</gx:Track></Placemark></kml>\n",
};
const makers: Readonly<Record<Format, Maker>> = {
  gpx: {
    head: '<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>\n',
    line: (at, lon, lat) => `<trkpt lat="${lat}" lon="${lon}"><ele>900</ele><time>${at}</time></trkpt>\n`,
    tail: "</trkseg></trk></gpx>\n",
  },
  kml,
  kmz: kml,
  tcx: {
    head: '<?xml version="1.0"?>\n<TrainingCenterDatabase><Activities><Activity><Lap><Track>\n',
    line: (at, lon, lat) =>
      `<Trackpoint><Time>${at}</Time><Position><LatitudeDegrees>${lat}</LatitudeDegrees><LongitudeDegrees>${lon}</LongitudeDegrees></Position></Trackpoint>\n`,
    tail: "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n",
  },
  geojson: {
    head: '{"type":"FeatureCollection","features":[\n',
    line: (at, lon, lat) =>
      `{"type":"Feature","properties":{"time":"${at}"},"geometry":{"type":"Point","coordinates":[${lon},${lat}]}},\n`,
    tail: '{"type":"Feature","properties":{},"geometry":null}]}\n',
  },
  csv: { head: "time,lat,lon\n", line: (at, lon, lat) => `${at},${lat},${lon}\n`, tail: "" },
};

const start = Date.UTC(2026, 9, 1);

/** Writes until it has so many fixes or bytes, whichever comes first, from that second of the walk on; answers how many fixes. */
export const writeTrack = (
  path: string,
  format: Format,
  most: { readonly fixes: number; readonly bytes: number; readonly from?: number },
): number => {
  const { from = 0 } = most;
  const { head, line, tail } = makers[format];
  const plain = format === "kmz" ? `${path}.kml` : path;
  const file = openSync(plain, "w");
  let written = writeSync(file, head);
  let fixes = 0;
  while (fixes < most.fixes && written + tail.length < most.bytes) {
    const lines: string[] = [];
    for (let i = 0; i < 1000 && fixes < most.fixes && written + tail.length < most.bytes; i++) {
      // Round and round the wood at 1.2 m/s: a lap of 20 km.
      const turn = ((from + fixes) * 1.2) / 3183;
      const text = line(
        new Date(start + (from + fixes) * 1000).toISOString(),
        (119.9 + Math.cos(turn) * 0.042).toFixed(7),
        (47.2 + Math.sin(turn) * 0.0286).toFixed(7),
      );
      lines.push(text);
      written += text.length;
      fixes += 1;
    }
    writeSync(file, lines.join(""));
  }
  writeSync(file, tail);
  closeSync(file);
  if (format === "kmz") {
    writeFileSync(path, zipOf([{ name: "doc.kml", bytes: readFileSync(plain) }]));
    rmSync(plain);
  }
  return fixes;
};
