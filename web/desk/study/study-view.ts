// Follow-up items in the order in which somebody must look at them: overdue, said to be done, open by their day, then what is closed. [ACT-5]

import type { ActivityRec } from "../../../domain/activities/activity.ts";
import type { ActivityId, Day, Millis } from "../../../domain/ids.ts";
import {
  type FollowUp,
  isNamed,
  isOpenItem,
  isOverdueItem,
  type Responsible,
  type StudyRec,
} from "../../../domain/study/study.ts";
import type { Desk } from "../desk.svelte.ts";

export type StudyRow =
  | { readonly kind: "item"; readonly id: string; readonly study: StudyRec; readonly item: FollowUp }
  /** A study day that is over and has named nothing. */
  | { readonly kind: "unnamed"; readonly id: string; readonly activity: ActivityRec };

export const studyRows = (
  studies: Iterable<StudyRec>,
  activities: Iterable<ActivityRec>,
  today: Day,
  now: Millis,
): readonly StudyRow[] => {
  const byId = new Map<ActivityId, StudyRec>();
  for (const study of studies) byId.set(study.id, study);
  const items = [...byId.values()].flatMap((study) =>
    study.items.map((item) => ({ kind: "item", id: item.id, study, item }) as const),
  );
  const urgency = (item: FollowUp): number =>
    isOverdueItem(item, today) ? 0 : item.is.state === "said" ? 1 : isOpenItem(item) ? 2 : 3;
  items.sort(
    (a, b) => urgency(a.item) - urgency(b.item) || (a.item.due < b.item.due ? -1 : 1) || (a.id < b.id ? -1 : 1),
  );
  const unnamed = [...activities]
    .filter(
      (one) => one.sort === "study" && one.cancelled === undefined && one.endsAt <= now && !isNamed(byId.get(one.id)),
    )
    .sort((a, b) => b.endsAt - a.endsAt || (a.id < b.id ? -1 : 1))
    .map((activity) => ({ kind: "unnamed", id: activity.id, activity }) as const);
  return [...unnamed, ...items];
};

export const whoText = (who: Responsible, { workerName }: Pick<Desk, "workerName">): string =>
  "worker" in who ? workerName(who.worker) : who.office;

export const itemState = (item: FollowUp, today: Day, { say }: Pick<Desk, "say">): string =>
  say(isOverdueItem(item, today) && item.is.state === "open" ? "study.item.overdue" : `study.item.${item.is.state}`);
