// Dates and times of day as the wall's header writes them, on the site's clocks.

import type { Lang } from "../../domain/refusals.ts";
import { type ShiftRun, type SiteClock, weekday } from "../../domain/time.ts";
import type { WallWords } from "./words-zh.ts";

const two = (n: number): string => String(n).padStart(2, "0");
const months = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `16:23:41`. Zones differ by whole minutes, so the second is the same everywhere. */
export const clockSeconds = (clock: SiteClock, at: number): string => {
  const m = clock.minuteOfDay(at);
  return `${two(Math.floor(m / 60))}:${two(m % 60)}:${two(Math.floor((((at % 60_000) + 60_000) % 60_000) / 1000))}`;
};

/** `16:23`. */
export const clockMinutes = (clock: SiteClock, at: number): string => clockSeconds(clock, at).slice(0, 5);

/** `16:00` of a minute of the day; an end at midnight is 24:00. */
export const minuteText = (minute: number, isEnd: boolean): string => {
  const m = isEnd && minute === 0 ? 1440 : minute;
  return `${two(Math.floor(m / 60))}:${two(m % 60)}`;
};

export const dateText = (clock: SiteClock, at: number, lang: Lang, words: WallWords): string => {
  const day = clock.dayOf(at);
  const [, month = 1, date = 1] = day.split("-").map(Number);
  const name = words.weekdays[weekday(day)] ?? "";
  return lang === "en" ? `${name} ${date} ${months[month] ?? ""}` : `${month} 月 ${date} 日 ${name}`;
};

export const shiftText = (run: ShiftRun | undefined, lang: Lang, words: WallWords): string => {
  if (run === undefined) return words.noShift;
  const { shift } = run;
  const name = lang === "en" && shift.nameEn !== "" ? shift.nameEn : shift.name;
  return words.shift(name, minuteText(shift.start, false), minuteText(shift.end, true));
};
