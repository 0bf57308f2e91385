// What people have said about a worker in activities, in words or by a choice: it is his, is sealed with his key, and goes with it. [ORG-2, ACT-4]

import type { EntryRec } from "./activity.ts";
import type { CreditRec } from "./credits.ts";

/** Whether anything was said of him there, by himself or by the desk. */
export const bearsWords = (record: EntryRec | CreditRec): boolean =>
  record.kind === "credit"
    ? record.lines.some(({ corrected }) => corrected !== undefined)
    : ("told" in record.is && record.is.told !== undefined) ||
      ("answer" in record.is && record.is.answer !== undefined) ||
      ("entered" in record.is && record.is.entered !== undefined) ||
      "reason" in record.is;

/** The record without a word of it: what was done and when stays, and of his own answer only that he gave one. */
export const withoutWords = <R extends EntryRec | CreditRec>(record: R): R =>
  record.kind === "credit"
    ? { ...record, lines: record.lines.map(linesWithout) }
    : { ...record, is: { ...record.is, ...wordless(record.is) } };

const linesWithout = (line: CreditRec["lines"][number]): CreditRec["lines"][number] =>
  line.corrected === undefined ? line : { ...line, corrected: { ...line.corrected, reason: "" } };

const wordless = (is: EntryRec["is"]): object => ({
  ...("told" in is && is.told !== undefined ? { told: { ...is.told, reason: "" } } : {}),
  ...("answer" in is && is.answer !== undefined ? { answer: { ...is.answer, why: "other" } } : {}),
  ...("entered" in is && is.entered !== undefined ? { entered: { ...is.entered, reason: "" } } : {}),
  ...("reason" in is ? { reason: "" } : {}),
});
