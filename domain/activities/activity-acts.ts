// What may be done with an activity and its seats, and what is written down of it. [ACT-1, ACT-3, ACT-4]

import * as v from "valibot";
import {
  type ActivityId,
  activityId,
  type EntryId,
  type Millis,
  type RoleId,
  roleId,
  type UnitId,
  type WorkerId,
} from "../ids.ts";
import { id, text } from "../site/site.ts";
import type { EntryRec } from "./activity.ts";
import { type ActivityDraft, activityDraft } from "./activity-draft.ts";
import type { ActivityPlan } from "./change-acts.ts";

export const activityCommands = {
  OpenActivity: v.object({ type: v.literal("OpenActivity"), activity: activityDraft }),
  CancelActivity: v.object({ type: v.literal("CancelActivity"), activity: id(activityId), reason: text }),
  /**
   * `wait`: where no seat is left, take a place in the queue: `true`, to fill in at once when one is freed (直接补位), or
   * `ask`, to be asked first (先问我).
   */
  SignUp: v.object({
    type: v.literal("SignUp"),
    activity: id(activityId),
    role: id(roleId),
    wait: v.union([v.boolean(), v.literal("ask")]),
  }),
  AnswerOffer: v.object({ type: v.literal("AnswerOffer"), activity: id(activityId), accept: v.boolean() }),
  /** Offers that nobody answered in their time go on to whoever waits next. */
  LapseOffers: v.object({ type: v.literal("LapseOffers"), activity: id(activityId) }),
  /** A fairness window has ended, or what else kept those who wait: they are seated or asked, in the queue's order. */
  FillSeats: v.object({ type: v.literal("FillSeats"), activity: id(activityId) }),
  CancelEntry: v.object({ type: v.literal("CancelEntry"), activity: id(activityId) }),
  CheckInEntry: v.object({ type: v.literal("CheckInEntry"), activity: id(activityId) }),
  CheckOutEntry: v.object({ type: v.literal("CheckOutEntry"), activity: id(activityId) }),
} as const;

export type Wait = v.InferOutput<typeof activityCommands.SignUp>["wait"];
export type ActivityCommand = v.InferOutput<(typeof activityCommands)[keyof typeof activityCommands]>;

type On<T extends string, D> = {
  readonly subject: "activities";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
/** Whose seat or place in the queue, in which role. */
export type Entry = { readonly entry: EntryId; readonly worker: WorkerId; readonly role: RoleId };
export type ActivityEvent =
  /** `shares`: each crew's seats while the window runs that the draft names. */
  | On<
      "ActivityOpened",
      {
        readonly draft: ActivityDraft;
        readonly scope: readonly UnitId[];
        readonly shares?: Readonly<Record<string, number>>;
        readonly series?: ActivityId;
      }
    >
  | On<"ActivityCancelled", { readonly reason: string }>
  | On<"ActivityChanged", { readonly to: ActivityPlan }>
  | On<"MoveRead", Entry & { readonly nth: number }>
  | On<"SeatTaken", Entry & { readonly promoted: boolean }>
  | On<"QueueJoined", Entry & { readonly place: number; readonly asks?: true }>
  | On<"SeatOffered", Entry>
  | On<"OfferLapsed", Entry & { readonly how: "declined" | "expired" }>
  /** The same sign-up under another id: nothing changes, but the id is used up, and never seats anybody later. */
  | On<"SignUpRepeated", object>
  | On<"EntryCancelled", Entry & { readonly granted?: string }>
  | On<"SeatSwapped", Entry & { readonly to: Entry }>
  | On<"SwapAsked", Entry & { readonly other?: WorkerId }>
  | On<"SwapEnded", Entry & { readonly how: "declined" | "taken-back" | "lapsed" }>
  | On<"CancelAsked", Entry>
  | On<"CancelKept", Entry & { readonly reason: string }>
  | On<"AnswerRead", Entry>
  | On<"EntryCheckedIn", Entry>
  | On<"EntryCheckedOut", Entry & { readonly minutes: number; readonly from: Millis }>;

/** An entry as events name it. */
export const named = (entry: Pick<EntryRec, "id" | "worker" | "role">): Entry => ({
  entry: entry.id,
  worker: entry.worker,
  role: entry.role,
});
