// What came of a study day: its follow-up items, or "none" with a reason; overdue is the clock's word and never written down. [ACT-5]

import type { Answerer } from "../alarms/alarm.ts";
import type { ActivityId, Day, Millis, Seq, UnitId, WorkerId } from "../ids.ts";

/** A worker of the register, or an office by its name. */
export type Responsible = { readonly worker: WorkerId } | { readonly office: string };

export type ItemState =
  | { readonly state: "open" }
  /** He who is responsible says that it is done; the organiser confirms. */
  | { readonly state: "said"; readonly at: Millis }
  | { readonly state: "done"; readonly at: Millis; readonly by: Answerer; readonly words: string }
  | { readonly state: "dropped"; readonly at: Millis; readonly by: Answerer; readonly words: string };

export type FollowUp = {
  /** Id of the command that named it. */
  readonly id: string;
  readonly what: string;
  readonly who: Responsible;
  /** Last day, the site's. */
  readonly due: Day;
  readonly is: ItemState;
};

/** Its id is the activity's; it bears what a list says of the day, for items outlive the activity on the board. */
export type StudyRec = {
  readonly kind: "study";
  readonly id: ActivityId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly name: string;
  readonly nameEn: string;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
  /** Nothing came of it, and why. */
  readonly none?: { readonly at: Millis; readonly by: Answerer; readonly reason: string } | undefined;
  readonly items: readonly FollowUp[];
};

export const isOpenItem = ({ is }: FollowUp): boolean => is.state === "open" || is.state === "said";
export const isOverdueItem = (item: FollowUp, today: Day): boolean => isOpenItem(item) && item.due < today;

/** Whether the organiser has said what came of it. */
export const isNamed = (study: StudyRec | undefined): boolean =>
  study !== undefined && (study.none !== undefined || study.items.length > 0);

/** His open items alone: a person sees what he answers for, and not what others do. */
export const ownStudy = (study: StudyRec, worker: WorkerId): StudyRec | undefined => {
  const items = study.items.filter((item) => "worker" in item.who && item.who.worker === worker && isOpenItem(item));
  return items.length === 0 ? undefined : { ...study, none: undefined, items };
};

/** When the last of it was closed, ms; undefined: something is open. */
export const closedAt = ({ items, none, endsAt }: StudyRec): Millis | undefined => {
  if (items.some(isOpenItem)) return undefined;
  return items.reduce((last, { is }) => ("at" in is ? Math.max(last, is.at) : last), Math.max(none?.at ?? 0, endsAt));
};
