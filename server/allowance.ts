// How fast one line may ask: enough for a kiosk that empties its outbox, too little for a loop gone wild.

import type { Millis } from "../domain/ids.ts";
import { second } from "../domain/time.ts";

/** Commands a second that go on for ever, and how many may come at once. */
export const sustained = 100;
export const burst = 1_500;

export type Allowance = {
  /** Takes one; the answer is 0, or the whole seconds to wait. */
  readonly take: () => number;
};

export const createAllowance = (now: () => Millis, most = { sustained, burst }): Allowance => {
  let left = most.burst;
  let at = now();
  return {
    take: () => {
      const moment = now();
      left = Math.min(most.burst, left + (Math.max(0, moment - at) * most.sustained) / second);
      at = moment;
      if (left < 1) return Math.ceil((1 - left) / most.sustained);
      left -= 1;
      return 0;
    },
  };
};
