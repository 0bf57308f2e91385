// What the desk says of an activity that was changed: when, how often, and how many of those in it have not read of it yet. [ACT-1]

import type { ActivityRec, EntryRec } from "../../../domain/activities/activity.ts";
import { timesChanged, untoldMove } from "../../../domain/activities/activity-move.ts";
import { stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";

export const changedText = (
  activity: ActivityRec,
  entries: Iterable<EntryRec>,
  { say, join, siteClock }: Pick<Desk, "say" | "join" | "siteClock">,
): string => {
  let untold = 0;
  for (const entry of entries)
    if (entry.activity === activity.id && untoldMove(activity, entry) !== undefined) untold += 1;
  return join(
    say("change.last.of", { at: stampText(siteClock, activity.changed?.at ?? 0), n: timesChanged(activity) }),
    untold === 0 ? undefined : say("change.untold", { n: untold }),
  );
};
