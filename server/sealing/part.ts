// What each subject says of its own sealing: which of its events and records bear words about a person, whose they are, and what
// is left of them once his key is destroyed.

import type { Event } from "../../domain/board.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { Kind, Rec, RecOf } from "../../domain/records.ts";

export type Close = (text: object, whose: WorkerId) => string;
/** Undefined where the key was destroyed. `where` is for the sentence that says what could not be opened. */
export type Open = (sealed: string, whose: WorkerId, where: string) => object | undefined;

export type EventPart = {
  readonly types: readonly Event["type"][];
  /** Whose words the event bears; nobody's, and it lies in the clear. */
  readonly whose: (data: Event) => readonly WorkerId[];
  /** As it goes to the disk. */
  readonly close: (data: Event, close: Close) => object;
  /** What a version before this one wrote lies in the clear and is read as it is. */
  readonly open: (data: Event, open: Open, where: string) => Event;
};

/** A record of which something is sealed, as a snapshot holds it. */
export type SealedRec = { readonly kind: Kind; readonly id: string; readonly sealed: string };

export type RecordPart = {
  readonly kind: Kind;
  /** `keyed`: whether there is a key; whoever was forgotten has none. A record with nothing to seal is answered as it is. */
  readonly close: (record: Rec, close: Close, keyed: (whose: WorkerId) => boolean) => Rec | SealedRec;
  /** Undefined: of somebody forgotten, and nobody asks for it any more. */
  readonly open: (stored: SealedRec, open: Open) => Rec | undefined;
};

export const sealedIn = (value: object): string | undefined =>
  "sealed" in value && typeof value.sealed === "string" ? value.sealed : undefined;

/** The tag over the ciphertext stands for the shape: these very bytes were written from a `T`. */
const isWhole = <T>(value: unknown): value is T => typeof value === "object" && value !== null;
export const whole = <T>(value: object): T => {
  const found: unknown = value;
  if (!isWhole<T>(found)) throw new Error("unreachable: an object was handed over");
  return found;
};

/** An event whose sealed words are opened in their place; `nothing` stands there once the key is destroyed. */
export const reopened = (
  data: Event,
  { whose, nothing, open, where }: { whose: WorkerId; nothing: object; open: Open; where: string },
): Event => {
  const sealed = sealedIn(data);
  if (sealed === undefined) return data;
  const { sealed: _, ...rest }: Event & { readonly sealed?: unknown } = data;
  return whole<Event>({ ...rest, ...(open(sealed, whose, where) ?? nothing) });
};

/** A record of one person that is sealed but for the fields that the house must read without him. */
export const ownedRecord = <K extends Kind>(
  kind: K,
  owned: {
    readonly clear: readonly (keyof RecOf<K>)[];
    readonly whose: (record: Pick<RecOf<K>, keyof RecOf<K>>) => WorkerId;
    readonly inTheClear?: (record: RecOf<K>) => boolean;
    /** What else stands in the clear, of a field that is sealed whole. */
    readonly partly?: (record: RecOf<K>) => Partial<RecOf<K>>;
    readonly forgotten: (known: RecOf<K>) => RecOf<K> | undefined;
    /** What is written of one without a key; left out: there is always a key. */
    readonly keyless?: (record: RecOf<K>) => RecOf<K>;
  },
): RecordPart => {
  const isOfKind = (record: { readonly kind: Kind }): record is RecOf<K> => record.kind === kind;
  return {
    kind,
    close: (record, close, keyed) => {
      if (!isOfKind(record) || owned.inTheClear?.(record) === true) return record;
      const person = owned.whose(record);
      if (owned.keyless !== undefined && !keyed(person)) return owned.keyless(record);
      const known: Record<string, unknown> = {};
      const hidden: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(record))
        (owned.clear.some((one) => one === field) ? known : hidden)[field] = value;
      return { ...known, ...owned.partly?.(record), kind, id: record.id, sealed: close(hidden, person) };
    },
    open: ({ sealed, ...known }, open) => {
      const left = whole<RecOf<K>>(known);
      const hidden = open(sealed, owned.whose(left), "snapshot");
      return hidden === undefined ? owned.forgotten(left) : whole<RecOf<K>>({ ...known, ...hidden });
    },
  };
};
