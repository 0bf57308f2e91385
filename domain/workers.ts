// Workers as the board knows them: who may stand where, and what a screen may call them. No pay, no medical data. [ORG-2]

import * as v from "valibot";
import { type Role, roles } from "./decider.ts";
import {
  type Day,
  day,
  type Millis,
  type ScreenId,
  type Seq,
  type ShiftId,
  type UnitId,
  unitId,
  type WorkerId,
  workerId,
} from "./ids.ts";
import { id, optionalText, scopeOf, text, type UnitDraft } from "./site/site.ts";
import { addDays } from "./time.ts";

export type Qualification = {
  readonly name: string;
  /** Last day on which it holds. */
  readonly until: Day;
};

/** One that a training gave: it holds from that day on. [ACT-5] */
export type EarnedQualification = Qualification & { readonly from: Day };

/** A copy of his own data that left the house: by which way, and by which kiosk's code. */
export type CopyTaken = { readonly at: Millis; readonly way: "phone" | "file" | "desk"; readonly device?: ScreenId };

export type WorkerRec = {
  readonly kind: "worker";
  readonly id: WorkerId;
  readonly seq: Seq;
  readonly number: string;
  readonly name: string;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly crew: string;
  readonly roles: readonly Role[];
  /** Keyed hash of the badge's code; empty where no badge was handed out. */
  readonly badge: string;
  /** 一线, 青年, 老年 …: for routing and for counts of five or more only. */
  readonly tags: readonly string[];
  readonly qualifications: readonly Qualification[];
  /** Given here and standing, apart from the register's own, which every import replaces. [ACT-5] */
  readonly earned?: readonly EarnedQualification[];
  readonly lang: "zh-CN" | "en";
  readonly largeText: boolean;
  /** For the branch's own desk alone: what a share of key posts is made of. [POST-6] */
  readonly party: boolean;
  /** Certificates that a foreman saw and the register does not hold yet; each stands in for 24 h from then. [POST-2] */
  readonly seen?: readonly { readonly name: string; readonly number: string; readonly at: number }[];
  /** Points that a foreman confirmed for him in one run, each with its post. [NOT-1] */
  readonly briefed?: { readonly shift: ShiftId; readonly day: Day; readonly points: readonly string[] };
  /** Why a foreman signed for the holder when this worker took a post over at that time, ms. [POST-5] */
  readonly relief?: { readonly at: number; readonly reason: string };
  /** When this worker's last watch ended, ms, and of which run it was; for the rest time. [POST-2] */
  readonly lastOff?: { readonly at: number; readonly shift: ShiftId; readonly day: Day };
  /** What he chose himself: it wins over the register, and no import takes it back. */
  readonly chosen?: { readonly lang: "zh-CN" | "en"; readonly largeText: boolean };
  /** The latest copies of his data that were taken, oldest first. */
  readonly copies?: readonly CopyTaken[];
};

export const langOf = ({ chosen, lang }: Pick<WorkerRec, "chosen" | "lang">): "zh-CN" | "en" => chosen?.lang ?? lang;
export const largeTextOf = ({ chosen, largeText }: Pick<WorkerRec, "chosen" | "largeText">): boolean =>
  chosen?.largeText ?? largeText;

/** A day of the calendar: 2026-02-30 is none. */
export const isDay = (value: string): boolean =>
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) && addDays(day(value), 0) === value;
export const dayText = v.pipe(v.string(), v.trim(), v.check(isDay, "day"), v.transform(day));

export const workerDraft = v.object({
  id: id(workerId),
  number: text,
  name: text,
  unit: id(unitId),
  crew: optionalText,
  roles: v.pipe(v.array(v.picklist(roles)), v.readonly()),
  badge: optionalText,
  tags: v.pipe(v.array(text), v.readonly()),
  qualifications: v.pipe(v.array(v.object({ name: text, until: dayText })), v.readonly()),
  lang: v.picklist(["zh-CN", "en"]),
  largeText: v.boolean(),
  party: v.boolean(),
});
export type WorkerDraft = v.InferOutput<typeof workerDraft>;

