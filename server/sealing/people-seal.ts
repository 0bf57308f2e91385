// What of a person is sealed before anything reaches the disk, and how it is opened; the rules behind it know only the clear records.
//
// Sealed, each under the person's own key, is what the parts of this room name. Not sealed, because it names no worker or belongs to
// an office:
// ids of workers (made of the number under the site's pepper), the names of desk accounts as actors and answerers, reasons for
// stopping a post, a patrol or an activity, for ordering equals or reopening a round of a contest, the follow-up items of a study
// day, names of screens and of uploaded track files, and of patrols that moved over
// their titles, notes and the names of strangers: these stand in the clear, in the ledger and in the snapshots, and no key forgets
// them. Whoever is on the register, once or more than once, is not written there by name, nor anybody while the register holds a
// forgotten person, who might be he.
// What a version before this one wrote lies in the clear and is read as it is.

import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { Kind, Rec } from "../../domain/records.ts";
import type { Random } from "../access/digests.ts";
import type { Seal } from "../ledger/seal.ts";
import { creditPart, entryPart, saidPart } from "./activities-part.ts";
import { alarmPart, sosNotePart } from "./alarms-part.ts";
import { contestsPart, entrantPart } from "./contests-part.ts";
import { correctionPart, correctionsPart } from "./corrections-part.ts";
import { PeopleKeysMissing, SealBroken } from "./failures.ts";
import { learnerPart, learningPart } from "./learning-part.ts";
import type { Close, EventPart, Open, RecordPart, SealedRec } from "./part.ts";
import type { PeopleKeys } from "./people-keys.ts";
import { handoverPart, postPart } from "./posts-part.ts";
import { refusedPart, refusedRecordPart } from "./refused-part.ts";
import { countersignPart, importPart, workerPart } from "./register-part.ts";
import { keyIdIn, openText, sealText } from "./sealed-text.ts";

const eventParts: readonly EventPart[] = [
  importPart,
  countersignPart,
  handoverPart,
  correctionsPart,
  saidPart,
  contestsPart,
  learningPart,
  refusedPart,
  sosNotePart,
];
const recordParts: readonly RecordPart[] = [
  workerPart,
  postPart,
  correctionPart,
  entryPart,
  creditPart,
  entrantPart,
  learnerPart,
  refusedRecordPart,
  alarmPart,
];

/** The one question that the hot path pays for. */
const partOf: ReadonlyMap<Event["type"], EventPart> = new Map(
  eventParts.flatMap((part) => part.types.map((type) => [type, part] as const)),
);
const recordPartOf: ReadonlyMap<Kind, RecordPart> = new Map(recordParts.map((part) => [part.kind, part]));

export type PeopleSeal = Seal<Event> & {
  /** As a snapshot holds it. */
  readonly closeRecord: (record: Rec) => Rec | SealedRec;
  /** Undefined: of somebody forgotten, and nobody asks for it any more. */
  readonly openRecord: (stored: Rec | SealedRec) => Rec | undefined;
};

export const createPeopleSeal = (deps: {
  readonly keys: PeopleKeys;
  readonly random: Random;
  /** The file of the keys, for the sentence that asks for it. */
  readonly path: string;
}): PeopleSeal => {
  const { keys, random, path } = deps;

  const close: Close = (text, whose) => {
    const key = keys.of(whose);
    // Without a key nothing is written: neither in the clear nor as if he were forgotten.
    if (key === undefined) throw new Error(`worker ${whose} has no key`);
    return sealText(JSON.stringify(text), whose, key, random);
  };
  const open: Open = (sealed, whose, where) => {
    const id = keyIdIn(sealed);
    const state = keys.stateOf(id);
    if (state === "destroyed") return undefined;
    if (state === "lost") throw new PeopleKeysMissing(path);
    const key = keys.of(whose);
    const text = key?.id === id ? openText(sealed, whose, key) : undefined;
    if (text === undefined) throw new SealBroken(`${where}, ${whose}`);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) throw new SealBroken(`${where}, ${whose}`);
    return value;
  };
  const keyed = (whose: WorkerId): boolean => keys.of(whose) !== undefined;

  return {
    close: async (events) => {
      const whose = events.flatMap(({ data }) => partOf.get(data.type)?.whose(data) ?? []);
      if (whose.length === 0) return events;
      await keys.make(whose);
      return events.map((event) => {
        const part = partOf.get(event.data.type);
        return part === undefined || part.whose(event.data).length === 0
          ? event
          : { ...event, data: part.close(event.data, close) };
      });
    },
    kept: async (events) => {
      const forgotten = new Set<WorkerId>();
      for (const event of events) foldForgotten(forgotten, event);
      if (forgotten.size > 0) await keys.destroy(forgotten);
    },
    open: (events) => {
      if (!events.some(({ data }) => partOf.has(data.type))) return events;
      return events.map((event) => {
        const part = partOf.get(event.data.type);
        return part === undefined ? event : { ...event, data: part.open(event.data, open, `event ${event.seq}`) };
      });
    },
    closeRecord: (record) => recordPartOf.get(record.kind)?.close(record, close, keyed) ?? record,
    openRecord: (stored) => {
      if (!("sealed" in stored)) return stored;
      const part = recordPartOf.get(stored.kind);
      if (part === undefined) throw new SealBroken(`snapshot, ${stored.kind}/${stored.id}`);
      return part.open(stored, open);
    },
  };
};

/**
 * Who has been forgotten and not named again since. Forgotten and named again in one batch, he keeps his key: the name under it is
 * on the board.
 */
export const foldForgotten = (forgotten: Set<WorkerId>, { data }: Recorded<Event>): void => {
  if (data.type === "WorkerForgotten") forgotten.add(data.worker);
  else if (data.type === "SiteImported") for (const { id } of data.import.workers) forgotten.delete(id);
};
