// One alarm as a record in the states of ISA-18.2, and what of it follows from the clock alone. [ALM-1]

import type { AlarmId, Millis, Seq, UnitId, WorkerId } from "../ids.ts";
import { alarmId } from "../ids.ts";
import { second } from "../time.ts";

export const alarmKinds = [
  "post-vacant",
  "post-overdue",
  "leader-missing",
  "patrol-silent",
  "patrol-late",
  "fire-sign",
  "hazard-overdue",
  "storage-failed",
  "clock-stepped",
  "sos",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export type Priority = 1 | 2 | 3 | 4;

/** A latched alarm stays until a person resets it with a reason, whatever became of its condition. */
const latchedKinds: ReadonlySet<AlarmKind> = new Set(["sos"]);
export const isLatched = (sort: AlarmKind): boolean => latchedKinds.has(sort);

/** Kinds that a person calls and no clock: they have no condition that could pass by itself. */
const calledKinds: ReadonlySet<AlarmKind> = new Set(["sos"]);
export const isCalled = (sort: AlarmKind): boolean => calledKinds.has(sort);

/** Kinds whose condition the clock looks at: the others end by whoever raised them. */
export const isWatched = (sort: AlarmKind): boolean => !isCalled(sort) && sort !== "storage-failed";

/** The system speaks of itself: never shown as field status. [ALM-2] */
const systemKinds: ReadonlySet<AlarmKind> = new Set(["storage-failed", "clock-stepped"]);
export const isOfSystem = (sort: AlarmKind): boolean => systemKinds.has(sort);

/**
 * Who answered: a person at the desk by the name of his account, a worker at a kiosk by his id. A worker's name stands nowhere but
 * in his own record, or forgetting him would not reach it.
 */
export type Answerer = string | { readonly worker: WorkerId };

export type AlarmState =
  | { readonly state: "unack" }
  | { readonly state: "acked"; readonly by: Answerer; readonly at: Millis }
  | { readonly state: "returned-unack"; readonly at: Millis }
  /** The condition is over and somebody has answered, but a latched alarm waits for its reset. */
  | { readonly state: "latched"; readonly by: Answerer; readonly at: Millis }
  | { readonly state: "normal"; readonly at: Millis; readonly by?: Answerer };

export type AlarmRec = {
  readonly kind: "alarm";
  /** `<kind>:<source>`: at most one open alarm per source and kind. */
  readonly id: AlarmId;
  readonly seq: Seq;
  readonly sort: AlarmKind;
  /** Id of the post, patrol or finding that it speaks of; of the unit without a leader; of the worker or screen that calls SOS; `server` for the system's own. */
  readonly source: string;
  readonly scope: readonly UnitId[];
  readonly priority: Priority;
  readonly raisedAt: Millis;
  /** When the condition began, ms: a post is vacant since its shift began, its alarm is raised after the grace. */
  readonly since: Millis;
  readonly is: AlarmState;
  /** How often the condition came back while the alarm was open. */
  readonly repeats: number;
  /** How far up the ladder it is, and since when; its timers are this record. [POST-4, ALM-2] */
  readonly rung: Rung;
  readonly rungAt: Millis;
  /** Who shall see to it, by a person's word; without, the ladder says. */
  readonly assigned?: WorkerId;
  readonly shelf?: Shelf;
  /** Out of service: nothing is raised of this source and kind until it is put back. */
  readonly out?: { readonly by: Answerer; readonly at: Millis; readonly reason: string };
  /** Where a call for help came from, as its caller's post or kiosk says it. */
  readonly place?: string;
  /** What was added to a call for help in own words, oldest first. */
  readonly notes?: readonly SosNote[];
  /** What people did with it, oldest first; the newest `logKept` of them. */
  readonly log: readonly AlarmDeed[];
};

/** `words`: empty where they are not the reader's. */
export type SosNote = { readonly at: Millis; readonly by?: WorkerId; readonly words: string };

export type Shelf = {
  readonly by: Answerer;
  readonly at: Millis;
  readonly until: Millis;
  readonly reason: string;
};

type Did<W extends string, D = object> = { readonly did: W; readonly at: Millis; readonly by: Answerer } & D;
export type AlarmDeed =
  | Did<"acknowledged">
  | Did<"shelved", { readonly until: Millis; readonly reason: string }>
  | Did<"unshelved">
  | Did<"assigned", { readonly to: WorkerId }>
  | Did<"commented", { readonly text: string }>
  | Did<"reset", { readonly reason: string }>
  | Did<"taken-out", { readonly reason: string }>
  | Did<"put-back">;
export const logKept = 30;

/** Whom an unanswered alarm asks: who answers for its source, then the next level, then everybody. [POST-4] */
export const rungs = ["supervisor", "next-level", "everyone"] as const;
export type Rung = (typeof rungs)[number];

export const alarmIdOf = (sort: AlarmKind, source: string): AlarmId => alarmId(`${sort}:${source}`);

/** A person or the condition still asks. */
export const isOpen = (alarm: AlarmRec): boolean => alarm.is.state !== "normal";

/** Its condition holds, as far as is known: it is not to be raised again. */
export const stands = ({ is }: AlarmRec): boolean => is.state === "unack" || is.state === "acked";

/** A server's clock that is behind what it wrote itself by more than this was set back. */
export const setBack = 5 * second;

/** A shelf that has yet to begin, by a clock that was set back, holds nothing: nobody knows how long it has lain there. */
export const isShelved = ({ shelf }: AlarmRec, now: Millis): boolean =>
  shelf !== undefined && now < shelf.until && now >= shelf.at - setBack;

export type AlarmStatus = AlarmState["state"] | "shelved" | "out-of-service";

/** What a screen shows it as. Shelving passes with time; the record is not touched when it ends. [ALM-1] */
export const alarmStatus = (alarm: AlarmRec, now: Millis): AlarmStatus => {
  if (alarm.out !== undefined) return "out-of-service";
  if (isOpen(alarm) && isShelved(alarm, now)) return "shelved";
  return alarm.is.state;
};

/** It asks people to look now: open, not shelved, in service. */
export const isAnnounced = (alarm: AlarmRec, now: Millis): boolean => {
  const status = alarmStatus(alarm, now);
  return status !== "normal" && status !== "shelved" && status !== "out-of-service";
};

/** Somebody has still to answer. */
export const isUnanswered = (alarm: AlarmRec, now: Millis): boolean =>
  isAnnounced(alarm, now) && (alarm.is.state === "unack" || alarm.is.state === "returned-unack");

/** The order in which people should look: unanswered first, a call for help before all, then urgency, then age. */
export const byUrgency = (a: AlarmRec, b: AlarmRec): number =>
  rank(a) - rank(b) ||
  Number(isCalled(b.sort)) - Number(isCalled(a.sort)) ||
  a.priority - b.priority ||
  a.raisedAt - b.raisedAt ||
  (a.id < b.id ? -1 : 1);

const rank = (alarm: AlarmRec): number => {
  switch (alarm.is.state) {
    case "unack":
      return 0;
    case "returned-unack":
      return 1;
    case "acked":
    case "latched":
      return 2;
    case "normal":
      return 3;
  }
};
