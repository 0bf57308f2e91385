// Day totals as records of their own, so that figures and charts never read the ledger. [ACT-6]

import type { Change } from "../decider.ts";
import { put } from "../decider.ts";
import type { Day, Seq, UnitId } from "../ids.ts";
import { addDays } from "../time.ts";
import type { ClassFigures, ShiftFigures } from "./shift-closing.ts";

export type DailyRec = {
  readonly kind: "daily";
  /** The site's calendar day. */
  readonly id: Day;
  readonly seq: Seq;
  /** Entries made this day (seat or queue), less nothing: a cancelled entry was still a sign-up. */
  readonly signUps: number;
  /** Minutes of activities that ended for their people this day. */
  readonly volunteerMinutes: number;
  /** The same two by the unit that holds the activity; a day from before has none. */
  readonly units?: Readonly<Record<string, UnitDay>>;
  readonly signOns: number;
  readonly checkIns: number;
  readonly alarms: number;
  /** Most alarms raised in one of the day's 144 slots of 10 min. [ALM-3] */
  readonly alarmPeak: number;
  /** Shifts that began this day and are closed, in the order in which they were closed. [POST-6] */
  readonly shifts: readonly ShiftFigures[];
};

export type UnitDay = Pick<DailyRec, "signUps" | "volunteerMinutes">;

/** `unit`: whose activity it was. */
export type Tally = Partial<Omit<DailyRec, "kind" | "id" | "seq" | "units">> & { readonly unit?: UnitId };

const none: Omit<DailyRec, "kind" | "id" | "seq"> = {
  signUps: 0,
  volunteerMinutes: 0,
  signOns: 0,
  checkIns: 0,
  alarms: 0,
  alarmPeak: 0,
  shifts: [],
};

/** The day's record with the tally added. */
export const tallied = (before: DailyRec | undefined, day: Day, seq: Seq, tally: Tally): Change<DailyRec> => {
  const base = before ?? { kind: "daily", id: day, ...none };
  const units = tally.unit === undefined ? base.units : unitsWith(base.units ?? {}, tally.unit, tally);
  return put({
    kind: "daily",
    id: day,
    seq,
    signUps: base.signUps + (tally.signUps ?? 0),
    volunteerMinutes: base.volunteerMinutes + (tally.volunteerMinutes ?? 0),
    ...(units === undefined ? {} : { units }),
    signOns: base.signOns + (tally.signOns ?? 0),
    checkIns: base.checkIns + (tally.checkIns ?? 0),
    alarms: base.alarms + (tally.alarms ?? 0),
    alarmPeak: Math.max(base.alarmPeak, tally.alarmPeak ?? 0),
    shifts: tally.shifts === undefined ? base.shifts : [...base.shifts, ...tally.shifts],
  });
};

const unitsWith = (
  units: Readonly<Record<string, UnitDay>>,
  unit: UnitId,
  { signUps = 0, volunteerMinutes = 0 }: Tally,
): Readonly<Record<string, UnitDay>> => {
  const had = unitIn(units, unit);
  return {
    ...units,
    [unit]: { signUps: had.signUps + signUps, volunteerMinutes: had.volunteerMinutes + volunteerMinutes },
  };
};

/** A unit may bear any name, `constructor` too. */
export const unitIn = (units: Readonly<Record<string, UnitDay>>, unit: string): UnitDay =>
  (Object.hasOwn(units, unit) ? units[unit] : undefined) ?? { signUps: 0, volunteerMinutes: 0 };

/** For so many days a shift's figures tell each hour; after that only the whole shift, for as long as the day is kept. */
export const hoursKept = 92;

/** The days whose hours are past their retention on `day`, without them: what a board holds stays bounded. */
export const thinned = (dailies: Iterable<DailyRec>, day: Day, seq: Seq): readonly Change<DailyRec>[] => {
  const oldest = addDays(day, -hoursKept);
  return [...dailies]
    .filter(({ id, shifts }) => id < oldest && shifts.some(({ classes }) => classes.some((one) => one.hours)))
    .map((daily) =>
      put({ ...daily, seq, shifts: daily.shifts.map((one) => ({ ...one, classes: one.classes.map(whole) })) }),
    );
};

const whole = ({ hours: _, ...figures }: ClassFigures): ClassFigures => figures;
