// A screen's copy of its part of the board: a pure fold of one join answer and patches in order. A gap means: join again.

import type { Seq } from "./ids.ts";
import type { JoinAnswer, Patch } from "./protocol.ts";
import { type Key, keyOf, type Rec } from "./records.ts";

export type Replica = {
  readonly store: string;
  readonly seq: Seq;
  readonly records: ReadonlyMap<Key, Rec>;
};

type Joined = Extract<JoinAnswer, { readonly kind: "joined" }>;

/** The copy after a join; `before` is what the screen held, if anything. */
export const joined = (before: Replica | undefined, answer: Joined): Replica => {
  const records = new Map(answer.reset || before === undefined ? [] : before.records);
  for (const key of answer.drop) records.delete(key);
  for (const record of answer.put) records.set(keyOf(record), record);
  return { store: answer.store, seq: answer.seq, records };
};

/** Apply a patch when `from ≤ local ≤ to`; one wholly in the past changes nothing; a gap cannot be bridged. */
export const patched = (replica: Replica, patch: Patch): Replica | "gap" => {
  if (patch.to <= replica.seq) return replica;
  if (patch.from > replica.seq) return "gap";
  const records = new Map(replica.records);
  for (const key of patch.drop) records.delete(key);
  for (const record of patch.put) records.set(keyOf(record), record);
  return { ...replica, seq: patch.to, records };
};
