// What the events of attendance make of the records: the entry's state, who is on the ground, the credits. [ACT-4]

import { type Change, put } from "../decider.ts";
import type { EntryId, Seq, UnitId } from "../ids.ts";
import type { ActivityRec, EntryRec, EntryState } from "./activity.ts";
import type { AttendanceEvent } from "./attendance-acts.ts";
import type { CreditLine, CreditRec } from "./credits.ts";
import { type ActivityLook, takeSeat } from "./seats.ts";

type Seen = Pick<ActivityLook, "activity" | "entry" | "worker"> & {
  readonly credit: (entry: EntryId) => CreditRec | undefined;
};
type Changed = ActivityRec | EntryRec | CreditRec;

export const evolveAttendance = (event: AttendanceEvent, seq: Seq, look: Seen): readonly Change<Changed>[] => {
  const activity = look.activity(event.activity);
  if (activity === undefined) return [];
  if (event.type === "ActivitySettled") return [put({ ...activity, seq, settled: { at: event.at } })];
  if (event.type === "AttendedAdded") {
    const scope = look.worker(event.worker)?.scope ?? [];
    return added(activity, look.entry(event.entry), event, scope, seq);
  }
  const entry = look.entry(event.entry);
  if (entry === undefined) return [];
  const { is } = entry;
  const becomes = (state: EntryState): Change<Changed> => put({ ...entry, seq, is: state });
  /** The record that everybody reads counts who is on the ground. */
  const here = (added: number): readonly Change<Changed>[] =>
    added === 0 ? [] : [put({ ...activity, seq, counts: { ...activity.counts, here: activity.counts.here + added } })];
  const gone = is.state === "checked-in" ? -1 : 0;
  switch (event.type) {
    case "TimesArrived":
      return [...here(1 + gone), becomes({ state: "checked-in", at: event.from, entered: saidIn(event) })];
    case "TimesEntered": {
      const { from, to, minutes } = event;
      const state = is.state === "credited" ? "credited" : "attended";
      return [...here(gone), becomes({ state, minutes, from, to, entered: saidIn(event) })];
    }
    case "EntryLeftOpen":
      return is.state === "checked-in" ? [...here(gone), becomes({ state: "unclosed", at: is.at })] : [];
    case "CreditGiven":
      return is.state === "attended"
        ? [becomes({ ...is, state: "credited" }), put(creditOf(activity, entry, event, seq))]
        : [];
    case "CreditCorrected": {
      const credit = look.credit(entry.id);
      const { at, minutes, credits } = event;
      const line: CreditLine = { at, minutes, credits, corrected: saidIn(event) };
      return credit === undefined ? [] : [put({ ...credit, seq, lines: [...credit.lines, line] })];
    }
    case "NoShowProposed":
      return [becomes({ state: "no-show", at: event.at })];
    case "NoShowAnswered":
      return is.state === "no-show" ? [becomes({ ...is, answer: { why: event.why, at: event.at } })] : [];
    case "NoShowExcused":
    case "NoShowConfirmed": {
      const answer = "answer" in is && is.answer !== undefined ? { answer: is.answer } : {};
      const state = event.type === "NoShowExcused" ? "excused" : "no-show-final";
      return [becomes({ state, at: event.at, ...saidIn(event), ...answer })];
    }
  }
};

/** He has had a seat as whoever signed up; where he waited for one, he waits no longer. */
const added = (
  activity: ActivityRec,
  before: EntryRec | undefined,
  event: Extract<AttendanceEvent, { readonly type: "AttendedAdded" }>,
  scope: readonly UnitId[],
  seq: Seq,
): readonly Change<Changed>[] => {
  const { entry: id, worker, role, from, to, minutes } = event;
  const taken = takeSeat(activity.counts, role);
  const counts = before?.is.state === "waiting" ? { ...taken, waiting: taken.waiting - 1 } : taken;
  const is: EntryState = { state: "attended", minutes, from, to, entered: saidIn(event) };
  const record: EntryRec = { kind: "entry", id, seq, activity: activity.id, scope, worker, role, is };
  return [put({ ...activity, seq, counts }), put(record)];
};

type Said = Pick<Extract<AttendanceEvent, { readonly type: "TimesEntered" }>, "by" | "reason">;
const saidIn = ({ by, reason }: Said): Said => ({ by, reason });

const creditOf = (
  { id, unit, sort, name, nameEn, startsAt, endsAt }: ActivityRec,
  entry: EntryRec,
  event: Extract<AttendanceEvent, { readonly type: "CreditGiven" }>,
  seq: Seq,
): CreditRec => ({
  kind: "credit",
  id: entry.id,
  seq,
  worker: entry.worker,
  scope: entry.scope,
  activity: id,
  ...{ unit, sort, name, nameEn, startsAt, endsAt },
  per: event.per,
  lines: [{ at: event.at, minutes: event.minutes, credits: event.credits }],
});
