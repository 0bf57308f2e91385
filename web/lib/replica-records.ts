// Records of a screen's copy, asked by kind.

import type { Key, Kind, Rec, RecOf, Records } from "../../domain/records.ts";

const isKind =
  <K extends Kind>(kind: K) =>
  (record: Rec): record is RecOf<K> =>
    record.kind === kind;

/** Asks `records` anew at each call, so that what is read inside a derivation follows the replica. */
export const asRecords = (records: () => ReadonlyMap<Key, Rec>): Records => ({
  get: (kind, id) => {
    const record = records().get(`${kind}/${id}`);
    return record !== undefined && isKind(kind)(record) ? record : undefined;
  },
  *all(kind) {
    const wanted = isKind(kind);
    for (const record of records().values()) if (wanted(record)) yield record;
  },
});
