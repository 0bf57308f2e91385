// A study day names what follows from it, or that nothing does and why; items are done or dropped with a word. [ACT-5]

import type { ActivityRec } from "../activities/activity.ts";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import type { Seq } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { SiteClock } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { type FollowUp, isOpenItem, type StudyRec } from "./study.ts";
import type { StudyCommand, StudyEvent } from "./study-acts.ts";

export type StudyLook = {
  readonly clock: SiteClock;
  readonly activity: (id: string) => ActivityRec | undefined;
  readonly study: (id: string) => StudyRec | undefined;
  readonly worker: (id: string) => WorkerRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};
type Answer = Decision<StudyEvent>;
type Command<T extends StudyCommand["type"]> = Extract<StudyCommand, { readonly type: T }>;

/** More than one day of talk can leave behind. */
export const mostItems = 50;

export const decideStudy = (command: StudyCommand, context: Context, look: StudyLook): Answer => {
  const study = look.study(command.activity);
  if (command.type === "SayFollowUpDone") return sayDone(study, command, context);
  if (command.type === "CloseFollowUp") return close(study, command, context, look);
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  const name = { activity: bothNames(activity) };
  if (activity.sort !== "study") return refused({ code: "study_not_one", params: name });
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  if (context.now < activity.startsAt) return refused({ code: "study_ahead", params: name });
  if (command.type === "AddFollowUp") return add(activity, study, command, context, look);
  if (study !== undefined && study.items.length > 0) return refused({ code: "study_has_items", params: name });
  if (study?.none !== undefined) return alreadyDone(study.seq);
  const { reason } = command;
  return accepted({ ...on(activity, context), type: "NothingFollowed", by: look.answererOf(context), reason });
};

const on = ({ id }: { readonly id: ActivityRec["id"] }, { at }: Context) =>
  ({ subject: "study", activity: id, at }) as const;

const add = (
  activity: ActivityRec,
  study: StudyRec | undefined,
  { what, who, due }: Command<"AddFollowUp">,
  context: Context,
  look: StudyLook,
): Answer => {
  if ((study?.items.length ?? 0) >= mostItems) return refused({ code: "study_full", params: { most: mostItems } });
  if (due < look.clock.dayOf(activity.startsAt)) return refused({ code: "study_due", params: { due } });
  if ("worker" in who) {
    const worker = look.worker(who.worker);
    if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
  }
  return accepted({ ...on(activity, context), type: "FollowUpAdded", id: context.id, what, who, due });
};

const sayDone = (study: StudyRec | undefined, { item: id }: Command<"SayFollowUpDone">, context: Context): Answer => {
  const { actor } = context;
  const item = study?.items.find((one) => one.id === id);
  const isOwn =
    actor.kind === "worker" && item !== undefined && "worker" in item.who && item.who.worker === actor.worker;
  if (study === undefined || item === undefined || !isOwn) return refused({ code: "study_no_item" });
  if (item.is.state === "said") return alreadyDone(study.seq);
  if (!isOpenItem(item)) return refused({ code: "study_item_closed" });
  return accepted({ ...on(study, context), type: "FollowUpSaidDone", item: id, worker: actor.worker });
};

const close = (
  study: StudyRec | undefined,
  { item: id, how, words }: Command<"CloseFollowUp">,
  context: Context,
  look: StudyLook,
): Answer => {
  const item = study?.items.find((one) => one.id === id);
  if (study === undefined || item === undefined) return refused({ code: "study_no_item" });
  if (item.is.state === how) return alreadyDone(study.seq);
  if (!isOpenItem(item)) return refused({ code: "study_item_closed" });
  return accepted({
    ...on(study, context),
    ...{ type: "FollowUpClosed", item: id, how, by: look.answererOf(context), words },
  });
};

export const evolveStudy = (
  event: StudyEvent,
  seq: Seq,
  look: Pick<StudyLook, "activity" | "study">,
): readonly Change<StudyRec>[] => {
  const known = look.study(event.activity);
  const activity = look.activity(event.activity);
  const study = known ?? (activity === undefined ? undefined : bareStudy(activity, seq));
  if (study === undefined) return [];
  const { at } = event;
  const item = (id: string, is: FollowUp["is"]): Change<StudyRec> =>
    put({ ...study, seq, items: study.items.map((one) => (one.id === id ? { ...one, is } : one)) });
  switch (event.type) {
    case "FollowUpAdded": {
      const { id, what, who, due } = event;
      return [
        put({ ...study, seq, none: undefined, items: [...study.items, { id, what, who, due, is: { state: "open" } }] }),
      ];
    }
    case "NothingFollowed":
      return [put({ ...study, seq, none: { at, by: event.by, reason: event.reason } })];
    case "FollowUpSaidDone":
      return [item(event.item, { state: "said", at })];
    case "FollowUpClosed": {
      const { how: state, by, words } = event;
      return [item(event.item, state === "open" ? { state } : { state, at, by, words })];
    }
  }
};

const bareStudy = ({ id, unit, scope, name, nameEn, startsAt, endsAt }: ActivityRec, seq: Seq): StudyRec => ({
  ...{ kind: "study", id, seq, unit, scope, name, nameEn, startsAt, endsAt },
  items: [],
});
