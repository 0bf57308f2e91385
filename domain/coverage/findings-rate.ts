// 每百公里发现: how many findings a window brought, for as long as the board keeps them all. [COV-2]

import type { Reach } from "../days/windows.ts";
import type { Millis, UnitId } from "../ids.ts";
import type { FindingRec } from "../patrols/finding.ts";
import { retention } from "../retire.ts";
import { addDays, dayLength, type SiteClock } from "../time.ts";

/** Findings of the window in the unit and below it; undefined where closed ones may have left the board already. */
export const foundIn = (
  findings: Iterable<FindingRec>,
  { from, to }: Reach,
  unit: UnitId | undefined,
  clock: SiteClock,
  now: Millis,
): number | undefined => {
  if (from < addDays(clock.dayOf(now), 1 - Math.floor(retention.finding / dayLength))) return undefined;
  let count = 0;
  for (const finding of findings) {
    const on = clock.dayOf(finding.at);
    if (from <= on && on <= to && (unit === undefined || finding.scope.includes(unit))) count += 1;
  }
  return count;
};
