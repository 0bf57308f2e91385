// The board as it is committed, what of it changed since when, and which command ids have been answered:
// a fold of the ledger, which the command handler decides on and the broadcast tells from.

import type { Audience } from "../domain/audience.ts";
import { type Board, createBoard, type Event } from "../domain/board.ts";
import type { Change, Recorded, Unrecorded } from "../domain/decider.ts";
import { evolve } from "../domain/evolve.ts";
import { seq as asSeq, type CommandId, type Millis, type Seq } from "../domain/ids.ts";
import { present } from "../domain/present.ts";
import { type Key, type Kind, keyOf, type Rec } from "../domain/records.ts";
import { kinds } from "../domain/tables.ts";
import { dayLength, hour } from "../domain/time.ts";
import { remnantOf, sameVisibility, visibilityOf } from "../domain/visibility.ts";

/** What one event did to one record. */
export type RecordChange = { readonly key: Key; readonly before: Rec | undefined; readonly after: Rec | undefined };

/** What a screen at `since` lacks; `all`: it must start anew. */
export type Lack =
  | { readonly kind: "all"; readonly put: readonly Rec[] }
  | { readonly kind: "since"; readonly put: readonly Rec[]; readonly drop: readonly Key[] };

/** One line of a snapshot. */
export type SnapshotLine =
  | { readonly is: "record"; readonly record: Rec }
  | { readonly is: "departure"; readonly seq: Seq; readonly before: Rec }
  | { readonly is: "floor"; readonly seq: Seq }
  | {
      /** Commands of one hour and the event that each ended with, side by side: pairs would take twice as long to read. */
      readonly is: "answered";
      readonly hour: Millis;
      readonly ids: readonly CommandId[];
      readonly seqs: readonly Seq[];
    };

export type Projection = {
  readonly board: Board;
  readonly seq: () => Seq;
  /** Folds events in; those already folded are passed over. */
  readonly apply: (events: readonly Recorded<Event>[]) => void;
  /** A command that has just been decided and ends with event `seq`: the same id again, in the same batch too, is the same act. */
  readonly expect: (id: CommandId, seq: Seq, at: Millis) => void;
  /** What these very events, whose ids are expected, will change is worked out already; it need not be done again at their commit. */
  readonly foresee: (events: readonly Unrecorded<Event>[], changes: readonly Change<Rec>[]) => void;
  readonly answered: (id: CommandId) => Seq | undefined;
  readonly lackOf: (audience: Audience, since: Seq) => Lack;
  /** Hears what each fold changed, in order. */
  readonly follow: (listener: (changes: readonly RecordChange[], to: Seq) => void) => () => void;
  readonly snapshot: () => Iterable<SnapshotLine>;
};

/** Ids are remembered this long, and up to an hour more; an older act goes to a person. */
export const idsKept = 30 * dayLength;
/** How many endings of visibility are remembered for screens that were away; a screen away for longer starts anew. */
const departuresKept = 10_000;

/** An id that the server itself made for what a device told in a format of its own: no id of the wire looks like it. */
export const toldPrefix = "told:";
/** What devices tell has no id of their own and is the same by its content: to remember five hundred a second would serve nobody. [PAT-2] */
export const isRemembered = ({ cause }: Unrecorded<Event>): boolean => !cause.startsWith(toldPrefix);

