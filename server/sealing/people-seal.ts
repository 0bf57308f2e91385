// What of a person is sealed before anything reaches the disk, and how it is opened; the rules behind it know only the clear records.
//
// Sealed, each under the person's own key: all of a worker's row and record but his id, his unit and when it changed; at a
// countersigned sign-on the reason and the certificate's number; what he asked to have put right, and the answer; what he chose for
// himself. Not sealed, because it names no worker or belongs to an office:
// ids of workers (made of the number under the site's pepper), the names of desk accounts as actors and answerers, reasons for
// stopping a post, a patrol or an activity, names of screens and of uploaded track files, and of patrols that moved over
// their titles, notes and the names of strangers: these stand in the clear, in the ledger and in the snapshots, and no key forgets
// them. Whoever is on the register, once or more than once, is not written there by name, nor anybody while the register holds a
// forgotten person, who might be he.
// What a version before this one wrote lies in the clear and is read as it is.

import type { Event } from "../../domain/board.ts";
import type { CorrectionRec } from "../../domain/corrections/correction.ts";
import type { Recorded } from "../../domain/decider.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { SiteEvent } from "../../domain/site/site-import.ts";
import { forgottenDraft, forgottenRecord, type WorkerDraft, type WorkerRec } from "../../domain/workers.ts";
import type { Random } from "../access/digests.ts";
import type { Seal } from "../ledger/seal.ts";
import { PeopleKeysMissing, SealBroken } from "./failures.ts";
import { isPersonal, nothingOf, ownTexts } from "./own-texts.ts";
import type { PeopleKeys } from "./people-keys.ts";
import { keyIdIn, openText, sealText } from "./sealed-text.ts";

/** A worker's record as a snapshot holds it. */
export type SealedWorker = Pick<WorkerRec, "kind" | "id" | "seq" | "unit" | "scope"> & { readonly sealed: string };

/** A request of a worker's as a snapshot holds it. */
export type SealedCorrection = Pick<CorrectionRec, "kind" | "id" | "seq" | "worker" | "scope"> & {
  readonly sealed: string;
};

export type PeopleSeal = Seal<Event> & {
  readonly closeWorker: (worker: WorkerRec) => SealedWorker;
  readonly openWorker: (worker: SealedWorker) => WorkerRec;
  readonly closeCorrection: (one: CorrectionRec) => SealedCorrection;
  /** Undefined where the person was forgotten: nobody asks for it any more. */
  readonly openCorrection: (one: SealedCorrection) => CorrectionRec | undefined;
};

type Import = SiteEvent["import"];
type SignedOn = Extract<Event, { readonly type: "SignedOn" }>;
type Countersigned = NonNullable<SignedOn["countersigned"]>;

