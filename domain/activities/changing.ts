// Changing an activity, alone or with all later ones of its series; what is taken stays taken, and who is in it is told. [ACT-1, ACT-3]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { ActivityId } from "../ids.ts";
import { bothNames, inBoth, phraseIn } from "../in-both.ts";
import { type Refusal, refusalText } from "../refusals.ts";
import { stampText } from "../time.ts";
import { type ActivityRec, type EntryRec, takenIn } from "./activity.ts";
import { type ActivityEvent, named } from "./activity-acts.ts";
import { timesChanged } from "./activity-move.ts";
import { flawOf } from "./activity-opening.ts";
import type { ActivityPlan, ChangeCommand } from "./change-acts.ts";
import { carriedTo, differs, type Plan, planOf, wantedOf } from "./change-plan.ts";
import { headsIn, sharesOf } from "./fairness.ts";
import { type ActivityLook, whyNot } from "./seats.ts";
import { laterOf } from "./series.ts";
import { promotions } from "./sign-up.ts";
import { swapLapsed } from "./swap-asked.ts";

export type ChangeLook = ActivityLook & {
  readonly all: (kind: "activity") => Iterable<ActivityRec>;
  /** Entries of the activity that hold a seat, or for which one is kept. */
  readonly seatedIn: (activity: ActivityId) => readonly EntryRec[];
};
type Change = Exclude<ChangeCommand, { readonly type: "ReadMoves" }>;
type Step = { readonly before: ActivityRec; readonly after: ActivityRec; readonly to: ActivityPlan };

export const decideChanges = (command: ChangeCommand, context: Context, look: ChangeLook): Decision<ActivityEvent> =>
  command.type === "ReadMoves" ? readMoves(command, context, look) : change(command, context, look);

const change = (command: Change, context: Context, look: ChangeLook): Decision<ActivityEvent> => {
  const activity = look.activity(command.activity);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  const [from, wanted] = [planOf(activity), wantedOf(activity, command.to, look.clock)];
  if (!differs(from, wanted)) return alreadyDone(activity.seq);
  const fixed = whyFixed(activity, context);
  if (fixed !== undefined) return refused(fixed);
  if (timesChanged(activity) !== command.version)
    return refused({ code: "change_crossed", params: { activity: bothNames(activity) } });
  const steps: Step[] = [];
  for (const one of command.type === "ChangeActivity" ? [activity] : laterOf(activity, look.all("activity"))) {
    const own = planOf(one);
    const plan = one.id === activity.id ? wanted : carriedTo(own, from, wanted, look.clock);
    if (!differs(own, plan)) continue;
    const flaw = whyFixed(one, context) ?? flawIn(one, plan, context, look);
    if (flaw !== undefined) return refused(one.id === activity.id ? flaw : onItsDay(one, flaw, look));
    const { fairUntil: _, ...to } = plan;
    const { fair: __, ...stays } = one;
    const fair = fairOf(one, plan, look);
    const written: ActivityPlan = fair === undefined ? to : { ...to, fair };
    steps.push({ before: one, after: { ...stays, ...written }, to: written });
  }
  const then = withSteps(look, steps);
  const hindered = command.despite === true ? [] : steps.flatMap((step) => hinderedIn(step, look, then));
  if (hindered.length > 0) return refused(hinders(activity, hindered));
  return accepted(
    ...steps.flatMap(({ before, after, to }): readonly ActivityEvent[] => [
      // What he was told has lapsed stays so, whatever date comes now; an offer that still waits, waits until the new one.
      ...look
        .seatedIn(before.id)
        .filter((entry) => swapLapsed(entry, before, context.now))
        .map((entry): ActivityEvent => ({ ...swapEnds, activity: before.id, at: context.now, ...named(entry) })),
      { subject: "activities", type: "ActivityChanged", activity: after.id, at: context.now, to },
      // Seats that it added belong to those who wait, by the way of every freed seat. [ACT-3]
      ...promotions(after, context, then).events,
    ]),
  );
};

const swapEnds = { subject: "activities", type: "SwapEnded", how: "lapsed" } as const;

const withSteps = (look: ChangeLook, steps: readonly Step[]): ChangeLook => {
  const changed = new Map(steps.map(({ after }) => [after.id, after]));
  const activity = (id: ActivityId): ActivityRec | undefined => changed.get(id) ?? look.activity(id);
  return { ...look, site: look.site, clock: look.clock, activity };
};

const whyFixed = (activity: ActivityRec, { now }: Context): Refusal | undefined => {
  const name = { activity: bothNames(activity) };
  if (activity.cancelled !== undefined)
    return { code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } };
  return activity.settled !== undefined || now >= activity.startsAt
    ? { code: "change_begun", params: name }
    : undefined;
};

/** Who checked in before the start is there already. */
const came: ReadonlySet<string> = new Set<EntryRec["is"]["state"]>(["checked-in", "attended", "unclosed"]);

