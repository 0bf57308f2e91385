// The scrub bar of a replay: where alarms and midnights stand on it. Alarms too close to tell apart are one mark, the worst of them.

import type { Priority } from "../../domain/alarms/alarm.ts";
import type { Millis } from "../../domain/ids.ts";
import { minute, type SiteClock } from "../../domain/time.ts";

/** `place`: 0 at the left end, 1 at the right. */
export type BarMark = { readonly place: number; readonly priority: Priority; readonly count: number };

type Range = { readonly from: Millis; readonly to: Millis };
/** Marks closer than this share of the bar are one. */
const columns = 240;

const placeOf = (at: Millis, { from, to }: Range): number =>
  to <= from ? 0 : Math.min(1, Math.max(0, (at - from) / (to - from)));

export const barMarks = (
  raised: readonly { readonly at: Millis; readonly priority: Priority }[],
  range: Range,
): readonly BarMark[] => {
  const byColumn = new Map<number, BarMark>();
  for (const { at, priority } of raised) {
    const column = Math.round(placeOf(at, range) * columns);
    const known = byColumn.get(column);
    byColumn.set(column, {
      place: column / columns,
      priority: known !== undefined && known.priority < priority ? known.priority : priority,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...byColumn.values()];
};

/** `share`: how much of the bar its day takes, up to the next one or the bar's end. */
export type Midnight = { readonly at: Millis; readonly place: number; readonly share: number };

/** The beginnings of the site's days within the range. */
export const midnights = (clock: SiteClock, range: Range): readonly Midnight[] => {
  const found: Millis[] = [];
  const next = (at: Millis): Millis => Math.floor(at / minute) * minute + (1440 - clock.minuteOfDay(at)) * minute;
  for (let at = next(range.from); at < range.to && found.length < 8; at = next(at)) found.push(at);
  return found.map((at, n) => {
    const place = placeOf(at, range);
    return { at, place, share: placeOf(found[n + 1] ?? range.to, range) - place };
  });
};
