// Training as a table: one line a worker and qualification, with his hours of the year, for whoever may see him. [ACT-5]

import { type LearningRow, warnDays } from "../../domain/learning/overview.ts";
import { type CsvCell, csvText } from "./csv-text.ts";

const heads = [
  ...["number", "name", "unit", "crew", "year", "hours", "hours_short"],
  ...["qualification", "until", "state", "next_training"],
] as const;

const hours = (minutes: number): number => Math.floor(minutes / 6) / 10;

const stateOf = (days: number): string => (days < 0 ? "expired" : days <= warnDays ? `ends in ${days} d` : "valid");

/** Who has no qualification has one line all the same. */
export const trainingCsv = (rows: Iterable<LearningRow>): string => {
  const lines: (readonly CsvCell[])[] = [heads];
  for (const { worker, year, minutes, short, papers } of rows) {
    const who = [worker.number, worker.name, worker.unit, worker.crew, year, hours(minutes), hours(short)];
    if (papers.length === 0) lines.push([...who, "", "", "", ""]);
    for (const { name, until, days, training } of papers)
      lines.push([...who, name, until, stateOf(days), training?.name ?? ""]);
  }
  return csvText(lines);
};
