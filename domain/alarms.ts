// Alarms in the states of ISA-18.2: what needs a person's act, raised once per source and kind, answered by name. [ALM-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "./decider.ts";
import { type AlarmId, alarmId, type Millis, type Seq, type UnitId, type WorkerId } from "./ids.ts";
import { id, text } from "./site.ts";
import { clockText, type SiteClock } from "./time.ts";
import { maskName, type WorkerRec } from "./workers.ts";

export const alarmKinds = ["post-vacant", "post-overdue", "patrol-silent", "patrol-late", "storage-failed"] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export type Priority = 1 | 2 | 3 | 4;

/**
 * Who answered: a person at the desk by the name of his account, a worker at a kiosk by his id. A worker's name stands nowhere but
 * in his own record, or forgetting him would not reach it.
 */
export type Answerer = string | { readonly worker: WorkerId };

export type AlarmState =
  | { readonly state: "unack" }
  | { readonly state: "acked"; readonly by: Answerer; readonly at: Millis }
  | { readonly state: "returned-unack"; readonly at: Millis }
  | { readonly state: "normal"; readonly at: Millis; readonly by?: Answerer };

export type AlarmRec = {
  readonly kind: "alarm";
  /** `<kind>:<source>`: at most one open alarm per source and kind. */
  readonly id: AlarmId;
  readonly seq: Seq;
  readonly sort: AlarmKind;
  /** Id of the post or patrol that it speaks of; `server` for the system's own. */
  readonly source: string;
  readonly scope: readonly UnitId[];
  readonly priority: Priority;
  readonly raisedAt: Millis;
  /** When the condition began, ms: a post is vacant since its shift began, its alarm is raised after the grace. */
  readonly since: Millis;
  readonly is: AlarmState;
  /** How often the condition came back while the alarm was open. */
  readonly repeats: number;
};

const priority = v.picklist([1, 2, 3, 4]);
const millis = v.pipe(v.number(), v.integer(), v.minValue(0));
export const alarmCommands = {
  RaiseAlarm: v.object({
    type: v.literal("RaiseAlarm"),
    sort: v.picklist(alarmKinds),
    source: text,
    scope: v.pipe(v.array(v.custom<UnitId>((value) => typeof value === "string")), v.readonly()),
    priority,
    since: millis,
  }),
  ReturnAlarm: v.object({ type: v.literal("ReturnAlarm"), alarm: id(alarmId) }),
  AcknowledgeAlarm: v.object({ type: v.literal("AcknowledgeAlarm"), alarm: id(alarmId) }),
} as const;

export type AlarmCommand = v.InferOutput<(typeof alarmCommands)[keyof typeof alarmCommands]>;

type On<T extends string, D> = {
  readonly subject: "alarms";
  readonly type: T;
  readonly alarm: AlarmId;
  readonly at: Millis;
} & D;
export type AlarmEvent =
  | On<
      "AlarmRaised",
      {
        readonly sort: AlarmKind;
        readonly source: string;
        readonly scope: readonly UnitId[];
        readonly priority: Priority;
        readonly since: Millis;
      }
    >
  | On<"AlarmReturned", object>
  | On<"AlarmAcknowledged", { readonly by: Answerer }>;

export type AlarmLook = {
  readonly clock: SiteClock;
  readonly alarm: (id: AlarmId) => AlarmRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
};

export const alarmIdOf = (sort: AlarmKind, source: string): AlarmId => alarmId(`${sort}:${source}`);

export const decideAlarms = (command: AlarmCommand, context: Context, look: AlarmLook): Decision<AlarmEvent> => {
  switch (command.type) {
    case "RaiseAlarm": {
      const { sort, source, scope, priority: level, since } = command;
      const known = look.alarm(alarmIdOf(sort, source));
      const stands = known !== undefined && (known.is.state === "unack" || known.is.state === "acked");
      if (known !== undefined && stands && known.priority <= level) return alreadyDone(known.seq);
      return accepted({
        subject: "alarms",
        type: "AlarmRaised",
        alarm: alarmIdOf(sort, source),
        at: context.now,
        sort,
        source,
        scope,
        priority: level,
        since,
      });
    }
    case "ReturnAlarm": {
      const known = look.alarm(command.alarm);
      if (known === undefined) return refused({ code: "alarm_unknown" });
      if (known.is.state === "normal" || known.is.state === "returned-unack") return alreadyDone(known.seq);
      return accepted({ subject: "alarms", type: "AlarmReturned", alarm: known.id, at: context.now });
    }
    case "AcknowledgeAlarm": {
      const known = look.alarm(command.alarm);
      if (known === undefined) return refused({ code: "alarm_unknown" });
      if (known.is.state === "normal") return refused({ code: "alarm_closed" });
      if (known.is.state === "acked")
        return refused({
          code: "alarm_answered",
          params: { by: answererName(known.is.by, look.worker), at: clockText(look.clock, known.is.at) },
        });
      return accepted({
        subject: "alarms",
        type: "AlarmAcknowledged",
        alarm: known.id,
        at: context.at,
        by: look.answererOf(context),
      });
    }
  }
};

export const evolveAlarms = (
  event: AlarmEvent,
  seq: Seq,
  look: Pick<AlarmLook, "alarm">,
): readonly Change<AlarmRec>[] => {
  const before = look.alarm(event.alarm);
  switch (event.type) {
    case "AlarmRaised": {
      const open = before !== undefined && before.is.state !== "normal";
      return [
        put({
          kind: "alarm",
          id: event.alarm,
          seq,
          sort: event.sort,
          source: event.source,
          scope: event.scope,
          priority: event.priority,
          raisedAt: open ? before.raisedAt : event.at,
          since: event.since,
          is: { state: "unack" },
          repeats: open ? before.repeats + (before.is.state === "returned-unack" ? 1 : 0) : 0,
        }),
      ];
    }
    case "AlarmReturned":
      if (before === undefined) return [];
      return [
        put({
          ...before,
          seq,
          is:
            before.is.state === "acked"
              ? { state: "normal", at: event.at, by: before.is.by }
              : { state: "returned-unack", at: event.at },
        }),
      ];
    case "AlarmAcknowledged":
      if (before === undefined) return [];
      return [
        put({
          ...before,
          seq,
          is:
            before.is.state === "returned-unack"
              ? { state: "normal", at: event.at, by: event.by }
              : { state: "acked", by: event.by, at: event.at },
        }),
      ];
  }
};

/** What anybody may read of who answered. */
const answererName = (by: Answerer, worker: AlarmLook["worker"]): string =>
  maskName(typeof by === "string" ? by : (worker(by.worker)?.name ?? "")) || "—";

export const isOpen = (alarm: AlarmRec): boolean => alarm.is.state !== "normal";

/** The order in which people should look: unanswered first, then urgency, then age. */
export const byUrgency = (a: AlarmRec, b: AlarmRec): number =>
  rank(a) - rank(b) || a.priority - b.priority || a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1);

const rank = (alarm: AlarmRec): number => {
  switch (alarm.is.state) {
    case "unack":
      return 0;
    case "returned-unack":
      return 1;
    case "acked":
      return 2;
    case "normal":
      return 3;
  }
};
