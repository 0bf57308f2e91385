// A fairness window: at first each crew has its share of the seats, for popular shifts fill within seconds; when it ends, what is left is everybody's. [ACT-1, ACT-3]

import type { ActivityId, EntryId, Millis, UnitId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { Refusal } from "../refusals.ts";
import { stampText } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { type ActivityRec, isSeated } from "./activity.ts";
import type { ActivityLook } from "./seats.ts";

export type Shares = Readonly<Record<string, number>>;

/** The crew within its unit, for crews of two units may bear one name; who has no crew belongs to his unit's others. */
export const crewKey = ({ unit, crew }: Pick<WorkerRec, "unit" | "crew">): string => `${unit}/${crew}`;

/**
 * Each crew's seats by its head count. They sum to the capacity, and nobody's is 0 where there are seats enough for a seat each.
 * Seat by seat to the crew with the most heads for the seats that it has (Sainte-Laguë), after a first seat for each.
 */
export const sharesOf = (heads: ReadonlyMap<string, number>, capacity: number): Shares => {
  const crews = [...heads].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const first = capacity >= crews.length ? 1 : 0;
  const shares = crews.map(([key, count]) => ({ key, count, seats: first }));
  for (let left = capacity - first * crews.length; left > 0; left -= 1) {
    const next = shares.reduce<(typeof shares)[number] | undefined>(
      (best, one) =>
        best !== undefined && best.count * (2 * one.seats + 1) >= one.count * (2 * best.seats + 1) ? best : one,
      undefined,
    );
    if (next === undefined) break;
    next.seats += 1;
  }
  return Object.fromEntries(shares.map(({ key, seats }) => [key, seats]));
};

/** Heads of the crews in a unit and below, as they stand when the activity is opened. */
export const headsIn = (unit: UnitId, workers: Iterable<WorkerRec>): ReadonlyMap<string, number> => {
  const heads = new Map<string, number>();
  for (const worker of workers) {
    if (isForgotten(worker) || !worker.scope.includes(unit)) continue;
    const key = crewKey(worker);
    heads.set(key, (heads.get(key) ?? 0) + 1);
  }
  return heads;
};

/** The window while it runs; it never outlasts the beginning. */
export const windowNow = ({ fair, startsAt }: ActivityRec, now: Millis): ActivityRec["fair"] =>
  fair !== undefined && now < fair.until && now < startsAt ? fair : undefined;

/** What is left of each crew's share, counted on while one act gives out several seats. */
export type ShareTally = {
  /** Without a window there is no bound. */
  readonly left: (worker: Pick<WorkerRec, "unit" | "crew">) => number;
  readonly take: (worker: Pick<WorkerRec, "unit" | "crew">) => void;
};

const unbound: ShareTally = { left: () => Number.POSITIVE_INFINITY, take: () => undefined };

export type ShareLook = Pick<ActivityLook, "worker" | "entry" | "crewSeats">;

/** `leaving`: entries whose seats this very act has freed. */
export const shareTally = (
  activity: ActivityRec,
  now: Millis,
  look: ShareLook,
  leaving: readonly { readonly id: EntryId }[] = [],
): ShareTally => {
  const window = windowNow(activity, now);
  if (window === undefined) return unbound;
  /** Above those on the board; below them, where somebody leaves. */
  const taken = new Map<string, number>();
  const take = (key: string, by = 1): void => {
    taken.set(key, (taken.get(key) ?? 0) + by);
  };
  for (const id of new Set(leaving.map((entry) => entry.id))) {
    const entry = look.entry(id);
    const worker = entry?.activity === activity.id && isSeated(entry) ? look.worker(entry.worker) : undefined;
    if (worker !== undefined) take(crewKey(worker), -1);
  }
  return {
    left: (worker) => {
      const key = crewKey(worker);
      // A screen sees nobody's seat but his own: for it nothing is below nought.
      const seats = Math.max(0, look.crewSeats(activity.id, key) + (taken.get(key) ?? 0));
      return Math.max(0, (window.shares[key] ?? 0) - seats);
    },
    take: (worker) => take(crewKey(worker)),
  };
};

export const shareUsed = (activity: ActivityRec, { clock }: Pick<ActivityLook, "clock">): Refusal => ({
  code: "crew_share",
  params: { activity: bothNames(activity), until: stampText(clock, activity.fair?.until ?? activity.startsAt) },
});

/** What a worker may know of the windows that run: his own crew's share and what is left of it. */
export type OwnShare = { readonly activity: ActivityId; readonly share: number; readonly left: number };

export const ownShares = (
  worker: WorkerRec,
  look: ShareLook & { readonly all: (kind: "activity") => Iterable<ActivityRec> },
  now: Millis,
): readonly OwnShare[] =>
  [...look.all("activity")].flatMap((activity) => {
    const window = windowNow(activity, now);
    if (window === undefined || activity.cancelled !== undefined) return [];
    const share = window.shares[crewKey(worker)] ?? 0;
    return [{ activity: activity.id, share, left: shareTally(activity, now, look).left(worker) }];
  });
