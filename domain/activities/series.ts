// A recurring activity: its days in site time, each of them an activity of its own with its own entries; cancelling this one and all later. [ACT-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { type ActivityId, activityId, type Day, day as dayId, type Millis } from "../ids.ts";
import { id, text } from "../site/site.ts";
import { addDays, dayLength, daysBetween, nextShift, type Shift, type SiteClock, weekday } from "../time.ts";
import { dayText } from "../workers.ts";
import type { ActivityRec } from "./activity.ts";
import type { ActivityEvent } from "./activity-acts.ts";
import { type ActivityDraft, activityDraft } from "./activity-draft.ts";
import { flawOf } from "./activity-opening.ts";
import { headsIn, sharesOf } from "./fairness.ts";
import type { ActivityLook } from "./seats.ts";

/** No series is longer, whatever ends it; it is made ahead as a whole, by one act. */
export const mostTimes = 60;
const longestAhead = 366;

const repeat = v.variant("every", [
  /** On these days of the week, ISO: Monday 1 … Sunday 7. */
  v.object({ every: v.literal("week"), days: v.pipe(v.string(), v.regex(/^(?!.*(.).*\1)[1-7]{1,7}$/)) }),
  /** On the same day of each month; where a month is shorter, on its last. */
  v.object({ every: v.literal("month-day") }),
  /** On the same weekday of the same week of each month; the fifth is the last. */
  v.object({ every: v.literal("month-week") }),
  v.object({ every: v.literal("shifts"), n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)) }),
]);
export type Repeat = v.InferOutput<typeof repeat>;

export const seriesCommands = {
  /** `activity`: the first of them; ends after so many times, and at the latest on that day. */
  OpenSeries: v.object({
    type: v.literal("OpenSeries"),
    activity: activityDraft,
    repeat,
    times: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(mostTimes)),
    until: v.optional(dayText),
  }),
  /** This one and all later of its series. */
  CancelSeries: v.object({ type: v.literal("CancelSeries"), activity: id(activityId), reason: text }),
} as const;
export type SeriesCommand = v.InferOutput<(typeof seriesCommands)[keyof typeof seriesCommands]>;
type OpenSeries = Extract<SeriesCommand, { readonly type: "OpenSeries" }>;

type Look = Pick<ActivityLook, "site" | "clock" | "activity" | "scopeOf" | "workers"> & {
  readonly all: (kind: "activity") => Iterable<ActivityRec>;
};

export const decideSeries = (command: SeriesCommand, context: Context, look: Look): Decision<ActivityEvent> =>
  command.type === "OpenSeries" ? openSeries(command, context, look) : cancelSeries(command, context, look);

const openSeries = (command: OpenSeries, context: Context, look: Look): Decision<ActivityEvent> => {
  const drafts = occurrencesOf(command, look.clock, look.site.shifts);
  if (drafts.length < 2) return refused({ code: "series_single" });
  for (const draft of drafts) {
    if (look.activity(draft.id) !== undefined) return refused({ code: "activity_exists" });
    const flaw = flawOf(draft);
    if (flaw !== undefined) return refused(flaw);
  }
  const { unit, capacity, fairUntil } = command.activity;
  const scope = look.scopeOf(unit);
  const fair = fairUntil === undefined ? {} : { shares: sharesOf(headsIn(unit, look.workers()), capacity) };
  return accepted(
    ...drafts.map(
      (draft): ActivityEvent => ({
        ...{ subject: "activities", type: "ActivityOpened", activity: draft.id, at: context.at },
        ...{ draft, scope, series: command.activity.id, ...fair },
      }),
    ),
  );
};

/** Of its series, what begins no earlier and still stands; a single activity is its own series. */
export const laterOf = (
  { series, startsAt, id: own }: Pick<ActivityRec, "series" | "startsAt" | "id">,
  activities: Iterable<ActivityRec>,
): readonly ActivityRec[] =>
  [...activities]
    .filter((one) => (series === undefined ? one.id === own : one.series === series) && one.startsAt >= startsAt)
    .filter(({ cancelled, settled }) => cancelled === undefined && settled === undefined)
    .sort((a, b) => a.startsAt - b.startsAt);

const cancelSeries = (
  { activity: which, reason }: Extract<SeriesCommand, { readonly type: "CancelSeries" }>,
  { at }: Context,
  look: Look,
): Decision<ActivityEvent> => {
  const activity = look.activity(which);
  if (activity === undefined) return refused({ code: "activity_unknown" });
  const later = laterOf(activity, look.all("activity"));
  if (later.length === 0) return alreadyDone(activity.seq);
  return accepted(
    ...later.map(
      ({ id: one }): ActivityEvent => ({
        ...{ subject: "activities", type: "ActivityCancelled", activity: one, at, reason },
      }),
    ),
  );
};

// ── the days ─────────────────────────────────────────────────────────────────────────────────────

