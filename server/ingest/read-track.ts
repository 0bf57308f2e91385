// A recorded track as a file says it, point by point, before any rule of ours. What it is, its content says; names of files lie. [PAT-2]

import { inBoth } from "../../domain/in-both.ts";
import type { TrackFile } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { createDeclared, type Declaration, type Declared } from "./declared.ts";
import { createXmlHints } from "./declared-xml.ts";
import { createJsonScan } from "./json.ts";
import { type Limits, tooManyBytes, tooManyPoints, trackLimits, unreadable } from "./limits.ts";
import { createPoints, type Points } from "./points.ts";
import { hasMorePoints, type TextKind } from "./precount.ts";
import { createCsv } from "./read-csv.ts";
import { createGeoJson } from "./read-geojson.ts";
import { createGpx } from "./read-gpx.ts";
import { createKml } from "./read-kml.ts";
import { createTcx } from "./read-tcx.ts";
import { type Source, sourceOf } from "./source.ts";
import { atOnce, type Steps } from "./steps.ts";
import { createText, type Encoding, encodingOf } from "./text.ts";
import { createXmlScan, type Scan, type XmlReader } from "./xml.ts";
import { unpackKml } from "./zip.ts";

/** What is counted while a file is read, and what it says of its datum. */
export type Counts = { tracks: number; waypoints: number; routePoints: number; readonly declared: Declared };

/** What the file holds, in the order of the file. */
export type ReadTrack = Pick<TrackFile, "format" | "tracks" | "unplaced" | "waypoints" | "routePoints"> & {
  readonly points: Points;
  readonly declared: readonly Declaration[];
};
export type Read = { readonly ok: true; readonly track: ReadTrack } | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Read => ({ ok: false, refusal });

/** Reads the file whole or refuses it with a sentence. It never throws for what the bytes are. */
export const readTrack = (source: Source, limits: Limits = trackLimits): Read => atOnce(reading(source, limits));

/** The same, a step a piece of the file. */
export function* reading(source: Source, limits: Limits): Steps<Read> {
  if (source.size > limits.bytes) return no(tooManyBytes(limits));
  const head = headOf(source);
  if (head.length === 0) return no(unreadable(inBoth("空文件", "empty file")));
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04)
    return yield* readKmz(source, limits);
  const encoding = encodingOf(head);
  const first = firstSign(head, encoding);
  if (first === "<") return yield* readText(source, encoding, limits, "xml");
  if (first === "{" || first === "[") return yield* readText(source, encoding, limits, "json");
  const table = yield* readText(source, encoding, limits, "table");
  // Tables come from office programs, and those write GBK without saying so.
  const isChinese = !table.ok && table.refusal.code === "track_unreadable" && encoding === "utf-8" && !isUtf8(source);
  return isChinese ? yield* readText(source, "gb18030", limits, "table") : table;
}

const headOf = (source: Source): Uint8Array => {
  for (const piece of source.pieces()) return piece.slice(0, 1024);
  return new Uint8Array();
};

const firstSign = (head: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(head).trimStart()[0] ?? "";

const isUtf8 = (source: Source): boolean => {
  const text = createText("utf-8");
  for (const piece of source.pieces()) if (!text.next(piece).ok) return false;
  return text.next(undefined).ok;
};

function* readKmz(source: Source, limits: Limits): Steps<Read> {
  const unpacked = unpackKml(source, limits);
  if (!unpacked.ok) return unpacked;
  const inside = sourceOf(unpacked.bytes);
  const head = headOf(inside);
  if (firstSign(head, encodingOf(head)) !== "<") return no(unreadable(notXml()));
  const read = yield* readText(inside, encodingOf(head), limits, "xml");
  return read.ok && read.track.format === "kml" ? { ok: true, track: { ...read.track, format: "kmz" } } : read;
}

/** A reader of one kind of text; `format` is known by its end at the latest. */
type Kind = Scan & { readonly format: () => TrackFile["format"] | undefined };
type CreateKind = (points: Points, counts: Counts, limits: Limits) => Kind;

function* readText(source: Source, encoding: Encoding, limits: Limits, is: TextKind): Steps<Read> {
  if (hasMorePoints(source, is, limits.points)) return no(tooManyPoints(limits));
  const points = createPoints();
  const counts: Counts = { tracks: 0, waypoints: 0, routePoints: 0, declared: createDeclared() };
  const kind = kinds[is](points, counts, limits);
  const text = createText(encoding);
  const isOver = (): boolean => points.count() + points.unplaced() > limits.points;
  const step = (piece: Uint8Array | undefined): Refusal | undefined => {
    const decoded = text.next(piece);
    if (!decoded.ok) return decoded.refusal;
    const wrong = decoded.text === "" ? undefined : kind.write(decoded.text);
    return wrong ?? (isOver() ? tooManyPoints(limits) : undefined);
  };
  for (const piece of source.pieces()) {
    const wrong = step(piece);
    if (wrong !== undefined) return no(wrong);
    yield;
  }
  const wrong = step(undefined) ?? kind.end();
  if (wrong !== undefined) return no(wrong);
  if (isOver()) return no(tooManyPoints(limits));
  const format = kind.format();
  if (format === undefined) return no(unreadable(notXml()));
  const { declared, ...counted } = counts;
  return { ok: true, track: { format, ...counted, unplaced: points.unplaced(), points, declared: declared.all() } };
}

const notXml = (): string => inBoth("不是 XML", "not XML");

/** The root says which reader takes the elements. */
const createXml: CreateKind = (points, counts, limits) => {
  let format: "gpx" | "kml" | "tcx" | undefined;
  let reader: XmlReader | undefined;
  let strange: string | undefined;
  const hints = createXmlHints(counts.declared);
  const scan = createXmlScan(
    {
      open: (name, attributes, parent) => {
        if (reader === undefined && strange === undefined) {
          if (name === "gpx") [format, reader] = ["gpx", createGpx(points, counts)];
          else if (name === "kml") [format, reader] = ["kml", createKml(points, counts, limits)];
          else if (name === "TrainingCenterDatabase") [format, reader] = ["tcx", createTcx(points, counts)];
          else strange = name.slice(0, 60);
        }
        reader?.open(name, attributes, parent);
        hints.open(name, attributes, parent);
      },
      text: (piece) => {
        reader?.text(piece);
        hints.text(piece);
      },
      close: (name, parent) => {
        reader?.close(name, parent);
        hints.close(name, parent);
      },
    },
    limits,
  );
  const ours = (): Refusal | undefined =>
    strange === undefined
      ? undefined
      : unreadable(inBoth(`根元素是 ${strange}，不是 GPX、KML 或 TCX`, `its root is ${strange}, not GPX, KML or TCX`));
  return { write: (piece) => scan.write(piece) ?? ours(), end: () => scan.end() ?? ours(), format: () => format };
};

const createJson: CreateKind = (points, counts, limits) => {
  const reader = createGeoJson(points, counts, limits);
  const scan = createJsonScan(reader, limits);
  return { write: scan.write, end: () => scan.end() ?? reader.end(), format: () => "geojson" };
};

const createTable: CreateKind = (points, counts, limits) => ({
  ...createCsv(points, counts, limits),
  format: () => "csv",
});

const kinds: Readonly<Record<TextKind, CreateKind>> = { xml: createXml, json: createJson, table: createTable };
