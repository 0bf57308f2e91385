// What of a refused act is sealed under its worker's key: what he wrote with it, why it was refused, and what the desk wrote about it.
// Of a crew, and of who came or signed with him, each one's line is sealed under his own.
// An act of nobody known has nobody's key: nothing that was written with it is kept. What a version before this one kept is read as it is.

import type { Event } from "../../domain/board.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { RefusedEvent } from "../../domain/refused/refused.ts";
import { type RefusedRec, wordlessAct } from "../../domain/refused/refused-act.ts";
import { type Close, type EventPart, type Open, type RecordPart, type SealedRec, sealedIn, whole } from "./part.ts";

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

type Others = Pick<RefusedRec, "others">;
const closeOthers = ({ others }: Others, close: Close, keyed: (whose: WorkerId) => boolean): object =>
  others === undefined
    ? {}
    : {
        others: others.map((one) => {
          const { worker, of, as } = one;
          if (worker === undefined) return one;
          // Whoever was forgotten has no key; of him there is nothing more to tell.
          return keyed(worker) ? { as, worker, sealed: close({ of }, worker) } : { as, of: "" };
        }),
      };
const openOthers = ({ others }: Others, open: Open, where: string): Others =>
  others === undefined
    ? {}
    : {
        others: others.map((one) => {
          const { worker, as } = one;
          const sealed = sealedIn(one);
          if (sealed === undefined || worker === undefined) return one;
          const found = open(sealed, worker, where);
          return found === undefined ? { as, of: "" } : { as, worker, of: textIn(found, "of") };
        }),
      };

const closeEvent = (event: RefusedEvent, close: Close): object => {
  if (event.type === "RefusedRead") return event;
  const base = event.type === "ActRefused" ? { ...event, ...closeOthers(event, close, () => true) } : event;
  if (event.worker === undefined) return base;
  if (event.type === "RefusedSettled") {
    const written: Written = { note: event.note };
    return { ...event, note: "", sealed: close(written, event.worker) };
  }
  const written: Written = { words: event.words, ...paramsOf(event.refusal) };
  return { ...base, words: "", refusal: withoutParams(event.refusal), sealed: close(written, event.worker) };
};

const withoutSealed = <T extends object>(value: T): T => {
  const open = { ...value };
  Reflect.deleteProperty(open, "sealed");
  return open;
};

const openEvent = (stored: RefusedEvent, open: Open, where: string): RefusedEvent => {
  const event = stored.type === "ActRefused" ? { ...stored, ...openOthers(stored, open, where) } : stored;
  const sealed = sealedIn(event);
  if (sealed === undefined || event.type === "RefusedRead" || event.worker === undefined) return event;
  const written = open(sealed, event.worker, where) ?? {};
  if (event.type === "RefusedSettled") return { ...withoutSealed(event), note: textIn(written, "note") };
  const bare = withoutSealed(event);
  return { ...bare, words: textIn(written, "words"), refusal: { ...bare.refusal, ...paramsIn(written) } };
};

/** A record's own seal tells that there is something to open: of nobody's own words it is empty. */
const closeRecord = (record: RefusedRec, close: Close, keyed: (whose: WorkerId) => boolean): Rec | SealedRec => {
  const closed = closeOwn(record, close);
  return record.others === undefined ? closed : { sealed: "", ...closed, ...closeOthers(record, close, keyed) };
};

const closeOwn = (record: RefusedRec, close: Close): SealedRefused => {
  const { worker, words, refusal, settled } = record;
  const note = settled?.note ?? "";
  // Of whoever was forgotten nothing is left to be sealed, nor a key to seal it with.
  if (worker === undefined || (words === "" && note === "" && refusal.params === undefined)) return record;
  const written: Written = { words, note, ...paramsOf(refusal) };
  return { ...wordlessAct(record), sealed: close(written, worker) };
};

const openRecord = (stored: SealedRefused, open: Open): RefusedRec => {
  const sealed = sealedIn(stored);
  const record: RefusedRec = { ...withoutSealed(stored), ...openOthers(stored, open, "snapshot") };
  if (sealed === undefined || sealed === "" || stored.worker === undefined) return record;
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
  whose: (data) => {
    if (!isRefused(data) || data.type === "RefusedRead") return [];
    const others = data.type === "ActRefused" ? (data.others ?? []) : [];
    return [data, ...others].flatMap(({ worker }) => worker ?? []);
  },
  close: (data, close) => (isRefused(data) ? closeEvent(data, close) : data),
  open: (data, open, where) => (isRefused(data) ? openEvent(data, open, where) : data),
};

export const refusedRecordPart: RecordPart = {
  kind: "refused",
  close: (record, close, keyed) => (record.kind === "refused" ? closeRecord(record, close, keyed) : record),
  open: (stored, open) => openRecord(whole<SealedRefused>(stored), open),
};
