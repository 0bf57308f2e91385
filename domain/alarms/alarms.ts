// What is done with alarms: raised once per source and kind, answered by name, shelved, given to somebody, reset. [ALM-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import {
  type AlarmId,
  alarmId,
  type Millis,
  type PostId,
  postId,
  type UnitId,
  type WorkerId,
  workerId,
} from "../ids.ts";
import type { PostRec } from "../posts/post.ts";
import { id, optionalText, type SiteRec, text } from "../site/site.ts";
import { clockText, minute, type SiteClock, shiftAt } from "../time.ts";
import { maskName, type WorkerRec } from "../workers.ts";
import {
  type AlarmRec,
  type Answerer,
  alarmIdOf,
  alarmKinds,
  isCalled,
  isLatched,
  isOpen,
  isShelved,
  rungs,
  stands,
} from "./alarm.ts";
import type { AlarmEvent } from "./alarm-changes.ts";
import { decideNote, noteSos } from "./sos-note.ts";

const priority = v.picklist([1, 2, 3, 4]);
const millis = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Minutes of a shelf, or until the running shift ends. */
export const shelfTimes = [5, 10, 15, 60, "shift"] as const;
const sort = v.picklist(alarmKinds);
const alarm = id(alarmId);
export const alarmCommands = {
  RaiseAlarm: v.object({
    type: v.literal("RaiseAlarm"),
    sort,
    source: text,
    scope: v.pipe(v.array(v.custom<UnitId>((value) => typeof value === "string")), v.readonly()),
    priority,
    since: millis,
  }),
  ReturnAlarm: v.object({ type: v.literal("ReturnAlarm"), alarm }),
  /** The next rung is asked; the same rung twice is one act. */
  EscalateAlarm: v.object({ type: v.literal("EscalateAlarm"), alarm, rung: v.picklist(rungs) }),
  AcknowledgeAlarm: v.object({ type: v.literal("AcknowledgeAlarm"), alarm }),
  ShelveAlarm: v.object({ type: v.literal("ShelveAlarm"), alarm, minutes: v.picklist(shelfTimes), reason: text }),
  UnshelveAlarm: v.object({ type: v.literal("UnshelveAlarm"), alarm }),
  AssignAlarm: v.object({ type: v.literal("AssignAlarm"), alarm, worker: id(workerId) }),
  CommentAlarm: v.object({ type: v.literal("CommentAlarm"), alarm, text }),
  ResetAlarm: v.object({ type: v.literal("ResetAlarm"), alarm, reason: text }),
  TakeAlarmOut: v.object({ type: v.literal("TakeAlarmOut"), sort, source: text, reason: text }),
  PutAlarmBack: v.object({ type: v.literal("PutAlarmBack"), alarm }),
  /**
   * SOS 求助: from a worker who is known, from a kiosk that anybody touches, or from the desk on a call by radio. What comes with
   * it may be wrong or missing: the call is heard.
   */
  CallSos: v.object({
    type: v.literal("CallSos"),
    post: v.fallback(v.optional(id(postId)), undefined),
    place: v.fallback(v.optional(optionalText, ""), ""),
  }),
  NoteSos: noteSos,
} as const;

export type AlarmCommand = v.InferOutput<(typeof alarmCommands)[keyof typeof alarmCommands]>;

export type AlarmLook = {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly alarm: (id: AlarmId) => AlarmRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly post: (id: PostId) => PostRec | undefined;
  /** The units that whatever bears this id belongs to: a post, a patrol; the whole site where it is unknown. */
  readonly scopeOfSource: (source: string) => readonly UnitId[];
  /** The units of who acts: a worker's, a screen's, an account's. */
  readonly scopeOfActor: (context: Context) => readonly UnitId[];
};

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decideAlarms = (command: AlarmCommand, context: Context, look: AlarmLook): Decision<AlarmEvent> => {
  if (command.type === "RaiseAlarm") return raise(command, context, look);
  if (command.type === "CallSos") return callSos(command, context, look);
  if (command.type === "NoteSos") return decideNote(command, context, look.alarm(alarmIdOf("sos", callerOf(context))));
  const by = look.answererOf(context);
  if (command.type === "TakeAlarmOut") {
    const known = look.alarm(alarmIdOf(command.sort, command.source));
    if (known?.out !== undefined) return alreadyDone(known.seq);
    if (isLatched(command.sort)) return refused({ code: "alarm_stays_in_service" });
    const { sort, source, reason } = command;
    const scope = known?.scope ?? look.scopeOfSource(source);
    const on = { subject: "alarms", alarm: alarmIdOf(sort, source), at: context.at } as const;
    return accepted({ ...on, type: "AlarmTakenOut", by, sort, source, scope, reason });
  }
  const known = look.alarm(command.alarm);
  if (known === undefined) return refused({ code: "alarm_unknown" });
  const on = { subject: "alarms", alarm: known.id, at: context.at } as const;
  switch (command.type) {
    case "ReturnAlarm":
      return stands(known) && !isCalled(known.sort)
        ? accepted({ ...on, at: context.now, type: "AlarmReturned" })
        : alreadyDone(known.seq);
    case "EscalateAlarm":
      return known.is.state === "unack" && rungs.indexOf(command.rung) > rungs.indexOf(known.rung)
        ? accepted({ ...on, at: context.now, type: "AlarmEscalated", rung: command.rung })
        : alreadyDone(known.seq);
    case "AcknowledgeAlarm":
      if (!isOpen(known)) return refused({ code: "alarm_closed" });
      if (known.is.state === "acked" || known.is.state === "latched") return answered(known.is, look);
      return accepted({ ...on, type: "AlarmAcknowledged", by });
    case "ShelveAlarm": {
      if (!isOpen(known)) return refused({ code: "alarm_closed" });
      if (isLatched(known.sort)) return refused({ code: "alarm_not_shelvable" });
      const until = shelfEnd(command.minutes, context.at, look);
      if (until === undefined) return refused({ code: "no_shift_now" });
      return accepted({ ...on, type: "AlarmShelved", by, until, reason: command.reason });
    }
    case "UnshelveAlarm":
      return isShelved(known, context.at) ? accepted({ ...on, type: "AlarmUnshelved", by }) : alreadyDone(known.seq);
    case "AssignAlarm": {
      if (!isOpen(known)) return refused({ code: "alarm_closed" });
      if (look.worker(command.worker) === undefined) return refused({ code: "worker_unknown" });
      if (known.assigned === command.worker) return alreadyDone(known.seq);
      return accepted({ ...on, type: "AlarmAssigned", by, to: command.worker });
    }
    case "CommentAlarm":
      return accepted({ ...on, type: "AlarmCommented", by, text: command.text });
    case "ResetAlarm":
      return reset(known, command.reason, by, context);
    case "PutAlarmBack":
      return known.out === undefined ? alreadyDone(known.seq) : accepted({ ...on, type: "AlarmPutBack", by });
  }
};

