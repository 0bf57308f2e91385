// What of a refused act is sealed under its worker's key: what he wrote with it, why it was refused, and what the desk wrote about it.
// An act of nobody known has nobody's key: nothing that was written with it is kept. What a version before this one kept is read as it is.

import type { Event } from "../../domain/board.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { RefusedEvent } from "../../domain/refused/refused.ts";
import { type RefusedRec, wordlessAct } from "../../domain/refused/refused-act.ts";
import { type Close, type EventPart, type Open, type RecordPart, sealedIn, whole } from "./part.ts";

type Written = { readonly words?: string; readonly note?: string; readonly params?: Refusal["params"] };

/** A refused act's record as a snapshot holds it. */
type SealedRefused = RefusedRec & { readonly sealed?: string };

const withoutParams = ({ code }: Refusal): Refusal => ({ code });
const textIn = (value: object, name: string): string => {
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : "";
};
const paramsIn = (value: object): Pick<Refusal, "params"> => {
  const found: unknown = Reflect.get(value, "params");
  if (typeof found !== "object" || found === null) return {};
  const params = Object.entries(found).flatMap(([name, one]): [string, string | number][] =>
    typeof one === "string" || typeof one === "number" ? [[name, one]] : [],
  );
  return { params: Object.fromEntries(params) };
};
const paramsOf = ({ params }: Refusal): Pick<Written, "params"> => (params === undefined ? {} : { params });

const closeEvent = (event: RefusedEvent, close: Close): object => {
  if (event.type === "RefusedRead" || event.worker === undefined) return event;
  if (event.type === "RefusedSettled") {
    const written: Written = { note: event.note };
    return { ...event, note: "", sealed: close(written, event.worker) };
  }
  const written: Written = { words: event.words, ...paramsOf(event.refusal) };
  return { ...event, words: "", refusal: withoutParams(event.refusal), sealed: close(written, event.worker) };
};

const withoutSealed = <T extends object>(value: T): T => {
  const open = { ...value };
  Reflect.deleteProperty(open, "sealed");
  return open;
};

const openEvent = (event: RefusedEvent, open: Open, where: string): RefusedEvent => {
  const sealed = sealedIn(event);
  if (sealed === undefined || event.type === "RefusedRead" || event.worker === undefined) return event;
  const written = open(sealed, event.worker, where) ?? {};
  if (event.type === "RefusedSettled") return { ...withoutSealed(event), note: textIn(written, "note") };
  const bare = withoutSealed(event);
  return { ...bare, words: textIn(written, "words"), refusal: { ...bare.refusal, ...paramsIn(written) } };
};

const closeRecord = (record: RefusedRec, close: Close): SealedRefused => {
  const { worker, words, refusal, settled } = record;
  const note = settled?.note ?? "";
  // Of whoever was forgotten nothing is left to be sealed, nor a key to seal it with.
  if (worker === undefined || (words === "" && note === "" && refusal.params === undefined)) return record;
  const written: Written = { words, note, ...paramsOf(refusal) };
  return { ...wordlessAct(record), sealed: close(written, worker) };
};

const openRecord = (stored: SealedRefused, open: Open): RefusedRec => {
  const sealed = sealedIn(stored);
  if (sealed === undefined || stored.worker === undefined) return stored;
  const record: RefusedRec = withoutSealed(stored);
  const written = open(sealed, stored.worker, "snapshot") ?? {};
  const { settled } = record;
  return {
    ...record,
    words: textIn(written, "words"),
    refusal: { ...record.refusal, ...paramsIn(written) },
    ...(settled === undefined ? {} : { settled: { ...settled, note: textIn(written, "note") } }),
  };
};

const isRefused = (data: Event): data is RefusedEvent => data.subject === "refused";

export const refusedPart: EventPart = {
  types: ["ActRefused", "RefusedSettled"],
  whose: (data) => (isRefused(data) && data.type !== "RefusedRead" && data.worker !== undefined ? [data.worker] : []),
  close: (data, close) => (isRefused(data) ? closeEvent(data, close) : data),
  open: (data, open, where) => (isRefused(data) ? openEvent(data, open, where) : data),
};

export const refusedRecordPart: RecordPart = {
  kind: "refused",
  close: (record, close) => (record.kind === "refused" ? closeRecord(record, close) : record),
  open: (stored, open) => openRecord(whole<SealedRefused>(stored), open),
};
