// Times as a person says them: today 16:20, Wednesday 13:30, 1 December; always on the site's clocks.

import type { Day, Millis } from "../domain/ids.ts";
import type { Lang } from "../domain/refusals.ts";
import { clockText, daysBetween, type SiteClock, weekday } from "../domain/time.ts";

const weekdaysZh = ["一", "二", "三", "四", "五", "六", "日"] as const;
const weekdaysEn = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const monthsEn = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const part = (day: Day, at: number): number => Number(day.split("-")[at] ?? 1);

/** `11 月 23 日` / `23 Nov`: as the wall writes it. */
export const dateText = (day: Day, lang: Lang): string =>
  lang === "en" ? `${part(day, 2)} ${monthsEn[part(day, 1) - 1] ?? ""}` : `${part(day, 1)} 月 ${part(day, 2)} 日`;

/** `2026 年 11 月 20 日` / `20 Nov 2026`. */
export const fullDateText = (day: Day, lang: Lang): string =>
  lang === "en" ? `${dateText(day, lang)} ${part(day, 0)}` : `${part(day, 0)} 年 ${dateText(day, lang)}`;

/** `周三` / `Wed`. */
export const weekdayText = (day: Day, lang: Lang): string => {
  const n = weekday(day) - 1;
  return lang === "en" ? (weekdaysEn[n] ?? "") : `周${weekdaysZh[n] ?? ""}`;
};

/** `11 月 23 日 周一` / `Mon 23 Nov`. */
export const dayDateText = (day: Day, lang: Lang): string =>
  lang === "en"
    ? `${weekdayText(day, lang)} ${dateText(day, lang)}`
    : `${dateText(day, lang)} ${weekdayText(day, lang)}`;

/** Today and tomorrow by name, the coming six days by weekday, the rest by date. */
export const dayText = (clock: SiteClock, at: Millis, now: Millis, lang: Lang): string => {
  const day = clock.dayOf(at);
  const away = daysBetween(clock.dayOf(now), day);
  if (away === 0) return lang === "en" ? "today" : "今天";
  if (away === 1) return lang === "en" ? "tomorrow" : "明天";
  if (away > 1 && away < 7) return weekdayText(day, lang);
  return dateText(day, lang);
};

/** `今天 16:20` / `today 16:20`. */
export const whenText = (clock: SiteClock, at: Millis, now: Millis, lang: Lang): string =>
  `${dayText(clock, at, now, lang)} ${clockText(clock, at)}`;

/** `11 月 25 日 周三 13:30–17:30` / `Wed 25 Nov 13:30–17:30`; an end on another day bears its date. */
export const spanText = (clock: SiteClock, from: Millis, to: Millis, lang: Lang): string => {
  const [first, last] = [clock.dayOf(from), clock.dayOf(to)];
  const end = first === last ? clockText(clock, to) : ` ${dateText(last, lang)} ${clockText(clock, to)}`;
  return `${dayDateText(first, lang)} ${clockText(clock, from)}–${end}`;
};

/** `07:41:52`. */
export const secondsText = (clock: SiteClock, at: Millis): string =>
  `${clockText(clock, at)}:${String(Math.floor(at / 1_000) % 60).padStart(2, "0")}`;

/** `08:00–16:00`. */
export const runText = (clock: SiteClock, run: { readonly startsAt: Millis; readonly endsAt: Millis }): string =>
  `${clockText(clock, run.startsAt)}–${clockText(clock, run.endsAt)}`;

export type PartOfDay = "morning" | "noon" | "afternoon" | "evening" | "night";
export const partOfDay = (clock: SiteClock, now: Millis): PartOfDay => {
  const hour = clock.minuteOfDay(now) / 60;
  if (hour < 5 || hour >= 22) return "night";
  if (hour < 11) return "morning";
  if (hour < 13) return "noon";
  return hour < 18 ? "afternoon" : "evening";
};
