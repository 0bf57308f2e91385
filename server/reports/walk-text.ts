// What was walked, as a file that goes into other programs and back into this one: the same fixes, the same breaks, WGS-84 and said so. [PAT-2]

import { caps, type Fix, type Profile } from "../../domain/patrols/track.ts";
import { csvText } from "./csv-text.ts";

export const walkFormats = ["gpx", "geojson", "csv"] as const;
export type WalkFormat = (typeof walkFormats)[number];

/** Fixes that count, one list for each stretch that the recorder wrote without a break. */
export type ExportedWalk = {
  readonly name: string;
  readonly profile: Profile;
  readonly segments: readonly (readonly Fix[])[];
};

export const walkMedia: Readonly<Record<WalkFormat, string>> = {
  gpx: "application/gpx+xml; charset=utf-8",
  geojson: "application/geo+json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** The row of a trail parted where the recorder was off. */
export const segmentsOf = (fixes: readonly Fix[]): readonly (readonly Fix[])[] => {
  const segments: Fix[][] = [];
  for (const fix of fixes) {
    const open = segments.at(-1);
    if (open === undefined || fix[4] === 1) segments.push([fix]);
    else open.push(fix);
  }
  return segments;
};

export const walkText = (format: WalkFormat, walk: ExportedWalk): string => {
  switch (format) {
    case "gpx":
      return gpx(walk);
    case "geojson":
      return geojson(walk);
    case "csv":
      return csv(walk);
  }
};

const iso = (at: number): string => new Date(at).toISOString();
/** All its digits and no exponent: XML Schema's decimals have none. */
const degrees = (n: number): string => (Math.abs(n) < 1e-6 ? n.toFixed(20) : String(n));
const escaped = (text: string): string =>
  [...text]
    .filter((c) => c >= " " || c === "\t")
    .join("")
    .replaceAll(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** GPX 1.1. Accuracy has no place of its own in it. */
const gpx = ({ name, profile, segments }: ExportedWalk): string => {
  const points = (fixes: readonly Fix[]): string =>
    fixes
      .map(([at, lon, lat]) => `<trkpt lat="${degrees(lat)}" lon="${degrees(lon)}"><time>${iso(at)}</time></trkpt>\n`)
      .join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Shouwang" xmlns="http://www.topografix.com/GPX/1/1" xmlns:sw="urn:shouwang:track:1">\n',
    `<metadata><name>${escaped(name)}</name><extensions><sw:datum>WGS-84</sw:datum></extensions></metadata>\n`,
    `<trk><name>${escaped(name)}</name><type>${profile}</type>\n`,
    ...segments.map((fixes) => `<trkseg>\n${points(fixes)}</trkseg>\n`),
    "</trk>\n</gpx>\n",
  ].join("");
};

/** RFC 7946, whose datum is WGS-84; a line needs two positions, so a lone fix stands twice. */
const geojson = ({ name, profile, segments }: ExportedWalk): string => {
  const lines = segments.map((fixes) => (fixes.length === 1 ? [...fixes, ...fixes] : fixes));
  const geometry = {
    type: "MultiLineString",
    coordinates: lines.map((fixes) => fixes.map(([, lon, lat]) => [lon, lat])),
  };
  const properties = {
    name,
    datum: "WGS-84",
    profile,
    speedCapKmh: caps[profile].kmh,
    coordinateProperties: { times: lines.map((fixes) => fixes.map(([at]) => iso(at))) },
  };
  return JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", properties, geometry }] });
};

const csv = ({ segments }: ExportedWalk): string => {
  function* lines() {
    yield ["segment", "time", "lat", "lon", "accuracy", "datum"];
    for (const [n, fixes] of segments.entries())
      for (const [at, lon, lat, acc] of fixes) yield [n + 1, iso(at), lat, lon, acc ?? undefined, "WGS-84"];
  }
  return csvText(lines());
};
