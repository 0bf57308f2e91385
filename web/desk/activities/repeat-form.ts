// The part of an activity's form that says whether it recurs: what is chosen, what is wrong with it, and the rule that it becomes.

import { mostTimes, type Repeat, weekOf } from "../../../domain/activities/series.ts";
import { type Day, day } from "../../../domain/ids.ts";
import { weekday } from "../../../domain/time.ts";
import { isDay } from "../../../domain/workers.ts";

export const rhythms = ["once", "week", "month-day", "month-week", "shifts"] as const;
export type Rhythm = (typeof rhythms)[number];
/** ISO, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];
export type RepeatFields = { rhythm: Rhythm; days: string[]; shifts: string; times: string; until: string };

export const freshRepeat = (): RepeatFields => ({ rhythm: "once", days: [], shifts: "3", times: "8", until: "" });

export type Series = { readonly repeat: Repeat; readonly times: number; readonly until?: Day };
export type RepeatFlaw = "form.repeat.times.wrong" | "form.repeat.shifts.wrong" | "form.repeat.until.wrong";

/** `begins`: the first one's day, as its field has it. The weekday of the first always belongs to it. */
export const seriesOf = (fields: RepeatFields, begins: string): Series | RepeatFlaw | undefined => {
  const on = begins.slice(0, 10);
  if (fields.rhythm === "once" || !isDay(on)) return undefined;
  const times = whole(fields.times, 2, mostTimes);
  if (times === undefined) return "form.repeat.times.wrong";
  if (fields.until !== "" && (!isDay(fields.until) || fields.until <= on)) return "form.repeat.until.wrong";
  const repeat = repeatOf(fields, day(on));
  if (repeat === undefined) return "form.repeat.shifts.wrong";
  return { repeat, times, ...(fields.until === "" ? {} : { until: day(fields.until) }) };
};

const repeatOf = ({ rhythm, days, shifts }: RepeatFields, begins: Day): Repeat | undefined => {
  switch (rhythm) {
    case "once":
      return undefined;
    case "week":
      return { every: "week", days: [...new Set([...days, String(weekday(begins))])].sort().join("") };
    case "month-day":
    case "month-week":
      return { every: rhythm };
    case "shifts": {
      const n = whole(shifts, 1, 90);
      return n === undefined ? undefined : { every: "shifts", n };
    }
  }
};

/** What the two monthly rhythms mean for this first day: its date, its week and weekday. */
export const monthly = (
  begins: string,
): { readonly date: number; readonly week: number; readonly weekday: Weekday } | undefined => {
  const on = begins.slice(0, 10);
  if (!isDay(on)) return undefined;
  const first = weekdays.find((one) => one === weekday(day(on)));
  return first === undefined ? undefined : { date: Number(on.slice(8)), week: weekOf(day(on)), weekday: first };
};

const whole = (typed: string, least: number, most: number): number | undefined => {
  const n = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return n >= least && n <= most ? n : undefined;
};
