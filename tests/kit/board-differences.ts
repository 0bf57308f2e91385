// Two boards that ought to be the same, compared record by record.

import { keyOf, type Records } from "../../domain/records.ts";
import { kinds } from "../../domain/tables.ts";

/** Where two boards differ, record by record; nothing where they are the same. */
export const differences = (one: Records, other: Records): readonly string[] => {
  const told: string[] = [];
  for (const kind of kinds) {
    const left = new Map([...one.all(kind)].map((record) => [keyOf(record), JSON.stringify(record)]));
    for (const record of other.all(kind)) {
      if (left.get(keyOf(record)) !== JSON.stringify(record)) told.push(keyOf(record));
      left.delete(keyOf(record));
    }
    told.push(...left.keys());
  }
  return told;
};
