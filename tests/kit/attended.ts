// An activity of two hours that has been lived through: who signed up, came and left, and the acts that come after. [ACT-4]

import type { EntryRec } from "../../domain/activities/activity.ts";
import { attendanceDue } from "../../domain/activities/attendance-due.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, type EntryId, type Millis, roleId, workerId } from "../../domain/ids.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "./site-fixture.ts";
import { createSpec, type Outcome, person, type Spec, watcher } from "./spec.ts";
import { worker } from "./world.ts";

export const a1 = activityId("a1");
export const startsAt: Millis = shiftStart + 5 * dayLength + 19 * hour;
export const endsAt: Millis = startsAt + 2 * hour;
/** The first instant at which nobody checks out any more. */
export const overAt: Millis = endsAt + 30 * minute + 1;
export const organiser = person("union-officer", "co");

/** `n` people have a seat. */
export const signedUp = (
  n: number,
  settings: Readonly<Record<string, number>> = {},
  more: Readonly<Record<string, unknown>> = {},
  // Without posts nobody has a shift that would collide or want its rest.
  posts = 0,
  seats = Math.max(n, 1),
): Spec => {
  const site = siteFixture({ posts, activities: [activity("a1", seats, more)] });
  const spec = createSpec({ site: { ...site, site: { ...site.site, settings } } });
  for (let k = 0; k < n; k += 1)
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(k));
  return spec;
};

export const checkIn = { type: "CheckInEntry", activity: a1 } as const;
export const checkOut = { type: "CheckOutEntry", activity: a1 } as const;
export const settleIt = { type: "SettleActivity", activity: a1 } as const;

export const entryOf = (spec: Spec, n: number): EntryRec => {
  const entry = spec.board.look.entriesOf(`w${n}`).find((one) => one.activity === a1);
  if (entry === undefined) throw new Error(`w${n} has no entry`);
  return entry;
};
export const creditOf = (spec: Spec, n: number) => spec.board.get("credit", entryOf(spec, n).id);

export const cameAndLeft = (spec: Spec, n: number, from: Millis, to: Millis): void => {
  spec.given(checkIn, worker(n), { now: from });
  spec.given(checkOut, worker(n), { now: to });
};

export const enter = (
  spec: Spec,
  n: number,
  from: Millis,
  to: Millis | undefined,
  now: Millis = overAt,
  actor: Actor = organiser,
): Outcome =>
  spec.when(
    { type: "EnterTimes", ...named(spec, n), from, ...(to === undefined ? {} : { to }), reason: "工牌忘带" },
    actor,
    { now },
  );

const named = (spec: Spec, n: number): { readonly activity: typeof a1; readonly entry: EntryId } => ({
  activity: a1,
  entry: entryOf(spec, n).id,
});
export const answered = (spec: Spec, n: number, why: "sick" | "not-told") =>
  ({ type: "AnswerNoShow", ...named(spec, n), why }) as const;
export const excused = (spec: Spec, n: number) =>
  ({ type: "ExcuseNoShow", ...named(spec, n), reason: "有班" }) as const;
export const confirmed = (spec: Spec, n: number) =>
  ({ type: "ConfirmNoShow", ...named(spec, n), reason: "未请假" }) as const;

/** Somebody else came without an entry, and the desk wrote him down: the list of who was there is kept. [ACT-4] */
export const walkedIn = (spec: Spec, n: number, now: Millis = overAt, actor: Actor = organiser): Outcome =>
  spec.when(
    {
      ...{ type: "AddAttended", activity: a1, worker: workerId(`w${n}`), role: roleId("r") },
      ...{ from: startsAt, to: endsAt, reason: "没报名也来了" },
    },
    actor,
    { now },
  );

/** What the watch commands at that look, done: the types of its commands. */
export const watched = (spec: Spec, now: Millis): readonly string[] => {
  const site = spec.board.get("site", "site");
  if (site === undefined) throw new Error("no site");
  return attendanceDue(spec.board, site, now).map((command) => {
    spec.given(command, watcher, { now });
    return command.type;
  });
};
