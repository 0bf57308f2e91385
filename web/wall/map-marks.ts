// What lies over the map in pixels: arrowheads, diamonds, rings and flags, stations, and where their names stand.

import { type FindingRec, isOpen } from "../../domain/patrols/finding.ts";
import { movedName } from "../../domain/patrols/moved.ts";
import type { LonLat, MapRec } from "../../domain/site/site.ts";
import { emWidth } from "../lib/em-width.ts";
import { type Box, leadTo, placeLabels, type Wanted } from "../lib/map/map-labels.ts";
import { finestAge } from "./ages.ts";
import { nameOf } from "./alarm-subject.ts";
import type { PatrolMark } from "./patrol-view.ts";
import type { WallWords } from "./words-zh.ts";

export type Point = { readonly x: number; readonly y: number };
export type DrawnPatrol = {
  readonly id: string;
  readonly at: Point;
  /** Degrees from north; undefined: nobody knows which way it goes. */
  readonly heading: number | undefined;
  readonly silent: boolean;
  readonly form: "going" | "still" | "nowhere";
  readonly ring: number;
  readonly name: string;
  readonly age: string;
  readonly label: Box | undefined;
  /** Where a line from it to its name ends; undefined: the name lies beside it. */
  readonly lead: Point | undefined;
  readonly checkpoints: readonly { readonly at: Point; readonly done: boolean }[];
};
export type DrawnPlace = {
  readonly id: string;
  readonly at: Point;
  readonly form: "station" | "mine";
  readonly name: string;
  readonly label: Box | undefined;
};
/** An open fire whose place was told. [COV-3] */
export type DrawnFire = {
  readonly id: string;
  readonly at: Point;
  readonly name: string;
  readonly age: string;
  readonly label: Box | undefined;
};
export type Drawing = {
  readonly patrols: readonly DrawnPatrol[];
  readonly places: readonly DrawnPlace[];
  readonly fires: readonly DrawnFire[];
};

export type Glass = {
  readonly point: (at: LonLat) => Point;
  readonly pxPerKm: number;
  readonly width: number;
  readonly height: number;
  /** CSS px per unit and per em of map text. */
  readonly unit: number;
  readonly em: number;
  readonly far: boolean;
};

const around = (at: Point, half: number): Box => ({ x: at.x - half, y: at.y - half, w: 2 * half, h: 2 * half });

/** Boxes along a line, so that no name stands on it, least of all another patrol's. */
const along = (points: readonly Point[], step: number): readonly Box[] =>
  points.slice(1).flatMap((to, i) => {
    const from = points[i] ?? to;
    const count = Math.min(60, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step));
    return Array.from({ length: count }, (_, n) => {
      const part = (n + 0.5) / count;
      return around({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, step / 2);
    });
  });

/** A flag must not hide the map: where name and word would take too much of it, its symbol says the word. */
const flagText = (name: string, words: WallWords, { width, em }: Glass): string =>
  flagWidth(words.silent(name), em) <= width * 0.42 ? words.silent(name) : name;

