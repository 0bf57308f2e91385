// The follow-up items that a worker answers for, the most urgent first. [ACT-5]

import { type FollowUp, isOpenItem, type StudyRec } from "../../domain/study/study.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Place } from "../rules.ts";

export type OwnItem = { readonly study: StudyRec; readonly item: FollowUp };

export const itemsOf = ({ records }: Place, self: WorkerRec): readonly OwnItem[] => {
  const own: OwnItem[] = [];
  for (const study of records.all("study"))
    for (const item of study.items)
      if ("worker" in item.who && item.who.worker === self.id && isOpenItem(item)) own.push({ study, item });
  return own.sort((a, b) =>
    a.item.due < b.item.due ? -1 : a.item.due > b.item.due ? 1 : a.item.id < b.item.id ? -1 : 1,
  );
};
