// Who may take which seat: hindrances, the queue's order and the count of seats; one code path for hand and machine. [ACT-1, ACT-2, ACT-3]

import type { ActivityId, EntryId, Millis, QuizId, RoleId, UnitId, WorkerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { QuizRec } from "../learning/quiz.ts";
import type { PostRec } from "../posts/post.ts";
import { rostered } from "../posts/post-status.ts";
import type { Refusal } from "../refusals.ts";
import { certificateInBoth } from "../site/certificates.ts";
import type { SiteRec } from "../site/site.ts";
import { addDays, clockText, hour, type SiteClock, shiftRun, stampText } from "../time.ts";
import { qualificationOn, type WorkerRec } from "../workers.ts";
import {
  type ActivityRec,
  type ActivityRole,
  type Counts,
  type EntryRec,
  seatsLeft,
  seatsLeftIn,
  takenIn,
} from "./activity.ts";
import { type ShareTally, shareTally } from "./fairness.ts";

/** What the rules of activities may look up. */
export type ActivityLook = {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly activity: (id: ActivityId) => ActivityRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
  /** Entries of a worker that still stand, however many have ended. */
  readonly liveOf: (worker: WorkerId) => readonly EntryRec[];
  /** Besides, those of activities in which he has had his seat. */
  readonly standingOf: (worker: WorkerId) => readonly EntryRec[];
  /** Entries of the activity that wait, in any order. */
  readonly waitingIn: (activity: ActivityId) => readonly EntryRec[];
  /** Seats that a crew has in the activity, with those that are kept for its people. */
  readonly crewSeats: (activity: ActivityId, crew: string) => number;
  readonly workers: () => Iterable<WorkerRec>;
  /** Entries of the activity to which a seat is offered. */
  readonly offeredIn: (activity: ActivityId) => readonly EntryRec[];
  readonly entry: (id: EntryId) => EntryRec | undefined;
  readonly quiz: (id: QuizId) => QuizRec | undefined;
  /** All of a worker's entries, ended ones too. */
  readonly entriesOf: (worker: WorkerId) => readonly EntryRec[];
  /** Posts whose roster names the worker. */
  readonly rosteredPosts: (worker: WorkerId) => readonly PostRec[];
};

/** What, beside seats and times of sign-up, keeps this worker from this role; shared by sign-up and promotion. [ACT-2] */
export const whyNot = (
  activity: ActivityRec,
  role: ActivityRole,
  worker: WorkerRec,
  look: Pick<ActivityLook, "site" | "clock" | "activity" | "liveOf" | "rosteredPosts">,
): Refusal | undefined => {
  const on = look.clock.dayOf(activity.startsAt);
  for (const name of role.requires) {
    const held = qualificationOn(worker, name, on);
    const named = certificateInBoth(look.site, name);
    if (held.state === "missing") return { code: "qualification_missing", params: { name: named } };
    if (held.state === "expired") return { code: "qualification_expired", params: { name: named, until: held.until } };
  }
  for (const entry of look.liveOf(worker.id)) {
    const other = entry.activity !== activity.id ? look.activity(entry.activity) : undefined;
    if (
      other !== undefined &&
      other.cancelled === undefined &&
      other.startsAt < activity.endsAt &&
      activity.startsAt < other.endsAt
    )
      return collision(other, other.startsAt, other.endsAt, look.clock);
  }
  return shiftHindrance(activity, worker, look);
};

/**
 * A shift that runs at the same time, or too little rest: between the shift before and the shift after, an unbroken rest must
 * be left on one side of the activity. Shifts further off than the rest itself do not count.
 */
const shiftHindrance = (
  activity: ActivityRec,
  worker: WorkerRec,
  look: Pick<ActivityLook, "site" | "clock" | "rosteredPosts">,
): Refusal | undefined => {
  const { site, clock } = look;
  const need = site.settings.restHours * hour;
  let before = Number.POSITIVE_INFINITY;
  let after = Number.POSITIVE_INFINITY;
  const last = addDays(clock.dayOf(activity.endsAt), 2);
  for (const post of look.rosteredPosts(worker.id)) {
    for (let d = addDays(clock.dayOf(activity.startsAt), -3); d <= last; d = addDays(d, 1)) {
      for (const shift of site.shifts) {
        const run = shiftRun(clock, shift, d);
        if (!rostered(post, run).includes(worker.id)) continue;
        if (run.endsAt <= activity.startsAt) before = Math.min(before, activity.startsAt - run.endsAt);
        else if (run.startsAt >= activity.endsAt) after = Math.min(after, run.startsAt - activity.endsAt);
        else return collision(post, run.startsAt, run.endsAt, clock);
      }
    }
  }
  return before < need && after < need
    ? { code: "activity_rest", params: { need: site.settings.restHours } }
    : undefined;
};

const collision = (
  what: { readonly name: string; readonly nameEn: string },
  from: Millis,
  to: Millis,
  clock: SiteClock,
): Refusal => ({
  code: "activity_collides",
  params: {
    with: bothNames(what),
    from: stampText(clock, from),
    to: clock.dayOf(from) === clock.dayOf(to - 1) ? clockText(clock, to) : stampText(clock, to),
  },
});

/** Who of the queue can be seated or offered a seat now, in its order; who cannot keeps his place, also whose crew has had its share. [ACT-3] */
export const promotable = (
  activity: ActivityRec,
  now: Millis,
  look: ActivityLook,
  shares: ShareTally = shareTally(activity, now, look),
): readonly EntryRec[] => {
  if (activity.cancelled !== undefined || now >= activity.endsAt || activity.counts.waiting === 0) return [];
  // A long queue before a full house is not even read.
  if (seatsLeft(activity) === 0) return [];
  const seated: EntryRec[] = [];
  let { counts } = activity;
  for (const entry of look.waitingIn(activity.id).toSorted((a, b) => place(a) - place(b))) {
    if (seatsLeft({ ...activity, counts }) === 0) break;
    const role = activity.roles.find((one) => one.id === entry.role);
    const worker = look.worker(entry.worker);
    if (role === undefined || worker === undefined || seatsLeftIn({ ...activity, counts }, role) === 0) continue;
    // Once it has begun nobody is asked any more.
    if (asks(entry) && now >= activity.startsAt) continue;
    if (shares.left(worker) === 0 || whyNot(activity, role, worker, look) !== undefined) continue;
    seated.push(entry);
    shares.take(worker);
    counts = takeSeat(counts, role.id);
  }
  return seated;
};

export const asks = ({ is }: EntryRec): boolean => is.state === "waiting" && is.asks === true;
const place = (entry: EntryRec): number => (entry.is.state === "waiting" ? entry.is.place : 0);
export const takeSeat = (counts: Counts, role: RoleId): Counts => ({
  ...counts,
  taken: counts.taken + 1,
  takenByRole: { ...counts.takenByRole, [role]: takenIn(counts, role) + 1 },
});
export const freeSeat = (counts: Counts, role: RoleId): Counts => ({
  ...counts,
  taken: counts.taken - 1,
  takenByRole: { ...counts.takenByRole, [role]: takenIn(counts, role) - 1 },
});
