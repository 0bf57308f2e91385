// Records of a screen's copy, asked by kind.

import type { Key, Kind, Rec, RecOf, Records } from "../../domain/records.ts";

const isKind =
  <K extends Kind>(kind: K) =>
  (record: Rec): record is RecOf<K> =>
    record.kind === kind;

/**
 * Asks `records` anew at each call, so that what is read inside a derivation follows the replica. A copy is sorted by kind once:
 * a wall asks some twenty times with every patch, mostly for kinds that have few.
 */
export const asRecords = (records: () => ReadonlyMap<Key, Rec>): Records => {
  let sorted: ReadonlyMap<Key, Rec> | undefined;
  const byKind = new Map<Kind, Rec[]>();
  const of = (kind: Kind): readonly Rec[] => {
    const now = records();
    if (now !== sorted) {
      byKind.clear();
      for (const record of now.values()) {
        const alike = byKind.get(record.kind);
        if (alike === undefined) byKind.set(record.kind, [record]);
        else alike.push(record);
      }
      sorted = now;
    }
    return byKind.get(kind) ?? [];
  };
  return {
    get: (kind, id) => {
      const record = records().get(`${kind}/${id}`);
      return record !== undefined && isKind(kind)(record) ? record : undefined;
    },
    *all(kind) {
      const wanted = isKind(kind);
      for (const record of of(kind)) if (wanted(record)) yield record;
    },
  };
};
