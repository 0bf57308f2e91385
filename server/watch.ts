// Looks at the clock: commands the alarms whose condition is time, the end of offers that nobody answered, the patrols of recurring plans, and the sweep of what is past its retention.

import { v7 as uuid } from "uuid";
import { attendanceDue } from "../domain/activities/attendance-due.ts";
import { offersPast } from "../domain/activities/offers.ts";
import { seatsToFill } from "../domain/activities/sign-up.ts";
import { alarmIdOf } from "../domain/alarms/alarm.ts";
import { alarmActs, type Condition, climbsNow, conditionsNow, retiring } from "../domain/alarms/conditions.ts";
import { contestsToFinish } from "../domain/contests/contest-due.ts";
import { daysToClose } from "../domain/days/cover-closing.ts";
import { closingsNow } from "../domain/days/shift-closing.ts";
import type { AlarmId, Millis } from "../domain/ids.ts";
import { roundsDue } from "../domain/patrols/round-due.ts";
import { hour } from "../domain/time.ts";
import type { WireCommand } from "../domain/wire-commands.ts";
import { createClockWatch } from "./clock-watch.ts";
import type { Intake } from "./intake.ts";
import type { Projection } from "./projection.ts";

export type Watch = {
  /** One look; resolves when what it commanded is answered. A look under way is not begun twice. */
  readonly look: () => Promise<void>;
};

const watcher = { kind: "system", part: "watch" } as const;
const retireEvery = hour;

export const createWatch = (deps: {
  readonly projection: Projection;
  readonly intake: Pick<Intake, "own">;
  readonly now: () => Millis;
  /** A clock that nobody can set, ms. */
  readonly steady: () => number;
}): Watch => {
  const { projection, intake, now } = deps;
  const clockWatch = createClockWatch(deps);
  let looking = false;
  let retiredAt = 0;
  let seen: ReadonlySet<AlarmId> = new Set();

  /**
   * Those that stood at the look before as well: an outbox that is being emptied tells old acts one after another, and what
   * it has not told yet is not an alarm.
   */
  const lasting = (conditions: readonly Condition[]): readonly Condition[] => {
    const before = seen;
    seen = new Set(conditions.map((one) => alarmIdOf(one.sort, one.source)));
    // What somebody has told is no matter of an outbox: it rings at the first look.
    return conditions.filter((one) => one.sort === "fire-sign" || before.has(alarmIdOf(one.sort, one.source)));
  };

  const commands = (at: Millis): readonly WireCommand[] => {
    const { board } = projection;
    const site = board.get("site", "site");
    if (site === undefined) return [];
    const { clock } = board.look;
    const whole = board.look.scopeOfSource("server");
    const conditions = [...conditionsNow(board, site, clock, at), ...clockWatch.look(whole)];
    const { clear } = alarmActs(board, conditions);
    const { raise } = alarmActs(board, lasting(conditions));
    // Both ways: a clock that was set back must not keep the sweep waiting.
    const isDue = Math.abs(at - retiredAt) >= retireEvery;
    const due = isDue ? retiring(board, clock, at) : [];
    if (isDue) retiredAt = at;
    return [
      ...raise.map((one): WireCommand => ({ type: "RaiseAlarm", ...one })),
      ...climbsNow(board, site, at).map((climb): WireCommand => ({ type: "EscalateAlarm", ...climb })),
      ...clear.map((alarm): WireCommand => ({ type: "ReturnAlarm", alarm })),
      ...closingsNow(board, site, clock, at).map(
        ({ shift, day }): WireCommand => ({ type: "CloseShift", shift: shift.id, day }),
      ),
      ...attendanceDue(board, site, at),
      ...offersPast(board.look, at).map((activity): WireCommand => ({ type: "LapseOffers", activity })),
      ...contestsToFinish(board, at).map((activity): WireCommand => ({ type: "FinishContest", activity })),
      ...seatsToFill(board.look, at).map((activity): WireCommand => ({ type: "FillSeats", activity })),
      ...roundsDue(board.look, at).map((one): WireCommand => ({ type: "MakePatrol", ...one })),
      // Before the sweep: what it takes away still counts for the day.
      ...daysToClose(board, site, clock, at).map((day): WireCommand => ({ type: "CloseDay", day })),
      ...(due.length === 0 ? [] : [{ type: "Retire", records: due } as const]),
    ];
  };

  return {
    look: async () => {
      if (looking) return;
      looking = true;
      try {
        await Promise.all(commands(now()).map((command) => intake.own(command, uuid(), watcher)));
      } finally {
        looking = false;
      }
    },
  };
};
