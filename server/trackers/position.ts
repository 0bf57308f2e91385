// A position as any device or platform sends it, after its format was read: the one shape that the register of trackers hears.

import * as v from "valibot";

/** 1e400 is a number to JSON and none to us. */
export const finite = v.pipe(v.number(), v.finite());
/** Positions in one message: a day of a fix a minute, and more. */
export const messagesMost = 2_000;

export type Position = {
  /** As the sender names the device; empty where only its token says who it is. */
  readonly device: string;
  /** ms; undefined where the sender told no time: then it is the moment of its arrival. */
  readonly at: number | undefined;
  /** Degrees, as sent. */
  readonly lon: number;
  readonly lat: number;
  /** Metres; undefined where unknown. */
  readonly acc: number | undefined;
};

/** What a message says: positions (none: it speaks of something else, and is answered as heard), or where it cannot be read. */
export type Message =
  | { readonly ok: true; readonly positions: readonly Position[] }
  | { readonly ok: false; readonly where: string };

export const nothing: Message = { ok: true, positions: [] };

/** Senders write -1, or 0, where they know none. */
export const knownAccuracy = (metres: number | null | undefined): number | undefined =>
  typeof metres === "number" && Number.isFinite(metres) && metres > 0 ? metres : undefined;