const raise = (
  command: Extract<AlarmCommand, { readonly type: "RaiseAlarm" }>,
  context: Context,
  look: AlarmLook,
): Decision<AlarmEvent> => {
  const { sort, source, scope, priority: level, since } = command;
  const known = look.alarm(alarmIdOf(sort, source));
  if (known?.out !== undefined) return alreadyDone(known.seq);
  if (known !== undefined && stands(known) && known.priority <= level) return alreadyDone(known.seq);
  const on = { subject: "alarms", alarm: alarmIdOf(sort, source), at: context.now } as const;
  return accepted({ ...on, type: "AlarmRaised", sort, source, scope, priority: level, since });
};

/** The same call within 2 minutes is the same call; a later one says that help has not come. [POST-3, POST-4] */
const sameCall = 2 * minute;

/** Whose call it is: one open call for each. */
const callerOf = ({ actor, device }: Context): string =>
  actor.kind === "worker" ? actor.worker : actor.kind === "person" ? actor.login : (device ?? "unknown");

const callSos = (
  command: Extract<AlarmCommand, { readonly type: "CallSos" }>,
  context: Context,
  look: AlarmLook,
): Decision<AlarmEvent> => {
  const { at } = context;
  const source = callerOf(context);
  const post = command.post === undefined ? undefined : look.post(command.post);
  const place = command.place !== "" ? command.place : post?.name;
  const known = look.alarm(alarmIdOf("sos", source));
  if (known !== undefined && isOpen(known) && Math.abs(at - known.since) < sameCall) return alreadyDone(known.seq);
  return accepted({
    subject: "alarms",
    type: "AlarmRaised",
    alarm: alarmIdOf("sos", source),
    at: context.now,
    sort: "sos",
    source,
    scope: post?.scope ?? look.scopeOfActor(context),
    priority: 1,
    since: at,
    ...(place === undefined ? {} : { place }),
  });
};

const answered = (is: { readonly by: Answerer; readonly at: Millis }, look: AlarmLook): Decision<never> =>
  refused({
    code: "alarm_answered",
    params: { by: answererName(is.by, look.worker), at: clockText(look.clock, is.at) },
  });

/** At most one shift: an hour's shelf that would outlast the shift is still no longer than an hour. [ALM-1] */
const shelfEnd = (minutes: (typeof shelfTimes)[number], at: Millis, look: AlarmLook): Millis | undefined =>
  minutes === "shift" ? shiftAt(look.clock, look.site.shifts, at)?.endsAt : at + minutes * minute;

const reset = (known: AlarmRec, reason: string, by: Answerer, context: Context): Decision<AlarmEvent> => {
  if (!isOpen(known)) return alreadyDone(known.seq);
  if (!isLatched(known.sort)) return refused({ code: "alarm_needs_no_reset" });
  if (known.is.state === "unack" || known.is.state === "returned-unack") return refused({ code: "alarm_unanswered" });
  // A condition that still holds would be raised again at once: the reset would only hide it.
  if (known.is.state === "acked" && !isCalled(known.sort)) return refused({ code: "alarm_still_stands" });
  return accepted({ subject: "alarms", type: "AlarmReset", alarm: known.id, at: context.at, by, reason });
};

/** What anybody may read of who answered. */
const answererName = (by: Answerer, worker: AlarmLook["worker"]): string =>
  maskName(typeof by === "string" ? by : (worker(by.worker)?.name ?? "")) || "—";
