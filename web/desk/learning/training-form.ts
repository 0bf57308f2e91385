// What a new training says of itself beyond its times and seats: typed at the desk, checked, and part of the draft. [ACT-5]

import { tracks } from "../../../domain/learning/tracks.ts";

export type TrainingFields = { track: string; quiz: string; gives: string; months: string };

export const freshTraining = (): TrainingFields => ({ track: tracks[0], quiz: "", gives: "", months: "12" });

/** Months count only where a qualification is given. */
export const isMonthsWrong = ({ gives, months }: TrainingFields): boolean =>
  gives.trim() !== "" && !(/^[1-9]\d{0,2}$/.test(months.trim()) && Number(months) <= 120);

export const trainingOf = ({ track, quiz, gives, months }: TrainingFields) => ({
  track,
  ...(gives.trim() === "" ? {} : { gives: { name: gives.trim(), months: Number(months) } }),
  ...(quiz === "" ? {} : { quiz }),
});
