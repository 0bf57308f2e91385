// Sealed of activities: why somebody did not come, by himself or the desk, what he was answered, and why his times were entered. [ORG-2, ACT-4]

import { bearsWords, withoutWords } from "../../domain/activities/said-of-him.ts";
import type { Event } from "../../domain/board.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { RecOf } from "../../domain/records.ts";
import { type EventPart, type RecordPart, reopened, whole } from "./part.ts";

/** What a choice or a sentence about somebody reads as once his key is gone. */
const nothing = { reason: "", granted: "", why: "other" } as const;
type Field = keyof typeof nothing;

/** The field of an event that tells something of a person. */
const fields: ReadonlyMap<Event["type"], Field> = new Map([
  ["NoShowAnswered", "why"],
  ["NoShowExcused", "reason"],
  ["NoShowConfirmed", "reason"],
  ["TimesArrived", "reason"],
  ["TimesEntered", "reason"],
  ["AttendedAdded", "reason"],
  ["CreditCorrected", "reason"],
  ["CancelKept", "reason"],
  ["EntryCancelled", "granted"],
]);

type Said = { readonly key: Field; readonly whose: WorkerId };
const saidIn = (data: Event): Said | undefined => {
  const key = fields.get(data.type);
  return key !== undefined && "worker" in data && typeof data.worker === "string"
    ? { key, whose: data.worker }
    : undefined;
};
const wordsIn = (data: object, key: Field): unknown => whole<Readonly<Record<string, unknown>>>(data)[key];

export const saidPart: EventPart = {
  types: [...fields.keys()],
  whose: (data) => {
    const said = saidIn(data);
    if (said === undefined) return [];
    const words = wordsIn(data, said.key);
    return words === undefined || words === "" ? [] : [said.whose];
  },
  close: (data, close) => {
    const said = saidIn(data);
    if (said === undefined) return data;
    const { [said.key]: words, ...rest } = whole<Readonly<Record<string, unknown>>>(data);
    return { ...rest, sealed: close({ [said.key]: words }, said.whose) };
  },
  open: (data, open, where) => {
    const said = saidIn(data);
    if (said === undefined) return data;
    const { key, whose } = said;
    return reopened(data, { whose, nothing: { [key]: nothing[key] }, open, where });
  },
};

/** Without its words, which stand sealed beside it; of whoever was forgotten there are none to seal. */
const wordsPart = <K extends "entry" | "credit">(kind: K, words: (record: RecOf<K>) => object): RecordPart => {
  const isOfKind = (record: { readonly kind: string }): record is RecOf<K> => record.kind === kind;
  return {
    kind,
    close: (record, close, keyed) => {
      if (!isOfKind(record) || !bearsWords(record)) return record;
      const bare = withoutWords(record);
      return keyed(record.worker) ? { ...bare, sealed: close(words(record), record.worker) } : bare;
    },
    open: ({ sealed, ...known }, open) => {
      const left = whole<RecOf<K>>(known);
      return whole<RecOf<K>>({ ...left, ...(open(sealed, left.worker, "snapshot") ?? {}) });
    },
  };
};
export const entryPart = wordsPart("entry", ({ is }) => ({ is }));
export const creditPart = wordsPart("credit", ({ lines }) => ({ lines }));
