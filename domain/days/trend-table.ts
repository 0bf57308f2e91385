// A trend as the table behind its chart and as the file that is taken away: one and the same, so neither can say what the other does not.

import { percent } from "../posts/manning.ts";
import type { LinkClass } from "../posts/post.ts";
import type { Records } from "../records.ts";
import type { Lang } from "../refusals.ts";
import type { SiteRec } from "../site/site.ts";
import {
  alarmsByDay,
  alarmsBySlot,
  classesIn,
  type Manned,
  type MannedByClass,
  manningByDay,
  manningByHour,
  signsByDay,
  signsByShift,
  type TrendName,
  type TrendWindow,
} from "./trends.ts";

/** An absent figure is one that is not known or that nothing asked for; it is never nought. */
export type Cell = string | number | undefined;
export type TrendTable = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

const classWords: Readonly<Record<LinkClass, readonly [zh: string, en: string]>> = {
  mining: ["井下开采", "Mining"],
  equipment: ["设备运维", "Equipment"],
  tailings: ["尾矿库", "Tailings"],
  station: ["管护站", "Stations"],
  fire: ["防火卡点", "Roads"],
  other: ["其他", "Other"],
};

const words = {
  hour: ["小时", "Hour"],
  day: ["日期", "Day"],
  time: ["起", "From"],
  share: ["{of} 在岗率 %", "{of} manned %"],
  asked: ["{of} 应在岗 小时", "{of} asked h"],
  alarms: ["报警 次", "Alarms"],
  slot: ["10 分钟内报警 次", "Alarms in 10 min"],
  peak: ["最忙 10 分钟 次", "Most in 10 min"],
  shift: ["班次", "Shift"],
  owed: ["应报岗 次", "Check-ins owed"],
  inTime: ["按时 次", "In time"],
  punctual: ["准时率 %", "In time %"],
} as const;

const two = (n: number): string => String(n).padStart(2, "0");
const hourText = (hour: number): string => `${two(hour)}:00`;
/** Hours to one decimal. */
const hours = (ms: number): number => Math.round(ms / 360_000) / 10;
const share = (one: Manned | undefined): number | undefined =>
  one === undefined ? undefined : percent(one.mannedMs, one.askedMs);

export const trendTable = (
  name: TrendName,
  look: { readonly records: Pick<Records, "get">; readonly site: SiteRec | undefined; readonly lang: Lang },
  window: TrendWindow,
): TrendTable => {
  const { records, lang } = look;
  const at = lang === "en" ? 1 : 0;
  const say = (word: keyof typeof words, of = ""): string => words[word][at].replace("{of}", of);
  const oneDay = window.from === window.to;
  const manned = (first: string, rows: readonly { readonly name: string; readonly byClass: MannedByClass }[]) => {
    const classes = classesIn(rows);
    return {
      heads: [
        first,
        ...classes.flatMap((one) => [say("share", classWords[one][at]), say("asked", classWords[one][at])]),
      ],
      rows: rows.map(({ name: rowName, byClass }) => [
        rowName,
        ...classes.flatMap((one) => [share(byClass[one]), hours(byClass[one]?.askedMs ?? 0)]),
      ]),
    };
  };
  switch (name) {
    case "manning-hours":
      return manned(
        say("hour"),
        manningByHour(records, window).map(({ hour, byClass }) => ({ name: hourText(hour), byClass })),
      );
    case "manning-days":
      return manned(
        say("day"),
        manningByDay(records, window).map(({ day, byClass }) => ({ name: day, byClass })),
      );
    case "alarms":
      return oneDay
        ? {
            heads: [say("day"), say("time"), say("slot")],
            rows: alarmsBySlot(records, window.to).map(({ minuteOfDay, alarms }) => [
              window.to,
              `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`,
              alarms,
            ]),
          }
        : {
            heads: [say("day"), say("alarms"), say("peak")],
            rows: alarmsByDay(records, window).map(({ day, alarms, peak }) => [day, alarms, peak]),
          };
    case "check-ins": {
      const rows = oneDay ? signsByShift(records, window.to) : signsByDay(records, window);
      return {
        heads: [say("day"), ...(oneDay ? [say("shift")] : []), say("owed"), say("inTime"), say("punctual")],
        rows: rows.map(({ day, shift, owed, inTime }): readonly Cell[] => [
          day,
          ...(shift === undefined ? [] : [shiftName(shift, look.site, lang)]),
          owed,
          inTime,
          percent(inTime, owed),
        ]),
      };
    }
  }
};

const shiftName = (id: string, site: SiteRec | undefined, lang: Lang): string => {
  const shift = site?.shifts.find((one) => one.id === id);
  if (shift === undefined) return id;
  return lang === "en" && shift.nameEn !== "" ? shift.nameEn : shift.name;
};

/** Name of the file that is taken away. */
export const trendFile = (name: TrendName, { from, to }: TrendWindow): string =>
  `shouwang-${name}-${from === to ? to : `${from}-${to}`}.csv`;
