// A board as one text, equal where the boards are: records by name, and each record's fields by name, for no screen looks at their order.

import type { Rec } from "../../domain/records.ts";

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export const sameText = (held: Iterable<readonly [string, Rec]>): string =>
  JSON.stringify(
    [...held].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    inOrder,
  );
