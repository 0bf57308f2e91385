// How an activity is changed after it was opened, and how who is in it says that he has read of it. [ACT-1]

import * as v from "valibot";
import { activityId, entryId } from "../ids.ts";
import { id } from "../site/site.ts";
import type { ActivityRec } from "./activity.ts";
import { activityDraft } from "./activity-draft.ts";

const { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, fairUntil, roles } =
  activityDraft.entries;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** All that may be changed, as it shall be; its kind, its unit and what a training gives stay. */
const to = v.object({
  ...{ name, nameEn, place, startsAt, endsAt, opensAt, closesAt, capacity, fairUntil, roles },
  /** Left out, it moves with the start. */
  cancelUntil: v.optional(cancelUntil),
});

const change = {
  activity: id(activityId),
  /** How often it had been changed when the desk looked at it: two desks do not write over each other. */
  version: count,
  to,
  /** Also where somebody in it cannot come by the new plan: he is told, and may leave it until it begins. */
  despite: v.optional(v.boolean()),
};

export const changeCommands = {
  ChangeActivity: v.object({ type: v.literal("ChangeActivity"), ...change }),
  /** This one and all later of its series: what differs in this one becomes so in each, its times by as much. */
  ChangeSeries: v.object({ type: v.literal("ChangeSeries"), ...change }),
  /** He has read when and where they are now. */
  ReadMoves: v.object({
    type: v.literal("ReadMoves"),
    moves: v.pipe(
      v.array(v.object({ activity: id(activityId), entry: id(entryId), nth: count })),
      v.minLength(1),
      v.maxLength(100),
      v.readonly(),
    ),
  }),
} as const;
export type ChangeCommand = v.InferOutput<(typeof changeCommands)[keyof typeof changeCommands]>;
export type ChangeTo = v.InferOutput<typeof to>;

/** What a change leaves written in the record. */
export type ActivityPlan = Pick<
  ActivityRec,
  | "name"
  | "nameEn"
  | "place"
  | "startsAt"
  | "endsAt"
  | "opensAt"
  | "closesAt"
  | "cancelUntil"
  | "capacity"
  | "roles"
  | "fair"
>;
