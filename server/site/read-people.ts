// Units, shifts, workers and their certificates from their sheets. Numbers keep their leading zeros, also those a spreadsheet ate. [ORG-1..3]

import { roles } from "../../domain/decider.ts";
import { type ShiftId, shiftId, type UnitId, unitId, type WorkerId } from "../../domain/ids.ts";
import type { CertificateName } from "../../domain/site/certificates.ts";
import type { UnitDraft } from "../../domain/site/site.ts";
import type { Shift } from "../../domain/time.ts";
import type { Qualification, WorkerDraft } from "../../domain/workers.ts";
import { readBadge } from "../access/badges.ts";
import { type Cells, cellsOf } from "./cells.ts";
import type { Problems } from "./problems.ts";
import type { Row } from "./sheet.ts";
import { codeOf } from "./words.ts";

/** Marks an id as seen; a second one is a problem. */
export const unique = (seen: Set<string>, id: string, row: Row, key: string, problems: Problems): void => {
  if (id !== "" && seen.has(id))
    problems.add(row.file, row.line, key, `重复：${row.cell(key)}`, `${row.cell(key)} stands here a second time`);
  seen.add(id);
};

export const readShifts = (rows: readonly Row[], problems: Problems): ReadonlyMap<ShiftId, Shift> => {
  const seen = new Set<string>();
  const shifts = new Map<ShiftId, Shift>();
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    const id = shiftId(cells.text("id", 64));
    unique(seen, id, row, "id", problems);
    const name = cells.text("name");
    shifts.set(id, {
      id,
      name,
      nameEn: cells.optional("name_en") || name,
      start: cells.minuteOfDay("start"),
      end: cells.minuteOfDay("end"),
    });
  }
  return shifts;
};

/** What certificates are called in English; whoever holds or wants one names it by its own name. */
export const readCertificateNames = (rows: readonly Row[], problems: Problems): readonly CertificateName[] => {
  const seen = new Set<string>();
  return rows.map((row) => {
    const cells = cellsOf(row, problems);
    const name = cells.text("name");
    unique(seen, name, row, "name", problems);
    return { name, nameEn: cells.text("name_en") };
  });
};

export const readUnits = (rows: readonly Row[], problems: Problems): ReadonlyMap<UnitId, UnitDraft> => {
  const seen = new Set<string>();
  const units = new Map<UnitId, UnitDraft>();
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    const id = unitId(cells.text("id", 64));
    unique(seen, id, row, "id", problems);
    const name = cells.text("name");
    const parent = cells.optional("parent", 64);
    units.set(id, {
      id,
      name,
      nameEn: cells.optional("name_en") || name,
      ...(parent === "" ? {} : { parent: unitId(parent) }),
    });
  }
  const ids = new Set<string>(units.keys());
  const roots = rows.filter((row) => row.cell("parent") === "");
  for (const row of roots.slice(1))
    problems.add(row.file, row.line, "parent", "只能有一个最上级单位", "only one unit may stand at the top");
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    cells.known("parent", row.cell("parent"), ids, "单位", "unit");
    const fault = climb(units, unitId(row.cell("id")));
    if (fault === "circle") cells.wrong("parent", "上级关系成环", "the units above form a circle");
    if (fault === "deep") cells.wrong("parent", `上级超过 ${deepest} 层`, `more than ${deepest} units above`);
  }
  return units;
};

/** Company, branch, station, team, and some to spare. */
const deepest = 12;
const climb = (units: ReadonlyMap<UnitId, UnitDraft>, from: UnitId): "circle" | "deep" | undefined => {
  const seen = new Set<UnitId>();
  let at: UnitId | undefined = from;
  while (at !== undefined) {
    if (seen.has(at)) return "circle";
    if (seen.size > deepest) return "deep";
    seen.add(at);
    at = units.get(at)?.parent;
  }
  return undefined;
};

export type PeopleDeps = {
  /** Keyed hash of a badge's code; the code itself is kept nowhere. */
  readonly hashBadge: (code: string) => string;
  /** An id that does not tell the number. */
  readonly workerIdOf: (number: string) => WorkerId;
  /** The hash of the badge that the worker has on the board now; "" where he has none. An empty cell keeps it. */
  readonly badgeNow: (worker: WorkerId) => string;
};

