// A recorded track as a file says it: GPX 1.0/1.1, KML gx:Track or TCX, point by point, before any rule of ours. [PAT-2]

import type { Millis } from "../../domain/ids.ts";
import type { TrackFile } from "../../domain/patrols/track.ts";
import { inBoth, type Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { type Limits, readXml, trackLimits, type XmlElement } from "./xml.ts";

/** `at` is null where the file has no time, or none that can be read. */
export type ReadPoint = { readonly at: Millis | null; readonly lonLat: LonLat };

/** What the file holds; one list of points for each of its segments that has any, in the order of the file. */
export type ReadTrack = Pick<TrackFile, "format" | "tracks" | "unplaced" | "waypoints" | "routePoints"> & {
  readonly segments: readonly (readonly ReadPoint[])[];
};
export type Read = { readonly ok: true; readonly track: ReadTrack } | { readonly ok: false; readonly refusal: Refusal };

/** Reads the file whole or refuses it with a sentence. It never throws, whatever the bytes are. */
export const readTrack = (bytes: Uint8Array, limits: Limits = trackLimits): Read => {
  const xml = readXml(bytes, limits);
  if (!xml.ok) return xml;
  const track = trackOf(xml.root);
  if (track === undefined)
    return {
      ok: false,
      refusal: {
        code: "track_unreadable",
        params: { reason: notOurs(xml.root.name.slice(0, 60)) },
      },
    };
  const points = track.segments.reduce((sum, segment) => sum + segment.length, 0);
  if (points > limits.points)
    return {
      ok: false,
      refusal: { code: "too_large", params: { limit: inBoth(`${limits.points} 个点`, `${limits.points} points`) } },
    };
  return { ok: true, track };
};

const notOurs = (root: string): string =>
  inBoth(`根元素是 ${root}，不是 GPX、KML 或 TCX`, `its root is ${root}, not GPX, KML or TCX`);

const trackOf = (root: XmlElement): ReadTrack | undefined => {
  switch (root.name) {
    case "gpx":
      return readGpx(root);
    case "kml":
      return readKml(root);
    case "TrainingCenterDatabase":
      return readTcx(root);
    default:
      return undefined;
  }
};

// ── elements ─────────────────────────────────────────────────────────────────────────────────────

const childrenOf = (parent: XmlElement, name: string): readonly XmlElement[] =>
  parent.children.filter((child) => child.name === name);

const childText = (parent: XmlElement, name: string): string | undefined =>
  parent.children.find((child) => child.name === name)?.text;

// ── values ───────────────────────────────────────────────────────────────────────────────────────

const numberOf = (text: string | undefined): number => {
  const trimmed = (text ?? "").trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
};

/** Times are xsd:dateTime; one without a zone is UTC, as GPX says. */
const timeOf = (text: string | undefined): Millis | null => {
  const parts = /^(-?\d{4,5}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text ?? "");
  if (parts === null) return null;
  const [, wall, fraction = "", zone = "Z"] = parts;
  const at = Date.parse(`${wall}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(at) ? null : at;
};

const pointAt = (at: Millis | null, lon: number, lat: number): ReadPoint | undefined =>
  Number.isFinite(lon) && Number.isFinite(lat) ? { at, lonLat: [lon, lat] } : undefined;

/** Gathers segments; a point without a position is counted, an empty segment is none. */
const collector = () => {
  const segments: (readonly ReadPoint[])[] = [];
  let unplaced = 0;
  return {
    segments,
    add: (points: Iterable<ReadPoint | undefined>): void => {
      const segment: ReadPoint[] = [];
      for (const point of points)
        if (point === undefined) unplaced += 1;
        else segment.push(point);
      if (segment.length > 0) segments.push(segment);
    },
    unplaced: () => unplaced,
  };
};

// ── formats ──────────────────────────────────────────────────────────────────────────────────────

const readGpx = (root: XmlElement): ReadTrack => {
  const gathered = collector();
  const tracks = childrenOf(root, "trk");
  for (const segment of tracks.flatMap((track) => childrenOf(track, "trkseg")))
    gathered.add(
      childrenOf(segment, "trkpt").map((point) =>
        pointAt(
          timeOf(childText(point, "time")),
          numberOf(point.attributes.get("lon")),
          numberOf(point.attributes.get("lat")),
        ),
      ),
    );
  return {
    format: "gpx",
    tracks: tracks.length,
    segments: gathered.segments,
    unplaced: gathered.unplaced(),
    waypoints: childrenOf(root, "wpt").length,
    routePoints: childrenOf(root, "rte").reduce((sum, rte) => sum + childrenOf(rte, "rtept").length, 0),
  };
};

/** `when` and `gx:coord` of a gx:Track stand in two rows, paired by their order. A LineString has no times: a drawn line, no track. */
const readKml = (root: XmlElement): ReadTrack => {
  const gathered = collector();
  let tracks = 0;
  let waypoints = 0;
  let routePoints = 0;
  const visit = (element: XmlElement, within: string): void => {
    if (element.name === "MultiTrack" || (element.name === "Track" && within !== "MultiTrack")) tracks += 1;
    if (element.name === "Track") {
      const times = childrenOf(element, "when").map((when) => timeOf(when.text));
      gathered.add(
        childrenOf(element, "coord").map(({ text }, i) => {
          const [lon, lat] = text.split(/\s+/);
          return pointAt(times[i] ?? null, numberOf(lon), numberOf(lat));
        }),
      );
    } else if (element.name === "coordinates") {
      if (within === "Point") waypoints += 1;
      else routePoints += element.text.split(/\s+/).filter((one) => one !== "").length;
    } else for (const child of element.children) visit(child, element.name);
  };
  visit(root, "");
  return { format: "kml", tracks, segments: gathered.segments, unplaced: gathered.unplaced(), waypoints, routePoints };
};

const readTcx = (root: XmlElement): ReadTrack => {
  const gathered = collector();
  let tracks = 0;
  let waypoints = 0;
  let routePoints = 0;
  /** A course is a plan to follow, not a ride that was ridden. */
  const visit = (element: XmlElement, planned: boolean): void => {
    if (element.name === "Activity") tracks += 1;
    if (element.name === "CoursePoint") waypoints += 1;
    if (element.name !== "Track")
      for (const child of element.children) visit(child, planned || element.name === "Course");
    else if (planned) routePoints += childrenOf(element, "Trackpoint").length;
    else gathered.add(childrenOf(element, "Trackpoint").map(trackpoint));
  };
  visit(root, false);
  return { format: "tcx", tracks, segments: gathered.segments, unplaced: gathered.unplaced(), waypoints, routePoints };
};

const trackpoint = (point: XmlElement): ReadPoint | undefined => {
  const [position] = childrenOf(point, "Position");
  if (position === undefined) return undefined;
  const degrees = (name: string): number => numberOf(childText(position, name));
  return pointAt(timeOf(childText(point, "Time")), degrees("LongitudeDegrees"), degrees("LatitudeDegrees"));
};
