// Cells become values: figures, yes and no, days, times, lists. What does not fit is named with its row and column.

import type { Millis } from "../../domain/ids.ts";
import { day as asDay, type Day } from "../../domain/ids.ts";
import { addDays, type SiteClock } from "../../domain/time.ts";
import { isDay } from "../../domain/workers.ts";
import type { Problems } from "./problems.ts";
import type { Row } from "./sheet.ts";
import { codeOf } from "./words.ts";

const yes: ReadonlySet<string> = new Set(["yes", "y", "true", "1", "是", "√", "x"]);
const no: ReadonlySet<string> = new Set(["", "no", "n", "false", "0", "否"]);

/** Values of one row; a wrong cell is added to the problems and answered with a stand-in that is never imported. */
export type Cells = {
  readonly text: (key: string, most?: number) => string;
  readonly optional: (key: string, most?: number) => string;
  readonly figure: (key: string, lo: number, hi: number, standIn?: number) => number;
  readonly flag: (key: string) => boolean;
  /** A whole number. */
  readonly count: (key: string, lo: number, hi: number) => number;
  readonly oneOf: <T extends string>(key: string, allowed: readonly T[], standIn: T) => T;
  readonly list: (key: string) => readonly string[];
  readonly day: (key: string) => Day;
  readonly minuteOfDay: (key: string) => number;
  readonly known: (
    key: string,
    value: string,
    among: { readonly has: (id: string) => boolean },
    zh: string,
    en: string,
  ) => void;
  readonly wrong: (key: string, zh: string, en: string) => void;
};

export const cellsOf = (row: Row, problems: Problems): Cells => {
  const wrong: Cells["wrong"] = (key, zh, en) => problems.add(row.file, row.line, key, zh, en);
  const optional = (key: string, most = 120): string => {
    const value = row.cell(key);
    if (value.length > most) wrong(key, `太长（上限 ${most} 字）`, `too long (limit ${most} characters)`);
    return value;
  };
  const text = (key: string, most = 120): string => {
    const value = optional(key, most);
    if (value === "") wrong(key, "不能为空", "must not be empty");
    return value;
  };
  const figure: Cells["figure"] = (key, lo, hi, standIn) => {
    const value = row.cell(key);
    if (value === "" && standIn !== undefined) return standIn;
    const number = value === "" ? Number.NaN : Number(value);
    if (Number.isFinite(number) && number >= lo && number <= hi) return number;
    wrong(key, `「${value}」不是 ${lo}–${hi} 之间的数`, `“${value}” is not a figure from ${lo} to ${hi}`);
    return lo;
  };
  return {
    wrong,
    optional,
    text,
    figure,
    count: (key, lo, hi) => {
      const number = figure(key, lo, hi);
      if (!Number.isInteger(number)) wrong(key, `「${number}」要是整数`, `“${number}” must be a whole number`);
      return Math.trunc(number);
    },
    flag: (key) => {
      const value = row.cell(key).toLowerCase();
      if (!yes.has(value) && !no.has(value))
        wrong(key, `「${value}」要写 yes 或 no（是/否）`, `“${value}” must be yes or no`);
      return yes.has(value);
    },
    oneOf: (key, allowed, standIn) => {
      const value = row.cell(key);
      const found = allowed.find((one) => one === codeOf(value));
      if (found === undefined)
        wrong(key, `「${value}」不在可选值内：${allowed.join("、")}`, `“${value}” is not one of ${allowed.join(", ")}`);
      return found ?? standIn;
    },
    list: (key) =>
      row
        .cell(key)
        .split(/[;；|、]/)
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    day: (key) => {
      const value = row
        .cell(key)
        .replaceAll("/", "-")
        .replace(/-(\d)(?=-|$)/g, "-0$1");
      const real = isDay(value);
      if (!real)
        wrong(key, `「${row.cell(key)}」不是日期（如 2027-03-31）`, `“${row.cell(key)}” is not a day (2027-03-31)`);
      return asDay(real ? value : "1970-01-01");
    },
    minuteOfDay: (key) => {
      const found = /^(\d{1,2}):(\d{2})$/.exec(row.cell(key));
      const minutes = found === null ? Number.NaN : Number(found[1]) * 60 + Number(found[2]);
      if (minutes <= 1440 && Number(found?.[2]) < 60) return minutes % 1440;
      wrong(key, `「${row.cell(key)}」不是时刻（如 08:00）`, `“${row.cell(key)}” is not a time of day (08:00)`);
      return 0;
    },
    known: (key, value, among, zh, en) => {
      if (value !== "" && !among.has(value)) wrong(key, `没有这个${zh}：${value}`, `there is no such ${en}: ${value}`);
    },
  };
};

/** `2026-11-24 18:00` in site time, or `+1d 18:00` counted from the day of the import. */
export const instantOf = (row: Row, key: string, clock: SiteClock, today: Day, cells: Cells): Millis => {
  const value = row.cell(key);
  const found = /^(?:(\d{4}-\d{2}-\d{2})|([+-]\d{1,3})d)[ T](\d{1,2}):(\d{2})$/.exec(value);
  const [, absolute, relative, hours, minutes] = found ?? [];
  const isReal = absolute === undefined || isDay(absolute);
  const minuteOfDay = Number(hours) * 60 + Number(minutes);
  if (found === null || !isReal || !(minuteOfDay <= 1440) || Number(minutes) > 59) {
    cells.wrong(
      key,
      `「${value}」不是时间（如 2026-11-24 18:00 或 +1d 18:00）`,
      `“${value}” is not a time (2026-11-24 18:00 or +1d 18:00)`,
    );
    return 0;
  }
  const on = absolute === undefined ? addDays(today, Number(relative)) : asDay(absolute);
  return minuteOfDay === 1440 ? clock.instant(addDays(on, 1), 0) : clock.instant(on, minuteOfDay);
};
