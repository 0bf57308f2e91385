// A table of fixes: a head line names its columns; latitude, longitude and time must be among them. [PAT-2]

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { type Declared, datumKeys } from "./declared.ts";
import { type Limits, tooLarge, tooManyPoints, unreadable } from "./limits.ts";
import type { Points } from "./points.ts";
import type { Counts } from "./read-track.ts";
import { anyTimeOf, numberOf } from "./values.ts";
import type { Scan } from "./xml.ts";

/** Names of columns as programs write them: lower case, without blanks, dashes and what stands in brackets. */
const columnNames = ["lat", "lon", "time", "date", "acc", "group", "datum"] as const;
type Column = (typeof columnNames)[number];
const columns: Readonly<Record<Column, readonly string[]>> = {
  lat: ["lat", "latitude", "纬度"],
  lon: ["lon", "lng", "long", "longitude", "经度"],
  time: ["time", "timestamp", "datetime", "timeutc", "utctime", "utc", "fixtime", "recordedat", "时间", "定位时间"],
  date: ["date", "日期"],
  acc: ["acc", "accuracy", "hacc", "horizontalaccuracy", "精度"],
  group: ["segment", "seg", "track", "trackid", "patrol", "device", "deviceid", "subject", "subjectid", "轨迹", "设备"],
  datum: [...datumKeys].map((key) => key.toLowerCase().replaceAll("_", "")),
};

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[([（].*$/g, "")
    .replaceAll(/[\s_-]/g, "");
/** Recorders in one file. */
export const maxGroups = 10_000;
const separators = [",", ";", "\t"] as const;

type Head = { readonly separator: string; readonly places: Readonly<Record<Column, number>> };

/** Which column stands where, -1 where it is missing; undefined where the line is no head. */
const headOf = (line: string): Head | undefined => {
  for (const separator of separators) {
    const names = cellsOf(line, separator).map(plain);
    const place = (column: Column): number => names.findIndex((name) => columns[column].includes(name));
    const places = {
      lat: place("lat"),
      lon: place("lon"),
      time: place("time"),
      date: place("date"),
      acc: place("acc"),
      group: place("group"),
      datum: place("datum"),
    };
    if (places.lat >= 0 && places.lon >= 0 && (places.time >= 0 || places.date >= 0)) return { separator, places };
  }
  return undefined;
};

/** A datum in brackets behind a column's name: `纬度(GCJ-02)`. */
const hintOf = (line: string, { separator, places }: Head, declared: Declared): void => {
  const cells = cellsOf(line, separator);
  for (const place of [places.lat, places.lon])
    for (const [, inside = ""] of (cells[place] ?? "").matchAll(/[([（]([^)\]）]*)/g)) declared.hint(inside);
};

/** RFC 4180, without line ends inside of quotes: no fix needs one. */
const cellsOf = (line: string, separator: string): readonly string[] => {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? "";
    if (c === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (c === '"') quoted = !quoted;
    else if (c === separator && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += c;
  }
  cells.push(cell);
  return cells;
};

/** Fixes of several recorders, told apart by a column, may stand in any order: each is a segment of its own. */
type Group = { readonly at: number[]; readonly lon: number[]; readonly lat: number[]; readonly acc: number[] };

export const createCsv = (points: Points, counts: Counts, limits: Limits): Scan => {
  let head: Head | undefined;
  let rest = "";
  let lines = 0;
  const groups = new Map<string, Group>();

  const line = (text: string): Refusal | undefined => {
    if (text.length > limits.tag) return tooLarge(`${limits.tag} 字符/行 characters in a line`);
    if (text.trim() === "") return undefined;
    lines += 1;
    if (lines > limits.elements) return tooLarge(`${limits.elements} 行 lines`);
    if (head === undefined) {
      head = headOf(text);
      if (head === undefined) return unreadable(noColumns());
      hintOf(text, head, counts.declared);
      return undefined;
    }
    const { separator, places } = head;
    const cells = cellsOf(text, separator);
    const cell = (column: Column): string => cells[places[column]]?.trim() ?? "";
    if (places.datum >= 0) counts.declared.hint(cell("datum"));
    const at = anyTimeOf(`${cell("date")} ${cell("time")}`.trim());
    const [lon, lat, acc] = [numberOf(cell("lon")), numberOf(cell("lat")), numberOf(cell("acc"))];
    if (places.group < 0) {
      points.add(at, lon, lat, acc);
      return undefined;
    }
    const name = cell("group");
    const group = groups.get(name) ?? { at: [], lon: [], lat: [], acc: [] };
    if (group.at.length === 0) groups.set(name, group);
    if (groups.size > maxGroups) return tooLarge(inBoth(`${maxGroups} 条轨迹`, `${maxGroups} tracks`));
    if (lines > limits.points + 1) return tooManyPoints(limits);
    group.at.push(at ?? Number.NaN);
    group.lon.push(lon);
    group.lat.push(lat);
    group.acc.push(acc);
    return undefined;
  };
  return {
    write: (piece) => {
      const text = rest + piece;
      let at = 0;
      for (let stop = text.indexOf("\n", at); stop !== -1; stop = text.indexOf("\n", at)) {
        const wrong = line(text.slice(at, stop));
        if (wrong !== undefined) return wrong;
        at = stop + 1;
      }
      rest = text.slice(at);
      return rest.length > limits.tag ? tooLarge(`${limits.tag} 字符/行 characters in a line`) : undefined;
    },
    end: () => {
      const wrong = line(rest);
      if (wrong !== undefined) return wrong;
      if (head === undefined) return unreadable(noColumns());
      for (const { at, lon, lat, acc } of groups.values()) {
        points.begin();
        for (const [i, time] of at.entries())
          points.add(Number.isNaN(time) ? null : time, lon[i] ?? Number.NaN, lat[i] ?? Number.NaN, acc[i]);
      }
      counts.tracks += Math.max(1, groups.size);
      return undefined;
    },
  };
};

const noColumns = (): string =>
  inBoth(
    "不是 GPX、KML、KMZ、TCX 或 GeoJSON，首行也没有经度、纬度、时间三列",
    "it is no GPX, KML, KMZ, TCX or GeoJSON, and its first line names no columns lat, lon and time",
  );
