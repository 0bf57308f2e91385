// An activity and its entries as they are kept, and what state the clock gives them. [ACT-1, ACT-6]

import * as v from "valibot";
import {
  type ActivityId,
  activityId,
  type EntryId,
  type Millis,
  type RoleId,
  roleId,
  type Seq,
  type UnitId,
  unitId,
  type WorkerId,
} from "./ids.ts";
import type { Refusal } from "./refusals.ts";
import { id, optionalText, scopeOf, text, type UnitDraft } from "./site.ts";
import { dayLength } from "./time.ts";

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
  /** Seats that are taken: confirmed, on the ground, attended. Never above the capacity. [ACT-1] */
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
  readonly cancelled?: { readonly reason: string; readonly at: Millis };
  readonly counts: Counts;
  /** The place that the next one to wait will get; it only grows. */
  readonly nextPlace: number;
};

export type EntryState =
  | { readonly state: "confirmed"; readonly at: Millis; readonly promoted: boolean }
  | { readonly state: "waiting"; readonly at: Millis; readonly place: number }
  | { readonly state: "checked-in"; readonly at: Millis }
  | { readonly state: "attended"; readonly minutes: number; readonly from: Millis; readonly to: Millis }
  | { readonly state: "cancelled"; readonly at: Millis };

/** One worker's place in one activity; terminal states never revive: who comes back gets a new entry. [ACT-3] */
export type EntryRec = {
  readonly kind: "entry";
  readonly id: EntryId;
  readonly seq: Seq;
  readonly activity: ActivityId;
  readonly scope: readonly UnitId[];
  readonly worker: WorkerId;
  readonly role: RoleId;
  readonly is: EntryState;
};

const millis = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const seats = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
export const activityDraft = v.object({
  id: id(activityId),
  unit: id(unitId),
  sort: v.picklist(activityKinds),
  name: text,
  nameEn: text,
  place: optionalText,
  startsAt: millis,
  endsAt: millis,
  opensAt: millis,
  closesAt: millis,
  cancelUntil: millis,
  capacity: seats,
  roles: v.pipe(
    v.array(
      v.object({
        id: id(roleId),
        name: text,
        nameEn: text,
        capacity: seats,
        requires: v.pipe(v.array(text), v.readonly()),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
    v.readonly(),
  ),
});
export type ActivityDraft = v.InferOutput<typeof activityDraft>;

/** Longer is a mistake in a date; collisions are sought day by day. */
const longest = 366 * dayLength;

/** What is wrong with a draft whoever brings it: the desk or a site's import. */
export const flawOf = (draft: ActivityDraft): Refusal | undefined => {
  const { startsAt, endsAt, opensAt, closesAt, roles, capacity } = draft;
  if (endsAt <= startsAt || endsAt - startsAt > longest || closesAt > endsAt || opensAt > closesAt)
    return { code: "times_wrong" };
  return roles.reduce((sum, role) => sum + role.capacity, 0) < capacity ? { code: "capacity_wrong" } : undefined;
};

const noCounts: Counts = { taken: 0, waiting: 0, here: 0, takenByRole: {} };

/** An activity after an import or an opening; its entries and counts stay. */
export const activityRecord = (
  draft: ActivityDraft,
  seq: Seq,
  scope: readonly UnitId[],
  before: ActivityRec | undefined,
): ActivityRec => ({
  kind: "activity",
  ...draft,
  seq,
  scope,
  counts: before?.counts ?? noCounts,
  nextPlace: before?.nextPlace ?? 1,
  ...(before?.cancelled === undefined ? {} : { cancelled: before.cancelled }),
});

export const activityScope = (draft: ActivityDraft, units: ReadonlyMap<UnitId, UnitDraft>): readonly UnitId[] =>
  scopeOf(units, draft.unit);

/** An entry that still stands: it holds a seat or a place in the queue. At most one per worker and activity. [ACT-1] */
export const isLive = (entry: EntryRec): boolean =>
  entry.is.state === "confirmed" || entry.is.state === "waiting" || entry.is.state === "checked-in";

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
