// Records in tables by kind, with the few indexes the rules ask by. One table set may lie over another: a batch under way
// is decided on an overlay and thrown away whole when the disk refuses it.

import { isLive } from "./activity.ts";
import type { Change } from "./decider.ts";
import type { Kind, Rec, RecOf, Records } from "./records.ts";

type Table = { readonly [K in Kind]: Map<string, RecOf<K>> };

const emptyTable = (): Table => ({
  site: new Map(),
  unit: new Map(),
  map: new Map(),
  worker: new Map(),
  post: new Map(),
  route: new Map(),
  patrol: new Map(),
  trail: new Map(),
  track: new Map(),
  zone: new Map(),
  cover: new Map(),
  activity: new Map(),
  entry: new Map(),
  alarm: new Map(),
  screen: new Map(),
  daily: new Map(),
});

export const kinds: readonly Kind[] = [
  "site",
  "unit",
  "map",
  "worker",
  "post",
  "route",
  "patrol",
  "trail",
  "track",
  "zone",
  "cover",
  "activity",
  "entry",
  "alarm",
  "screen",
  "daily",
];

/** The questions that would otherwise need a walk through a whole table. */
type Asked = {
  readonly post: "holder" | "rostered";
  readonly worker: "badge" | "number";
  readonly entry: "worker" | "activity" | "waiting";
  readonly cover: "zone";
};
type AskedKind = keyof Asked;

const indexed = (record: Rec): readonly string[] => {
  switch (record.kind) {
    case "post":
      return [
        ...(record.watch.state === "held" ? [`holder ${record.watch.holder}`] : []),
        ...new Set(record.roster.map((line) => `rostered ${line.worker}`)),
      ];
    case "worker":
      return [...(record.badge === "" ? [] : [`badge ${record.badge}`]), `number ${record.number}`];
    case "entry":
      return [
        `worker ${record.worker}`,
        `activity ${record.activity}`,
        ...(record.is.state === "waiting" && isLive(record) ? [`waiting ${record.activity}`] : []),
      ];
    case "cover":
      return [`zone ${record.zone}`];
    case "site":
    case "unit":
    case "map":
    case "route":
    case "patrol":
    case "trail":
    case "track":
    case "zone":
    case "activity":
    case "alarm":
    case "screen":
    case "daily":
      return [];
  }
};

export type Tables = Records & {
  /** Records of the kind that answer to `value` under the index. */
  readonly where: <K extends AskedKind>(kind: K, index: Asked[K], value: string) => readonly RecOf<K>[];
  readonly apply: (changes: readonly Change<Rec>[]) => void;
  readonly size: () => number;
};

export const createTables = (base?: Tables): Tables => {
  const table = emptyTable();
  const gone = new Set<string>();
  const index = new Map<string, Set<string>>();

  const own = <K extends Kind>(kind: K, id: string): RecOf<K> | undefined => table[kind].get(id);
  const hides = (kind: Kind, id: string): boolean => own(kind, id) !== undefined || gone.has(`${kind}/${id}`);
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
    own(kind, id) ?? (base === undefined || gone.has(`${kind}/${id}`) ? undefined : base.get(kind, id));

  return {
    get,
    *all(kind) {
      if (base !== undefined) for (const record of base.all(kind)) if (!hides(kind, record.id)) yield record;
      yield* table[kind].values();
    },
    where(kind, by, value) {
      const found = base === undefined ? [] : base.where(kind, by, value).filter((record) => !hides(kind, record.id));
      for (const id of index.get(`${kind} ${by} ${value}`) ?? []) {
        const record = own(kind, id);
        if (record !== undefined) found.push(record);
      }
      return found;
    },
    apply(changes) {
      for (const change of changes) {
        const kind = change.kind === "put" ? change.record.kind : change.of;
        const id = change.kind === "put" ? change.record.id : change.id;
        const before = own<Kind>(kind, id);
        if (before !== undefined) unindex(before);
        if (change.kind === "put") {
          insert<Kind>(kind, id, change.record);
          reindex(change.record);
          gone.delete(`${kind}/${id}`);
        } else {
          table[kind].delete(id);
          if (base !== undefined) gone.add(`${kind}/${id}`);
        }
      }
    },
    size: () => kinds.reduce((sum, kind) => sum + table[kind].size, 0),
  };
};
