// What becomes of an entry once its activity has begun: left open, credited, or not there and asked why. [ACT-4]

import type { Answerer } from "../alarms/alarm.ts";
import type { Millis } from "../ids.ts";

/** What a worker may say for himself with one touch; words he has with the organiser. */
export const noShowReasons = ["sick", "on-duty", "swapped", "not-told", "other"] as const;
export type NoShowReason = (typeof noShowReasons)[number];

/** Times that the desk wrote down for him, and why. */
export type Entered = { readonly by: Answerer; readonly reason: string };

type Answered = { readonly answer?: { readonly why: NoShowReason; readonly at: Millis } };
/** A person's word on it, never a machine's. */
type Decided = Answered & { readonly at: Millis; readonly by: Answerer; readonly reason: string };

export type PresenceState =
  /** Checked in at that time and never out: no minutes until the desk has entered them. */
  | { readonly state: "unclosed"; readonly at: Millis }
  | {
      readonly state: "credited";
      readonly minutes: number;
      readonly from: Millis;
      readonly to: Millis;
      readonly entered?: Entered;
    }
  /** Proposed at that time; nothing is held against him by it. */
  | ({ readonly state: "no-show"; readonly at: Millis } & Answered)
  | ({ readonly state: "excused" } & Decided)
  | ({ readonly state: "no-show-final" } & Decided);

const noShows: ReadonlySet<string> = new Set<PresenceState["state"]>(["no-show", "excused", "no-show-final"]);
/** Whether it tells that somebody did not come: his matter and that of whoever decides on it, and nobody else's. */
export const tellsNoShow = (is: { readonly state: string }): boolean => noShows.has(is.state);

const unentered: ReadonlySet<string> = new Set(["checked-in", "unclosed"]);
/** Whether he was there and his minutes are not known yet. */
export const isUnentered = (is: { readonly state: string }): boolean => unentered.has(is.state);

/**
 * He was seen there: by his own badge, or by the desk that wrote it down. Where nobody at all was, it is the list that is missing
 * and not the people: then nobody is asked why he did not come.
 */
export const wasSeen = ({ is }: { readonly is: { readonly state: string } }): boolean =>
  isUnentered(is) || is.state === "attended" || is.state === "credited";

/** Whether a worker has still to say why he did not come. */
export const awaitsAnswer = (is: { readonly state: string; readonly answer?: unknown }): boolean =>
  is.state === "no-show" && is.answer === undefined;
