// The pre-shift briefing 班前会: the post's standing points and those of the day, who has heard which, and what is still new to him. [NOT-1, POST-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import {
  type Day,
  type Millis,
  type PostId,
  postId,
  type Seq,
  type ShiftId,
  type UnitId,
  unitId,
  type WorkerId,
  workerId,
} from "../ids.ts";
import type { Records } from "../records.ts";
import { id, optionalText, text } from "../site/site.ts";
import { addDays, minute, nextShift, type ShiftRun, type SiteClock, shiftAt } from "../time.ts";
import { dayText, type WorkerRec } from "../workers.ts";
import { type BriefingPoint, type LinkClass, linkClasses, type PostRec, withToday } from "./post.ts";
import type { PostLook } from "./post-changes.ts";

const pointDraft = v.object({ risk: text, act: text, riskEn: optionalText, actEn: optionalText });
export const briefingCommands = {
  /** The points of a day for one post, or for a unit and all below it, of one class or all; none take it back. */
  SetBriefing: v.object({
    type: v.literal("SetBriefing"),
    unit: id(unitId),
    linkClass: v.optional(v.picklist(linkClasses)),
    post: v.optional(id(postId)),
    day: dayText,
    points: v.pipe(v.array(pointDraft), v.maxLength(6), v.readonly()),
    rule: optionalText,
  }),
  /** By who held it, for those who stood there. */
  ConfirmBriefing: v.object({
    type: v.literal("ConfirmBriefing"),
    post: id(postId),
    workers: v.pipe(v.array(id(workerId)), v.minLength(1), v.maxLength(60), v.readonly()),
  }),
} as const;
export type BriefingCommand = v.InferOutput<(typeof briefingCommands)[keyof typeof briefingCommands]>;

export type BriefingEvent =
  | {
      readonly subject: "briefings";
      readonly type: "BriefingSet";
      readonly at: Millis;
      readonly unit: UnitId;
      readonly linkClass?: LinkClass;
      readonly post?: PostId;
      readonly day: Day;
      readonly points: readonly BriefingPoint[];
    }
  | {
      readonly subject: "briefings";
      readonly type: "BriefingConfirmed";
      readonly at: Millis;
      readonly post: PostId;
      readonly shift: ShiftId;
      readonly day: Day;
      readonly points: readonly string[];
      readonly workers: readonly WorkerId[];
    };

export type BriefingLook = Pick<Records, "all"> & Pick<PostLook, "site" | "clock" | "post" | "worker" | "unit">;

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

type Target = { readonly unit: UnitId; readonly linkClass?: LinkClass | undefined; readonly post?: PostId | undefined };

/** Names whom a day's points are for; a later word for the same takes the place of an earlier one. */
export const targetKey = ({ unit, linkClass, post }: Target): string =>
  post === undefined ? `unit ${unit} ${linkClass ?? "all"}` : `post ${post}`;
const isFor = (record: PostRec, { unit, linkClass, post }: Target): boolean =>
  post === undefined
    ? record.scope.includes(unit) && (linkClass === undefined || record.linkClass === linkClass)
    : record.id === post;

export const decideBriefings = (
  command: BriefingCommand,
  context: Context,
  look: BriefingLook,
): Decision<BriefingEvent> => {
  switch (command.type) {
    case "SetBriefing":
      return set(command, context, look);
    case "ConfirmBriefing": {
      const post = look.post(command.post);
      if (post === undefined) return refused({ code: "post_unknown" });
      if (command.workers.some((worker) => look.worker(worker) === undefined))
        return refused({ code: "worker_unknown" });
      const run = briefedRun(look.site.shifts, look.site.settings.earlyMin, look.clock, context.at);
      if (run === undefined) return refused({ code: "briefing_no_shift" });
      const points = briefingOf(post, run.day).map((point) => point.id);
      const isNew = command.workers.some((worker) => leftFor(post, look.worker(worker), run).length > 0);
      if (!isNew) return alreadyDone(post.seq);
      const on = { subject: "briefings", at: context.at, post: post.id, shift: run.shift.id, day: run.day } as const;
      return accepted({ ...on, type: "BriefingConfirmed", points, workers: command.workers });
    }
  }
};

