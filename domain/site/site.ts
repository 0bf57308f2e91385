// The site: units, shifts, settings and the map it stands on. One import brings all of it, or nothing. [ORG-1, ORG-3, ORG-4]

import * as v from "valibot";
import { isSeasonStart, quarters, type SeasonStarts } from "../days/windows.ts";
import { type Day, type Seq, type ShiftId, shiftId, type UnitId, unitId } from "../ids.ts";
import { type Shift, siteClock } from "../time.ts";
import type { CertificateName } from "./certificates.ts";

/** The figures a site may set; defaults are those of DOMAIN.md. */
export type Settings = {
  /** Minutes after the shift's start before an unheld post is vacant. [POST-4] */
  readonly graceMin: number;
  /** Minutes a due post is reminded before it is overdue. [POST-4] */
  readonly remindMin: number;
  /** Minutes between the steps of the ladder. [POST-4] */
  readonly ladderStepMin: number;
  /** The same while an alarm of priority 1 is unanswered. [ALM-2] */
  readonly firstStepMin: number;
  /** Hours of rest between two shifts. [POST-2] */
  readonly restHours: number;
  /** Minutes before a shift's start from which its people may sign on. */
  readonly earlyMin: number;
  /** Edge of a coverage cell, metres. [COV-1] */
  readonly cell: number;
  /** Kept length inside a cell that makes it visited, metres. [COV-1] */
  readonly lmin: number;
  /** Minutes without a fix after which an active patrol is silent. [PAT] */
  readonly silentMin: number;
  /** Minutes without a sign of life after which somebody who walks alone owes one; `remindMin` later he is silent. [PAT-1] */
  readonly loneMin: number;
  /** Minutes after a shift's end before its figures are made, so that outboxes can be emptied. [POST-6] */
  readonly closeMin: number;
  /** Minutes that the incoming person has to sign after the outgoing. [POST-5] */
  readonly handoverMin: number;
  /** Minutes after an activity's end in which its people may still check out. [ACT-4] */
  readonly leaveMin: number;
  /** Minutes that make one credit; credits are counted in halves. [ACT-4] */
  readonly creditMin: number;
  /** Days that a worker has to say why he did not come, before anybody may make it final. [ACT-4] */
  readonly answerDays: number;
  /** Shift starts during which a seat is kept for who wanted to be asked. [ACT-3] */
  readonly offerShifts: number;
  /** Hours of training that a worker owes in a year; 0: none. [ACT-5] */
  readonly trainHours: number;
  /** Tracks of training beside the five. */
  readonly tracks: readonly string[];
  /** `MM-DD` on which seasons begin, for the season's window of coverage. [COV-2] */
  readonly seasons: SeasonStarts;
};

export const defaultSettings: Settings = {
  graceMin: 10,
  remindMin: 10,
  ladderStepMin: 5,
  firstStepMin: 2,
  restHours: 11,
  earlyMin: 60,
  cell: 1000,
  lmin: 100,
  silentMin: 30,
  loneMin: 20,
  closeMin: 20,
  handoverMin: 15,
  leaveMin: 30,
  creditMin: 60,
  answerDays: 7,
  offerShifts: 2,
  trainHours: 20,
  tracks: [],
  seasons: quarters,
};

export type SiteRec = {
  readonly kind: "site";
  readonly id: "site";
  readonly seq: Seq;
  readonly name: string;
  readonly nameEn: string;
  /** IANA zone of the site's clocks. */
  readonly zone: string;
  readonly shifts: readonly Shift[];
  readonly settings: Settings;
  /** Certificates that have an English name; the others are shown by the one they have. */
  readonly certificates?: readonly CertificateName[];
  /** A rehearsal's site is marked on every screen and can never become a real one. */
  readonly rehearsal: boolean;
  /** Day of the last accident; undefined until somebody who answers for safety has set it. */
  readonly lastAccident?: Day;
};

export type UnitRec = {
  readonly kind: "unit";
  readonly id: UnitId;
  readonly seq: Seq;
  readonly name: string;
  readonly nameEn: string;
  /** The unit itself and all above it, company first. Who has one of these in his scope may see what belongs here. */
  readonly scope: readonly UnitId[];
  /** Everybody was called back: its posts and those below it are suspended. */
  readonly evacuated?: { readonly reason: string; readonly since: number };
};

/** Longitude, latitude in degrees, WGS-84. */
export type LonLat = readonly [number, number];

/** Lines and areas that orient the eye; never information that anything depends on. */
export type MapRec = {
  readonly kind: "map";
  readonly id: "map";
  readonly seq: Seq;
  readonly edge: readonly (readonly LonLat[])[];
  readonly compartments: readonly { readonly name: string; readonly ring: readonly LonLat[] }[];
  readonly rivers: readonly (readonly LonLat[])[];
  readonly roads: readonly (readonly LonLat[])[];
  readonly places: readonly {
    readonly name: string;
    readonly nameEn: string;
    readonly at: LonLat;
    readonly form: "station" | "mine";
  }[];
};

