// What may be wrong with an activity that is handed in, and the record it becomes. [ACT-1]

import type { Millis, Seq, UnitId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import { dayLength } from "../time.ts";
import type { ActivityRec, Counts } from "./activity.ts";
import type { ActivityDraft } from "./activity-draft.ts";
import { changedNow } from "./activity-move.ts";
import { differs, planOf } from "./change-plan.ts";

/** Longer is a mistake in a date; collisions are sought day by day. */
const longest = 366 * dayLength;

/** What is wrong with a draft whoever brings it: the desk or a site's import. */
export const flawOf = (draft: ActivityDraft): Refusal | undefined => {
  const { startsAt, endsAt, opensAt, closesAt, roles, capacity, fairUntil } = draft;
  if (draft.training !== undefined && draft.sort !== "training") return { code: "training_kind" };
  if (endsAt <= startsAt || endsAt - startsAt > longest || closesAt > endsAt || opensAt > closesAt)
    return { code: "times_wrong" };
  if (fairUntil !== undefined && (fairUntil <= opensAt || fairUntil > startsAt)) return { code: "fair_wrong" };
  return roles.reduce((sum, role) => sum + role.capacity, 0) < capacity ? { code: "capacity_wrong" } : undefined;
};

const noCounts: Counts = { taken: 0, waiting: 0, here: 0, takenByRole: {} };

/** What an import leaves as it stands: the desk would not change it either, and it may have been changed there since the folder was written. */
export const isPastImport = (before: ActivityRec, now: Millis): boolean =>
  before.cancelled !== undefined ||
  before.settled !== undefined ||
  before.counts.here > 0 ||
  (now >= before.startsAt && before.counts.taken + before.counts.waiting > 0);

/** An activity after an import, which changes it as a desk does: whoever is in it is told. */
export const importedActivity = (
  draft: ActivityDraft,
  seq: Seq,
  scope: readonly UnitId[],
  before: ActivityRec | undefined,
  at: Millis,
): ActivityRec => {
  const record = activityRecord(draft, seq, scope, before);
  if (before === undefined || !differs(planOf(before), planOf(record))) return record;
  if (!isPastImport(before, at)) return { ...record, changed: changedNow(before, record, at) };
  const { fairUntil: _, ...stays } = planOf(before);
  return { ...record, ...stays };
};

/** An activity after an import or an opening; its entries, its counts and its window stay. */
export const activityRecord = (
  { fairUntil: _, ...draft }: ActivityDraft,
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
  ...(before?.series === undefined ? {} : { series: before.series }),
  ...(before?.changed === undefined ? {} : { changed: before.changed }),
  ...(before?.fair === undefined ? {} : { fair: before.fair }),
  ...(before?.cancelled === undefined ? {} : { cancelled: before.cancelled }),
  ...(before?.settled === undefined ? {} : { settled: before.settled }),
});
