// Every word of the kiosk in Chinese, the language it is written in: verbs first, at most sixteen signs, nothing undecided said as done.

import { activitiesZh } from "./words/zh-activities.ts";
import { dutyZh } from "./words/zh-duty.ts";
import { entranceZh } from "./words/zh-entrance.ts";
import { machineZh } from "./words/zh-machine.ts";
import { outcomeZh } from "./words/zh-outcome.ts";

export const zh = {
  ...entranceZh,
  ...dutyZh,
  ...outcomeZh,
  ...activitiesZh,
  ...machineZh,
} as const;
