// The one line under the coverage figures: what waits to be walked, how long, where; or that nothing does.

import type { SiteCoverage } from "../../domain/coverage/coverage-views.ts";
import type { CoverWarning } from "../../domain/coverage/coverage-warnings.ts";
import type { ZoneRec } from "../../domain/coverage/zone.ts";
import { nameOf, type Part } from "./alarm-subject.ts";
import type { WallWords } from "./words-zh.ts";

export type CoverageLine = {
  readonly late: boolean;
  readonly parts: readonly Part[];
  /** How many areas wait beside the one named: a long name gives way, this never does. */
  readonly more: string;
};

const told = (texts: readonly string[]): readonly Part[] =>
  texts.flatMap((text, i) => (text === "" ? [] : [{ text, strong: i % 2 === 1 }]));

export const coverageLine = (
  cover: SiteCoverage,
  zones: readonly ZoneRec[],
  words: WallWords,
  lang: "zh-CN" | "en",
  form: "full" | "short",
): CoverageLine => {
  if (cover.cells === 0) return { late: false, parts: told([words.noZones]), more: "" };
  if (cover.overdue === 0)
    return { late: false, parts: told(cover.notYet > 0 ? words.notYet(cover.notYet) : [words.allInTime]), more: "" };
  const dot: Part = { text: words.dot, strong: false };
  const late = cover.zones.filter((zone) => zone.overdue.length > 0);
  const oldest = late.reduce((most, zone) => zone.overdue.reduce((n, cell) => Math.max(n, cell.days ?? 0), most), 0);
  const never = late.reduce((sum, zone) => sum + zone.never - zone.notYet, 0);
  const first = zones.find((zone) => zone.id === late[0]?.zone);
  const where = first === undefined ? "" : nameOf(first, lang);
  return {
    late: true,
    parts: [
      ...told(words.overdueCells(cover.overdue)),
      // A cell that nobody ever walked has waited longest of all.
      ...(form === "short" ? [] : [dot, ...told(never > 0 ? words.never(never) : words.longest(oldest))]),
      ...(where === "" ? [] : [dot, { text: where, strong: false }]),
    ],
    more: where !== "" && late.length > 1 ? words.zonesMore(late.length) : "",
  };
};

export type SoonLine = {
  /** What falls due before the next day's end, or that nothing does. */
  readonly due: readonly Part[];
  /** Where nobody has been, or what a key zone lacks: its name gives way, what is said of it does not. */
  readonly where: string;
  readonly says: readonly Part[];
  readonly more: string;
};

/** The line under it: what falls due within 24 hours, and the first of what coverage warns of. [COV-2, COV-3] */
export const soonLine = (
  cover: SiteCoverage,
  warnings: readonly CoverWarning[],
  zones: readonly ZoneRec[],
  words: WallWords,
  lang: "zh-CN" | "en",
): SoonLine => {
  const due = cover.cells === 0 ? [] : told(words.dueSoon(cover.dueIn24h));
  const [first] = warnings;
  const zone = zones.find(({ id }) => id === first?.zone);
  if (first === undefined || zone === undefined) return { due, where: "", says: [], more: "" };
  const others = new Set(warnings.map((one) => one.zone)).size;
  return {
    due,
    where: nameOf(zone, lang),
    says: told(saysOf(first, words)),
    more: others > 1 ? words.warningsMore(others) : "",
  };
};

const saysOf = (one: CoverWarning, words: WallWords): readonly string[] => {
  switch (one.is) {
    case "idle":
      return words.idleZone(one.days);
    case "month":
      return words.monthZone(one.cells, one.days);
    case "last-month":
      return [];
  }
};

/** `7`, or `7–30` where zones differ: the interval that the recency figure was counted by. */
export const intervalText = (zones: readonly ZoneRec[]): string => {
  const days = zones.map((zone) => zone.intervalDays);
  const [least, most] = [Math.min(...days), Math.max(...days)];
  return days.length === 0 ? "—" : least === most ? String(least) : `${least}–${most}`;
};
