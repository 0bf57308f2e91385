// What may be done with the follow-up items of a study day, and what is written down of it. [ACT-5]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type ActivityId, activityId, type Millis, type WorkerId, workerId } from "../ids.ts";
import { id, text } from "../site/site.ts";
import { dayText } from "../workers.ts";
import type { FollowUp } from "./study.ts";

const on = { activity: id(activityId) };
const item = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const studyCommands = {
  AddFollowUp: v.object({
    type: v.literal("AddFollowUp"),
    ...on,
    what: text,
    who: v.union([v.object({ worker: id(workerId) }), v.object({ office: text })]),
    due: dayText,
  }),
  NoFollowUps: v.object({ type: v.literal("NoFollowUps"), ...on, reason: text }),
  /** By who is responsible, at a kiosk. */
  SayFollowUpDone: v.object({ type: v.literal("SayFollowUpDone"), ...on, item }),
  /** `open`: what was said to be done is not, and goes back. */
  CloseFollowUp: v.object({
    type: v.literal("CloseFollowUp"),
    ...on,
    item,
    how: v.picklist(["done", "dropped", "open"]),
    words: text,
  }),
} as const;
export type StudyCommand = v.InferOutput<(typeof studyCommands)[keyof typeof studyCommands]>;

type On<T extends string, D> = {
  readonly subject: "study";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
export type StudyEvent =
  | On<"FollowUpAdded", Pick<FollowUp, "id" | "what" | "who" | "due">>
  | On<"NothingFollowed", { readonly by: Answerer; readonly reason: string }>
  | On<"FollowUpSaidDone", { readonly item: string; readonly worker: WorkerId }>
  | On<
      "FollowUpClosed",
      {
        readonly item: string;
        readonly how: "done" | "dropped" | "open";
        readonly by: Answerer;
        readonly words: string;
      }
    >;
