// What a post is at this moment: derived from its record, the roster and the clock, by server and screens alike. [POST-2, POST-4]

import type { Day, Millis, WorkerId } from "../ids.ts";
import type { SiteRec } from "../site/site.ts";
import { hour, minute, nextShift, type ShiftRun, type SiteClock, shiftAt, weekday } from "../time.ts";
import { qualificationOn, type WorkerRec } from "../workers.ts";
import { handoverAt, type PostRec } from "./post.ts";

/** Who is due at the post in this run. */
export const rostered = (post: PostRec, run: ShiftRun): readonly WorkerId[] =>
  post.roster
    .filter(
      (line) =>
        line.shift === run.shift.id &&
        line.days.includes(String(weekday(run.day))) &&
        (line.from === undefined || line.from <= run.day) &&
        (line.until === undefined || run.day <= line.until),
    )
    .map((line) => line.worker);

export type PostState =
  | "unscheduled"
  | "awaited"
  | "vacant"
  | "manned"
  | "due"
  | "overdue"
  | "absent"
  | "handover"
  | "substituted"
  | "suspended";

export type PostStatus = {
  readonly state: PostState;
  /** When the state began, ms, never after `now`; its age is `now - since`. For a manned or due post: the last sign of life. */
  readonly since: Millis;
  /** When it becomes worse if nobody acts, ms. */
  readonly next?: Millis;
  readonly run?: ShiftRun;
  readonly expected: readonly WorkerId[];
};

/** The one place where a post's state is derived; server and screens share it. [POST-4] */
export const postStatus = (post: PostRec, site: SiteRec, clock: SiteClock, now: Millis): PostStatus =>
  postStatusIn(post, site, shiftAt(clock, site.shifts, now), now);

/** The same for who asks of many posts at one moment and has looked up its shift once. */
export const postStatusIn = (post: PostRec, site: SiteRec, run: ShiftRun | undefined, now: Millis): PostStatus => {
  const status = statusAt(post, site, run, now);
  // A server's clock that was set back must not show an age below nothing.
  return status.since <= now ? status : { ...status, since: now };
};

const statusAt = (post: PostRec, site: SiteRec, run: ShiftRun | undefined, now: Millis): PostStatus => {
  const expected = run === undefined ? [] : rostered(post, run);
  const base = { expected, ...(run === undefined ? {} : { run }) };
  const { settings } = site;
  const { watch } = post;
  switch (watch.state) {
    case "suspended":
      return { ...base, state: "suspended", since: watch.since };
    case "unheld": {
      if (run === undefined || expected.length === 0) return { ...base, state: "unscheduled", since: watch.since };
      const since = Math.max(run.startsAt, watch.since);
      const vacantAt = since + settings.graceMin * minute;
      return now < vacantAt
        ? { ...base, state: "awaited", since, next: vacantAt }
        : { ...base, state: "vacant", since };
    }
    case "held": {
      const dueAt = watch.signedAt + post.intervalMin * minute;
      const overdueAt = dueAt + settings.remindMin * minute;
      const absentAt = overdueAt + settings.ladderStepMin * minute;
      if (now >= absentAt) return { ...base, state: "absent", since: overdueAt };
      if (now >= overdueAt) return { ...base, state: "overdue", since: dueAt, next: absentAt };
      const handover = handoverAt(watch, now);
      if (handover !== undefined)
        return { ...base, state: "handover", since: handover.since, next: Math.min(handover.until, overdueAt) };
      if (
        run !== undefined &&
        expected.length > 0 &&
        (watch.shift !== run.shift.id || watch.day !== run.day) &&
        watch.since < run.startsAt
      )
        return { ...base, state: "handover", since: run.startsAt, next: overdueAt };
      if (now >= dueAt) return { ...base, state: "due", since: dueAt, next: overdueAt };
      const state = watch.stands === "substitute" ? "substituted" : "manned";
      return { ...base, state, since: watch.signedAt, next: dueAt };
    }
  }
};

export type SignOnChecks = {
  readonly run: ShiftRun | undefined;
  readonly rostered: boolean;
  readonly qualifications: readonly (
    | { readonly name: string; readonly state: "valid" | "expired"; readonly until: Day }
    | { readonly name: string; readonly state: "missing" }
  )[];
  readonly rest:
    | { readonly state: "kept"; readonly hours?: number }
    | { readonly state: "short"; readonly hours: number; readonly until: Millis };
};

/** The four conditions of a sign-on, each with its finding: what the kiosk shows is what the server decides by. [POST-2] */
export const signOnChecks = (
  post: PostRec,
  worker: WorkerRec,
  at: Millis,
  look: { readonly site: SiteRec; readonly clock: SiteClock },
): SignOnChecks => {
  const { site, clock } = look;
  const current = shiftAt(clock, site.shifts, at);
  const upcoming = nextShift(clock, site.shifts, at);
  const soon =
    upcoming !== undefined && upcoming.startsAt - at <= site.settings.earlyMin * minute ? upcoming : undefined;
  const runs = [current, soon].filter((one) => one !== undefined);
  const own = runs.find((one) => rostered(post, one).includes(worker.id));
  const run = own ?? runs.find((one) => rostered(post, one).length > 0) ?? runs[0];
  const on = run?.day ?? clock.dayOf(at);
  const offAt = worker.lastOff?.at;
  const sameRun = run !== undefined && worker.lastOff?.shift === run.shift.id && worker.lastOff.day === run.day;
  const rested = offAt === undefined ? undefined : Math.max(0, at - offAt);
  const need = site.settings.restHours * hour;
  return {
    run,
    rostered: own !== undefined,
    qualifications: post.requires.map((name) => ({ name, ...qualificationOn(worker, name, on) })),
    rest:
      offAt === undefined || rested === undefined
        ? { state: "kept" }
        : sameRun || rested >= need
          ? { state: "kept", hours: Math.floor(rested / hour) }
          : { state: "short", hours: Math.floor(rested / hour), until: offAt + need },
  };
};