export type People = {
  readonly drafts: readonly WorkerDraft[];
  /** The worker of a number as it is written in any sheet; undefined where there is none. */
  readonly idOf: (number: string) => WorkerId | undefined;
};

export const readPeople = (
  rows: readonly Row[],
  certificates: readonly Row[],
  units: ReadonlyMap<UnitId, UnitDraft>,
  told: number | undefined,
  deps: PeopleDeps,
  problems: Problems,
): People => {
  // Excel turns 010817 into 10817: where the site does not tell, the longest number says how long all of them are.
  const width = told ?? longestNumber(rows);
  const whole = (number: string): string => (isFigures(number) ? number.padStart(width, "0") : number);
  const held = readCertificates(certificates, whole, problems);
  const unitIds = new Set<string>(units.keys());
  const numbers = new Map<string, WorkerId>();
  const badges = new Set<string>();
  const drafts: WorkerDraft[] = [];
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    const number = whole(cells.text("number", 20));
    const unit = unitId(cells.text("unit", 64));
    cells.known("unit", unit, unitIds, "单位", "unit");
    const id = deps.workerIdOf(number);
    if (number !== "" && numbers.has(number))
      cells.wrong("number", `重复：${number}`, `${number} stands here a second time`);
    numbers.set(number, id);
    const badge = readCard(cells, id, deps);
    if (badge !== "" && badges.has(badge))
      cells.wrong("badge", "这张卡已给了别人", "this card was given to somebody else");
    badges.add(badge);
    const language = row.cell("language");
    drafts.push({
      id,
      number,
      name: cells.text("name", 60),
      unit,
      crew: cells.optional("crew"),
      roles: cells.list("roles").flatMap((name) => {
        const role = roles.find((one) => one === codeOf(name));
        if (role === undefined) cells.wrong("roles", `没有这个角色：${name}`, `there is no such role: ${name}`);
        return role === undefined ? [] : [role];
      }),
      badge,
      tags: [...cells.list("tags")],
      qualifications: held.get(number) ?? [],
      lang: language === "" ? "zh-CN" : cells.oneOf("language", ["zh-CN", "en"], "zh-CN"),
      largeText: cells.flag("large_text"),
      party: cells.flag("party"),
    });
  }
  for (const row of certificates)
    cellsOf(row, problems).known("number", whole(row.cell("number")), numbers, "工号", "worker number");
  return { drafts, idOf: (number) => numbers.get(whole(number)) };
};

const longestNumber = (rows: readonly Row[]): number =>
  rows.reduce((most, row) => {
    const number = row.cell("number");
    return isFigures(number) ? Math.max(most, number.length) : most;
  }, 0);

/** The hash of the card in the cell; an empty cell keeps the card that he has, `-` takes it away. */
const readCard = (cells: Cells, worker: WorkerId, deps: PeopleDeps): string => {
  const code = cells.optional("badge", 64);
  if (code === "" || code === "-") return code === "" ? deps.badgeNow(worker) : "";
  const reading = readBadge(code);
  if (reading.kind === "misread") cells.wrong("badge", "校验位不对", "its check digits are wrong");
  if (reading.kind === "unusable")
    cells.wrong("badge", "要 4–64 个字母、数字或符号", "4 to 64 letters, figures or marks are needed");
  return deps.hashBadge(code);
};

const isFigures = (number: string): boolean => /^\d+$/.test(number);

const readCertificates = (
  rows: readonly Row[],
  whole: (number: string) => string,
  problems: Problems,
): ReadonlyMap<string, readonly Qualification[]> => {
  const held = new Map<string, Qualification[]>();
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    const number = whole(cells.text("number", 20));
    const one = { name: cells.text("name"), until: cells.day("until") };
    if (cells.list("name").length > 1)
      cells.wrong("name", "证件名不能含「；」「、」「|」", "a certificate's name must not contain ; 、 or |");
    const before = held.get(number);
    if (before === undefined) held.set(number, [one]);
    else before.push(one);
  }
  return held;
};
