// What the events of activities make of the records: the counts, the queue, each one's entry. [ACT-1, ACT-3]

import { type Change, put } from "../decider.ts";
import type { ActivityId, Millis, Seq } from "../ids.ts";
import { type ActivityRec, type Counts, type EntryRec, type EntryState, withoutSwap } from "./activity.ts";
import type { ActivityEvent, Entry } from "./activity-acts.ts";
import { changedNow, movesUntil } from "./activity-move.ts";
import { activityRecord } from "./activity-opening.ts";
import { type ActivityLook, freeSeat, takeSeat } from "./seats.ts";

type Seen = Pick<ActivityLook, "activity" | "worker" | "entry" | "waitingIn">;

export const evolveActivities = (
  event: ActivityEvent,
  seq: Seq,
  look: Seen,
): readonly Change<ActivityRec | EntryRec>[] => {
  if (event.type === "ActivityOpened") {
    const { draft, scope, shares, series } = event;
    const alone = activityRecord(draft, seq, scope, undefined);
    const record = series === undefined ? alone : { ...alone, series };
    const { fairUntil: until } = draft;
    return [put(until === undefined || shares === undefined ? record : { ...record, fair: { until, shares } })];
  }
  const activity = look.activity(event.activity);
  if (activity === undefined) return [];
  const counted = (counts: Counts): Change<ActivityRec> => put({ ...activity, seq, counts });
  const { counts } = activity;
  switch (event.type) {
    case "ActivityCancelled":
      return [put({ ...activity, seq, cancelled: { reason: event.reason, at: event.at } })];
    case "ActivityChanged": {
      const { fair: _, ...stays } = activity;
      return [put({ ...stays, ...event.to, seq, changed: changedNow(activity, event.to, event.at) })];
    }
    case "MoveRead": {
      const before = look.entry(event.entry);
      return before === undefined ? [] : [put({ ...before, seq, knows: event.nth })];
    }
    case "SeatTaken": {
      // An accepted offer was counted when it was made.
      const isKept = look.entry(event.entry)?.is.state === "offered";
      const taken = isKept ? counts : takeSeat(counts, event.role);
      return [
        counted(event.promoted && !isKept ? { ...taken, waiting: taken.waiting - 1 } : taken),
        entry(event, seq, look, { state: "confirmed", at: event.at, promoted: event.promoted }),
      ];
    }
    case "SignUpRepeated":
      return [];
    case "QueueJoined":
      return [
        put({ ...activity, seq, nextPlace: event.place + 1, counts: { ...counts, waiting: counts.waiting + 1 } }),
        entry(event, seq, look, waits(event)),
      ];
    case "SeatOffered": {
      const taken = takeSeat(counts, event.role);
      return [
        counted({ ...taken, waiting: taken.waiting - 1 }),
        entry(event, seq, look, { state: "offered", at: event.at }),
      ];
    }
    case "OfferLapsed":
      return [
        counted(freeSeat(counts, event.role)),
        entry(event, seq, look, { state: "lapsed", at: event.at, how: event.how }),
      ];
    case "EntryCancelled":
      return [
        counted(
          look.entry(event.entry)?.is.state === "waiting"
            ? { ...counts, waiting: counts.waiting - 1 }
            : freeSeat(counts, event.role),
        ),
        entry(event, seq, look, {
          ...{ state: "cancelled", at: event.at },
          ...(event.granted === undefined ? {} : { told: { reason: event.granted, read: false } }),
        }),
      ];
    case "SeatSwapped":
      // One seat, another man: nothing is counted anew.
      return [
        entry(event, seq, look, { state: "swapped", at: event.at }),
        entry({ ...event.to, activity: event.activity, at: event.at }, seq, look, {
          state: "confirmed",
          at: event.at,
          promoted: false,
        }),
      ];
    case "SwapAsked": {
      const is = look.entry(event.entry)?.is;
      if (is?.state !== "confirmed") return [];
      const { at, other } = event;
      return [
        entry(event, seq, look, {
          ...is,
          swapTo: { state: "asked", at, ...(other === undefined ? {} : { other }) },
        }),
      ];
    }
    case "SwapEnded": {
      const before = look.entry(event.entry);
      if (before === undefined) return [];
      const { is } = withoutSwap(before);
      if (is.state !== "confirmed" || event.how === "taken-back") return [entry(event, seq, look, is)];
      return [entry(event, seq, look, { ...is, swapTo: { state: event.how, at: event.at } })];
    }
    case "CancelAsked":
      return [entry(event, seq, look, { state: "cancel-requested", at: event.at })];
    case "CancelKept": {
      const told = { reason: event.reason, read: false };
      return [entry(event, seq, look, { state: "confirmed", at: event.at, promoted: false, told })];
    }
    case "AnswerRead": {
      const is = look.entry(event.entry)?.is;
      if ((is?.state !== "confirmed" && is?.state !== "cancelled") || is.told === undefined) return [];
      return [entry(event, seq, look, { ...is, told: { ...is.told, read: true } })];
    }
    case "EntryCheckedIn":
      return [
        counted({ ...counts, here: counts.here + 1 }),
        entry(event, seq, look, { state: "checked-in", at: event.at }),
      ];
    case "EntryCheckedOut":
      return [
        // Whom the watch found gone is counted there no longer.
        counted({ ...counts, here: counts.here - (look.entry(event.entry)?.is.state === "checked-in" ? 1 : 0) }),
        entry(event, seq, look, { state: "attended", minutes: event.minutes, from: event.from, to: event.at }),
      ];
  }
};

const waits = ({ at, place, asks }: Extract<ActivityEvent, { readonly type: "QueueJoined" }>): EntryState => ({
  ...{ state: "waiting", at, place },
  ...(asks === undefined ? {} : { asks }),
});

const entry = (
  event: Entry & { readonly activity: ActivityId; readonly at: Millis },
  seq: Seq,
  look: Seen,
  is: EntryState,
): Change<EntryRec> => {
  const before = look.entry(event.entry);
  const activity = look.activity(event.activity);
  // Who signs up knows when and where it was as he did so.
  const knows = before !== undefined ? before.knows : activity === undefined ? 0 : movesUntil(activity, event.at);
  return put({
    kind: "entry",
    id: event.entry,
    seq,
    activity: event.activity,
    scope: look.worker(event.worker)?.scope ?? [],
    worker: event.worker,
    role: event.role,
    ...(knows === undefined || knows === 0 ? {} : { knows }),
    is,
  });
};
