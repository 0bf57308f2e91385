// What a certificate of hours says: the credited activities of one worker in a span of days, from the records and from nothing else. [ACT-4]

import { type CreditRec, type CreditSum, creditsFor, sumOf, totalOf } from "../../../domain/activities/credits.ts";
import type { Day, Seq, WorkerId } from "../../../domain/ids.ts";
import { seq } from "../../../domain/ids.ts";
import type { Records } from "../../../domain/records.ts";
import type { SiteClock } from "../../../domain/time.ts";

export type CertificateLine = { readonly credit: CreditRec; readonly sum: CreditSum };
export type Certificate = {
  /** Oldest first, as they were done. */
  readonly lines: readonly CertificateLine[];
  readonly total: CreditSum;
  /** The last event of the ledger that any of it rests on: by it a paper can be held against the records. */
  readonly upTo: Seq;
};

/** Days on which the activities began, the site's; an empty bound is none. */
export const certificateOf = (
  records: Pick<Records, "all">,
  worker: WorkerId,
  clock: SiteClock,
  { from, to }: { readonly from: Day | undefined; readonly to: Day | undefined },
): Certificate => {
  const credits = creditsFor(records, worker)
    .filter(({ startsAt }) => {
      const on = clock.dayOf(startsAt);
      return (from === undefined || on >= from) && (to === undefined || on <= to);
    })
    .toReversed();
  return {
    lines: credits.map((credit) => ({ credit, sum: sumOf(credit) })),
    total: totalOf(credits),
    upTo: credits.reduce((last, credit) => (credit.seq > last ? credit.seq : last), seq(0)),
  };
};

/** `2.5`: hours to a tenth, cut and never rounded up. */
export const hoursOf = (minutes: number): string => (Math.floor(minutes / 6) / 10).toFixed(1);
