// Site time: calendar days, minutes of the day and shifts in the site's own zone, without a clock and without Date.

import { day as asDay, type Day, type Millis, type ShiftId } from "./ids.ts";

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const dayLength = 86_400_000;

/** Days since 1970-01-01 of a proleptic Gregorian date (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export const daysFromCivil = (year: number, month: number, dayOfMonth: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146_097 + doe - 719_468;
};

export const civilFromDays = (
  days: number,
): { readonly year: number; readonly month: number; readonly day: number } => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp + (mp < 10 ? 3 : -9);
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
};

const pad = (n: number, width = 2): string => String(n).padStart(width, "0");
const digits = (d: Day, at: number): number => (d.charCodeAt(at) - 48) * 10 + d.charCodeAt(at + 1) - 48;
/** Every view of a post asks for days many times over: neither arrays nor parts of texts are made here. */
const dayNumber = (d: Day): number => {
  const end = d.length;
  const year = end === 10 ? digits(d, 0) * 100 + digits(d, 2) : Number(d.slice(0, -6));
  return daysFromCivil(year, digits(d, end - 5), digits(d, end - 2));
};
const dayText = (n: number): Day => {
  const { year, month, day } = civilFromDays(n);
  return asDay(`${pad(year, 4)}-${pad(month)}-${pad(day)}`);
};

export const addDays = (d: Day, n: number): Day => dayText(dayNumber(d) + n);
/** Whole days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a);
/** ISO weekday, Monday 1 … Sunday 7. */
export const weekday = (d: Day): number => ((((dayNumber(d) + 3) % 7) + 7) % 7) + 1;

export type SiteClock = {
  readonly zone: string;
  readonly dayOf: (at: Millis) => Day;
  /** Minutes since site midnight, 0…1439 (wall-clock minutes, so a day with a zone change still ends at 24:00). */
  readonly minuteOfDay: (at: Millis) => number;
  /** The instant at which the site's clocks show this day and minute. A time that a zone change skips lands after it. */
  readonly instant: (d: Day, minuteOfDay: number) => Millis;
};

/** A clock face for an IANA zone. Offsets are asked of Intl once per quarter hour and remembered. */
export const siteClock = (zone: string): SiteClock => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsets = new Map<number, number>();
  const offsetAt = (at: Millis): number => {
    const quarter = Math.floor(at / (15 * minute));
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const parts: Record<string, number> = {};
    for (const part of format.formatToParts(quarter * 15 * minute)) parts[part.type] = Number(part.value);
    const local =
      daysFromCivil(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1) * dayLength +
      (parts.hour ?? 0) * hour +
      (parts.minute ?? 0) * minute +
      (parts.second ?? 0) * second;
    const offset = local - quarter * 15 * minute;
    if (offsets.size > 20_000) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
  };
  const instant = (d: Day, minuteOfDay: number): Millis => {
    const wall = dayNumber(d) * dayLength + minuteOfDay * minute;
    const guess = wall - offsetAt(wall);
    const settled = wall - offsetAt(guess);
    return settled === guess || wall - offsetAt(settled) === settled ? settled : Math.max(guess, settled);
  };
  let lastDay: { readonly number: number; readonly text: Day } | undefined;
  const dayFromNumber = (n: number): Day => {
    if (lastDay?.number !== n) lastDay = { number: n, text: dayText(n) };
    return lastDay.text;
  };
  return {
    zone,
    dayOf: (at) => dayFromNumber(Math.floor((at + offsetAt(at)) / dayLength)),
    minuteOfDay: (at) => Math.floor((((at + offsetAt(at)) % dayLength) + dayLength) / minute) % 1440,
    instant,
  };
};

/** A window of the site's day; it may cross midnight (`start` > `end`). [ORG-3] */
export type Shift = {
  readonly id: ShiftId;
  readonly name: string;
  readonly nameEn: string;
  /** Minute of the day, 0…1439. */
  readonly start: number;
  readonly end: number;
};

/** One run of a shift: the shift named, the day on which it begins, and its instants. */
export type ShiftRun = {
  readonly shift: Shift;
  readonly day: Day;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
};

export const shiftRun = (clock: SiteClock, shift: Shift, d: Day): ShiftRun => ({
  shift,
  day: d,
  startsAt: clock.instant(d, shift.start),
  endsAt: clock.instant(shift.end > shift.start ? d : addDays(d, 1), shift.end),
});

/** The run that holds `at`, the one begun last where two overlap; undefined between shifts. */
export const shiftAt = (clock: SiteClock, shifts: readonly Shift[], at: Millis): ShiftRun | undefined => {
  const today = clock.dayOf(at);
  let found: ShiftRun | undefined;
  for (const d of [addDays(today, -1), today]) {
    for (const shift of shifts) {
      const run = shiftRun(clock, shift, d);
      if (run.startsAt <= at && at < run.endsAt && (found === undefined || run.startsAt > found.startsAt)) found = run;
    }
  }
  return found;
};

/** The run that begins next after `at`; undefined on a site without shifts. */
export const nextShift = (clock: SiteClock, shifts: readonly Shift[], at: Millis): ShiftRun | undefined => {
  const today = clock.dayOf(at);
  let found: ShiftRun | undefined;
  for (const d of [today, addDays(today, 1), addDays(today, 2)]) {
    for (const shift of shifts) {
      const run = shiftRun(clock, shift, d);
      if (run.startsAt > at && (found === undefined || run.startsAt < found.startsAt)) found = run;
    }
  }
  return found;
};

const two = (n: number): string => pad(n);

/** `16:05` on the site's clocks. */
export const clockText = (clock: SiteClock, at: Millis): string => {
  const m = clock.minuteOfDay(at);
  return `${two(Math.floor(m / 60))}:${two(m % 60)}`;
};
/** `11-24 18:00` on the site's clocks; for refusals, where both languages read it. */
export const stampText = (clock: SiteClock, at: Millis): string =>
  `${clock.dayOf(at).slice(5)} ${clockText(clock, at)}`;
