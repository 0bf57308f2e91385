// The board as it is committed, in what order its records changed, and which command ids have been answered:
// a fold of the ledger, which the command handler decides on and the broadcast tells from.

import { type Audience, present, sameVisibility } from "../domain/audience.ts";
import { type Board, createBoard, type Event, evolve } from "../domain/board.ts";
import type { Change, Recorded } from "../domain/decider.ts";
import { seq as asSeq, type CommandId, type Millis, type Seq } from "../domain/ids.ts";
import { type Key, keyOf, type Rec } from "../domain/records.ts";
import { kinds } from "../domain/tables.ts";
import { dayLength } from "../domain/time.ts";

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
  | { readonly is: "answered"; readonly ids: readonly (readonly [CommandId, Seq, Millis])[] };

export type Projection = {
  readonly board: Board;
  readonly seq: () => Seq;
  /** Folds events in; those already folded are passed over. */
  readonly apply: (events: readonly Recorded<Event>[]) => void;
  /** The handler has worked out already what this very event will change; it need not be done again at the commit. */
  readonly foresee: (event: Event, changes: readonly Change<Rec>[]) => void;
  readonly answered: (id: CommandId) => Seq | undefined;
  readonly lackOf: (audience: Audience, since: Seq) => Lack;
  /** Hears what each fold changed, in order. */
  readonly follow: (listener: (changes: readonly RecordChange[], to: Seq) => void) => () => void;
  readonly snapshot: () => Iterable<SnapshotLine>;
};

/** Ids are remembered this long; an older act goes to a person. */
export const idsKept = 30 * dayLength;
/** How many endings of visibility are remembered for screens that were away; a screen away for longer starts anew. */
const departuresKept = 10_000;

export const createProjection = (start?: {
  readonly seq: Seq;
  readonly records: readonly SnapshotLine[];
}): Projection => {
  const board = createBoard();
  const ids = new Map<CommandId, { readonly seq: Seq; readonly at: Millis }>();
  const foreseen = new WeakMap<Event, readonly Change<Rec>[]>();
  const listeners = new Set<(changes: readonly RecordChange[], to: Seq) => void>();
  let head = start?.seq ?? asSeq(0);
  let order: { readonly seq: Seq; readonly key: Key }[] = [];
  let departures: { readonly seq: Seq; readonly before: Rec }[] = [];
  let floor = asSeq(0);

  for (const line of start?.records ?? []) {
    switch (line.is) {
      case "record":
        board.apply([{ kind: "put", record: line.record }]);
        order.push({ seq: line.record.seq, key: keyOf(line.record) });
        break;
      case "departure":
        departures.push({ seq: line.seq, before: line.before });
        break;
      case "floor":
        floor = line.seq;
        break;
      case "answered":
        for (const [id, seq, at] of line.ids) ids.set(id, { seq, at });
        break;
    }
  }
  order.sort((a, b) => a.seq - b.seq);

  const current = (key: Key): Rec | undefined => {
    const slash = key.indexOf("/");
    const kind = kinds.find((one) => one === key.slice(0, slash));
    return kind === undefined ? undefined : board.get(kind, key.slice(slash + 1));
  };

  const remember = (event: Recorded<Event>): void => {
    ids.set(event.cause, { seq: event.seq, at: event.at });
    for (const [id, { at }] of ids) {
      if (event.at - at <= idsKept) break;
      ids.delete(id);
    }
  };

  /** The change order holds each record's last change only; older lines are swept when they outnumber the records. */
  const sweep = (): void => {
    if (order.length < 4 * board.size() + 1024) return;
    const seen = new Set<Key>();
    const kept: typeof order = [];
    for (let i = order.length - 1; i >= 0; i -= 1) {
      const line = order[i];
      if (line === undefined || seen.has(line.key)) continue;
      seen.add(line.key);
      if (current(line.key) !== undefined) kept.push(line);
    }
    order = kept.reverse();
  };

  const depart = (seq: Seq, before: Rec): void => {
    departures.push({ seq, before });
    if (departures.length <= 2 * departuresKept) return;
    departures = departures.slice(-departuresKept);
    floor = departures[0]?.seq ?? floor;
  };

  const fold = (event: Recorded<Event>): readonly RecordChange[] => {
    const changes: RecordChange[] = [];
    for (const change of foreseen.get(event.data) ?? evolve(board, event)) {
      const key: Key = change.kind === "put" ? keyOf(change.record) : `${change.of}/${change.id}`;
      const before =
        change.kind === "put" ? board.get(change.record.kind, change.record.id) : board.get(change.of, change.id);
      const after = change.kind === "put" ? change.record : undefined;
      if (before === undefined && after === undefined) continue;
      board.apply([change]);
      order.push({ seq: event.seq, key });
      if (before !== undefined && (after === undefined || !sameVisibility(before, after))) depart(event.seq, before);
      changes.push({ key, before, after });
    }
    remember(event);
    head = event.seq;
    return changes;
  };

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
      const changes = events.filter((event) => event.seq > head).flatMap(fold);
      sweep();
      for (const listener of listeners) listener(changes, head);
    },
    foresee: (event, changes) => {
      foreseen.set(event, changes);
    },
    answered: (id) => ids.get(id)?.seq,
    lackOf: (audience, since) => {
      if (since === 0 || since > head || since < floor) return { kind: "all", put: everything(audience) };
      const put = new Map<Key, Rec>();
      for (let i = order.length - 1; i >= 0; i -= 1) {
        const line = order[i];
        if (line === undefined || line.seq <= since) break;
        const record = put.has(line.key) ? undefined : current(line.key);
        const shown = record === undefined ? undefined : present(record, audience);
        if (shown !== undefined) put.set(line.key, shown);
      }
      const drop = new Set<Key>();
      for (const { seq, before } of departures) {
        const key = keyOf(before);
        if (seq <= since || put.has(key) || present(before, audience) === undefined) continue;
        const now = current(key);
        if (now === undefined || present(now, audience) === undefined) drop.add(key);
      }
      return { kind: "since", put: [...put.values()].reverse(), drop: [...drop] };
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
      for (const { seq, before } of departures) yield { is: "departure", seq, before };
      let part: (readonly [CommandId, Seq, Millis])[] = [];
      for (const [id, { seq, at }] of ids) {
        part.push([id, seq, at]);
        if (part.length === 1000) {
          yield { is: "answered", ids: part };
          part = [];
        }
      }
      if (part.length > 0) yield { is: "answered", ids: part };
    },
  };
};
