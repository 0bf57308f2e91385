// What the desk says of attendance: each entry's state in words, what still hinders the settling, and which acts an entry allows.

import { type ActivityRec, type EntryRec, holdsSeat } from "../../../domain/activities/activity.ts";
import { lateFrom } from "../../../domain/activities/attendance.ts";
import { type CreditRec, sumOf } from "../../../domain/activities/credits.ts";
import { isUnentered, tellsNoShow } from "../../../domain/activities/presence.ts";
import type { Millis } from "../../../domain/ids.ts";
import { clockText, stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";

export const stateText = (
  { id, is }: Pick<EntryRec, "id" | "is">,
  { say, join, siteClock, records }: Pick<Desk, "say" | "join" | "siteClock" | "records">,
): string => {
  switch (is.state) {
    case "confirmed":
      return say(is.promoted ? "entry.promoted" : "entry.confirmed");
    case "waiting":
      return join(say("entry.waiting", { n: is.place }), is.asks === true ? say("entry.asks") : "");
    case "swapped":
      return say("entry.swapped");
    case "cancel-requested":
      return say("entry.cancel-requested");
    case "offered":
      return say("entry.offered");
    case "lapsed":
      return say("entry.lapsed");
    case "checked-in":
      return join(say("entry.checked-in"), clockText(siteClock, is.at));
    case "attended":
      return say("entry.attended", { n: is.minutes });
    case "cancelled":
      return say("entry.cancelled");
    case "unclosed":
      return join(say("entry.unclosed"), clockText(siteClock, is.at));
    case "credited":
      return say("entry.credited", { n: is.minutes, c: creditsIn(records.get("credit", id)) });
    case "no-show":
      return is.answer === undefined
        ? say("entry.no-show")
        : say("entry.no-show.answered", { why: say(`why.${is.answer.why}`) });
    case "excused":
      return say("entry.excused");
    case "no-show-final":
      return say("entry.no-show-final");
  }
};

/** By the rule of its own day: the site may have changed its own since. */
const creditsIn = (credit: CreditRec | undefined): number => (credit === undefined ? 0 : sumOf(credit).credits);

/** Whether the desk may write down times for it. */
export const mayEnter = (activity: ActivityRec, { is }: EntryRec, now: Millis, early: Millis): boolean =>
  holdsSeat(is) && now >= activity.startsAt - early && (activity.cancelled === undefined || isUnentered(is));

/** Whom it may decide on. What was cancelled nobody missed. */
export const mayDecide = (activity: ActivityRec, { is }: EntryRec): boolean =>
  activity.cancelled === undefined && tellsNoShow(is) && is.state !== "excused";

export type Settling = {
  /** People whose minutes are known. */
  readonly known: number;
  /** Why it cannot be settled yet, as a sentence. */
  readonly why: string | undefined;
};

export const settlingOf = (
  activity: ActivityRec,
  entries: readonly EntryRec[],
  { say, site, siteClock, now }: Pick<Desk, "say" | "site" | "siteClock" | "now">,
): Settling => {
  const known = entries.filter(({ is }) => is.state === "attended").length;
  const open = entries.filter(({ is }) => isUnentered(is) || is.state === "cancel-requested").length;
  const until = site === undefined ? activity.endsAt : lateFrom(activity, site);
  if (now <= until) return { known, why: say("settle.runs", { until: stampText(siteClock, until) }) };
  return { known, why: open > 0 ? say("settle.open", { n: open }) : undefined };
};
