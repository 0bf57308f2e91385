// What stands on the map of a walk at a moment: where it is, which checkpoints it has reached, what was found, where nothing is known.

import type { Millis } from "../../../domain/ids.ts";
import type { FindingRec } from "../../../domain/patrols/finding.ts";
import { type Break, lookAt, silencesOf, type WalkReplay, type WalkRow } from "../../../domain/patrols/walk-replay.ts";
import type { LonLat } from "../../../domain/site/site.ts";
import { type Box, placeLabels, type Wanted } from "../map/map-labels.ts";
import type { WalkStory } from "./happenings.ts";
import type { Point, PointOf } from "./walk-lines.ts";
import { lengthText, type WalkWords } from "./walk-words.ts";

/** What has just happened is ringed for so long, ms of real time. */
const freshFor = 1500;

export type PointMark = {
  readonly id: string;
  readonly n: number;
  readonly at: Point;
  readonly state: "open" | "reached";
  readonly fresh: boolean;
  readonly suspicious: boolean;
};
export type FindingMark = {
  readonly id: string;
  readonly at: Point;
  readonly sort: FindingRec["sort"];
  readonly fresh: boolean;
};
/** Both ends of a break: it stopped being known at the one, and began again at the other. */
export type BreakMark = { readonly from: Point; readonly to: Point | undefined; readonly why: Break };
export type Walker = {
  readonly at: Point;
  readonly form: "walking" | "standing" | "silent" | "over";
  readonly heading: number;
  readonly text: string;
};

export const pointMarks = (story: WalkStory, now: Millis, rate: number, pointOf: PointOf): readonly PointMark[] =>
  (story.route?.checkpoints ?? []).map((one, i) => {
    const visits = (story.patrol?.visits ?? []).filter((visit) => visit.checkpoint === one.id && visit.at <= now);
    return {
      id: one.id,
      n: i + 1,
      at: pointOf(one.at),
      state: visits.length === 0 ? "open" : "reached",
      fresh: visits.some((visit) => now - visit.at < freshFor * rate),
      suspicious: visits.some((visit) => visit.suspicious !== undefined),
    };
  });

export const findingMarks = (
  findings: readonly FindingRec[],
  now: Millis,
  rate: number,
  pointOf: PointOf,
): readonly FindingMark[] =>
  findings.flatMap(({ id, sort, lonLat, at }) =>
    lonLat === undefined || at > now ? [] : [{ id, sort, at: pointOf(lonLat), fresh: now - at < freshFor * rate }],
  );

/** A recorder that jumps about leaves thousands: the newest are marked. */
const breaksMost = 200;

export const breakMarks = (rows: readonly WalkRow[], now: Millis, pointOf: PointOf): readonly BreakMark[] =>
  rows.flatMap((row) => breaksIn(row, now, pointOf).slice(-breaksMost)).slice(-breaksMost);

const breaksIn = (row: WalkRow, now: Millis, pointOf: PointOf): readonly BreakMark[] =>
  silencesOf(row).flatMap(({ from, to, why }, i) => {
    const [last, first] = [row[i]?.steps.at(-1), row[i + 1]?.steps[0]];
    if (from > now || last === undefined || first === undefined) return [];
    return [
      {
        from: pointOf([last[1], last[2]]),
        to: to <= now ? pointOf([first[1], first[2]]) : undefined,
        why,
      },
    ];
  });

/** Those at a moment of the walk are shown from then on, those at none, or at one outside of it, all the time. */
export const excludedMarks = (
  excluded: WalkReplay["excluded"],
  now: Millis,
  span: { readonly from: Millis; readonly to: Millis },
  pointOf: PointOf,
): readonly Point[] =>
  excluded.flatMap(([, at, lon, lat]) => (at !== null && at > now && at <= span.to ? [] : [pointOf([lon, lat])]));

/** Slower is standing, km/h. */
const leastPace = 0.2;
const headingText = (words: WalkWords, heading: number): string => words.headings[Math.round(heading / 45) % 8] ?? "";

/** What is said of a row at a moment. */
export const lookText = (row: WalkRow, now: Millis, words: WalkWords): string => {
  const look = lookAt(row, now);
  switch (look.kind) {
    case "before":
      return words.before;
    case "walking": {
      if (look.kmh < leastPace) return words.standing;
      const kmh = look.kmh.toFixed(1);
      return look.heading === undefined ? words.slow(kmh) : words.pace(headingText(words, look.heading), kmh);
    }
    case "silent":
      return words.broken(words.breaks[look.why], lengthText(words, now - look.since));
    case "over":
      return words.recordEnds;
  }
};

const walkerOf = (row: WalkRow, now: Millis, words: WalkWords, pointOf: PointOf): Walker | undefined => {
  const look = lookAt(row, now);
  const text = lookText(row, now, words);
  switch (look.kind) {
    case "before":
      return undefined;
    case "walking": {
      const heading = look.kmh < leastPace ? undefined : look.heading;
      const form = heading === undefined ? "standing" : "walking";
      return { at: pointOf(look.at), form, heading: heading ?? 0, text };
    }
    case "silent":
    case "over":
      return { at: pointOf(look.at), form: look.kind, heading: 0, text };
  }
};
export const walkersAt = (
  rows: readonly WalkRow[],
  now: Millis,
  words: WalkWords,
  pointOf: PointOf,
): readonly Walker[] => rows.flatMap((row) => walkerOf(row, now, words, pointOf) ?? []);

/** Everything with a place, so that the map can hold it all. */
export const placesOf = (walk: WalkReplay, story: WalkStory): readonly LonLat[] => [
  ...walk.rows.flatMap((row) => row.flatMap(({ steps }) => steps.map(([, lon, lat]): LonLat => [lon, lat]))),
  ...(story.route?.checkpoints ?? []).map((one) => one.at),
  ...story.findings.flatMap(({ lonLat }) => (lonLat === undefined ? [] : [lonLat])),
];

export type Named = { readonly id: string; readonly text: string; readonly at: Point; readonly reach: number };

/** Where the words of walkers and findings stand: on nothing that is drawn. */
export const labelBoxes = (
  named: readonly Named[],
  taken: readonly Point[],
  size: { readonly width: number; readonly height: number; readonly em: number },
): ReadonlyMap<string, Box> => {
  const { width, height, em } = size;
  const wanted = named.map(
    ({ id, text, at, reach }): Wanted => ({ id, text, x: at.x, y: at.y, reach, need: "always" }),
  );
  const half = em * 0.4;
  const boxes = taken.map((at): Box => ({ x: at.x - half, y: at.y - half, w: 2 * half, h: 2 * half }));
  const frame = { x: em * 0.3, y: em * 0.3, w: width - em * 0.6, h: height - em * 0.6 };
  return new Map(placeLabels(wanted, boxes, frame, em).map(({ id, box }) => [id, box]));
};
