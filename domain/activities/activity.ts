// An activity and its entries as they are kept, and what state the clock gives them. [ACT-1, ACT-6]

import type { ActivityId, EntryId, Millis, RoleId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { Training } from "../learning/training.ts";
import type { Changed } from "./activity-move.ts";
import type { Entered, PresenceState } from "./presence.ts";

export const activityKinds = ["volunteer", "training", "contest", "study", "drill", "meeting"] as const;
export type ActivityKind = (typeof activityKinds)[number];

export type ActivityRole = {
  readonly id: RoleId;
  readonly name: string;
  readonly nameEn: string;
  readonly capacity: number;
  readonly requires: readonly string[];
};

export type Counts = {
  /** Seats that are taken: confirmed, offered, on the ground, attended, and not used after all. Never above the capacity. [ACT-1] */
  readonly taken: number;
  readonly waiting: number;
  /** People checked in and not yet out: on the ground now. [ACT-6] */
  readonly here: number;
  readonly takenByRole: Readonly<Record<string, number>>;
};

export type ActivityRec = {
  readonly kind: "activity";
  readonly id: ActivityId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly sort: ActivityKind;
  readonly name: string;
  readonly nameEn: string;
  readonly place: string;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
  readonly opensAt: Millis;
  readonly closesAt: Millis;
  /** Until then a worker cancels by himself. */
  readonly cancelUntil: Millis;
  readonly capacity: number;
  readonly roles: readonly ActivityRole[];
  /** What a training is for. [ACT-5] */
  readonly training?: Training | undefined;
  readonly cancelled?: { readonly reason: string; readonly at: Millis };
  /** Its minutes have become credits; what comes later is credited at once, and corrected by counter-entries. [ACT-4] */
  readonly settled?: { readonly at: Millis };
  /** The first of the series that it belongs to. */
  readonly series?: ActivityId;
  /** Until then each crew has its share of the seats, by the head counts of the day on which it was opened. */
  readonly fair?: { readonly until: Millis; readonly shares: Readonly<Record<string, number>> };
  /** Since it was opened. */
  readonly changed?: Changed;
  readonly counts: Counts;
  /** The place that the next one to wait will get; it only grows. */
  readonly nextPlace: number;
};

/** What the desk said to his asking to be let go. [ACT-2] */
export type CancelAnswer = { readonly reason: string; readonly read: boolean };

/** He offers his seat to another by number; `other` is missing where nobody has it, which he is not told. [SCR-2] */
export type SwapTo =
  | { readonly state: "asked"; readonly at: Millis; readonly other?: WorkerId }
  /** `lapsed`: its time had run out before the activity was moved, and no later date wakes it. */
  | { readonly state: "declined" | "lapsed"; readonly at: Millis };

export type EntryState =
  | {
      readonly state: "confirmed";
      readonly at: Millis;
      readonly promoted: boolean;
      readonly told?: CancelAnswer;
      readonly swapTo?: SwapTo;
    }
  /** He asked to be let go after the deadline; the seat is his until the desk answers. */
  | { readonly state: "cancel-requested"; readonly at: Millis }
  /** `asks`: a freed seat is offered to him, not given. [ACT-3] */
  | { readonly state: "waiting"; readonly at: Millis; readonly place: number; readonly asks?: true }
  /** A seat is kept for him until he answers, or until so many shifts have begun. */
  | { readonly state: "offered"; readonly at: Millis }
  /** He declined it, or let it pass: an end. Who wants to come after all queues anew. */
  | { readonly state: "lapsed"; readonly at: Millis; readonly how: "declined" | "expired" }
  | { readonly state: "checked-in"; readonly at: Millis; readonly entered?: Entered }
  | {
      readonly state: "attended";
      readonly minutes: number;
      readonly from: Millis;
      readonly to: Millis;
      readonly entered?: Entered;
    }
  /** He gave his seat to another, who has an entry of his own. */
  | { readonly state: "swapped"; readonly at: Millis }
  | { readonly state: "cancelled"; readonly at: Millis; readonly told?: CancelAnswer }
  | PresenceState;

/** One worker's place in one activity; terminal states never revive: who comes back gets a new entry. [ACT-3] */
export type EntryRec = {
  readonly kind: "entry";
  readonly id: EntryId;
  readonly seq: Seq;
  readonly activity: ActivityId;
  readonly scope: readonly UnitId[];
  readonly worker: WorkerId;
  readonly role: RoleId;
  /** The last move of its activity that he has heard of. */
  readonly knows?: number;
  readonly is: EntryState;
};

/** An entry that still stands: it holds a seat or a place in the queue. At most one per worker and activity. [ACT-1] */
export const isLive = ({ is }: EntryRec): boolean =>
  is.state === "confirmed" ||
  is.state === "waiting" ||
  is.state === "offered" ||
  is.state === "cancel-requested" ||
  is.state === "checked-in";

const ended: ReadonlySet<string> = new Set<EntryState["state"]>(["cancelled", "lapsed", "swapped"]);
/** He is or was in it: whoever came and left, or did not come, has had his seat and gets no second one. */
export const isStanding = ({ is }: EntryRec): boolean => !ended.has(is.state);

/** He has a seat, or one is kept for him, or he has had it. */
export const isSeated = (entry: EntryRec): boolean => isStanding(entry) && entry.is.state !== "waiting";

/** A seat is or was his, by his own word or the desk's: what is only kept for him, or has gone to another, is not. */
export const holdsSeat = (is: EntryState): boolean =>
  !ended.has(is.state) && is.state !== "waiting" && is.state !== "offered";

/** To whom he offers his seat by number. */
export const askedIn = ({ is }: EntryRec): WorkerId | undefined =>
  is.state === "confirmed" && is.swapTo?.state === "asked" ? is.swapTo.other : undefined;

/** His seat, offered to nobody. */
export const withoutSwap = (entry: EntryRec): EntryRec => {
  if (entry.is.state !== "confirmed" || entry.is.swapTo === undefined) return entry;
  const { swapTo: _, ...is } = entry.is;
  return { ...entry, is };
};

/** What the desk answered to his asking, and whether he has read it. */
export const answerIn = ({ is }: EntryRec): CancelAnswer | undefined =>
  is.state === "confirmed" || is.state === "cancelled" ? is.told : undefined;

export type ActivityPhase = "announced" | "open" | "full" | "closed" | "running" | "finished" | "cancelled";

/** The state that record and clock give an activity; only the cancellation is stored. */
export const activityPhase = (activity: ActivityRec, now: Millis): ActivityPhase => {
  if (activity.cancelled !== undefined) return "cancelled";
  if (now >= activity.endsAt) return "finished";
  if (now >= activity.startsAt) return "running";
  if (now < activity.opensAt) return "announced";
  if (now >= activity.closesAt) return "closed";
  return activity.counts.taken >= activity.capacity ? "full" : "open";
};

/** Seats taken in one role. A role may bear any name, `constructor` too. */
export const takenIn = (counts: Counts, role: string): number =>
  Object.hasOwn(counts.takenByRole, role) ? (counts.takenByRole[role] ?? 0) : 0;

export const seatsLeft = (activity: ActivityRec): number => Math.max(0, activity.capacity - activity.counts.taken);

/** Free seats of one role: bounded by the role and by the whole. */
export const seatsLeftIn = (activity: ActivityRec, role: ActivityRole): number =>
  Math.max(0, Math.min(seatsLeft(activity), role.capacity - takenIn(activity.counts, role.id)));
