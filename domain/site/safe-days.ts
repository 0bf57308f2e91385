// 安全生产天数: days without an accident, from the day of the last one; set by whoever answers for safety, never reset by an import.

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { day as asDay, type Day, type Millis, type Seq } from "../ids.ts";
import { addDays, daysBetween, type SiteClock } from "../time.ts";
import type { SiteRec } from "./site.ts";

/** A day of the calendar, `2026-02-28`: one that there is. */
const calendarDay = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(?:19|20)\d\d-\d\d-\d\d$/),
  v.transform(asDay),
  v.check((day) => addDays(day, 0) === day, "day"),
);

export const safetyCommands = {
  /** The day, on the site's clocks, of the last accident; of a site that never had one, the day before it began. */
  SetLastAccident: v.object({ type: v.literal("SetLastAccident"), day: calendarDay }),
} as const;
export type SafetyCommand = v.InferOutput<typeof safetyCommands.SetLastAccident>;
export type SafetyEvent = {
  readonly subject: "safety";
  readonly type: "LastAccidentSet";
  readonly at: Millis;
  readonly day: Day;
};

type SafetyLook = { readonly site: SiteRec; readonly clock: SiteClock };

export const decideSafety = (command: SafetyCommand, context: Context, look: SafetyLook): Decision<SafetyEvent> => {
  const today = look.clock.dayOf(context.now);
  if (daysBetween(command.day, today) < 0)
    return refused({ code: "accident_ahead", params: { day: command.day, today } });
  if (look.site.lastAccident === command.day) return alreadyDone(look.site.seq);
  return accepted({ subject: "safety", type: "LastAccidentSet", at: context.at, day: command.day });
};

export const evolveSafety = (event: SafetyEvent, seq: Seq, look: SafetyLook): readonly Change<SiteRec>[] => [
  put({ ...look.site, seq, lastAccident: event.day }),
];

/** Whole days since the last accident on the site's calendar: one more with every midnight there. Undefined: nobody has set the day. */
export const safeDays = (site: SiteRec, clock: SiteClock, now: Millis): number | undefined =>
  site.lastAccident === undefined ? undefined : Math.max(0, daysBetween(site.lastAccident, clock.dayOf(now)));
