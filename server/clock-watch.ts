// Notices when the server's clock is moved by hand or by a jump of its time service: a fault of the system that people must hear of.

import type { Condition } from "../domain/alarms/conditions.ts";
import type { Millis, UnitId } from "../domain/ids.ts";
import { minute, second } from "../domain/time.ts";

/** A jump of more than this between two looks is no drift and no time service at its slow work. */
const jump = 5 * second;
/** For how long it is said after the last jump. */
const saidFor = 10 * minute;

export type ClockWatch = { readonly look: (scope: readonly UnitId[]) => readonly Condition[] };

export const createClockWatch = (deps: {
  readonly now: () => Millis;
  /** A clock that only runs on and that nobody can set, ms. */
  readonly steady: () => number;
}): ClockWatch => {
  const { now, steady } = deps;
  let offset = now() - steady();
  let steppedAt: number | undefined;
  return {
    look: (scope) => {
      const current = now() - steady();
      if (Math.abs(current - offset) > jump) steppedAt = steady();
      offset = current;
      if (steppedAt === undefined || steady() - steppedAt > saidFor) return [];
      // Told in the clock as it goes now: the moment of the jump has no sure name in it.
      const since = now() - (steady() - steppedAt);
      return [{ sort: "clock-stepped", source: "server", scope, priority: 2, since }];
    },
  };
};
