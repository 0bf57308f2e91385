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

/** The credit of an earlier moment with what is known today of the words that it bore then. */
export const creditWordedAs = (then: CreditRec, now: CreditRec | undefined): CreditRec => ({
  ...then,
  lines: then.lines.map((line, n) =>
    line.corrected === undefined
      ? line
      : { ...line, corrected: { ...line.corrected, reason: now?.lines[n]?.corrected?.reason ?? "" } },
  ),
});

/** So the entry; what was said to bring it into another state is no more told by it. */
export const entryWordedAs = (then: EntryRec, now: EntryRec | undefined): EntryRec => {
  const bare = withoutWords(then);
  if (now === undefined) return bare;
  const [was, is] = [bare.is, now.is];
  const same = was.state === is.state;
  const said: object = {
    ...("told" in was && was.told !== undefined && "told" in is && is.told !== undefined
      ? { told: { ...was.told, reason: is.told.reason } }
      : {}),
    ...("answer" in was && was.answer !== undefined && "answer" in is && is.answer !== undefined
      ? { answer: { ...was.answer, why: is.answer.why } }
      : {}),
    ...(same && "entered" in was && was.entered !== undefined && "entered" in is && is.entered !== undefined
      ? { entered: { ...was.entered, reason: is.entered.reason } }
      : {}),
    ...(same && "reason" in was && "reason" in is ? { reason: is.reason } : {}),
  };
  return { ...bare, is: { ...was, ...said } };
};