/** All of them, the first as it was drawn up; their ids follow from its own, so that the same act makes the same. */
export const occurrencesOf = (
  { activity: first, repeat: rhythm, times, until }: Omit<OpenSeries, "type">,
  clock: SiteClock,
  shifts: readonly Shift[],
): readonly ActivityDraft[] => {
  const begins = clock.dayOf(first.startsAt);
  const last = [until, addDays(begins, longestAhead)].filter((one) => one !== undefined).sort()[0] ?? begins;
  const moves =
    rhythm.every === "shifts"
      ? shiftMoves(first.startsAt, rhythm.n, clock, shifts, last)
      : dayMoves(begins, rhythm, last).map((d) => movedTo(d, begins, clock));
  return [first, ...moves.slice(0, Math.min(times, mostTimes) - 1).map((move, n) => moved(first, move, n + 2))];
};

type Move = (at: Millis) => Millis;

/** The same minutes of the site's clocks, so many days later: an hour that the clocks skip or repeat moves nothing else. */
const movedTo = (d: Day, begins: Day, clock: SiteClock): Move => {
  const days = daysBetween(begins, d);
  return (at) => clock.instant(addDays(clock.dayOf(at), days), clock.minuteOfDay(at));
};

const moved = (first: ActivityDraft, move: Move, n: number): ActivityDraft => {
  const startsAt = move(first.startsAt);
  // An end that the clocks skipped to its beginning keeps the length.
  const end = move(first.endsAt);
  const endsAt = end > startsAt ? end : startsAt + first.endsAt - first.startsAt;
  const opensAt = move(first.opensAt);
  const { fairUntil } = first;
  return {
    ...first,
    ...{ id: activityId(`${first.id}.${n}`), startsAt, endsAt, opensAt },
    ...{ closesAt: Math.min(Math.max(move(first.closesAt), opensAt), endsAt), cancelUntil: move(first.cancelUntil) },
    ...(fairUntil === undefined ? {} : { fairUntil: Math.min(move(fairUntil), startsAt) }),
  };
};

const dayMoves = (begins: Day, rhythm: Exclude<Repeat, { readonly every: "shifts" }>, last: Day): readonly Day[] => {
  const found: Day[] = [];
  for (let d = addDays(begins, 1); d <= last; d = addDays(d, 1)) if (isOn(d, begins, rhythm)) found.push(d);
  return found;
};

const isOn = (d: Day, begins: Day, rhythm: Exclude<Repeat, { readonly every: "shifts" }>): boolean => {
  switch (rhythm.every) {
    case "week":
      return rhythm.days.includes(String(weekday(d)));
    case "month-day":
      return inMonth(d) === Math.min(inMonth(begins), monthLength(d));
    case "month-week": {
      if (weekday(d) !== weekday(begins)) return false;
      const week = weekOf(begins);
      return week === 5 ? inMonth(d) + 7 > monthLength(d) : weekOf(d) === week;
    }
  }
};
const inMonth = (d: Day): number => Number(d.slice(-2));
/** Which of its weekdays of the month it is: the first to the fifth. */
export const weekOf = (d: Day): number => Math.ceil(inMonth(d) / 7);
const monthLength = (d: Day): number => {
  const next = addDays(dayId(`${d.slice(0, -2)}28`), 4);
  return inMonth(addDays(next, -inMonth(next)));
};

/** By so many starts of shifts, wherever within its shift it begins. */
const shiftMoves = (
  startsAt: Millis,
  n: number,
  clock: SiteClock,
  shifts: readonly Shift[],
  last: Day,
): readonly Move[] => {
  const found: Move[] = [];
  const base = shiftBefore(startsAt, clock, shifts);
  if (base === undefined) return found;
  for (let at = base; found.length < mostTimes; ) {
    for (let k = 0; k < n; k += 1) at = nextShift(clock, shifts, at)?.startsAt ?? at;
    const by = at - base;
    if (by === 0 || clock.dayOf(startsAt + by) > last) break;
    found.push((one) => one + by);
  }
  return found;
};

const shiftBefore = (startsAt: Millis, clock: SiteClock, shifts: readonly Shift[]): Millis | undefined => {
  let base = nextShift(clock, shifts, startsAt - 2 * dayLength)?.startsAt;
  for (let next = base; next !== undefined && next <= startsAt; next = nextShift(clock, shifts, next)?.startsAt)
    base = next;
  return base !== undefined && base <= startsAt ? base : undefined;
};

/** Which of its series it is, and of how many; undefined where it stands alone. */
export const placeIn = (
  activity: ActivityRec,
  activities: Iterable<ActivityRec>,
): { readonly n: number; readonly of: number } | undefined => {
  if (activity.series === undefined) return undefined;
  const all: readonly ActivityId[] = [...activities]
    .filter((one) => one.series === activity.series)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((one) => one.id);
  return { n: all.indexOf(activity.id) + 1, of: all.length };
};
