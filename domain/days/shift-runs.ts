// The runs of shifts around a moment, in the order in which they ended: what the desk looks back on and the watch closes. [ORG-3]

import type { Millis } from "../ids.ts";
import { addDays, type Shift, type ShiftRun, type SiteClock, shiftRun } from "../time.ts";

/** Runs that ended in `(at − back, at]`, the last first. */
export const endedRuns = (
  clock: SiteClock,
  shifts: readonly Shift[],
  at: Millis,
  back: Millis,
): readonly ShiftRun[] => {
  const today = clock.dayOf(at);
  return [-2, -1, 0]
    .flatMap((days) => shifts.map((shift) => shiftRun(clock, shift, addDays(today, days))))
    .filter((run) => run.endsAt <= at && run.endsAt > at - back)
    .sort((a, b) => b.endsAt - a.endsAt || (a.shift.id < b.shift.id ? -1 : 1));
};
