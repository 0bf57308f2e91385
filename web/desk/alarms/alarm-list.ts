// Which alarms a tab holds and in what order; a pure answer to the records and the clock. [ALM-1]

import { type AlarmRec, alarmStatus, byUrgency, isAnnounced, isOpen } from "../../../domain/alarms/alarm.ts";
import type { Millis } from "../../../domain/ids.ts";
import { dayLength } from "../../../domain/time.ts";

export const alarmTabs = ["open", "unack", "returned", "shelved", "out", "closed"] as const;
export type AlarmTab = (typeof alarmTabs)[number];

export type AlarmLists = Readonly<Record<AlarmTab, readonly AlarmRec[]>>;

export const alarmLists = (alarms: Iterable<AlarmRec>, now: Millis): AlarmLists => {
  const all = [...alarms];
  const open = all.filter((one) => isAnnounced(one, now)).sort(byUrgency);
  const shelvedUntil = ({ shelf }: AlarmRec): Millis => shelf?.until ?? 0;
  return {
    open,
    unack: open.filter((one) => one.is.state === "unack"),
    returned: open.filter((one) => one.is.state === "returned-unack"),
    // The one that comes back first stands first.
    shelved: all
      .filter((one) => alarmStatus(one, now) === "shelved")
      .sort((a, b) => shelvedUntil(a) - shelvedUntil(b) || byId(a, b)),
    out: all.filter((one) => one.out !== undefined).sort((a, b) => (a.out?.at ?? 0) - (b.out?.at ?? 0) || byId(a, b)),
    closed: all
      .filter((one) => !isOpen(one) && one.out === undefined && now - endedAt(one) < dayLength)
      .sort((a, b) => endedAt(b) - endedAt(a) || byId(a, b)),
  };
};

const byId = (a: AlarmRec, b: AlarmRec): number => (a.id < b.id ? -1 : 1);
const endedAt = (alarm: AlarmRec): Millis => (alarm.is.state === "normal" ? alarm.is.at : 0);

/** The next one that waits for an answer after `current`, most urgent first. */
export const nextUnanswered = (lists: AlarmLists, current: string): AlarmRec | undefined =>
  [...lists.unack, ...lists.returned].find((one) => one.id !== current);