/** A worker's record after an import; what he lived through on the board (his last watch) and what he chose himself stays. */
export const workerRecord = (
  draft: WorkerDraft,
  seq: Seq,
  units: ReadonlyMap<UnitId, UnitDraft>,
  before: WorkerRec | undefined,
  earned: readonly EarnedQualification[] = [],
): WorkerRec => ({
  kind: "worker",
  ...draft,
  seq,
  scope: scopeOf(units, draft.unit),
  ...(earned.length === 0 ? {} : { earned }),
  ...(before?.lastOff === undefined ? {} : { lastOff: before.lastOff }),
  ...(before?.relief === undefined ? {} : { relief: before.relief }),
  ...(before?.briefed === undefined ? {} : { briefed: before.briefed }),
  ...(before?.chosen === undefined ? {} : { chosen: before.chosen }),
  ...(before?.copies === undefined ? {} : { copies: before.copies }),
});

/**
 * What stands in the place of a person who was forgotten: where he belonged, and nothing else. The empty name is nobody's (an
 * import has none), and no reader takes so long a number with a blank in it. [ORG-2]
 */
export const forgottenDraft = (id: WorkerId, unit: UnitId): WorkerDraft => ({
  id,
  unit,
  number: `forgotten ${id}`,
  name: "",
  crew: "",
  roles: [],
  badge: "",
  tags: [],
  qualifications: [],
  lang: "zh-CN",
  largeText: false,
  party: false,
});
export const forgottenRecord = (
  { id, unit, scope }: Pick<WorkerRec, "id" | "unit" | "scope">,
  seq: Seq,
): WorkerRec => ({
  kind: "worker",
  ...forgottenDraft(id, unit),
  seq,
  scope,
});
export const isForgotten = ({ name }: Pick<WorkerRec, "name">): boolean => name === "";

const forgottenWord = { "zh-CN": "已注销", en: "removed" } as const;
/** A worker's name as a page says it; masked or whole. */
export const shownName = (worker: Pick<WorkerRec, "name">, lang: "zh-CN" | "en"): string =>
  isForgotten(worker) ? forgottenWord[lang] : worker.name;

/** 王小明 → 王*明, 李江 → 李*, Anna Berg → A* B*. What a wall or a kiosk may show of a name. */
export const maskName = (name: string): string => {
  const clean = name.trim();
  if (clean === "") return "";
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(clean))
    return clean
      .split(/\s+/)
      .map((word) => `${word.slice(0, 1)}*`)
      .join(" ");
  const signs = [...clean];
  const last = signs.length > 2 ? (signs.at(-1) ?? "") : "";
  return `${signs[0] ?? ""}*${last}`;
};

/** The last three digits of a number, which is all that a shared screen shows of it. */
export const numberTail = (number: string): string => number.slice(-3);

/** What the register says and what was earned here: whichever holds longer counts. */
const allHeld = ({ qualifications, earned = [] }: WorkerRec, on: Day): readonly Qualification[] => [
  ...qualifications,
  ...earned.filter((one) => one.from <= on),
];

/** Each of his qualifications once, with its last day, by name. */
export const qualificationsOf = (worker: WorkerRec, on: Day): readonly Qualification[] => {
  const latest = new Map<string, Qualification>();
  for (const one of allHeld(worker, on)) {
    const known = latest.get(one.name);
    if (known === undefined || one.until > known.until) latest.set(one.name, { name: one.name, until: one.until });
  }
  return [...latest.values()].sort((a, b) => (a.until < b.until ? -1 : 1));
};

/** Whether the qualification is there on that day, missing, or held once and expired. */
export const qualificationOn = (
  worker: WorkerRec,
  name: string,
  on: Day,
): { readonly state: "valid" | "expired"; readonly until: Day } | { readonly state: "missing" } => {
  const held = allHeld(worker, on).filter((one) => one.name === name);
  const latest = held.reduce<Qualification | undefined>(
    (best, one) => (best === undefined || one.until > best.until ? one : best),
    undefined,
  );
  if (latest === undefined) return { state: "missing" };
  return { state: latest.until >= on ? "valid" : "expired", until: latest.until };
};