const set = (
  command: Extract<BriefingCommand, { readonly type: "SetBriefing" }>,
  context: Context,
  look: BriefingLook,
): Decision<BriefingEvent> => {
  const { unit, linkClass, post, day, rule } = command;
  if (look.unit(unit) === undefined) return refused({ code: "unit_unknown" });
  const posts = [...look.all("post")].filter((one) => isFor(one, command));
  if (posts.length === 0) return refused({ code: "briefing_nobody" });
  // A night shift goes on under the day on which it began.
  if (day < addDays(look.clock.dayOf(context.now), -1)) return refused({ code: "briefing_past", params: { day } });
  const key = targetKey(command);
  const before = posts[0]?.today.find((one) => one.target === key && one.day === day)?.points ?? [];
  const drafts = [
    ...command.points.map((one) => ({ ...one, icon: "" })),
    ...(rule === "" ? [] : [{ risk: ruleTitle.zh, act: rule, riskEn: ruleTitle.en, actEn: rule, icon: "rule" }]),
  ];
  const points = drafts.map((draft, n): BriefingPoint => {
    const whole = { ...draft, riskEn: draft.riskEn || draft.risk, actEn: draft.actEn || draft.act };
    // A point left as it was keeps its id: who has confirmed it is not asked again.
    const same = before.find(
      (one) =>
        one.risk === whole.risk &&
        one.act === whole.act &&
        one.riskEn === whole.riskEn &&
        one.actEn === whole.actEn &&
        one.icon === whole.icon,
    );
    return { ...whole, id: same?.id ?? `${context.id}.${n}` };
  });
  return accepted({
    subject: "briefings",
    type: "BriefingSet",
    at: context.at,
    unit,
    day,
    points,
    ...(linkClass === undefined ? {} : { linkClass }),
    ...(post === undefined ? {} : { post }),
  });
};
const ruleTitle = { zh: "今日规定", en: "Rule of the day" } as const;

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

export const evolveBriefings = (
  event: BriefingEvent,
  seq: Seq,
  look: BriefingLook,
): readonly Change<PostRec | WorkerRec>[] => {
  switch (event.type) {
    case "BriefingSet": {
      const target = targetKey(event);
      const { day, points } = event;
      const oldest = addDays(look.clock.dayOf(event.at), -1);
      return [...look.all("post")]
        .filter((post) => isFor(post, event))
        .map((post) => {
          const kept = post.today.filter((one) => one.day >= oldest && !(one.target === target && one.day === day));
          return put(withToday(post, seq, points.length === 0 ? kept : [...kept, { target, day, points }]));
        });
    }
    case "BriefingConfirmed": {
      const { shift, day } = event;
      const points = event.points.map((point) => pointKey(event.post, point));
      return event.workers.flatMap((name) => {
        const worker = look.worker(name);
        if (worker === undefined) return [];
        const heard = heardBy(worker, { shift, day }).filter((point) => !points.includes(point));
        return [put({ ...worker, seq, briefed: { shift, day, points: [...heard, ...points] } })];
      });
    }
  }
};

// ── views ────────────────────────────────────────────────────────────────────────────────────────

/** A site may give two posts points of one id. */
const pointKey = (post: PostId, point: string): string => `${post}/${point}`;
const heardBy = (worker: WorkerRec, run: { readonly shift: ShiftId; readonly day: Day }): readonly string[] =>
  worker.briefed !== undefined && worker.briefed.shift === run.shift && worker.briefed.day === run.day
    ? worker.briefed.points
    : [];

/** All that is told at the post for a shift of that day, what always holds before what is new. */
export const briefingOf = (post: PostRec, day: Day): readonly BriefingPoint[] => [
  ...post.briefing,
  ...post.today.filter((one) => one.day === day).flatMap((one) => one.points),
];

/** What his foreman has not confirmed for him in this run. */
export const leftFor = (post: PostRec, worker: WorkerRec | undefined, run: ShiftRun): readonly BriefingPoint[] => {
  const heard = worker === undefined ? [] : heardBy(worker, { shift: run.shift.id, day: run.day });
  return briefingOf(post, run.day).filter((point) => !heard.includes(pointKey(post.id, point.id)));
};

/** The run that a briefing held now is for: the next one once its people may sign on, else the one that runs. */
export const briefedRun = (
  shifts: Parameters<typeof shiftAt>[1],
  earlyMin: number,
  clock: SiteClock,
  at: Millis,
): ShiftRun | undefined => {
  const next = nextShift(clock, shifts, at);
  return next !== undefined && next.startsAt - at <= earlyMin * minute ? next : shiftAt(clock, shifts, at);
};
