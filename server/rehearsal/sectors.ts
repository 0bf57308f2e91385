// Past days' walks: rangers bring their recorders' files to the desk, so that every cell has an age, some beyond their interval. [COV-2]

import type { GridCell, ZoneRec } from "../../domain/coverage/zone.ts";
import { type Day, day, type Millis } from "../../domain/ids.ts";
import { roughMetres } from "../../domain/patrols/track-line.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { addDays, daysBetween, hour, minute } from "../../domain/time.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";
import { aside, pace } from "./way.ts";

/** Kilometres of cell centres that one person walks in a day. */
const dayKm = 14;
/** A zone of so many sectors has one that is walked far too seldom, or where nobody ever goes; so has a share of the others. */
const large = 5;
const seldom = 0.08;
/** A recorder's interval. */
const every = 2 * minute;
/** Older walks than this are not told any more. */
const oldest = 60;

export const sectorCues = (scene: Scene): readonly Cue[] => {
  const today = scene.clock.dayOf(scene.now);
  const known = new Set<string>();
  for (const track of scene.all("track")) known.add(track.file.name);
  return [...scene.all("zone")].flatMap((zone) =>
    sectorsOf(zone).flatMap((cells, n, all): readonly Cue[] => {
      const isNeglected = all.length >= large && n === Math.floor(scene.chance("neglected", zone.id) * all.length);
      if (isNeglected && scene.chance("never", zone.id) < 0.4) return [];
      const walkedOn = lastWalk(zone, n, isNeglected, today, scene);
      const name = `演练 ${zone.id} ${n + 1} ${walkedOn}.gpx`;
      if (known.has(name)) return [];
      const gpx = (): string => gpxOf(walkThrough(cells, zone, walkedOn, n, scene));
      return [
        {
          key: `track/${name}`,
          slot: "desk upload",
          by: "upload",
          upload: { name, gpx, unit: zone.unit, profile: "foot" },
        },
      ];
    }),
  );
};

/** The zone's cells in rows, there and back, cut into what one day holds. */
const sectorsOf = ({ grid }: ZoneRec): readonly (readonly GridCell[])[] => {
  const ordered = grid.cells.toSorted(
    (a, b) => a[1] - b[1] || (((a[1] % 2) + 2) % 2 === 0 ? a[0] - b[0] : b[0] - a[0]),
  );
  const size = Math.max(2, Math.round((dayKm * 1000) / grid.cell));
  const sectors: GridCell[][] = [];
  for (let i = 0; i < ordered.length; i += size) sectors.push(ordered.slice(i, i + size));
  // A day with one cell is no walk: it joins the day before.
  const last = sectors.at(-1);
  if (last?.length === 1 && sectors.length > 1) sectors.splice(-2, 2, [...(sectors.at(-2) ?? []), ...last]);
  return sectors;
};

/** The last day before today on which the sector was walked; a neglected one is always past its zone's interval. */
const lastWalk = (zone: ZoneRec, n: number, isNeglected: boolean, today: Day, { chance }: Scene): Day => {
  const share = chance("sector", zone.id, n) < seldom ? 2.5 : 0.5 + 0.45 * chance("period", zone.id, n);
  const past = isNeglected ? Math.min(zone.intervalDays, oldest / 2) : 0;
  const period = isNeglected ? past : Math.min(oldest, Math.max(1, Math.floor(zone.intervalDays * share)));
  const phase = Math.floor(chance("phase", zone.id, n) * period);
  return addDays(today, -1 - past - ((daysBetween(day("1970-01-01"), today) + phase) % period));
};

type Point = { readonly at: Millis; readonly place: LonLat };

/** From cell to cell near their middles, at a walking pace, with a point every two minutes. */
const walkThrough = (cells: readonly GridCell[], zone: ZoneRec, on: Day, n: number, scene: Scene): readonly Point[] => {
  const { chance, clock } = scene;
  const wander = zone.grid.cell * 0.5;
  const marks = cells.map(([column, row, lon, lat]): LonLat => {
    const off = (axis: string): number => (chance("wander", axis, zone.id, column, row, on) - 0.5) * wander;
    return aside([lon, lat], off("east"), off("north"));
  });
  const start = clock.instant(on, 6 * 60) + Math.round(chance("out", zone.id, n, on) * 2 * hour);
  const points: Point[] = [];
  let at = start;
  let before: LonLat | undefined;
  for (const mark of marks) {
    const from = before ?? mark;
    const time = (roughMetres(from, mark) / 1000 / pace.foot) * hour;
    const parts = Math.max(1, Math.ceil(time / every));
    for (let part = before === undefined ? parts : 1; part <= parts; part += 1) {
      const share = part / parts;
      const place: LonLat = [from[0] + share * (mark[0] - from[0]), from[1] + share * (mark[1] - from[1])];
      points.push({ at: Math.round(at + share * time), place: aside(place, 0, 0) });
    }
    at += time;
    before = mark;
  }
  return points;
};

const gpxOf = (points: readonly Point[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="shouwang rehearsal" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>',
    ...points.map(
      ({ at, place: [lon, lat] }) =>
        `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(at).toISOString()}</time></trkpt>`,
    ),
    "</trkseg></trk></gpx>",
  ].join("\n");
