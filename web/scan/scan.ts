// A scan as the phone keeps it, and where it stands on its way to the server.

export type Place = { readonly lonLat: readonly [number, number]; readonly acc: number };

export type Fate =
  | { readonly state: "waiting" }
  | { readonly state: "sent"; readonly at: number }
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

/** What the page shows: how many stand where, and the last ones. */
export type Shown = {
  readonly waiting: number;
  readonly refused: number;
  /** The latest first: all that were refused, and the last few of the others. */
  readonly latest: readonly Scan[];
};

/** The same sign twice within this time is one scan: a thumb that trembles, a tab that the phone opens again. ms */
export const sameScan = 60_000;

/** As the server's door wants it. */
export const asTold = ({ fate: _, place, ...scan }: Scan): object => ({ ...scan, ...place });
