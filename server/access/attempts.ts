// Counts wrong guesses: five are free, then 30 s doubling to 1 h. Outside of locks one miss is forgiven an hour: that is the long-run rate of guessing.

import type { Millis } from "../../domain/ids.ts";
import { hour, second } from "../../domain/time.ts";
import { keyedHash } from "./digests.ts";
import type { SecretsStore } from "./secrets-store.ts";

export type Bound = {
  /** What is being guarded, e.g. "pin of a worker"; hashed before it is kept, for people type passwords into name fields. */
  readonly key: string;
  /** The miss that first locks. */
  readonly lockAt: number;
};

/**
 * A guess is counted as a miss before it is checked and eased when it was right: guesses sent all at once are counted all.
 * While a bound is locked nothing is counted.
 */
export interface Attempts {
  /** Whole seconds until all of these are open; 0: now. */
  lockedFor(bounds: readonly Bound[]): number;
  miss(bounds: readonly Bound[]): void;
  /** How many misses are counted now. */
  missesOf(bound: Bound): number;
  /** How many more are free before one of these locks; 0: the last one locked it. */
  leftOf(bounds: readonly Bound[]): number;
  /** Takes back `misses` and opens the bound. */
  ease(bound: Bound, misses: number): void;
}

const firstLock = 30 * second;
const longestLock = hour;
const maxKept = 1_000;

type Entry = {
  readonly misses: number;
  /** From when on the hours that forgive are counted. */
  readonly at: Millis;
  readonly until: Millis;
};

export type AttemptsDeps = { readonly secrets: SecretsStore; readonly now: () => Millis };

export const createAttempts = ({ secrets, now }: AttemptsDeps): Attempts => {
  const keyOf = (bound: Bound): string => keyedHash(secrets.read().pepper, "attempt", bound.key).slice(0, 24);
  const entryOf = (bound: Bound): Entry | undefined => {
    const attempts = secrets.read().attempts;
    const key = keyOf(bound);
    return Object.hasOwn(attempts, key) ? attempts[key] : undefined;
  };
  const write = (bound: Bound, entry: Entry | undefined): void => {
    const key = keyOf(bound);
    const at = now();
    secrets.soon((before) => {
      const { [key]: _, ...others } = before.attempts;
      return { ...before, attempts: entry === undefined ? others : { ...trimmed(others, at), [key]: entry } };
    });
  };

  return {
    lockedFor: (bounds) => {
      const at = now();
      const left = bounds.map((bound) => (entryOf(bound)?.until ?? 0) - at);
      // A clock that was set back must not lock for longer than the longest lock.
      return Math.ceil(Math.min(longestLock, Math.max(0, ...left)) / second);
    },
    miss: (bounds) => {
      const at = now();
      for (const bound of bounds) {
        const before = faded(entryOf(bound), at);
        const misses = before.misses + 1;
        const until = at + lockAfter(misses - bound.lockAt);
        // Nothing is forgiven for the time of a lock.
        write(bound, misses < bound.lockAt ? { misses, at: before.at, until: 0 } : { misses, at: until, until });
      }
    },
    missesOf: (bound) => faded(entryOf(bound), now()).misses,
    leftOf: (bounds) => {
      const at = now();
      return Math.max(0, Math.min(...bounds.map((bound) => bound.lockAt - faded(entryOf(bound), at).misses)));
    },
    ease: (bound, misses) => {
      const entry = entryOf(bound);
      if (entry === undefined) return;
      const before = faded(entry, now());
      const left = before.misses - misses;
      write(bound, left <= 0 ? undefined : { misses: left, at: before.at, until: 0 });
    },
  };
};

const lockAfter = (furtherMisses: number): Millis =>
  Math.min(longestLock, firstLock * 2 ** Math.min(furtherMisses, 20));

/** The entry after the hours that passed; `at` moves on by whole hours, so that no part of one is lost. */
const faded = (entry: Entry | undefined, now: Millis): { readonly misses: number; readonly at: Millis } => {
  if (entry === undefined) return { misses: 0, at: now };
  const hours = Math.max(0, Math.floor((now - entry.at) / hour));
  const misses = entry.misses - hours;
  return misses <= 0 ? { misses: 0, at: now } : { misses, at: Math.min(now, entry.at + hours * hour) };
};

/** Bounded: what has faded goes first, then what was missed least and longest ago. */
const trimmed = (entries: Readonly<Record<string, Entry>>, now: Millis): Readonly<Record<string, Entry>> => {
  const all = Object.entries(entries);
  if (all.length < maxKept) return entries;
  const alive = all.filter(([, entry]) => entry.until > now || faded(entry, now).misses > 0);
  const worst = alive.toSorted(([, a], [, b]) => b.misses - a.misses || b.at - a.at);
  return Object.fromEntries(worst.slice(0, maxKept - 1));
};