const flawIn = (before: ActivityRec, plan: Plan, { now }: Context, look: ChangeLook): Refusal | undefined => {
  const name = { activity: bothNames(before) };
  const { counts, roles } = before;
  if (plan.startsAt !== before.startsAt || plan.endsAt !== before.endsAt) {
    const n = look.seatedIn(before.id).filter(({ is }) => came.has(is.state)).length;
    if (n > 0) return { code: "change_here", params: { ...name, n } };
    if (plan.startsAt <= now)
      return { code: "change_past", params: { ...name, startsAt: stampText(look.clock, plan.startsAt) } };
  }
  if (new Set(plan.roles.map(({ id }) => id)).size < plan.roles.length) return { code: "capacity_wrong" };
  if (plan.capacity < counts.taken) return { code: "change_seats", params: { ...name, taken: counts.taken } };
  for (const role of roles) {
    const room = plan.roles.find(({ id }) => id === role.id)?.capacity;
    const taken = takenIn(counts, role.id);
    if (taken > (room ?? 0)) return { code: "change_role", params: { ...name, role: bothNames(role), taken } };
    const n = room === undefined ? look.waitingIn(before.id).filter((one) => one.role === role.id).length : 0;
    if (n > 0) return { code: "change_queue", params: { ...name, role: bothNames(role), n } };
  }
  const flaw = flawOf({ ...before, ...plan, fairUntil: plan.fairUntil });
  return flaw?.code === "fair_wrong" ? { code: "change_fair", params: name } : flaw;
};

/** Another day of the series keeps the whole act out: it is named by its day, for all of them bear one name. */
const onItsDay = (one: ActivityRec, flaw: Refusal, look: ChangeLook): Refusal => {
  const [zh, en] = (["zh-CN", "en"] as const).map(
    (lang) => `${phraseIn(bothNames(one), lang)} ${look.clock.dayOf(one.startsAt)}`,
  );
  const activity = inBoth(zh ?? "", en ?? "");
  if (flaw.params?.activity !== undefined) return { ...flaw, params: { ...flaw.params, activity } };
  return {
    code: "change_day",
    params: { activity, why: inBoth(refusalText(flaw, "zh-CN"), refusalText(flaw, "en")) },
  };
};

/** The shares are of the day of the change, where it touches them. */
const fairOf = (before: ActivityRec, { fairUntil: until, capacity }: Plan, look: ChangeLook): ActivityRec["fair"] => {
  if (until === undefined) return undefined;
  if (before.fair !== undefined && before.fair.until === until && before.capacity === capacity) return before.fair;
  return { until, shares: sharesOf(headsIn(before.unit, look.workers()), capacity) };
};

/** Seated before, and by the new plan kept from it, where by the old one nothing kept him. */
const hinderedIn = ({ before, after }: Step, look: ChangeLook, then: ChangeLook): readonly EntryRec[] => {
  const demands = before.roles.map(({ id, requires }) => [id, requires]);
  const same = JSON.stringify(demands) === JSON.stringify(after.roles.map(({ id, requires }) => [id, requires]));
  if (before.startsAt === after.startsAt && before.endsAt === after.endsAt && same) return [];
  return look.seatedIn(before.id).filter((entry) => {
    const worker = look.worker(entry.worker);
    const [was, is] = [before, after].map(({ roles }) => roles.find(({ id }) => id === entry.role));
    if (worker === undefined || was === undefined || is === undefined || came.has(entry.is.state)) return false;
    return whyNot(after, is, worker, then) !== undefined && whyNot(before, was, worker, look) === undefined;
  });
};

const mostNamed = 20;
/** By their entries: whoever may see these knows whose they are. */
const hinders = (activity: ActivityRec, entries: readonly EntryRec[]): Refusal => ({
  code: "change_hinders",
  params: {
    activity: bothNames(activity),
    n: entries.length,
    entries: entries
      .slice(0, mostNamed)
      .map(({ id }) => id)
      .join(" "),
  },
});

const readMoves = (
  { moves }: Extract<ChangeCommand, { readonly type: "ReadMoves" }>,
  { actor, at }: Context,
  look: ChangeLook,
): Decision<ActivityEvent> => {
  const events: ActivityEvent[] = [];
  for (const { activity, entry: id, nth } of moves) {
    const entry = look.entry(id);
    const last = look.activity(activity)?.changed?.moves.at(-1)?.nth ?? 0;
    if (actor.kind !== "worker" || entry?.worker !== actor.worker || entry.activity !== activity)
      return refused({ code: "entry_unknown" });
    if (nth <= (entry.knows ?? 0) || nth > last) continue;
    events.push({ subject: "activities", type: "MoveRead", activity, at, ...named(entry), nth });
  }
  return accepted(...events);
};