export const createPeopleSeal = (deps: {
  readonly keys: PeopleKeys;
  readonly random: Random;
  /** The file of the keys, for the sentence that asks for it. */
  readonly path: string;
}): PeopleSeal => {
  const { keys, random, path } = deps;

  const close = (text: object, whose: WorkerId): string => {
    const key = keys.of(whose);
    // Without a key nothing is written: neither in the clear nor as if he were forgotten.
    if (key === undefined) throw new Error(`worker ${whose} has no key`);
    return sealText(JSON.stringify(text), whose, key, random);
  };
  /** Undefined where the key was destroyed. */
  const open = (sealed: string, whose: WorkerId, where: string): object | undefined => {
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

  const closeDraft = ({ id, unit, ...rest }: WorkerDraft) => ({ id, unit, sealed: close(rest, id) });
  const openDraft = (draft: WorkerDraft, where: string): WorkerDraft => {
    const sealed = sealedIn(draft);
    if (sealed === undefined) return draft;
    const { id, unit } = draft;
    const rest = open(sealed, id, where);
    return rest === undefined ? forgottenDraft(id, unit) : whole<WorkerDraft>({ id, unit, ...rest });
  };

  const closeEvent = (event: Recorded<Event>): Recorded<unknown> => {
    const { data } = event;
    if (data.type === "SiteImported")
      return { ...event, data: { ...data, import: { ...data.import, workers: data.import.workers.map(closeDraft) } } };
    if (isPersonal(data)) {
      const { texts, rest } = ownTexts(data);
      return { ...event, data: { ...rest, sealed: close(texts, data.worker) } };
    }
    if (data.type !== "SignedOn" || data.countersigned === undefined) return event;
    const { by, ...rest } = data.countersigned;
    return { ...event, data: { ...data, countersigned: { by, sealed: close(rest, data.worker) } } };
  };
  const openEvent = (event: Recorded<Event>): Recorded<Event> => {
    const { data, seq } = event;
    const where = `event ${seq}`;
    if (data.type === "SiteImported") {
      const workers: Import["workers"] = data.import.workers.map((draft) => openDraft(draft, where));
      return { ...event, data: { ...data, import: { ...data.import, workers } } };
    }
    if (isPersonal(data)) {
      const own = sealedIn(data);
      if (own === undefined) return event;
      const texts = open(own, data.worker, where) ?? nothingOf(data.type);
      const { sealed: _, ...rest }: Event & { readonly sealed?: unknown } = data;
      return { ...event, data: whole<Event>({ ...rest, ...texts }) };
    }
    if (data.type !== "SignedOn" || data.countersigned === undefined) return event;
    const sealed = sealedIn(data.countersigned);
    if (sealed === undefined) return event;
    const { by } = data.countersigned;
    const rest = open(sealed, data.worker, where) ?? { reason: "" };
    return { ...event, data: { ...data, countersigned: whole<Countersigned>({ by, ...rest }) } };
  };

  return {
    close: async (events) => {
      if (!events.some(bearsPeople)) return events;
      await keys.make(events.flatMap(peopleIn));
      return events.map(closeEvent);
    },
    kept: async (events) => {
      const forgotten = new Set<WorkerId>();
      for (const event of events) foldForgotten(forgotten, event);
      if (forgotten.size > 0) await keys.destroy(forgotten);
    },
    open: (events) => (events.some(bearsPeople) ? events.map(openEvent) : events),
    closeWorker: ({ kind, id, seq, unit, scope, ...rest }) => ({
      kind,
      id,
      seq,
      unit,
      scope,
      sealed: close(rest, id),
    }),
    closeCorrection: ({ kind, id, seq, worker, scope, ...rest }) => ({
      kind,
      id,
      seq,
      worker,
      scope,
      sealed: close(rest, worker),
    }),
    openCorrection: ({ sealed, ...known }) => {
      const rest = open(sealed, known.worker, "snapshot");
      return rest === undefined ? undefined : whole<CorrectionRec>({ ...known, ...rest });
    },
    openWorker: ({ sealed, ...known }) => {
      const rest = open(sealed, known.id, "snapshot");
      return rest === undefined ? forgottenRecord(known, known.seq) : whole<WorkerRec>({ ...known, ...rest });
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

/** The one question that the hot path pays for. */
const bearsPeople = ({ data }: Recorded<Event>): boolean =>
  data.type === "SiteImported" || isPersonal(data) || (data.type === "SignedOn" && data.countersigned !== undefined);

const peopleIn = ({ data }: Recorded<Event>): readonly WorkerId[] => {
  if (data.type === "SiteImported") return data.import.workers.map(({ id }) => id);
  if (isPersonal(data)) return [data.worker];
  return data.type === "SignedOn" && data.countersigned !== undefined ? [data.worker] : [];
};

const sealedIn = (value: object): string | undefined =>
  "sealed" in value && typeof value.sealed === "string" ? value.sealed : undefined;

/** The tag over the ciphertext stands for the shape: these very bytes were written from a `T`. */
const isWhole = <T>(value: unknown): value is T => typeof value === "object" && value !== null;
const whole = <T>(value: Readonly<Record<string, unknown>>): T => {
  if (!isWhole<T>(value)) throw new Error("unreachable: an object was handed over");
  return value;
};
