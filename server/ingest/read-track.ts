// A recorded track as a file says it: GPX 1.0/1.1, KML gx:Track or TCX, point by point, before any rule of ours. [PAT-2]

import { DOMParser, type Document, type Element, type Node, ParseError } from "@xmldom/xmldom";
import type { Millis } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site.ts";
import type { TrackFile } from "../../domain/track.ts";
import { guardXml, type Limits, trackLimits } from "./xml-guard.ts";

/** `at` is null where the file has no time, or none that can be read. */
export type ReadPoint = { readonly at: Millis | null; readonly lonLat: LonLat };

/** What the file holds; one list of points for each of its segments that has any, in the order of the file. */
export type ReadTrack = Pick<TrackFile, "format" | "tracks" | "unplaced" | "waypoints" | "routePoints"> & {
  readonly segments: readonly (readonly ReadPoint[])[];
};
export type Read = { readonly ok: true; readonly track: ReadTrack } | { readonly ok: false; readonly refusal: Refusal };

const unreadable = (reason: string): Read => ({ ok: false, refusal: { code: "track_unreadable", params: { reason } } });

/** Reads the file whole or refuses it with a sentence. It never throws, whatever the bytes are. */
export const readTrack = (bytes: Uint8Array, limits: Limits = trackLimits): Read => {
  const guarded = guardXml(bytes, limits);
  if (!guarded.ok) return guarded;
  const document = parsed(guarded.text);
  if (typeof document === "string") return unreadable(document);
  const root = document.documentElement;
  const track = root === null ? undefined : trackOf(root);
  if (track === undefined) return unreadable(`根元素是 ${root?.localName ?? "—"} its root is not gpx, kml or TCX`);
  const points = track.segments.reduce((sum, segment) => sum + segment.length, 0);
  if (points > limits.points)
    return { ok: false, refusal: { code: "too_large", params: { limit: `${limits.points} 点 points` } } };
  return { ok: true, track };
};

/** The document, or why it cannot be had. */
const parsed = (text: string): Document | string => {
  try {
    const parser = new DOMParser({
      locator: false,
      onError: (level, message) => {
        if (level !== "warning") throw new ParseError(message);
      },
    });
    return parser.parseFromString(text, "text/xml");
  } catch (error) {
    // A foreign parser on foreign bytes: whatever it throws speaks of the file.
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    return `XML 有误 malformed XML (${message.slice(0, 120)})`;
  }
};

const trackOf = (root: Element): ReadTrack | undefined => {
  switch (root.localName) {
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

// ── the DOM, walked without recursion and without live lists ─────────────────────────────────────

const isElement = (node: Node): node is Element => node.nodeType === 1;

function* childrenOf(parent: Element, name?: string): Generator<Element> {
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (isElement(node) && (name === undefined || node.localName === name)) yield node;
}

/** All elements below `top`, in order, except what lies below those for which `enter` says no. */
function* elementsBelow(top: Element, enter: (element: Element) => boolean): Generator<Element> {
  const path: Generator<Element>[] = [childrenOf(top)];
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const { value, done } = here.next();
    if (done === true) path.pop();
    else {
      yield value;
      if (enter(value)) path.push(childrenOf(value));
    }
  }
}

const childText = (parent: Element, name: string): string | undefined => {
  for (const child of childrenOf(parent, name)) return (child.textContent ?? "").trim();
  return undefined;
};

// ── values ───────────────────────────────────────────────────────────────────────────────────────

const numberOf = (text: string | null | undefined): number => {
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

const readGpx = (root: Element): ReadTrack => {
  const gathered = collector();
  let tracks = 0;
  let waypoints = 0;
  let routePoints = 0;
  function* pointsOf(segment: Element): Generator<ReadPoint | undefined> {
    for (const point of childrenOf(segment, "trkpt"))
      yield pointAt(
        timeOf(childText(point, "time")),
        numberOf(point.getAttribute("lon")),
        numberOf(point.getAttribute("lat")),
      );
  }
  for (const child of childrenOf(root)) {
    if (child.localName === "wpt") waypoints += 1;
    else if (child.localName === "rte") for (const _ of childrenOf(child, "rtept")) routePoints += 1;
    else if (child.localName === "trk") {
      tracks += 1;
      for (const segment of childrenOf(child, "trkseg")) gathered.add(pointsOf(segment));
    }
  }
  return { format: "gpx", tracks, segments: gathered.segments, unplaced: gathered.unplaced(), waypoints, routePoints };
};

/** `when` and `gx:coord` of a gx:Track stand in two rows, paired by their order. A LineString has no times: a drawn line, no track. */
const readKml = (root: Element): ReadTrack => {
  const gathered = collector();
  let tracks = 0;
  let waypoints = 0;
  let routePoints = 0;
  function* pointsOf(track: Element): Generator<ReadPoint | undefined> {
    const times = [...childrenOf(track, "when")].map((when) => timeOf((when.textContent ?? "").trim()));
    let i = 0;
    for (const coord of childrenOf(track, "coord")) {
      const [lon, lat] = (coord.textContent ?? "").trim().split(/\s+/);
      yield pointAt(times[i] ?? null, numberOf(lon), numberOf(lat));
      i += 1;
    }
  }
  for (const element of elementsBelow(root, (one) => one.localName !== "Track" && one.localName !== "coordinates")) {
    if (element.localName === "Track") gathered.add(pointsOf(element));
    const parent = element.parentNode;
    const within = parent !== null && isElement(parent) ? parent.localName : null;
    if (element.localName === "MultiTrack" || (element.localName === "Track" && within !== "MultiTrack")) tracks += 1;
    if (element.localName !== "coordinates") continue;
    if (within === "Point") waypoints += 1;
    else
      routePoints += (element.textContent ?? "")
        .trim()
        .split(/\s+/)
        .filter((one) => one !== "").length;
  }
  return { format: "kml", tracks, segments: gathered.segments, unplaced: gathered.unplaced(), waypoints, routePoints };
};

const readTcx = (root: Element): ReadTrack => {
  const gathered = collector();
  let tracks = 0;
  let waypoints = 0;
  let routePoints = 0;
  function* pointsOf(track: Element): Generator<ReadPoint | undefined> {
    for (const point of childrenOf(track, "Trackpoint")) {
      const at = timeOf(childText(point, "Time"));
      const [position] = childrenOf(point, "Position");
      yield position === undefined
        ? undefined
        : pointAt(
            at,
            numberOf(childText(position, "LongitudeDegrees")),
            numberOf(childText(position, "LatitudeDegrees")),
          );
    }
  }
  /** A course is a plan to follow, not a ride that was ridden. */
  const courses = new Set<Node>();
  for (const element of elementsBelow(root, (one) => one.localName !== "Track")) {
    const parent = element.parentNode;
    const planned = element.localName === "Course" || (parent !== null && courses.has(parent));
    if (planned) courses.add(element);
    if (element.localName === "Activity") tracks += 1;
    if (element.localName === "CoursePoint") waypoints += 1;
    if (element.localName !== "Track") continue;
    if (planned) for (const _ of childrenOf(element, "Trackpoint")) routePoints += 1;
    else gathered.add(pointsOf(element));
  }
  return { format: "tcx", tracks, segments: gathered.segments, unplaced: gathered.unplaced(), waypoints, routePoints };
};