export const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
export const optionalText = v.pipe(v.string(), v.trim(), v.maxLength(400));
export const id = <B>(brand: (s: string) => B) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64), v.transform(brand));
export const lonLat = v.pipe(
  v.tuple([v.pipe(v.number(), v.minValue(-180), v.maxValue(180)), v.pipe(v.number(), v.minValue(-90), v.maxValue(90))]),
  v.readonly(),
);
export const line = v.pipe(v.array(lonLat), v.readonly());
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));
export const figure = (lo: number, hi: number) => v.pipe(v.number(), v.minValue(lo), v.maxValue(hi));

export const shiftDraft = v.object({ id: id(shiftId), name: text, nameEn: text, start: minuteOfDay, end: minuteOfDay });
export const unitDraft = v.object({ id: id(unitId), name: text, nameEn: text, parent: v.optional(id(unitId)) });
export const settingsDraft = v.partial(
  v.object({
    graceMin: figure(0, 120),
    remindMin: figure(0, 120),
    ladderStepMin: figure(1, 60),
    firstStepMin: figure(1, 60),
    restHours: figure(0, 48),
    earlyMin: figure(0, 240),
    cell: v.picklist([500, 1000, 5000]),
    lmin: figure(0, 5000),
    silentMin: figure(5, 360),
    loneMin: figure(5, 360),
    closeMin: figure(0, 720),
    handoverMin: figure(1, 60),
    leaveMin: figure(0, 240),
    creditMin: figure(10, 600),
    answerDays: figure(1, 90),
    offerShifts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
    trainHours: figure(0, 2000),
    tracks: v.pipe(v.array(v.pipe(text, v.maxLength(40))), v.maxLength(20), v.readonly()),
    seasons: v.pipe(
      v.array(v.pipe(v.string(), v.check(isSeasonStart, "season"))),
      v.minLength(1),
      v.maxLength(12),
      v.readonly(),
    ),
  }),
);
export const mapDraft = v.object({
  edge: v.pipe(v.array(line), v.readonly()),
  compartments: v.pipe(v.array(v.object({ name: optionalText, ring: line })), v.readonly()),
  rivers: v.pipe(v.array(line), v.readonly()),
  roads: v.pipe(v.array(line), v.readonly()),
  places: v.pipe(
    v.array(v.object({ name: text, nameEn: text, at: lonLat, form: v.picklist(["station", "mine"]) })),
    v.readonly(),
  ),
});
export const siteDraft = v.object({
  name: text,
  nameEn: text,
  zone: v.pipe(text, v.check(isZone, "zone")),
  rehearsal: v.boolean(),
  settings: settingsDraft,
  shifts: v.pipe(v.array(shiftDraft), v.readonly()),
  units: v.pipe(v.array(unitDraft), v.minLength(1), v.readonly()),
  map: mapDraft,
  /** An import of an older version has none. */
  certificates: v.optional(v.pipe(v.array(v.object({ name: text, nameEn: text })), v.maxLength(500), v.readonly())),
});
export type SiteDraft = v.InferOutput<typeof siteDraft>;
export type UnitDraft = v.InferOutput<typeof unitDraft>;

function isZone(zone: string): boolean {
  try {
    siteClock(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The unit and all above it, company first; a unit without a known parent stands at the root. Circles end at their first repeat. */
export const scopeOf = (units: ReadonlyMap<UnitId, UnitDraft>, unit: UnitId): readonly UnitId[] => {
  const path: UnitId[] = [];
  let at: UnitId | undefined = unit;
  while (at !== undefined && !path.includes(at)) {
    path.unshift(at);
    at = units.get(at)?.parent;
  }
  return path;
};

export const siteRecords = (site: SiteDraft, seq: Seq): readonly (SiteRec | UnitRec | MapRec)[] => {
  const unitsById = new Map(site.units.map((unit) => [unit.id, unit]));
  return [
    {
      kind: "site",
      id: "site",
      seq,
      name: site.name,
      nameEn: site.nameEn,
      zone: site.zone,
      shifts: site.shifts,
      settings: { ...defaultSettings, ...defined(site.settings) },
      rehearsal: site.rehearsal,
      ...(site.certificates === undefined || site.certificates.length === 0 ? {} : { certificates: site.certificates }),
    },
    { kind: "map", id: "map", seq, ...site.map },
    ...site.units.map(
      (unit): UnitRec => ({
        kind: "unit",
        id: unit.id,
        seq,
        name: unit.name,
        nameEn: unit.nameEn,
        scope: scopeOf(unitsById, unit.id),
      }),
    ),
  ];
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(value: T): Defined<T> => {
  const out: Defined<T> = { ...value };
  for (const key in out) if (out[key] === undefined) delete out[key];
  return out;
};

/** The shift as named in `shifts`; undefined where the site has none of that id. */
export const shiftById = (site: SiteRec, wanted: ShiftId): Shift | undefined =>
  site.shifts.find((shift) => shift.id === wanted);
