// Evacuating a unit 撤人: every post of the unit and below is suspended at once, and again in force when the unit is resumed. [POST-4, ALM-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type Millis, type Seq, type UnitId, unitId, type WorkerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { Records } from "../records.ts";
import { id, text, type UnitRec } from "../site/site.ts";
import type { WorkerRec } from "../workers.ts";
import { evacuatedUnit } from "./evacuated.ts";
import { type PostRec, watched } from "./post.ts";
import { logAfter, offDuty, type PostLook } from "./post-changes.ts";

export const unitCommands = {
  EvacuateUnit: v.object({ type: v.literal("EvacuateUnit"), unit: id(unitId), reason: text }),
  ResumeUnit: v.object({ type: v.literal("ResumeUnit"), unit: id(unitId) }),
} as const;
export type UnitCommand = v.InferOutput<(typeof unitCommands)[keyof typeof unitCommands]>;

type Of<T extends string, D> = {
  readonly subject: "units";
  readonly type: T;
  readonly unit: UnitId;
  readonly at: Millis;
} & D;
export type UnitEvent =
  | Of<"UnitEvacuated", { readonly reason: string; readonly relieved: readonly WorkerId[] }>
  | Of<"UnitResumed", object>;

export type UnitLook = Pick<Records, "all"> & Pick<PostLook, "site" | "worker" | "unit">;

export const decideUnits = (command: UnitCommand, context: Context, look: UnitLook): Decision<UnitEvent> => {
  const unit = look.unit(command.unit);
  if (unit === undefined) return refused({ code: "unit_unknown" });
  const on = { subject: "units", unit: unit.id, at: context.at } as const;
  switch (command.type) {
    case "EvacuateUnit":
      if (unit.evacuated !== undefined) return alreadyDone(unit.seq);
      return accepted({
        ...on,
        type: "UnitEvacuated",
        reason: command.reason,
        relieved: calledBack(look.all("post"), unit.id).holders,
      });
    case "ResumeUnit":
      if (unit.evacuated === undefined) return refused({ code: "not_evacuated", params: { unit: bothNames(unit) } });
      return accepted({ ...on, type: "UnitResumed" });
  }
};

export const evolveUnits = (
  event: UnitEvent,
  seq: Seq,
  look: UnitLook,
): readonly Change<UnitRec | PostRec | WorkerRec>[] => {
  const unit = look.unit(event.unit);
  if (unit === undefined) return [];
  const { evacuated: _, ...calm } = unit;
  switch (event.type) {
    case "UnitEvacuated": {
      const { reason, at } = event;
      const watch = { state: "suspended", reason, since: at, evacuated: unit.id } as const;
      return [
        put({ ...calm, seq, evacuated: { reason, since: at } }),
        ...calledBack(look.all("post"), unit.id).posts.flatMap((post) => [
          put(watched(post, seq, watch, logAfter(post, at, look))),
          ...offDuty(post.watch, at, seq, look),
        ]),
      ];
    }
    case "UnitResumed":
      return [
        put({ ...calm, seq }),
        ...suspendedBy(look.all("post"), unit.id).map((post) => put(resumed(post, event, seq, look))),
      ];
  }
};

/** A post of which another unit is still evacuated stays suspended, by that one. */
const resumed = (post: PostRec, { unit, at }: UnitEvent, seq: Seq, look: UnitLook): PostRec => {
  const log = logAfter(post, at, look);
  const still = evacuatedUnit(post.scope, look.unit, unit);
  return still === undefined
    ? watched(post, seq, { state: "unheld", since: at }, log)
    : watched(post, seq, { state: "suspended", reason: still.reason, since: at, evacuated: still.unit }, log);
};

/** What an evacuation of the unit takes: its posts that are not suspended already, and who holds them. */
export const calledBack = (
  posts: Iterable<PostRec>,
  unit: UnitId,
): { readonly posts: readonly PostRec[]; readonly holders: readonly WorkerId[] } => {
  const taken = [...posts].filter((post) => post.watch.state !== "suspended" && post.scope.includes(unit));
  return { posts: taken, holders: taken.flatMap(({ watch }) => (watch.state === "held" ? [watch.holder] : [])) };
};

const suspendedBy = (posts: Iterable<PostRec>, unit: UnitId): readonly PostRec[] =>
  [...posts].filter(({ watch }) => watch.state === "suspended" && watch.evacuated === unit);

export type Evacuation = {
  readonly unit: UnitRec;
  readonly reason: string;
  readonly since: Millis;
  /** Its posts and those below it that stand suspended now, for whatever cause. */
  readonly posts: number;
};

/** The units that are evacuated now, the last first. */
export const evacuations = (records: Records): readonly Evacuation[] => {
  const found: Evacuation[] = [];
  for (const unit of records.all("unit")) {
    const { evacuated } = unit;
    if (evacuated === undefined) continue;
    let posts = 0;
    for (const { scope, watch } of records.all("post"))
      if (watch.state === "suspended" && scope.includes(unit.id)) posts += 1;
    found.push({ unit, ...evacuated, posts });
  }
  return found.sort((a, b) => b.since - a.since || (a.unit.id < b.unit.id ? -1 : 1));
};
