// The act by which patrols of another system come onto the board: all of an import in one write, or nothing of it. [PAT-1, PAT-2, COV-2]

import type { Answerer } from "../alarms/alarm.ts";
import { accepted, type Context, type Decision, refused } from "../decider.ts";
import type { Millis, PatrolId, TrackId, UnitId } from "../ids.ts";
import { inBoth } from "../in-both.ts";
import type { Refusal } from "../refusals.ts";
import type { FindingEvent } from "./findings.ts";
import { type MovedFinding, type MoveLook, type MovePlan, planMove } from "./move-plan.ts";
import type { LeftOut } from "./move-times.ts";
import { type ImportPatrols, maxMoved, maxOnBoard } from "./moving.ts";
import type { PatrolRec } from "./patrol.ts";
import type { PatrolEvent } from "./patrol-acts.ts";
import { computedOn } from "./patrols.ts";

export type MoveInLook = Omit<MoveLook, "all"> & {
  readonly all: MoveLook["all"] & ((kind: "patrol") => Iterable<PatrolRec>);
  readonly unit: (id: UnitId) => { readonly scope: readonly UnitId[] } | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

/** Asked as soon as a file is read, before any work that grows with it. */
export const moveTooLarge = (
  patrols: readonly { readonly legs: readonly unknown[]; readonly events: readonly unknown[] }[],
): Refusal | undefined => {
  const legs = patrols.reduce((sum, one) => sum + one.legs.length, 0);
  const events = patrols.reduce((sum, one) => sum + one.events.length, 0);
  if (patrols.length > maxMoved.patrols)
    return tooLarge(inBoth(`${maxMoved.patrols} 次巡护`, `${maxMoved.patrols} patrols`));
  if (legs > maxMoved.legs) return tooLarge(inBoth(`${maxMoved.legs} 个路段`, `${maxMoved.legs} legs`));
  if (events > maxMoved.events) return tooLarge(inBoth(`${maxMoved.events} 条事件`, `${maxMoved.events} events`));
  return undefined;
};

/** Why nothing of it can come at all; undefined: the plan says what will. Asked before it is shown and again before it is done. */
export const moveFlaw = (
  command: Pick<ImportPatrols, "patrols" | "unit">,
  plan: MovePlan,
  look: Pick<MoveInLook, "all" | "unit">,
): Refusal | undefined => {
  if (look.unit(command.unit) === undefined) return { code: "unit_unknown" };
  const tooMuch = moveTooLarge(command.patrols);
  if (tooMuch !== undefined) return tooMuch;
  const there = [...look.all("patrol")].filter(({ origin }) => origin !== undefined).length;
  if (there + plan.made.length > maxOnBoard)
    return tooLarge(inBoth(`板上共 ${maxOnBoard} 次迁入的巡护`, `${maxOnBoard} moved patrols on the board`));
  const isNothing = plan.made.length + plan.known + plan.findings.length + plan.tracks.length + plan.knownTracks === 0;
  return isNothing ? { code: "moved_nothing", params: { why: whyNothing(plan) } } : undefined;
};

const tooLarge = (limit: string): Refusal => ({ code: "too_large", params: { limit } });

const reasons: Readonly<Record<LeftOut, readonly [zh: string, en: string]>> = {
  "no-times": ["没有时间", "no times"],
  "wrong-times": ["时间不合理", "impossible times"],
  "under-way": ["那边还在巡护中", "still under way there"],
  "never-begun": ["从未出发", "never begun"],
  "no-patrol": ["只有轨迹或观测，没有巡护本身", "tracks or observations without their patrol"],
};

const whyNothing = ({ leftOut }: MovePlan): string => {
  const told = Object.entries(reasons).flatMap(([why, [zh, en]]) => {
    const n = Object.entries(leftOut).find(([one]) => one === why)?.[1] ?? 0;
    return n === 0 ? [] : [[`${zh} ${n}`, `${en}: ${n}`] as const];
  });
  if (told.length === 0) return inBoth("一次也没有", "there are none");
  return inBoth(told.map(([zh]) => zh).join("，"), told.map(([, en]) => en).join(", "));
};

export const decideMoveIn = (
  command: ImportPatrols,
  context: Context,
  look: MoveInLook,
): Decision<PatrolEvent | FindingEvent> => {
  const plan = planMove(command, look, context.now);
  const flaw = moveFlaw(command, plan, look);
  if (flaw !== undefined) return refused(flaw);
  const { unit } = command;
  const scope = look.unit(unit)?.scope ?? [unit];
  const at = context.now;
  const made = plan.made.map(
    ({ id, draft }) => ({ subject: "patrols", type: "PatrolImported", patrol: id, at, draft, scope }) as const,
  );
  return accepted<PatrolEvent | FindingEvent>(
    ...made,
    ...plan.tracks.flatMap(({ patrol, track }) => trackEvent(command, patrol, track, at, look)),
    ...plan.findings.flatMap((finding) => findingEvents(finding, command.unit, scope, context, look)),
  );
};

/** By the one path of tracks; one whose fixes are all there already changes nothing. */
const trackEvent = (
  { tracks, unit: asked }: ImportPatrols,
  patrol: PatrolId,
  track: TrackId,
  at: Millis,
  look: MoveInLook,
): readonly PatrolEvent[] => {
  const found = tracks?.find((one) => one.track === track);
  if (found?.own === undefined) throw new Error("ImportPatrols reached decide without passing ingest");
  const { type: _, own, file, profile, raw } = found;
  const walk = computedOn(found.walk, look.trail(patrol));
  if (walk.fixes.length === 0) return [];
  const unit = look.patrol(patrol)?.unit ?? asked;
  const scope = look.patrol(patrol)?.scope ?? look.unit(unit)?.scope ?? [unit];
  const today = look.clock.dayOf(at);
  const lateDays = walk.days.map((one) => one.day).filter((day) => day < today);
  const told = { track, file, unit, scope, profile, patrol, raw, own, walk, lateDays };
  return [{ subject: "patrols", type: "TrackRecorded", at, ...told }];
};

const findingEvents = (
  { id: finding, by, isOver, source, at, ...seen }: MovedFinding,
  unit: UnitId,
  scope: readonly UnitId[],
  context: Context,
  look: MoveInLook,
): readonly FindingEvent[] => {
  const told = { ...seen, unit, scope, toldAt: context.now, ...(by === undefined ? {} : { by: { worker: by } }) };
  const reported = { subject: "findings", type: "FindingReported", finding, at, ...told } as const;
  if (!isOver) return [reported];
  const outcome = `随 ${source} 迁入 moved over with ${source}`;
  const closed = { subject: "findings", type: "FindingClosed", finding, at: context.now, outcome } as const;
  return [reported, { ...closed, by: look.answererOf(context) }];
};
