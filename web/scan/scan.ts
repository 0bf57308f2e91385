// A scan, a check-in and a finding as the phone keeps them, and where each stands on its way to the server.

import type { FindingSort } from "../../domain/patrols/finding.ts";

export type Place = { readonly lonLat: readonly [number, number]; readonly acc: number };

export type Fate =
  | { readonly state: "waiting" }
  | { readonly state: "sent"; readonly at: number; readonly note?: string }
  /** The server's no, in the person's language; it stays until he sends it again. */
  | { readonly state: "refused"; readonly message: string };

export type Scan = {
  /** UUIDv7, made once: it sorts by the moment of the scan and is the same at every sending. */
  readonly id: string;
  readonly route: string;
  readonly checkpoint: string;
  readonly by: "nfc" | "qr";
  /** The phone's own clock, ms. */
  readonly at: number;
  readonly place?: Place;
  readonly fate: Fate;
};

/** What somebody met in the field. Its photo leaves the phone with its sending, and the phone's disk then. */
export type Finding = {
  readonly id: string;
  readonly sort: FindingSort;
  readonly note: string;
  readonly at: number;
  readonly place?: Place;
  readonly photo?: Blob;
  readonly fate: Fate;
};

/** All is well. */
export type CheckIn = {
  readonly id: string;
  readonly what: "check-in";
  readonly at: number;
  readonly place?: Place;
  readonly fate: Fate;
};

export type Kept = Scan | CheckIn | Finding;
export const isFinding = (kept: Kept): kept is Finding => "sort" in kept;
export const isCheckIn = (kept: Kept): kept is CheckIn => "what" in kept;

/** What the page shows: how many stand where, and the last ones. */
export type Shown = {
  readonly waiting: number;
  readonly refused: number;
  /** The latest first: all that were refused, and the last few of the others. */
  readonly latest: readonly Kept[];
};

/** The same sign twice within this time is one scan: a thumb that trembles, a tab that the phone opens again. ms */
export const sameScan = 60_000;

/** As the server's doors want them. */
export const asTold = ({ fate: _, place, ...scan }: Scan | CheckIn): object => ({ ...scan, ...place });
export const asFound = ({ fate: _, photo: __, place, ...finding }: Finding, now: number): object => ({
  ...finding,
  now,
  ...place,
});
