// When each tracker was last heard, and which unknown devices call: kept in memory, told to the desk, never a place outside a patrol.

import type { Millis, TrackerId } from "../../domain/ids.ts";

export type Heard = {
  readonly tracker: TrackerId;
  readonly at: Millis;
  /** Positions since the start that belonged to a patrol, and those that did not, whose place was not kept. */
  readonly counted: number;
  readonly outside: number;
};
export type Unknown = { readonly device: string; readonly at: Millis; readonly times: number };

export type HeardLog = {
  readonly hear: (tracker: TrackerId, at: Millis, counted: number, outside: number) => void;
  /** A device that a platform or a broker names and nobody registered. */
  readonly miss: (device: string, at: Millis) => void;
  readonly found: (device: string) => void;
  readonly heard: () => readonly Heard[];
  /** The latest first. */
  readonly unknown: () => readonly Unknown[];
};

const unknownMost = 50;

export const createHeardLog = (): HeardLog => {
  const byTracker = new Map<TrackerId, Heard>();
  const strangers = new Map<string, Unknown>();
  return {
    hear: (tracker, at, counted, outside) => {
      const before = byTracker.get(tracker);
      const sum = { counted: (before?.counted ?? 0) + counted, outside: (before?.outside ?? 0) + outside };
      byTracker.set(tracker, { tracker, at, ...sum });
    },
    miss: (device, at) => {
      const times = (strangers.get(device)?.times ?? 0) + 1;
      strangers.delete(device);
      strangers.set(device, { device, at, times });
      const [oldest] = strangers.keys();
      if (strangers.size > unknownMost && oldest !== undefined) strangers.delete(oldest);
    },
    found: (device) => {
      strangers.delete(device);
    },
    heard: () => [...byTracker.values()],
    unknown: () => [...strangers.values()].reverse(),
  };
};
