// Day totals as records of their own, so that figures and charts never read the ledger. [ACT-6]

import type { Change } from "./decider.ts";
import { put } from "./decider.ts";
import type { Day, Seq } from "./ids.ts";
import type { ShiftFigures } from "./shift-closing.ts";

export type DailyRec = {
  readonly kind: "daily";
  /** The site's calendar day. */
  readonly id: Day;
  readonly seq: Seq;
  /** Entries made this day (seat or queue), less nothing: a cancelled entry was still a sign-up. */
  readonly signUps: number;
  /** Minutes of activities that ended for their people this day. */
  readonly volunteerMinutes: number;
  readonly signOns: number;
  readonly checkIns: number;
  readonly alarms: number;
  /** Shifts that began this day and are closed, in the order in which they were closed. [POST-6] */
  readonly shifts: readonly ShiftFigures[];
};

export type Tally = Partial<Omit<DailyRec, "kind" | "id" | "seq">>;

const none = { signUps: 0, volunteerMinutes: 0, signOns: 0, checkIns: 0, alarms: 0, shifts: [] };

/** The day's record with the tally added. */
export const tallied = (before: DailyRec | undefined, day: Day, seq: Seq, tally: Tally): Change<DailyRec> => {
  const base = before ?? { kind: "daily", id: day, ...none };
  return put({
    kind: "daily",
    id: day,
    seq,
    signUps: base.signUps + (tally.signUps ?? 0),
    volunteerMinutes: base.volunteerMinutes + (tally.volunteerMinutes ?? 0),
    signOns: base.signOns + (tally.signOns ?? 0),
    checkIns: base.checkIns + (tally.checkIns ?? 0),
    alarms: base.alarms + (tally.alarms ?? 0),
    shifts: tally.shifts === undefined ? base.shifts : [...base.shifts, ...tally.shifts],
  });
};
