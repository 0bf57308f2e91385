// Records in tables by kind, with the few indexes the rules ask by. One table set may lie over another: a batch under way
// is decided on an overlay and thrown away whole when the disk refuses it.

import type { Change } from "./decider.ts";
import type { Kind, Rec, RecOf, Records } from "./records.ts";
import { type CountLook, sumsMoved } from "./table-counts.ts";
import { type Asked, type AskedKind, indexed, sameIndex } from "./table-index.ts";

type Table = { readonly [K in Kind]: Map<string, RecOf<K>> };

const emptyTable = (): Table => ({
  site: new Map(),
  unit: new Map(),
  map: new Map(),
  plan: new Map(),
  worker: new Map(),
  post: new Map(),
  route: new Map(),
  round: new Map(),
  patrol: new Map(),
  trail: new Map(),
  track: new Map(),
  tracker: new Map(),
  finding: new Map(),
  case: new Map(),
  zone: new Map(),
  cover: new Map(),
  activity: new Map(),
  entry: new Map(),
  credit: new Map(),
  quiz: new Map(),
  learner: new Map(),
  correction: new Map(),
  contest: new Map(),
  entrant: new Map(),
  study: new Map(),
  alarm: new Map(),
  load: new Map(),
  screen: new Map(),
  refused: new Map(),
  daily: new Map(),
  coverday: new Map(),
});

export const kinds: readonly Kind[] = [
  "site",
  "unit",
  "map",
  "plan",
  "worker",
  "post",
  "route",
  "round",
  "patrol",
  "trail",
  "track",
  "tracker",
  "finding",
  "case",
  "zone",
  "cover",
  "activity",
  "entry",
  "credit",
  "quiz",
  "learner",
  "correction",
  "contest",
  "entrant",
  "study",
  "alarm",
  "load",
  "screen",
  "refused",
  "daily",
  "coverday",
];

/** A record over one of the base that answers to the same questions is found by the base's index. */
const isInherited = (below: Rec | undefined, record: Rec): boolean => below !== undefined && sameIndex(below, record);

export type Tables = Records & {
  /** Records of the kind that answer to `value` under the index. */
  readonly where: <K extends AskedKind>(kind: K, index: Asked[K], value: string) => readonly RecOf<K>[];
  /** A sum that the tables keep, by its name. */
  readonly count: (name: string) => number;
  readonly apply: (changes: readonly Change<Rec>[]) => void;
  readonly size: () => number;
  /** What lies over the base: each record that was put or ended, once, however often it changed. */
  readonly laid: () => readonly Change<Rec>[];
  /** Forgets everything but the base. */
  readonly clear: () => void;
};

export const createTables = (base?: Tables): Tables => {
  const table = emptyTable();
  /** Names of the base's records that have ended here. */
  const gone = new Map<string, Change<Rec>>();
  const index = new Map<string, Set<string>>();

  const own = <K extends Kind>(kind: K, id: string): RecOf<K> | undefined => table[kind].get(id);
  const isGone = (kind: Kind, id: string): boolean => gone.size > 0 && gone.has(`${kind}/${id}`);
  const hides = (kind: Kind, id: string): boolean => own(kind, id) !== undefined || isGone(kind, id);
  const insert = <K extends Kind>(kind: K, id: string, record: RecOf<K>): void => {
    table[kind].set(id, record);
  };
  const unindex = (record: Rec): void => {
    for (const key of indexed(record)) {
      const ids = index.get(`${record.kind} ${key}`);
      ids?.delete(record.id);
      if (ids?.size === 0) index.delete(`${record.kind} ${key}`);
    }
  };
  const reindex = (record: Rec): void => {
    for (const key of indexed(record)) {
      const name = `${record.kind} ${key}`;
      const ids = index.get(name);
      if (ids === undefined) index.set(name, new Set([record.id]));
      else ids.add(record.id);
    }
  };
  const get = <K extends Kind>(kind: K, id: string): RecOf<K> | undefined =>
    own(kind, id) ?? (base === undefined || isGone(kind, id) ? undefined : base.get(kind, id));

  /** Above what the base counts. */
  const counts = new Map<string, number>();
  const sum = (before: Rec | undefined, after: Rec | undefined): void => {
    for (const [name, by] of sumsMoved(before, after, sees)) {
      const now = (counts.get(name) ?? 0) + by;
      if (now === 0) counts.delete(name);
      else counts.set(name, now);
    }
  };

  const tables: Tables = {
    get,
    count: (name) => (base?.count(name) ?? 0) + (counts.get(name) ?? 0),
    *all(kind) {
      if (base !== undefined) for (const record of base.all(kind)) if (!hides(kind, record.id)) yield record;
      yield* table[kind].values();
    },
    where(kind, by, value) {
      const found: RecOf<typeof kind>[] = [];
      for (const record of base?.where(kind, by, value) ?? []) {
        const newer = own(kind, record.id);
        if (newer === undefined ? !isGone(kind, record.id) : sameIndex(record, newer)) found.push(newer ?? record);
      }
      for (const id of index.get(`${kind} ${by} ${value}`) ?? []) {
        const record = own(kind, id);
        if (record !== undefined) found.push(record);
      }
      return found;
    },
    apply(changes) {
      for (const change of changes) {
        if (change.kind === "put") {
          const { record } = change;
          const before = own<Kind>(record.kind, record.id);
          const below = base?.get<Kind>(record.kind, record.id);
          sum(before ?? (isGone(record.kind, record.id) ? undefined : below), record);
          insert<Kind>(record.kind, record.id, record);
          const wasIndexed = before !== undefined && !isInherited(below, before);
          const isIndexed = !isInherited(below, record);
          if (!(wasIndexed && isIndexed && sameIndex(before, record))) {
            if (wasIndexed) unindex(before);
            if (isIndexed) reindex(record);
          }
          if (gone.size > 0) gone.delete(`${record.kind}/${record.id}`);
        } else {
          const below = base?.get<Kind>(change.of, change.id);
          const before = own<Kind>(change.of, change.id);
          sum(before ?? (isGone(change.of, change.id) ? undefined : below), undefined);
          if (before !== undefined && !isInherited(below, before)) unindex(before);
          table[change.of].delete(change.id);
          if (below !== undefined) gone.set(`${change.of}/${change.id}`, change);
        }
      }
    },
    laid: () => {
      const changes: Change<Rec>[] = [...gone.values()];
      for (const kind of kinds) for (const record of table[kind].values()) changes.push({ kind: "put", record });
      return changes;
    },
    clear: () => {
      for (const kind of kinds) if (table[kind].size > 0) table[kind].clear();
      gone.clear();
      index.clear();
      counts.clear();
    },
    size: () => kinds.reduce((all, kind) => all + table[kind].size, 0),
  };
  const sees: CountLook = {
    worker: (id) => get("worker", id),
    standingOf: (worker) => tables.where("entry", "standing", worker),
  };
  return tables;
};
