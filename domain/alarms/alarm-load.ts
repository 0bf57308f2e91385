// How much the alarms ask of people: raised per 10 minutes, flood, which stand for long, which sources ring most. [ALM-3]

import { type Change, put } from "../decider.ts";
import { type AlarmId, alarmId, type Day, type Millis, type Seq } from "../ids.ts";
import { dayLength, minute } from "../time.ts";
import { type AlarmRec, isOpen } from "./alarm.ts";

/** One day of raised alarms; repeats count, for they ring as loud. */
export type LoadRec = {
  readonly kind: "load";
  /** The site's calendar day. */
  readonly id: Day;
  readonly seq: Seq;
  /** When the last ones were raised, oldest first: those of the last 10 min, also from the day before. */
  readonly recent: readonly Millis[];
  /** Since when more than can be followed ring. */
  readonly flood?: Millis;
  /** Raised in each 10 minutes of the day: `slot * 10 min` after midnight. */
  readonly bySlot: Readonly<Record<string, number>>;
  /** How often each alarm was raised this day. */
  readonly byAlarm: Readonly<Record<AlarmId, number>>;
};

export const loadWindow = 10 * minute;
/** More than this in 10 min is a flood … */
export const floodAbove = 10;
/** … until fewer than this. */
export const floodBelow = 5;
/** Standing for longer than this it is a matter for the manager and no longer for the operator. */
export const standingAfter = dayLength;
/** Beyond this many in 10 min only the number counts, not the instants. */
const recentKept = 1_000;

/** The day's load after one more alarm, and how many its slot of 10 min has now; `last` is the newest load before it, of the same day or an earlier one. */
export const loaded = (
  last: LoadRec | undefined,
  raised: { readonly at: Millis; readonly day: Day; readonly minuteOfDay: number; readonly alarm: AlarmId },
  seq: Seq,
): { readonly change: Change<LoadRec>; readonly peak: number } => {
  const { at, day, alarm } = raised;
  // A clock that was set back: what seems to come from the future was just now.
  const before = (last?.recent ?? []).filter((one) => at - one < loadWindow).map((one) => Math.min(one, at));
  const recent = [...before, at].slice(-recentKept);
  const was = last?.flood !== undefined && before.length >= floodBelow ? last.flood : undefined;
  const flood = was ?? (recent.length > floodAbove ? at : undefined);
  const today = last?.id === day ? last : undefined;
  const slot = String(Math.floor(raised.minuteOfDay / 10));
  const peak = (today?.bySlot[slot] ?? 0) + 1;
  const change = put<LoadRec>({
    kind: "load",
    id: day,
    seq,
    recent,
    ...(flood === undefined ? {} : { flood }),
    bySlot: { ...today?.bySlot, [slot]: peak },
    byAlarm: { ...today?.byAlarm, [alarm]: (today?.byAlarm[alarm] ?? 0) + 1 },
  });
  return { change, peak };
};

export type Load = {
  /** Raised in the last 10 min. */
  readonly per10: number;
  /** Since when it is a flood. */
  readonly flood?: Millis;
};

/** The load at this moment: what was raised falls out of the window by itself. */
export const loadAt = (last: LoadRec | undefined, now: Millis): Load => {
  const per10 = (last?.recent ?? []).filter((at) => now - at < loadWindow).length;
  return { per10, ...(last?.flood === undefined || per10 < floodBelow ? {} : { flood: last.flood }) };
};

/** The newest day's load, which bears the instants of the last 10 min. */
export const newestLoad = (loads: Iterable<LoadRec>): LoadRec | undefined => {
  let newest: LoadRec | undefined;
  for (const load of loads) if (newest === undefined || load.id > newest.id) newest = load;
  return newest;
};

/** Open for more than a day, the longest first. */
export const standing = (alarms: Iterable<AlarmRec>, now: Millis): readonly AlarmRec[] =>
  [...alarms]
    .filter((alarm) => isOpen(alarm) && now - alarm.raisedAt > standingAfter)
    .sort((a, b) => a.raisedAt - b.raisedAt);

export type Ringer = { readonly alarm: AlarmId; readonly times: number };

/** The sources that rang most over the days that the board keeps, at most ten. */
export const worstTen = (loads: Iterable<LoadRec>): readonly Ringer[] => {
  const times = new Map<AlarmId, number>();
  for (const { byAlarm } of loads)
    for (const [name, count] of Object.entries(byAlarm)) {
      const alarm = alarmId(name);
      times.set(alarm, (times.get(alarm) ?? 0) + count);
    }
  return [...times]
    .map(([alarm, count]) => ({ alarm, times: count }))
    .sort((a, b) => b.times - a.times || (a.alarm < b.alarm ? -1 : 1))
    .slice(0, 10);
};
