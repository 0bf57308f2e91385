// How fast one hook may speak: at once while it is quiet, and from half of its minute on at even steps, so that no receiver is
// ever sent more than it takes and nobody waits long for the next message.

import type { Millis } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";

export type Pace = {
  /** Milliseconds until the next message may go; 0: now. */
  readonly rest: (now: Millis) => number;
  /** Many have gone within the minute: what waits should go together. */
  readonly isCrowded: (now: Millis) => boolean;
  readonly sent: (now: Millis) => void;
};

/**
 * Messages sent at once number at most half of `perMinute` in any minute that ends with one of them; those after it are a
 * step apart, so that no minute holds more than `perMinute`.
 */
export const createPace = (perMinute: number): Pace => {
  const free = Math.floor(perMinute / 2);
  const step = Math.ceil(minute / (perMinute - free));
  let times: readonly Millis[] = [];
  /** A clock that was set back must not hold the next message up for longer than a step. */
  const recent = (now: Millis): readonly Millis[] => times.filter((at) => now - at < minute && at <= now);
  const isCrowded = (now: Millis): boolean => recent(now).length >= free;
  return {
    isCrowded,
    rest: (now) => (isCrowded(now) ? Math.max(0, (recent(now).at(-1) ?? now) + step - now) : 0),
    sent: (now) => {
      times = [...recent(now), now];
    },
  };
};
