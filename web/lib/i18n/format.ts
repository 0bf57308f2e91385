// Numbers, ages, clocks and dates as a screen writes them: in the site's zone, never in the device's.

import type { Millis } from "../../../domain/ids.ts";
import type { Lang } from "../../../domain/refusals.ts";
import { clockText, dayLength, hour, minute, type SiteClock, second, weekday } from "../../../domain/time.ts";
import { commonWords } from "./common.ts";

/** `1,286`, `-0.5`: both languages group by three with commas. `digits` fixes the decimals. */
export const numberText = (n: number, digits?: number): string => {
  const [whole = "", decimals] = (digits === undefined ? String(n) : n.toFixed(digits)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
};

/** `16:23:41` on the site's clocks; zones differ by whole minutes, so the second is the same everywhere. */
export const clockSeconds = (clock: SiteClock, at: Millis): string => {
  const s = Math.floor((((at % minute) + minute) % minute) / second);
  return `${clockText(clock, at)}:${String(s).padStart(2, "0")}`;
};

/** `10 月 14 日 周三`, `Wed 14 Oct`: the site's day. */
export const dateText = (lang: Lang, clock: SiteClock, at: Millis): string => {
  const words = commonWords(lang);
  const day = clock.dayOf(at);
  return words.date(Number(day.slice(5, 7)), Number(day.slice(8, 10)), words.weekdays[weekday(day) - 1] ?? "");
};

/** One figure and one unit: seconds below two minutes, minutes below 100, hours below two days, then days. */
export const ageText = (lang: Lang, age: Millis): string => {
  const words = commonWords(lang);
  const ms = Math.max(0, age);
  if (ms < 2 * minute) return words.seconds(Math.floor(ms / second));
  if (ms < 100 * minute) return words.minutes(Math.floor(ms / minute));
  if (ms < 2 * dayLength) return words.hours(Math.floor(ms / hour));
  return words.days(Math.floor(ms / dayLength));
};
