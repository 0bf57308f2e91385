// A clock and its timers in the test's hand: time stands until the test moves it, and rings what falls due on the way, in order.

import type { Millis } from "../../domain/ids.ts";

type Timer = { readonly at: Millis; readonly ring: () => void };

export type FakeTimers = {
  readonly now: () => Millis;
  readonly after: (ms: number, ring: () => void) => () => void;
  /** Moves time on; what is due rings at its own moment. */
  readonly pass: (ms: number) => void;
  /** Milliseconds until the next timer rings, those of `except` left out; undefined where none is set. */
  readonly next: () => number | undefined;
  /** Resolves when a timer that rings within `ms` is set. */
  readonly awaits: (ms: number) => Promise<number>;
};

export const createFakeTimers = (start: Millis): FakeTimers => {
  let now = start;
  let timers: readonly Timer[] = [];
  let asked: { readonly ms: number; readonly met: (ms: number) => void }[] = [];

  const soonest = (): Timer | undefined => timers.toSorted((a, b) => a.at - b.at)[0];
  const next = (): number | undefined => {
    const timer = soonest();
    return timer === undefined ? undefined : timer.at - now;
  };
  const tellAsked = (): void => {
    const due = next();
    if (due === undefined) return;
    asked = asked.filter(({ ms, met }) => {
      if (due > ms) return true;
      met(due);
      return false;
    });
  };
  return {
    now: () => now,
    after: (ms, ring) => {
      const timer = { at: now + ms, ring };
      timers = [...timers, timer];
      tellAsked();
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    pass: (ms) => {
      const end = now + ms;
      for (let timer = soonest(); timer !== undefined && timer.at <= end; timer = soonest()) {
        const due = timer;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.ring();
      }
      now = end;
    },
    next,
    awaits: (ms) => {
      const due = next();
      return due !== undefined && due <= ms ? Promise.resolve(due) : new Promise((met) => asked.push({ ms, met }));
    },
  };
};
