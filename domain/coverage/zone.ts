// A zone that must be walked: its class, how often, and the square cells that its coverage is counted in. [COV-1, COV-2]

import * as v from "valibot";
import { type Millis, type Seq, type UnitId, unitId, type ZoneId, zoneId } from "../ids.ts";
import { figure, id, type LonLat, lonLat, scopeOf, text, type UnitDraft } from "../site/site.ts";

/** 重点防火区, 深山, 浅山, 矿区, other. */
export const zoneClasses = ["fire-key", "deep", "shallow", "mine", "other"] as const;
export type ZoneClass = (typeof zoneClasses)[number];

/** Column and row in the belt's grid (`floor(metres / cell)`), then the centre's longitude and latitude. */
export type GridCell = readonly [column: number, row: number, lon: number, lat: number];

/** The zone's cells: those whose centre lies in its ring. Columns and rows count from the belt's own origin, so an edited ring moves no cell. */
export type ZoneGrid = {
  /** A CGCS2000 3-degree Gauss–Krüger belt, `EPSG:4534` … `EPSG:4554`. */
  readonly crs: string;
  /** Edge of a cell, metres. */
  readonly cell: number;
  /** Half a cell in degrees of longitude and latitude, for drawing. */
  readonly half: LonLat;
  readonly cells: readonly GridCell[];
};

export type ZoneRec = {
  readonly kind: "zone";
  readonly id: ZoneId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly name: string;
  readonly nameEn: string;
  readonly zoneClass: ZoneClass;
  /** Days within which every cell must be visited again. [COV-2] */
  readonly intervalDays: number;
  readonly ring: readonly LonLat[];
  readonly grid: ZoneGrid;
  /** When the zone first came in with an import: until its interval has run out from here, a cell never walked waits for nobody. [COV-2] */
  readonly since: Millis;
};

/** More cells than this is a zone that nobody can read on a wall; also the bound of the record. */
export const maxCells = 20_000;

const gridCell = v.pipe(
  v.tuple([v.pipe(v.number(), v.integer()), v.pipe(v.number(), v.integer()), v.number(), v.number()]),
  v.readonly(),
);
export const zoneGrid = v.object({
  crs: v.pipe(v.string(), v.regex(/^EPSG:45(3[4-9]|4\d|5[0-4])$/)),
  cell: v.picklist([500, 1000, 5000]),
  half: lonLat,
  cells: v.pipe(v.array(gridCell), v.maxLength(maxCells), v.readonly()),
});
export const zoneDraft = v.object({
  id: id(zoneId),
  unit: id(unitId),
  name: text,
  nameEn: text,
  zoneClass: v.picklist(zoneClasses),
  intervalDays: v.pipe(figure(1, 366), v.integer()),
  ring: v.pipe(v.array(lonLat), v.minLength(3), v.maxLength(5000), v.readonly()),
  /** Computed by the server at import; a belt needs a projection. */
  grid: zoneGrid,
});
export type ZoneDraft = v.InferOutput<typeof zoneDraft>;

/** A zone imported again has been watched since it first came. */
export const zoneRecord = (
  draft: ZoneDraft,
  seq: Seq,
  at: Millis,
  units: ReadonlyMap<UnitId, UnitDraft>,
  before: ZoneRec | undefined,
): ZoneRec => ({
  kind: "zone",
  ...draft,
  seq,
  scope: scopeOf(units, draft.unit),
  since: before?.since ?? at,
});
