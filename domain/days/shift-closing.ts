// A shift that is over is closed once: its figures go into the day's record, where charts read them for ever. No names. [POST-6]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { type Day, type Millis, type ShiftId, shiftId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { type LinkClass, linkClasses, type PostRec } from "../posts/post.ts";
import { rostered } from "../posts/post-status.ts";
import type { Records } from "../records.ts";
import { id, type SiteRec, shiftById } from "../site/site.ts";
import { lengthOf, type Span } from "../spans.ts";
import { clockText, dayLength, hour, minute, type ShiftRun, type SiteClock, shiftRun } from "../time.ts";
import { dayText } from "../workers.ts";
import type { DailyRec, Tally } from "./daily.ts";
import { type Coverage, coverageOf, shiftCoverage } from "./shift-coverage.ts";
import { endedRuns } from "./shift-runs.ts";

export const shiftCommands = {
  CloseShift: v.object({ type: v.literal("CloseShift"), shift: id(shiftId), day: dayText }),
} as const;
export type ShiftCommand = v.InferOutput<typeof shiftCommands.CloseShift>;

export type ClassFigures = {
  readonly linkClass: LinkClass;
  /** Of all its posts, ms. */
  readonly askedMs: number;
  readonly mannedMs: number;
  /** Of its key posts alone. */
  readonly key: Coverage;
  /** In the order of the shift's hours; an hour that a zone change repeats stands once. Absent once past its retention. */
  readonly hours?: readonly HourFigures[];
};
export type HourFigures = {
  /** Hour of the site's day, 0…23. */
  readonly hour: number;
  readonly askedMs: number;
  readonly mannedMs: number;
};
export type ShiftFigures = {
  readonly shift: ShiftId;
  readonly classes: readonly ClassFigures[];
  /** Signs of life that were owed, and those that came before the reminder ran out. */
  readonly signs: { readonly owed: number; readonly inTime: number };
};

export type ShiftEvent = {
  readonly subject: "shifts";
  readonly type: "ShiftClosed";
  readonly at: Millis;
  /** The day on which the run began. */
  readonly day: Day;
  readonly figures: ShiftFigures;
};

/** How late a shift can still be closed: after that, its posts no longer remember how it began. */
const closable = dayLength;

export type ShiftLook = Pick<Records, "all" | "get"> & { readonly site: SiteRec; readonly clock: SiteClock };

export const decideShifts = (command: ShiftCommand, context: Context, look: ShiftLook): Decision<ShiftEvent> => {
  const { site, clock } = look;
  const shift = shiftById(site, command.shift);
  if (shift === undefined) return refused({ code: "shift_unknown" });
  const run = shiftRun(clock, shift, command.day);
  const known = look.get("daily", command.day);
  if (known !== undefined && isClosed(known, run)) return alreadyDone(known.seq);
  const closesAt = run.endsAt + site.settings.closeMin * minute;
  if (context.now < closesAt)
    return refused({ code: "shift_open", params: { shift: bothNames(shift), at: clockText(clock, closesAt) } });
  if (context.now - closesAt >= closable) return refused({ code: "shift_past", params: { shift: bothNames(shift) } });
  return accepted({
    subject: "shifts",
    type: "ShiftClosed",
    at: context.now,
    day: run.day,
    figures: shiftFigures(look.all("post"), run, look),
  });
};

export const closingOf = ({ day, figures }: ShiftEvent): { readonly day: Day; readonly tally: Tally } => ({
  day,
  tally: { shifts: [figures] },
});

const isClosed = (daily: DailyRec, run: ShiftRun): boolean => daily.shifts.some((one) => one.shift === run.shift.id);

/** Runs that are over, whose outboxes had their time, and that asked for somebody: to be closed now, the first that ended first. */
export const closingsNow = (records: Records, site: SiteRec, clock: SiteClock, now: Millis): readonly ShiftRun[] =>
  endedRuns(clock, site.shifts, now - site.settings.closeMin * minute, closable)
    .filter((run) => {
      const daily = records.get("daily", run.day);
      return !(daily !== undefined && isClosed(daily, run)) && isAsked(records.all("post"), run);
    })
    .reverse();

const isAsked = (posts: Iterable<PostRec>, run: ShiftRun): boolean => {
  for (const post of posts) if (post.log.since < run.endsAt && rostered(post, run).length > 0) return true;
  return false;
};

/** What a run that is over comes to. */
export const shiftFigures = (
  posts: Iterable<PostRec>,
  run: ShiftRun,
  { site, clock }: Pick<ShiftLook, "site" | "clock">,
): ShiftFigures => {
  const all = [...posts];
  const covered = shiftCoverage(all, run, site, run.endsAt).posts;
  const cuts = hoursOf(run, clock);
  return {
    shift: run.shift.id,
    classes: linkClasses.flatMap((linkClass) => {
      const ofClass = covered.filter(({ post }) => post.linkClass === linkClass);
      const { askedMs, mannedMs } = coverageOf(ofClass);
      const key = coverageOf(ofClass.filter(({ post }) => post.key));
      const hours = cuts.map(({ hour, spans }) => ({
        hour,
        askedMs: ofClass.reduce((sum, { asked }) => sum + inside(asked, spans), 0),
        mannedMs: ofClass.reduce((sum, { manned }) => sum + inside(manned, spans), 0),
      }));
      return ofClass.length === 0 ? [] : [{ linkClass, askedMs, mannedMs, key, hours }];
    }),
    signs: all
      .flatMap(({ log }) => log.signs)
      .filter((one) => one.shift === run.shift.id && one.day === run.day)
      .reduce((sum, { owed, inTime }) => ({ owed: sum.owed + owed, inTime: sum.inTime + inTime }), {
        owed: 0,
        inTime: 0,
      }),
  };
};

/** The run cut at the full hours of the site's clocks. */
const hoursOf = (run: ShiftRun, clock: SiteClock): readonly { readonly hour: number; readonly spans: Span[] }[] => {
  const hours = new Map<number, Span[]>();
  let from = run.startsAt;
  while (from < run.endsAt) {
    const minuteOfDay = clock.minuteOfDay(from);
    const to = Math.min(run.endsAt, from - (from % minute) + (60 - (minuteOfDay % 60)) * minute, from + hour);
    const at = Math.floor(minuteOfDay / 60);
    hours.set(at, [...(hours.get(at) ?? []), { from, to }]);
    from = to;
  }
  return [...hours].map(([at, spans]) => ({ hour: at, spans }));
};

const inside = (spans: readonly Span[], within: readonly Span[]): number =>
  within.reduce(
    (sum, cut) =>
      sum +
      lengthOf(
        spans
          .map(({ from, to }) => ({ from: Math.max(from, cut.from), to: Math.min(to, cut.to) }))
          .filter(({ from, to }) => from < to),
      ),
    0,
  );
