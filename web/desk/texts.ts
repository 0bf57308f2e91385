// How the desk writes ages, times and names of two languages; a pure answer to a number and a language.

import type { Millis } from "../../domain/ids.ts";
import type { Lang } from "../../domain/refusals.ts";
import { dayLength, hour, minute, type SiteClock, second } from "../../domain/time.ts";
import type { Say } from "./words.ts";

/** The one figure of an age and its unit: seconds to a minute, minutes to an hour, hours to two days, then days. */
export const ageParts = (ms: Millis): { readonly n: number; readonly unit: "s" | "min" | "h" | "d" } => {
  const age = Math.max(0, ms);
  if (age < minute) return { n: Math.floor(age / second), unit: "s" };
  if (age < hour) return { n: Math.floor(age / minute), unit: "min" };
  if (age < 2 * dayLength) return { n: Math.floor(age / hour), unit: "h" };
  return { n: Math.floor(age / dayLength), unit: "d" };
};

export const ageText = (say: Say, ms: Millis): string => {
  const { n, unit } = ageParts(ms);
  return say(`age.${unit}`, { n });
};

/** `7 小时 36 分`: what is left of a shift. */
export const spanText = (say: Say, ms: Millis): string => {
  const minutes = Math.max(0, Math.ceil(ms / minute));
  return minutes < 60
    ? say("age.min", { n: minutes })
    : say("age.hmin", { h: Math.floor(minutes / 60), m: minutes % 60 });
};

/** `1:36` below an hour, then as an age: how long an alarm goes unanswered. */
export const stopwatchText = (say: Say, ms: Millis): string => {
  const s = Math.max(0, Math.floor(ms / second));
  return s < 3600 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : ageText(say, ms);
};

/** `16:23:41` on the site's clocks; zones differ by whole minutes, so the second is the same everywhere. */
export const clockSeconds = (clock: SiteClock, at: Millis): string => {
  const m = clock.minuteOfDay(at);
  const s = Math.floor((((at % minute) + minute) % minute) / second);
  return [Math.floor(m / 60), m % 60, s].map((part) => String(part).padStart(2, "0")).join(":");
};

/** The name in the reader's language; a record without an English name keeps its own. */
export const nameIn = (lang: Lang, record: { readonly name: string; readonly nameEn: string }): string =>
  lang === "en" && record.nameEn !== "" ? record.nameEn : record.name;

/** Names as a list in the reader's language, at most `most`, then how many more. */
export const namesText = (lang: Lang, names: readonly string[], most = 4): string => {
  const shown = names.slice(0, most).join(lang === "en" ? ", " : "、");
  return names.length <= most ? shown : `${shown} +${names.length - most}`;
};

/** Bytes as kB or MB. */
export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
