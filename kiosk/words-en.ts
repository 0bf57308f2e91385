// Every word of the kiosk in English: short, post numbers left as they are.

import { activitiesEn } from "./words/en-activities.ts";
import { dutyEn } from "./words/en-duty.ts";
import { entranceEn } from "./words/en-entrance.ts";
import { machineEn } from "./words/en-machine.ts";
import { outcomeEn } from "./words/en-outcome.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  ...entranceEn,
  ...dutyEn,
  ...outcomeEn,
  ...activitiesEn,
  ...machineEn,
};
