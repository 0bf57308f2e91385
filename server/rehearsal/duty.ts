// The duty officer's part of the play: he answers what is most urgent after a while, and leaves one alarm for the newcomer. [ALM-1]

import { type AlarmRec, byUrgency } from "../../domain/alarms/alarm.ts";
import { minute } from "../../domain/time.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";

const hesitates = 2.5 * minute;
/** What is over already is put aside later, and then all of it. */
const tidiesUp = 8 * minute;

export const dutyCues = (scene: Scene): readonly Cue[] => {
  const alarms = [...scene.all("alarm")].sort(byUrgency);
  const standing = alarms.filter((alarm) => alarm.is.state === "unack");
  const answers = standing.slice(0, -1).filter((alarm) => scene.now - alarm.raisedAt >= hesitates);
  const over = alarms.filter((alarm) => alarm.is.state === "returned-unack" && scene.now - alarm.is.at >= tidiesUp);
  return [...answers, ...over].map((alarm) => acknowledge(alarm, scene));
};

const acknowledge = (alarm: AlarmRec, { now }: Scene): Cue => ({
  key: `ack/${alarm.id}/${alarm.seq}`,
  slot: `alarm/${alarm.id}`,
  by: "desk",
  at: now,
  command: { type: "AcknowledgeAlarm", alarm: alarm.id },
});
