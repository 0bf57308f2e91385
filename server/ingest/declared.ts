// What a file says of its own datum, wherever its format has room for it; held against what the person said. [PAT-2]

import type { Datum } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";

/** A datum as it was written, and which of ours it is; undefined where it is none that we convert. */
export type Declaration = { readonly text: string; readonly datum: Datum | undefined };
export type Declared = {
  /** A value where a datum may stand. Only known names count: `Datum` is a date in German, and a flag elsewhere. */
  readonly hint: (text: string) => void;
  /** A value that can be nothing else, as GeoJSON's `crs`: an unknown name counts too. */
  readonly name: (text: string) => void;
  readonly all: () => readonly Declaration[];
};

/** Names of fields, elements, attributes and columns that hold a datum; compared as they are written, and in lower case. */
export const datumKeys: ReadonlySet<string> = new Set([
  ...["datum", "Datum", "DATUM", "crs", "CRS", "srs", "SRS", "srsName", "坐标系", "坐标系统"],
  ...["coordType", "coordtype", "coord_type", "coordinateType", "coordinate_type"],
  ...["coordSys", "coordsys", "coord_sys", "coordinateSystem", "coordinatesystem", "coordinate_system"],
]);

/** Names as `plain` leaves them. */
const names: readonly (readonly [Datum, readonly string[]])[] = [
  ["wgs84", ["wgs84", "wgs1984", "worldgeodeticsystem1984", "epsg4326", "epsg4979", "crs84"]],
  ["cgcs2000", ["cgcs2000", "epsg4490", "epsg4480", "国家2000", "国家大地2000", "2000国家大地坐标系"]],
  ["gcj02", ["gcj02", "gcj", "火星坐标系", "火星坐标", "国测局坐标系", "高德坐标系", "autonavi"]],
];
const datumsByName: ReadonlyMap<string, Datum> = new Map(
  names.flatMap(([datum, all]) => all.map((name) => [name, datum] as const)),
);
/** Known to be none of ours: other ellipsoids, other shifts, and plane metres. */
const foreign = /^(bd09|baidu|百度|beijing1?9?54|北京1?9?54|xian1?9?80|西安1?9?80|epsg\d{4,6}|nad\d\d|ed50)/;

/** Lower case without blanks and signs; of an EPSG name its code: `urn:ogc:def:crs:EPSG::4326`, `http://www.opengis.net/def/crs/EPSG/0/4490`, `GCJ-02`, `WGS 84`. */
const plain = (text: string): string => {
  const flat = text.trim().toLowerCase();
  const code = /epsg[:/]+(?:[\w.]*[:/])?(\d{4,6})$/.exec(flat)?.[1];
  if (code !== undefined) return `epsg${code}`;
  if (/crs84h?$/.test(flat)) return "crs84";
  return flat.replaceAll(/[\s_:./\\()（）-]/g, "");
};
/** More characters than any name of a datum has, and more names than any honest file. */
const longest = 120;
const most = 8;

export const createDeclared = (): Declared => {
  const declarations = new Map<string, Declaration>();
  /** What was asked before: a table says it once a line. */
  let last = "";
  const note = (text: string, isName: boolean): void => {
    if (text === last || text.length > longest) return;
    last = text;
    const name = plain(text);
    const datum = datumsByName.get(name);
    if (name === "" || declarations.has(name) || declarations.size >= most) return;
    if (datum !== undefined || isName || foreign.test(name))
      declarations.set(name, { text: text.trim().slice(0, 40), datum });
  };
  return {
    hint: (text) => note(text, false),
    name: (text) => note(text, true),
    all: () => [...declarations.values()],
  };
};

/** CGCS2000 and WGS-84 name one place for this purpose (a zero shift): a file of one that is called the other is no contradiction. */
const frame = (datum: Datum): "geodetic" | "gcj02" => (datum === "gcj02" ? "gcj02" : "geodetic");

export const datumNames: Readonly<Record<Datum, string>> = { wgs84: "WGS-84", cgcs2000: "CGCS2000", gcj02: "GCJ-02" };

/** Why the file cannot be read in the datum that was said: it names one that is none of ours, two, or another. */
export const contradictionOf = (said: Datum, declarations: readonly Declaration[]): Refusal | undefined => {
  const [one] = declarations;
  if (one === undefined) return undefined;
  const other = declarations.find(
    (each) => each.datum === undefined || one.datum === undefined || frame(each.datum) !== frame(one.datum),
  );
  if (other !== undefined && other !== one)
    return { code: "datum_mixed", params: { one: nameOf(one), other: nameOf(other) } };
  if (one.datum === undefined) return { code: "datum_unknown", params: { datum: one.text } };
  return frame(one.datum) === frame(said)
    ? undefined
    : { code: "datum_contradicted", params: { said: datumNames[said], declared: nameOf(one) } };
};
const nameOf = ({ text, datum }: Declaration): string => (datum === undefined ? text : datumNames[datum]);
