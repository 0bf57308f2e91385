// What is over leaves the board after its retention; the ledger keeps it. Memory stays bounded as the ledger grows.

import * as v from "valibot";
import { accepted, type Change, type Decision } from "./decider.ts";
import { dayLength } from "./time.ts";

/** Retention on the board, ms. */
export const retention = {
  /** Returned and answered alarms: the wall tells the last one. */
  alarm: dayLength,
  /** Ended patrols, after their window. */
  patrol: 7 * dayLength,
  /** Patrols that moved over from another system, after their import: as long as the summaries of their tracks. */
  moved: 63 * dayLength,
  /** Plans of patrols that have ended or run out. */
  round: 62 * dayLength,
  /** Finished or cancelled activities with their entries. */
  activity: 30 * dayLength,
  /** What somebody earned, after its activity: two years, as the day totals. */
  credit: 731 * dayLength,
  /** What somebody learned who is on no register any more, after his last act. */
  learner: 731 * dayLength,
  /** What somebody asked of his own data, after it was answered or taken back: half a year. */
  correction: 183 * dayLength,
  /** Study days with their follow-up items, after the last of them was closed. */
  study: 92 * dayLength,
  /** The same where something is still open: two years, as the day totals. */
  studyOpen: 731 * dayLength,
  /** Imported tracks' summaries: a day longer than cells know their days, for fixes may lie minutes ahead of the clock and a site may put its clocks back; so the same file, imported anew, changes no day's figures. */
  track: 63 * dayLength,
  /** Findings, after they were closed; animals and pests also where nobody did. What may hurt somebody stays while it is open. */
  finding: 92 * dayLength,
  /** Cases, after they were closed, merged, rejected or voided: as long as one of the same place and class would come back. [CASE-5] */
  case: 92 * dayLength,
  /** Refused acts, after they were settled; one that nobody has settled stays. */
  refused: 30 * dayLength,
  /** Which sources rang how often: a month. */
  load: 31 * dayLength,
  /** Day totals: two years. */
  daily: 731 * dayLength,
} as const;

export const retiringKinds = [
  "alarm",
  "round",
  "patrol",
  "trail",
  "track",
  "finding",
  "case",
  "refused",
  "activity",
  "entry",
  "credit",
  "learner",
  "correction",
  "contest",
  "entrant",
  "study",
  "daily",
  "coverday",
  "load",
] as const;
export type Retiring = { readonly of: (typeof retiringKinds)[number]; readonly id: string };

export const retireCommands = {
  Retire: v.object({
    type: v.literal("Retire"),
    records: v.pipe(
      v.array(v.object({ of: v.picklist(retiringKinds), id: v.string() })),
      v.maxLength(1000),
      v.readonly(),
    ),
  }),
} as const;
export type RetireCommand = v.InferOutput<typeof retireCommands.Retire>;
export type RetireEvent = {
  readonly subject: "retire";
  readonly type: "Retired";
  readonly records: readonly Retiring[];
};

export const decideRetire = (command: RetireCommand): Decision<RetireEvent> =>
  command.records.length === 0
    ? accepted()
    : accepted({ subject: "retire", type: "Retired", records: command.records });

export const evolveRetire = <R extends { readonly kind: Retiring["of"]; readonly id: string }>(
  event: RetireEvent,
): readonly Change<R>[] => event.records.map(({ of, id }) => ({ kind: "drop", of, id }));
