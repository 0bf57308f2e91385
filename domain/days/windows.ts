// The windows that coverage is told for: week, month and season of a site day, and the window before for comparison. [COV-2]

import { day as asDay, type Day } from "../ids.ts";
import { addDays, daysBetween, weekday } from "../time.ts";

/** `shift` is the run under way; the others hold whole site days. Weeks begin on Monday. */
export const windowNames = ["shift", "day", "week", "month", "season"] as const;
export type WindowName = (typeof windowNames)[number];
export type DayWindow = Exclude<WindowName, "shift">;

/** `MM-DD`: the days of the year on which a season begins. A season lasts to the day before the next begins. */
export type SeasonStarts = readonly string[];
/**
 * Calendar quarters, which every site knows. Where the fire seasons rule the work, the site says their beginnings: the
 * year's order names them, and they differ from province to province and from year to year.
 */
export const quarters: SeasonStarts = ["01-01", "04-01", "07-01", "10-01"];

/** Whether the text is a day of every year; the 29th of February is not. */
export const isSeasonStart = (text: string): boolean => {
  const found = /^(\d\d)-(\d\d)$/.exec(text);
  if (found === null) return false;
  const [month, date] = [Number(found[1]), Number(found[2])];
  return (
    month >= 1 && month <= 12 && date >= 1 && date <= ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
  );
};

/** The window's first day, of the window that holds `on`. */
export const windowStart = (name: DayWindow, on: Day, seasons: SeasonStarts): Day => {
  switch (name) {
    case "day":
      return on;
    case "week":
      return addDays(on, 1 - weekday(on));
    case "month":
      return asDay(`${on.slice(0, 8)}01`);
    case "season": {
      const year = Number(on.slice(0, 4));
      const begins = [year - 1, year]
        .flatMap((one) =>
          (seasons.length === 0 ? quarters : seasons).map((start) => `${String(one).padStart(4, "0")}-${start}`),
        )
        .filter((one) => one <= on)
        .sort();
      return asDay(begins.at(-1) ?? on);
    }
  }
};

/** A window as far as it has come: its first day, its last day so far, and the days from one to the other. */
export type Reach = { readonly from: Day; readonly to: Day; readonly days: number };

const reach = (from: Day, to: Day): Reach => ({ from, to, days: daysBetween(from, to) + 1 });

export const reachOf = (name: DayWindow, to: Day, seasons: SeasonStarts): Reach =>
  reach(windowStart(name, to, seasons), to);

/** The window before, whole: the day, week, month or season that ended on the day before this one began. */
export const wholeBefore = (name: DayWindow, one: Reach, seasons: SeasonStarts): Reach => {
  const to = addDays(one.from, -1);
  return reach(windowStart(name, to, seasons), to);
};

/** The window before, cut to as many days as this one has: a week of three days is compared with the first three of the last. */
export const sameBefore = (name: DayWindow, one: Reach, seasons: SeasonStarts): Reach => {
  const before = wholeBefore(name, one, seasons);
  return before.days <= one.days ? before : reach(before.from, addDays(before.from, one.days - 1));
};