export const drawMarks = (
  marks: readonly PatrolMark[],
  findings: readonly FindingRec[],
  map: MapRec | undefined,
  glass: Glass,
  look: { readonly words: WallWords; readonly lang: "zh-CN" | "en"; readonly now: number; readonly lost: boolean },
): Drawing => {
  const { unit, em, far } = glass;
  const { words, lang } = look;
  const patrols = marks.map((mark) => {
    const at = glass.point(mark.at);
    const silent = mark.status.state === "silent";
    const nowhere = mark.placed === "nowhere";
    const age = finestAge(look.now - mark.status.since);
    const { origin, id } = mark.patrol;
    const unrouted = origin === undefined ? id : movedName(origin);
    const own = mark.route === undefined ? unrouted : nameOf(mark.route, lang);
    const name = nowhere && !silent && !far ? words.nowhere(own) : own;
    return {
      id: mark.patrol.id,
      at,
      heading: mark.placed === "fix" ? mark.patrol.last?.heading : undefined,
      silent,
      form: nowhere ? ("nowhere" as const) : mark.status.state === "paused" ? ("still" as const) : ("going" as const),
      ring: silent ? Math.max(16 * unit, (mark.doubtKm ?? 0) * glass.pxPerKm) : 0,
      name: silent ? flagText(name, words, glass) : name,
      age: far || silent || nowhere ? "" : `${age.n} ${words.units[age.unit]}`,
      checkpoints: mark.checkpoints.map((one) => ({ at: glass.point(one.at), done: one.done })),
    };
  });
  const fires = findings.flatMap((finding) => {
    if (finding.lonLat === undefined || finding.sort !== "fire" || !isOpen(finding)) return [];
    const age = finestAge(look.now - finding.at);
    const told = far ? "" : `${age.n} ${words.units[age.unit]}`;
    return [{ id: finding.id, at: glass.point(finding.lonLat), name: words.alarms["fire-sign"], age: told }];
  });
  const places = (map?.places ?? []).map((place) => ({
    id: `place ${place.name}`,
    at: glass.point(place.at),
    form: place.form,
    name: far ? "" : nameOf(place, lang),
  }));
  const wanted: Wanted[] = [
    ...fires.map(
      ({ id, at, name }): Wanted => ({
        id,
        x: at.x,
        y: at.y,
        text: far ? name : `${name} 000 ${words.units.min}`,
        reach: em * 0.7,
        need: "always",
      }),
    ),
    ...[...patrols]
      .sort((a, b) => Number(b.silent) - Number(a.silent))
      .map(
        (one): Wanted => ({
          id: one.id,
          x: one.at.x,
          y: one.at.y,
          text: one.silent || one.age === "" ? one.name : `${one.name} 000 ${words.units.min}`,
          ...(one.silent ? { pad: { w: flagWidth("", em), h: em * 0.3 } } : {}),
          reach: one.silent ? one.ring : 12 * unit,
          need: "always",
        }),
      ),
    ...places
      .filter((one) => one.name !== "")
      .map(
        (one): Wanted => ({ id: one.id, x: one.at.x, y: one.at.y, text: one.name, reach: 9 * unit, need: "if-free" }),
      ),
  ];
  const taken = [
    ...fires.map((one) => around(one.at, em * 0.6)),
    ...patrols.flatMap((one) => [
      around(one.at, one.silent ? one.ring : 11 * unit),
      ...one.checkpoints.map((point) => around(point.at, 6 * unit)),
      ...along(
        one.checkpoints.map((point) => point.at),
        10 * unit,
      ),
    ]),
    ...places.map((one) => around(one.at, 8 * unit)),
    { x: 0, y: glass.height - 34 * unit, w: 130 * unit, h: 34 * unit },
  ];
  const edge = 6 * unit;
  const frame = { x: edge, y: edge, w: glass.width - 2 * edge, h: glass.height - 2 * edge };
  const labels = placeLabels(wanted, taken, frame, em);
  const boxes = new Map(labels.map(({ id, box }) => [id, box]));
  const led = new Set(labels.filter(({ leads }) => leads).map(({ id }) => id));
  const leadOf = (id: string, at: Point): Point | undefined => {
    const box = boxes.get(id);
    return box !== undefined && led.has(id) ? leadTo(box, at) : undefined;
  };
  return {
    fires: fires.map((one) => ({ ...one, label: boxes.get(one.id) })),
    patrols: patrols.map((one) => ({ ...one, label: boxes.get(one.id), lead: leadOf(one.id, one.at) })),
    places: places.map((one) => ({ ...one, label: boxes.get(one.id) })),
  };
};

/** Width of a silent patrol's flag, px: symbol, name, room on both sides. */
export const flagWidth = (name: string, em: number): number => (emWidth(name) + 2.1) * em;
