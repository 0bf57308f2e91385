// What the events of activities make of the records: the counts, the queue, each one's entry. [ACT-1, ACT-3]

import { type Change, put } from "../decider.ts";
import type { ActivityId, Seq } from "../ids.ts";
import type { ActivityRec, Counts, EntryRec, EntryState } from "./activity.ts";
import type { ActivityEvent, Entry } from "./activity-acts.ts";
import { activityRecord } from "./activity-opening.ts";
import { type ActivityLook, freeSeat, takeSeat } from "./seats.ts";

type Seen = Pick<ActivityLook, "activity" | "worker" | "entry" | "waitingIn">;

export const evolveActivities = (
  event: ActivityEvent,
  seq: Seq,
  look: Seen,
): readonly Change<ActivityRec | EntryRec>[] => {
  if (event.type === "ActivityOpened") return [put(activityRecord(event.draft, seq, event.scope, undefined))];
  const activity = look.activity(event.activity);
  if (activity === undefined) return [];
  const counted = (counts: Counts): Change<ActivityRec> => put({ ...activity, seq, counts });
  const { counts } = activity;
  switch (event.type) {
    case "ActivityCancelled":
      return [put({ ...activity, seq, cancelled: { reason: event.reason, at: event.at } })];
    case "SeatTaken": {
      const taken = takeSeat(counts, event.role);
      return [
        counted(event.promoted ? { ...taken, waiting: taken.waiting - 1 } : taken),
        entry(event, seq, look, { state: "confirmed", at: event.at, promoted: event.promoted }),
      ];
    }
    case "QueueJoined":
      return [
        put({ ...activity, seq, nextPlace: event.place + 1, counts: { ...counts, waiting: counts.waiting + 1 } }),
        entry(event, seq, look, { state: "waiting", at: event.at, place: event.place }),
      ];
    case "EntryCancelled":
      return [
        counted(
          look.entry(event.entry)?.is.state === "waiting"
            ? { ...counts, waiting: counts.waiting - 1 }
            : freeSeat(counts, event.role),
        ),
        entry(event, seq, look, { state: "cancelled", at: event.at }),
      ];
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

const entry = (
  event: Entry & { readonly activity: ActivityId },
  seq: Seq,
  look: Seen,
  is: EntryState,
): Change<EntryRec> =>
  put({
    kind: "entry",
    id: event.entry,
    seq,
    activity: event.activity,
    scope: look.worker(event.worker)?.scope ?? [],
    worker: event.worker,
    role: event.role,
    is,
  });
