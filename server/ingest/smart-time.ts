// SMART's times: those of the site's own clocks, read with one look at the clock for a day and not for each of its fixes. [PAT-1]

import { day, type Millis } from "../../domain/ids.ts";
import { gpsEpoch } from "../../domain/patrols/track.ts";
import { addDays, dayLength, daysBetween, minute, type SiteClock, second } from "../../domain/time.ts";
import { isDay } from "../../domain/workers.ts";
import { timeOf } from "./values.ts";

/** Nothing is planned further ahead. */
const furthest = 2 * 366;

export type SmartTimes = ReturnType<typeof createSmartTimes>;

export const createSmartTimes = (clock: SiteClock, now: Millis) => {
  const [earliest, latest] = [clock.dayOf(gpsEpoch), addDays(clock.dayOf(now), furthest)];
  type Known = { readonly start: Millis; readonly isWhole: boolean };
  const known = new Map<string, Known>();
  const startOf = (date: string): Known => {
    const before = known.get(date);
    if (before !== undefined) return before;
    const start = clock.instant(day(date), 0);
    const one = { start, isWhole: clock.instant(addDays(day(date), 1), 0) - start === dayLength };
    known.set(date, one);
    return one;
  };
  const canBe = (date: string): boolean => isDay(date) && date >= earliest && date <= latest;

  /** `2012-03-18` and `9:5:07.123`; null where it is none, or of a day that cannot be. */
  const time = (date: string, text: string): Millis | null => {
    const parts = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?$/.exec(text);
    if (parts === null || !canBe(date)) return null;
    const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
    if (hours > 23 || minutes > 59 || seconds > 59) return null;
    const { start, isWhole } = startOf(date);
    const minutesOfDay = hours * 60 + minutes;
    const at = isWhole ? start + minutesOfDay * minute : clock.instant(day(date), minutesOfDay);
    return at + seconds * second;
  };
  return {
    time,
    /** `2024-03-21T18:0:5`; one that bears a zone, `Z`, `UTC`, `+08`, is taken at its word, and what else stands behind it is no time. */
    stamp: (text: string): Millis | null => {
      const zone = /:[\d.]+ ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$/i.exec(text)?.[1];
      if (zone === undefined) {
        const [date = "", written = "", ...rest] = text.split(/[T ]/);
        return rest.length === 0 ? time(date, written) : null;
      }
      const ofZone = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : /^[+-]/.test(zone) ? zone : "Z";
      return timeOf(text.slice(0, -zone.length).trimEnd() + ofZone);
    },
    /** When the site's day begins; of one that cannot be, roughly: whoever reads it says that it cannot. */
    dayStart: (date: string): Millis | null => {
      if (!isDay(date)) return null;
      return canBe(date) ? startOf(date).start : daysBetween(day("1970-01-01"), day(date)) * dayLength;
    },
  };
};
