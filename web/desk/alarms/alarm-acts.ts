// What may be done with an alarm in its state: the one act that is next, and the others; a pure answer to the record and the clock. [ALM-1]

import { type AlarmRec, alarmStatus, isLatched } from "../../../domain/alarms/alarm.ts";
import type { Millis } from "../../../domain/ids.ts";
import { awaitsReset } from "./alarm-words.ts";

export type PrimaryAct = "acknowledge" | "reset" | "unshelve" | "put-back";
export type OtherAct = "shelve" | "assign" | "comment" | "take-out";

/** The command behind each act: what the role may do is asked by its name. */
export const commandOf = {
  acknowledge: "AcknowledgeAlarm",
  reset: "ResetAlarm",
  unshelve: "UnshelveAlarm",
  "put-back": "PutAlarmBack",
  shelve: "ShelveAlarm",
  assign: "AssignAlarm",
  comment: "CommentAlarm",
  "take-out": "TakeAlarmOut",
} as const;

export const primaryAct = (alarm: AlarmRec, now: Millis): PrimaryAct | undefined => {
  if (awaitsReset(alarm)) return "reset";
  switch (alarmStatus(alarm, now)) {
    case "unack":
    case "returned-unack":
      return "acknowledge";
    case "shelved":
      return "unshelve";
    case "out-of-service":
      return "put-back";
    case "acked":
    case "latched":
    case "normal":
      return undefined;
  }
};

/** A call for help is neither laid aside nor silenced. */
export const otherActs = (alarm: AlarmRec, now: Millis): readonly OtherAct[] => {
  const latched = isLatched(alarm.sort);
  switch (alarmStatus(alarm, now)) {
    case "unack":
    case "returned-unack":
    case "acked":
    case "latched":
      return latched ? ["assign", "comment"] : ["shelve", "assign", "comment", "take-out"];
    case "shelved":
      return ["assign", "comment", "take-out"];
    case "out-of-service":
      return ["comment"];
    case "normal":
      return latched ? ["comment"] : ["comment", "take-out"];
  }
};
