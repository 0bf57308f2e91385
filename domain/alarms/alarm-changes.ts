// What happens to alarms, and what each event makes of the record. [ALM-1]

import { type Change, put } from "../decider.ts";
import type { AlarmId, Millis, Seq, UnitId, WorkerId } from "../ids.ts";
import {
  type AlarmDeed,
  type AlarmKind,
  type AlarmRec,
  type Answerer,
  isCalled,
  isLatched,
  isOpen,
  logKept,
  type Priority,
  type Rung,
  type Shelf,
  setBack,
} from "./alarm.ts";
import { noted, type SosNoted } from "./sos-note.ts";

type On<T extends string, D = object> = {
  readonly subject: "alarms";
  readonly type: T;
  readonly alarm: AlarmId;
  readonly at: Millis;
} & D;
type By<T extends string, D = object> = On<T, { readonly by: Answerer } & D>;
export type AlarmEvent =
  | On<
      "AlarmRaised",
      {
        readonly sort: AlarmKind;
        readonly source: string;
        readonly scope: readonly UnitId[];
        readonly priority: Priority;
        readonly since: Millis;
        readonly place?: string;
      }
    >
  | On<"AlarmReturned">
  | On<"AlarmEscalated", { readonly rung: Rung }>
  | By<"AlarmAcknowledged">
  | By<"AlarmShelved", { readonly until: Millis; readonly reason: string }>
  | By<"AlarmUnshelved">
  | By<"AlarmAssigned", { readonly to: WorkerId }>
  | By<"AlarmCommented", { readonly text: string }>
  | By<"AlarmReset", { readonly reason: string }>
  | By<
      "AlarmTakenOut",
      { readonly sort: AlarmKind; readonly source: string; readonly scope: readonly UnitId[]; readonly reason: string }
    >
  | By<"AlarmPutBack">
  | SosNoted;

type Raised = Extract<AlarmEvent, { readonly type: "AlarmRaised" }>;
type TakenOut = Extract<AlarmEvent, { readonly type: "AlarmTakenOut" }>;

export const evolveAlarms = (
  event: AlarmEvent,
  seq: Seq,
  look: { readonly alarm: (id: AlarmId) => AlarmRec | undefined },
): readonly Change<AlarmRec>[] => {
  const before = look.alarm(event.alarm);
  if (event.type === "AlarmRaised") return [put(raised(event, before, seq))];
  if (event.type === "AlarmTakenOut") {
    const out = { by: event.by, at: event.at, reason: event.reason };
    const deed = { did: "taken-out", at: event.at, by: event.by, reason: event.reason } as const;
    return [
      put({
        ...(before ?? neverRaised(event, seq)),
        seq,
        out,
        is: { state: "normal", at: event.at },
        log: logged(before, deed),
      }),
    ];
  }
  return before === undefined ? [] : [put({ ...changed(before, event), seq })];
};

const raised = (event: Raised, before: AlarmRec | undefined, seq: Seq): AlarmRec => {
  const { alarm: id, sort, source, scope, priority: level, since, at, place } = event;
  const open = before !== undefined && isOpen(before);
  const again = open && (before.is.state === "returned-unack" || before.is.state === "latched" || isCalled(sort));
  // A graver one begins the ladder anew; one that only came back goes on where it was.
  const climbs = open && !(level < before.priority);
  return {
    kind: "alarm",
    id,
    seq,
    sort,
    source,
    scope,
    priority: level,
    raisedAt: open ? before.raisedAt : at,
    since,
    is: { state: "unack" },
    repeats: open ? before.repeats + (again ? 1 : 0) : 0,
    rung: sort === "sos" ? "everyone" : climbs ? before.rung : "supervisor",
    rungAt: climbs && !again ? before.rungAt : at,
    ...(open && before.assigned !== undefined ? { assigned: before.assigned } : {}),
    ...(before?.shelf === undefined || !holds(before.shelf, at) ? {} : { shelf: before.shelf }),
    ...(place === undefined ? {} : { place }),
    ...(open && before.notes !== undefined ? { notes: before.notes } : {}),
    log: open ? before.log : [],
  };
};

/** What is over, or begins only after a clock that was set back, is no shelf any more. */
const holds = ({ at, until }: Shelf, now: Millis): boolean => now < until && at - setBack <= now;

/** Taken out of service before it ever rang. */
const neverRaised = (event: TakenOut, seq: Seq): AlarmRec => ({
  kind: "alarm",
  id: event.alarm,
  seq,
  sort: event.sort,
  source: event.source,
  scope: event.scope,
  priority: 4,
  raisedAt: event.at,
  since: event.at,
  is: { state: "normal", at: event.at },
  repeats: 0,
  rung: "supervisor",
  rungAt: event.at,
  log: [],
});

type Done = Exclude<AlarmEvent, Raised | TakenOut>;

const changed = (before: AlarmRec, event: Done): AlarmRec => {
  const { at } = event;
  switch (event.type) {
    case "AlarmReturned":
      return { ...before, is: returned(before, at) };
    case "AlarmEscalated": {
      const { shelf, ...rest } = before;
      return { ...rest, rung: event.rung, rungAt: at, ...(shelf === undefined || !holds(shelf, at) ? {} : { shelf }) };
    }
    case "AlarmAcknowledged": {
      const is = acknowledged(before, event.by, at);
      return { ...before, is, log: logged(before, { did: "acknowledged", at, by: event.by }) };
    }
    case "AlarmShelved": {
      const { by, until, reason } = event;
      const log = logged(before, { did: "shelved", at, by, until, reason });
      return { ...before, shelf: { by, at, until, reason }, log };
    }
    case "AlarmUnshelved": {
      const { shelf: _, ...rest } = before;
      // The ladder begins its rung anew: nobody was to look while it lay there.
      return { ...rest, rungAt: at, log: logged(before, { did: "unshelved", at, by: event.by }) };
    }
    case "AlarmAssigned": {
      const { by, to } = event;
      return { ...before, assigned: to, log: logged(before, { did: "assigned", at, by, to }) };
    }
    case "AlarmCommented":
      return { ...before, log: logged(before, { did: "commented", at, by: event.by, text: event.text }) };
    case "AlarmReset": {
      const { by, reason } = event;
      return { ...before, is: { state: "normal", at, by }, log: logged(before, { did: "reset", at, by, reason }) };
    }
    case "SosNoted":
      return noted(before, event);
    case "AlarmPutBack": {
      const { out: _, ...rest } = before;
      return { ...rest, log: logged(before, { did: "put-back", at, by: event.by }) };
    }
  }
};

const returned = ({ is, sort }: AlarmRec, at: Millis): AlarmRec["is"] => {
  if (is.state === "acked") return { state: isLatched(sort) ? "latched" : "normal", at, by: is.by };
  return is.state === "unack" ? { state: "returned-unack", at } : is;
};

const acknowledged = ({ is, sort }: AlarmRec, by: Answerer, at: Millis): AlarmRec["is"] => {
  if (is.state === "returned-unack") return { state: isLatched(sort) ? "latched" : "normal", at, by };
  return { state: "acked", by, at };
};

const logged = (before: AlarmRec | undefined, deed: AlarmDeed): readonly AlarmDeed[] =>
  [...(before?.log ?? []), deed].slice(-logKept);
