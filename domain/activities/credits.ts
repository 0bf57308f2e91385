// Credits as a ledger: minutes become credits when an activity is settled, and nothing is ever edited, only countered. [ACT-4]

import type { Answerer } from "../alarms/alarm.ts";
import type { ActivityId, EntryId, Millis, Seq, UnitId, WorkerId } from "../ids.ts";
import type { Records } from "../records.ts";
import { minute } from "../time.ts";
import type { ActivityKind, ActivityRec } from "./activity.ts";

/** What was added, or taken back where it is below nothing. */
export type CreditLine = {
  readonly at: Millis;
  readonly minutes: number;
  readonly credits: number;
  /** Who corrected it and why; undefined: the settling of the activity. */
  readonly corrected?: { readonly by: Answerer; readonly reason: string };
};

/** What one entry brought its worker. It bears what a certificate names, for it outlives the activity on the board. */
export type CreditRec = {
  readonly kind: "credit";
  readonly id: EntryId;
  readonly seq: Seq;
  readonly worker: WorkerId;
  readonly scope: readonly UnitId[];
  readonly activity: ActivityId;
  readonly unit: UnitId;
  readonly sort: ActivityKind;
  readonly name: string;
  readonly nameEn: string;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
  /** Minutes of one credit when it was given; corrections keep to it. */
  readonly per: number;
  readonly lines: readonly CreditLine[];
};

/** Whole halves, however many minutes are left over. */
export const creditsOf = (minutes: number, per: number): number => Math.floor((minutes * 2) / per) / 2;

/** Minutes count from the start, however early one came, and to the end at most, or to where it was broken off. */
export const minutesOf = (
  { startsAt, endsAt, cancelled }: Pick<ActivityRec, "startsAt" | "endsAt" | "cancelled">,
  from: Millis,
  to: Millis,
): number =>
  Math.max(0, Math.floor((Math.min(to, endsAt, cancelled?.at ?? endsAt) - Math.max(from, startsAt)) / minute));

export type CreditSum = { readonly minutes: number; readonly credits: number };

export const sumOf = ({ lines }: Pick<CreditRec, "lines">): CreditSum =>
  lines.reduce((sum, line) => ({ minutes: sum.minutes + line.minutes, credits: sum.credits + line.credits }), nothing);
const nothing: CreditSum = { minutes: 0, credits: 0 };

export const totalOf = (credits: Iterable<CreditRec>): CreditSum => {
  let total = nothing;
  for (const credit of credits) {
    const { minutes, credits: given } = sumOf(credit);
    total = { minutes: total.minutes + minutes, credits: total.credits + given };
  }
  return total;
};

/** His credits that still stand for something, the newest activity first. */
export const creditsFor = (records: Pick<Records, "all">, worker: WorkerId): readonly CreditRec[] =>
  [...records.all("credit")]
    .filter((credit) => credit.worker === worker && sumOf(credit).minutes > 0)
    .sort((a, b) => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1));