export const createProjection = (start?: {
  readonly seq: Seq;
  readonly records: readonly SnapshotLine[];
}): Projection => {
  const board = createBoard();
  const ids = new Map<CommandId, Seq>();
  /** The event with which each hour began and its instant: ids are forgotten by the hour. */
  const hours: { readonly seq: Seq; readonly at: Millis }[] = [];
  let foreseen: { readonly events: readonly Unrecorded<Event>[]; readonly changes: readonly Change<Rec>[] } | undefined;
  const listeners = new Set<(changes: readonly RecordChange[], to: Seq) => void>();
  let head = start?.seq ?? asSeq(0);
  /** The number of the newest event that changed a record of the kind. */
  const changedAt = new Map<Kind, Seq>();
  /** By record and by who could see it: of what ended twice the later time serves both. Oldest first. */
  const departures = new Map<string, { readonly seq: Seq; readonly before: Rec }>();
  let floor = asSeq(0);

  const remember = (id: CommandId, seq: Seq, at: Millis): void => {
    ids.set(id, seq);
    const last = hours.at(-1);
    if (last === undefined || at - last.at >= hour) hours.push({ seq, at });
  };

  const forget = (now: Millis): void => {
    for (let [first] = hours; first !== undefined && now - first.at > idsKept + hour; [first] = hours) {
      hours.shift();
      const until = hours[0]?.seq ?? Number.POSITIVE_INFINITY;
      for (const [id, seq] of ids) {
        if (seq >= until) break;
        ids.delete(id);
      }
    }
  };

  const depart = (seq: Seq, before: Rec): void => {
    const name = `${keyOf(before)} ${visibilityOf(before)}`;
    departures.delete(name);
    departures.set(name, { seq, before: remnantOf(before) });
    for (const [oldest, { seq: at }] of departures) {
      if (departures.size <= departuresKept) return;
      departures.delete(oldest);
      floor = at;
    }
  };

  for (const line of start?.records ?? []) {
    switch (line.is) {
      case "record":
        board.apply([{ kind: "put", record: line.record }]);
        changedAt.set(line.record.kind, head);
        break;
      case "departure":
        depart(line.seq, line.before);
        break;
      case "floor":
        floor = line.seq;
        break;
      case "answered":
        line.ids.forEach((id, index) => {
          remember(id, line.seqs[index] ?? head, line.hour);
        });
        break;
    }
  }

  const current = (key: Key): Rec | undefined => {
    const slash = key.indexOf("/");
    const kind = kinds.find((one) => one === key.slice(0, slash));
    return kind === undefined ? undefined : board.get(kind, key.slice(slash + 1));
  };

  const fold = (changes: readonly Change<Rec>[], to: Seq, told: RecordChange[]): void => {
    for (const change of changes) {
      const [kind, id] = change.kind === "put" ? [change.record.kind, change.record.id] : [change.of, change.id];
      const before = board.get(kind, id);
      const after = change.kind === "put" ? change.record : undefined;
      if (before === undefined && after === undefined) continue;
      changedAt.set(kind, to);
      // A trail is seen by nobody, so nobody can lose sight of it.
      if (before !== undefined && before.kind !== "trail" && (after === undefined || !sameVisibility(before, after)))
        depart(to, before);
      told.push({ key: `${kind}/${id}`, before, after });
    }
    board.apply(changes);
  };

  const isForeseen = (events: readonly Recorded<Event>[]): boolean =>
    foreseen?.events.length === events.length &&
    foreseen.events.every((event, index) => event.data === events[index]?.data);

  const everything = (audience: Audience): readonly Rec[] => {
    const seen: Rec[] = [];
    for (const kind of kinds) {
      for (const record of board.all(kind)) {
        const shown = present(record, audience);
        if (shown !== undefined) seen.push(shown);
      }
    }
    return seen;
  };

  return {
    board,
    seq: () => head,
    apply: (events) => {
      const fresh = events.filter((event) => event.seq > head);
      const told: RecordChange[] = [];
      if (foreseen !== undefined && isForeseen(fresh)) fold(foreseen.changes, fresh.at(-1)?.seq ?? head, told);
      else {
        // What was expected has not come: its ids are free again.
        for (const { cause } of foreseen?.events ?? []) ids.delete(cause);
        for (const event of fresh) fold(evolve(board, event), event.seq, told);
        for (const event of fresh) if (isRemembered(event)) remember(event.cause, event.seq, event.at);
      }
      foreseen = undefined;
      const last = fresh.at(-1);
      if (last !== undefined) forget(last.at);
      head = last?.seq ?? head;
      for (const listener of listeners) listener(told, head);
    },
    expect: remember,
    foresee: (events, changes) => {
      foreseen = { events, changes };
    },
    answered: (id) => ids.get(id),
    lackOf: (audience, since) => {
      if (since === 0 || since > head || since < floor) return { kind: "all", put: everything(audience) };
      const put: Rec[] = [];
      for (const kind of kinds) {
        if ((changedAt.get(kind) ?? 0) <= since) continue;
        for (const record of board.all(kind)) {
          const shown = record.seq <= since ? undefined : present(record, audience);
          if (shown !== undefined) put.push(shown);
        }
      }
      put.sort((a, b) => a.seq - b.seq);
      const drop = new Set<Key>();
      for (const { seq, before } of departures.values()) {
        const key = keyOf(before);
        if (seq <= since || present(before, audience) === undefined) continue;
        const now = current(key);
        if (now === undefined || present(now, audience) === undefined) drop.add(key);
      }
      return { kind: "since", put, drop: [...drop] };
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    *snapshot() {
      yield { is: "floor", seq: floor };
      for (const kind of kinds) for (const record of board.all(kind)) yield { is: "record", record };
      for (const { seq, before } of departures.values()) yield { is: "departure", seq, before };
      let age = 0;
      let part: { readonly ids: CommandId[]; readonly seqs: Seq[] } = { ids: [], seqs: [] };
      const line = (): SnapshotLine => ({ is: "answered", hour: hours[age]?.at ?? 0, ...part });
      const isPastHour = (seq: Seq): boolean => seq >= (hours[age + 1]?.seq ?? Number.POSITIVE_INFINITY);
      for (const [id, seq] of ids) {
        // Decided, but not yet durable.
        if (seq > head) continue;
        if (part.ids.length === 1000 || (part.ids.length > 0 && isPastHour(seq))) {
          yield line();
          part = { ids: [], seqs: [] };
        }
        while (isPastHour(seq)) age += 1;
        part.ids.push(id);
        part.seqs.push(seq);
      }
      if (part.ids.length > 0) yield line();
    },
  };
};
