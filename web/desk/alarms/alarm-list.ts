// Which alarms a tab holds and in what order, and how heavy the load is; a pure answer to the records and the clock. [ALM-1, ALM-3]

import { type AlarmRec, byUrgency, isOpen } from "../../../domain/alarm.ts";
import type { Millis } from "../../../domain/ids.ts";
import { dayLength, minute } from "../../../domain/time.ts";

export const alarmTabs = ["open", "unack", "returned", "closed"] as const;
export type AlarmTab = (typeof alarmTabs)[number];

export type AlarmLists = Readonly<Record<AlarmTab, readonly AlarmRec[]>>;

export const alarmLists = (alarms: Iterable<AlarmRec>, now: Millis): AlarmLists => {
  const all = [...alarms];
  const open = all.filter(isOpen).sort(byUrgency);
  return {
    open,
    unack: open.filter((one) => one.is.state === "unack"),
    returned: open.filter((one) => one.is.state === "returned-unack"),
    closed: all
      .filter((one) => one.is.state === "normal" && now - one.is.at < dayLength)
      .sort((a, b) => endedAt(b) - endedAt(a) || (a.id < b.id ? -1 : 1)),
  };
};

const endedAt = (alarm: AlarmRec): Millis => (alarm.is.state === "normal" ? alarm.is.at : 0);

export type AlarmLoad = {
  /** Alarms raised in the last 10 minutes; the bound of a person's attention is 10. */
  readonly recent: number;
  readonly flood: boolean;
  /** Open for more than 24 h. */
  readonly standing: number;
};

export const alarmLoad = (alarms: Iterable<AlarmRec>, now: Millis): AlarmLoad => {
  let recent = 0;
  let standing = 0;
  for (const alarm of alarms) {
    if (now - alarm.raisedAt < 10 * minute) recent += 1;
    if (isOpen(alarm) && now - alarm.raisedAt > dayLength) standing += 1;
  }
  return { recent, flood: recent > 10, standing };
};

/** The next one that waits for an answer after `current`, most urgent first. */
export const nextUnanswered = (lists: AlarmLists, current: string): AlarmRec | undefined =>
  [...lists.unack, ...lists.returned].find((one) => one.id !== current);
